"""Postings that Whoosh's own writers give, to a segment's file.

This engine's writer does not come here: it writes segments as a whole
(`newsearch.engines.whoosh.segment.inversion`).
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec import base
from whoosh.formats import Positions

from newsearch.engines.whoosh.segment.coding import RAW, Postings, encode
from newsearch.engines.whoosh.segment.writer import SegmentFileWriter

_POSITIONS = Positions()
# Whoosh's own weights have 32 bits: from here on not every whole number is among them.
_FIRST_UNCERTAIN = 2**24


class ArrayFieldWriter(base.FieldWriter):  # type: ignore[misc]
    """Takes postings one by one, in the order of field and term, as Whoosh's writers give them.

    The file is written at the end.
    """

    def __init__(self, directory: Path, name: str) -> None:
        self._directory = directory
        self._name = name
        self._fields: dict[str, dict[bytes, _TermPostings]] = {}
        self._positional: dict[str, bool] = {}
        self._terms: dict[bytes, _TermPostings] = {}
        self._term = _TermPostings()
        self.is_closed = False

    def start_field(self, fieldname: str, fieldobj: Any) -> None:
        self._positional[fieldname] = type(fieldobj.format) is Positions
        self._terms = self._fields.setdefault(fieldname, {})

    def start_term(self, btext: bytes) -> None:
        self._term = self._terms[btext] = _TermPostings()

    def add(self, docnum: int, weight: float, vbytes: bytes, length: int | None) -> None:
        self._term.add(docnum, weight, vbytes, length)

    def finish_term(self) -> None:
        """Nothing is left to do for a term."""

    def close(self) -> None:
        vocabulary = sorted({term for terms in self._fields.values() for term in terms})
        numbers = {term: number for number, term in enumerate(vocabulary)}
        out = SegmentFileWriter(self._directory, self._name)
        out.vocabulary(vocabulary)
        for name, terms in self._fields.items():
            payload = ""
            if self._positional[name] and all(term.only_positions() for term in terms.values()):
                payload = "positional"
            elif any(any(term.values) for term in terms.values()):
                payload = "raw"
            out.coded_field(
                name,
                np.array([numbers[term] for term in terms], np.int64),
                _coded(list(terms.values()), payload),
                payload,
            )
            for place, extreme in enumerate(("shortest", "longest")):
                lengths = [term.lengths[place] for term in terms.values()]
                out.numbers(f"{name}/{extreme}", np.array(lengths, np.int64))
        out.close()
        self.is_closed = True


class _TermPostings:
    """The postings of one term as Whoosh gave them."""

    def __init__(self) -> None:
        self.documents: list[int] = []
        self.weights: list[float] = []
        self.values: list[bytes] = []
        self.lengths = (0, 0)

    def add(self, document: int, weight: float, value: bytes, length: int | None) -> None:
        self.documents.append(document)
        self.weights.append(weight)
        self.values.append(value)
        if length:
            shortest, longest = self.lengths
            self.lengths = (min(shortest or length, length), max(longest, length))

    def only_positions(self) -> bool:
        """Whether the values hold rising positions, the weights their number, and no more."""
        return all(map(_holds_positions, self.weights, self.values))

    def raw_values(self) -> bytes:
        """The values as they are, with their lengths."""
        sizes = np.fromiter(map(len, self.values), "<u4", len(self.values))
        return bytes([RAW]) + sizes.tobytes() + b"".join(self.values)


def _coded(terms: list[_TermPostings], payload: str) -> list[bytes]:
    """The blocks of the terms of a field, with its payload."""
    counts = np.array([len(term.documents) for term in terms], np.int64)
    documents = np.array([number for term in terms for number in term.documents], np.int64)
    weights = np.array([weight for term in terms for weight in term.weights], "<f4")
    whole = (weights > 0) & (weights < _FIRST_UNCERTAIN) & (weights % 1 == 0)
    kept = weights.astype(np.int64) if whole.all() else weights
    positions = None
    if payload == "positional":
        values = (value for term in terms for value in term.values)
        places = [place for value in values for place in _POSITIONS.decode_positions(value)]
        positions = np.array(places, np.int64)
    data, offsets = encode(Postings(counts, documents, kept, positions))
    coded = data.tobytes()
    blocks = [coded[start:end] for start, end in pairwise(offsets.tolist())]
    if payload == "raw":
        blocks = [block + term.raw_values() for block, term in zip(blocks, terms, strict=True)]
    return blocks


def _holds_positions(weight: float, value: bytes) -> bool:
    # Anything else that a writer gave as a value is no pickle of this kind.
    if value[4:6] != b"\x80\x02":
        return False
    positions = _POSITIONS.decode_positions(value)
    return (
        0 < len(positions) == weight
        and positions == sorted(positions)
        and positions[0] >= 0
        and positions[-1] < 2**32
        and value == _POSITIONS.encode(positions)
    )
