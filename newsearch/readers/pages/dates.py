"""The date of a page's article: which lines and words state it, and which state something else.

Taken in this order: a date line near title, lead or end; a full date in the lead; a day
and month in the lead or at the beginning of the first paragraphs, with a year from the
context (see `years`); a crawler's stamp; a letterhead (*Hải Phòng, ngày …*), which on
print pages is the day of printing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from newsearch.article import Published
from newsearch.dates.values import is_future, read_date
from newsearch.dates.words import DAY_WORD, FoundDate, day_months, full_dates
from newsearch.readers.pages.bylines import byline
from newsearch.readers.pages.names import are_names
from newsearch.readers.pages.years import MUCH_LATER, PageTimes, is_ahead, resolve_year
from newsearch.sources.papers import paper_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsearch.readers.pages.lines import Line

_LABEL = re.compile(
    r"(?:cập nhật(?: lần cuối)?(?: lúc| ngày)?|(?:được |đã )?đăng(?: tải| bài)?(?: lúc| ngày"
    r"| vào| bởi)?"
    r"|ngày (?:đăng|xuất bản|đăng tải|phát hành|cập nhật|viết|tạo)(?: bài| tin)?"
    r"|xuất bản(?: lúc| ngày)?"
    r"|thời gian(?: đăng| xuất bản)?|(?:last )?(?:updated?|modified|posted?"
    r"|publish(?:ed)?)(?: on| at)?"
    r"|date|ngày)\s?:?",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(
    r"\b(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật|t[2-7]|cn)\b", re.IGNORECASE
)
_UPDATED = re.compile(r"(?:ngày )?cập nhật|(?:last )?(?:update|modified)", re.IGNORECASE)
_VIEWS = re.compile(
    r"[\d.,]{1,10}\s?(?:lượt (?:xem|đọc|nghe)|views?|bình luận|phản hồi)\b"
    r"|(?:lượt (?:xem|đọc)|đã xem|số lượt xem|bình luận|views?)\s?[:(]?\s?[\d.,]{1,10}\)?"
    r"|[\d.,]{1,4}\s?phút đọc",
    re.IGNORECASE,
)
_NOISE = re.compile(
    r"\b(?:gmt|utc|giờ việt nam|phát hành|lúc|ngày|am|pm)\b|[+-]\s?0?7(?::?00)?", re.IGNORECASE
)
_PRINT = re.compile(r"(?:print|in (?:trang|bài|ra)|ngày in|in ngày)\b", re.IGNORECASE)
_PRINT_SIGN = re.compile(
    r"^\W{0,3}in (?:trang|bài|tin)(?: này)?\b|đóng (?:cửa sổ|lại)\b|^\W{0,3}(?:bản|ngày) in\b"
    r"|^\S{0,120}(?:/|=)\S{0,20}print|close window",
    re.IGNORECASE,
)
_CRAWLED = re.compile(
    r"(?:crawled|collected(?:_at| at)?|date_crawled|ngày thu thập|thu thập|truy cập)\b.{0,20}?:?",
    re.IGNORECASE,
)
_LETTERHEAD = re.compile(
    r"[^\d,]{3,40},\s?ngày\s\d{1,2}\stháng\s\d{1,2}\snăm\s\d{4}\.?", re.IGNORECASE
)
_STAMP = re.compile(r"date\s+(\d{4}-\d{2}(?:-\d{2})?)(?=\s|$)\s*", re.IGNORECASE)
_PARTS_OF_DAYS = frozenset(("sáng", "trưa", "chiều", "tối", "đêm"))
_ENGLISH_DAYS = frozenset(("mon", "tue", "wed", "thu", "fri", "sat", "sun"))
_SENTENCE_START = re.compile(
    r"(?:^|[.!?…;]\s|[\"“(]\s?|\)\s?[-–—]?\s?|\s[-–—]\s|,\s)(?:vào\s)?$", re.IGNORECASE
)
_LONGEST = 130
_LONGEST_REST = 45
_MOST_WORDS = 6
_LEAD_LENGTH = 600
_EARLY_PARAGRAPHS = 3
# So many dates below the text are those of other news.
_LIST_OF_DATES = 3


@dataclass(frozen=True, slots=True)
class DateLine:
    """A line that states a date: what it is, and the words around it (an author, a section).

    ``updated`` says that it is the day of a change; ``far`` that it stands high above the
    title, where sites print the present day; ``below`` that it stands in or after the text;
    ``relative`` that it counts back from when the page was saved.
    """

    published: Published
    rest: str = ""
    labelled: bool = False
    letterhead: bool = False
    updated: bool = False
    far: bool = False
    below: bool = False
    relative: bool = False


@dataclass(slots=True)
class PageDates:
    """The dates that a page states outside its text, as they are met.

    ``printed`` tells that the page was made for printing: a letterhead's day is of that.
    """

    lines: list[DateLine] = field(default_factory=list)
    stamp: Published | None = None
    limits: list[Published] = field(default_factory=list)
    printed: bool = False


def date_line(line: Line) -> DateLine | None:
    """A line that is there to state a date, with at most a section or a name beside it."""
    text = line.text
    if len(text) > _LONGEST or line.url or not _HAS_YEAR(text):
        return None
    return _date_line(text)


_HAS_YEAR = re.compile(r"(?:19|20)\d\d").search


@lru_cache(maxsize=2048)
def _date_line(text: str) -> DateLine | None:
    found = [date for date in full_dates(text) if not date.of_something_else]
    if not found or _PRINT.match(text) or _CRAWLED.match(text):
        return None
    best = max(found, key=lambda date: date.published.precision == "minute")
    outside = text[: best.start] + " | " + text[best.end :]
    for other in full_dates(outside):  # the same day, printed twice
        outside = outside[: other.start] + " | " + outside[other.end :]
        break
    labelled = bool(_LABEL.match(text))
    outside = _VIEWS.sub("|", _WEEKDAY.sub("|", outside))
    rest = _NOISE.sub(" ", _LABEL.sub("|", outside))
    pieces = [piece.strip(" ,.:()[]–—-•·/") for piece in re.split(r"[|•·]|\s[-–—]\s", rest)]
    pieces = ["" if piece.lower() in _PARTS_OF_DAYS | _ENGLISH_DAYS else piece for piece in pieces]
    rest = _names_among(pieces) or " ".join(piece for piece in pieces if re.search(r"\w", piece))
    letterhead = bool(_LETTERHEAD.fullmatch(text))
    if letterhead:
        return DateLine(best.published, "", letterhead=True)
    if rest and not _stands_apart(text, best):
        return None
    if rest and text[: best.start].rstrip().endswith((":", ": ngày")) and not labelled:
        return None  # a last day for something, an opening
    if (rest.count(" ") > _MOST_WORDS or len(rest) > _LONGEST_REST) and not byline(rest):
        return None
    return DateLine(best.published, rest, labelled, updated=bool(_UPDATED.search(text)))


def _names_among(pieces: Sequence[str]) -> str:
    """The people's names among the parts of a line (*Tên | ngày | Mục*), or ``""``."""
    if sum(bool(piece) for piece in pieces) < 2:
        return ""
    named = [piece for piece in pieces if " " in piece and are_names(piece)]
    named = [piece for piece in named if not paper_named(piece)]
    return ", ".join(dict.fromkeys(named))


