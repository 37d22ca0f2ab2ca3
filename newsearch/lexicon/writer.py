"""Writing the lexicon: the file of the generation before, with what comes in and what leaves."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsearch.analysis.array_file import ArrayFileWriter
from newsearch.analysis.folding import fold
from newsearch.lexicon.base_counts import BaseCounts
from newsearch.lexicon.counting import LexiconCounts
from newsearch.lexicon.pair_counts import (
    Keys,
    PairCounts,
    PairTable,
    first_words,
    second_words,
    summed,
)
from newsearch.lexicon.storage import LARGE_COUNT, word_order

# Pairs that are put in order and written at once.
_AT_ONCE = 1 << 19


class LexiconWriter:
    """Counts the words of articles that come into an index and of those that leave it.

    What is counted waits in memory; the file is written when the writer is closed.
    """

    def __init__(self, path: Path, base: Path | None = None) -> None:
        """A writer of a new file that goes on from the counts of another one, if any."""
        self._path = path
        self._base = base
        self.cancel()

    def add(self, counts: LexiconCounts) -> None:
        """Count the words and pairs of texts that come in."""
        self._count(counts, 1)

    def subtract(self, counts: LexiconCounts) -> None:
        """Take back the words and pairs of texts that leave."""
        self._count(counts, -1)

    def close(self) -> None:
        """Write what is counted, without what no text holds any more.

        Raises `IndexDamaged` when the counts to go on from cannot be read, `OSError` when the
        file cannot be written.
        """
        base = BaseCounts.read(self._base) if self._base else BaseCounts.none()
        with ArrayFileWriter(self._path) as file:
            words = _Words(base, self._numbers, self._counts)
            words.write(file)
            _write_pairs(file, words, _pairs_in_order(base, words, self._pairs))
        self.cancel()

    def cancel(self) -> None:
        """Forget what was counted."""
        self._numbers: dict[str, int] = {}
        self._counts = np.zeros(0, np.int64)
        self._pairs = PairTable()

    def _count(self, counts: LexiconCounts, sign: int) -> None:
        known = self._numbers
        numbers = np.array([known.setdefault(term, len(known)) for term in counts.terms], np.int64)
        self._counts = np.append(self._counts, np.zeros(len(known) - len(self._counts), np.int64))
        self._counts[numbers] += sign * counts.counts
        pairs = counts.pairs.renumbered(numbers)
        self._pairs.add(PairCounts(pairs.keys, np.multiply(pairs.counts, sign, dtype=np.int32)))


class _Words:
    """The words of the base and those that were counted, in one order.

    ``of_base`` and ``of_counted`` tell the place of each in it, and ``final`` the number of the
    word at each place in the new file, or -1 where it is held no more.
    """

    def __init__(self, base: BaseCounts, numbers: dict[str, int], counts: Keys) -> None:
        known = dict(zip(base.terms, range(len(base.terms)), strict=True))
        of_base = np.array([known.get(term, -1) for term in numbers], np.int64)
        new = sorted(term for term in numbers if term not in known)
        new.sort(key=fold)  # which keeps the order of the terms where the forms are the same
        spots = []
        spot = 0
        for term in new:
            spot = bisect_left(base.terms, word_order(term), lo=spot, key=word_order)
            spots.append(spot)
        before = np.array(spots, np.int64)
        places = np.arange(len(base.terms))
        self.of_base = places + np.searchsorted(before, places, side="right")
        of_new = before + np.arange(len(new))
        self.of_counted = np.zeros(len(numbers), np.int64)
        self.of_counted[of_base >= 0] = self.of_base[of_base[of_base >= 0]]
        self.of_counted[np.array([numbers[term] for term in new], np.int64)] = of_new
        self.size = len(base.terms) + len(new)
        self._counts = np.zeros(self.size, np.int64)
        self._counts[self.of_base] = base.counts
        self._counts[self.of_counted] += counts
        self._terms = np.empty(self.size, np.object_)
        self._terms[self.of_base] = base.terms
        self._terms[of_new] = new
        held = self._counts > 0
        self.kept = int(np.count_nonzero(held))
        self.final = np.where(held, np.cumsum(held) - 1, -1)

    def write(self, file: ArrayFileWriter) -> None:
        counts = self._counts[self.final >= 0]
        terms = [term.encode("utf-8") for term in self._terms[self.final >= 0]]
        file.add("total", np.array([counts.sum()], np.uint64))
        file.add("terms", b"".join(terms))
        file.add("term_starts", _packed(_starts(np.array([len(term) for term in terms], np.int64))))
        file.add("word_counts", _packed(counts))


def _pairs_in_order(base: BaseCounts, words: _Words, table: PairTable) -> Iterator[PairCounts]:
    """All pairs by the places of their words, in rising order, in parts of bounded size."""
    parts = [part.renumbered(words.of_counted) for part in table.drain()]
    in_row = np.zeros(words.size, np.int64)
    in_row[words.of_base] = np.diff(base.pair_starts)
    for part in parts:
        in_row += np.bincount(first_words(part.keys), minlength=words.size)
    ends = np.cumsum(in_row)
    size = int(ends[-1]) if words.size else 0
    cuts = np.searchsorted(ends, np.arange(_AT_ONCE, size, _AT_ONCE))
    for first, stop in pairwise([0, *np.unique(cuts + 1).tolist(), words.size]):
        rows = [
            PairCounts(part.keys[inside], part.counts[inside])
            for part in parts
            for inside in [(part.keys >= first << 32) & (part.keys < stop << 32)]
        ]
        begin, end = np.searchsorted(words.of_base, (first, stop)).tolist()
        yield summed([base.pairs(begin, end).renumbered(words.of_base), *rows])


def _write_pairs(file: ArrayFileWriter, words: _Words, parts: Iterator[PairCounts]) -> None:
    in_row = np.zeros(words.kept, np.int64)
    small, large = [b""], [np.zeros(0, np.int64)]
    places = [np.zeros(0, np.int64)]
    written = 0
    with file.array("pair_seconds", "I") as out:
        for part in parts:
            firsts = words.final[first_words(part.keys)]
            seconds = words.final[second_words(part.keys)]
            held = (part.counts > 0) & (firsts >= 0) & (seconds >= 0)
            counts = part.counts[held]
            out.write(seconds[held].astype(np.uint32))
            in_row += np.bincount(firsts[held], minlength=words.kept)
            is_large = counts >= LARGE_COUNT
            small.append(np.where(is_large, 0, counts).astype(np.uint8).tobytes())
            large.append(counts[is_large].astype(np.int64))
            places.append(np.flatnonzero(is_large) + written)
            written += len(counts)
    file.add("pair_starts", _packed(_starts(in_row)))
    file.add("pair_counts", b"".join(small))
    file.add("large_places", _packed(np.concatenate(places)))
    file.add("large_counts", _packed(np.concatenate(large)))


def _starts(lengths: Keys) -> Keys:
    """Where each of some pieces that follow one another begins, and where the last one ends."""
    return np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])


def _packed(numbers: Keys) -> NDArray[np.uint32] | NDArray[np.uint64]:
    """Numbers in four bytes each, or in eight if they are too large."""
    if numbers.max(initial=0) <= np.iinfo(np.uint32).max:
        return numbers.astype(np.uint32)
    return numbers.astype(np.uint64)
