"""Date values as metadata and records state them: ISO, epoch, and Vietnamese writings."""

from __future__ import annotations

import html
import re
from datetime import UTC, datetime, timedelta, timezone

from newsearch.article import Precision, Published
from newsearch.dates.relative import relative_date
from newsearch.dates.words import YEARS, full_dates, make_moment

VIETNAM_OFFSET = timedelta(hours=7)
VIETNAM = timezone(VIETNAM_OFFSET, "Asia/Ho_Chi_Minh")
"""Vietnam's time: seven hours ahead of UTC, all year, since 1975."""

_ISO = re.compile(
    r"(?P<y>\d{4})(?:(?P<s>[-/])(?P<m>\d{1,2})(?:(?P=s)(?P<d>\d{1,2}))?)?"
    r"(?:[T\s]\s?(?P<h>\d{1,2}):(?P<min>\d{2})(?P<sec>:\d{2}(?:[.,]\d+)?)?\s?"
    r"(?P<zone>Z|UTC|GMT|(?:UTC|GMT)?[+-]\d{1,2}:?(?:\d{2})?)?)?",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:(\d{2})(\d{2})\d{2})?")
# As mails and feeds state it, with a zone behind the time.
_MAIL = re.compile(
    r"(?:[A-Za-z]{3},\s?)?\d{1,2}\s[A-Za-z]{3}\s\d{2,4}\s\d{1,2}:\d{2}(?::\d{2})?\s"
    r"(?:[+-]\d{4}|(?![AP]M)[A-Z]{1,4})$"
)
# How programs set to the United States print a moment: the month first, seconds, AM or PM.
_AMERICAN = re.compile(
    r"(?P<m>\d{1,2})/(?P<d>\d{1,2})/(?P<y>\d{4}),?\s(?P<h>\d{1,2}):(?P<min>\d{2}):\d{2}\s?"
    r"(?P<half>AM|PM)",
    re.IGNORECASE,
)
# A second number above 12 can only be a day.
_MONTH_FIRST = re.compile(
    r"(?P<m>0?[1-9]|1[0-2])/(?P<d>1[3-9]|2\d|3[01])/(?P<y>\d{4})"
    r"(?:,?\s(?P<h>\d{1,2}):(?P<min>\d{2})(?::\d{2})?(?:\s?(?P<half>AM|PM))?)?",
    re.IGNORECASE,
)
# "January 27, 2024", "27 Jan 2024 10:00", "Tháng Một 27, 2024", "27 Tháng Mười Hai, 2024".
_NAMED = re.compile(
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*,?\s)?(?:(?P<d1>\d{1,2})(?:st|nd|rd|th)?\s)?"
    r"(?P<month>[^\W\d_]+(?:\s[^\W\d_]+){0,2})[.,]?\s(?:(?P<d2>\d{1,2})(?:st|nd|rd|th)?,?\s)?"
    r"(?P<y>\d{4})(?:(?:,|\sat|\s-|\slúc)?\s(?P<h>\d{1,2}):(?P<min>\d{2})(?::\d{2})?"
    r"(?:\s?(?P<half>AM|PM|SA|CH))?)?",
    re.IGNORECASE,
)
_MONTH_NAMES = {
    name: number
    for number, names in enumerate(
        (
            "january jan|tháng một|tháng giêng", "february feb|tháng hai", "march mar|tháng ba",
            "april apr|tháng tư|tháng bốn", "may|tháng năm", "june jun|tháng sáu",
            "july jul|tháng bảy", "august aug|tháng tám", "september sep sept|tháng chín",
            "october oct|tháng mười", "november nov|tháng mười một|tháng một một",
            "december dec|tháng mười hai|tháng chạp",
        ),
        start=1,
    )
    for group in names.split("|")
    for name in ([group] if " " in group and group.startswith("tháng") else group.split())
}  # fmt: skip
# As spreadsheets print a day: "1/2/23", "01-Feb-23", "01-Thg2-23", with or without a time.
_SPREADSHEET = re.compile(
    r"(?P<d>\d{1,2})(?P<s>[-/])(?:(?P<m>\d{1,2})|thg\s?(?P<thg>\d{1,2})|(?P<name>[a-z]{3,9}))(?P=s)"
    r"(?P<y>\d{2}|\d{4})(?:\s(?P<h>\d{1,2}):(?P<min>\d{2})(?::\d{2})?(?:\s?(?P<half>AM|PM|SA|CH))?)?",
    re.IGNORECASE | re.ASCII,
)
_TWO_DIGITS = 100
_THIS_CENTURY = 50
_DAY_ZERO = datetime(1899, 12, 30)
_SERIAL = re.compile(r"\d{5}(?:[.,]\d{1,15})?", re.ASCII)
_FIRST_SERIAL, _LAST_SERIAL = 32_874, 49_674
_MONTH = re.compile(r"(?:tháng\s+)?(\d{1,2})(?:\s?[/-]\s?|\s+năm\s+)(\d{4})", re.IGNORECASE)
_YEAR = re.compile(r"năm\s+(\d{4})", re.IGNORECASE)
_EPOCH = re.compile(r"\d{9,10}(?:\.\d+)?|\d{12,13}|\d{16}|\d{19}")
# Milliseconds, microseconds and nanoseconds since 1970 are told by their size.
_FINER_FROM = 100_000_000_000
_FINEST = 3
_LONGEST = 200


def now() -> datetime:
    """The present minute in Vietnam, without zone as everywhere in this library."""
    return datetime.now(VIETNAM).replace(tzinfo=None, second=0, microsecond=0)


