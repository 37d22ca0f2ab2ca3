"""The date that a record states, in one field or in two."""

from __future__ import annotations

import math
import re
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from newsearch.article import Precision, Published, clean_text
from newsearch.dates.values import is_future, now, read_date, serial_date
from newsearch.readers.records.names import plain_name
from newsearch.readers.records.values import first_of, inner

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsearch.readers.input import Input

NO_DATE = "no date found"

_TIME = re.compile(r"(?:[01]?\d|2[0-3])[:h][0-5]\d(?::[0-5]\d)?")


def published_in(
    stated: Iterable[tuple[str, Any]],
    record: Mapping[str, Any],
    present: datetime | None = None,
    *,
    is_row: bool = False,
) -> tuple[Published | None, str, str]:
    """A record's date, the name that it stood under and, where none is to be used, why.

    ``stated`` are the names and values that may be it, best first. ``present`` is when it
    was written, from which *2 giờ trước* counts. ``is_row``: whether
    it is a table's row, in which a date may be a spreadsheet's number.
    """
    first: Any = None
    future = ""
    for name, given in stated:
        value = _moment(inner(first_of(given)))
        first = value if first is None else first
        published = read_date(value, present) or (serial_date(value) if is_row else None)
        if published is None:
            continue
        if is_future(published, now()):
            future = future or f"date in the future, left out: {str(value)[:60]!r}"
            continue
        return with_words(_with_time(published, value, record), record), name, ""
    if first is None:
        return None, "", NO_DATE
    return None, "", future or f"date not understood: {str(first)[:60]!r}"


def present_of(given: Input | None) -> datetime | None:
    """When an input was fetched or, if that is not known, written."""
    return (given.fetched or given.written) if given else None


def _moment(value: Any) -> Any:
    """A moment of a database as text; a number that a spreadsheet made a fraction as it was."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, float):
        return int(value) if value.is_integer() else value if math.isfinite(value) else None
    return value


def _with_time(published: Published, value: Any, record: Mapping[str, Any]) -> Published:
    """A day with the hour that stands in a field of its own."""
    if published.precision is not Precision.DAY or not isinstance(value, str):
        return published
    for name in record:
        if plain_name(name) in ("time", "gio", "thoigian", "giodang", "hour"):
            text = str(record[name]).strip()
            if len(text) <= 8 and _TIME.fullmatch(text):
                hour, minute = (int(part) for part in re.split("[:h]", text)[:2])
                moment = published.moment.replace(hour=hour, minute=minute)
                return Published(moment, Precision.MINUTE, f"{value} {text}")
    return published


def with_words(published: Published, record: Mapping[str, Any]) -> Published:
    """The date with the words that an earlier reading found it in, where the record has them."""
    words, context = (
        clean_text(value) if isinstance(value, str) else ""
        for value in (record.get("published_words"), record.get("published_context"))
    )
    if not words and published.words != published.isoformat():
        words = published.words
    return Published(published.moment, published.precision, words, context)
