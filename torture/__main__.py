"""Run experiments and print what came of them.

python -m torture                          # all, takes hours
python -m torture kill long-life --engine whoosh --count 50 --json outcome.json
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import NamedTuple, cast

from newsearch.engines.registry import ENGINE_NAMES
from torture.outcome import Experiment, Outcome


class Registered(NamedTuple):
    """Where an experiment is, how often it tries, and whether the engine makes a difference."""

    module: str
    attempts: int
    of_engine: bool = True


EXPERIMENTS: dict[str, Registered] = {
    "readers-and-writer": Registered("torture.readers_and_writer.experiment", 55),
    "commit-steps": Registered("torture.crashes.commit_steps", 1000),
    "system-calls": Registered("torture.crashes.system_calls", 600),
    "damage": Registered("torture.damage", 300),
    "full-disk": Registered("torture.crashes.full_disk", 150),
    "power-loss": Registered("torture.crashes.power_loss", 400),
    "random-kills": Registered("torture.crashes.random_kills", 300),
}


def run(name: str, work: Path, engine: str, count: int | None, seed: int) -> Outcome:
    """Run one experiment; ``count`` defaults to the one that it is registered with."""
    registered = EXPERIMENTS[name]
    experiment = cast("Experiment", import_module(registered.module).experiment)
    start = time.perf_counter()
    outcome = experiment(work, engine, registered.attempts if count is None else count, seed)
    outcome.figures["minutes"] = round((time.perf_counter() - start) / 60, 1)
    return outcome


def report(name: str, engine: str, outcome: Outcome) -> str:
    """An outcome as lines for a terminal."""
    lines = [f"{name} ({engine}): " + ("FAILED" if outcome.failures else "held")]
    lines += [f"  {figure}: {value}" for figure, value in outcome.figures.items()]
    lines += [f"  ! {failure}" for failure in outcome.failures]
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is asked for; 1 if anything failed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(EXPERIMENTS))
    parser.add_argument("--engine", action="append", choices=ENGINE_NAMES)
    parser.add_argument("--count", type=int, help="how often to try, in place of the usual number")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--work", type=Path, help="an empty folder, which is kept")
    parser.add_argument("--json", type=Path, help="where to write the figures")
    options = parser.parse_args(arguments)
    unknown = [name for name in options.names if name not in EXPERIMENTS]
    if unknown:
        parser.error(f"there is no experiment {unknown[0]!r}: {', '.join(EXPERIMENTS)}")
    kept = []
    failed = False
    for name in options.names or EXPERIMENTS:
        engines = options.engine or list(ENGINE_NAMES)
        for engine in engines if EXPERIMENTS[name].of_engine else engines[:1]:
            with tempfile.TemporaryDirectory() as scratch:
                work = options.work / f"{name}-{engine}" if options.work else Path(scratch)
                work.mkdir(parents=True, exist_ok=True)
                outcome = run(name, work, engine, options.count, options.seed)
            print(report(name, engine, outcome), flush=True)
            failed |= bool(outcome.failures)
            kept.append({"experiment": name, "engine": engine, **asdict(outcome)})
            if options.json:
                options.json.write_text(json.dumps(kept, ensure_ascii=False, indent=1) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
