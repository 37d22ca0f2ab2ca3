"""Sums of many counts, told apart by hashes."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsearch.completion.hashing import Hashes

Numbers = NDArray[np.int64]


class Tallies:
    """Numbers that are added up under hashes, in tables of which each is larger than the next.

    Tables of like size become one, so that each number is moved only a few times.
    """

    def __init__(self) -> None:
        self._tables: list[tuple[Hashes, Numbers]] = []

    def add(self, hashes: Hashes, numbers: Numbers) -> None:
        """Add numbers, each under its hash; no hash is there twice."""
        if not len(hashes):
            return
        order = np.argsort(hashes)
        self._tables.append((hashes[order], numbers[order]))
        while len(self._tables) > 1 and len(self._tables[-2][0]) < 2 * len(self._tables[-1][0]):
            self._tables.append(_summed(self._tables.pop(), self._tables.pop()))

    def of(self, hashes: Hashes) -> Numbers:
        """The sum under each of some hashes."""
        sums = np.zeros(len(hashes), np.int64)
        for known, numbers in self._tables:
            places = np.searchsorted(known, hashes)
            there = known.take(places, mode="clip") == hashes
            sums += np.where(there, numbers.take(places, mode="clip"), 0)
        return sums

    def all(self) -> tuple[Hashes, Numbers]:
        """All hashes, rising, and the sum under each."""
        total: tuple[Hashes, Numbers] = (np.zeros(0, np.uint64), np.zeros(0, np.int64))
        for table in reversed(self._tables):
            total = _summed(table, total)
        return total


def _summed(one: tuple[Hashes, Numbers], other: tuple[Hashes, Numbers]) -> tuple[Hashes, Numbers]:
    hashes, places = np.unique(np.concatenate((one[0], other[0])), return_inverse=True)
    sums = np.zeros(len(hashes), np.int64)
    np.add.at(sums, places, np.concatenate((one[1], other[1])))
    return hashes, sums
