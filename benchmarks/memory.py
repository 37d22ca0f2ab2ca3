"""Memory at most of a command and all processes that it starts, together.

    python -m benchmarks.memory COMMAND [ARGUMENT ...]

What is added up is the proportional set size (PSS): a page that several processes share counts
once. It is read from ``/proc/*/smaps_rollup`` every 0.2 s, so only on Linux; elsewhere the time is
measured and the memory is not.
"""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

INTERVAL = 0.2  # seconds between two looks

ROOT = Path(__file__).parents[1]

_PROC = Path("/proc")


class CommandFailed(Exception):
    """A command that was to be measured ended with an error."""


class Run(NamedTuple):
    """A command that ran: ``peak`` is in bytes, or None where it cannot be measured."""

    seconds: float
    peak: int | None
    output: str


def python(*arguments: str | Path) -> list[str]:
    """The command that runs this interpreter with these arguments."""
    return [sys.executable, *map(str, arguments)]


def run(command: Sequence[str]) -> Run:
    """Run a command in the project's folder. Raises `CommandFailed` when it fails.

    What it prints is given back; its errors are part of the exception.
    """
    start = time.perf_counter()
    with subprocess.Popen(
        command,
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
    ) as process:
        watch = _Watch(process.pid)
        watch.start()
        output, errors = process.communicate()
        seconds = time.perf_counter() - start
        watch.stop()
    if process.returncode:
        said = errors.strip() or output.strip() or "it said nothing"
        raise CommandFailed(f"{' '.join(command)}: exit {process.returncode}: {said}")
    return Run(seconds, watch.peak or None, output)


def tree_pss(root: int) -> int:
    """Bytes of PSS of a process and all below it; 0 where the system does not say."""
    parents: dict[int, int] = {}
    for entry in _PROC.glob("[0-9]*/stat"):
        try:
            # The name in parentheses may hold anything: the fields count from the last one.
            fields = entry.read_bytes().rpartition(b")")[2].split()
        except OSError:  # it ended meanwhile
            continue
        parents[int(entry.parent.name)] = int(fields[1])
    tree, grown = {root}, True
    while grown:
        more = {child for child, parent in parents.items() if parent in tree} - tree
        tree |= more
        grown = bool(more)
    return sum(map(_pss, tree))


def _pss(process: int) -> int:
    try:
        text = (_PROC / str(process) / "smaps_rollup").read_text(encoding="ascii")
    except OSError:
        return 0
    for line in text.splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return 0


class _Watch(threading.Thread):
    """Looks at a tree of processes again and again and keeps the highest sum."""

    def __init__(self, root: int) -> None:
        super().__init__(daemon=True)
        self._root = root
        self._stopped = threading.Event()
        self.peak = 0

    def run(self) -> None:
        while not self._stopped.wait(INTERVAL):
            self.peak = max(self.peak, tree_pss(self._root))

    def stop(self) -> None:
        self._stopped.set()
        self.join()


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and print its time and memory."""
    command = list(sys.argv[1:] if arguments is None else arguments)
    if not command:
        print((__doc__ or "").strip())
        return 2
    try:
        measured = run(command)
    except (CommandFailed, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(measured.output, end="")
    peak = "not measured here" if measured.peak is None else f"{measured.peak / 1e6:.0f} MB"
    print(f"{measured.seconds:.2f} s; memory at most, all processes together: {peak}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
