"""Reading a Whoosh index: requests answered, articles fetched."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterator
from typing import Any

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import IndexReader

from newsearch.article import Article
from newsearch.engines.base import EngineStats, Found, FoundArticle
from newsearch.engines.whoosh.damage import damage_named
from newsearch.engines.whoosh.evaluation import Evaluation, Scores, Segments
from newsearch.engines.whoosh.postings import Ids
from newsearch.engines.whoosh.schema import UNDATED, unpack_article, year_of
from newsearch.query import Request, Sort

# Scores that differ by less are equal: sums of the same numbers may differ in the last bits.
_SCORE_DIGITS = 9


class WhooshReader:
    """One committed state of a Whoosh index. A lock makes it safe to share between threads:
    Whoosh's readers move a position in a shared file.
    """

    def __init__(self, index: FileIndex) -> None:
        self._index = index
        self._reader: IndexReader = index.reader()
        self._segments = Segments(self._reader)
        self._lock = threading.RLock()
        self._value_columns: dict[str, list[str]] = {}

    def search(self, request: Request) -> Found:
        """Answer a request."""
        with self._lock:
            evaluation = Evaluation(self._segments)
            mask, scores = evaluation.evaluate(request.node)
            for node in request.filters:
                mask &= evaluation.matches(node)
            documents = np.flatnonzero(mask)
            page = self._page(request, documents, scores.round(_SCORE_DIGITS))
            found = tuple(
                FoundArticle(self._article(int(number)), float(scores[number])) for number in page
            )
            facets = {name: self._facet(name, documents) for name in request.facets}
            return Found(len(documents), found, facets)

    def get(self, identity: str) -> Article | None:
        """The article with this id."""
        with self._lock:
            documents, _ = self._segments.postings("id", identity)
            return self._article(int(documents[0])) if len(documents) else None

    def articles(self) -> Iterator[Article]:
        """All articles."""
        for number in np.flatnonzero(self._segments.live):
            with self._lock:
                article = self._article(int(number))
            yield article

    def ids(self) -> Iterator[str]:
        """All ids."""
        with self._lock:
            return iter(self._values("id", np.flatnonzero(self._segments.live)))

    def count(self) -> int:
        """The number of articles."""
        return self._segments.count

    def values(self, field: str) -> dict[str, int]:
        """The values of a keyword field, each with the number of its articles."""
        with self._lock:
            return self._facet(field, np.flatnonzero(self._segments.live))

    def stats(self) -> EngineStats:
        """Distinct terms of all fields, and segments."""
        with self._lock:
            terms = sum(1 for _ in self._reader.all_terms())
        return EngineStats(terms=terms, segments=len(self._segments.leaves))

    def close(self) -> None:
        """Close the files."""
        with self._lock:
            self._reader.close()
            self._index.close()

    def _page(self, request: Request, documents: Ids, scores: Scores) -> list[int]:
        """The document numbers of the page asked for, in order."""
        end = request.offset + request.limit
        if not len(documents) or request.limit <= 0 or request.offset >= len(documents):
            return []
        dates = self._segments.column("first_minute")[documents]
        newest = -np.where(dates == UNDATED, float(UNDATED), dates)
        if request.sort is Sort.RELEVANCE:
            keys = -scores[documents]
        elif request.sort is Sort.NEWEST:
            keys = newest
        else:
            keys = np.where(dates == UNDATED, np.inf, dates)
        if end < len(documents):
            limit = np.partition(keys, end - 1)[end - 1]
            chosen = np.flatnonzero(keys <= limit)
        else:
            chosen = np.arange(len(documents))
        identities = self._values("id", documents[chosen])
        ordered = [
            place
            for _, _, _, place in sorted(
                zip(
                    keys[chosen].tolist(),
                    newest[chosen].tolist(),
                    identities,
                    chosen.tolist(),
                    strict=True,
                )
            )
        ]
        return [int(documents[place]) for place in ordered[request.offset : end]]

    def _article(self, number: int) -> Article:
        with damage_named("stored articles"):
            return unpack_article(self._reader.stored_fields(number)["article"])

    def _facet(self, name: str, documents: Ids) -> dict[str, int]:
        """How often each value occurs among the documents, most frequent first, then by name."""
        counts: Counter[str]
        if name == "year":
            dates = self._segments.column("first_minute")[documents]
            minutes, numbers = np.unique(dates[dates != UNDATED], return_counts=True)
            counts = Counter()
            for minute, number in zip(minutes.tolist(), numbers.tolist(), strict=True):
                counts[str(year_of(minute))] += number
        else:
            counts = Counter(self._values(name, documents))
            del counts[""]
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))

    def _values(self, name: str, documents: Ids) -> list[str]:
        """A text column's values for some documents, whose numbers rise.

        What most of the documents have asked for once is kept.
        """
        known = self._value_columns.get(name)
        if known is not None:
            return [known[number] for number in documents]
        if len(documents) > self._segments.size // 2:
            self._value_columns[name] = self._read_values(name, np.arange(self._segments.size))
            return self._values(name, documents)
        return self._read_values(name, documents)

    def _read_values(self, name: str, documents: Ids) -> list[str]:
        values: list[str] = []
        for segment, offset in self._segments.leaves:
            first, last = np.searchsorted(documents, (offset, offset + segment.doc_count_all()))
            with damage_named(f"column {name}"):
                column: Any = segment.column_reader(name)
                values += [column[number - offset] for number in documents[first:last].tolist()]
        return values
