"""Whoosh's codec interface over segment files: what Whoosh itself reads and writes here.

A segment names its codec, so whatever opens the index with Whoosh comes here: term dictionaries,
postings and columns of `newsearch.engines.whoosh.segment.file` behind Whoosh's own classes (Whoosh
2.7.4, ``codec/base.py``).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.reading import TermInfo, TermNotFound

from newsearch.engines.whoosh.codec.field_writer import ArrayFieldWriter
from newsearch.engines.whoosh.codec.matcher import ArrayMatcher
from newsearch.engines.whoosh.codec.per_document import ArrayPerDocumentReader
from newsearch.engines.whoosh.segment.file import Segment

_Term = tuple[str, bytes]


class ArrayCodec(W3Codec):  # type: ignore[misc]
    """Postings and terms in arrays; stored fields, vectors and other writers' columns as W3's."""

    def field_writer(self, storage: Any, segment: Any) -> ArrayFieldWriter:
        return ArrayFieldWriter(Path(storage.folder), segment.segment_id())

    def terms_reader(self, storage: Any, segment: Any) -> ArrayTermsReader:
        return ArrayTermsReader(Segment(Path(storage.folder), segment.segment_id()))

    def per_document_reader(self, storage: Any, segment: Any) -> ArrayPerDocumentReader:
        return ArrayPerDocumentReader(storage, segment)

    def new_segment(self, storage: Any, indexname: str) -> ArraySegment:
        return ArraySegment(self, indexname)


class ArraySegment(W3Segment):  # type: ignore[misc]
    """What Whoosh's table of contents keeps of a segment."""

    def should_assemble(self) -> bool:
        # Files in a compound file cannot be mapped by themselves.
        return False


class ArrayTermsReader(base.TermsReader):  # type: ignore[misc]
    """The term dictionaries of one segment."""

    def __init__(self, segment: Segment) -> None:
        self._segment = segment
        self._fields = segment.fields()

    def __contains__(self, term: _Term) -> bool:
        return self._segment.place(*term) >= 0

    def indexed_field_names(self) -> list[str]:
        return self._fields

    def cursor(self, fieldname: str, fieldobj: Any) -> Any:
        if fieldname not in self._fields:
            return base.EmptyCursor()
        return ArrayCursor(self, self._segment, fieldname, fieldobj)

    def terms(self) -> Iterator[_Term]:
        return (term for name in self._fields for term in self._terms_of(name, 0))

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[_Term]:
        for name in self._fields:
            if name == fieldname:
                yield from self._terms_of(name, self._segment.closest(name, prefix))
            elif name > fieldname:
                yield from self._terms_of(name, 0)

    def _terms_of(self, name: str, first: int) -> Iterator[_Term]:
        term_at = self._segment.term_at
        return ((name, term_at(name, place)) for place in range(first, self._count(name)))

    def _count(self, name: str) -> int:
        return self._segment.term_count(name)

    def items(self) -> Iterator[tuple[_Term, TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[_Term, TermInfo]]:
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        return self.term_info_at(fieldname, self._place(fieldname, text))

    def term_info_at(self, name: str, place: int) -> TermInfo:
        """What there is to know of the term at a place of a field."""
        block = self._segment.block(name, place)
        documents = block.documents()
        frequencies = block.frequencies()
        if frequencies is None:
            frequencies = np.ones(block.count)
        if self._segment.has(f"{name}/shortest"):
            shortest = int(self._segment.array(f"{name}/shortest")[place])
            longest = int(self._segment.array(f"{name}/longest")[place])
        elif self._segment.has(f"{name}/lengths"):
            lengths = self._segment.array(f"{name}/lengths")[documents]
            shortest, longest = int(lengths.min()), int(lengths.max())
        else:
            shortest = longest = 0
        return TermInfo(
            weight=float(frequencies.sum(dtype=np.float64)),
            df=block.count,
            minlength=shortest,
            maxlength=longest,
            maxweight=float(frequencies.max()),
            minid=int(documents[0]),
            maxid=int(documents[-1]),
        )

    def frequency(self, fieldname: str, text: bytes) -> float:
        place = self._segment.place(fieldname, text)
        return 0.0 if place < 0 else float(self.term_info_at(fieldname, place).weight())

    def doc_frequency(self, fieldname: str, text: bytes) -> int:
        place = self._segment.place(fieldname, text)
        return 0 if place < 0 else self._segment.block(fieldname, place).count

    def matcher(
        self, fieldname: str, text: bytes, format_: Any, scorer: Any = None
    ) -> ArrayMatcher:
        place = self._place(fieldname, text)
        return ArrayMatcher(
            self._segment.block(fieldname, place),
            format_,
            self._segment.payload(fieldname),
            (fieldname, text),
            scorer,
            lambda: self.term_info_at(fieldname, place),
        )

    def _place(self, fieldname: str, text: bytes) -> int:
        place = self._segment.place(fieldname, text)
        if place < 0:
            raise TermNotFound(f"no term {fieldname}:{text!r}")
        return place

    def close(self) -> None:
        self._segment.close()


class ArrayCursor(base.FieldCursor):  # type: ignore[misc]
    """Walks over the terms of one field."""

    def __init__(
        self, reader: ArrayTermsReader, segment: Segment, fieldname: str, fieldobj: Any
    ) -> None:
        self._reader = reader
        self._segment = segment
        self._field = fieldname
        self._type = fieldobj
        self._count = segment.term_count(fieldname)
        self._place = 0

    def first(self) -> Any:
        self._place = 0
        return self.text()

    def find(self, string: Any) -> Any:
        term = string if isinstance(string, bytes) else self._type.to_bytes(string)
        self._place = self._segment.closest(self._field, term)
        return self.text()

    def next(self) -> Any:
        self._place += 1
        return self.text()

    def text(self) -> Any:
        if not self.is_valid():
            return None
        return self._type.from_bytes(self._segment.term_at(self._field, self._place))

    def term_info(self) -> TermInfo | None:
        return self._reader.term_info_at(self._field, self._place) if self.is_valid() else None

    def is_valid(self) -> bool:
        return self._place < self._count
