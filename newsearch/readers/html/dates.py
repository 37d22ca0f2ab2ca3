"""The date of an HTML article: what its metadata state, against what the page shows."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from newsearch.dates.values import is_future, read_date

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsearch.article import Published
    from newsearch.readers.pages.dates import DateLine

_ZONE_ERROR = timedelta(hours=7)
_A_DAY = timedelta(days=1)


def choose_published(
    stated: Sequence[str], shown: Sequence[DateLine], limit: datetime
) -> tuple[Published | None, str]:
    """When an article was published, and a remark where a date had to be left out.

    ``stated`` are the values of the metadata, most trusted first; ``shown`` the date lines
    around the title, the likeliest first; ``limit`` is when the page was there already.
    The metadata decide, but where what is shown is more precise, or tells of an error of the
    metadata: hours of another zone, day and month exchanged, a later edition's date.
    """
    remark = ""
    stated_date = None
    for value in stated:
        date = read_date(value)
        if date is None:
            continue
        if is_future(date, limit):
            remark = f"date in the future, left out: {date.words!r}"
            continue
        stated_date = date
        break
    shown_date = None
    for line in shown:
        if is_future(line.published, limit):
            remark = remark or f"date in the future, left out: {line.published.words!r}"
        elif shown_date is None or _refines(line.published, shown_date):
            shown_date = line.published
    if stated_date is None or shown_date is None:
        date = stated_date or shown_date
        return date, "" if date else remark
    return (shown_date if _is_better(shown_date, stated_date) else stated_date), ""


def _refines(other: Published, date: Published) -> bool:
    """Whether another date is the same day with its time."""
    return (
        other.precision == "minute"
        and date.precision == "day"
        and other.moment.date() == date.moment.date()
    )


def _is_better(shown: Published, stated: Published) -> bool:
    """Whether what the page shows is to be trusted more than its metadata."""
    if stated.precision not in ("minute", "day"):
        return True
    apart = stated.moment - shown.moment
    if stated.moment.date() == shown.moment.date():
        same_zone = abs(apart) != _ZONE_ERROR
        return shown.precision == "minute" and (stated.precision == "day" or not same_zone)
    if shown.precision == "minute" and stated.precision == "minute" and abs(apart) == _ZONE_ERROR:
        return True
    if (shown.moment.day, shown.moment.month) == (stated.moment.month, stated.moment.day):
        return shown.moment.year == stated.moment.year
    return apart > _A_DAY
