"""A writer is killed at random moments, and the next one goes on from what it finds."""

from __future__ import annotations

import random
import signal
import time
from contextlib import suppress
from pathlib import Path

from newsearch import NewsIndex
from torture.crashes.finding import Wrong, found_state, leftovers
from torture.crashes.process import Place, heard
from torture.crashes.workload import Workload
from torture.outcome import Outcome

# A writer does some ten steps in this time, in seconds; a kill may come at any moment of it.
_LONGEST = 2.5
_STEPS = 1000


def experiment(work: Path, engine: str, count: int, seed: int) -> Outcome:
    """Kill ``count`` writers; after each, look, commit, and look again."""
    outcome = Outcome(dict.fromkeys(("kills", "steps", "kills within a step", "new states"), 0))
    place, workload, source = Place(work), Workload(seed), random.Random(seed)
    reached = -1
    for _ in range(count):
        process = place.start(place.command(engine, seed, (reached + 1, reached + _STEPS)))
        assert process.stdout is not None
        ready = process.stdout.readline()
        time.sleep(source.uniform(0, _LONGEST))
        with suppress(ProcessLookupError):
            process.send_signal(signal.SIGKILL)
        said = heard(process)
        last = said.done[-1] if said.done else reached
        where = f"after step {last} ({workload.step(last + 1).kind} under way)"
        outcome.add({"kills": 1, "steps": last - reached})
        if not ready or said.code != -signal.SIGKILL:
            outcome.failures.append(f"{where}: ended with {said.code}: {said.errors[-500:]}")
            break
        left = place.remaining()
        outcome.expect(not left, f"{where}: processes {left} go on")
        try:
            reached = _next(place, workload, engine, last)
        except Wrong as wrong:
            outcome.failures.append(f"{where}: {wrong}")
            break
        outcome.add({"new states": reached - 1 - last})
        remains = leftovers(place.index, place.scratch)
        outcome.expect(not remains, f"{where}: left behind: {remains}")
    return outcome


def _next(place: Place, workload: Workload, engine: str, last: int) -> int:
    """What is found must be acknowledged or what was to follow; then do one step more."""
    found = -1
    if last >= 0 or (place.index / "CURRENT").exists():
        found = found_state(place.index, workload, [one for one in (last, last + 1) if one >= 0])
    following = found + 1
    workload.prepare(following, place.folder)
    with NewsIndex.open_or_create(place.index, engine=engine) as index:
        workload.perform(following, index, place.folder)
    return found_state(place.index, workload, [following])
