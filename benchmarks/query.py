"""Queries: time of ten hits with snippets, against the yardsticks on the same articles.

    python -m benchmarks.query --articles FILE ... --queries QUERIES.jsonl [--work DIR]

Each query is asked as it was written and without accents. All engines answer in turns in one
process; the first asking of each query is told apart from the later ones, which may profit from
what was remembered.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import NamedTuple

from benchmarks.build import PLAIN, yardstick_label
from benchmarks.options import common_parser, run_alone, workspace_of
from benchmarks.report import Table, times
from benchmarks.timing import percentile
from benchmarks.workspace import Corpus, Workspace, missing_engine
from benchmarks.yardsticks import HITS, Search, by_name, missing, pyvi_segment
from newsearch import NewsIndex
from newsearch.analysis.folding import fold

BUDGET = 20.0  # seconds for one way of asking; who is slow is asked less often

WARM_UP = ("thời tiết", "bong da", "kinh tế xã hội", "tai nan giao thong")


class Times(NamedTuple):
    """Milliseconds of every query: when first asked, and the median of the later askings.

    ``hits`` is the number of hits of a query on average, ten at most.
    """

    first: list[float]
    later: list[float]
    hits: float

    def p50(self) -> float:
        """Half of the queries took at most this."""
        return percentile(self.later, 0.5)

    def p95(self) -> float:
        """Nineteen of twenty queries took at most this."""
        return percentile(self.later, 0.95)


def read_queries(path: Path | None, corpus: Corpus, wanted: int = 100) -> tuple[list[str], str]:
    """The queries of a file, else the first words of titles; and a sentence saying which."""
    if path is not None:
        lines = path.read_text(encoding="utf-8").splitlines()
        queries = [json.loads(line)["query"] for line in lines if line.strip()]
        return queries, f"Queries: {len(queries)} given."
    titles = [
        " ".join(record["title"].split()[: 2 + number % 5])
        for number, record in enumerate(corpus.records())
        if number < corpus.original and record.get("title")
    ]
    step = max(1, len(titles) // wanted)
    queries = titles[::step][:wanted]
    return queries, f"NO QUERIES WERE GIVEN: {len(queries)} beginnings of titles are asked."


def newsearch_search(index: NewsIndex, feedback: bool = True, facets: bool = False) -> Search:
    """Ten hits with snippets, and facets if they are wanted; gives the ids."""

    def search(query: str) -> list[str]:
        found = index.search(query, limit=HITS, feedback=feedback)
        if facets:
            len(found.facets)  # counts them
        return [hit.id for hit in found if hit.snippets is not None]

    return search


@contextmanager
def yardstick_search(name: str, directory: Path) -> Iterator[Search]:
    """A yardstick's answer, the cutting of the query by pyvi included."""
    segment = pyvi_segment()
    with by_name(name).open(directory) as search:
        yield lambda query: search(segment(query))


@contextmanager
def everyone(
    workspace: Workspace, corpus: Corpus, engines: Sequence[str], workers: int
) -> Iterator[tuple[dict[str, Search], list[tuple[str, str]]]]:
    """All ways to search a corpus, newsearch's first, and who is not here, with the reason."""
    searches: dict[str, Search] = {}
    absent: list[tuple[str, str]] = []
    with ExitStack() as stack:
        for engine in engines:
            name, reason = f"newsearch, {engine}", missing_engine(engine)
            if reason:
                absent.append((name, reason))
                continue
            place = workspace.ready_index(engine, corpus, workers)
            index = stack.enter_context(NewsIndex.open(place))
            searches[name] = newsearch_search(index)
            searches[f"{name}, no feedback"] = newsearch_search(index, feedback=False)
            searches[f"{name}, facets too"] = newsearch_search(index, facets=True)
        for yardstick in workspace.yardsticks:
            name, reason = yardstick_label(yardstick.name), missing(yardstick)
            if reason:
                absent.append((name, reason))
                continue
            place = workspace.yardstick(yardstick.name, corpus)
            searches[name] = stack.enter_context(yardstick_search(yardstick.name, place))
        yield searches, absent


def ask(searches: Mapping[str, Search], queries: Sequence[str], rounds: int) -> dict[str, Times]:
    """Ask everyone all queries, once first and then ``rounds`` times in turns."""
    for search in searches.values():
        for query in WARM_UP:
            search(query)
    first: dict[str, list[float]] = {name: [] for name in searches}
    hits = dict.fromkeys(searches, 0)
    for name, search in searches.items():
        for query in queries:
            milliseconds, found = _timed(search, query)
            first[name].append(milliseconds)
            hits[name] += found
    later: dict[str, list[list[float]]] = {name: [] for name in searches}
    for number in range(rounds):
        order = list(searches)
        for name in reversed(order) if number % 2 else order:
            spent = sum(map(sum, later[name])) / 1000
            if later[name] and spent + spent / len(later[name]) > BUDGET:
                continue
            later[name].append([_timed(searches[name], query)[0] for query in queries])
    return {
        name: Times(
            first[name],
            [statistics.median(asked) for asked in zip(*later[name], strict=True)] or first[name],
            hits[name] / max(1, len(queries)),
        )
        for name in searches
    }


def measure(
    workspace: Workspace,
    corpus: Corpus,
    engines: Sequence[str],
    queries: Sequence[str],
    *,
    rounds: int,
    workers: int,
) -> Table:
    """Times of all engines and yardsticks on one corpus."""
    table = Table(
        f"Query, {corpus.articles:,} articles, ms for ten hits with snippets",
        ("what", "queries", "p50", "p95", "p50 first asked", "hits", "speed, plain Whoosh = 1"),
    )
    with everyone(workspace, corpus, engines, workers) as (searches, absent):
        asked = {
            "accented": ask(searches, queries, rounds),
            "unaccented": ask(searches, list(map(fold, queries)), rounds),
        }
    plain = yardstick_label(PLAIN)
    for written, answers in asked.items():
        for name, mine in answers.items():
            ratio = answers[plain].p50() / mine.p50() if plain in answers else None
            first = percentile(mine.first, 0.5)
            row = (name, written, mine.p50(), mine.p95(), first, mine.hits, times(ratio))
            table.rows.append(row)
    table.rows += absent
    table.notes = [
        f"{len(queries)} queries, of each the median of up to {rounds} askings in turns after the "
        "first; percentiles are over the queries.",
        "Yardsticks answer any of the words and restore no accents (unaccented, they find "
        "mostly something else); bm25s makes no snippets and reads the hits from its file.",
        "Their indexes are kept in the work folder, built from words that newsearch's "
        "segmenter cut (the same as pyvi's).",
    ]
    return table


def _timed(search: Search, query: str) -> tuple[float, int]:
    start = time.perf_counter()
    found = search(query)
    return (time.perf_counter() - start) * 1000, len(found)


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure queries alone."""
    options = common_parser(__doc__).parse_args(arguments)

    def tables() -> tuple[list[Table], list[str]]:
        workspace = workspace_of(options)
        corpus = workspace.corpus(options.count)
        queries, about = read_queries(options.queries, corpus)
        table = measure(
            workspace,
            corpus,
            options.engine,
            queries,
            rounds=options.rounds,
            workers=options.workers,
        )
        return [table], [workspace.about(corpus), about]

    return run_alone(tables, options.json)


if __name__ == "__main__":
    sys.exit(main())
