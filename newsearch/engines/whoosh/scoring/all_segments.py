"""The segments of one committed index seen as one row of documents."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsearch.engines.whoosh.damage import damage_named
from newsearch.engines.whoosh.scoring.facets import Facets
from newsearch.engines.whoosh.scoring.postings_memory import PostingsMemory
from newsearch.engines.whoosh.scoring.term_postings import (
    Documents,
    Frequencies,
    Mask,
    TermPostings,
)
from newsearch.engines.whoosh.segment.coding import Array
from newsearch.engines.whoosh.segment.file import Segment
from newsearch.engines.whoosh.segment.text_field import TEXT, is_part_of_text, starts_in_text
from newsearch.query import TEXT_FIELDS

# Bytes of decoded postings that are kept for the next query.
_POSTINGS_REMEMBERED = 96_000_000

_NONE: tuple[Documents, Frequencies] = (np.empty(0, np.int64), np.empty(0, np.int64))


class Segments:
    """Numbers all documents of the segments through, and reads them together.

    Deleted documents have numbers and are never given out.
    """

    def __init__(self, segments: Sequence[Segment]) -> None:
        self.leaves: list[tuple[Segment, int]] = []
        self.size = 0
        for segment in segments:
            self.leaves.append((segment, self.size))
            self.size += segment.count
        self.count = self.size - sum(len(segment.deleted) for segment in segments)
        self.live: Mask = np.ones(self.size, np.bool_)
        for segment, offset in self.leaves:
            self.live[[offset + number for number in segment.deleted]] = False
        self._remembered = PostingsMemory(_POSTINGS_REMEMBERED)
        self._columns: dict[str, Array] = {}
        self.facets = Facets(self.leaves)

    def column(self, name: str) -> Array:
        """A column of numbers over all documents; zeros for a field that no document has."""
        known = self._columns.get(name)
        if known is None:
            with damage_named(f"column {name}"):
                parts = [
                    segment.array(name) if segment.has(name) else np.zeros(segment.count, np.int64)
                    for segment, _ in self.leaves
                ]
                known = np.concatenate(parts) if parts else np.empty(0, np.int64)
                if len(known) != self.size:
                    raise ValueError(f"{len(known)} values for {self.size} documents")
            self._columns[name] = known
        return known

    def lengths(self, fields: Sequence[str]) -> Array:
        """The number of tokens that the fields have together, for each document."""
        total = np.zeros(self.size, np.int64)
        for field in fields:
            total += self.column(f"{field}/lengths")
        return total

    def postings(self, field: str, term: str) -> TermPostings:
        """The documents of a term, and how often it stands in each."""
        return self.packed_postings(field, term).unpacked()

    def packed_postings(self, field: str, term: str) -> TermPostings:
        """The same, perhaps `TermPostings.packed`: quicker where few of them are looked at."""
        known = self._remembered.get((field, term))
        if known is None:
            with damage_named(f"postings of {field}:{term}"):
                known = TermPostings.of(*self._read(field, term), self.size)
            self._remembered.put((field, term), known)
        return known

    def _read(self, field: str, term: str) -> tuple[Documents, Frequencies]:
        if is_part_of_text(field):
            places, _ = self.positions(field, term, self.live)
            return np.unique(places, return_counts=True)
        found = []
        for segment, offset in self.leaves:
            block = segment.find(field, term)
            if block is None:
                continue
            documents, frequencies = block.documents(), block.frequencies()
            if frequencies is None:
                frequencies = np.ones(block.count, np.uint8)
            if len(documents) != len(frequencies) or documents[-1] >= segment.count:
                raise ValueError(f"a document {documents[-1]} of {segment.count}")
            if offset:
                documents += offset
            if segment.deleted:
                alive = self.live[documents]
                documents, frequencies = documents[alive], frequencies[alive]
            found.append((documents, frequencies))
        if not found:
            return _NONE
        if len(found) == 1:
            return found[0]
        return (
            np.concatenate([documents for documents, _ in found]),
            np.concatenate([frequencies for _, frequencies in found]),
        )

    def positions(self, field: str, term: str, wanted: Mask) -> tuple[Documents, Array]:
        """Each place of a term in the documents that are wanted: its document, its position."""
        if is_part_of_text(field):
            return self._positions_in_text(field, term, wanted)
        found = []
        with damage_named(f"positions of {field}:{term}"):
            for segment, offset in self.leaves:
                block = segment.find(field, term)
                if block is None:
                    continue
                documents = block.documents() + offset
                positions, bounds = block.positions()
                chosen = wanted[documents]
                counts = np.diff(bounds)
                found.append(
                    (
                        np.repeat(documents[chosen], counts[chosen]),
                        positions[np.repeat(chosen, counts)],
                    )
                )
        if not found:
            return _NONE
        return np.concatenate([one for one, _ in found]), np.concatenate([one for _, one in found])

    def _positions_in_text(self, field: str, term: str, wanted: Mask) -> tuple[Documents, Array]:
        documents, positions = self.positions(TEXT, term, wanted)
        lengths = {name: self.column(f"{name}/lengths") for name in TEXT_FIELDS}
        starts = starts_in_text({name: own[documents] for name, own in lengths.items()})
        inside = positions >= starts[field]
        following = TEXT_FIELDS.index(field) + 1
        if following < len(TEXT_FIELDS):
            inside &= positions < starts[TEXT_FIELDS[following]]
        return documents[inside], (positions - starts[field])[inside]

    def values(self, field: str, documents: Documents) -> list[str]:
        """A keyword field's value in each of the documents (rising)."""
        with damage_named(f"column {field}"):
            return [
                segment.value(field, number)
                for segment, own in self._by_leaf(documents)
                for number in own.tolist()
            ]

    def _by_leaf(self, documents: Documents) -> list[tuple[Segment, Documents]]:
        """The documents of each segment, by their numbers in it."""
        rows = []
        for segment, offset in self.leaves:
            first, last = np.searchsorted(documents, (offset, offset + segment.count))
            rows.append((segment, documents[first:last] - offset))
        return rows

    def leaf(self, document: int) -> tuple[Segment, int]:
        """The segment of a document, and its number there."""
        for segment, offset in reversed(self.leaves):
            if document >= offset:
                return segment, document - offset
        raise IndexError(document)

    def close(self) -> None:
        """Close the files."""
        self._columns.clear()
        self._remembered.clear()
        for segment, _ in self.leaves:
            segment.close()
