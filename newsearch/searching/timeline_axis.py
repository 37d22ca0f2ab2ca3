"""The axis of a timeline: calendar periods that are numbered, and which of them are shown."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import NamedTuple

from newsearch.errors import QueryError
from newsearch.query import And, DateRange, Node

UNITS = ("day", "week", "month", "year")
"""What a period of a timeline may be."""

MOST_PERIODS = 10_000
"""As many periods a timeline has at most: 27 years by day."""

# How many days are shown by day, by week and by month where nobody says by what.
_LONGEST_AXIS = {"day": 62, "week": 371, "month": 6 * 366}
# How much of an ISO date must be known to tell the period.
_LENGTHS = {"day": 10, "week": 10, "month": 7, "year": 4}
_FULL_LENGTH = len("2021-01-07")
_FIRST_DAY = "0001-01-01"
_WEEK = 7
_MONTHS = 12


class Limits(NamedTuple):
    """The first and the last day that are asked for, each None where it is open."""

    first: date | None
    last: date | None


class Axis(NamedTuple):
    """The periods from one number to another, both included."""

    by: str
    first: int
    last: int

    def __len__(self) -> int:
        return self.last - self.first + 1

    def days(self) -> int:
        """How many days the periods have together."""
        return (bounds(self.by, self.last)[1] - bounds(self.by, self.first)[0]).days + 1


def date_ranges(nodes: Iterable[Node]) -> Iterator[DateRange]:
    """The date ranges among nodes that must all match."""
    for node in nodes:
        if isinstance(node, DateRange):
            yield node
        elif isinstance(node, And):
            yield from date_ranges(node.children)


def limits_of(nodes: Iterable[Node]) -> Limits:
    """The days that nodes which must all match leave."""
    first: date | None = None
    last: date | None = None
    for dates in date_ranges(nodes):
        if dates.first:
            first = max(first or date.min, dates.first.date())
        if dates.last:
            last = min(last or date.max, dates.last.date())
    return Limits(first, last)


def axis_of(
    by: str | None,
    matching: Mapping[str, int],
    everything: Mapping[str, int],
    limits: Limits,
) -> Axis | None:
    """The periods to show, or None where no article has a date that tells one.

    ``matching`` and ``everything`` count articles by ISO date. The axis reaches from the first
    article that matches to the last one; where limits are given, to these, as far as there are
    articles at all. Without ``by`` it is as fine as fits the length, and as most dates allow.
    Raises `QueryError`.
    """
    if by is not None and by not in UNITS:
        raise QueryError(f"there is no timeline by {by!r}: choose one of {', '.join(UNITS)}")
    for unit in UNITS if by is None else (by,):
        axis = _axis(unit, matching, everything, limits)
        if by is not None or unit == UNITS[-1]:
            break
        if axis and _is_known(unit, matching) and axis.days() <= _LONGEST_AXIS[unit]:
            break
    if axis and len(axis) > MOST_PERIODS:
        raise QueryError(
            f"by {axis.by} this timeline would have {len(axis):,} periods, the most are "
            f"{MOST_PERIODS:,}: choose longer ones, or limit it with since and until"
        )
    return axis


def counted(by: str, days: Mapping[str, int]) -> dict[int, int]:
    """Counts by ISO date as counts by period; dates that are too vague are left out."""
    counts: dict[int, int] = {}
    for day, count in days.items():
        if len(day) >= _LENGTHS[by]:
            number = number_of(by, day)
            counts[number] = counts.get(number, 0) + count
    return counts


def number_of(by: str, day: str) -> int:
    """The number of the period that an ISO date lies in; periods that follow have numbers that do.

    >>> number_of("month", "2021-02") - number_of("month", "2020-12")
    2
    """
    known = date.fromisoformat(day + _FIRST_DAY[len(day) : _FULL_LENGTH])
    if by == "day":
        return known.toordinal()
    if by == "week":
        return (known.toordinal() - 1) // _WEEK  # 0001-01-01 is a Monday
    return known.year * _MONTHS + known.month - 1 if by == "month" else known.year


def bounds(by: str, number: int) -> tuple[date, date]:
    """The first and the last day of a period.

    >>> [str(day) for day in bounds("week", number_of("week", "2021-01-07"))]
    ['2021-01-04', '2021-01-10']
    """
    if by == "day":
        return date.fromordinal(number), date.fromordinal(number)
    if by == "week":
        monday = date.fromordinal(number * _WEEK + 1)
        return monday, monday + min(timedelta(days=_WEEK - 1), date.max - monday)
    if by == "month":
        year, month = divmod(number, _MONTHS)
        return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])
    return date(number, 1, 1), date(number, _MONTHS, 31)


def _axis(
    by: str, matching: Mapping[str, int], everything: Mapping[str, int], limits: Limits
) -> Axis | None:
    numbers = counted(by, matching)
    if not numbers:
        return None
    known = counted(by, everything)
    first, last = min(numbers), max(numbers)
    if limits.first:
        first = min(first, max(number_of(by, limits.first.isoformat()), min(known)))
    if limits.last:
        last = max(last, min(number_of(by, limits.last.isoformat()), max(known)))
    return Axis(by, first, last)


def _is_known(by: str, days: Mapping[str, int]) -> bool:
    """Whether at least half of the dates tell the period."""
    return 2 * sum(counted(by, days).values()) >= sum(days.values())
