"""Phrases whose places may each hold one of several terms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import combinations, product
from math import prod

import tantivy
from tantivy import Occur, Query

from newsearch.engines.tantivy.schema import wholes_field
from newsearch.engines.tantivy.statistics import Statistics
from newsearch.query import Phrase

# Up to so many plain phrases are quicker than one whose places are regular expressions.
_FEW = 12

_SPECIAL = re.compile(r"([\\.+*?()|\[\]{}^$#&~\-])")


class PhraseCompiler:
    """Phrase queries for the fields of one index."""

    def __init__(self, statistics: Statistics, schema: tantivy.Schema) -> None:
        self._statistics = statistics
        self._schema = schema

    def in_fields(self, phrase: Phrase, fields: Sequence[str]) -> Iterator[tuple[str, Query]]:
        """For each field that may hold the phrase, the field and the query."""
        orders = [phrase.slots] if phrase.ordered else [phrase.slots, phrase.slots[::-1]]
        for field in fields:
            for name in (field, wholes_field(field)):
                for slots in orders:
                    query = self._in_field(slots, name, phrase.slop, phrase.ordered)
                    if query is not None:
                        yield name, query

    def _in_field(
        self, slots: Sequence[Sequence[str]], field: str, slop: int, ordered: bool
    ) -> Query | None:
        present = [
            [term for term in dict.fromkeys(slot) if self._statistics.frequency(field, term)]
            for slot in slots
        ]
        if not present or not all(present):
            return None
        if len(present) == 1:
            return Query.term_set_query(self._schema, field, present[0])
        if not ordered and not set(present[0]) & set(present[1]):
            # Of two terms tantivy's own slop finds all in this order, and some in the other one.
            return either([*self._at_offsets(present, field, (0, 1), slop)])
        phrases = [
            phrase
            for offsets in spread_offsets(len(present), slop)
            for phrase in self._at_offsets(present, field, offsets)
        ]
        return either(phrases)

    def _at_offsets(
        self, slots: Sequence[Sequence[str]], field: str, offsets: Sequence[int], slop: int = 0
    ) -> Iterator[Query]:
        if prod(map(len, slots)) > _FEW:
            patterns = [f"({'|'.join(map(_escaped, slot))})" for slot in slots]
            places: list[str | tuple[int, str]] = [*zip(offsets, patterns, strict=True)]
            yield Query.regex_phrase_query(self._schema, field, places, slop)
            return
        for terms in product(*slots):
            words: list[str | tuple[int, str]] = [*zip(offsets, terms, strict=True)]
            yield Query.phrase_query(self._schema, field, words, slop)


def spread_offsets(slots: int, slop: int) -> list[list[int]]:
    """Where the slots of a phrase may stand when up to ``slop`` other tokens come between.

    Tantivy's own slop takes the terms in any order.

    >>> spread_offsets(2, 1), spread_offsets(3, 1)
    ([[0, 1], [0, 2]], [[0, 1, 2], [0, 1, 3], [0, 2, 3]])
    """
    last = slots - 1 + slop
    between = combinations(range(1, last + 1), slots - 1)
    return [[0, *places] for places in between]


def either(queries: Sequence[Query]) -> Query:
    """Any of the queries; the scores add up."""
    if not queries:
        return Query.empty_query()
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _escaped(term: str) -> str:
    return _SPECIAL.sub(r"\\\1", term)