def read_date(value: object, present: datetime | None = None) -> Published | None:
    """A metadata value as a date in Vietnamese local time, or None where it is none.

    Understood are ISO 8601 (a zone is converted), years and months, ``dd/mm/yyyy`` with
    or without time, ``Ngày 27 tháng 7 năm 2024``, ``Thứ năm, 7/1/2021, 10:00 (GMT+7)``,
    mail dates, months by their names, seconds and their fractions since 1970, and, told
    from the ``present`` where that is given, ``2 giờ trước`` and ``hôm qua``, and days as
    spreadsheets print them (``1/2/23``, ``01-Feb-23``). Day stands
    before month but where programs set to the United States print (``10/2/2026 9:25:00 AM``)
    or no month has that number. A time of exactly ``00:00:00`` states a day.

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
    return _from_words(text) or (relative_date(text, present) if present else None)


def serial_date(value: object) -> Published | None:
    """The day, or moment, that a spreadsheet counts from 1900, from 1990 to 2035.

    For the dates of tables alone: elsewhere such a number counts something else.

    >>> str(serial_date("44958")), str(serial_date(44958.5))
    ('2023-02-01', '2023-02-01T12:00')
    """
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    text = str(value).strip()
    if not _SERIAL.fullmatch(text):
        return None
    serial = float(text.replace(",", "."))
    if not _FIRST_SERIAL <= serial < _LAST_SERIAL:
        return None
    moment = _DAY_ZERO + timedelta(minutes=round(serial * 24 * 60))
    return Published(moment, Precision.DAY if serial.is_integer() else Precision.MINUTE, text)


def is_future(published: Published, present: datetime) -> bool:
    """Whether a date lies more than two days ahead, as no printed news does."""
    return published.moment > present + timedelta(days=2)


def _from_iso(text: str) -> Published | None:
    compact = _COMPACT.fullmatch(text)
    if compact:
        moment = make_moment(*(int(part or 0) for part in compact.groups()))
        precision = Precision.MINUTE if compact[4] else Precision.DAY
        return Published(moment, precision, text) if moment else None
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
    zone = zone.upper().removeprefix("UTC").removeprefix("GMT")
    if zone in ("", "Z"):
        return timedelta()
    hours, minutes = zone[1:].split(":") if ":" in zone else (zone[1:-2], zone[-2:])
    if ":" not in zone and len(zone) <= 3:
        hours, minutes = zone[1:], ""
    offset = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if offset > timedelta(hours=14):
        return None
    return -offset if zone[0] == "-" else offset


def _from_words(text: str) -> Published | None:
    if _EPOCH.fullmatch(text):
        return _from_epoch(float(text), text)
    if _MAIL.match(text):
        return _from_mail(text)
    abroad = _AMERICAN.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    if abroad:
        return _from_parts(abroad, text)
    named = _NAMED.fullmatch(text)
    month_name = " ".join(named["month"].lower().split()) if named else ""
    if named and month_name in _MONTH_NAMES:
        return _from_parts(named, text, _MONTH_NAMES[month_name])
    printed = _SPREADSHEET.fullmatch(text)
    if printed and (published := _from_spreadsheet(printed, text)):
        return published
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


def _from_parts(match: re.Match[str], text: str, month: int = 0) -> Published | None:
    """A date whose month stands first, or is named and given as a number."""
    parts = match.groupdict()
    if month:
        stated = parts["d1"] or parts["d2"]
        if parts["d1"] and parts["d2"]:
            return None
        if not stated:
            moment = make_moment(int(parts["y"]), month, 1)
            return Published(moment, Precision.MONTH, text) if moment else None
        day = int(stated)
    else:
        month, day = int(parts["m"]), int(parts["d"])
    hour, minute = int(parts["h"] or 0), int(parts["min"] or 0)
    half = (parts["half"] or "").upper()
    if half:
        hour = hour % 12 + 12 * (half in ("PM", "CH")) if hour <= 12 else hour
    moment = make_moment(int(parts["y"]), month, day, hour, minute)
    if moment is None:
        return None
    precision = Precision.MINUTE if parts["h"] else Precision.DAY
    return Published(moment, precision, text)


def _from_spreadsheet(match: re.Match[str], text: str) -> Published | None:
    year, day = int(match["y"]), int(match["d"])
    if year >= _TWO_DIGITS and match["m"]:
        return None  # as everywhere
    if year < _TWO_DIGITS:
        year += 2000 if year < _THIS_CENTURY else 1900
    if match["name"]:
        month = _MONTH_NAMES.get(match["name"].lower(), 0)
    else:
        month = int(match["m"] or match["thg"])
        if match["s"] == "/" and day <= 12 < month:
            month, day = day, month  # no month has that number: it is the day
    hour, minute = int(match["h"] or 0), int(match["min"] or 0)
    if match["half"] and hour <= 12:
        hour = hour % 12 + 12 * (match["half"].upper() in ("PM", "CH"))
    moment = make_moment(year, month, day, hour, minute)
    if moment is None or year not in YEARS:
        return None
    is_day = not match["h"] or text.endswith(" 00:00:00")
    return Published(moment, Precision.DAY if is_day else Precision.MINUTE, text)


def _from_mail(text: str) -> Published | None:
    from email.utils import parsedate_to_datetime  # slow to load, and seldom needed

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
    seconds = value
    for _ in range(_FINEST):
        seconds = seconds / 1000 if abs(seconds) >= _FINER_FROM else seconds
    if not 100_000_000 <= seconds < _FINER_FROM:  # before 1973: a count of something else
        return None
    try:
        moment = datetime.fromtimestamp(seconds, UTC).astimezone(VIETNAM)
    except (OverflowError, OSError, ValueError):
        return None
    if moment.year not in YEARS:
        return None
    moment = moment.replace(tzinfo=None, second=0, microsecond=0)
    return Published(moment, Precision.MINUTE, words)
