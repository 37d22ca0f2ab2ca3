"""Readers of the ways to write a period: from what a pattern matched to the days."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import TypeAlias

from newsearch.analysis.folding import fold
from newsearch.dates.spans import (
    MONTHS,
    WEEK,
    Span,
    days,
    month_span,
    quarter_span,
    relative,
    unit_back,
    week_of,
    year_span,
)
from newsearch.dates.vocabulary import (
    ENGLISH_DAYS,
    MONTH_NAMES,
    NUMBERS,
    QUARTERS,
    THREE_LETTERS,
    WEEKDAYS,
    number_of,
    unit_named,
)

Reader: TypeAlias = Callable[[re.Match[str], datetime, datetime], Span]
"""Reads a match, with the present and the moment after which nothing without a year begins."""


def read_unit(back: int) -> Reader:
    """A reader of *tuần trước*: the unit so many before the present one."""

    def read(match: re.Match[str], now: datetime, anchor: datetime) -> Span:
        return relative(unit_back(unit_named(match["unit"]), now, back))

    return read


def read_days_back(back: int) -> Reader:
    """A reader of *hôm qua*: the day so many before today."""

    def read(match: re.Match[str], now: datetime, anchor: datetime) -> Span:
        return relative(unit_back("day", now, back))

    return read


def read_last(match: re.Match[str], now: datetime, anchor: datetime) -> Span:
    """The last days, weeks, months or years, today included; hours end now."""
    count, unit = number_of(NUMBERS, match["count"]), unit_named(match["unit"])
    if count < 1:
        raise ValueError(count)
    if unit == "hour":
        return Span(now - timedelta(hours=count), now, "minute", relative=True)
    day = now.date()
    if unit in ("month", "year"):
        months = day.year * MONTHS + day.month - 1 - count * (MONTHS if unit == "year" else 1)
        year, month = divmod(months, MONTHS)
        same = date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
        first = same + timedelta(days=1)
    else:
        first = day - timedelta(days=count * (WEEK if unit == "week" else 1) - 1)
    return relative(days(first, day, "days"))


def read_ago(match: re.Match[str], now: datetime, anchor: datetime) -> Span:
    """*2 tuần trước*: the unit so many before the present one."""
    return relative(unit_back(unit_named(match["unit"]), now, number_of(NUMBERS, match["count"])))


def read_weekday(match: re.Match[str], now: datetime, anchor: datetime) -> Span:
    """*thứ 5*, *chủ nhật tuần trước*."""
    parts = match.groupdict()
    name = parts.get("number") or parts.get("short") or ""
    if parts.get("english"):
        weekday = ENGLISH_DAYS.index(parts["english"])
    elif name:
        weekday = int(name) - 2 if name.isdigit() else number_of(WEEKDAYS, name)
    else:
        weekday = WEEK - 1
    when = fold(parts["when"] or "")
    if when.endswith(("nay", "this week")):
        monday = week_of(now.date()).first.date()
    elif when.startswith("tuan") or when in ("truoc", "last week"):
        monday = week_of(now.date() - timedelta(days=WEEK)).first.date()
    else:  # the latest that is not in the future; with "last" before it not today either
        day = anchor.date() - timedelta(days=1 if parts.get("last") else 0)
        return relative(days(day - timedelta(days=(day.weekday() - weekday) % WEEK)))
    return relative(days(monday + timedelta(days=weekday)))


def _year_of(match: re.Match[str], now: datetime) -> int | None:
    """The year that a month, quarter or day names: a number, or this or the last one."""
    parts = match.groupdict()
    if parts.get("year"):
        return int(parts["year"])
    if parts.get("told"):
        return now.year - (fold(parts["told"]) != "nam nay")
    return None


def _latest(
    match: re.Match[str], now: datetime, anchor: datetime, make: Callable[[int], Span]
) -> Span:
    """The period of the year that is named, or of the latest year in which it has begun."""
    year = _year_of(match, now)
    if year is not None:
        return make(year)._replace(dated=True, relative=match.groupdict().get("told") is not None)
    for back in range(9):  # there are up to eight years between two 29ths of February
        try:
            span = make(anchor.year - back)
        except ValueError:
            continue
        if span.first <= anchor:
            return span
    raise ValueError(match[0])


def read_month(match: re.Match[str], now: datetime, anchor: datetime) -> Span:
    """*tháng 7*, *7/2024*."""
    name = match["month"]
    if name[:3] in THREE_LETTERS:
        month = THREE_LETTERS.index(name[:3]) + 1
    else:
        month = number_of(MONTH_NAMES, name)
    return _latest(match, now, anchor, lambda year: month_span(year, month))


def read_quarter(match: re.Match[str], now: datetime, anchor: datetime) -> Span:
    """*quý III/2024*."""
    quarter = number_of(QUARTERS, match["quarter"])
    return _latest(match, now, anchor, lambda year: quarter_span(year, quarter))


def read_day(match: re.Match[str], now: datetime, anchor: datetime) -> Span:
    """*7/1*, *7/1/2021*."""
    day, month = int(match["day"]), int(match["month"])
    date(2024, month, day)  # a leap year has every day that any year has
    return _latest(match, now, anchor, lambda year: days(date(year, month, day)))


def read_year(match: re.Match[str], now: datetime, anchor: datetime) -> Span:
    """*2021*."""
    return year_span(int(match["year"]), dated=True)
