"""The pairs of a batch as text: codes with a space between them, made for all at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from newsearch.analysis.term_batch import PairPlaces
from newsearch.analysis.vocabulary import Vocabulary
from newsearch.engines.tantivy.pairs import (
    CODE_LENGTH,
    DIGIT_BITS,
    DIGITS,
    FACTOR,
    FIRST_FACTOR,
    SHIFT,
    term_hash,
)

CODE_WIDTH = CODE_LENGTH + 1
"""The characters that a pair takes in the text, with the space behind it."""

_DIGITS = np.frombuffer(DIGITS, np.uint8)


class PairCoder:
    """Writes pairs as the codes of `newsearch.engines.tantivy.pairs.pair_code`."""

    def __init__(self) -> None:
        self._vocabulary = Vocabulary()
        self._hashes: NDArray[np.uint64] = np.empty(0, np.uint64)

    def text(self, pairs: PairPlaces, vocabulary: Vocabulary) -> str:
        """The codes of all pairs in a row, each followed by a space."""
        hashes = self._hashes_of(vocabulary)
        codes = hashes[pairs.firsts] * np.uint64(FIRST_FACTOR)
        codes ^= hashes[pairs.seconds]
        codes *= np.uint64(FACTOR)
        codes >>= np.uint64(SHIFT)
        letters = np.full((len(codes), CODE_WIDTH), ord(" "), np.uint8)
        for place in range(CODE_LENGTH):
            letters[:, place] = _DIGITS[codes & np.uint64(len(DIGITS) - 1)]
            codes >>= np.uint64(DIGIT_BITS)
        return letters.tobytes().decode("ascii")

    def _hashes_of(self, vocabulary: Vocabulary) -> NDArray[np.uint64]:
        """The hash of each term of a vocabulary, which may have grown since the last time."""
        if vocabulary is not self._vocabulary:
            self._vocabulary, self._hashes = vocabulary, np.empty(0, np.uint64)
        added = vocabulary.terms[len(self._hashes) :]
        if added:
            hashes = np.fromiter(map(term_hash, added), np.uint64, len(added))
            self._hashes = np.concatenate([self._hashes, hashes])
        return self._hashes
