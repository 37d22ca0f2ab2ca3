"""Eight readers, in five processes, and one writer."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from newsearch import NewsIndex
from torture.crashes.finding import Wrong, found_state, leftovers
from torture.crashes.process import Place
from torture.crashes.workload import Workload
from torture.outcome import Outcome
from torture.readers_and_writer.board import Board

# Four threads that share an index, two processes that refresh, and two that open it each time.
_READERS: tuple[list[str], ...] = (
    ["--threads", "4"],
    [],
    [],
    ["--open-anew"],
    ["--open-anew"],
)
_REBUILD_EVERY = 11
# Files that a process may hold more than before: a generation more, just being opened.
_MORE_FILES = 25
_MORE_MEMORY = 1.3


def experiment(work: Path, engine: str, count: int, seed: int) -> Outcome:
    """Make ``count`` commits, each eleventh a rebuild, while eight readers search."""
    outcome = Outcome()
    place, board = Place(work), Board(work / "board")
    kinds = ["update", "add", "delete"] * _REBUILD_EVERY
    kinds[_REBUILD_EVERY - 1 :: _REBUILD_EVERY] = ["rebuild"] * 3
    workload = Workload(seed, kinds)
    place.scratch.mkdir(parents=True)
    with NewsIndex.open_or_create(place.index, engine=engine) as index:
        _step(workload, 0, index, place, board)
        common = [str(place.index), str(seed), str(work / "board")]
        common += ["--weigh-at", str(count // 3), "--kinds", *kinds]
        readers = [_start(place, [*options, *common]) for options in _READERS]
        try:
            for reader in readers:
                assert reader.stdout is not None
                reader.stdout.readline()
            for number in range(1, count + 1):
                _step(workload, number, index, place, board)
                outcome.add({f"commits, {workload.step(number).kind}": 1})
        finally:
            board.stop()
            told = [reader.communicate(timeout=120) for reader in readers]
    for options, (output, errors) in zip(_READERS, told, strict=True):
        name = " ".join(options) or "refresh"
        if errors or not output:
            outcome.failures.append(f"{name}: {errors.decode()[-500:]}")
        else:
            _weigh(outcome, name, json.loads(output))
    try:
        workload.prepare(count + 1, place.folder)
        with NewsIndex.open(place.index) as index:
            workload.perform(count + 1, index, place.folder)
        found_state(place.index, workload, [count + 1])
    except Wrong as wrong:
        outcome.failures.append(f"afterwards: {wrong}")
    outcome.failures += [f"left: {one}" for one in leftovers(place.index, place.scratch)]
    return outcome


def _step(workload: Workload, number: int, index: NewsIndex, place: Place, board: Board) -> None:
    workload.prepare(number, place.folder)
    workload.perform(number, index, place.folder)
    board.acknowledge(number)


def _start(place: Place, options: list[str]) -> subprocess.Popen[bytes]:
    return place.start([sys.executable, "-m", "torture.readers_and_writer.reader", *options])


def _weigh(outcome: Outcome, name: str, record: dict[str, Any]) -> None:
    before, after, closed = record["before"], record["after"], record["closed"]
    outcome.add({"searches": record["searches"]})
    outcome.failures += [f"{name}: {failure}" for failure in record["failures"]]
    for what in ("files", "maps", "kilobytes"):
        worst = float(outcome.figures.get(f"most {what}, end / a third of the way", 0))
        ratio = round(after[what] / max(1, before[what]), 2)
        outcome.figures[f"most {what}, end / a third of the way"] = max(worst, ratio)
    outcome.expect(
        after["files"] <= before["files"] + _MORE_FILES,
        f"{name}: {before['files']} open files became {after['files']}",
    )
    outcome.expect(
        after["kilobytes"] <= _MORE_MEMORY * before["kilobytes"],
        f"{name}: {before['kilobytes']} kB became {after['kilobytes']}",
    )
    outcome.expect(not closed["maps"], f"{name}: {closed['maps']} maps of files after close")
