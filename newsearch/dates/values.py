"""Date values as metadata and records state them: ISO, epoch, and Vietnamese writings."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

from newsearch.article import Precision, Published
from newsearch.dates.words import YEARS, full_dates, make_moment

VIETNAM_OFFSET = timedelta(hours=7)
VIETNAM = timezone(VIETNAM_OFFSET, "Asia/Ho_Chi_Minh")
"""Vietnam's time: seven hours ahead of UTC, all year, since 1975."""

_ISO = re.compile(
    r"(?P<y>\d{4})(?:(?P<s>[-/])(?P<m>\d{1,2})(?:(?P=s)(?P<d>\d{1,2}))?)?"
    r"(?:[T\s]\s?(?P<h>\d{1,2}):(?P<min>\d{2})(?P<sec>:\d{2}(?:[.,]\d+)?)?\s?"
    r"(?P<zone>Z|[+-]\d{2}:?(?:\d{2})?)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_MONTH = re.compile(r"(?:tháng\s+)?(\d{1,2})(?:\s?[/-]\s?|\s+năm\s+)(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"năm\s+(\d{4})", re.IGNORECASE)
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}")
_MILLISECONDS_FROM = 100_000_000_000
_LONGEST = 200


def now() -> datetime:
    """The present minute in Vietnam, without zone as everywhere in this library."""
    return datetime.now(VIETNAM).replace(tzinfo=None, second=0, microsecond=0)


def read_date(value: object) -> Published | None:
    """A metadata value as a date in Vietnamese local time, or None where it is none.

    Understood are ISO 8601 (a zone is converted), years and months, ``dd/mm/yyyy`` with
    or without time, ``Ngày 27 tháng 7 năm 2024``, ``Thứ năm, 7/1/2021, 10:00 (GMT+7)``,
    mail dates, and seconds or milliseconds since 1970. A time of exactly ``00:00:00``
    states a day.

    >>> read_date("2021-01-06T20:00:00Z").isoformat()
    '2021-01-07T03:00'
    """
    if isinstance(value, bool) or value is None:
        return None
    if isinstance(value, int | float):
        words = str(value)
        if isinstance(value, int) and value in YEARS:
            return Published(datetime(value, 1, 1), Precision.YEAR, words)
        return (_from_iso(words) if len(words) == 8 else None) or _from_epoch(value, words)
    if not isinstance(value, str):
        return None
    text = " ".join(html.unescape(value).split())
    if not text or len(text) > _LONGEST:
        return None
    if _ISO.fullmatch(text) or _COMPACT.fullmatch(text):
        return _from_iso(text)  # an impossible one is not to be read some other way
    return _from_words(text)


def is_future(published: Published, present: datetime) -> bool:
    """Whether a date lies more than two days ahead, as no printed news does."""
    return published.moment > present + timedelta(days=2)


def _from_iso(text: str) -> Published | None:
    compact = _COMPACT.fullmatch(text)
    if compact:
        moment = make_moment(int(compact[1]), int(compact[2]), int(compact[3]))
        return Published(moment, Precision.DAY, text) if moment else None
    match = _ISO.fullmatch(text)
    if not match or (match["h"] and not match["d"]):
        return None
    year, month, day = int(match["y"]), int(match["m"] or 1), int(match["d"] or 1)
    moment = make_moment(year, month, day, int(match["h"] or 0), int(match["min"] or 0))
    if moment is None:
        return None
    if not match["m"]:
        return Published(moment, Precision.YEAR, text)
    if not match["d"]:
        return Published(moment, Precision.MONTH, text)
    if not match["h"]:
        return Published(moment, Precision.DAY, text)
    offset = _offset(match["zone"])
    if offset is None:
        return None
    # Midnight sharp is how programs print a mere day; moving it east keeps the day.
    midnight = (moment.hour, moment.minute) == (0, 0) and match["sec"]
    if midnight and float(match["sec"][1:].replace(",", ".")) == 0 and offset <= VIETNAM_OFFSET:
        return Published(moment, Precision.DAY, text)
    return Published(moment + VIETNAM_OFFSET - offset, Precision.MINUTE, text)


def _offset(zone: str | None) -> timedelta | None:
    """A zone's distance from UTC; none stated means Vietnam. None where it is impossible."""
    if not zone:
        return VIETNAM_OFFSET
    if zone in "Zz":
        return timedelta()
    digits = zone[1:].replace(":", "").ljust(4, "0")
    offset = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
    if offset > timedelta(hours=14):
        return None
    return -offset if zone[0] == "-" else offset


def _from_words(text: str) -> Published | None:
    if _EPOCH.fullmatch(text):
        return _from_epoch(float(text), text)
    found = next(full_dates(text), None)
    if found:
        published = found.published
        if (
            published.precision is Precision.MINUTE
            and (published.moment.hour, published.moment.minute) == (0, 0)
            and "00:00:00" in text
        ):
            return Published(published.moment, Precision.DAY, text)
        return Published(published.moment, published.precision, text)
    month = _MONTH.fullmatch(text)
    if month:
        moment = make_moment(int(month[2]), int(month[1]), 1)
        return Published(moment, Precision.MONTH, text) if moment else None
    year = _YEAR.fullmatch(text)
    if year and int(year[1]) in YEARS:
        return Published(datetime(int(year[1]), 1, 1), Precision.YEAR, text)
    return _from_mail(text)


def _from_mail(text: str) -> Published | None:
    try:
        moment = parsedate_to_datetime(text)
        if moment.tzinfo is not None:
            moment = moment.astimezone(VIETNAM).replace(tzinfo=None)
    except (TypeError, ValueError, IndexError, OverflowError):
        return None
    if moment.year not in YEARS:
        return None
    return Published(moment.replace(second=0, microsecond=0), Precision.MINUTE, text)


def _from_epoch(value: float, words: str) -> Published | None:
    seconds = value / 1000 if abs(value) >= _MILLISECONDS_FROM else value
    if seconds < 100_000_000:  # before 1973: a count of something else
        return None
    try:
        moment = datetime.fromtimestamp(seconds, UTC).astimezone(VIETNAM)
    except (OverflowError, OSError, ValueError):
        return None
    if moment.year not in YEARS:
        return None
    moment = moment.replace(tzinfo=None, second=0, microsecond=0)
    return Published(moment, Precision.MINUTE, words)
