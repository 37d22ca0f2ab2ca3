"""Starting the writer that is to suffer, and hearing what it says before it is gone."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from torture.crashes.faults import Fault

_MARK = "NEWSEARCH_TORTURE"
_PACKAGE = str(Path(__file__).resolve().parents[2])
_HANGS_AFTER = 120.0


@dataclass
class Said:
    """What a writer said, and how it ended: ``code`` is negative for a signal."""

    done: list[int] = field(default_factory=list)
    failed: int | None = None
    message: str = ""
    fault: str = ""
    calls: list[str] = field(default_factory=list)
    code: int = 0
    errors: str = ""


@dataclass(frozen=True)
class Place:
    """Where an experiment writes: the index, its corpus, and the folder for temporary files."""

    work: Path

    @property
    def index(self) -> Path:
        """The index."""
        return self.work / "index"

    @property
    def folder(self) -> Path:
        """The corpus."""
        return self.work / "corpus"

    @property
    def scratch(self) -> Path:
        """Where temporary files go."""
        return self.work / "tmp"

    def command(
        self,
        engine: str,
        seed: int,
        steps: tuple[int, int],
        kinds: tuple[str, ...] = (),
        fault: Fault | None = None,
    ) -> list[str]:
        """The command of the writer."""
        command = [sys.executable, "-m", "torture.crashes.writer"]
        command += [str(self.index), str(self.folder), engine, str(seed), *map(str, steps)]
        if fault is not None:
            command += ["--fault", json.dumps(asdict(fault))]
        return [*command, "--kinds", *kinds] if kinds else command

    def start(self, command: list[str]) -> subprocess.Popen[bytes]:
        """Start a writer, in a group of its own."""
        self.scratch.mkdir(parents=True, exist_ok=True)
        environment = {
            **os.environ,
            "TMPDIR": str(self.scratch),
            "PYTHONPATH": _PACKAGE,
            _MARK: str(self.work),
        }
        return subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=environment,
            start_new_session=True,
        )

    def remaining(self, patience: float = 15.0) -> list[int]:
        """Processes of a writer that is gone that do not end by themselves."""
        until = time.monotonic() + patience
        while (left := list(_marked(str(self.work)))) and time.monotonic() < until:
            time.sleep(0.02)
        return left


def heard(process: subprocess.Popen[bytes]) -> Said:
    """Wait for the end of a writer. One that hangs is killed, and its code is that of SIGALRM."""
    try:
        output, errors = process.communicate(timeout=_HANGS_AFTER)
        code = process.returncode
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        output, errors = process.communicate()
        code = -signal.SIGALRM
    return understood(output, errors, code)


def understood(output: bytes, errors: bytes, code: int) -> Said:
    """What a writer said. The last line may be cut."""
    said = Said(code=code, errors=errors.decode("utf-8", "replace"))
    for line in output.decode("utf-8", "replace").splitlines():
        try:
            record: Mapping[str, Any] = json.loads(line)
        except ValueError:
            continue
        if "done" in record:
            said.done.append(record["done"])
            said.calls = record["calls"]
        elif "failed" in record:
            said.failed, said.message = record["failed"], record["message"]
        elif "fault" in record:
            said.fault = record["fault"]
    return said


def _marked(mark: str) -> Iterator[int]:
    wanted = f"{_MARK}={mark}".encode()
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                environment = (entry / "environ").read_bytes()
                state = (entry / "stat").read_text().rpartition(")")[2].split()[0]
            except OSError:
                continue
            if wanted in environment.split(b"\0") and state != "Z":
                yield int(entry.name)
