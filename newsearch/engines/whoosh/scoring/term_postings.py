"""The postings of one term over all segments, decoded."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Documents = NDArray[np.int64]
Frequencies = NDArray[Any]
Mask = NDArray[np.bool_]
Sums = NDArray[np.float32]

MANY = 0.12
"""From this share of all documents on, arithmetic over all of them is quicker than over some."""

_LARGEST = 255


@dataclass(frozen=True, slots=True)
class TermPostings:
    """The documents of a term and how often it stands in each.

    Few documents are numbered, rising, with a frequency each. Of many there is one frequency for
    each document of the index, 0 for most: ``numbers`` is ``None`` then.
    """

    count: int
    numbers: NDArray[Any] | None
    frequencies: Frequencies

    @classmethod
    def of(cls, documents: Documents, frequencies: Frequencies, size: int) -> TermPostings:
        """Postings in an index of ``size`` documents."""
        count = len(documents)
        if count <= size * MANY or int(frequencies.max()) > _LARGEST:
            return cls(count, documents, frequencies)
        every = np.zeros(size, np.uint8)
        every[documents] = frequencies
        return cls(count, None, every)

    def documents(self) -> Documents:
        """The documents, rising."""
        if self.numbers is None:
            return np.flatnonzero(self.frequencies != 0)
        return self.numbers

    def frequencies_in(self, documents: Documents) -> Frequencies:
        """The frequency in each of some documents (rising)."""
        if self.numbers is None:
            return self.frequencies[documents]
        # Numbers of another type would be converted first, all of them.
        own = documents.astype(self.numbers.dtype)
        places = np.searchsorted(self.numbers, own)
        places[places == self.count] = 0
        found: Frequencies = self.frequencies[places] * (self.numbers[places] == own)
        return found

    def mark(self, mask: Mask) -> None:
        """Set the mask where the term stands."""
        if self.numbers is None:
            mask |= self.frequencies != 0
        else:
            mask[self.numbers] = True

    def add_to(self, sums: Sums, weight: float) -> None:
        """Add the weighted frequencies to those of all documents."""
        weighted = self.frequencies * np.float32(weight)
        if self.numbers is None:
            sums += weighted
        else:
            sums[self.numbers] += weighted

    def packed(self) -> TermPostings:
        """The same in as few bytes as the numbers take, and no view of a file."""
        if self.numbers is None or not self.count:
            return self
        small = int(self.frequencies.max()) <= _LARGEST
        frequencies = self.frequencies.astype(np.uint8 if small else np.uint32)
        return TermPostings(self.count, self.numbers.astype(np.uint32), frequencies)

    def unpacked(self) -> TermPostings:
        """The reverse: document numbers as arrays are indexed with."""
        if self.numbers is None:
            return self
        return TermPostings(self.count, self.numbers.astype(np.int64), self.frequencies)

    def size(self) -> int:
        """The bytes that it takes."""
        return self.frequencies.nbytes + (0 if self.numbers is None else self.numbers.nbytes)
