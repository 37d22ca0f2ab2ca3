"""Dates told from the present: *2 giờ trước*, *hôm qua, 14:05*, *vừa xong*.

A page that was saved says so of the moment it was saved in, a record or a query of today. What
is counted in minutes or hours is a minute, in days a day, in months a month.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from newsearch.article import Precision, Published

_NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "nửa": 0.5, "a": 1, "an": 1,
}  # fmt: skip
_AGO = re.compile(
    r"(?:cách đây |khoảng |đăng |about )*(?P<count>\d{1,4}|"
    + "|".join(_NUMBERS)
    + r")\s?(?P<unit>giây|phút|giờ|tiếng|ngày|hôm|tuần|tháng|năm|secs?|seconds?|mins?|minutes?"
    r"|hours?|hrs?|days?|weeks?|months?|years?)(?: đồng hồ)?\s(?:trước(?: đây)?|ago)",
    re.IGNORECASE,
)
_DAYS = {
    "hôm nay": 0, "today": 0, "hôm qua": 1, "yesterday": 1, "hôm kia": 2,
    "tối qua": 1, "đêm qua": 1, "chiều qua": 1, "sáng qua": 1, "trưa qua": 1,
    "sáng nay": 0, "trưa nay": 0, "chiều nay": 0, "tối nay": 0, "đêm nay": 0,
}  # fmt: skip
_DAY = re.compile(
    r"(?:(?P<before>[01]?\d|2[0-3])[:hg](?P<before_minute>[0-5]\d),?\s)?"
    rf"(?P<day>{'|'.join(_DAYS)})"
    r"(?:(?:[\s,|•·–-]|lúc|at){1,6}(?P<hour>[01]?\d|2[0-3])[:hg](?P<minute>[0-5]\d)(?::[0-5]\d)?)?",
    re.IGNORECASE,
)
_JUST_NOW = frozenset(("vừa xong", "mới đây", "vừa đăng", "ngay bây giờ", "just now", "now"))
_LABEL = re.compile(
    r"(?:cập nhật(?: lần cuối)?|đăng(?: lúc)?|ngày đăng|updated|published|posted)\s?:?\s+", re.I
)
_LONGEST = 60
_MONTHS_IN_YEAR = 12


def relative_date(text: str, now: datetime) -> Published | None:
    """The date that a text tells as a distance from ``now``, or None where it is none.

    The whole text must be such a date, with a label in front at most; NFC is expected.

    >>> relative_date("Cập nhật: 2 giờ trước", datetime(2021, 1, 7, 1, 30)).isoformat()
    '2021-01-06T23:30'
    >>> relative_date("Hôm qua, 14:05", datetime(2021, 1, 7, 1, 30)).isoformat()
    '2021-01-06T14:05'
    """
    words = " ".join(text[: 2 * _LONGEST].split())
    if not words or len(words) > _LONGEST:
        return None
    told = _LABEL.sub("", words, count=1).strip(" .,()|-–").lower()
    if told in _JUST_NOW:
        return Published(now, Precision.MINUTE, words)
    ago = _AGO.fullmatch(told)
    if ago:
        return _ago(ago, now, words)
    day = _DAY.fullmatch(told)
    if not day:
        return None
    moment = datetime(now.year, now.month, now.day) - timedelta(days=_DAYS[day["day"]])
    hour, minute = day["hour"] or day["before"], day["minute"] or day["before_minute"]
    if hour is None:
        return Published(moment, Precision.DAY, words)
    return Published(moment.replace(hour=int(hour), minute=int(minute)), Precision.MINUTE, words)


def _ago(ago: re.Match[str], now: datetime, words: str) -> Published | None:
    stated = ago["count"]
    count = _NUMBERS[stated] if stated in _NUMBERS else int(stated)
    unit = ago["unit"]
    if unit.startswith(("năm", "year")):
        count, unit = count * _MONTHS_IN_YEAR, "tháng"
        precision = Precision.YEAR if count >= _MONTHS_IN_YEAR else Precision.MONTH
    else:
        precision = Precision.MONTH
    if unit.startswith(("tháng", "month")):
        return _months_ago(round(count), now, precision, words)
    seconds = _SECONDS[unit if unit in _SECONDS else unit.rstrip("s")]
    try:
        moment = now - timedelta(seconds=count * seconds)
    except OverflowError:
        return None
    if seconds >= _SECONDS["ngày"]:
        return Published(datetime(moment.year, moment.month, moment.day), Precision.DAY, words)
    return Published(moment.replace(second=0, microsecond=0), Precision.MINUTE, words)


def _months_ago(count: int, now: datetime, precision: Precision, words: str) -> Published | None:
    months = now.year * _MONTHS_IN_YEAR + now.month - 1 - count
    year, month = divmod(months, _MONTHS_IN_YEAR)
    if year < 1:
        return None
    if precision is Precision.YEAR:
        return Published(datetime(year, 1, 1), precision, words)
    return Published(datetime(year, month + 1, 1), precision, words)


_SECONDS = {
    "giây": 1, "sec": 1, "second": 1, "phút": 60, "min": 60, "minute": 60,
    "giờ": 3600, "tiếng": 3600, "hour": 3600, "hr": 3600,
    "ngày": 86400, "hôm": 86400, "day": 86400, "tuần": 604800, "week": 604800,
}  # fmt: skip
