"""A writer meets a disk that becomes full: a small file system in memory, of many sizes.

The file system is mounted in a name space of its own (Linux, ``unshare`` of util-linux), which most
systems allow everybody; nothing outside of the experiment sees it.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from torture.crashes.faults import Fault
from torture.crashes.trial import KINDS, Trial
from torture.outcome import Outcome

_LARGE = 1 << 30
# Room that any of the changes has enough of.
_MOST_ROOM = 4 << 20


def experiment(
    work: Path, engine: str, count: int, seed: int, kinds: Sequence[str] = KINDS
) -> Outcome:
    """Leave ``count`` times some room for a change, from none to enough."""
    reason = available()
    if reason:
        return Outcome(failures=[reason])
    command = ["unshare", "-Urm", sys.executable, "-m", __name__]
    done = subprocess.run(
        [*command, str(work), engine, str(count), str(seed), *kinds],
        stdout=subprocess.PIPE,
        check=True,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    return Outcome(**json.loads(done.stdout))


def available() -> str:
    """Why there can be no small disk here; empty if there can."""
    if shutil.which("unshare") is None:
        return "unshare is not installed"
    tried = subprocess.run(
        ["unshare", "-Urm", "mount", "-t", "tmpfs", "tmpfs", "/mnt"],
        capture_output=True,
        check=False,
        text=True,
    )
    return "" if not tried.returncode else f"no name space for mounts: {tried.stderr.strip()}"


class _SmallDisk:
    """A file system in memory, mounted at a folder."""

    def __init__(self, path: Path) -> None:
        self._path = path
        path.mkdir(parents=True)
        self._mount(f"size={_LARGE}")

    def leave(self, room: int | None) -> None:
        """Leave so many bytes free; ``None`` for plenty."""
        status = os.statvfs(self._path)
        used = (status.f_blocks - status.f_bfree) * status.f_frsize
        self._mount(f"remount,size={_LARGE if room is None else used + room}")

    def _mount(self, options: str) -> None:
        subprocess.run(
            ["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(self._path)], check=True
        )


def within(work: Path, engine: str, count: int, seed: int, kinds: Sequence[str]) -> Outcome:
    """The experiment, in a name space where file systems can be mounted."""
    outcome = Outcome()
    source = random.Random(seed)
    place = work / "disk"
    disk = _SmallDisk(place)
    trials = [Trial(place / kind, engine, kind, seed, base=work / kind) for kind in kinds]
    for number in range(count):
        trial = trials[number % len(trials)]
        for other in trials:
            shutil.rmtree(other.place.work, ignore_errors=True)
        trial.fresh()
        room = source.randrange(_MOST_ROOM)
        disk.leave(room)
        said = trial.finish(Fault())
        disk.leave(None)
        where = f"{trial.kind}, {room} bytes free"
        outcome.failures += [f"{where}: {wrong}" for wrong in trial.judge(said)]
        outcome.add({"done" if said.done else "told that the disk is full": 1})
        if not said.done:
            told = "space" in said.message or "full" in said.message
            outcome.expect(told, f"{where}: {said.message or said.errors[-300:]}")
    return outcome


if __name__ == "__main__":
    _work, _engine, _count, _seed, *_kinds = sys.argv[1:]
    print(json.dumps(asdict(within(Path(_work), _engine, int(_count), int(_seed), _kinds))))
