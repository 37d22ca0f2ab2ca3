"""Several segments to one: vocabularies joined, postings moved as arrays, a part at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np

from newsearch.engines.whoosh.segment.coding import (
    Array,
    Postings,
    exclusive_sums,
    ragged_indices,
)
from newsearch.engines.whoosh.segment.file import NO_VALUE, Segment
from newsearch.engines.whoosh.segment.text_field import (
    MEASURED_FIELDS,
    STORED_FIELDS,
    STORED_POSITIONAL_FIELDS,
)
from newsearch.engines.whoosh.segment.vocabularies import join_vocabularies
from newsearch.engines.whoosh.segment.writer import SegmentFileWriter, new_segment_name
from newsearch.query import KEYWORD_FIELDS, LIST_FIELDS, PAIR_FIELDS

# Bytes of coded postings that are decoded at once, of all segments together.
_DECODED_AT_ONCE = 1_000_000
_FRAMES_AT_ONCE = 2_000
# So many pieces are decoded before the pages that were read are given back to the system.
_PIECES_IN_MEMORY = 16


def merge(directory: Path, segments: Sequence[Segment]) -> str:
    """Write a segment with the documents of all of these that are not deleted, in order.

    Returns its name.
    """
    out = SegmentFileWriter(directory, new_segment_name())
    try:
        _Merge(segments, out).run()
    except BaseException:
        out.cancel()
        raise
    return out.name


class _Merge:
    def __init__(self, segments: Sequence[Segment], out: SegmentFileWriter) -> None:
        self._segments = segments
        self._out = out
        # For each segment: which documents stay, and the number that each has from now on.
        self._kept: list[Array] = []
        self._numbers: list[Array] = []
        self.count = 0
        for segment in segments:
            kept = np.ones(segment.count, np.bool_)
            kept[list(segment.deleted)] = False
            numbers = np.cumsum(kept) - 1 + self.count
            self._kept.append(kept)
            self._numbers.append(numbers)
            self.count += int(kept.sum())
        # For each segment: the new number of each term, which rises with the old one.
        vocabulary, self._terms = join_vocabularies(segments)
        self._vocabulary_size = len(vocabulary)
        out.vocabulary(vocabulary)

    def run(self) -> None:
        for name in (*STORED_FIELDS, *KEYWORD_FIELDS, *LIST_FIELDS, "published"):
            positional = name in STORED_POSITIONAL_FIELDS
            self._out.field(name, self._chunks(name), positional, name in PAIR_FIELDS)
        for name in MEASURED_FIELDS:
            self._out.numbers(f"{name}/lengths", self._column(f"{name}/lengths"))
        for name in KEYWORD_FIELDS:
            self._out.numbers(f"{name}/values", self._values(f"{name}/values"))
        for name in LIST_FIELDS:
            self._out.numbers(f"{name}/counts", self._column(f"{name}/counts"))
            self._out.numbers(f"{name}/values", self._listed_values(name))
        for name in ("first_minute", "last_minute"):
            self._out.minutes(name, self._column(name))
        sizes = [
            np.diff(segment.array("frame_offsets").astype(np.int64)) for segment in self._segments
        ]
        kept = [size[keep] for size, keep in zip(sizes, self._kept, strict=True)]
        self._out.frames(self._frames(), np.concatenate(kept))
        self._out.close()

    def _column(self, name: str) -> Array:
        return np.concatenate(
            [
                segment.array(name).astype(np.int64)[kept]
                for segment, kept in zip(self._segments, self._kept, strict=True)
            ]
        )

    def _values(self, name: str) -> Array:
        columns = []
        for segment, kept, terms in zip(self._segments, self._kept, self._terms, strict=True):
            values = segment.array(name).astype(np.int64)[kept]
            some = values != NO_VALUE
            values[some] = terms[values[some]]
            columns.append(values)
        return np.concatenate(columns)

    def _listed_values(self, field: str) -> Array:
        columns = []
        for segment, kept, terms in zip(self._segments, self._kept, self._terms, strict=True):
            counts = segment.array(f"{field}/counts").astype(np.int64)
            columns.append(terms[segment.array(f"{field}/values")[np.repeat(kept, counts)]])
        return np.concatenate(columns)

    def _frames(self) -> Iterator[list[memoryview]]:
        for segment, kept in zip(self._segments, self._kept, strict=True):
            documents = np.flatnonzero(kept).tolist()
            for start in range(0, len(documents), _FRAMES_AT_ONCE):
                yield [
                    segment.frame(number) for number in documents[start : start + _FRAMES_AT_ONCE]
                ]
            segment.release()

    def _chunks(self, name: str) -> Iterator[tuple[Array, Postings]]:
        """The field's postings in pieces, each of a range of first terms."""
        fields = [
            FieldTerms(segment, name, terms)
            for segment, terms in zip(self._segments, self._terms, strict=True)
        ]
        weights = np.zeros(self._vocabulary_size, np.int64)
        for field in fields:
            field.add_weights(weights)
        pieces = np.cumsum(weights) // _DECODED_AT_ONCE
        ends = [*(np.flatnonzero(np.diff(pieces)) + 1).tolist(), self._vocabulary_size]
        first = 0
        for number, end in enumerate(ends):
            piece = self._merged(fields, first, end)
            if len(piece[0]):
                yield piece
            first = end
            if number % _PIECES_IN_MEMORY == 0:
                self._release()
        self._release()

    def _release(self) -> None:
        for segment in self._segments:
            segment.release()

    def _merged(self, fields: list[FieldTerms], first: int, end: int) -> tuple[Array, Postings]:
        rows = []
        for place, field in enumerate(fields):
            keys, postings = field.read(first, end)
            if len(keys):
                postings, kept = self._moved(postings, place)
                rows.append((keys[kept], postings))
        return _joined(rows)

    def _moved(self, postings: Postings, place: int) -> tuple[Postings, Array]:
        """Postings with the new document numbers and without the deleted ones, and which of the
        terms still have any.
        """
        documents = self._numbers[place][postings.documents]
        if not self._segments[place].deleted:
            every = np.ones(len(postings.counts), np.bool_)
            return (
                Postings(postings.counts, documents, postings.frequencies, postings.positions),
                every,
            )
        stays = self._kept[place][postings.documents]
        bounds = exclusive_sums(postings.counts)
        counts = np.diff(exclusive_sums(stays)[bounds])
        assert postings.frequencies is not None
        positions = postings.positions
        if positions is not None:
            positions = positions[np.repeat(stays, postings.frequencies)]
        kept = counts > 0
        return (
            Postings(counts[kept], documents[stays], postings.frequencies[stays], positions),
            kept,
        )


