"""The power goes at any call by which a change touches the index.

What was not brought to disk until then is lost, in whole or in part.
"""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from torture.crashes.durability import Disk
from torture.crashes.faults import Fault
from torture.crashes.trial import KINDS, Trial
from torture.outcome import Outcome

# Disks that one loss of power may leave: the worst, and some in between.
_DISKS = 4


def experiment(
    work: Path, engine: str, count: int, seed: int, kinds: Sequence[str] = KINDS
) -> Outcome:
    """Lose power ``count`` times, at moments drawn evenly, the end of the change among them."""
    outcome = Outcome(dict.fromkeys(("losses of power", "disks"), 0))
    trials = {kind: Trial(work / kind, engine, kind, seed) for kind in kinds}
    cases = [(kind, at) for kind, trial in trials.items() for at in range(-1, len(trial.calls()))]
    random.Random(seed).shuffle(cases)
    for kind, at in islice(cases, count):
        trial = trials[kind]
        notes = work / "notes"
        shutil.rmtree(notes, ignore_errors=True)
        said = trial.run(Fault(at, durability=str(notes)))
        outcome.add({"losses of power": 1})
        disk = Disk(notes, trial.place.index)
        for number, image in _images(disk, work / "image", seed):
            outcome.add({"disks": 1})
            where = f"{kind}, {said.fault or 'at the end'}, disk {number}"
            outcome.failures += [f"{where}: {wrong}" for wrong in trial.judge(said, image)]
    return outcome


def _images(disk: Disk, place: Path, seed: int) -> Iterator[tuple[int, Path]]:
    for number in range(_DISKS):
        shutil.rmtree(place, ignore_errors=True)
        if not disk.image(place, seed + number if number else None):
            place.mkdir()
        yield number, place
