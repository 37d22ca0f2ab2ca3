"""All benchmarks but the long ones (`benchmarks.scale`), in one table after the other.

python -m benchmarks --articles FILE ... --queries QUERIES.jsonl [--json FILE]
python -m benchmarks --only build query
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from itertools import islice

from benchmarks import build, cold_start, query, relevance, segmentation, size
from benchmarks.options import FAILURES, common_parser, run_alone, workspace_of
from benchmarks.report import Table, times
from benchmarks.workspace import Corpus, Workspace

PARTS = ("segmentation", "build", "query", "cold-start", "size", "relevance")


def measure_segmentation(corpus: Corpus, articles: int, rounds: int) -> Table:
    """Segmentation against pyvi, on the first articles."""
    texts = list(islice(segmentation.read_texts(corpus.path), articles))
    figures = segmentation.measure(texts, rounds)
    table = Table("Segmentation", ("what", "syllables/s", "speed, pyvi = 1"))
    for name, speed in figures.speeds.items():
        table.rows.append((name, round(speed), times(figures.ratios.get(name, 1.0))))
    table.notes = [
        f"{figures.compared:,} articles, {len(figures.different):,} of them cut otherwise than by "
        f"pyvi; medians of {rounds} rounds in turns."
    ]
    return table


def measure_relevance(workspace: Workspace, corpus: Corpus, options: argparse.Namespace) -> Table:
    """nDCG of all engines and yardsticks, if the queries say what is relevant here."""
    asked = relevance.read_queries(options.queries) if options.queries else []
    there = {record["id"] for record in corpus.records()} if asked else set()
    answerable = [asking for asking in asked if asking.relevant & there]
    if not answerable:
        reason = "no queries were given whose relevant articles are in the corpus"
        return Table("Relevance", ("what",), notes=[f"Not measured: {reason}."])
    engines, workers = options.engine, options.workers
    with query.everyone(workspace, corpus, engines, workers) as (searches, absent):
        table = relevance.compare(searches, answerable)
    table.rows += absent
    if len(answerable) < len(asked):
        table.notes.append(
            f"{len(asked) - len(answerable)} queries left out: the corpus holds nothing relevant."
        )
    return table


def measure(
    workspace: Workspace, corpus: Corpus, queries: Sequence[str], options: argparse.Namespace
) -> list[Table]:
    """The parts that ``--only`` names, in the order of `PARTS`."""
    engines, workers, rounds = options.engine, options.workers, options.rounds
    sample = options.yardstick_articles
    parts: dict[str, Callable[[], Sequence[Table]]] = {
        "segmentation": lambda: [measure_segmentation(corpus, sample, rounds)],
        "build": lambda: [
            build.measure(
                workspace,
                corpus,
                engines,
                yardstick_articles=sample,
                rounds=rounds,
                workers=workers,
            )
        ],
        "query": lambda: [
            query.measure(workspace, corpus, engines, queries, rounds=rounds, workers=workers)
        ],
        "cold-start": lambda: [
            cold_start.measure(workspace, corpus, engines, queries[0], workers=workers),
            cold_start.measure_imports(),
        ],
        "size": lambda: [size.measure(workspace, corpus, engines, workers=workers)],
        "relevance": lambda: [measure_relevance(workspace, corpus, options)],
    }
    tables: list[Table] = []
    for part in PARTS:
        if part in options.only:
            print(f"measuring: {part} …", file=sys.stderr)
            try:
                tables += parts[part]()
            except FAILURES as error:  # the other parts are worth their time
                tables.append(Table(part, ("what",), notes=[f"FAILED: {error}"], failed=True))
    return tables


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure everything, or what ``--only`` names."""
    parser = common_parser(__doc__)
    parser.add_argument("--only", nargs="+", choices=PARTS, default=list(PARTS))
    options = parser.parse_args(arguments)

    def tables() -> tuple[list[Table], list[str]]:
        workspace = workspace_of(options)
        corpus = workspace.corpus(options.count)
        queries, about_queries = query.read_queries(options.queries, corpus)
        about = [workspace.about(corpus), about_queries]
        return measure(workspace, corpus, queries, options), about

    return run_alone(tables, options.json)


if __name__ == "__main__":
    sys.exit(main())
