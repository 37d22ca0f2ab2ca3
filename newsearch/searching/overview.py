"""What an index holds, source by source and in all."""

from __future__ import annotations

from newsearch.engines.base import EngineReader
from newsearch.query import And, Everything, Keyword, Node, Not, Request, Sort
from newsearch.results import SourceCount


def source_counts(reader: EngineReader) -> tuple[SourceCount, ...]:
    """The sources with their articles and first and last day, the largest first.

    Articles without a source come last, as the source ``""``.
    """
    known = reader.values("source")
    counts = [_source_count(reader, source, articles) for source, articles in known.items()]
    nameless = reader.count() - sum(known.values())
    if nameless:
        node = And((Everything(), Not(Keyword("source", tuple(known)))))
        counts.append(SourceCount("", nameless, *span(reader, node)))
    return tuple(counts)


def span(reader: EngineReader, node: Node) -> tuple[str, str]:
    """The first and the last day of the articles that a node matches, as ISO dates or ``""``."""
    days = []
    for order in (Sort.OLDEST, Sort.NEWEST):
        page = reader.search(Request(node, sort=order, limit=1)).page
        published = reader.read(page[0].document).published if page else None
        days.append(published.isoformat()[:10] if published else "")
    return days[0], days[1]


def undated_count(reader: EngineReader) -> int:
    """How many articles have no date."""
    found = reader.search(Request(Everything(), limit=0, facets=("day",)))
    return found.total - sum(found.count_facets()["day"].values())


def _source_count(reader: EngineReader, source: str, articles: int) -> SourceCount:
    node = Keyword("source", (source,))
    earliest, latest = span(reader, node)
    name = reader.read(reader.search(Request(node, limit=1)).page[0].document).source
    return SourceCount(name, articles, earliest, latest)
