"""Everything that is asked of a search beside the words of a query."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from newsearch.errors import QueryError
from newsearch.lexicon.lexicon import Lexicon
from newsearch.query import DateRange, Node, Not, Or, Sort
from newsearch.searching.dates import local_time, read_range
from newsearch.searching.filters import author_node, source_node, topic_node
from newsearch.searching.ranking import Freshness

DEEPEST_HIT = 10_000
"""How far into a result a page may lie."""


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """What is asked beside the words.

    ``now`` is the local time that dates (*tuần trước*) and ``fresh`` are counted from.
    """

    limit: int = 10
    offset: int = 0
    since: str | None = None
    until: str | None = None
    sources: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    not_sources: tuple[str, ...] = ()
    sort: str = "relevance"
    snippets: int = 3
    feedback: bool = True
    fresh: float | None = None
    verbatim: bool = False
    explain: bool = False
    group: bool = True
    now: datetime | None = None


def sort_of(name: str) -> Sort:
    """The order with this name. Raises `QueryError`."""
    try:
        return Sort(name)
    except ValueError as error:
        known = ", ".join(sort.value for sort in Sort)
        raise QueryError(f"there is no order {name!r}: choose one of {known}") from error


def freshness_of(options: SearchOptions) -> Freshness | None:
    """The preference for recent articles, if one is asked for. Raises `QueryError`."""
    if options.fresh is None:
        return None
    if not 0 < options.fresh < math.inf:
        raise QueryError(f"fresh takes a half-life in days above 0, not {options.fresh}")
    return Freshness(options.fresh, local_time(options.now))


def check_page(options: SearchOptions) -> None:
    """Raises `QueryError` where the page that is asked for cannot be given."""
    limit, offset = options.limit, options.offset
    if min(limit, offset, options.snippets) < 0:
        raise QueryError(
            f"limit {limit}, offset {offset} and snippets {options.snippets} must not be negative: "
            "start counting at 0"
        )
    if limit + offset > DEEPEST_HIT:
        raise QueryError(
            f"hit {limit + offset} was asked for, pages go as deep as hit {DEEPEST_HIT}: "
            "narrow the query, or filter by date"
        )


def filters_of(
    options: SearchOptions,
    lexicon: Lexicon,
    known_sources: Iterable[str],
    known_topics: Iterable[str] = (),
) -> Iterator[Node]:
    """What the options let through, as nodes. Raises `QueryError` for dates."""
    if options.since or options.until:
        yield dates_of(options)
    if options.sources:
        yield Or(tuple(source_node(source, known_sources) for source in options.sources))
    for source in options.not_sources:
        yield Not(source_node(source, known_sources))
    if options.topics:
        yield Or(tuple(topic_node(topic, known_topics) for topic in options.topics))
    if options.authors:
        yield Or(
            tuple(author_node(author, lexicon, options.verbatim) for author in options.authors)
        )


def dates_of(options: SearchOptions) -> DateRange:
    """From the beginning of ``since`` to the end of ``until``. Raises `QueryError`."""
    since = read_range(options.since, now=options.now) if options.since else DateRange()
    until = read_range(options.until, now=options.now) if options.until else DateRange()
    for name, written, end in (
        ("since", options.since, since.first),
        ("until", options.until, until.last),
    ):
        if written and end is None:
            raise QueryError(f"{name} {written!r} is open at this end: write a day or a period")
    if since.first and until.last and until.last < since.first:
        raise QueryError(
            f"since {options.since} is later than until {options.until}: exchange them"
        )
    return DateRange(since.first, until.last)
