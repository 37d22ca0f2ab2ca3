"""Relevance: how well the first ten hits answer queries that people wrote, however typed.

    python -m benchmarks.relevance --articles FILE ... --queries QUERIES.jsonl [--work DIR]

QUERIES holds a query a line: ``{"query", "relevant": [article id, …]}``. newsearch and the
yardsticks answer all of them in the same run: nDCG@10 of the queries in every way of typing, and
MRR@10 of known items: titles that are asked where no way to search has a title (``--known-items 0``
leaves these out, which need second indexes; the yardsticks' are kept in the work folder).
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from benchmarks.known_item import draw, without_titles
from benchmarks.options import common_parser, run_alone, workspace_of
from benchmarks.query_sets import (
    AS_WRITTEN,
    EXPLAINED,
    WAYS_OF_TYPING,
    Query,
    how_many_differ,
    read_queries,
    typed,
    words_only,
)
from benchmarks.ranking_figures import (
    DEPTH,
    halves,
    mean,
    ndcg,
    p_value,
    reciprocal_rank,
)
from benchmarks.relevance_ways import NEWSEARCH, NO_FEEDBACK, ways_to_search
from benchmarks.report import Table
from benchmarks.workspace import Corpus, CorpusEmpty, Workspace
from newsearch.analysis.folding import fold

__all__ = ["compare", "main", "measure", "read_queries"]

Searches = Mapping[str, Callable[[str], Iterable[str]]]
Figure = Callable[[Sequence[str], frozenset[str]], float]

KNOWN_ITEMS = 500

WAYS_OF_ASKING: dict[str, Callable[[str], str]] = {
    AS_WRITTEN: words_only,
    "unaccented": lambda title: fold(words_only(title)),
    "as printed": str,
}
"""By the heading of its column, how a title is asked."""


def evaluate(
    search: Callable[[str], Iterable[str]], queries: Iterable[Query], figure: Figure = ndcg
) -> list[float]:
    """A figure of each query's ranking."""
    return [figure(list(search(query.text)), query.relevant) for query in queries]


def compare(searches: Searches, queries: Sequence[Query]) -> Table:
    """nDCG of several ways to search, in every way of typing."""
    title = f"Relevance, {len(queries)} queries: nDCG@{DEPTH}"
    table, as_written = _compare(title, searches, queries, WAYS_OF_TYPING, ndcg)
    table.notes = [*EXPLAINED, how_many_differ(queries), *_trust(as_written)]
    return table


def compare_known_items(searches: Searches, queries: Sequence[Query]) -> Table:
    """MRR of several ways to find articles by their titles in an index that has none."""
    title = f"Known items, {len(queries)} titles, no title indexed: MRR@{DEPTH}"
    table, as_written = _compare(title, searches, queries, WAYS_OF_ASKING, reciprocal_rank)
    table.notes = [
        "as printed: with the title's quotes, dashes and colons, which some take for syntax;",
        "the other ways: its words alone.",
        *_trust(as_written),
    ]
    return table


def _compare(
    title: str,
    searches: Searches,
    queries: Sequence[Query],
    ways: Mapping[str, Callable[[str], str]],
    figure: Figure,
) -> tuple[Table, dict[str, list[float]]]:
    """A row of means for each way to search; and each query's figure, asked as written."""
    table = Table(title, ("what", *ways))
    as_written: dict[str, list[float]] = {}
    for name, search in searches.items():
        values = {
            heading: evaluate(search, typed(queries, way), figure) for heading, way in ways.items()
        }
        as_written[name] = values[AS_WRITTEN]
        table.rows.append((name, *(f"{mean(each):.4f}" for each in values.values())))
    return table, as_written


def _trust(values: Mapping[str, Sequence[float]]) -> Iterator[str]:
    """How far to trust newsearch's first row: its halves, and it beside the best yardstick."""
    first = next((name for name in values if name.startswith(NEWSEARCH)), None)
    if first is None:
        return
    even, odd = halves(values[first])
    yield f"{first}, {AS_WRITTEN}: of the even queries {even:.4f}, of the odd ones {odd:.4f};"
    yardsticks = [name for name in values if not name.startswith(NEWSEARCH)]
    if yardsticks:
        best = max(yardsticks, key=lambda name: mean(values[name]))
        apart = mean(values[first]) - mean(values[best])
        yield (
            f"{apart:+.4f} from the best yardstick ({best}), "
            f"p = {p_value(values[first], values[best]):.4f} (paired randomization test)."
        )
    if NO_FEEDBACK in values:
        yield f"{NO_FEEDBACK}: by the engine of the first row."


def measure(
    workspace: Workspace,
    corpus: Corpus,
    engines: Sequence[str],
    queries: Sequence[Query],
    *,
    known_items: int,
    workers: int,
    worst: int = 0,
) -> list[Table]:
    """The tables of queries and of known items."""
    with ways_to_search(workspace, corpus, engines, workers) as ways:
        tables = [compare(ways.searches, queries)]
        tables[0].rows += ways.absent
        for name in ways.newsearch() if worst else ():
            tables[0].notes += worst_queries(name, ways.searches[name], queries, worst)
    titles = draw(corpus, known_items)
    if titles:
        untitled, articles = without_titles(workspace, corpus)
        with ways_to_search(untitled, articles, engines, workers) as ways:
            tables.append(compare_known_items(ways.searches, titles))
            tables[1].rows += ways.absent
    return tables


def worst_queries(
    name: str,
    search: Callable[[str], Iterable[str]],
    queries: Sequence[Query],
    number: int,
) -> list[str]:
    """The queries that fare worst, each with its nDCG and which of its hits are relevant."""
    lines = [f"{name}, the queries that fare worst:"]
    values = evaluate(search, queries)
    for place in sorted(range(len(values)), key=values.__getitem__)[:number]:
        query = queries[place]
        ranked = "".join("+" if found in query.relevant else "-" for found in search(query.text))
        lines.append(f"  {values[place]:.2f} {query.text} {ranked}")
    return lines


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure relevance alone."""
    parser = common_parser(__doc__)
    parser.add_argument(
        "--known-items", type=int, default=KNOWN_ITEMS, help="titles asked; 0: none"
    )
    parser.add_argument("--worst", type=int, default=0, help="show the N queries that fare worst")
    options = parser.parse_args(arguments)

    def tables() -> tuple[list[Table], list[str]]:
        if options.queries is None or not options.articles:
            raise CorpusEmpty("relevance is of articles and queries of your own: give both")
        if not options.queries.exists():
            raise CorpusEmpty(f"not there: {options.queries}")
        workspace = workspace_of(options)
        corpus = workspace.corpus(options.count)
        there = {record["id"] for record in corpus.records()}
        asked = read_queries(options.queries)
        queries = [query for query in asked if query.relevant & there]
        if not queries:
            raise CorpusEmpty(f"{options.queries}: no query says what is relevant in the corpus")
        measured = measure(
            workspace,
            corpus,
            options.engine,
            queries,
            known_items=options.known_items,
            workers=options.workers,
            worst=options.worst,
        )
        about = f"Queries: {len(queries)} of {len(asked)} have an answer in the corpus."
        return measured, [workspace.about(corpus), about]

    return run_alone(tables, options.json)


if __name__ == "__main__":
    sys.exit(main())
