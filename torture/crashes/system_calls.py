"""Every system call by which a change touches the index fails once, and kills the writer once.

Unlike `torture.crashes.commit_steps` this reaches what SQLite and the engines do in machine code.
It is done by strace (https://strace.io, its manual: ``--inject``), which must be installed.
"""

from __future__ import annotations

import random
import re
import shutil
import subprocess
from collections import Counter
from collections.abc import Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from torture.crashes.finding import Wrong
from torture.crashes.process import Place, Said, heard
from torture.crashes.trial import KINDS, Trial
from torture.outcome import Outcome

# What changes something, each with the error that is most to be expected of it.
_CALLS = {
    "openat": "ENOSPC",
    "mkdir": "ENOSPC",
    "mkdirat": "ENOSPC",
    "link": "ENOSPC",
    "linkat": "ENOSPC",
    "write": "ENOSPC",
    "pwrite64": "ENOSPC",
    "writev": "ENOSPC",
    "pwritev": "ENOSPC",
    "ftruncate": "EIO",
    "fallocate": "ENOSPC",
    "sendfile": "EIO",
    "copy_file_range": "EIO",
    "fsync": "EIO",
    "fdatasync": "EIO",
    "rename": "EIO",
    "renameat": "EIO",
    "renameat2": "EIO",
    "unlink": "EIO",
    "unlinkat": "EIO",
    "rmdir": "EIO",
}
_LINE = re.compile(r"^(?P<process>\d+) +(?P<call>\w+)\((?P<arguments>.*)")
_OPENS_FOR_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT")


class Call(NamedTuple):
    """The call with this number, from 1 on, of its name within a process or thread."""

    name: str
    number: int
    what: str


def available() -> str:
    """Why there can be no such experiment here; empty if there can."""
    if shutil.which("strace") is None:
        return "strace is not installed"
    tried = subprocess.run(
        ["strace", "-f", "-qq", "-o", "/dev/null", "true"], capture_output=True, check=False
    )
    return "" if not tried.returncode else f"strace does not work: {tried.stderr.decode()}"


def experiment(
    work: Path, engine: str, count: int, seed: int, kinds: Sequence[str] = KINDS
) -> Outcome:
    """Try ``count`` of the faults that there are in these kinds of change, drawn evenly."""
    outcome = Outcome()
    reason = available()
    if reason:
        outcome.failures.append(reason)
        return outcome
    trials = {kind: Trial(work / kind, engine, kind, seed) for kind in kinds}
    cases = []
    for kind, trial in trials.items():
        calls = calls_of(trial, work / "calls")
        outcome.figures[f"calls, {kind}"] = len(calls)
        cases += [
            (kind, call, effect)
            for call in calls
            for effect in (f"error={_CALLS[call.name]}", "signal=SIGKILL")
        ]
    random.Random(seed).shuffle(cases)
    for kind, call, effect in islice(cases, count):
        trial = trials[kind]
        said = _run(trial, trial.fresh(), f"{call.name}:{effect}:when={call.number}", work)
        where = f"{kind}, {effect} at {call.name} {call.number} ({call.what})"
        outcome.failures += [f"{where}: {wrong}" for wrong in trial.judge(said)]
        outcome.add({effect: 1, f"ended by {_end(said)}": 1})
    return outcome


def calls_of(trial: Trial, log: Path) -> list[Call]:
    """The calls by which the change touches the index, each once for all processes."""
    said = _run(trial, trial.fresh(), "", log.parent, log)
    if said.code:
        raise Wrong(f"{trial.kind}: without a fault: {said.errors or said.message}")
    index = str(trial.place.index)
    counts: Counter[tuple[str, str]] = Counter()
    found: dict[tuple[str, int], Call] = {}
    for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
        match = _LINE.match(line)
        if not match:
            continue
        name, arguments = match["call"], match["arguments"]
        counts[match["process"], name] += 1
        number = counts[match["process"], name]
        if index not in arguments:
            continue
        if name == "openat" and not _OPENS_FOR_WRITING.search(arguments):
            continue
        what = arguments.replace(index, "")[:100]
        found.setdefault((name, number), Call(name, number, what))
    return list(found.values())


def _run(trial: Trial, place: Place, injected: str, work: Path, log: Path | None = None) -> Said:
    command = ["strace", "-f", "-qq", "-y", "-o", str(log or "/dev/null")]
    command += ["-e", f"trace={','.join(_CALLS)}"]
    if injected:
        command += ["-e", f"inject={injected}"]
    return heard(place.start([*command, *trial.command()]))


def _end(said: Said) -> str:
    if said.done:
        return "the change"
    return "an error" if said.failed is not None else "death"
