"""The date of a page's article: which lines and words state it, and which state something else.

Taken in this order: a date line near title, lead or end; a full date in the lead; a day
and month in the lead or at the beginning of the first paragraphs, with a year from the
context (see `years`); a crawler's stamp; a letterhead (*Hải Phòng, ngày …*), which on
print pages is the day of printing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsearch.article import Published
from newsearch.dates.values import is_future, read_date
from newsearch.dates.words import DAY_WORD, FoundDate, day_months, full_dates
from newsearch.readers.pages.years import MUCH_LATER, PageTimes, is_ahead, resolve_year

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsearch.readers.pages.lines import Line

_LABEL = re.compile(
    r"(?:cập nhật(?: lần cuối| lúc)?|đăng(?: lúc| ngày)?|ngày đăng|ngày xuất bản|xuất bản"
    r"|thời gian(?: đăng)?"
    r"|publish(?:ed)?(?: on| at)?|ngày cập nhật|ngày viết|ngày)\s?:?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật|t[2-7]|cn)\b", re.IGNORECASE
)
_NOISE = re.compile(r"\b(?:gmt|utc|lúc|ngày|am|pm)\b|[+-]\s?0?7(?::?00)?", re.IGNORECASE)
_PRINT = re.compile(r"(?:print|in (?:trang|bài|ra)|ngày in|in ngày)\b", re.IGNORECASE)
_CRAWLED = re.compile(
    r"(?:crawled|collected(?:_at| at)?|date_crawled|ngày thu thập|thu thập|truy cập)\b.{0,20}?:?",
    re.IGNORECASE,
)
_LETTERHEAD = re.compile(
    r"[^\d,]{3,40},\s?ngày\s\d{1,2}\stháng\s\d{1,2}\snăm\s\d{4}\.?", re.IGNORECASE
)
_STAMP = re.compile(r"date\s+(\d{4}-\d{2}(?:-\d{2})?)(?=\s|$)\s*", re.IGNORECASE)
_SENTENCE_START = re.compile(
    r"(?:^|[.!?…;]\s|[\"“(]\s?|\)\s?[-–—]?\s?|\s[-–—]\s|,\s)(?:vào\s)?$", re.IGNORECASE
)
_LONGEST = 130
_LEAD_LENGTH = 600
_EARLY_PARAGRAPHS = 3


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that states a date: what it is, and the words around it (an author, a section)."""

    published: Published
    rest: str = ""
    labelled: bool = False
    letterhead: bool = False


@dataclass(slots=True)
class PageDates:
    """The dates that a page states outside its text, as they are met."""

    lines: list[DateLine] = field(default_factory=list)
    stamp: Published | None = None
    limits: list[Published] = field(default_factory=list)


def date_line(line: Line) -> DateLine | None:
    """A line that is there to state a date, with at most a section or a name beside it."""
    text = line.text
    if len(text) > _LONGEST or line.url or not any(letter.isdigit() for letter in text):
        return None
    found = [date for date in full_dates(text) if not date.of_something_else]
    if not found or _PRINT.match(text) or _CRAWLED.match(text):
        return None
    best = max(found, key=lambda date: date.published.precision == "minute")
    outside = text[: best.start] + " | " + text[best.end :]
    for other in full_dates(outside):  # the same day, printed twice
        outside = outside[: other.start] + " | " + outside[other.end :]
        break
    labelled = bool(_LABEL.match(text))
    rest = _NOISE.sub(" ", _WEEKDAY.sub("|", _LABEL.sub("", outside)))
    pieces = [piece.strip(" ,.:()[]–—-•·/") for piece in re.split(r"[|•·]|\s[-–—]\s", rest)]
    rest = " ".join(piece for piece in pieces if re.search(r"\w", piece))
    letterhead = bool(_LETTERHEAD.fullmatch(text))
    if letterhead:
        return DateLine(best.published, "", letterhead=True)
    if rest.count(" ") > 6 or len(rest) > 45 or (rest and not _stands_apart(text, best)):
        return None
    return DateLine(best.published, rest, labelled)


def _stands_apart(text: str, found: FoundDate) -> bool:
    """Whether the date opens or closes the line and is not the end of a phrase (*lễ ngày …*)."""
    before, after = text[: found.start].rstrip(), text[found.end :].strip()
    if re.search(r"\b(?:ngày|tháng|năm|từ|đến|sáng|chiều|tối|trưa)$", before, re.IGNORECASE):
        return bool(re.search(r"[,|–—:-]\s*ngày$", before, re.IGNORECASE))
    return not before or not re.search(r"\w", after) or before.endswith(("|", "-", "–", "—", ","))


