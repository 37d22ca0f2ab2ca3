"""A lexicon's file as counts again, to go on from when the index changes."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsearch.errors import IndexDamaged
from newsearch.lexicon.pair_counts import PairCounts, pair_keys
from newsearch.lexicon.storage import LexiconFile


@dataclass(frozen=True, slots=True, eq=False)
class BaseCounts:
    """The words of a lexicon in their order, and its pairs in rows, still in the file."""

    terms: list[str]
    counts: NDArray[np.int64]
    pair_starts: NDArray[np.int64]
    pair_seconds: NDArray[np.uint32]
    pair_counts: NDArray[np.uint8]
    large_places: NDArray[np.int64]
    large_counts: NDArray[np.int64]

    @classmethod
    def none(cls) -> BaseCounts:
        """A lexicon without a word."""
        none = np.zeros(0, np.int64)
        starts = np.zeros(1, np.int64)
        return cls([], none, starts, none.astype(np.uint32), none.astype(np.uint8), none, none)

    @classmethod
    def read(cls, path: Path) -> BaseCounts:
        """The lexicon in a file. Raises `IndexDamaged` when it cannot be one."""
        with closing(LexiconFile(path)) as file:
            try:
                terms = [file.term(place) for place in range(file.size)]
            except ValueError as error:
                raise IndexDamaged(f"{path}: a term is no text ({error})") from error
            base = cls(
                terms,
                np.asarray(file.word_counts, np.int64),
                np.asarray(file.pair_starts, np.int64),
                np.asarray(file.pair_seconds),
                np.asarray(file.pair_counts),
                np.asarray(file.large_places, np.int64),
                np.asarray(file.large_counts, np.int64),
            )
        if not base._is_sound():
            raise IndexDamaged(f"{path}: the lexicon's pairs are not those of its words")
        return base

    def _is_sound(self) -> bool:
        zeros = np.flatnonzero(self.pair_counts == 0)
        return bool(
            np.all(np.diff(self.pair_starts, prepend=0) >= 0)
            and np.all(self.pair_seconds < len(self.terms))
            and np.array_equal(zeros, self.large_places)
        )

    def pairs(self, start: int, stop: int) -> PairCounts:
        """The pairs whose first word is one of some words in a row, in rising order."""
        rows = np.diff(self.pair_starts[start : stop + 1])
        firsts = np.repeat(np.arange(start, stop), rows)
        begin, end = self.pair_starts[start], self.pair_starts[stop]
        counts = self.pair_counts[begin:end].astype(np.int32)
        large = slice(*np.searchsorted(self.large_places, (begin, end)))
        counts[self.large_places[large] - begin] = self.large_counts[large]
        return PairCounts(pair_keys(firsts, self.pair_seconds[begin:end]), counts)
