"""Dates and names as pages show them beside a title: *Đăng bởi Hà Thu vào Thứ 2, 12/05/2014*."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsearch.article import Published
from newsearch.dates.relative import relative_date
from newsearch.dates.values import read_date
from newsearch.dates.words import make_moment
from newsearch.readers.html.body import line_of
from newsearch.readers.pages.bylines import Byline, byline, source_words
from newsearch.readers.pages.dates import DateLine, date_line
from newsearch.readers.pages.lines import Line
from newsearch.readers.pages.names import are_names
from newsearch.readers.pages.phrases import PLACES, SECTIONS
from newsearch.sources.papers import paper_named

if TYPE_CHECKING:
    from datetime import datetime

    from newsearch.readers.html.blocks import Block

_WEEKDAYS = {
    name: day
    for day, names in enumerate(
        (
            "mon,monday,t2,thứ 2,thứ hai", "tue,tues,tuesday,t3,thứ 3,thứ ba",
            "wed,wednesday,t4,thứ 4,thứ tư", "thu,thur,thurs,thursday,t5,thứ 5,thứ năm",
            "fri,friday,t6,thứ 6,thứ sáu", "sat,saturday,t7,thứ 7,thứ bảy",
            "sun,sunday,cn,chủ nhật",
        )
    )
    for name in names.split(",")
}  # fmt: skip
_WEEKDAY_DATE = re.compile(
    r"\b(?P<weekday>" + "|".join(sorted(_WEEKDAYS, key=len, reverse=True)) + r")[\s,.-]{1,3}"
    r"(?P<words>(?P<month>\d{1,2})/(?P<day>\d{1,2})/(?P<year>(?:19|20)\d\d)"
    r"(?:[\s,|-]{1,3}(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d))?)(?![\d:])",
    re.IGNORECASE,
)
_ENGLISH_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?[,.]\s+(?=\d)",
    re.IGNORECASE,
)
_BY = (
    r"(?:(?:submitted|posted|published|written|created)\s+by|by"
    r"|(?:(?:được|bài)\s+)?(?:(?:đăng|đăng tải|gửi|gởi|viết|tạo)\s+)?bởi"
    r"|người (?:đăng|gửi|viết|tạo)(?: bài(?: viết)?| tin)?|tác giả(?: bài viết)?)"
)
_SUBMITTED = re.compile(
    _BY + r"\s?:?\s+(?P<name>[^\d|]{2,60}?)\s*"
    r"(?:\b(?:on|at|vào(?: lúc| ngày)?|lúc|ngày)\b|[,|•·]|\s[–-]\s)\s*"
    r"(?P<date>\S.{0,60}(?:19|20)\d\d.{0,30})",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"(?:(?:tác giả|bài và ảnh|bài|tin|người viết|theo)\s?:\s?|" + _BY + r"(?:\s?:)?\s+)",
    re.IGNORECASE,
)
_NOTED = re.compile(
    r"(?P<name>[^()/]{3,50}?)\s?(?:\((?P<note>[^()]{2,40})\)|/\s?(?P<desk>.{2,40}))"
)
_OFFICE = re.compile(
    r"(?P<name>[^()–,-]{5,40}?)\s?[–,(-]\s?(?:phóng viên|cộng tác viên|ctv|biên tập viên|công chức"
    r"|cán bộ|chuyên viên|chuyên gia|giảng viên|giáo viên|sinh viên|học sinh|hội viên|đoàn viên"
    r"|nhà (?:báo|văn|thơ)|luật sư|bác sĩ|thạc sĩ|tiến sĩ|(?:phó )?(?:chủ tịch|bí thư|trưởng"
    r"|giám đốc|hiệu trưởng|chánh)|ban|phòng|đài|trung tâm|tt|trường|khoa|sở|hội|ubnd|ủy ban"
    r"|đảng ủy|huyện đoàn|tỉnh đoàn|thành đoàn|đoàn|văn phòng|vp|công an|chi cục|cục|viện"
    r"|bảo tàng|thư viện|mttq|ubmttq|vh-?tt|vhxh)\s[^.!?:;]{2,60}",
    re.IGNORECASE,
)
# Places that nobody is called after.
_NO_PEOPLE = frozenset(
    ("hà nội", "đà nẵng", "hải phòng", "cần thơ", "việt nam", "sài gòn", "hồ chí minh", "đồng nai")
)
_AGO = re.compile(
    r"(?:(?P<name>[^\d,|•·–-]{3,40}?)(?:\s?[,|•·–-])?\s)??"
    r"(?P<told>(?:cập nhật\s?:?\s|đăng\s?:?\s|khoảng\s)?"
    r"(?:\d|một|hai|ba|hôm|sáng|chiều|tối|vừa|cách).{1,40})",
    re.IGNORECASE,
)
# Accounts of systems, which sign what others wrote.
_ACCOUNTS = re.compile(
    r"(?:super ?user|admin(?:istrator)?|(?:ban )?quản trị(?: viên| mạng| hệ thống| web(?:site)?)?"
    r"|web ?master|root|editor|user|demo|thành viên)\s?\d{0,3}",
    re.IGNORECASE,
)
_LONGEST_DATE = 130
_LONGEST_NAME = 40
_MOST_WORDS = 5


def shown_date(block: Block, present: datetime | None = None) -> DateLine | None:
    """The date that a block is there to state, with the name beside it as its ``rest``.

    ``present`` is the moment that *2 giờ trước* counts from; unknown, such dates are left out.
    """
    text = block.text
    if len(text) > _LONGEST_DATE:
        return None
    line = line_of(replace(block, url=""))
    found = date_line(line)
    if submitted := _SUBMITTED.fullmatch(text):
        dated = replace(line, text=submitted["date"])
        inner = _month_first(dated.text) or date_line(dated)
        found = replace(inner, rest=submitted["name"].strip()) if inner else found
    else:
        found = _month_first(text) or found
    if found is None or found.published.precision != "minute":
        moment = read_date(block.moment) if block.moment else None
        same_day = moment and found and moment.moment.date() == found.published.moment.date()
        if moment and (found is None or same_day):
            return DateLine(moment, found.rest if found else "")
    if found is None and present is not None:
        ago = _AGO.fullmatch(text)
        told = relative_date(ago["told"], present) if ago else None
        name = (ago["name"] or "").strip() if ago else ""
        if told and (not name or marked_author(name)):
            return DateLine(told, name, relative=True)
    return found


def _month_first(text: str) -> DateLine | None:
    """A date behind a weekday that only fits with the month in front (*Fri, 03/15/2019*)."""
    match = _WEEKDAY_DATE.search(text)
    if not match:
        return None
    weekday = _WEEKDAYS[" ".join(match["weekday"].lower().split())]
    year, first, second = int(match["year"]), int(match["month"]), int(match["day"])
    clock = int(match["hour"] or 0), int(match["minute"] or 0)
    usual = make_moment(year, second, first, *clock)
    moment = make_moment(year, first, second, *clock)
    if moment is None or moment.weekday() != weekday or (usual and usual.weekday() == weekday):
        return None
    day_first = f"{second}/{first}/{year}" + text[match.end("year") :]
    mended = text[: match.start("words")] + day_first
    line = date_line(Line(_ENGLISH_WEEKDAY.sub("", mended), True))
    if line is None:
        return None
    published = line.published
    words = match["words"]
    return replace(line, published=Published(published.moment, published.precision, words))


def marked_author(text: str) -> Byline | None:
    """The names in a text that the page marks as its author's.

    >>> marked_author("bởi Hoàng Vy")
    Byline(author='Hoàng Vy', source='')
    """
    if source := source_words(text):
        return Byline(source=source)
    bare = _LABEL.sub("", f"{text} ", count=1).strip()
    if not bare or _ACCOUNTS.fullmatch(bare):
        return None
    if named := byline(text, placed=True) or byline(bare, placed=True) or author_in_office(bare):
        return named
    return noted_author(bare) or (Byline(bare) if _is_full_name(bare) else None)


def noted_author(text: str) -> Byline | None:
    """Who stands with a paper or a desk behind the name (*Khánh Hòa (TTXVN)*)."""
    note = _NOTED.fullmatch(text.strip(" -–|"))
    if not note or not _is_full_name(name := note["name"].strip()):
        return None
    paper = note["note"] or note["desk"] or ""
    return Byline(name, paper if paper_named(paper) else "")


def author_in_office(text: str) -> Byline | None:
    """Who signs with an office or a workplace (*Bùi Thị Lành - Đài Truyền thanh xã*)."""
    if len(text) > _LONGEST_DATE:
        return None
    match = _OFFICE.fullmatch(_LABEL.sub("", text, count=1))
    if not match or not are_names(match["name"]) or " " not in match["name"]:
        return None
    return Byline(match["name"])


def _is_full_name(text: str) -> bool:
    """Whether a text may be a name though it is a place's, too (*Khánh Hòa*)."""
    words = text.split()
    return (
        2 <= len(words) <= _MOST_WORDS
        and len(text) <= _LONGEST_NAME
        and all(word[0].isupper() and word.isalpha() for word in words)
        and text.lower() not in SECTIONS
        and text.lower() not in _NO_PEOPLE
        and (text.lower() in PLACES or not paper_named(text))
    )
