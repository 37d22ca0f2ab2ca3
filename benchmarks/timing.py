"""Measuring in turns, and what is said of many measurements."""

from __future__ import annotations

import math
import statistics
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def percentile(values: Sequence[float], share: float) -> float:
    """The value that ``share`` of the values do not exceed (nearest rank); 0 of none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def in_turns(candidates: Mapping[str, Callable[[], T]], rounds: int) -> dict[str, list[T]]:
    """What each candidate gave in each round.

    Every round runs all candidates, every other round in the opposite order, so that what else
    the machine does falls on all alike.
    """
    given: dict[str, list[T]] = {name: [] for name in candidates}
    for number in range(rounds):
        order = list(candidates)
        for name in reversed(order) if number % 2 else order:
            given[name].append(candidates[name]())
    return given


def median_ratio(above: Sequence[float], below: Sequence[float]) -> float | None:
    """The median of the ratios of each round; none if nothing was measured."""
    ratios = [one / other for one, other in zip(above, below, strict=True) if other]
    return statistics.median(ratios) if ratios else None
