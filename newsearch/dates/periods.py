"""Periods as people ask for them: *tuần trước*, *tháng 7/2024*, *từ 1/2021 đến 3/2021*.

Words may be typed with their accents or with none, in any case. What is told from the present is
counted from a ``now`` that is given; weeks begin on Monday. A month, quarter or day without a year,
and a weekday, is the latest that has begun.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import NamedTuple

from newsearch.dates.period_words import (
    day_of_month,
    months_of,
    read_span,
    read_stated,
)
from newsearch.dates.spans import MINUTE, NoSuchDate, Span
from newsearch.dates.vocabulary import spelled, words_of

_LONGEST = 120
_OPEN_BEFORE = ("trước", "before")
_OPEN_AFTER = ("sau", "after")
_FROM = ("từ", "kể từ", "from", "since")
_UNTIL = ("đến", "tới", "cho đến", "đến hết", "hết", "until", "to", "up to")
_BETWEEN = re.compile(
    spelled(r" (?:cho đến hết|cho đến|đến hết|đến|tới|until|to|-) "), re.IGNORECASE
)
# Without space a dash is unambiguous between years, and before what has a slash.
_NUMBERS_BETWEEN = re.compile(
    r"(?:ngày |ngay )?(\d{4})-(\d{4})|(?:ngày |ngay )?([\d/]+)-([\d/]*/\d+)"
)
_COMPARISON = re.compile(r"(?P<sign>[<>]=?) ?(?P<date>.+)")
_ONWARDS = re.compile(spelled(r" (?:trở đi|trở lại đây)$"))


class Period(NamedTuple):
    """The first and the last minute of a period, both included; None where it is open.

    ``relative`` says that it was counted from the present; ``dated`` that it names its year;
    ``is_range`` that it was written with two ends, or with one that is open.
    """

    first: datetime | None
    last: datetime | None
    relative: bool = False
    dated: bool = False
    is_range: bool = False


def read_period(text: str, now: datetime, stated: bool = True) -> Period | None:
    """The period that the whole text names, or None where it is none.

    With ``stated`` it may also be a date in any way that pages state one, with a time of day.

    Raises `NoSuchDate` for what looks like a date that no calendar has (*30/2*), and for a range
    that ends before it begins.

    >>> january = datetime(2021, 1, 14, 9, 30)
    >>> period = read_period("tuần trước", january)
    >>> f"{period.first:%d/%m %H:%M}, {period.last:%d/%m %H:%M}"
    '04/01 00:00, 10/01 23:59'
    >>> read_period("tu 1/2021 den 3/2021", january).last
    datetime.datetime(2021, 3, 31, 23, 59)
    """
    words = words_of(text[: 2 * _LONGEST])
    if not words or len(words) > _LONGEST:
        return None
    span = read_span(words, now, now)
    if span is not None:
        return Period(span.first, span.last, span.relative, span.dated)
    period = (
        _compared(words, now, stated)
        or _with_dots(words, now, stated)
        or _with_words(words, now, stated)
    )
    if period is None and stated and (span := read_stated(words, now)) is not None:
        return Period(span.first, span.last, span.relative, span.dated)
    return period


def _end(words: str, now: datetime, anchor: datetime, stated: bool) -> Span | None:
    """One end of a range."""
    return read_span(words, now, anchor) or (read_stated(words, now) if stated else None)


def _compared(words: str, now: datetime, stated: bool) -> Period | None:
    """*>=2021-01*, as other search engines write it."""
    comparison = _COMPARISON.fullmatch(words)
    span = _end(comparison["date"], now, now, stated) if comparison else None
    if comparison is None or span is None:
        return None
    if comparison["sign"] == ">":
        return _open(span, _moved(span.last, MINUTE), None)
    if comparison["sign"] == "<":
        return _open(span, None, _moved(span.first, -MINUTE))
    return _open(
        span,
        span.first if comparison["sign"] == ">=" else None,
        span.last if comparison["sign"] == "<=" else None,
    )


def _with_dots(words: str, now: datetime, stated: bool) -> Period | None:
    before, dots, after = words.partition("..")
    before, after = before.strip(), after.strip()
    if not dots or not (before or after) or after.startswith("."):
        return None
    if before and after:
        return _between(before, after, now, stated)
    span = _end(before or after, now, now, stated)
    if span is None:
        return None
    return _open(span, span.first if before else None, span.last if after else None)


def _with_words(words: str, now: datetime, stated: bool) -> Period | None:
    start = _without(words, _FROM)
    for before, after in _halves(words if start is None else start):
        period = _between(before, after, now, stated)
        if period is not None:
            return period
    openings: tuple[tuple[str | None, Callable[[Span], Period]], ...] = (
        (start, lambda span: _open(span, span.first, None)),
        (_without(words, _UNTIL), lambda span: _open(span, None, span.last)),
        (
            _without(words, _OPEN_BEFORE),
            lambda span: _open(span, None, _moved(span.first, -MINUTE)),
        ),
        (_without(words, _OPEN_AFTER), lambda span: _open(span, _moved(span.last, MINUTE), None)),
    )
    for rest, opened in openings:
        span = _end(_ONWARDS.sub("", rest), now, now, stated) if rest else None
        if span is not None:
            return opened(span)
    return None


def _halves(words: str) -> Iterator[tuple[str, str]]:
    """What stands before and after each sign or word that may divide a range."""
    numbers = _NUMBERS_BETWEEN.fullmatch(words)
    if numbers:
        yield numbers[1] or numbers[3], numbers[2] or numbers[4]
    for border in _BETWEEN.finditer(words):
        yield words[: border.start()], words[border.end() :]


def _between(before: str, after: str, now: datetime, stated: bool) -> Period | None:
    end = _end(after, now, now, stated)
    if end is None:
        return None
    # What lacks its year, or its month, is the latest before the end.
    start = (
        day_of_month(before, end) or months_of(before, end) or _end(before, now, end.last, stated)
    )
    if start is None:
        return None
    if end.last < start.first:
        raise NoSuchDate(f"the range from {before} to {after} ends before it begins")
    relative = start.relative or end.relative
    return Period(start.first, end.last, relative, start.dated or end.dated, True)


def _open(span: Span, first: datetime | None, last: datetime | None) -> Period:
    return Period(first, last, span.relative, span.dated, True)


def _without(words: str, names: tuple[str, ...]) -> str | None:
    """What follows one of the names at the beginning, or None."""
    found = None
    for name in names:
        match = re.match(spelled(name) + " ", words)
        if match:
            found = words[match.end() :]
    return found


def _moved(moment: datetime, by: timedelta) -> datetime:
    try:
        return moment + by
    except OverflowError:
        return moment
