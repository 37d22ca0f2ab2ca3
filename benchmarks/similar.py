"""Similar articles: does the list for an article of an event begin with the others of that event?

    python -m benchmarks.similar --articles FILE ... --events EVENTS.jsonl [--work DIR]

EVENTS holds an event a line: ``{"query", "relevant": [article id, …]}``, as for
`benchmarks.relevance`; those with two articles or more in the corpus count. The figure is precision
at (size of the event - 1): of as many hits as there are others to find, the share that belongs to
the event, as a mean over all articles of all events. Then the first article of each event is left
out of a second index and pasted as a text, with its accents and without.
"""

from __future__ import annotations

import gzip
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple, TypeAlias

from benchmarks.corpus import Record, write_lines
from benchmarks.options import common_parser, run_alone, workspace_of
from benchmarks.query_sets import read_queries
from benchmarks.ranking_figures import mean
from benchmarks.report import Table
from benchmarks.timing import percentile
from benchmarks.workspace import Corpus, CorpusEmpty, Workspace, missing_engine
from newsearch import Article, NewsIndex
from newsearch.analysis.folding import fold
from newsearch.results import SearchResults

Look: TypeAlias = Callable[[Article], SearchResults]
"""A way to look for articles like one."""


class Event(NamedTuple):
    """The ids of the articles that report on one event, in the order of the file."""

    members: tuple[str, ...]


class Asked(NamedTuple):
    """An article that is asked with, the others to be found, and the number of its event."""

    article: Article
    others: frozenset[str]
    event: int


def read_events(path: Path, there: Mapping[str, Record]) -> list[Event]:
    """The events of which the corpus has two articles or more."""
    events = [Event(tuple(sorted(query.relevant & there.keys()))) for query in read_queries(path)]
    return [event for event in events if len(event.members) > 1]


def precision(ranked: Sequence[str], others: frozenset[str]) -> float:
    """The share of an event's others among as many hits as there are others.

    >>> precision(["a", "x", "b"], frozenset({"a", "b"}))
    0.5
    """
    return len(others.intersection(ranked[: len(others)])) / len(others)


def measured(name: str, look: Look, asked: Sequence[Asked]) -> tuple[str | float, ...]:
    """A row: mean precision, that of even and of odd events, and milliseconds a call (median)."""
    values: list[float] = []
    milliseconds: list[float] = []
    for article, others, _ in asked:
        start = time.perf_counter()
        hits = look(article)
        milliseconds.append((time.perf_counter() - start) * 1000)
        values.append(precision([hit.id for hit in hits], others))
    events = [one.event for one in asked]
    even = [value for value, event in zip(values, events, strict=True) if event % 2 == 0]
    odd = [value for value, event in zip(values, events, strict=True) if event % 2]
    figures = (f"{mean(part):.4f}" for part in (values, even, odd))
    return (name, *figures, percentile(milliseconds, 0.5))


COLUMNS = ("what", "precision", "even", "odd", "ms, p50")


def ways_of_asking(index: NewsIndex) -> dict[str, Look]:
    """By name, the ways to look for articles like one that is indexed."""
    return {
        "every article": lambda article: index.similar(article, group=False),
        "no dates": lambda article: index.similar(replace(article, published=None), group=False),
        "copies grouped": lambda article: index.similar(article),
        "no snippets": lambda article: index.similar(article, group=False, snippets=0),
    }


def ways_of_pasting(index: NewsIndex) -> dict[str, Look]:
    """By name, the ways to look for articles like a text that is not indexed."""

    def pasted(text: Callable[[Article], str]) -> Look:
        return lambda article: index.similar_to_text(text(article), group=False)

    return {
        "whole text": pasted(whole_text),
        "whole text, unaccented": pasted(lambda article: fold(whole_text(article))),
        "title and lead": pasted(lead),
        "title and lead, unaccented": pasted(lambda article: fold(lead(article))),
        "title": pasted(lambda article: article.title),
        "title, by search": lambda article: index.search(words_of(article.title), group=False),
    }


