"""Dates that people type in queries and options: any that pages state, periods and ranges."""

from __future__ import annotations

from datetime import datetime

from newsearch.article import VIETNAM, clean_text
from newsearch.errors import QueryError
from newsearch.query import DateRange

ACCEPTED = "2021, 2021-01, 2021-01-07, 7/1/2021, tuần trước or từ 1/2021 đến 3/2021"


def local_time(now: datetime | None = None) -> datetime:
    """The present minute in Vietnam, or a given moment there, without zone as everywhere.

    >>> from datetime import UTC
    >>> local_time(datetime(2021, 1, 6, 20, 0, tzinfo=UTC))
    datetime.datetime(2021, 1, 7, 3, 0)
    """
    moment = now or datetime.now(VIETNAM)
    if moment.tzinfo is not None:
        moment = moment.astimezone(VIETNAM).replace(tzinfo=None)
    return moment.replace(second=0, microsecond=0)


def read_range(text: str, position: int | None = None, now: datetime | None = None) -> DateRange:
    """A date, which stands for its whole period, or a range of dates, perhaps open at an end.

    What is told from the present is counted from ``now``, local time. Raises `QueryError` with
    what is accepted, also when the range ends before it begins.

    >>> read_range("7/1/2021")
    DateRange(first=datetime.datetime(2021, 1, 7, 0, 0), last=datetime.datetime(2021, 1, 7, 23, 59))
    """
    found = try_range(text, position, now)
    if found is not None:
        return found
    before, dots, after = clean_text(text).partition("..")
    if dots and not before.strip() and not after.strip():
        raise QueryError(f"a date range needs a first or a last date: write {ACCEPTED}", position)
    unread, place = before.strip() or after.strip(), position
    if dots and before.strip() and try_range(before, position, now) is not None:
        unread = after.strip()
        place = None if position is None else position + len(before) + len(dots)
    raise QueryError(f"{unread!r} is no date that can be read: write {ACCEPTED}", place)


def try_range(
    text: str, position: int | None = None, now: datetime | None = None
) -> DateRange | None:
    """The range that a text names, or None where it names none.

    Raises `QueryError` for what looks like a date that no calendar has.
    """
    from newsearch.dates.periods import read_period  # most queries need none
    from newsearch.dates.spans import NoSuchDate

    try:
        period = read_period(text, local_time(now))
    except NoSuchDate as error:
        raise QueryError(f"{error}: write {ACCEPTED}", position) from error
    return None if period is None else DateRange(period.first, period.last)


def in_words(dates: DateRange) -> str:
    """A range as people read it: ``2021-01-04..2021-01-10``.

    >>> in_words(DateRange(datetime(2021, 1, 4), None))
    '2021-01-04..'
    """
    first, last = (
        "" if moment is None else f"{moment:%Y-%m-%d}" for moment in (dates.first, dates.last)
    )
    return first if first == last else f"{first}..{last}"
