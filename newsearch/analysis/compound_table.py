"""Words of several syllables as terms: ``"bầu_cử"``, whatever spelling was written."""

from __future__ import annotations

import numpy as np

from newsearch.analysis.chunk_numbers import Rows
from newsearch.analysis.growing_array import GrowingArray
from newsearch.analysis.spelling import canonical
from newsearch.analysis.syllable_table import Flags, SyllableTable
from newsearch.analysis.vocabulary import Vocabulary

_KEY_BITS = 32
_KEY_MASK = (1 << _KEY_BITS) - 1


class CompoundTable:
    """The terms of words of several syllables, by the canonical spellings of these."""

    def __init__(self, syllables: SyllableTable, vocabulary: Vocabulary) -> None:
        self._syllables = syllables
        self._spellings = Vocabulary()
        self._spelling_of = GrowingArray(np.int64)
        self._terms = _CompoundTerms(self._spellings, vocabulary)

    def read(self) -> None:
        """Read the syllables that are new since the last time."""
        number = self._spellings.number
        new = self._syllables.texts[len(self._spelling_of) :]
        if new:
            self._spelling_of.extend([number(canonical(syllable)) for syllable in new])

    def of(self, syllables: Rows, continues: Flags) -> tuple[Rows, Rows]:
        """The words of several syllables in a row: where they begin, and their terms."""
        begins = np.flatnonzero(~continues)
        lengths = np.diff(begins, append=len(syllables))
        several = lengths > 1
        begins, lengths = begins[several], lengths[several]
        spellings, term_of = self._spelling_of.values, self._terms.__getitem__
        terms = np.empty(len(begins), np.intp)
        two = lengths == 2
        first = begins[two]
        keys = spellings.take(syllables[first]) << _KEY_BITS
        keys |= spellings.take(syllables[first + 1])
        terms[two] = np.fromiter(map(term_of, keys.tolist()), np.intp, len(keys))
        for length in sorted(set(lengths[~two].tolist())):
            long = lengths == length
            places = begins[long]
            columns = [
                spellings.take(syllables[places + further]).tolist() for further in range(length)
            ]
            terms[long] = list(map(term_of, zip(*columns, strict=True)))
        return begins, terms

    def __len__(self) -> int:
        return len(self._terms)


class _CompoundTerms(dict[int | tuple[int, ...], int]):
    """Terms by the numbers of their syllables: one number made of two, or a tuple of more."""

    def __init__(self, spellings: Vocabulary, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._spellings = spellings
        self._vocabulary = vocabulary

    def __missing__(self, key: int | tuple[int, ...]) -> int:
        numbers = (key >> _KEY_BITS, key & _KEY_MASK) if isinstance(key, int) else key
        word = "_".join([self._spellings.terms[number] for number in numbers])
        term = self[key] = self._vocabulary.number(word)
        return term
