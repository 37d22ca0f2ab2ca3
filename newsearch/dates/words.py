"""Dates as Vietnamese newsrooms write them, found in running text.

*Full dates* name day, month and year; *day-months* lack the year and count only
behind a word for a day (``Chiều 7/1``), so that scores, fractions and ``24/7`` stay
numbers. All text is expected in NFC.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsearch.article import Precision, Published

if TYPE_CHECKING:
    from collections.abc import Iterator

YEARS = range(1945, 2101)

_CLOCK = (
    r"(?P<{0}h>[01]?\d|2[0-3])\s?(?:[:hg]|giờ)\s?(?P<{0}m>[0-5]\d|\d(?=\s?['’′´]))(?::[0-5]\d(?:\.\d+)?)?"
    r"(?:\s?['’′´])?"  # 10:35'
)
_TIME_BEFORE = (
    "(?:" + _CLOCK.format("b") + r"(?:\s?phút)?(?:\s?(?P<early>[AP]M|SA|CH)\b)?[\s,|–-]{1,3}"
    r"(?:(?:thứ\s(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\snhật|t[2-7]|cn)[\s,|–-]{1,3})?(?:ngày\s)?)?"
)
_TIME_AFTER = (
    r"(?:(?:[\s,|•·–-]|lúc|T){1,6}" + _CLOCK.format("a") + r"(?:\s?phút)?"
    r"(?:\s?(?P<half>[AP]M|SA|CH)\b)?"
    r"(?:\s?\(?(?:GMT|UTC)?\s?(?P<zone>[+-]\d{1,2})(?::?\d\d)?\)?)?)?"
)
# The longer names first: "mười" opens two others.
_MONTHS = {
    "mười một": 11, "mười hai": 12, "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4,
    "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "chạp": 12,
}  # fmt: skip
_ENGLISH = {
    name: number
    for number, name in enumerate(
        ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"), 1
    )
}
_NUMBER_OF_MONTH = _MONTHS | _ENGLISH
# The groups of day, month and year in each way of writing a date.
_WRITINGS = (("y", "m", "d"), *((f"{way}y", f"{way}m", f"{way}d") for way in "iwnef"))
_DATE = (
    r"(?:(?P<iy>(?:19|20)\d\d)(?P<is>[-/.])(?P<im>\d{1,2})(?P=is)(?P<id>\d{1,2})"
    r"|(?P<d>\d{1,2})\s?(?P<s>[/.-])\s?(?P<m>\d{1,2})\s?(?P=s)\s?(?P<y>(?:19|20)\d\d)"
    r"|(?P<wd>\d{1,2})\s+(?:tháng\s+|thg\.?\s*)(?P<wm>\d{1,2}|" + "|".join(_MONTHS) + r")"
    r"(?:\s?,?\s+năm\s+|\s?[,/]\s?|\s+)(?P<wy>(?:19|20)\d\d)"
    r"|tháng\s+(?P<nm>\d{1,2}|"
    + "|".join(_MONTHS)
    + r")\s+(?P<nd>\d{1,2}),\s+(?P<ny>(?:19|20)\d\d)"
    r"|(?P<em>" + "|".join(_ENGLISH) + r")[a-z]{0,6}\.?\s+(?P<ed>\d{1,2})(?:st|nd|rd|th)?,?\s+"
    r"(?P<ey>(?:19|20)\d\d)"
    r"|(?P<fd>\d{1,2})(?:st|nd|rd|th)?\s+(?P<fm>" + "|".join(_ENGLISH) + r")[a-z]{0,6}\.?,?\s+"
    r"(?P<fy>(?:19|20)\d\d))"
)
_FULL = re.compile(
    r"(?<![\w/.,-])" + _TIME_BEFORE + _DATE + r"(?!\d)(?!\s?[/.-]\d)" + _TIME_AFTER,
    re.IGNORECASE,
)

_YEAR_OF_DATE = re.compile(r"(?:19|20)\d\d(?!\d)")
_AROUND_YEAR = 80

DAY_WORD = (
    r"(?:rạng\s+sáng|sáng|trưa|chiều|tối|đêm|khuya|hôm|ngày|mùng|mồng"
    r"|thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật)"
)
_DAY_MONTH = re.compile(
    r"(?<!\w)(?P<lead>" + DAY_WORD + r"(?:\s+(?:sớm|muộn|nay|qua|kia|ngày))*)[\s,]{0,2}\(?\s?"
    # "14–17/10", "27 và 28-7", "14/10 đến 17/10": the last day is when it was written.
    r"(?:(?P<first>\d{1,2})(?:[/.]\d{1,2})?\s?(?:-|–|—|,|và|đến|tới)\s?(?:ngày\s+)?)?"
    r"(?P<d>\d{1,2})(?:\s?(?P<s>[/.-])\s?(?P<m>\d{1,2})|\s+tháng\s+(?P<wm>\d{1,2}))"
    r"(?![\d%])(?!\s?[/.-]\s?\d)(?!,\d)",
    re.IGNORECASE,
)

# Words just before a date that make it the date of something else: of a legal act or a
# birth, or a border of time.
_OF_AN_ACT = re.compile(
    r"(?:\bsố\s+[\w/.-]{2,40}\s?,?|\b(?:nghị quyết|quyết định|nghị định|thông tư|chỉ thị|công văn"
    r"|(?<!pháp )luật|sinh|cấp|ban hành|kỷ niệm)"
    r"(?:\s+[\w/.-]{1,30}){0,3}\s?[:,(]?)\s?(?:ngày)?\s?$",
    re.IGNORECASE,
)
_A_BORDER = re.compile(
    r"\b(?:từ|trước|đến|tới|sau|hết|cho đến|dự kiến|hạn|chậm nhất|qua)(?:\s+(?:là|vào))?"
    r"\s?(?:ngày)?\s?$",
    re.IGNORECASE,
)
_LOOK_BACK = 90


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text: where it stands, what it says, and whether it is a legal act's or such."""

    start: int
    end: int
    published: Published
    of_something_else: bool = False


