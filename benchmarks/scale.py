"""Scale: what an article and a query cost in small and in large indexes.

    python -m benchmarks.scale --articles FILE ... [--sizes 15000 100000 300000] [--work DIR]

Sizes above that of the corpus are reached with changed copies (see `benchmarks.corpus`). One
build each: the runs are long. Costs are compared with the smallest size of the same run.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from benchmarks.build import Built, build_newsearch
from benchmarks.options import common_parser, run_alone, workspace_of
from benchmarks.query import Times, ask, newsearch_search, read_queries
from benchmarks.report import Table, times
from benchmarks.size import folder_size
from benchmarks.workspace import Workspace, missing_engine
from newsearch import NewsIndex
from newsearch.analysis.folding import fold

SIZES = (15_000, 100_000, 300_000)


def measure(
    workspace: Workspace,
    engines: Sequence[str],
    queries: Sequence[str],
    sizes: Sequence[int],
    *,
    rounds: int,
    workers: int,
) -> Table:
    """Builds and queries at every size."""
    table = Table(
        "Scale",
        (
            "what",
            "articles",
            "build, articles/s",
            "ms an article",
            "article, smallest = 1",
            "peak memory, MB",
            "index, packed text = 1",
            "query p50, ms",
            "query p95",
            "unaccented p50",
            "unaccented p95",
            "query p50, smallest = 1",
        ),
    )
    for engine in engines:
        name = f"newsearch, {engine}"
        reason = missing_engine(engine)
        if reason:
            table.rows.append((name, reason))
            continue
        smallest: tuple[Built, Times] | None = None
        for size in sorted(sizes):
            corpus = workspace.corpus(size)
            print(f"{name}: {size:,} articles …", file=sys.stderr)
            built = build_newsearch(workspace, engine, corpus, workers)
            directory = workspace.index(engine, corpus)
            with NewsIndex.open(directory) as index:
                search = {name: newsearch_search(index)}
                accented = ask(search, queries, rounds)[name]
                unaccented = ask(search, list(map(fold, queries)), rounds)[name]
            least_built, least_asked = smallest = smallest or (built, accented)
            table.rows.append(
                (
                    name,
                    built.articles,
                    built.rate,
                    1000 / built.rate,
                    times(least_built.rate / built.rate),
                    built.peak / 1e6 if built.peak else None,
                    times(folder_size(directory) / corpus.packed_size()),
                    accented.p50(),
                    accented.p95(),
                    unaccented.p50(),
                    unaccented.p95(),
                    times(accented.p50() / least_asked.p50()),
                )
            )
    table.notes = [
        f"One build each, {workers} workers, start included; {len(queries)} queries, of each the "
        f"median of up to {rounds} askings after the first.",
        "What an article costs in comparison with the smallest size: 1 x is linear.",
    ]
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure all sizes."""
    parser = common_parser(__doc__)
    parser.add_argument("--sizes", nargs="+", type=int, default=list(SIZES))
    options = parser.parse_args(arguments)

    def tables() -> tuple[list[Table], list[str]]:
        workspace = workspace_of(options)
        queries, about = read_queries(options.queries, workspace.corpus())
        table = measure(
            workspace,
            options.engine,
            queries,
            options.sizes,
            rounds=options.rounds,
            workers=options.workers,
        )
        return [table], [workspace.about(workspace.corpus(max(options.sizes))), about]

    return run_alone(tables, options.json)


if __name__ == "__main__":
    sys.exit(main())
