"""Counting the words and pairs of analysed articles, before they come into a lexicon.

This runs where the articles are analysed, which may be another process than the one that writes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsearch.analysis.term_batch import TermBatch
from newsearch.analysis.vocabulary import Vocabulary
from newsearch.lexicon.pair_counts import (
    Keys,
    PairCounts,
    first_words,
    pair_keys,
    second_words,
)

# Words and pairs that wait to be counted: those of some 4,000 articles, at most 45 MB.
_WAITING = 1 << 22


@dataclass(frozen=True, slots=True, eq=False)
class LexiconCounts:
    """The words of some articles and the pairs of neighbours among them, counted.

    ``terms`` holds each word once, ``counts`` how often it occurs, for each term; ``pairs`` counts
    pairs of words by their places in ``terms``.
    """

    terms: list[str]
    counts: NDArray[np.int64]
    pairs: PairCounts

    @classmethod
    def of(cls, batch: TermBatch) -> LexiconCounts:
        """What the articles of one batch hold."""
        return _counted(batch.vocabulary, _words(batch), _pairs(batch))


class LexiconCounter:
    """Counts the words and pairs of batches, and gives what it has counted now and then."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._words: list[NDArray[np.int32]] = []
        self._pairs: list[Keys] = []
        self._size = 0

    def add(self, batch: TermBatch) -> LexiconCounts | None:
        """Count a batch; gives the counts of those before it when they have become many.

        It gives them too when the batch has another vocabulary than those before it.
        """
        ready = None
        if batch.vocabulary is not self._vocabulary or self._size >= _WAITING:
            ready = self.finish()
        self._vocabulary = batch.vocabulary
        self._words.append(_words(batch))
        self._pairs.append(_pairs(batch))
        self._size += len(self._words[-1]) + len(self._pairs[-1])
        return ready

    def finish(self) -> LexiconCounts | None:
        """Give the rest, if there is any. The counter can be used again afterwards."""
        ready = None
        if self._size:
            words, self._words = np.concatenate(self._words), []
            pairs, self._pairs = np.concatenate(self._pairs), []
            ready = _counted(self._vocabulary, words, pairs)
            self._size = 0
        return ready


def _words(batch: TermBatch) -> NDArray[np.int32]:
    """The number of each word in the texts, one entry for each place."""
    none = np.zeros(0, np.int32)
    return np.concatenate([none, *(field.terms for field in batch.places.values())])


def _pairs(batch: TermBatch) -> Keys:
    none = np.zeros(0, np.int64)
    fields = batch.pairs.values()
    return np.concatenate([none, *(pair_keys(field.firsts, field.seconds) for field in fields)])


def _counted(vocabulary: Vocabulary, words: NDArray[np.int32], keys: Keys) -> LexiconCounts:
    counts = np.bincount(words, minlength=len(vocabulary))
    pairs = PairCounts.of(keys)
    used = counts > 0
    used[first_words(pairs.keys)] = True
    used[second_words(pairs.keys)] = True
    numbers = np.flatnonzero(used)
    terms = vocabulary.terms
    return LexiconCounts(
        [terms[number] for number in numbers.tolist()],
        counts[numbers],
        pairs.renumbered(np.cumsum(used) - 1),
    )
