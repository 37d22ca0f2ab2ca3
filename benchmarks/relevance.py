"""Relevance: nDCG@10 of queries that people wrote, typed with and without accents.

    python -m benchmarks.relevance --queries QUERIES.jsonl --index DIR [--engine NAME …] CORPUS …

QUERIES holds a query a line: ``{"id", "query", "relevant": [article id, …]}``. The index of each
engine is built in a folder of its name in DIR unless one is there already (``--rebuild`` builds it
anew). The gain of a hit is 1 if it is relevant, discounted by log2(rank + 1) (Järvelin and
Kekäläinen 2002).
"""

from __future__ import annotations

import argparse
import json
import math
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from benchmarks.report import Table, publish
from benchmarks.workspace import missing_engine
from newsearch import NewsIndex
from newsearch.analysis.folding import fold
from newsearch.engines.registry import DEFAULT_ENGINE
from newsearch.errors import IndexNotFound, NewsearchError

DEPTH = 10


class Query(NamedTuple):
    text: str
    relevant: frozenset[str]


def read_queries(path: Path) -> list[Query]:
    """The queries of a JSON Lines file that say what is relevant."""
    lines = path.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    return [
        Query(record["query"], frozenset(record["relevant"]))
        for record in records
        if record.get("relevant")
    ]


def without_accents(queries: Iterable[Query]) -> list[Query]:
    """The same queries, every mark and đ removed."""
    return [Query(fold(query.text), query.relevant) for query in queries]


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


def compare(
    searches: Mapping[str, Callable[[str], Iterable[str]]], queries: Sequence[Query]
) -> Table:
    """nDCG of several ways to search, and how far each is from the first."""
    table = Table(
        f"Relevance, {len(queries)} queries",
        (
            "what",
            f"nDCG@{DEPTH} accented",
            f"nDCG@{DEPTH} unaccented",
            "accented, from the first",
            "unaccented, from the first",
        ),
    )
    plain = without_accents(queries)
    first: tuple[float, float] | None = None
    for name, search in searches.items():
        means = evaluate(search, queries)[0], evaluate(search, plain)[0]
        first = first or means
        apart = [f"{mean - of_first:+.4f}" for mean, of_first in zip(means, first, strict=True)]
        table.rows.append((name, *(f"{mean:.4f}" for mean in means), *apart))
    return table


def index_search(index: NewsIndex) -> Callable[[str], list[str]]:
    """The ids of the first `DEPTH` hits."""
    return lambda text: [hit.id for hit in index.search(text, limit=DEPTH, snippets=0)]


def open_or_build(directory: Path, engine: str, corpus: Sequence[str], rebuild: bool) -> NewsIndex:
    """An engine's index, built where there is none."""
    if not rebuild:
        try:
            return NewsIndex.open(directory)
        except IndexNotFound:
            pass
    index = NewsIndex.open_or_create(directory, engine=engine)
    report = index.rebuild(corpus)
    rate = report.indexed / report.seconds
    print(f"{engine}: {report.indexed} articles in {report.seconds:.1f} s ({rate:.0f}/s)")
    return index


def show_worst(index: NewsIndex, queries: Sequence[Query], number: int) -> None:
    """Print the queries that fare worst, how they were read, and which hits are relevant."""
    search = index_search(index)
    values = evaluate(search, queries)[2]
    for place in sorted(range(len(values)), key=values.__getitem__)[:number]:
        query = queries[place]
        ranked = ["+" if found in query.relevant else "-" for found in search(query.text)]
        reading = index.search(query.text, limit=0).reading
        print(f"    {values[place]:.2f} {query.text} [{reading}] {''.join(ranked)}")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the relevance of one engine or several."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", nargs="*", help="what to index")
    parser.add_argument("--queries", type=Path, required=True)
    parser.add_argument("--index", type=Path, required=True, help="folder of the indexes")
    parser.add_argument("--engine", action="append", help="repeatable; the default engine")
    parser.add_argument("--rebuild", action="store_true", help="build even if there is an index")
    parser.add_argument("--worst", type=int, default=0, help="show the N queries that fare worst")
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    options = parser.parse_args(arguments)
    missing = [path for path in (options.queries, *map(Path, options.corpus)) if not path.exists()]
    if missing:
        print(f"not there: {', '.join(map(str, missing))}; nothing was measured", file=sys.stderr)
        return 2
    queries = read_queries(options.queries)
    if not queries:
        print(f"{options.queries}: no query says what is relevant", file=sys.stderr)
        return 2
    indexes: dict[str, NewsIndex] = {}
    absent: list[tuple[str, str]] = []
    try:
        for engine in options.engine or [DEFAULT_ENGINE]:
            reason = missing_engine(engine)
            if reason:
                absent.append((engine, reason))
                continue
            place = options.index / engine
            indexes[engine] = open_or_build(place, engine, options.corpus, options.rebuild)
        searches = {engine: index_search(index) for engine, index in indexes.items()}
        table = compare(searches, queries)
        table.rows += absent
        table.notes = [
            f"{engine}: {index.stats().articles:,} articles" for engine, index in indexes.items()
        ]
        publish([table], options.json)
        for engine, index in indexes.items() if options.worst else ():
            for asked in (queries, without_accents(queries)):
                print(f"\n{engine}, the queries that fare worst:")
                show_worst(index, asked, options.worst)
    except NewsearchError as error:
        print(error, file=sys.stderr)
        return 2
    finally:
        for index in indexes.values():
            index.close()
    return 0 if indexes else 2


if __name__ == "__main__":
    sys.exit(main())
