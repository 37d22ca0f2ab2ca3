"""Phrases by intersection: the places of each slot's terms, moved to where a phrase begins."""

from __future__ import annotations

from itertools import product

import numpy as np

from newsearch.engines.whoosh.scoring.all_segments import Segments
from newsearch.engines.whoosh.scoring.distinct import distinct
from newsearch.engines.whoosh.scoring.term_postings import Documents, Mask
from newsearch.engines.whoosh.segment.coding import Array
from newsearch.query import Phrase

_POSITION_BITS = 32


def documents_with_phrase(
    segments: Segments, field: str, phrase: Phrase, candidates: Mask
) -> Documents:
    """Those of the candidates (all slots occur in each) that hold the phrase in the field."""
    slots = [_places(segments, field, slot, candidates) for slot in phrase.slots]
    if not phrase.ordered:
        return distinct(_near(slots[0], slots[1], phrase.slop) >> _POSITION_BITS)
    if phrase.slop:
        return _with_slop(slots, phrase.slop)
    starts = slots[0]
    for place, slot in enumerate(slots[1:], start=1):
        starts = np.intersect1d(starts, slot - place, assume_unique=True)
    return distinct(starts >> _POSITION_BITS)


def _places(segments: Segments, field: str, slot: tuple[str, ...], wanted: Mask) -> Array:
    """Where any term of a slot stands: ``document << 32 | position``, rising, each once."""
    rows = []
    for term in slot:
        documents, positions = segments.positions(field, term, wanted)
        rows.append(documents << _POSITION_BITS | positions)
    # A term may stand twice at one position: as a whole and as its only part.
    return distinct(np.concatenate(rows))


def _near(first: Array, second: Array, slop: int) -> Array:
    """The places of the first slot with one of the second before or behind, but not at it."""
    # Nothing stands at the place itself: one to the left and one to the right are looked for.
    before = np.searchsorted(second, first, side="left") - 1
    behind = np.searchsorted(second, first, side="right")
    reach = slop + 1
    is_before = (before >= 0) & (first - second[np.maximum(before, 0)] <= reach)
    last = len(second) - 1
    is_behind = (behind <= last) & (second[np.minimum(behind, last)] - first <= reach)
    return first[is_before | is_behind]


def _with_slop(slots: list[Array], slop: int) -> Documents:
    by_document: list[dict[int, list[int]]] = []
    for slot in slots:
        rows: dict[int, list[int]] = {}
        for place in slot.tolist():
            rows.setdefault(place >> _POSITION_BITS, []).append(place & (2**_POSITION_BITS - 1))
        by_document.append(rows)
    found = [
        document
        for document in by_document[0]
        if in_order([rows.get(document, []) for rows in by_document], slop)
    ]
    return np.array(found, np.int64)


def in_order(slots: list[list[int]], slop: int) -> bool:
    """Whether one position of each slot can be chosen, in order, with at most ``slop`` between.

    >>> in_order([[3, 10], [11]], slop=0), in_order([[3], [5]], slop=0), in_order([[3], [5]], 1)
    (True, False, True)
    """
    widest = len(slots) - 1 + slop
    reachable = {(start, start) for start in slots[0]}
    for positions in slots[1:]:
        reachable = {
            (start, position)
            for (start, at), position in product(reachable, positions)
            if at < position <= start + widest
        }
    return bool(reachable)
