"""Whether two articles are copies of one another, told from their signatures.

Copies resemble each other: most of what either says stands in both. Of a copy that was cut short,
most stands in the longer one (containment), though the longer one says more. Articles on one
event by different writers share few rows of four words, and a later report that takes over the
background of an earlier one stays below these bounds; ``docs/stories.md`` has the figures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from newsearch.stories.minhash import resemblance
from newsearch.stories.signatures import NO_NUMBER, UNDATED, Signatures
from newsearch.stories.storage import NUMBERS


@dataclass(frozen=True, slots=True)
class Bounds:
    """From where two articles are copies.

    ``resemblance`` of their shingles is enough; or ``begun_resemblance`` where they begin alike,
    with the resemblance ``beginning``; or ``contained_resemblance`` where the share
    ``containment`` of the shorter one's shingles stands in the longer one. Texts of fewer than
    ``fewest_shingles`` are never copies: an invitation to watch a video stands under many titles.
    Where one source printed both, more than ``later`` minutes apart, the later one is taken for a
    report that goes on from the other, unless their resemblance is ``later_resemblance``.
    ``longest_gap`` is the most minutes between them, where both dates are known. Where both name
    ``fewest_numbers`` different numbers or more, one must share ``numbers_shared`` of those of the
    other that names fewer.
    """

    resemblance: float = 0.65
    begun_resemblance: float = 0.45
    beginning: float = 0.3
    contained_resemblance: float = 0.4
    containment: float = 0.92
    fewest_shingles: int = 30
    later: int = 24 * 60
    later_resemblance: float = 0.85
    longest_gap: int = 30 * 24 * 60
    fewest_numbers: int = 3
    numbers_shared: float = 0.6


BOUNDS: Final = Bounds()
"""The bounds by which an index is built."""

# Pairs that are looked at together: what is gathered of them takes some 10 MB.
_AT_ONCE = 1 << 14

Rows = NDArray[np.int64]
Pairs = NDArray[np.int64]
"""Pairs of rows of signatures: two columns, the smaller row first."""
Flags = NDArray[np.bool_]


def copies(articles: Signatures, pairs: Pairs, bounds: Bounds = BOUNDS) -> Pairs:
    """Those of the pairs that are copies of one another."""
    found = [pairs[:0]]
    for start in range(0, len(pairs), _AT_ONCE):
        part = pairs[start : start + _AT_ONCE]
        for agree in (_same_time, _same_text, _same_numbers):
            part = part[agree(articles, part[:, 0], part[:, 1], bounds)]
        found.append(part)
    return np.concatenate(found)


def _same_time(articles: Signatures, one: Rows, other: Rows, bounds: Bounds) -> Flags:
    return _minutes_between(articles, one, other) <= bounds.longest_gap


def _minutes_between(articles: Signatures, one: Rows, other: Rows) -> Rows:
    """The minutes between the known periods: below 0 where they overlap, or one is not known."""
    first = np.maximum(articles.first_minutes[one], articles.first_minutes[other])
    last = np.minimum(articles.last_minutes[one], articles.last_minutes[other])
    return np.where(first == UNDATED, -1, first.astype(np.int64) - last)


def _same_text(articles: Signatures, one: Rows, other: Rows, bounds: Bounds) -> Flags:
    resembling = resemblance(articles.places[one], articles.places[other])
    begun = resemblance(articles.beginnings[one], articles.beginnings[other])
    sizes, others = articles.shingles[one], articles.shingles[other]
    # Of two sets the common part is J / (1 + J) of both sizes together.
    shared = resembling / (1 + resembling) * (sizes + others)
    contained = shared >= bounds.containment * np.minimum(sizes, others)
    alike: Flags = resembling >= bounds.resemblance
    alike |= (resembling >= bounds.begun_resemblance) & (begun >= bounds.beginning)
    alike |= (resembling >= bounds.contained_resemblance) & contained
    later: Flags = _minutes_between(articles, one, other) > bounds.later
    later &= (articles.sources[one] == articles.sources[other]) & (articles.sources[one] != 0)
    return alike & (~later | (resembling >= bounds.later_resemblance))


def _same_numbers(articles: Signatures, one: Rows, other: Rows, bounds: Bounds) -> Flags:
    """Whether one names most of the other's numbers, as far as both are known.

    Of long rows of numbers the least hash values are kept, so what is compared ends where the
    shorter of the two rows ends.
    """
    here, there = articles.numbers[one], articles.numbers[other]
    ends = np.minimum(here[:, NUMBERS - 1], there[:, NUMBERS - 1])[:, None]
    in_both = (here[:, :, None] == there[:, None, :]).any(axis=2) & (here != NO_NUMBER)
    shared = np.count_nonzero(in_both, axis=1)
    fewer = np.minimum(
        np.count_nonzero((here <= ends) & (here != NO_NUMBER), axis=1),
        np.count_nonzero((there <= ends) & (there != NO_NUMBER), axis=1),
    )
    few: Flags = fewer < bounds.fewest_numbers
    most: Flags = shared >= bounds.numbers_shared * fewer
    return few | most
