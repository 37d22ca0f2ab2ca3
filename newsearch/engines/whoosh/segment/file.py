"""A segment's file as it is read: vocabulary, postings by field and term, columns, articles.

Everything lies in one mapped file of arrays (`newsearch.analysis.array_file`):

- ``terms``, ``term_offsets``: the vocabulary, all terms of all fields in the order of their bytes;
  a term's number is its place in it.
- ``F/keys``: the numbers of the terms of field F, rising; for fields of pairs ``F/firsts``, the
  terms that stand first in one, ``F/starts``, where the row of each begins in ``F/seconds``.
- ``F/postings``: the blocks of these terms (`newsearch.engines.whoosh.segment.coding`);
  ``F/sizes`` the size of each, and of those at the places ``F/large`` what `LARGE_BLOCK` lacks,
  in ``F/large_sizes``; ``F/offsets`` where each `BLOCKS_PER_OFFSET`th begins.
- ``F/positional`` or ``F/raw``, empty: what follows the frequencies of field F (`Segment.payload`).
- ``F/shortest``, ``F/longest``: in segments that Whoosh's own writer made, the least and the
  greatest length of a document with each term.
- ``F/lengths``: the number of tokens of each document in field F.
- ``F/values``: the term that field F has in each document, `NO_VALUE` for none; of a field of
  lists all terms of one document after another, with ``F/counts``, how many each has.
- ``first_minute``, ``last_minute``: when each document was published.
- ``frames``, ``frame_offsets``: the articles (`newsearch.engines.article_store`).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np

from newsearch.analysis.array_file import ArrayFile
from newsearch.engines.whoosh.segment.coding import Array, Postings, exclusive_sums
from newsearch.engines.whoosh.segment.decoding import TermBlock, decode

EXTENSION = ".arr"
NO_VALUE = 2**32 - 1
LARGE_BLOCK = 255
BLOCKS_PER_OFFSET = 64
_TERMS_REMEMBERED = 50_000


class Segment:
    """One segment of an index, mapped into memory. Safe to share between threads.

    ``deleted`` holds the numbers of documents that are not to be found any more.
    """

    def __init__(self, directory: Path, name: str, deleted: Iterable[int] = ()) -> None:
        """Opens the file. Raises ``OSError`` or ``ValueError`` when it cannot be read."""
        self.name = name
        self.path = self.file_of(directory, name)
        self.deleted = frozenset(deleted)
        self._file = ArrayFile(self.path)
        self._names = frozenset(self._file.names())
        self._terms = self._file.view("terms")
        self._term_offsets = self._file.view("term_offsets")
        self._numbers: dict[bytes, int] = {}
        self._arrays: dict[str, Array] = {}
        self.count = len(self._file.view("first_minute")) if self.has("first_minute") else 0

    @staticmethod
    def file_of(directory: Path, name: str) -> Path:
        """Where the file of a segment lies."""
        return directory / f"{name}{EXTENSION}"

    def close(self) -> None:
        """Let go of the file."""
        self._arrays.clear()
        self._terms = self._term_offsets = memoryview(b"")
        self._file.close()

    # Terms

    def vocabulary_size(self) -> int:
        """The number of terms of all fields together."""
        return len(self._term_offsets) - 1

    def term(self, number: int) -> bytes:
        """The term with a number."""
        start, end = self._term_offsets[number], self._term_offsets[number + 1]
        return bytes(self._terms[start:end])

    def vocabulary(self) -> list[bytes]:
        """All terms in order."""
        text = bytes(self._terms)
        bounds = self._term_offsets.tolist()
        return [text[start:end] for start, end in pairwise(bounds)]

    def number(self, term: bytes) -> int:
        """The number of a term; -1 if it is in no field."""
        known = self._numbers.get(term)
        if known is None:
            place = bisect_left(range(self.vocabulary_size()), term, key=self.term)
            found = place < self.vocabulary_size() and self.term(place) == term
            known = place if found else -1
            if len(self._numbers) >= _TERMS_REMEMBERED:
                self._numbers.clear()
            self._numbers[term] = known
        return known

    # Fields

    def fields(self) -> list[str]:
        """The names of the fields that have postings, in order."""
        ending = "/postings"
        return sorted(name.removesuffix(ending) for name in self._names if name.endswith(ending))

    def has(self, name: str) -> bool:
        """Whether the file has an array of that name."""
        return name in self._names

    def has_pairs(self, field: str) -> bool:
        """Whether a field's terms are pairs of terms."""
        return f"{field}/seconds" in self._names

    def payload(self, field: str) -> str:
        """What follows the frequencies in a field's postings: ``"positional"`` for positions,
        ``"raw"`` for the values of another format of Whoosh's, or nothing.
        """
        kinds = (kind for kind in ("positional", "raw") if f"{field}/{kind}" in self._names)
        return next(kinds, "")

    def array(self, name: str) -> Array:
        """An array of the file."""
        known = self._arrays.get(name)
        if known is None:
            view = self._file.view(name)
            known = self._arrays[name] = np.frombuffer(view, np.dtype(view.format))
        return known

    def term_count(self, field: str) -> int:
        """The number of distinct terms of a field."""
        return len(self._file.view(f"{field}/sizes"))

    def keys(self, field: str) -> Array:
        """The terms of a field in order: numbers, or for pairs ``first << 32 | second``."""
        if not self.has_pairs(field):
            return self.array(f"{field}/keys").astype(np.int64)
        rows: Array = np.diff(self.array(f"{field}/starts").astype(np.int64))
        firsts = np.repeat(self.array(f"{field}/firsts").astype(np.int64), rows)
        return firsts << 32 | self.array(f"{field}/seconds").astype(np.int64)

    def place(self, field: str, term: bytes) -> int:
        """The place of a term among those of its field; -1 if the field has it not."""
        if f"{field}/postings" not in self._names:
            return -1
        if self.has_pairs(field):
            return self._pair_place(field, *term.partition(b" ")[::2])
        number = self.number(term)
        keys = self._file.view(f"{field}/keys")
        place = bisect_left(keys, number) if number >= 0 else len(keys)
        return place if place < len(keys) and keys[place] == number else -1

    def _pair_place(self, field: str, first_term: bytes, second_term: bytes) -> int:
        first, second = self.number(first_term), self.number(second_term)
        firsts, starts = self._file.view(f"{field}/firsts"), self._file.view(f"{field}/starts")
        row = bisect_left(firsts, first) if min(first, second) >= 0 else len(firsts)
        if row == len(firsts) or firsts[row] != first:
            return -1
        seconds = self._file.view(f"{field}/seconds")
        place = bisect_left(seconds, second, starts[row], starts[row + 1])
        return place if place < starts[row + 1] and seconds[place] == second else -1

    def closest(self, field: str, term: bytes) -> int:
        """The place of the first term of a field that is not smaller."""
        if f"{field}/postings" not in self._names:
            return 0
        places = range(self.term_count(field))
        return bisect_left(places, term, key=lambda place: self.term_at(field, place))

    def term_at(self, field: str, place: int) -> bytes:
        """The term at a place among those of its field."""
        if not self.has_pairs(field):
            return self.term(self._file.view(f"{field}/keys")[place])
        starts = self._file.view(f"{field}/starts")
        row = bisect_left(starts, place + 1) - 1
        first = self._file.view(f"{field}/firsts")[row]
        second = self._file.view(f"{field}/seconds")[place]
        return self.term(first) + b" " + self.term(second)

    def block(self, field: str, place: int) -> TermBlock:
        """The postings of the term at a place."""
        start = self._block_start(field, place)
        return TermBlock.at(self._file.view(f"{field}/postings"), start)

    def _block_start(self, field: str, place: int) -> int:
        view = self._file.view
        row = place // BLOCKS_PER_OFFSET
        first = row * BLOCKS_PER_OFFSET
        start: int = view(f"{field}/offsets")[row] + sum(view(f"{field}/sizes")[first:place])
        large = view(f"{field}/large")
        some = slice(bisect_left(large, first), bisect_left(large, place))
        return start + sum(view(f"{field}/large_sizes")[some])

    def find(self, field: str, term: str) -> TermBlock | None:
        """The postings of a term, if the field has it."""
        place = self.place(field, term.encode("utf-8"))
        return None if place < 0 else self.block(field, place)

    def postings(self, field: str, first: int, last: int) -> Postings:
        """The postings of the terms at the places from ``first`` up to ``last``."""
        sizes = self.block_sizes(field, first, last)
        starts = exclusive_sums(sizes)[:-1] + (self._block_start(field, first) if len(sizes) else 0)
        return decode(self.array(f"{field}/postings"), starts, self.payload(field) == "positional")

    def block_sizes(self, field: str, first: int = 0, last: int | None = None) -> Array:
        """The size of each term's block in bytes, of those at the places in a range."""
        sizes = self.array(f"{field}/sizes")[first:last].astype(np.int64)
        large = self.array(f"{field}/large")
        some = slice(*np.searchsorted(large, (first, first + len(sizes))).tolist())
        sizes[large[some].astype(np.int64) - first] += self.array(f"{field}/large_sizes")[some]
        return sizes

    def release(self) -> None:
        """Give the memory of what was read back to the system; it is read again if need be."""
        self._file.release()

    # Documents

    def value(self, field: str, document: int) -> str:
        """What a keyword field has in a document; empty for nothing."""
        number = self._file.view(f"{field}/values")[document]
        return "" if number == NO_VALUE else self.term(number).decode("utf-8")

    def frame(self, document: int) -> memoryview:
        """A document's article as it is stored."""
        offsets: Any = self._file.view("frame_offsets")
        return self._file.view("frames")[offsets[document] : offsets[document + 1]]
