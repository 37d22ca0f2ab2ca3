"""Whoosh's postings and columns as NumPy arrays.

Whoosh hands out postings one at a time, at about a microsecond each in Python. Its files hold
them in blocks of 128, and a block is taken here as a whole, through the same matcher objects
(Whoosh 2.7.4, ``codec/whoosh3.py``: the last release, so its inside does not move).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from whoosh.codec.whoosh3 import W3LeafMatcher
from whoosh.matching import FilterMatcher, Matcher
from whoosh.reading import IndexReader, TermNotFound

Ids = NDArray[np.int64]
Weights = NDArray[np.float64]

_NONE: tuple[Ids, Weights] = (np.empty(0, np.int64), np.empty(0, np.float64))


def read_postings(segment: IndexReader, field: str, term: bytes) -> tuple[Ids, Weights]:
    """The document numbers of a term in one segment, rising, and its frequency in each.

    Deleted documents are among them.
    """
    try:
        matcher = segment.postings(field, term)
    except TermNotFound:
        return _NONE
    if isinstance(matcher, FilterMatcher):  # Whoosh's way to leave out deleted documents
        matcher = matcher.child
    if isinstance(matcher, W3LeafMatcher):
        return _read_blocks(matcher)
    return _read_one_by_one(matcher)


def _read_blocks(matcher: W3LeafMatcher) -> tuple[Ids, Weights]:
    deltas: list[int] = []
    weights: list[float] = []
    starts: list[tuple[int, int]] = []
    while True:
        matcher._read_data()
        block, block_weights, _ = matcher._data
        # Deltas begin anew in each block: its first number is a document number.
        starts.append((len(deltas), block[0]))
        deltas.extend(block)
        if block_weights is None:
            weights.extend((1.0,) * len(block))
        elif isinstance(block_weights, float):
            weights.extend((block_weights,) * len(block))
        else:
            weights.extend(block_weights)
        if matcher._lastblock:
            break
        matcher._next_block()
    ids = np.array(deltas, np.int64)
    running = np.cumsum(ids)
    for place, (start, first) in enumerate(starts):
        end = starts[place + 1][0] if place + 1 < len(starts) else len(ids)
        ids[start:end] = running[start:end] - running[start] + first
    return ids, np.array(weights, np.float64)


def _read_one_by_one(matcher: Matcher) -> tuple[Ids, Weights]:
    ids: list[int] = []
    weights: list[float] = []
    while matcher.is_active():
        ids.append(matcher.id())
        weights.append(matcher.weight())
        matcher.next()
    return np.array(ids, np.int64), np.array(weights, np.float64)


def read_number_column(segment: IndexReader, name: str) -> NDArray[np.int64]:
    """A numeric column of one segment, one value for each document number."""
    count = segment.doc_count_all()
    if not segment.has_column(name):
        return np.full(count, segment.schema[name].column_type.default_value(), np.int64)
    reader: Any = segment.column_reader(name, translate=False)
    values = np.full(count, reader._default, np.int64)
    stored = reader._dbfile.get(reader._basepos, reader._count * reader._fixedlen)
    values[: reader._count] = np.frombuffer(stored, f">{reader._typecode}{reader._fixedlen}")
    return values
