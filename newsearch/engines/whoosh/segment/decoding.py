"""Bytes as postings: of many terms at once for a merge, of a single one for a query.

The forms are told in `newsearch.engines.whoosh.segment.coding`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from newsearch.engines.whoosh.segment.coding import (
    BYTES,
    BYTES_AND_INTS,
    BYTES_AND_SHORTS,
    COUNT_WIDTHS,
    ESCAPE,
    ESCAPED_WIDTHS,
    FLOATS,
    NONE,
    UNARY,
    WIDTHS,
    Array,
    Bytes,
    Postings,
    exclusive_sums,
    ragged_indices,
)


def sums_of_gaps(values: Array, starts: Array, counts: Array) -> Array:
    """The reverse of `gaps`."""
    running = np.cumsum(values, dtype=np.int64)
    before = running[starts] - values[starts]
    return running - np.repeat(before, counts)


def decode(data: Bytes, starts: Array, has_positions: bool) -> Postings:
    """The postings of many terms, whose blocks begin at ``starts``."""
    starts = starts.astype(np.int64)
    if not len(starts):
        nothing = np.empty(0, np.int64)
        return Postings(nothing, nothing, nothing, nothing if has_positions else None)
    header = data[starts]
    count_code = header >> 6
    counts = np.ones(len(starts), np.int64)
    for code, width in ((1, 1), (2, 2), (3, 4)):
        chosen = count_code == code
        counts[chosen] = _gather(data, starts[chosen] + 1, width)
    widths = COUNT_WIDTHS[count_code]
    at = starts + 1 + widths
    first = exclusive_sums(counts)[:-1]
    documents, at = _read_rows(data, at, header & 7, counts)
    documents = sums_of_gaps(documents, first, counts)
    frequency_codes = (header >> 3) & 7
    frequencies, after = _read_rows(data, at, frequency_codes, counts)
    unary = frequency_codes == UNARY
    if unary.any():
        values, after[unary] = _read_unary(data, at[unary], widths[unary], counts[unary])
        frequencies[np.repeat(unary, counts)] = values
    at = after
    if not has_positions:
        return Postings(counts, documents, frequencies, None)
    codes = data[at]
    totals = np.add.reduceat(frequencies, first)
    positions, _ = _read_rows(data, at + 1, codes, totals)
    positions = sums_of_gaps(positions, exclusive_sums(frequencies)[:-1], frequencies)
    return Postings(counts, documents, frequencies, positions)


def _gather(data: Bytes, places: Array, width: int) -> Array:
    result = data[places].astype(np.int64)
    for byte in range(1, width):
        result |= data[places + byte].astype(np.int64) << (8 * byte)
    return result


def _read_rows(data: Bytes, at: Array, codes: Array, counts: Array) -> tuple[Array, Array]:
    """The numbers of each term, and where each term's bytes behind them begin."""
    values = np.ones(int(counts.sum()), np.int64)
    first = exclusive_sums(counts)[:-1]
    after = at + counts * WIDTHS[codes]
    for code in np.flatnonzero(np.bincount(codes, minlength=8)).tolist():
        if code in (NONE, UNARY):
            continue
        chosen = codes == code
        many, width = counts[chosen], int(WIDTHS[code])
        step = ragged_indices(np.zeros(len(many), np.int64), many)
        found = _gather(data, np.repeat(at[chosen], many) + width * step, width)
        if code in (BYTES_AND_SHORTS, BYTES_AND_INTS):
            large = found == ESCAPE
            owner = np.repeat(np.arange(len(many)), many)[large]
            escapes = np.bincount(owner, minlength=len(many))
            behind = int(ESCAPED_WIDTHS[code])
            step = ragged_indices(np.zeros(len(many), np.int64), escapes)
            places = np.repeat(at[chosen] + many, escapes) + behind * step
            found[large] = _gather(data, places, behind)
            after[chosen] += escapes * behind
        values[ragged_indices(first[chosen], many)] = found
    return values, after


