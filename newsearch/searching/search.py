"""One search from its words to a page of hits with snippets."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from newsearch.analysis.segmenter import Segmenter
from newsearch.article import VIETNAM
from newsearch.engines.base import EngineReader
from newsearch.errors import QueryError
from newsearch.lexicon.lexicon import Lexicon
from newsearch.query import DateRange, Node, Or, Request, Sort
from newsearch.results import FacetCounter, Facets, Hit, SearchResults
from newsearch.searching.dates import read_date
from newsearch.searching.filters import author_node, source_node, unknown_source_notices
from newsearch.searching.parser import parse
from newsearch.searching.ranking import Freshness, rank
from newsearch.searching.snippets import SnippetMaker
from newsearch.searching.terms import Compiler

DEEPEST_HIT = 10_000
"""How far into a result a page may lie."""

FACETS = ("source", "year")


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """Everything that is asked beside the words of a query."""

    limit: int = 10
    offset: int = 0
    since: str | None = None
    until: str | None = None
    sources: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    sort: str = "relevance"
    snippets: int = 3
    feedback: bool = True
    fresh: float | None = None
    now: datetime | None = None


def search(
    reader: EngineReader,
    lexicon: Lexicon,
    segmenter: Segmenter,
    query: str,
    options: SearchOptions,
    later: Callable[[], AbstractContextManager[object]],
) -> SearchResults:
    """Answer a query. Raises `QueryError` with the position of what cannot be understood.

    The results count facets within a context that ``later`` gives, which keeps the reader open.
    """
    start = time.perf_counter()
    order = _sort(options.sort)
    _check_page(options)
    parsed = parse(query)

    @cache
    def known_sources() -> tuple[str, ...]:
        return tuple(reader.values("source"))

    compiler = Compiler(lexicon, segmenter, known_sources, parsed.strict)
    compiled = compiler.compile(parsed.expression)
    named = known_sources() if options.sources else ()
    unknown = unknown_source_notices(options.sources, named)
    request = Request(
        node=compiled.node,
        filters=tuple(_filters(options, lexicon, named)),
        sort=order,
        limit=options.limit,
        offset=options.offset,
        facets=FACETS,
    )
    ranked = rank(reader, request, lexicon, options.feedback, _freshness(options))
    found = ranked.found
    maker = SnippetMaker(compiled.patterns, options.snippets)
    hits = []
    for document, score in ranked.page:
        article = reader.read(document)
        hits.append(Hit(article.id, round(score, 4), article, maker.snippets(article)))

    def count_facets() -> Facets:
        with later():
            return found.count_facets()

    return SearchResults(
        query=query,
        total=found.total,
        took_ms=round((time.perf_counter() - start) * 1000, 1),
        hits=tuple(hits),
        reading=compiled.reading,
        notices=(*parsed.notices, *compiled.notices, *unknown),
        facet_counter=FacetCounter(count_facets),
    )


def _sort(name: str) -> Sort:
    try:
        return Sort(name)
    except ValueError as error:
        known = ", ".join(sort.value for sort in Sort)
        raise QueryError(f"there is no order {name!r}: choose one of {known}") from error


def _freshness(options: SearchOptions) -> Freshness | None:
    if options.fresh is None:
        return None
    if not 0 < options.fresh < math.inf:
        raise QueryError(f"fresh takes a half-life in days above 0, not {options.fresh}")
    return Freshness(options.fresh, options.now or datetime.now(VIETNAM).replace(tzinfo=None))


def _check_page(options: SearchOptions) -> None:
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


def _filters(
    options: SearchOptions, lexicon: Lexicon, known_sources: Iterable[str]
) -> Iterable[Node]:
    if options.since or options.until:
        first = read_date(options.since).moment if options.since else None
        last = read_date(options.until).last_moment() if options.until else None
        if first and last and last < first:
            raise QueryError(
                f"since {options.since} is later than until {options.until}: exchange them"
            )
        yield DateRange(first, last)
    if options.sources:
        yield Or(tuple(source_node(source, known_sources) for source in options.sources))
    if options.authors:
        yield Or(tuple(author_node(author, lexicon) for author in options.authors))