def _stands_apart(text: str, found: FoundDate) -> bool:
    """Whether the date opens or closes the line and is not the end of a phrase (*lễ ngày …*)."""
    before, after = text[: found.start].rstrip(), text[found.end :].strip()
    if re.search(r"\b(?:ngày|tháng|năm|từ|đến|sáng|chiều|tối|trưa)$", before, re.IGNORECASE):
        return bool(re.search(r"[,|–—:-]\s*ngày$", before, re.IGNORECASE))
    return not before or not re.search(r"\w", after) or before.endswith(("|", "-", "–", "—", ","))


def print_day(line: Line) -> Published | None:
    """The day on which a page was printed or fetched, where a line says so."""
    if len(line.text) > _LONGEST or not _HAS_YEAR(line.text):
        return None
    if not (_PRINT.match(line.text) or _CRAWLED.match(line.text)):
        return None
    found = next(full_dates(line.text), None)
    return found.published if found else None


def split_stamp(text: str) -> tuple[Published | None, str]:
    """A crawler's stamp (``date 2017-04``) at the beginning of a text, and the rest."""
    match = _STAMP.match(text)
    return (read_date(match[1]), text[match.end() :]) if match else (None, text)


def is_print_sign(line: Line) -> bool:
    """Whether a line stands only on pages for printing (*Đóng cửa sổ*, ``PrintPage.aspx``)."""
    text = line.text
    return len(text) <= _LONGEST and bool(_PRINT_SIGN.search(text))


