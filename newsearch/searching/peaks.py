"""Peaks: periods in which far more of all articles match than usually.

First the periods are divided into blocks in each of which the share stays the same, as well as
what was counted can tell: the division with the highest likelihood, less a fixed cost for each
block (Jackson and others, *An algorithm for optimal partitioning of data on an interval*, 2005;
Scargle and others, *Bayesian blocks*, 2013). A block is a peak where its share is raised and
Kulldorff's scan statistic (*A spatial scan statistic*, 1997) says that this is no chance.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

RAISED = 2.0
"""The share of a peak is at least so many times the usual share."""

FEWEST_ARTICLES = 5
"""A peak has at least so many articles in each of its blocks."""

FALSE_ALARM = 0.05
"""The probability, at most, that a share that never changes shows any peak at all."""

FEWEST_PERIODS = 3
"""With fewer periods nothing is usual."""

_Counts = NDArray[np.int64]


class FoundPeak(NamedTuple):
    """The first and the last period of a peak, by their places, and how clear it is.

    ``usual`` is the share of the periods outside all peaks; ``evidence`` is the logarithm of how
    much likelier the peak's own share makes what was counted.
    """

    first: int
    last: int
    usual: float
    evidence: float


class _Block(NamedTuple):
    """Periods side by side, those without any article not counted."""

    first: int
    end: int
    articles: int
    all_articles: int

    @property
    def share(self) -> float:
        return self.articles / self.all_articles


def find_peaks(articles: Sequence[int], all_articles: Sequence[int]) -> list[FoundPeak]:
    """The peaks among periods, of which each has so many articles, and so many in all.

    They come in the order of time; peaks side by side, with only empty periods between, are one.

    >>> find_peaks([1, 2, 1, 30, 20, 1, 2], [100] * 7)[0][:2]
    (3, 4)
    """
    places = [place for place, of_all in enumerate(all_articles) if of_all]
    if len(places) < FEWEST_PERIODS:
        return []
    # By Chernoff's bound the statistic of one block is above x with a probability of exp(-x) at
    # most; there are fewer than n² / 2 blocks. Two borders make one.
    threshold = math.log(len(places) ** 2 / FALSE_ALARM)
    blocks = _blocks(
        np.array([articles[place] for place in places], np.int64),
        np.array([all_articles[place] for place in places], np.int64),
        threshold / 2,
    )
    usual = _usual(blocks)
    found: list[tuple[_Block, float]] = []
    outside: list[_Block] = []
    for block in blocks:
        evidence = _evidence(block, usual)
        if (
            block.share >= RAISED * usual
            and block.articles >= FEWEST_ARTICLES
            and evidence >= threshold
        ):
            found.append((block, evidence))
        else:
            outside.append(block)
    known = sum(block.all_articles for block in outside)
    share = sum(block.articles for block in outside) / known if known else 0.0
    return [
        FoundPeak(places[first], places[end - 1], share, evidence)
        for first, end, evidence in _joined(found)
    ]


def _blocks(articles: _Counts, all_articles: _Counts, cost: float) -> list[_Block]:
    """The likeliest division into blocks; each block costs something."""
    sums = np.concatenate(([0], np.cumsum(articles)))
    all_sums = np.concatenate(([0], np.cumsum(all_articles)))
    count = len(articles)
    best = np.zeros(count + 1)
    begins = np.zeros(count + 1, np.int64)
    for end in range(1, count + 1):
        own = sums[end] - sums[:end]
        of_all = all_sums[end] - all_sums[:end]
        # The logarithm of the likelihood of each block that ends here, with its own share.
        fits = _x_log_x(own) + _x_log_x(of_all - own) - _x_log_x(of_all)
        totals = best[:end] + fits - cost
        begins[end] = int(totals.argmax())
        best[end] = totals[begins[end]]
    blocks: list[_Block] = []
    end = count
    while end:
        first = int(begins[end])
        blocks.append(
            _Block(first, end, int(sums[end] - sums[first]), int(all_sums[end] - all_sums[first]))
        )
        end = first
    return blocks[::-1]


def _x_log_x(counts: _Counts) -> NDArray[np.float64]:
    return np.asarray(counts * np.log(np.maximum(counts, 1)), np.float64)


def _usual(blocks: Sequence[_Block]) -> float:
    """The share of the block in the middle: half of all articles lie in blocks with a lower one.

    It is never 0: nothing is so rare that it could not be.
    """
    half = sum(block.all_articles for block in blocks) / 2
    for block in sorted(blocks, key=lambda block: block.share):
        half -= block.all_articles
        if half <= 0:
            return max(block.articles, 0.5) / block.all_articles
    raise ValueError("no blocks")


def _evidence(block: _Block, usual: float) -> float:
    """Kulldorff's statistic: the logarithm of the ratio of likelihoods, for a raised share."""
    share = block.share
    if share <= usual:
        return 0.0
    evidence = block.articles * math.log(share / usual)
    if share < 1:
        others = block.all_articles - block.articles
        evidence += others * math.log((1 - share) / (1 - usual))
    return evidence


def _joined(found: Sequence[tuple[_Block, float]]) -> Iterator[tuple[int, int, float]]:
    """Blocks side by side as one, with the sum of their evidence."""
    start, end, total = 0, -1, 0.0
    for block, evidence in found:
        if block.first != end:
            if total:
                yield start, end, total
            start, total = block.first, 0.0
        end, total = block.end, total + evidence
    if total:
        yield start, end, total
