"""Reading a tantivy index: requests answered, articles fetched."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import tantivy
from tantivy import DocAddress, Order, Query

from newsearch.article import Article
from newsearch.engines.article_store import ArticleReader
from newsearch.engines.base import Document, EngineStats, Found, FoundDocument
from newsearch.engines.tantivy.compilation import Compiler, every, scores, unscored
from newsearch.engines.tantivy.damage import damage_named
from newsearch.engines.tantivy.opening import open_searcher
from newsearch.engines.tantivy.ordering import (
    address_key,
    by_date,
    by_relevance,
    minutes_of,
    scores_of,
)
from newsearch.engines.tantivy.schema import (
    COUNTED_NAMES,
    FIRST_MINUTE,
    KEYWORD_NAMES,
    OLDEST,
    PAIR_NAMES,
    POSITIONAL_NAMES,
    STORED,
)
from newsearch.engines.tantivy.statistics import Statistics
from newsearch.errors import IndexClosed
from newsearch.query import Node, Request, Sort

# Tantivy counts no more values than this in one request.
_MOST_VALUES = 65_000


class TantivyReader:
    """One committed state of a tantivy index, safe to share between threads."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._articles = ArticleReader(directory)
        self._values: dict[str, Mapping[str, int]] = {}
        with damage_named(directory):
            self._schema, searcher = open_searcher(directory)
            self._statistics = Statistics(searcher, self._schema)
        self._opened: tantivy.Searcher | None = searcher

    def search(self, request: Request) -> Found:
        """Answer a request."""
        searcher = self._searcher
        with damage_named(self._directory):
            query = self._query(request, scoring=True)
            total, page = self._page(searcher, request, query)
        return Found(total, tuple(page), partial(self._facets, request, total))

    def identities(self, documents: Sequence[Document]) -> list[str]:
        """The id of each document."""
        # Tantivy gives texts of documents only with all that is stored of them.
        return [self.read(document).id for document in documents]

    def read(self, document: Document) -> Article:
        """The stored article of a document."""
        with damage_named(self._directory):
            return self._article(self._searcher, document)

    def scores(self, node: Node, documents: Sequence[Document]) -> list[float]:
        """The score of a node for each of some documents."""
        searcher = self._searcher
        with damage_named(self._directory):
            query = Compiler(self._statistics, self._schema).query(node)
            known = scores_of(searcher, self._schema, query, documents)
        return [known.get(address_key(address), 0.0) for address in documents]

    def minutes(self, documents: Sequence[Document]) -> list[int]:
        """The first minute of each document's date."""
        with damage_named(self._directory):
            return minutes_of(self._searcher, documents)

    def get(self, identity: str) -> Article | None:
        """The article with this id."""
        searcher = self._searcher
        with damage_named(self._directory):
            query = Query.term_query(self._schema, "id", identity, "basic")
            hits = searcher.search(query, 1, count=False).hits
            return self._article(searcher, hits[0][1]) if hits else None

    def articles(self) -> Iterator[Article]:
        """All articles."""
        searcher = self._searcher
        with damage_named(self._directory):
            hits = self._everything(searcher, None)
        for _, address in hits:
            with damage_named(self._directory):
                article = self._article(searcher, address)
            yield article

    def ids(self) -> Iterator[str]:
        """All ids."""
        with damage_named(self._directory):
            return iter([identity for identity, _ in self._everything(self._searcher, "id")])

    def count(self) -> int:
        """The number of articles."""
        return int(self._searcher.num_docs)

    def values(self, field: str) -> Mapping[str, int]:
        """The values of a keyword field, each with the number of its articles."""
        if field not in self._values:
            with damage_named(self._directory):
                # Without the query, tantivy would count deleted articles too.
                terms = self._searcher.terms_with_prefix(field, "", Query.all_query())
            self._values[field] = {value: number for value, number in terms if number}
        return dict(self._values[field])

    def stats(self) -> EngineStats:
        """Distinct terms of all fields, and segments."""
        searcher = self._searcher
        names = (*POSITIONAL_NAMES, *COUNTED_NAMES, *PAIR_NAMES, *KEYWORD_NAMES)
        with damage_named(self._directory):
            terms = sum(len(searcher.terms_with_prefix(name, "")) for name in names)
            return EngineStats(terms=terms, segments=searcher.num_segments)

    def close(self) -> None:
        """Close the files."""
        self._opened = None
        self._statistics.close()

    @property
    def _searcher(self) -> tantivy.Searcher:
        if self._opened is None:
            raise IndexClosed(f"{self._directory}: the index was closed: open it again")
        return self._opened

    def _query(self, request: Request, scoring: bool) -> Query:
        compiler = Compiler(self._statistics, self._schema, scoring)
        filters = [unscored(compiler.query(node)) for node in request.filters]
        return every([compiler.query(request.node), *filters])

    def _page(
        self, searcher: tantivy.Searcher, request: Request, query: Query
    ) -> tuple[int, list[FoundDocument]]:
        end = min(max(0, request.offset + request.limit), searcher.num_docs)
        first = min(max(0, request.offset), end)
        scoring = scores(request.node)
        if request.sort is Sort.RELEVANCE and scoring:

            def identify(address: DocAddress) -> str:
                return self._article(searcher, address).id

            total, hits = by_relevance(searcher, query, first, end, identify)
            return total, [FoundDocument(address, score) for address, score in hits]
        oldest = request.sort is Sort.OLDEST
        field, order = (OLDEST, Order.Asc) if oldest else (FIRST_MINUTE, Order.Desc)
        total, addresses = by_date(searcher, self._schema, query, field, order, first, end)
        scored = addresses if scoring else []
        known = scores_of(searcher, self._schema, query, scored)
        return total, [
            FoundDocument(address, known.get(address_key(address), 0.0)) for address in addresses
        ]

    def _facets(self, request: Request, total: int) -> dict[str, dict[str, int]]:
        """How often each value occurs in the result, most frequent first, then by name."""
        searcher, names = self._searcher, request.facets
        if not names or not total:
            return {name: {} for name in names}
        asked = {name: {"terms": {"field": name, "size": _MOST_VALUES}} for name in names}
        with damage_named(self._directory):
            query = self._query(request, scoring=False)
            counted: dict[str, Any] = searcher.aggregate(query, asked)
        facets = {}
        for name in names:
            pairs = [(one["key"], one["doc_count"]) for one in counted[name]["buckets"]]
            facets[name] = dict(sorted(pairs, key=lambda pair: (-pair[1], pair[0])))
        return facets

    def _everything(
        self, searcher: tantivy.Searcher, field: str | None
    ) -> list[tuple[Any, DocAddress]]:
        """All articles, by a field if one is named; its values come along."""
        count = searcher.num_docs
        if not count:
            return []
        hits: list[tuple[Any, DocAddress]] = searcher.search(
            Query.all_query(), count, count=False, order_by_field=field, order=Order.Asc
        ).hits
        return hits

    def _article(self, searcher: tantivy.Searcher, address: DocAddress) -> Article:
        stored: Any = searcher.doc(address).get_first(STORED)
        return self._articles.read(stored)