@dataclass(frozen=True, slots=True)
class FoundDay:
    """A day and month without year behind a word for a day."""

    start: int
    end: int
    words: str
    day: int
    month: int
    of_something_else: bool = False

    def in_year(self, year: int) -> datetime | None:
        """The day in that year, or None where it has no such day."""
        return make_moment(year, self.month, self.day)


def make_moment(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime | None:
    """A moment, or None where there is no such day or the year is no newspaper's."""
    if year not in YEARS:
        return None
    try:
        return datetime(year, month, day, hour, minute)
    except ValueError:
        return None


def full_dates(text: str) -> Iterator[FoundDate]:
    """The possible dates with day, month and year in ``text``, with their time of day."""
    end = 0
    for year in _YEAR_OF_DATE.finditer(text):
        begin = year.start()
        if begin < end:
            continue
        # Everything of a date stands this near its year; elsewhere none is looked for.
        match = _FULL.search(text, max(end, begin - _AROUND_YEAR), begin + _AROUND_YEAR)
        if not match:
            continue
        end = match.end()
        published = _published(match)
        if published:
            # With a time of day in front it is when something was written.
            other = not match["bh"] and _is_of_something_else(text, match.start())
            yield FoundDate(match.start(), end, published, other)


def day_months(text: str) -> Iterator[FoundDay]:
    """The days and months without year in ``text``."""
    for match in _DAY_MONTH.finditer(text):
        day, month = int(match["d"]), int(match["m"] or match["wm"])
        # 2024 has every day that any year has.
        if make_moment(2024, month, day):
            other = not match["first"] and _is_of_something_else(text, match.start())
            words = match[0].strip()
            yield FoundDay(match.start(), match.end(), words, day, month, other)


def _is_of_something_else(text: str, start: int) -> bool:
    before = text[max(0, start - _LOOK_BACK) : start]
    return bool(_OF_AN_ACT.search(before) or _A_BORDER.search(before))


def _published(match: re.Match[str]) -> Published | None:
    groups = next(groups for groups in _WRITINGS if match[groups[0]])
    stated = match[groups[1]].lower()
    month = _NUMBER_OF_MONTH[stated] if stated in _NUMBER_OF_MONTH else int(stated)
    year, day = int(match[groups[0]]), int(match[groups[2]])
    hour, minute = match["ah"] or match["bh"], match["am"] or match["bm"]
    words = " ".join(match[0].split())
    if hour is None:
        moment = make_moment(year, month, day)
        return Published(moment, Precision.DAY, words) if moment else None
    hours = int(hour)
    half = (match["half"] or match["early"] or "").upper()
    if half in ("PM", "CH") and hours < 12:
        hours += 12
    moment = make_moment(year, month, day, hours, int(minute))
    if moment and match["zone"]:
        offset = timedelta(hours=int(match["zone"]))
        if abs(offset) <= timedelta(hours=14):
            moment += timedelta(hours=7) - offset
    return Published(moment, Precision.MINUTE, words) if moment else None
