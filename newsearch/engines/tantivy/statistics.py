"""How many articles hold a term, deleted ones left out.

Tantivy's scores count deleted articles until a merge drops them. Where there are any, what is
counted here corrects the inverse document frequency, so that an update changes scores no
more than a rebuild would; the average length stays tantivy's.
"""

from __future__ import annotations

import math
from typing import Any

import tantivy
from tantivy import Query

from newsearch.engines.tantivy.schema import PRESENT

_REMEMBERED = 10_000


class Statistics:
    """Document frequencies of one committed state of an index."""

    def __init__(self, searcher: tantivy.Searcher, schema: tantivy.Schema) -> None:
        self._searcher = searcher
        self._schema = schema
        self._living = searcher.num_docs
        self._all = searcher.doc_freq(PRESENT, PRESENT)
        self._held: dict[tuple[str, str], int] = {}
        self._counted: dict[tuple[str, str], int] = {}

    def close(self) -> None:
        """Let go of the files; what is remembered can still be asked for."""
        del self._searcher

    def frequency(self, field: str, term: str) -> int:
        """The number of articles that hold a term."""
        found = self._holding(field, term)
        if not found or self._all == self._living:
            return found
        key = (field, term)
        if key not in self._counted:
            if len(self._counted) >= _REMEMBERED:
                self._counted.clear()
            query = Query.term_query(self._schema, field, term, "basic")
            self._counted[key] = count_of(self._searcher.search(query, 1))
        return self._counted[key]

    def rarity(self, field: str, term: str) -> float:
        """BM25's inverse document frequency of a term."""
        return _rarity(self._living, self.frequency(field, term))

    def rarity_given(self, field: str, term: str) -> float:
        """The inverse document frequency that tantivy itself takes."""
        return _rarity(self._all, self._holding(field, term))

    def _holding(self, field: str, term: str) -> int:
        """The number of articles that hold a term, deleted ones included."""
        key = (field, term)
        found = self._held.get(key)
        if found is None:
            if len(self._held) >= _REMEMBERED:
                self._held.clear()
            found = self._held[key] = int(self._searcher.doc_freq(field, term))
        return found


def count_of(result: Any) -> int:
    """How many articles a search of tantivy's found; its type hints leave that out."""
    return int(result.count)


def _rarity(articles: int, frequency: int) -> float:
    return math.log1p((articles - frequency + 0.5) / (frequency + 0.5))
