"""Facets: how many documents of a result have each value of a keyword or list field."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from newsearch.engines.whoosh.damage import damage_named
from newsearch.engines.whoosh.scoring.distinct import distinct
from newsearch.engines.whoosh.scoring.term_postings import Documents
from newsearch.engines.whoosh.segment.coding import Array
from newsearch.engines.whoosh.segment.file import NO_VALUE, Segment
from newsearch.query import LIST_FIELDS


class _Column(NamedTuple):
    """The distinct values of a field, the first of them for none, and which of them stand where.

    ``owners`` are the documents of the numbers; ``None`` where each document has one.
    """

    values: list[str]
    numbers: Array
    owners: Array | None


class Facets:
    """Counts values in the segments of an index. What is read for it is kept.

    ``leaves`` are the segments, each with the number of its first document.
    """

    def __init__(self, leaves: Sequence[tuple[Segment, int]]) -> None:
        self._leaves = leaves
        self._columns: dict[str, _Column] = {}

    def counts(self, field: str, documents: Documents) -> dict[str, int]:
        """How many of the documents (rising) have each value of a field."""
        values, numbers, owners = self._column(field)
        if owners is None:
            chosen = numbers[documents]
        else:
            inside = np.zeros(self._size(), np.bool_)
            inside[documents] = True
            chosen = numbers[inside[owners]]
        times = np.bincount(chosen, minlength=len(values))
        found = np.flatnonzero(times[1:]) + 1  # the first stands for no value
        return {values[number]: int(times[number]) for number in found.tolist()}

    def _size(self) -> int:
        if not self._leaves:
            return 0
        segment, offset = self._leaves[-1]
        return offset + segment.count

    def _column(self, field: str) -> _Column:
        known = self._columns.get(field)
        if known is None:
            with damage_named(f"column {field}"):
                known = self._columns[field] = self._read(field)
        return known

    def _read(self, field: str) -> _Column:
        names: dict[str, int] = {"": 0}
        columns, owners = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for segment, offset in self._leaves:
            column = segment.array(f"{field}/values")
            terms = distinct(column)
            places = np.searchsorted(terms, column)
            values = [
                "" if term == NO_VALUE else segment.term(term).decode("utf-8")
                for term in terms.tolist()
            ]
            own = [names.setdefault(value, len(names)) for value in values]
            columns.append(np.array(own, np.int64)[places])
            if field in LIST_FIELDS:
                counts = segment.array(f"{field}/counts")
                if len(counts) != segment.count or int(counts.sum()) != len(column):
                    raise ValueError(f"{len(column)} values for {segment.count} documents")
                owners.append(np.repeat(np.arange(offset, offset + segment.count), counts))
        listed = np.concatenate(owners) if field in LIST_FIELDS else None
        return _Column(list(names), np.concatenate(columns), listed)
