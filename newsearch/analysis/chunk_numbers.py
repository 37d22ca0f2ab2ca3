"""Texts to rows of numbers, one for each chunk: what stands between two spaces, or a line end.

News repeats its words so much that nearly all chunks of a text have been met before: what a
chunk holds is read once, into tables, and after that a chunk is a row of those tables.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from newsearch.analysis.growing_array import GrowingArray

Rows = NDArray[np.intp]

TEXT_END = ""
"""Stands after each text of a row; its number is 0."""

LINE_END = "\n"
"""The chunk that a line's end is."""

_MOST_CHUNKS = 300_000
_MOST_CHARACTERS = 10_000_000


class ChunkNumbers(dict[str, int]):
    """The number of each chunk, in the order in which they were first met.

    ``written`` holds the chunks by number.

    >>> chunks = ChunkNumbers()
    >>> chunks.row(["mưa lớn\\nmưa", ""]).tolist()
    [2, 3, 1, 2, 0, 0]
    """

    def __init__(self) -> None:
        super().__init__({TEXT_END: 0, LINE_END: 1})
        self.written = [TEXT_END, LINE_END]
        self._characters = 0

    def __missing__(self, chunk: str) -> int:
        number = self[chunk] = len(self.written)
        self.written.append(chunk)
        self._characters += len(chunk)
        return number

    @property
    def full(self) -> bool:
        """Whether there are so many that their tables should not grow much further."""
        return len(self) > _MOST_CHUNKS or self._characters > _MOST_CHARACTERS

    def row(self, texts: Iterable[str]) -> Rows:
        """The chunks of all texts, one text after another, each with `TEXT_END` after it."""
        number, line_end, text_end = self.__getitem__, self[LINE_END], self[TEXT_END]
        row: list[int] = []
        for text in texts:
            # White space is the same for split() as for the scalar way's expression, \S+|\n.
            for line in text.split(LINE_END):
                row += map(number, line.split())
                row.append(line_end)
            row[-1] = text_end
        return np.array(row, np.intp)


class ChunkParts:
    """What chunks are made of, as numbers: some parts for each chunk, none for others."""

    def __init__(self) -> None:
        self._parts = GrowingArray(np.intp)
        self._starts = GrowingArray(np.intp)
        self._counts = GrowingArray(np.intp)

    def extend(self, counts: list[int], parts: list[int]) -> None:
        """Append chunks: how many parts each has, and the parts of all of them."""
        added = np.array(counts, np.intp)
        self._starts.extend(len(self._parts) + np.cumsum(added) - added)
        self._counts.extend(added)
        self._parts.extend(parts)

    def counts(self, chunks: Rows) -> Rows:
        """How many parts each chunk of a row has."""
        return self._counts.values.take(chunks)

    def of(self, chunks: Rows, counts: Rows, ends: Rows) -> Rows:
        """The parts of a row of chunks, given their counts and the sums of counts up to each."""
        first = self._starts.values.take(chunks)
        first += counts
        first -= ends
        places = first.repeat(counts)
        places += np.arange(len(places))
        return self._parts.values.take(places)

    def __len__(self) -> int:
        return len(self._counts)
