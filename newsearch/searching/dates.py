"""Dates that people type in queries and options: any that pages state, and ranges of them.

Typed dates may lie in any year, those of pages only in years of newspapers.
"""

from __future__ import annotations

import re
from datetime import datetime

from newsearch.article import Precision, Published
from newsearch.errors import QueryError
from newsearch.query import DateRange

ACCEPTED = "2021, 2021-01, 2021-01-07, 7/1/2021 or 1/2021"

# A number of seconds is what a program writes; typed, it is a slip.
_ONLY_DIGITS = re.compile(r"[\d.]+")

_FORMS = (
    (re.compile(r"(?P<year>\d{4})"), Precision.YEAR),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})"), Precision.MONTH),
    (re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"), Precision.DAY),
    (re.compile(r"(?P<month>\d{1,2})[/.-](?P<year>\d{4})"), Precision.MONTH),
    (
        re.compile(r"(?P<day>\d{1,2})(?P<mark>[/.-])(?P<month>\d{1,2})(?P=mark)(?P<year>\d{4})"),
        Precision.DAY,
    ),
)


def read_date(text: str, position: int | None = None) -> Published:
    """A moment, day, month or year. Raises `QueryError` with what is accepted.

    >>> read_date("7/1/2021").isoformat(), read_date("tháng 1/2021").isoformat()
    ('2021-01-07', '2021-01')
    """
    written = text.strip()
    for form, precision in _FORMS:
        match = form.fullmatch(written)
        if match is None:
            continue
        numbers = {"month": "1", "day": "1"} | match.groupdict()
        try:
            moment = datetime(int(numbers["year"]), int(numbers["month"]), int(numbers["day"]))
        except ValueError as error:
            raise QueryError(
                f"there is no such day as {written!r}: write {ACCEPTED}", position
            ) from error
        return Published(moment, precision, written)
    if not _ONLY_DIGITS.fullmatch(written):
        from newsearch.dates import values  # its patterns take their time, and most need none

        published = values.read_date(written, values.now())
        if published is not None:
            return Published(published.moment, published.precision, written)
    raise QueryError(f"{written!r} is no date that can be read: write {ACCEPTED}", position)


def read_range(text: str, position: int | None = None) -> DateRange:
    """One date, which stands for its whole period, or a range ``FIRST..LAST`` with open ends.

    Raises `QueryError`, also when the range ends before it begins.
    """
    first_text, dots, last_text = text.partition("..")
    if not dots:
        date = read_date(text, position)
        return DateRange(date.moment, date.last_moment())
    if not first_text.strip() and not last_text.strip():
        raise QueryError(f"a date range needs a first or a last date: write {ACCEPTED}", position)
    first = read_date(first_text, position).moment if first_text.strip() else None
    last_position = None if position is None else position + len(first_text) + len(dots)
    last = read_date(last_text, last_position).last_moment() if last_text.strip() else None
    if first and last and last < first:
        raise QueryError(f"the range {text!r} ends before it begins", position)
    return DateRange(first, last)
