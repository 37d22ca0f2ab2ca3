"""What the segmentation model knows of syllables, in arrays: a row for each syllable written."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsearch.analysis.chunk_numbers import TEXT_END, ChunkNumbers, ChunkParts, Rows
from newsearch.analysis.growing_array import GrowingArray
from newsearch.analysis.segmenter import Segmenter, syllables_of

Weights = NDArray[np.float64]
Flags = NDArray[np.bool_]
Roles = NDArray[np.int64]

_PAIR, _HEAD = 1, 2


class SyllableLists:
    """pyvi's lists of words of two and three syllables, looked up by numbers.

    ``firsts``, ``seconds`` and ``thirds`` number the syllables that stand in these places of the
    lists; all others have 0 there.
    """

    def __init__(self, segmenter: Segmenter) -> None:
        triples = [triple.split(" ") for triple in sorted(segmenter.trigrams)]
        kinds = dict.fromkeys(segmenter.bigrams, _PAIR)
        for first, second, _ in triples:
            head = f"{first} {second}"
            kinds[head] = kinds.get(head, 0) | _HEAD
        pairs = [pair.split(" ") for pair in kinds]
        self.firsts = _numbered([pair[0] for pair in pairs])
        self.seconds = _numbered([pair[1] for pair in pairs])
        self.thirds = _numbered([triple[2] for triple in triples])
        self._width = len(self.seconds) + 1
        # Two bits for each pair of a first and a second syllable, four pairs to a byte.
        self._kinds = np.zeros((len(self.firsts) + 1) * self._width // 4 + 1, np.uint8)
        for (first, second), kind in zip(pairs, kinds.values(), strict=True):
            key = self._key(first, second)
            self._kinds[key >> 2] |= kind << 2 * (key & 3)
        self._third_width = len(self.thirds) + 1
        keys = [
            self._key(first, second) * self._third_width + self.thirds[third]
            for first, second, third in triples
        ]
        self._triples = np.array(sorted(keys), np.int64)

    def _key(self, first: str, second: str) -> int:
        return self.firsts[first] * self._width + self.seconds[second]

    def find(self, firsts: Roles, seconds: Roles, thirds: Roles) -> tuple[Rows, Rows]:
        """Where pairs and where triples of the lists begin in a row of syllables.

        The three arrays give each syllable's number for each of the places it may have.
        """
        keys = firsts[:-1] * self._width
        keys += seconds[1:]
        kinds = self._kinds.take(keys >> 2)
        kinds >>= ((keys & 3) << 1).astype(np.uint8)
        pairs = np.flatnonzero(kinds & _PAIR)
        heads = np.flatnonzero(kinds[:-1] & _HEAD)
        wanted = keys[heads] * self._third_width + thirds[heads + 2]
        places = np.searchsorted(self._triples, wanted)
        if len(self._triples):
            heads = heads[self._triples.take(places, mode="clip") == wanted]
        return pairs, heads


def _numbered(syllables: list[str]) -> dict[str, int]:
    """A number from 1 for each different syllable."""
    return {syllable: number for number, syllable in enumerate(dict.fromkeys(syllables), start=1)}


class SyllableTable:
    """The syllables of chunks, and for each syllable what `Segmenter.syllable` tells, in columns.

    Row 0 is no syllable but the end of a text: it adds nothing to the scores of others.
    """

    def __init__(self, segmenter: Segmenter, lists: SyllableLists) -> None:
        self.texts = [TEXT_END]
        self._segmenter = segmenter
        self._lists = lists
        self._numbers = {TEXT_END: 0}
        self._chunks = ChunkParts()
        self._weights = tuple(GrowingArray(np.float64) for _ in range(3))
        self._flags = tuple(GrowingArray(np.bool_) for _ in range(2))
        self._roles = tuple(GrowingArray(np.int64) for _ in range(3))
        for column in self._columns():
            column.extend([0])

    def read(self, chunks: ChunkNumbers) -> None:
        """Read the chunks that are new since the last time."""
        numbers, texts = self._numbers, self.texts
        counts: list[int] = []
        parts: list[int] = []
        for chunk in chunks.written[len(self._chunks) :]:
            # One word needs no cutting, nor does the end of a text.
            syllables = [chunk] if chunk.isalpha() or not chunk else syllables_of(chunk)
            counts.append(len(syllables))
            for syllable in syllables:
                number = numbers.get(syllable)
                if number is None:
                    number = numbers[syllable] = len(texts)
                    texts.append(syllable)
                parts.append(number)
        if counts:
            self._chunks.extend(counts, parts)
            self._read_syllables(texts[len(self._flags[0]) :])

    def _read_syllables(self, texts: list[str]) -> None:
        if not texts:
            return
        roles = (self._lists.firsts.get, self._lists.seconds.get, self._lists.thirds.get)
        weigh = self._segmenter.syllable
        rows = [
            (own, before, after, joins, small, *[role(lower, 0) for role in roles])
            for _, _, _, lower, own, before, after, joins, small in map(weigh, texts)
        ]
        for column, values in zip(self._columns(), zip(*rows, strict=True), strict=True):
            column.extend(values)

    def _columns(self) -> tuple[GrowingArray[Any], ...]:
        return (*self._weights, *self._flags, *self._roles)

    def of(self, chunks: Rows) -> Rows:
        """The syllables of a row of chunks."""
        counts = self._chunks.counts(chunks)
        return self._chunks.of(chunks, counts, counts.cumsum())

    def weights(self, syllables: Rows) -> tuple[Weights, Weights, Weights]:
        """What each adds to its own score, as the one before another and as the one after."""
        own, before, after = (column.values.take(syllables) for column in self._weights)
        return own, before, after

    def flags(self, syllables: Rows) -> tuple[Flags, Flags]:
        """Which may stand inside a word of several, and which begin with no capital letter."""
        joins, small = (column.values.take(syllables) for column in self._flags)
        return joins, small

    def find_listed(self, syllables: Rows) -> tuple[Rows, Rows]:
        """Where two and where three syllables that are in pyvi's lists begin."""
        firsts, seconds, thirds = (column.values.take(syllables) for column in self._roles)
        return self._lists.find(firsts, seconds, thirds)

    def __len__(self) -> int:
        return len(self.texts)
