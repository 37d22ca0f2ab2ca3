"""Periods of the calendar: days, weeks from Monday on, months, quarters and years."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

MINUTE = timedelta(minutes=1)
MONTHS = 12
"""Months of a year."""
WEEK = 7
"""Days of a week."""


class NoSuchDate(ValueError):
    """What was written looks like a date, and no calendar has it."""


class Span(NamedTuple):
    """A period from its first to its last minute.

    ``unit`` is what it is one of (``day``, ``month``, …); ``relative`` says that it was counted
    from the present, ``dated`` that its year was named.
    """

    first: datetime
    last: datetime
    unit: str
    relative: bool = False
    dated: bool = False


def days(first: date, last: date | None = None, unit: str = "day", dated: bool = False) -> Span:
    """From the first day to the last, or one day."""
    end = datetime.combine(last or first, time(23, 59))
    return Span(datetime.combine(first, time()), end, unit, dated=dated)


def week_of(day: date) -> Span:
    """The week that holds a day."""
    monday = day - timedelta(days=day.weekday())
    return days(monday, monday + timedelta(days=WEEK - 1), "week")


def month_span(year: int, month: int, dated: bool = False, months: int = 1) -> Span:
    """So many months from this one on."""
    first = date(year, month, 1)
    last = month + months - 1
    unit = "month" if months == 1 else "quarter"
    return days(first, date(year, last, monthrange(year, last)[1]), unit, dated)


def quarter_span(year: int, quarter: int, dated: bool = False) -> Span:
    """A quarter of a year, counted from 1."""
    if not 1 <= quarter <= 4:
        raise ValueError(quarter)
    return month_span(year, 3 * quarter - 2, dated, months=3)


def year_span(year: int, dated: bool = False) -> Span:
    """A whole year."""
    return days(date(year, 1, 1), date(year, MONTHS, 31), "year", dated)


def unit_back(unit: str, now: datetime, back: int) -> Span:
    """The day, week, month, quarter or year so many before the present one."""
    day = now.date()
    if unit == "day":
        return days(day - timedelta(days=back))
    if unit == "week":
        return week_of(day - timedelta(days=back * WEEK))
    if unit == "year":
        return year_span(day.year - back)
    if unit == "quarter":
        year, quarter = divmod(day.year * 4 + (day.month - 1) // 3 - back, 4)
        return quarter_span(year, quarter + 1)
    year, month = divmod(day.year * MONTHS + day.month - 1 - back, MONTHS)
    return month_span(year, month + 1)


def relative(span: Span) -> Span:
    """The same, counted from the present."""
    return span._replace(relative=True)
