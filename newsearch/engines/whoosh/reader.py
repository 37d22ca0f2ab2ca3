"""Reading a Whoosh index: requests answered, articles fetched. Needs nothing of Whoosh itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import numpy as np

from newsearch.article import Article
from newsearch.engines.article_store import ArticleReader
from newsearch.engines.base import Document, EngineStats, Found, FoundDocument, rounded
from newsearch.engines.documents import UNDATED
from newsearch.engines.whoosh.damage import damage_named
from newsearch.engines.whoosh.scoring.all_segments import Segments
from newsearch.engines.whoosh.scoring.evaluation import Evaluation, Norms, Scores
from newsearch.engines.whoosh.scoring.some_documents import scores_of_some
from newsearch.engines.whoosh.scoring.term_postings import Documents
from newsearch.engines.whoosh.segment.coding import Array
from newsearch.engines.whoosh.segment.file import Segment
from newsearch.engines.whoosh.segment.listing import read_segment_list
from newsearch.engines.whoosh.segment.vocabularies import count_terms
from newsearch.query import Bag, Node, Request, Sort

# More than scores can differ by, as a share, that are rounded to the same.
_NEARLY = np.float32(2e-4)


class WhooshReader:
    """One committed state of a Whoosh index. Safe to share between threads."""

    def __init__(self, directory: Path) -> None:
        """Opens the files. Raises ``OSError`` or ``ValueError`` when they cannot be read."""
        opened: list[Segment] = []
        try:
            for listed in read_segment_list(directory):
                opened.append(listed.open(directory))
            self._segments = Segments(opened)
        except BaseException:
            for segment in opened:
                segment.close()
            raise
        self._norms = Norms(self._segments)
        self._articles = ArticleReader(directory)

    def search(self, request: Request) -> Found:
        """Answer a request."""
        evaluation = Evaluation(self._segments, self._norms)
        mask, scores = evaluation.evaluate(request.node)
        for node in request.filters:
            mask &= evaluation.matches(node)
        documents = np.flatnonzero(mask)
        page = self._page(request, documents, scores)
        found = tuple(FoundDocument(number, float(scores[number])) for number in page)
        packed = np.packbits(mask)  # results that are kept shall not hold much

        def count_facets() -> dict[str, dict[str, int]]:
            matching = np.flatnonzero(np.unpackbits(packed, count=len(mask)))
            return {name: self._facet(name, matching) for name in request.facets}

        return Found(len(documents), found, count_facets)

    def identities(self, documents: Sequence[Document]) -> list[str]:
        """The id of each document."""
        numbers = np.array(documents, np.int64)
        order = np.argsort(numbers)
        ids = self._segments.values("id", numbers[order])
        by_place = dict(zip(order.tolist(), ids, strict=True))
        return [by_place[place] for place in range(len(ids))]

    def read(self, document: Document) -> Article:
        """The stored article of a document."""
        return self._article(document)

    def scores(self, node: Node, documents: Sequence[Document]) -> list[float]:
        """The score of a node for each of some documents."""
        numbers = np.array(documents, np.int64)
        if not isinstance(node, Bag):
            evaluation = Evaluation(self._segments, self._norms)
            found: list[float] = evaluation.evaluate(node)[1][numbers].tolist()
            return found
        evaluation = Evaluation(self._segments, self._norms, packed=True)
        order = np.argsort(numbers)
        scores = np.empty(len(numbers), np.float32)
        scores[order] = scores_of_some(evaluation, node, numbers[order])
        return scores.tolist()

    def minutes(self, documents: Sequence[Document]) -> list[int]:
        """The first minute of each document's date."""
        minutes: list[int] = self._segments.column("first_minute")[list(documents)].tolist()
        return minutes

    def get(self, identity: str) -> Article | None:
        """The article with this id."""
        documents = self._segments.postings("id", identity).documents()
        return self._article(int(documents[0])) if len(documents) else None

    def articles(self) -> Iterator[Article]:
        """All articles."""
        return (self._article(number) for number in np.flatnonzero(self._segments.live).tolist())

    def ids(self) -> Iterator[str]:
        """All ids."""
        return iter(self._segments.values("id", np.flatnonzero(self._segments.live)))

    def count(self) -> int:
        """The number of articles."""
        return self._segments.count

    def values(self, field: str) -> dict[str, int]:
        """The values of a keyword field, each with the number of its articles."""
        return self._facet(field, np.flatnonzero(self._segments.live))

    def stats(self) -> EngineStats:
        """Distinct terms of all fields, and segments."""
        segments = [segment for segment, _ in self._segments.leaves]
        with damage_named("terms"):
            terms = count_terms(segments)
        return EngineStats(terms=terms, segments=len(segments))

    def close(self) -> None:
        """Close the files."""
        self._segments.close()

    def _page(self, request: Request, documents: Documents, scores: Scores) -> list[int]:
        """The document numbers of the page asked for, in order."""
        end = request.offset + request.limit
        if not len(documents) or request.limit <= 0 or request.offset >= len(documents):
            return []
        dates = self._segments.column("first_minute")
        by_relevance = request.sort is Sort.RELEVANCE
        if by_relevance:
            keys = -scores[documents]
        elif request.sort is Sort.NEWEST:
            keys = _newest_first(dates[documents])
        else:
            own = dates[documents]
            keys = np.where(own == UNDATED, np.inf, own)
        if end < len(documents):
            limit = np.partition(keys, end - 1)[end - 1]
            if by_relevance:
                limit *= 1 - _NEARLY  # scores that are rounded to the same
            chosen = np.flatnonzero(keys <= limit)
        else:
            chosen = np.arange(len(documents))
        own_keys = keys[chosen].tolist()
        rows = sorted(
            zip(
                map(rounded, own_keys) if by_relevance else own_keys,
                _newest_first(dates[documents[chosen]]).tolist(),
                documents[chosen].tolist(),
                strict=True,
            )
        )
        return self._by_id(rows)[request.offset : end]

    def _by_id(self, rows: list[tuple[float, float, int]]) -> list[int]:
        """The documents of sorted rows, those whose keys and dates are equal by their ids."""
        numbers: list[int] = []
        for _, group in groupby(rows, key=itemgetter(0, 1)):
            equals = [row[2] for row in group]  # rising
            if len(equals) > 1:
                ids = self._segments.values("id", np.array(equals))
                equals = [number for _, number in sorted(zip(ids, equals, strict=True))]
            numbers += equals
        return numbers

    def _article(self, number: int) -> Article:
        with damage_named("stored articles"):
            segment, own = self._segments.leaf(number)
            return self._articles.read(segment.frame(own))

    def _facet(self, name: str, documents: Documents) -> dict[str, int]:
        """How often each value occurs among the documents, most frequent first, then by name."""
        counts = self._segments.facets.counts(name, documents)
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


def _newest_first(dates: Array) -> Array:
    """Keys that put later dates first and undated articles last."""
    keys: Array = -np.where(dates == UNDATED, float(UNDATED), dates)
    return keys
