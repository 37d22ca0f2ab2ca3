"""Pairs of neighbouring words, counted in arrays.

A pair is one number, its key: the number of the first word in the upper 32 bits, that of the
second in the lower. So pairs are sorted and summed up as integers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Keys = NDArray[np.int64]

_SECOND = (1 << 32) - 1
# Pairs that wait before they are summed up with those of the table, and the largest part of it.
_WAITING = 1 << 20
_LARGEST_BLOCK = 1 << 20


def pair_keys(firsts: NDArray[np.integer], seconds: NDArray[np.integer]) -> Keys:
    """The keys of pairs by the numbers of their words."""
    return (firsts.astype(np.int64) << 32) | seconds


def first_words(keys: Keys) -> Keys:
    """The numbers of the first words of pairs."""
    return keys >> 32


def second_words(keys: Keys) -> Keys:
    """The numbers of the second words of pairs."""
    return keys & _SECOND


@dataclass(frozen=True, slots=True, eq=False)
class PairCounts:
    """Keys of pairs and how often each occurs: less than never, where pairs are to leave."""

    keys: Keys
    counts: NDArray[np.int32]

    @classmethod
    def of(cls, keys: Keys) -> PairCounts:
        """Pairs counted, in rising order; the keys are sorted where they are."""
        keys.sort()
        begins = _begins(keys)
        counts = np.diff(begins, append=len(keys))
        return cls(keys[begins], counts.astype(np.int32))

    def renumbered(self, numbers: Keys) -> PairCounts:
        """The same pairs with other numbers for their words; their order may be lost."""
        firsts, seconds = numbers[first_words(self.keys)], numbers[second_words(self.keys)]
        return PairCounts(pair_keys(firsts, seconds), self.counts)

    def part(self, start: int, stop: int) -> PairCounts:
        """Those at some places in a row."""
        return PairCounts(self.keys[start:stop], self.counts[start:stop])

    def __len__(self) -> int:
        return len(self.keys)


def summed(parts: Sequence[PairCounts]) -> PairCounts:
    """The pairs of all parts, which may be in any order, summed up in rising order."""
    keys = np.concatenate([part.keys for part in parts])
    counts = np.concatenate([part.counts for part in parts])
    if not len(keys):
        return PairCounts(keys, counts)
    order = np.argsort(keys)
    keys, counts = keys[order], counts[order]
    begins = _begins(keys)
    return PairCounts(keys[begins], np.add.reduceat(counts, begins, dtype=np.int32))


def _begins(keys: Keys) -> NDArray[np.intp]:
    """Where in a sorted row of keys each begins."""
    is_new = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=is_new[1:])
    return np.flatnonzero(is_new)


class PairTable:
    """Sums up pairs without ever holding much more than the sums."""

    def __init__(self) -> None:
        self._blocks: list[PairCounts] = []  # sorted, and one after another
        self._waiting: list[PairCounts] = []
        self._size = 0

    def add(self, pairs: PairCounts) -> None:
        """Count these pairs too. They may be in any order, with keys that repeat."""
        self._waiting.append(pairs)
        self._size += len(pairs)
        if self._size >= _WAITING:
            self._sum_up()

    def drain(self) -> Iterator[PairCounts]:
        """Everything that was added, not all of it summed up yet, and the table is empty."""
        parts = self._blocks + self._waiting
        self._blocks, self._waiting, self._size = [], [], 0
        parts.reverse()
        while parts:
            yield parts.pop()

    def _sum_up(self) -> None:
        coming = summed(self._waiting)
        self._waiting, self._size = [], 0
        bounds = [block.keys[0] for block in self._blocks[1:]]
        cuts = [0, *np.searchsorted(coming.keys, bounds).tolist(), len(coming)]
        blocks: list[PairCounts] = []
        # Block by block, so that old and new sums are not there twice at once.
        self._blocks.reverse()
        for start, stop in pairwise(cuts):
            piece = coming.part(start, stop)
            blocks += _blocks_of(_merged(self._blocks.pop(), piece) if self._blocks else piece)
        self._blocks = blocks


def _merged(block: PairCounts, coming: PairCounts) -> PairCounts:
    """`summed` of two that are sorted and have each key once, of which the first has most."""
    places = np.searchsorted(block.keys, coming.keys)
    known = block.keys.take(places, mode="clip") == coming.keys
    block.counts[places[known]] += coming.counts[known]
    places, new = places[~known], coming.keys[~known]
    counts = np.insert(block.counts, places, coming.counts[~known])
    return PairCounts(np.insert(block.keys, places, new), counts)


def _blocks_of(pairs: PairCounts) -> Iterable[PairCounts]:
    """Pairs in blocks that are not too large, each with memory of its own."""
    count = max(1, -(-len(pairs) // _LARGEST_BLOCK))
    bounds = [len(pairs) * number // count for number in range(count + 1)]
    for start, stop in pairwise(bounds):
        yield PairCounts(pairs.keys[start:stop].copy(), pairs.counts[start:stop].copy())
