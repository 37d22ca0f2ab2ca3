"""The largest numbers in parts of a long row, without looking at all of them.

Above the row lie levels, each a row itself: a number is the largest of `FAN` numbers below it.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence

FAN = 32
"""The numbers of a level that one number of the next stands for."""


def level_sizes(size: int) -> list[int]:
    """The lengths of the levels above a row of this length.

    >>> level_sizes(70), level_sizes(5)
    ([3], [])
    """
    sizes = []
    while size > FAN:
        size = -(-size // FAN)
        sizes.append(size)
    return sizes


def largest_first(levels: Sequence[memoryview], parts: Iterable[tuple[int, int]]) -> Iterator[int]:
    """The places in some parts of a row, from the largest number to the smallest.

    ``levels`` begin with the row itself. Of equal numbers the first comes first. Takes time for
    each place that is asked for, and hardly any for the length of the parts.
    """
    # A place of a level: its number with another sign, its first place in the row, its level.
    waiting = [place for part in parts for place in _cover(levels, *part)]
    heapq.heapify(waiting)
    while waiting:
        _, first, level = waiting[0]
        if level == 0:
            yield first
            heapq.heappop(waiting)
            continue
        heapq.heappop(waiting)
        below = level - 1
        span = FAN**below
        begin = first // span
        for place, number in enumerate(levels[below][begin : begin + FAN], start=begin):
            heapq.heappush(waiting, (-number, place * span, below))


def _cover(levels: Sequence[memoryview], start: int, stop: int) -> Iterator[tuple[int, int, int]]:
    """The fewest places of all levels that make up a part of the row."""
    span = 1
    for level, numbers in enumerate(levels):
        is_last = level + 1 == len(levels)
        middle = min(-(-start // FAN) * FAN, stop) if not is_last else stop
        for place in range(start, middle):
            yield -numbers[place], place * span, level
        if middle == stop:
            return
        end = max(stop // FAN * FAN, middle)
        for place in range(end, stop):
            yield -numbers[place], place * span, level
        start, stop, span = middle // FAN, end // FAN, span * FAN
        if start == stop:
            return