def choose_date(
    dates: PageDates, title: str, lead: str, paragraphs: Sequence[str], times: PageTimes
) -> tuple[Published | None, str]:
    """The date of the article, or None with a remark that says why."""
    remark = ""
    lists = len({line.published.moment for line in dates.lines if line.below}) >= _LIST_OF_DATES
    stated: list[DateLine] = []
    for line in dates.lines:
        if is_future(line.published, times.now):
            remark = remark or f"date in the future, left out: {line.published.words!r}"
        elif not (line.below and lists and not line.labelled):
            stated.append(line)
    if dates.printed:
        stated = [line for line in stated if line.below or not line.letterhead]
    near = [line for line in stated if not (line.letterhead or line.far)]
    if near:
        return _most_precise(min(near, key=_rank).published, near), ""
    published, yearless = _from_text(title, lead, paragraphs, times)
    if yearless and not remark:
        remark = f"no date found: no year for {yearless!r}"
    if published is None and dates.stamp and not is_future(dates.stamp, times.now):
        published = dates.stamp
    if published is None and stated:
        return _most_precise(stated[0].published, stated), ""
    return published, "" if published else remark or "no date found"


def _rank(line: DateLine) -> tuple[bool, bool, int]:
    """What is nearer to the article comes first; a day without a time may be the present one."""
    unsure = 1 if line.updated or line.published.precision == "minute" else 2
    return line.below, line.relative, 0 if line.labelled and not line.updated else unsure


def _most_precise(published: Published, lines: Sequence[DateLine]) -> Published:
    """The same day with its time of day, where another line states that."""
    for line in lines:
        other = line.published
        if line.updated and not published.words.startswith(other.words[:6]):
            continue
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


_HOURS = "một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười một|mười hai|mười"
# "Khoảng 17 giờ 30 phút ngày ...", "Từ bốn giờ sáng ngày ...", "Vào lúc 8h".
_CLOCK_BEFORE = re.compile(
    r"(?:^|(?<=[.!?…]\s))(?:(?:từ|vào|khoảng|lúc|hồi|đúng|gần|hơn|mới)\s){0,3}(?:\d{1,2}|"
    + _HOURS
    + r")\s?"
    r"(?:giờ|h|g)\s?(?:\d{1,2}|rưỡi|" + _HOURS + r")?(?:\s?phút|['’])?(?:\ském)?"
    r"(?:\s(?:rạng sáng|sáng|trưa|chiều|tối|đêm|khuya))?[\s,]{0,2}$",
    re.IGNORECASE,
)


def _opens_sentence(text: str, start: int) -> bool:
    before = re.sub(r"(?i)" + DAY_WORD + r"[\s,(]{0,3}$", "", text[:start][-80:])
    before = _CLOCK_BEFORE.sub("", before)
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
