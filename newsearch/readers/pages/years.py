"""The year of a day that a page gives without one (*Chiều 7/1*), from the page's own words.

The rules, in this order:

1. A full date of the same day and month in the text gives its year.
2. The years that the text names count: three times in title and lead, once in the body.
   Not counted are years in spans (``2021-2026``, *giai đoạn*, *nhiệm kỳ*), of legal acts
   (*Luật Đất đai năm 2013*, ``68/2026/NĐ-CP``), of births, goals (*đến năm 2030*) and
   beginnings (*từ năm 2012*). *So với năm 2019* alone speaks from the year after.
3. In January and February the later of two consecutive years is meant (the report on the
   past year, the plan for the new one); a year that is only summed up (*tổng kết năm 2020*)
   means the next. In November and December the earlier of the two is meant, and a year
   that is only planned (*nhiệm vụ năm 2021*) means the one before.
4. Else the year that counts most is meant, and of equals the latest.
5. With no year in the text, the dates of the other news on the page, or the time of the
   file, help if they follow the day closely enough to be of the same visit or week.

A year that would put the day after the other news of the page, or after the time of the
file, is impossible throughout.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from newsearch.article import Published
from newsearch.dates.words import YEARS, FoundDay, full_dates

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SPAN = (
    r"(?:19|20)\d\d\s?[-–—/]\s?(?:19|20)?\d\d(?!\d)"
    r"|(?:19|20)\d\d\s(?:đến|tới)\s(?:năm\s)?(?:19|20)\d\d"
)
_YEAR = re.compile(
    r"(?P<span>" + _SPAN + r")|(?P<act>\d+/(?:19|20)\d\d/[^\W\d_]+)"
    r"|(?<![\d/.,:-])(?P<quarter>(?:quý\s[IV1-4]{1,3}|tháng\s\d{1,2})\s?(?:/|năm\s"
    r"|-)\s?)?(?P<word>năm\s)?"
    r"(?P<year>(?:19|20)\d\d)(?![\d]|[.,]\d|\s?(?:đồng|người|m\b|km|tỷ|triệu|%|USD))",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"(?:19|20)\d\d")
_BEFORE_YEAR, _BEHIND_YEAR = 24, 60
_NOT_NOW = re.compile(
    r"(?:\b(?:giai đoạn|nhiệm kỳ|sinh|sn|luật|bộ luật|hiến pháp|nghị quyết|quyết định|nghị định"
    r"|pháp lệnh"
    r"|thông tư|đến|tới|từ|trước|sau|cuối|tầm nhìn|mục tiêu|thành lập|kỷ niệm|kể từ|mùa|khóa"
    r"|lịch sử)\b[^.,;]{0,25}"
    r"|\b(?:đầu|giữa|cuối|hồi|vào)\s|(?:^|[.!?…\n]\s?)trước (?:đó|đây)\b[^.\n]{0,100}|\()$",
    re.IGNORECASE,
)
_COMPARED = re.compile(r"(?:so với|cùng kỳ|tăng[^.;]{0,30}so)\b[^.;]{0,40}$", re.IGNORECASE)
_SUMMED_UP = re.compile(
    r"\b(?:tổng kết|sơ kết|đánh giá|kết quả|năm qua|trong năm)\b[^.;]{0,90}$", re.IGNORECASE
)
_PLANNED = re.compile(
    r"\b(?:nhiệm vụ|kế hoạch|phương hướng|chương trình|dự toán|giải pháp|chỉ tiêu|mục tiêu"
    r"|triển khai)\b[^.;]{0,90}$",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"\b(?:sẽ|dự kiến|kế hoạch|phấn đấu|hoàn thành|trước|đến|hết|hạn|chậm nhất|từ|bắt đầu"
    r"|áp dụng|hiệu lực|diễn ra)\b[^.!?\n]*$",
    re.IGNORECASE,
)
MUCH_LATER = timedelta(days=60)
"""A text that goes on to days this much after the one it begins with told of history there."""
_LOOK_BACK = 110
_LEAD_WEIGHT = 3
_TEXT_LIMIT = 200_000
NEWS_WINDOW = timedelta(days=31)
"""How long after a day the other news of the same page may be to give its year."""
FILE_WINDOW = timedelta(days=7)
"""How long after a day a file may have been saved to give its year."""


@dataclass(frozen=True, slots=True)
class PageTimes:
    """What else a page says of time: limits and last resorts for a year.

    ``others`` are the dates of its other news, ``saved`` when the file was written,
    ``now`` the present.
    """

    now: datetime
    others: Sequence[Published] = ()
    saved: datetime | None = None

    def latest(self) -> datetime:
        """The last moment at which the article can have been published."""
        limits = [self.now + timedelta(days=1)]
        if self.others:
            limits.append(max(other.last_moment() for other in self.others))
        if self.saved:
            limits.append(self.saved + timedelta(days=1))
        return min(limits)


@dataclass(frozen=True, slots=True)
class _Mention:
    year: int
    words: str
    weight: int
    compared: bool
    summed_up: bool
    planned: bool


def resolve_year(day: FoundDay, lead: str, body: str, times: PageTimes) -> tuple[int, str] | None:
    """The year of ``day`` and the words that give it, or None where nothing tells.

    ``lead`` is the title with the first paragraph, ``body`` the rest of the text.
    """
    latest, earliest = times.latest(), datetime.min
    for text in (lead, body[:_TEXT_LIMIT]):
        for found in full_dates(text):
            moment = found.published.moment
            if moment > latest:
                continue
            if (moment.day, moment.month) == (day.day, day.month):
                return moment.year, found.published.words
            if not found.of_something_else and not is_ahead(text, found.start):
                earliest = max(earliest, moment - MUCH_LATER)
    mentions = [
        mention
        for text, weight in ((lead, _LEAD_WEIGHT), (body[:_TEXT_LIMIT], 1))
        for mention in _mentions(text, weight)
    ]
    return _from_mentions(day, mentions, earliest, latest) or _from_surroundings(day, times)


def is_ahead(text: str, start: int) -> bool:
    """Whether the date that starts there is spoken of as still to come."""
    return bool(_AHEAD.search(text[max(0, start - 80) : start]))


def _mentions(text: str, weight: int) -> Iterator[_Mention]:
    for match in _years(text):
        if not match["year"] or int(match["year"]) not in YEARS:
            continue
        before = text[max(0, match.start() - _LOOK_BACK) : match.start()]
        compared = bool(_COMPARED.search(before))
        if not compared and not match["quarter"] and _NOT_NOW.search(before):
            continue
        yield _Mention(
            int(match["year"]),
            " ".join(match[0].split()),
            weight if match["word"] or match["quarter"] else 1,
            compared,
            bool(_SUMMED_UP.search(before)),
            bool(_PLANNED.search(before)),
        )


def _years(text: str) -> Iterator[re.Match[str]]:
    """What `_YEAR` finds, looked for around the digits of years alone."""
    end = 0
    for digits in _DIGITS.finditer(text):
        begin = digits.start()
        if begin < end:
            continue
        match = _YEAR.search(text, max(end, begin - _BEFORE_YEAR), begin + _BEHIND_YEAR)
        if match:
            end = match.end()
            yield match


def _from_mentions(
    day: FoundDay, mentions: Sequence[_Mention], earliest: datetime, latest: datetime
) -> tuple[int, str] | None:
    def possible(year: int) -> bool:
        moment = day.in_year(year)
        return moment is not None and earliest <= moment <= latest

    weights: Counter[int] = Counter()
    for mention in mentions:
        if not mention.compared:
            weights[mention.year] += mention.weight
    if not weights:
        compared = [mention for mention in mentions if mention.compared]
        years = {mention.year + 1 for mention in compared if possible(mention.year + 1)}
        if not years:
            return None
        year = max(years)
        return year, next(mention.words for mention in compared if mention.year == year - 1)
    # Years long before the latest one named are history.
    newest = max((year for year in weights if possible(year)), default=max(weights))
    recent = [year for year in weights if newest - 1 <= year]
    best = max(recent, key=lambda year: (weights[year], year))
    if day.month <= 2:
        best = _in_january(best, weights, mentions)
    elif day.month >= 11:
        best = _in_december(best, weights, mentions)
    if not possible(best):
        earlier = [year for year in weights if year < best and possible(year)]
        if best - 1 in earlier or (possible(best - 1) and not earlier):
            best -= 1
        elif earlier:
            best = max(earlier)
        else:
            return None
    words = [mention.words for mention in mentions if mention.year == best]
    words += [mention.words for mention in mentions if abs(mention.year - best) == 1]
    return best, next(iter(words), f"năm {best}")


def _in_january(best: int, weights: Counter[int], mentions: Sequence[_Mention]) -> int:
    if best + 1 in weights:
        return best + 1
    only = [mention for mention in mentions if mention.year == best]
    return best + 1 if only[0].summed_up and not any(it.planned for it in only) else best


def _in_december(best: int, weights: Counter[int], mentions: Sequence[_Mention]) -> int:
    if best - 1 in weights:
        return best - 1
    only = [mention for mention in mentions if mention.year == best]
    return best - 1 if only[0].planned and not any(it.summed_up for it in only) else best


def _from_surroundings(day: FoundDay, times: PageTimes) -> tuple[int, str] | None:
    first_other = max((other.moment for other in times.others), default=None)
    for moment, window, name in (
        (first_other, NEWS_WINDOW, "other news"),
        (times.saved, FILE_WINDOW, "file time"),
    ):
        if moment is None:
            continue
        for year in (moment.year, moment.year - 1):
            candidate = day.in_year(year)
            if candidate and timedelta() <= moment - candidate <= window:
                return year, f"{name} {moment:%d/%m/%Y}"
    return None
