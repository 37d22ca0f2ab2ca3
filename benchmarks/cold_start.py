"""Cold start: a whole ``newsearch search`` process, and what ``import newsearch`` brings in.

    python -m benchmarks.cold_start [--articles FILE ...] [--work DIR]

Every run is a new process; the files are in the system's memory. The yardstick does the same
with plain Whoosh: it loads pyvi to cut the query, opens the index and answers.
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Callable, Sequence
from functools import partial

from benchmarks.build import PLAIN, yardstick_label
from benchmarks.memory import python, run
from benchmarks.options import common_parser, run_alone, workspace_of
from benchmarks.query import read_queries
from benchmarks.report import Table, times
from benchmarks.timing import in_turns, median_ratio
from benchmarks.workspace import Corpus, Workspace, missing_engine
from benchmarks.yardsticks import by_name, missing

RUNS = 9

# What an import that loads no more than it needs leaves out.
HEAVY = ("numpy", "pyvi", "sklearn", "sklearn_crfsuite", "tantivy", "whoosh", "rich")

_IMPORT = """
import json, sys, time
start = time.perf_counter()
{statement}
spent = time.perf_counter() - start
print(json.dumps([spent, [name for name in {heavy!r} if name in sys.modules]]))
"""


def imported(statement: str) -> tuple[float, list[str]]:
    """Seconds of a statement in a new interpreter, and the heavy modules it brought in."""
    told = run(python("-c", _IMPORT.format(statement=statement, heavy=HEAVY)))
    seconds, modules = json.loads(told.output)
    return seconds, modules


def measure_imports() -> Table:
    """``import newsearch`` and its main class: milliseconds and heavy modules."""
    table = Table("Import", ("statement", "ms", "heavy modules"))
    for statement in ("import newsearch", "from newsearch import NewsIndex"):
        imported(statement)
        told = [imported(statement) for _ in range(RUNS)]
        milliseconds = 1000 * statistics.median(seconds for seconds, _ in told)
        table.rows.append((statement, milliseconds, ", ".join(told[0][1]) or "none"))
    table.notes = [f"Medians of {RUNS} interpreters; looked for: {', '.join(HEAVY)}."]
    return table


def measure(
    workspace: Workspace, corpus: Corpus, engines: Sequence[str], query: str, *, workers: int
) -> Table:
    """Whole processes that answer one query, in turns."""
    table = Table(
        f"Cold start, {corpus.articles:,} articles, whole process",
        ("what", "ms", "fastest", "slowest", "heavy modules", "speed, plain Whoosh = 1"),
    )
    commands = {"python, no program": python("-c", "pass")}
    modules: dict[str, str] = {}
    absent: list[tuple[str, str]] = []
    for engine in engines:
        name = f"newsearch search, {engine}"
        reason = missing_engine(engine)
        if reason:
            absent.append((name, reason))
            continue
        index = workspace.ready_index(engine, corpus, workers)
        commands[name] = python("-m", "newsearch", "search", "--index", index, "--", query)
        asked = f"from newsearch import NewsIndex; NewsIndex.open({str(index)!r}).search({query!r})"
        modules[name] = ", ".join(imported(asked)[1]) or "none"
    plain = yardstick_label(PLAIN)
    reason = missing(by_name(PLAIN))
    if reason:
        absent.append((plain, reason))
    elif by_name(PLAIN) in workspace.yardsticks:
        place = workspace.yardstick(PLAIN, corpus)
        commands[plain] = python("-m", "benchmarks.yardsticks", "search", PLAIN, place, query)
    candidates: dict[str, Callable[[], float]] = {
        name: partial(_seconds, command) for name, command in commands.items()
    }
    in_turns(candidates, 1)
    runs = in_turns(candidates, RUNS)
    for name, seconds in runs.items():
        table.rows.append(
            (
                name,
                1000 * statistics.median(seconds),
                1000 * min(seconds),
                1000 * max(seconds),
                modules.get(name),
                times(median_ratio(runs[plain], seconds)) if plain in runs else None,
            )
        )
    table.rows += absent
    table.notes = [f"{RUNS} processes each, in turns, after one each; query: {query}"]
    return table


def _seconds(command: Sequence[str]) -> float:
    return run(command).seconds


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure cold starts alone."""
    options = common_parser(__doc__).parse_args(arguments)

    def tables() -> tuple[list[Table], list[str]]:
        workspace = workspace_of(options)
        corpus = workspace.corpus(options.count)
        query = read_queries(options.queries, corpus)[0][0]
        started = measure(workspace, corpus, options.engine, query, workers=options.workers)
        return [started, measure_imports()], [workspace.about(corpus)]

    return run_alone(tables, options.json)


if __name__ == "__main__":
    sys.exit(main())