def _read_unary(data: Bytes, at: Array, widths: Array, counts: Array) -> tuple[Array, Array]:
    """The numbers of rows in unary code, and where each row ends."""
    bit_bytes = np.zeros(len(at), np.int64)
    for width in (1, 2, 4):
        same = widths == width
        bit_bytes[same] = _gather(data, at[same], width)
    ends = np.flatnonzero(np.unpackbits(data[ragged_indices(at + widths, bit_bytes)]))
    values = np.diff(ends, prepend=-1)
    first = exclusive_sums(counts)[:-1]
    values[first] = ends[first] + 1 - 8 * exclusive_sums(bit_bytes)[:-1]
    return values, at + widths + bit_bytes


@dataclass(slots=True)
class TermBlock:
    """One term's block, decoded as far as it is asked for."""

    data: memoryview
    header: int
    count: int
    start: int
    _after_documents: int = -1
    _after_frequencies: int = -1

    @classmethod
    def at(cls, data: memoryview, start: int) -> TermBlock:
        """The block that begins at ``start``."""
        header = data[start]
        code = header >> 6
        if code == 0:
            return cls(data, header, 1, start + 1)
        width = 1 << (code - 1)
        count = int.from_bytes(data[start + 1 : start + 1 + width], "little")
        return cls(data, header, count, start + 1 + width)

    def documents(self) -> Array:
        """Rising document numbers."""
        numbers, self._after_documents = self._row(self.start, self.header & 7, self.count)
        return np.cumsum(numbers, dtype=np.int64)

    def frequencies(self) -> Array | None:
        """How often the term stands in each document; ``None`` where always once."""
        if self._after_documents < 0:
            self._after_documents = self._row(self.start, self.header & 7, self.count)[1]
        code = (self.header >> 3) & 7
        if code == NONE:
            self._after_frequencies = self._after_documents
            return None
        if code == FLOATS:
            end = self._after_frequencies = self._after_documents + 4 * self.count
            return np.frombuffer(self.data[self._after_documents : end], "<f4")
        if code == UNARY:
            return self._unary()
        numbers, self._after_frequencies = self._row(self._after_documents, code, self.count)
        return numbers

    def _unary(self) -> Array:
        start = self._after_documents + int(COUNT_WIDTHS[self.header >> 6])
        length = int.from_bytes(self.data[self._after_documents : start], "little")
        self._after_frequencies = start + length
        bits = np.unpackbits(np.frombuffer(self.data[start : start + length], np.uint8))
        ends = np.flatnonzero(bits.view(np.bool_))  # of truths they are found faster
        values = ends + 1
        values[1:] -= values[:-1].copy()
        return values

    def positions(self) -> tuple[Array, Array]:
        """The positions in all documents, and where those of each document begin and end."""
        frequencies = self.frequencies()
        if frequencies is None:
            frequencies = np.ones(self.count, np.int64)
        bounds = exclusive_sums(frequencies)
        code = self.data[self._after_frequencies]
        numbers, _ = self._row(self._after_frequencies + 1, code, int(bounds[-1]))
        return sums_of_gaps(numbers, bounds[:-1], frequencies), bounds

    def raw_values(self) -> list[bytes]:
        """The values of another Whoosh format, one for each document."""
        if self._after_frequencies < 0:
            self.frequencies()
        start = self._after_frequencies + 1
        end = start + 4 * self.count
        ends = np.cumsum(np.frombuffer(self.data[start:end], "<u4"), dtype=np.int64).tolist()
        return [
            bytes(self.data[end + first : end + last])
            for first, last in zip([0, *ends], ends, strict=False)
        ]

    def _row(self, start: int, code: int, count: int) -> tuple[Array, int]:
        end = start + count * int(WIDTHS[code])
        kind = "u1" if code in (BYTES, BYTES_AND_SHORTS, BYTES_AND_INTS) else f"<u{WIDTHS[code]}"
        numbers: Array = np.frombuffer(self.data[start:end], kind)
        if code in (BYTES_AND_SHORTS, BYTES_AND_INTS):
            large = np.flatnonzero(numbers == ESCAPE)
            width = int(ESCAPED_WIDTHS[code])
            after = end + width * len(large)
            numbers = numbers.astype(np.int64)
            numbers[large] = np.frombuffer(self.data[end:after], f"<u{width}")
            end = after
        return numbers, end
