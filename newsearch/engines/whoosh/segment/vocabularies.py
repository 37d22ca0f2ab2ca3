"""The vocabularies of several segments as one."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsearch.engines.whoosh.segment.coding import Array
from newsearch.engines.whoosh.segment.file import Segment


def join_vocabularies(segments: Sequence[Segment]) -> tuple[list[bytes], list[Array]]:
    """All terms in the order of their bytes; for each segment the new number of each of its own.

    New numbers rise with the old ones.
    """
    together: set[bytes] = set()
    for segment in segments:
        together.update(segment.vocabulary())
    ordered = sorted(together)
    del together
    numbers = {term: number for number, term in enumerate(ordered)}
    joined = []
    for segment in segments:
        terms = segment.vocabulary()
        joined.append(np.fromiter(map(numbers.__getitem__, terms), np.int32, len(terms)))
    return ordered, joined


def renumbered(segment: Segment, field: str, numbers: Array) -> Array:
    """The keys of a field's terms (`Segment.keys`) with new numbers of terms."""
    keys = segment.keys(field)
    renamed: Array = numbers[keys & 0xFFFFFFFF].astype(np.int64)
    if segment.has_pairs(field):
        renamed |= numbers[keys >> 32].astype(np.int64) << 32
    return renamed


def count_terms(segments: Sequence[Segment]) -> int:
    """The number of distinct terms, counted in each field."""
    if len(segments) == 1:
        return sum(map(segments[0].term_count, segments[0].fields()))
    _, numbers = join_vocabularies(segments)
    total = 0
    for field in sorted({name for segment in segments for name in segment.fields()}):
        keys = [
            renumbered(segment, field, own)
            for segment, own in zip(segments, numbers, strict=True)
            if field in segment.fields()
        ]
        total += len(np.unique(np.concatenate(keys)))
    return total
