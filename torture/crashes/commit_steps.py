"""Every call by which a change touches the index kills the writer, or fails: once, or for good."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from torture.crashes.faults import Fault
from torture.crashes.trial import KINDS, Trial
from torture.outcome import Outcome

# How a disk fails: for a moment, or from then on.
ERRORS = (("EIO", False), ("ENOSPC", True))


class Case(NamedTuple):
    """A fault at one call of one kind of change."""

    kind: str
    fault: Fault
    call: str


def experiment(
    work: Path, engine: str, count: int, seed: int, kinds: Sequence[str] = KINDS
) -> Outcome:
    """Try ``count`` of the faults that there are, about 750: all kills first, then errors."""
    outcome = Outcome()
    trials = {kind: Trial(work / kind, engine, kind, seed) for kind in kinds}
    cases = [case for kind, trial in trials.items() for case in _cases(kind, trial.calls())]
    outcome.figures["calls"] = len({(case.kind, case.fault.at) for case in cases})
    random.Random(seed).shuffle(cases)
    cases.sort(key=lambda case: case.fault.kind != "kill")
    for case in islice(cases, count):
        trial = trials[case.kind]
        said = trial.run(case.fault)
        wrongs = trial.judge(said)
        where = f"{case.kind}, {case.fault.kind} at call {case.fault.at}, {said.fault or case.call}"
        outcome.failures += [f"{where}: {wrong}" for wrong in wrongs]
        outcome.add({"killed" if case.fault.kind == "kill" else case.fault.kind: 1})
    return outcome


def _cases(kind: str, calls: list[str]) -> Iterator[Case]:
    for at, call in enumerate(calls):
        yield Case(kind, Fault(at), call)
        for error, lasting in ERRORS:
            yield Case(kind, Fault(at, error, lasting), call)