class FieldTerms:
    """The terms of a field in one segment, by their numbers in the merged vocabulary."""

    def __init__(self, segment: Segment, name: str, terms: Array) -> None:
        self._segment = segment
        self._name = name
        self._terms = terms
        # Of a field of pairs the terms that stand first, and where the row of each begins.
        self._pairs = segment.has_pairs(name)
        self._firsts = segment.array(f"{name}/firsts" if self._pairs else f"{name}/keys")

    def add_weights(self, weights: Array) -> None:
        """Add for each first term how many bytes its postings take."""
        sizes = self._segment.block_sizes(self._name)
        if self._pairs and len(sizes):
            starts = self._segment.array(f"{self._name}/starts")[:-1]
            sizes = np.add.reduceat(sizes, starts.astype(np.int64))
        weights[self._terms[self._firsts]] += sizes

    def read(self, first: int, end: int) -> tuple[Array, Postings]:
        """Keys and postings of the terms whose first term is one of the numbers in this range."""
        old = np.searchsorted(self._terms, (first, end))
        begin, stop = np.searchsorted(self._firsts, old).tolist()
        firsts = self._terms[self._firsts[begin:stop]].astype(np.int64)
        if not self._pairs:
            return firsts, self._segment.postings(self._name, begin, stop)
        starts = self._segment.array(f"{self._name}/starts")[begin : stop + 1].astype(np.int64)
        seconds = self._segment.array(f"{self._name}/seconds")[starts[0] : starts[-1]]
        keys = np.repeat(firsts, np.diff(starts)) << 32 | self._terms[seconds]
        return keys, self._segment.postings(self._name, int(starts[0]), int(starts[-1]))


def _joined(rows: list[tuple[Array, Postings]]) -> tuple[Array, Postings]:
    """Postings of several segments as one: terms in order, of each term segment by segment."""
    if len(rows) == 1:
        return rows[0]
    nothing = np.empty(0, np.int64)
    if not rows:
        return nothing, Postings(nothing, nothing, nothing, None)
    keys = np.concatenate([own for own, _ in rows])
    order = np.argsort(keys, kind="stable")
    counts = np.concatenate([postings.counts for _, postings in rows])
    starts = exclusive_sums(counts)
    moved = ragged_indices(starts[:-1][order], counts[order])
    documents = np.concatenate([postings.documents for _, postings in rows])
    frequencies = np.concatenate([postings.frequencies for _, postings in rows])
    positions = None
    if rows[0][1].positions is not None:
        every = np.concatenate([postings.positions for _, postings in rows])
        bounds = exclusive_sums(frequencies)[starts]
        positions = every[ragged_indices(bounds[:-1][order], np.diff(bounds)[order])]
    found, first = np.unique(keys[order], return_index=True)
    summed = np.add.reduceat(counts[order], first) if len(first) else nothing
    return found, Postings(summed, documents[moved], frequencies[moved], positions)