def whole_text(article: Article) -> str:
    """An article as it is pasted."""
    return "\n".join((article.title, article.summary, article.body))


def lead(article: Article) -> str:
    """The title and the summary."""
    return f"{article.title}\n{article.summary}"


def words_of(title: str) -> str:
    """A title without the signs that a search takes for syntax."""
    return " ".join("".join(sign if sign.isalnum() else " " for sign in title).split())


def held_out(
    workspace: Workspace, corpus: Corpus, left_out: frozenset[str]
) -> tuple[Workspace, Corpus]:
    """The same articles without some of them, in a workspace of its own below the first one."""
    path = corpus.path.with_name(f"held-out-{corpus.articles}.jsonl.gz")

    def kept() -> Iterator[Record]:
        return (record for record in corpus.records() if record["id"] not in left_out)

    unfinished = path.with_name(f"{path.name}.unfinished")
    with gzip.GzipFile(unfinished, "wb", mtime=0) as out:
        write_lines(kept(), out)
    unfinished.rename(path)
    smaller = Workspace(path.parent, [path], workspace.yardsticks)
    return smaller, smaller.corpus()


def measure(
    workspace: Workspace,
    corpus: Corpus,
    engines: Sequence[str],
    events: Sequence[Event],
    articles: Mapping[str, Article],
    workers: int,
) -> list[Table]:
    """The table of articles that are indexed, and that of texts that are not."""
    asked = [
        Asked(articles[member], frozenset(event.members) - {member}, number)
        for number, event in enumerate(events)
        for member in event.members
    ]
    pasted = [
        Asked(articles[event.members[0]], frozenset(event.members[1:]), number)
        for number, event in enumerate(events)
    ]
    left_out = frozenset(event.members[0] for event in events)
    tables = [
        Table(f"Similar articles, {len(asked)} of {len(events)} events", COLUMNS),
        Table(f"Similar to a pasted text, one of each of {len(events)} events", COLUMNS),
    ]
    smaller = held_out(workspace, corpus, left_out)
    sets = (
        (tables[0], workspace, corpus, asked, ways_of_asking),
        (tables[1], *smaller, pasted, ways_of_pasting),
    )
    for table, own, own_corpus, those_asked, ways in sets:
        for engine in engines:
            if reason := missing_engine(engine):
                table.rows.append((engine, reason))
                continue
            with NewsIndex.open(own.ready_index(engine, own_corpus, workers)) as index:
                for article, _, _ in those_asked:
                    index.similar(article)  # a warm index, as a program has it
                for name, look in ways(index).items():
                    table.rows.append(measured(f"{engine}, {name}", look, those_asked))
    return tables


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure similar articles alone."""
    parser = common_parser(__doc__)
    parser.add_argument(
        "--events", type=Path, help='JSON Lines: {"query": …, "relevant": [id, …]}, events'
    )
    options = parser.parse_args(arguments)

    def tables() -> tuple[list[Table], list[str]]:
        if options.events is None or not options.articles:
            raise CorpusEmpty("events are of articles of your own: give --articles and --events")
        if not options.events.exists():
            raise CorpusEmpty(f"not there: {options.events}")
        workspace = workspace_of(options)
        corpus = workspace.corpus(options.count)
        there = {record["id"]: record for record in corpus.records()}
        events = read_events(options.events, there)
        if not events:
            raise CorpusEmpty(f"{options.events}: no event has two articles in the corpus")
        articles = {
            member: Article.from_dict(there[member]) for event in events for member in event.members
        }
        workers = options.workers
        found = measure(workspace, corpus, options.engine, events, articles, workers)
        return found, [workspace.about(corpus)]

    return run_alone(tables, options.json)


if __name__ == "__main__":
    sys.exit(main())
