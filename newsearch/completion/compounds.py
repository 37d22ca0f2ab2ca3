"""Which syllables the segmenter joined in which article of a batch."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsearch.analysis.growing_array import GrowingArray
from newsearch.analysis.term_batch import TermBatch
from newsearch.analysis.vocabulary import Vocabulary

_BITS = 21  # enough for a vocabulary of two million terms
_MASK = (1 << _BITS) - 1

Keys = NDArray[np.int64]


def pair_keys(
    documents: NDArray[np.signedinteger[Any]],
    firsts: NDArray[np.signedinteger[Any]],
    seconds: NDArray[np.signedinteger[Any]],
) -> Keys:
    """One number for two terms in an article of a batch."""
    keys = documents.astype(np.int64) << 2 * _BITS
    keys |= (firsts.astype(np.int64) & _MASK) << _BITS
    keys |= seconds.astype(np.int64) & _MASK
    return keys


class CompoundPairs:
    """The pairs of syllables inside the compound words of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        # The pairs of each compound one behind the other, and where those of each term begin.
        self._firsts = GrowingArray(np.int64)
        self._seconds = GrowingArray(np.int64)
        self._starts = GrowingArray(np.int64)
        self._counts = GrowingArray(np.int64)

    def of(self, batch: TermBatch) -> Keys:
        """The keys of all pairs that are joined in an article of the batch, in order."""
        documents, terms = mentions(batch)
        if not len(terms):
            return np.zeros(0, np.int64)
        self._read(int(terms.max()) + 1)
        counts = self._counts.values[terms]
        ends = counts.cumsum()
        places = np.arange(int(ends[-1])) + (self._starts.values[terms] - ends + counts).repeat(
            counts
        )
        keys = pair_keys(
            documents.repeat(counts), self._firsts.values[places], self._seconds.values[places]
        )
        keys.sort()
        return keys

    def _read(self, size: int) -> None:
        number = self.vocabulary.number
        known = len(self._counts)
        firsts: list[int] = []
        seconds: list[int] = []
        starts: list[int] = []
        counts: list[int] = []
        begin = len(self._firsts)
        for term in self.vocabulary.terms[known:size]:
            starts.append(begin + len(firsts))
            if "_" in term:
                numbers = [number(syllable) for syllable in term.split("_")]
                firsts += numbers[:-1]
                seconds += numbers[1:]
                counts.append(len(numbers) - 1)
            else:
                counts.append(0)
        self._firsts.extend(firsts)
        self._seconds.extend(seconds)
        self._starts.extend(starts)
        self._counts.extend(counts)


def mentions(batch: TermBatch) -> tuple[Keys, Keys]:
    """The compound words of a batch with their articles, one entry for each time."""
    none = np.zeros(0, np.int64)
    documents = [field.documents for field in batch.words.values()]
    terms = [field.terms for field in batch.words.values()]
    return np.concatenate([none, *documents]), np.concatenate([none, *terms])


def contains(keys: Keys, wanted: Keys) -> NDArray[np.bool_]:
    """For each of some keys whether it is among others, which are in order."""
    if not len(keys):
        return np.zeros(len(wanted), np.bool_)
    places = np.searchsorted(keys, wanted)
    found: NDArray[np.bool_] = keys.take(places, mode="clip") == wanted
    return found