def print_day(line: Line) -> Published | None:
    """The day on which a page was printed or fetched, where a line says so."""
    if len(line.text) > _LONGEST or not (_PRINT.match(line.text) or _CRAWLED.match(line.text)):
        return None
    found = next(full_dates(line.text), None)
    return found.published if found else None


def split_stamp(text: str) -> tuple[Published | None, str]:
    """A crawler's stamp (``date 2017-04``) at the beginning of a text, and the rest."""
    match = _STAMP.match(text)
    return (read_date(match[1]), text[match.end() :]) if match else (None, text)


def choose_date(
    dates: PageDates, title: str, lead: str, paragraphs: Sequence[str], times: PageTimes
) -> tuple[Published | None, str]:
    """The date of the article, or None with a remark that says why."""
    remark = ""
    for line in sorted(dates.lines, key=lambda line: not line.labelled):
        if line.letterhead:
            continue
        if is_future(line.published, times.now):
            remark = f"date in the future, left out: {line.published.words!r}"
            continue
        return _most_precise(line.published, dates), ""
    published, yearless = _from_text(title, lead, paragraphs, times)
    if yearless and not remark:
        remark = f"no date found: no year for {yearless!r}"
    if published is None and dates.stamp and not is_future(dates.stamp, times.now):
        published = dates.stamp
    if published is None:
        for line in dates.lines:
            if line.letterhead and not is_future(line.published, times.now):
                return line.published, ""
    return published, "" if published else remark or "no date found"


def _most_precise(published: Published, dates: PageDates) -> Published:
    """The same day with its time of day, where another line states that."""
    for line in dates.lines:
        other = line.published
        if other.precision == "minute" and other.moment.date() == published.moment.date():
            return other if published.precision != "minute" else published
    return published


def _from_text(
    title: str, lead: str, paragraphs: Sequence[str], times: PageTimes
) -> tuple[Published | None, str]:
    """The date that the text states, or the words that lack a year to be one."""
    body = "\n".join(paragraphs)
    latest = times.latest()
    openings = [(lead[:_LEAD_LENGTH], True)]
    openings += [(text[:_LEAD_LENGTH], False) for text in paragraphs[:_EARLY_PARAGRAPHS]]
    for text, anywhere in openings:
        for found in full_dates(text):
            published = found.published
            if (
                not found.of_something_else
                and published.moment <= latest
                and _has_day_word(text, found.start)
                and (anywhere or _opens_sentence(text, found.start))
            ):
                if _is_history(published, text + "\n" + body):
                    return None, ""
                midnight = published.moment.replace(hour=0, minute=0)
                return Published(midnight, words=_words(text, found)), ""
        for day in day_months(text):
            if day.of_something_else or not (anywhere or _opens_sentence(text, day.start)):
                continue
            resolved = resolve_year(day, f"{title}\n{lead}", body, times)
            moment = day.in_year(resolved[0]) if resolved else None
            words = day.words + ")" * ("(" in day.words)
            if resolved and moment:
                return Published(moment, words=words, context=resolved[1]), ""
            return None, words
    return None, ""


_DAY_WORD_BEFORE = re.compile(
    r"(?:" + DAY_WORD + r"(?:\s+(?:nay|qua|ngày))?[\s,(]{1,3})$", re.IGNORECASE
)


def _has_day_word(text: str, start: int) -> bool:
    return start == 0 or bool(_DAY_WORD_BEFORE.search(text[max(0, start - 40) : start]))


def _words(text: str, found: FoundDate) -> str:
    before = _DAY_WORD_BEFORE.search(text[max(0, found.start - 40) : found.start])
    return (before[0] if before else "") + found.published.words


def _opens_sentence(text: str, start: int) -> bool:
    before = re.sub(r"(?i)" + DAY_WORD + r"[\s,(]{0,3}$", "", text[:start][-80:])
    return not before.strip() or bool(_SENTENCE_START.search(before))


def _is_history(published: Published, text: str) -> bool:
    """Whether the text goes on to days long after that one, and not as plans."""
    for found in full_dates(text[:200_000]):
        if (
            found.published.moment - published.moment > MUCH_LATER
            and not found.of_something_else
            and not is_ahead(text, found.start)
        ):
            return True
    return False
