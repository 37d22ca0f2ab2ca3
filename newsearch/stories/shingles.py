"""Texts as sets of shingles: rows of neighbouring terms, each as one hash value.

Terms count without accents, so a copy that lost them, or was typed otherwise, is a copy still.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final
from weakref import WeakKeyDictionary
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from newsearch.analysis.growing_array import GrowingArray
from newsearch.analysis.term_batch import TermBatch
from newsearch.analysis.vocabulary import Vocabulary
from newsearch.stories.minhash import Hashes, mixed

SHINGLE: Final = 3
"""How many terms a shingle has."""

_UNDECOMPOSED = str.maketrans("đĐ", "dD")
_MARKS = re.compile("[\u0300-\u036f]+")
_DIGIT = re.compile(r"\d")
_MULTIPLIER = np.uint32(0x01000193)  # the prime of the FNV hash

Documents = NDArray[np.int32]


@dataclass(frozen=True, slots=True, eq=False)
class HashedText:
    """The positions of one field, ordered by document: the hash of what stands there, and whether
    it is a number.
    """

    documents: Documents
    hashes: Hashes
    numbers: NDArray[np.bool_]

    @classmethod
    def of(cls, batch: TermBatch, field: str) -> HashedText:
        """A field of all articles of a batch."""
        places = batch.places[field]
        known = _known.setdefault(batch.vocabulary, _TermHashes())
        hashes, numbers = known.of(batch.vocabulary, places.terms)
        documents = places.documents
        # Terms at one position (TP.HCM and its TP) are added up, since any may come first.
        new = np.diff(places.positions, prepend=-1) != 0
        new |= np.diff(documents, prepend=-1) != 0
        if not new.all():
            starts = np.flatnonzero(new)
            documents = documents[starts]
            hashes = np.add.reduceat(hashes, starts, dtype=np.uint32)
            numbers = np.logical_or.reduceat(numbers, starts)
        return cls(documents, hashes, numbers)

    def shingles(self) -> Shingles:
        """The shingles, in the order of the text."""
        count = max(0, len(self.hashes) - SHINGLE + 1)
        rows = self.hashes[:count].copy()
        for step in range(1, SHINGLE):
            rows *= _MULTIPLIER
            rows += self.hashes[step : step + count]
        inside = self.documents[:count] == self.documents[SHINGLE - 1 :]
        return Shingles(self.documents[:count][inside], rows[inside])


@dataclass(frozen=True, slots=True, eq=False)
class Shingles:
    """Shingles ordered by document: the document and the hash of each."""

    documents: Documents
    hashes: Hashes

    def counts(self, size: int) -> NDArray[np.intp]:
        """How many shingles each of so many documents has."""
        return np.bincount(self.documents, minlength=size)

    def ranks(self, size: int) -> NDArray[np.intp]:
        """The place of each shingle among those of its document, from 0; of so many documents."""
        counts = self.counts(size)
        starts = counts.cumsum() - counts
        return np.arange(len(self.documents)) - starts[self.documents]

    def chosen(self, which: NDArray[np.bool_]) -> Shingles:
        """Some of the shingles."""
        return Shingles(self.documents[which], self.hashes[which])

    def distinct(self, *others: Shingles) -> Shingles:
        """Each shingle of a document once, of these and others together."""
        keys = distinct(np.concatenate([part.keys() for part in (self, *others)]))
        return Shingles((keys >> np.uint64(32)).astype(np.int32), keys.astype(np.uint32))

    def keys(self) -> NDArray[np.uint64]:
        """Each shingle as one number: in high bits the document, in low ones the hash."""
        keys: NDArray[np.uint64] = self.documents.astype(np.uint64)
        keys <<= np.uint64(32)
        keys |= self.hashes
        return keys


def distinct(values: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Each value once, rising. (`numpy.unique` takes several times as long for these.)"""
    values = np.sort(values)
    new = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=new[1:])
    return values[new]


class _TermHashes:
    """A hash of each term of a vocabulary, and whether it is a number."""

    def __init__(self) -> None:
        self._hashes = GrowingArray(np.uint32)
        self._numbers = GrowingArray(np.bool_)

    def of(
        self, vocabulary: Vocabulary, terms: NDArray[np.int32]
    ) -> tuple[Hashes, NDArray[np.bool_]]:
        """The hashes of terms, and whether each is a number."""
        new = vocabulary.terms[len(self._hashes) :]
        if new:
            folded = _without_accents(new)
            checks = [crc32(term.encode("utf-8", "replace")) for term in folded]
            self._hashes.extend(mixed(np.array(checks, np.uint32)))
            self._numbers.extend([_DIGIT.search(term) is not None for term in new])
        return self._hashes.values[terms], self._numbers.values[terms]


def _without_accents(terms: list[str]) -> list[str]:
    """Like `fold`, of many terms at once: no term holds a line end."""
    text = "\n".join(terms).translate(_UNDECOMPOSED)
    return _MARKS.sub("", unicodedata.normalize("NFD", text)).split("\n")


# Terms are hashed once for each vocabulary, which many batches share.
_known: WeakKeyDictionary[Vocabulary, _TermHashes] = WeakKeyDictionary()
