"""Which periods of a timeline are named below its bars."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from itertools import pairwise

from newsearch.timelines import Timeline

MOST_TICKS = 12

_Chosen = Callable[[int, date], bool]
_MONDAY = 0
_WEEK = 7
_QUARTERS, _HALVES = 3, 6
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)


def ticks(timeline: Timeline) -> list[tuple[int, str]]:
    """Places of periods with their names: as many as there is room for, at round dates."""
    days = [date.fromisoformat(period.start) for period in timeline.periods]
    places = list(range(len(days)))
    for chosen in _choices(timeline.by):
        places = [place for place, day in enumerate(days) if chosen(place, day)]
        if 0 < len(places) <= MOST_TICKS:
            break
    else:
        places = [0]
    first_days = all(days[place].timetuple().tm_yday == 1 for place in places)
    if timeline.by == "year" or (len(places) > 1 and first_days):
        return [(place, str(days[place].year)) for place in places]
    names = [_month(days[place]) for place in places]
    if timeline.by in ("day", "week"):
        names = [_day(days[place]) for place in places]
        # The year stands below the first day that is named of it.
        first = [places[0], *(b for a, b in pairwise(places) if days[a].year != days[b].year)]
        names = [
            f"{name}\n{days[place].year}" if place in first else name
            for place, name in zip(places, names, strict=True)
        ]
    return list(zip(places, names, strict=True))


def _choices(by: str) -> Iterator[_Chosen]:
    """Ways to choose the periods that are named, from many to few."""
    yield lambda place, day: True
    yield lambda place, day: place % 2 == 0
    if by == "day":
        yield lambda place, day: day.weekday() == _MONDAY
    if by in ("day", "week"):
        # Of weeks, the first Monday of a month.
        latest = _WEEK if by == "week" else 1
        yield lambda place, day: day.day <= latest
    else:
        latest = 1
    if by != "year":
        for months in (_QUARTERS, _HALVES):
            yield _every_months(months, latest)
    for years in _YEARS:
        yield _every_years(years, latest)


def _every_months(months: int, latest: int) -> _Chosen:
    return lambda place, day: day.day <= latest and (day.month - 1) % months == 0


def _every_years(years: int, latest: int) -> _Chosen:
    return lambda place, day: day.day <= latest and day.month == 1 and day.year % years == 0


def _day(day: date) -> str:
    return f"{day.day}/{day.month}"


def _month(day: date) -> str:
    return f"{day.month}/{day.year}"
