"""Relevance: nDCG@10 of queries that people wrote, typed with and without accents.

    python -m benchmarks.relevance --queries QUERIES.jsonl --index DIR CORPUS [CORPUS ...]

QUERIES holds a query a line: ``{"id", "query", "relevant": [article id, …]}``. The index is
built in DIR from the corpus unless one is there already (``--rebuild`` builds it anew). The gain of
a hit is 1 if it is relevant, discounted by log2(rank + 1) (Järvelin and Kekäläinen 2002).
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from newsearch import NewsIndex
from newsearch.analysis.folding import fold
from newsearch.errors import IndexNotFound

DEPTH = 10


class Query(NamedTuple):
    text: str
    relevant: frozenset[str]


def read_queries(path: Path) -> list[Query]:
    """The queries of a JSON Lines file."""
    records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
    return [Query(record["query"], frozenset(record["relevant"])) for record in records]


def ndcg(ranked: Sequence[str], relevant: frozenset[str], depth: int = DEPTH) -> float:
    """Normalised discounted cumulative gain of a ranking with binary relevance."""
    gain = sum(
        1 / math.log2(rank + 1)
        for rank, identity in enumerate(ranked[:depth], start=1)
        if identity in relevant
    )
    ideal = sum(1 / math.log2(rank + 1) for rank in range(1, min(len(relevant), depth) + 1))
    return gain / ideal if ideal else 0.0


def evaluate(
    search: Callable[[str], Iterable[str]], queries: Sequence[Query]
) -> tuple[float, float, list[float]]:
    """Mean nDCG, median milliseconds of a query, and each query's nDCG."""
    values, times = [], []
    for query in queries:
        start = time.perf_counter()
        ranked = list(search(query.text))
        times.append((time.perf_counter() - start) * 1000)
        values.append(ndcg(ranked, query.relevant))
    return statistics.fmean(values), statistics.median(times), values


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", nargs="*", help="what to index")
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--rebuild", action="store_true", help="build even if there is an index")
    parser.add_argument("--worst", type=int, default=0, help="show the N queries that fare worst")
    options = parser.parse_args()
    missing = [path for path in (options.queries, *map(Path, options.corpus)) if not path.exists()]
    if missing:
        print(f"not there: {', '.join(map(str, missing))}; nothing was measured", file=sys.stderr)
        return 2
    try:
        if options.rebuild:
            raise IndexNotFound
        index = NewsIndex.open(options.index)
    except IndexNotFound:
        index = NewsIndex.open_or_create(options.index)
        report = index.rebuild(options.corpus)
        rate = report.indexed / report.seconds
        print(f"indexed {report.indexed} articles in {report.seconds:.0f} s ({rate:.0f}/s)")
    queries = read_queries(options.queries)
    folded = [Query(fold(query.text), query.relevant) for query in queries]
    with index:

        def search(text: str) -> list[str]:
            return [hit.id for hit in index.search(text, limit=DEPTH)]

        print(f"{len(queries)} queries, {index.stats().articles} articles")
        for name, asked in (("accented", queries), ("unaccented", folded)):
            mean, milliseconds, values = evaluate(search, asked)
            print(f"{name:<12} nDCG@{DEPTH} {mean:.4f}   median {milliseconds:.1f} ms a query")
            order = sorted(range(len(values)), key=values.__getitem__)
            for number in order[: options.worst]:
                query = asked[number]
                ranked = ["+" if i in query.relevant else "-" for i in search(query.text)]
                reading = index.search(query.text, limit=0).reading
                print(f"    {values[number]:.2f} {query.text} [{reading}] {''.join(ranked)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
