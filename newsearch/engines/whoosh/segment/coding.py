"""Postings as bytes: many terms coded at once, in arrays; `decoding` is the way back.

A term's block: a header byte, the number of its documents (1, 2 or 4 bytes, none for a single
one), document numbers as gaps, frequencies; where the field has positions one more header byte
and the positions, as gaps within each document. Each of the three rows of numbers is coded in
whichever of these forms is shortest: 8, 16 or 32 bits for all; or 8 bits, with 255 standing
for a larger number that follows behind in 16 or 32 bits (escape coding: Williams and Zobel 1999
compare such byte codes). Frequencies that are all 1 take no room; others are small, and most
often shortest in unary code: a bit for each time, set at the last one (Witten, Moffat and Bell,
*Managing Gigabytes*, 1999, section 3.3), behind the number of bytes that these bits take.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]
Bytes = NDArray[np.uint8]

# Forms of a row of numbers.
NONE, BYTES, SHORTS, INTS, BYTES_AND_SHORTS, BYTES_AND_INTS, FLOATS, UNARY = range(8)
RAW = FLOATS
"""In the place of positions: the values of another Whoosh format, with their lengths."""

ESCAPE = 255
WIDTHS = np.array([0, 1, 2, 4, 1, 1, 4, 0])
ESCAPED_WIDTHS = np.array([0, 0, 0, 0, 2, 4, 0, 0])
# Bytes of a number of documents, by the two highest bits of a term's header.
COUNT_WIDTHS = np.array([0, 1, 2, 4])


@dataclass(frozen=True, slots=True)
class Postings:
    """The postings of some terms, term after term.

    ``counts`` holds the number of documents of each term, ``documents`` their rising numbers,
    ``frequencies`` how often the term stands in each of them (all 1 where it is ``None``);
    ``positions`` the rising positions of each of these, where the field has them.
    """

    counts: Array
    documents: Array
    frequencies: Array | None
    positions: Array | None


def exclusive_sums(counts: Array) -> Array:
    """Where each of some rows begins that stand one after the other, and where the last ends."""
    sums = np.zeros(len(counts) + 1, np.int64)
    np.cumsum(counts, out=sums[1:])
    return sums


def ragged_indices(starts: Array, counts: Array) -> Array:
    """The indices of rows that begin at ``starts``, one after the other.

    >>> ragged_indices(np.array([10, 3]), np.array([2, 3])).tolist()
    [10, 11, 3, 4, 5]
    """
    ends = np.cumsum(counts)
    total = int(ends[-1]) if len(ends) else 0
    return np.repeat(starts - (ends - counts), counts) + np.arange(total)


def gaps(values: Array, starts: Array) -> Array:
    """Each number minus the one before it; the first of a row stays as it is."""
    result = values.astype(np.int64)
    result[1:] -= values[:-1]
    result[starts] = values[starts]
    return result


def encode(postings: Postings) -> tuple[Bytes, Array]:
    """The blocks of all terms in a row, and where each begins, with the end of the last.

    No term may be without documents.
    """
    counts = postings.counts.astype(np.int64)
    if not len(counts):
        return np.empty(0, np.uint8), np.zeros(1, np.int64)
    bounds = exclusive_sums(counts)
    count_code = np.select([counts == 1, counts < 256, counts < 65536], [0, 1, 2], 3)
    rows = [_Row.of(gaps(postings.documents, bounds[:-1]), counts, bounds)]
    frequencies = postings.frequencies
    if frequencies is None:
        rows.append(_Row.nothing(counts))
    elif frequencies.dtype.kind == "f":
        rows.append(_Row.floats(frequencies, counts))
    else:
        row = _Row.of(frequencies, counts, bounds)
        row.consider_unary(bounds, COUNT_WIDTHS[count_code])
        row.forget(np.maximum.reduceat(frequencies, bounds[:-1]) == 1)
        rows.append(row)
    sizes = 1 + COUNT_WIDTHS[count_code] + rows[0].sizes + rows[1].sizes
    if postings.positions is not None:
        repeats = np.ones(len(postings.documents), np.int64) if frequencies is None else frequencies
        places = exclusive_sums(repeats)
        position_bounds = places[bounds]
        position_counts = np.diff(position_bounds)
        rows.append(
            _Row.of(gaps(postings.positions, places[:-1]), position_counts, position_bounds)
        )
        sizes = sizes + 1 + rows[2].sizes
    offsets = exclusive_sums(sizes)
    data = np.zeros(int(offsets[-1]), np.uint8)
    at = offsets[:-1]
    data[at] = rows[0].codes | rows[1].codes << 3 | count_code << 6
    at = at + 1
    for code in (1, 2, 3):
        chosen = count_code == code
        _scatter(data, at[chosen], counts[chosen], int(COUNT_WIDTHS[code]))
    at = at + COUNT_WIDTHS[count_code]
    rows[0].write(data, at)
    at = at + rows[0].sizes
    rows[1].write(data, at)
    if postings.positions is not None:
        at = at + rows[1].sizes
        data[at] = rows[2].codes
        rows[2].write(data, at + 1)
    return data, offsets


class _Row:
    """One row of numbers for each term, and the form that is shortest for each."""

    def __init__(self, values: Array, counts: Array, codes: Array, escaped: Array | None) -> None:
        self.values, self.counts, self.codes = values, counts, codes
        # Of unary rows: the bytes of their bits, and those of the number of these bytes.
        self._bit_bytes = self._size_bytes = np.zeros(0, np.int64)
        escapes = ESCAPED_WIDTHS[codes] * escaped if escaped is not None else 0
        self.sizes = counts * WIDTHS[codes] + escapes

    @classmethod
    def of(cls, values: Array, counts: Array, bounds: Array) -> _Row:
        starts = bounds[:-1]
        # reduceat wants rows that are not empty: of positions there may be none.
        filled = counts > 0
        largest, escaped = np.zeros(len(counts), np.int64), np.zeros(len(counts), np.int64)
        if filled.any():
            largest[filled] = np.maximum.reduceat(values, starts[filled])
            large = (values >= ESCAPE).astype(np.int64)
            escaped[filled] = np.add.reduceat(large, starts[filled])
        never = np.iinfo(np.int64).max
        costs = np.stack(
            [
                np.where(largest < 256, counts, never),
                np.where(largest < 65536, 2 * counts, never),
                4 * counts,
                np.where(largest < 65536, counts + 2 * escaped, never),
                counts + 4 * escaped,
            ]
        )
        return cls(values, counts, np.argmin(costs, axis=0) + 1, escaped)

    @classmethod
    def floats(cls, values: Array, counts: Array) -> _Row:
        stored = values.astype("<f4").view("<u4").astype(np.int64)
        return cls(stored, counts, np.full(len(counts), FLOATS), None)

    @classmethod
    def nothing(cls, counts: Array) -> _Row:
        return cls(np.empty(0, np.int64), counts, np.zeros(len(counts), np.int64), None)

    def forget(self, which: Array) -> None:
        """Leave out the numbers of these terms."""
        self.codes = np.where(which, NONE, self.codes)
        self.sizes = np.where(which, 0, self.sizes)

    def consider_unary(self, bounds: Array, size_bytes: Array) -> None:
        """Use unary code for the numbers of a term (none is 0) where that is shorter."""
        total = np.add.reduceat(self.values, bounds[:-1]).astype(np.int64)
        self._bit_bytes, self._size_bytes = (total + 7) // 8, size_bytes
        sizes = self._bit_bytes + size_bytes
        shorter = (sizes < self.sizes) & (self._bit_bytes < 1 << 8 * size_bytes)
        self.codes = np.where(shorter, UNARY, self.codes)
        self.sizes = np.where(shorter, sizes, self.sizes)

    def _write_unary(self, data: Bytes, at: Array, chosen: Array) -> None:
        counts, bit_bytes, widths = (
            self.counts[chosen],
            self._bit_bytes[chosen],
            self._size_bytes[chosen],
        )
        for width in (1, 2, 4):
            same = widths == width
            _scatter(data, at[chosen][same], bit_bytes[same], width)
        values = self.values[np.repeat(chosen, self.counts)].astype(np.int64)
        # Each row's bits begin at a byte of their own.
        first = exclusive_sums(counts)[:-1]
        sums = np.cumsum(values)
        before = np.repeat(sums[first] - values[first], counts)
        starts = exclusive_sums(bit_bytes)
        bits = np.zeros(8 * int(starts[-1]), np.bool_)
        bits[np.repeat(8 * starts[:-1], counts) + sums - before - 1] = True
        data[ragged_indices(at[chosen] + widths, bit_bytes)] = np.packbits(bits)

    def write(self, data: Bytes, at: Array) -> None:
        present = np.flatnonzero(np.bincount(self.codes, minlength=8))
        for code in present.tolist():
            if code == NONE:
                continue
            chosen = self.codes == code
            if code == UNARY:
                self._write_unary(data, at, chosen)
                continue
            values = (
                self.values[np.repeat(chosen, self.counts)] if not chosen.all() else self.values
            )
            counts = self.counts[chosen]
            width = int(WIDTHS[code])
            step = ragged_indices(np.zeros(len(counts), np.int64), counts)
            places = np.repeat(at[chosen], counts) + width * step
            if code not in (BYTES_AND_SHORTS, BYTES_AND_INTS):
                _scatter(data, places, values, width)
                continue
            _scatter(data, places, np.minimum(values, ESCAPE), 1)
            large = values >= ESCAPE
            owner = np.repeat(np.arange(len(counts)), counts)[large]
            many = np.bincount(owner, minlength=len(counts))
            behind = int(ESCAPED_WIDTHS[code])
            step = ragged_indices(np.zeros(len(counts), np.int64), many)
            places = np.repeat(at[chosen] + counts, many) + behind * step
            _scatter(data, places, values[large], behind)


def _scatter(data: Bytes, places: Array, values: Array, width: int) -> None:
    for byte in range(width):
        data[places + byte] = (values >> (8 * byte)) & 255
