"""Dates among the words of a query, without a field.

What is told from the present at the beginning or the end (*lũ lụt tuần trước*), and a range
(*từ 1/2021 đến 3/2021*), limits the days. Other dates stay words, since articles that were
published later report on them (*kết quả kinh doanh quý 3/2013*); a notice offers the field.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from newsearch.analysis.folding import fold
from newsearch.query import DateRange
from newsearch.searching.dates import in_words, local_time
from newsearch.searching.lexemes import Lexeme
from newsearch.searching.syntax import DateIs

if TYPE_CHECKING:  # most queries need none
    from newsearch.dates.periods import Period

_LONGEST_RUN = 12
_MOST_TRIED = 8
# One of these ends each period that is told from the present, and one begins each range.
_LAST_WORDS = frozenset(
    (
        *("nay", "này", "qua", "kia", "trước", "truoc", "ngoái", "ngoai", "rồi", "roi"),
        *("đây", "day", "nhất", "nhat"),
    )
)
_RANGE_WORDS = frozenset(("từ", "tu"))
# Which of the periods that are told from the present limit the days without a field: *thứ 5* and
# *tháng 7* alone are too often something else.
_LIMITING = re.compile(
    r"(?:trong |vao )?(?:(?:ngay )?hom (?:nay|qua|kia)"
    r"|(?:tuan|thang|quy) (?:nay|truoc|qua|roi|vua qua|vua roi)|nam (?:nay|ngoai)"
    r"|(?:thu \w+|t[2-7]|chu nhat|cn) tuan \w+(?: \w+)?"
    r"|\w+ (?:ngay|tuan|thang|gio) (?:qua|vua qua|gan day|gan nhat|nay)|\d+h qua)"
)
# Behind these a period is part of what is told: *từ hôm qua*, *35 năm trước*, *vài tháng trước*.
_TOLD_BEFORE = frozenset(
    (
        *("tu", "den", "toi", "truoc", "sau", "hon", "gan", "suot", "khoang", "vai", "nhieu"),
        *("chuc", "may", "hang", "ca", "tram", "ngan", "nghin"),
    )
)
_YEAR = re.compile(r"(?:^|\D)(?:19|20)\d\d$")
_LONGEST_OFFER = 5


@dataclass
class BareDates:
    """The dates that limit the days, the lexemes without them, and what to say of them."""

    others: list[Lexeme]
    dates: list[DateIs] = field(default_factory=list)
    text: str = ""
    notices: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)


def find_bare_dates(lexemes: list[Lexeme], text: str, now: datetime | None) -> BareDates:
    """The dates among the lexemes of a query that names no date field."""
    free = _free_words(lexemes)
    present = local_time(now)
    for start, end in _candidates(lexemes, free):
        written = text[lexemes[start].position : lexemes[end - 1].end]
        dates = _limiting(written, present)
        if dates is None:
            continue
        beside = {lexeme.kind for lexeme in (*lexemes[:start][-1:], *lexemes[end : end + 1])}
        if "or" in beside:  # one of several, not what all of it is limited by
            continue
        if not _may_begin_range(lexemes[start].text.lower()) and (
            (start and _tells(lexemes[start - 1])) or (end < len(lexemes) and _counts(lexemes[end]))
        ):
            continue
        before, after = lexemes[:start], lexemes[end:]
        if before and before[-1].kind == "and":
            before.pop()
        if after and after[0].kind == "and":
            after = after[1:]
        days = in_words(dates)
        return BareDates(
            before + after,
            [DateIs(dates, lexemes[start].position)],
            written,
            [
                f"{written!r} limits the days to {days}: "
                "put it in quotes, or search verbatim, for the words"
            ],
            [f"{written!r} read as {days}"],
        )
    return BareDates(lexemes, notices=list(_offers(lexemes, free, text, present)))


def _free_words(lexemes: Sequence[Lexeme]) -> list[bool]:
    """Which lexemes are words of no field and no parenthesis, and not left out."""
    free, depth = [], 0
    bound = False
    for lexeme in lexemes:
        depth += (lexeme.kind == "open") - (lexeme.kind == "close" and depth > 0)
        is_word = lexeme.kind == "word" and not (lexeme.prefix or lexeme.escaped)
        free.append(is_word and not depth and not bound)
        bound = lexeme.kind in ("field", "minus", "not")
    return free


def _candidates(lexemes: Sequence[Lexeme], free: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Runs of free words that may be a date, the longest first: where each begins and ends."""
    size = len(lexemes)
    small = [lexeme.text.lower().rstrip(",;?!") for lexeme in lexemes]
    starts = [place for place in range(size) if free[place] and _may_begin_range(small[place])]
    for start in starts[:_MOST_TRIED]:
        for end in range(_run_end(free, start), start, -1):
            yield start, end
    if free[:1] == [True]:
        for end in range(_run_end(free, 0), 0, -1):
            if small[end - 1] in _LAST_WORDS:
                yield 0, end
    if free[-1:] == [True] and small[-1] in _LAST_WORDS:
        first = size - 1
        while first > 0 and free[first - 1] and size - first < _LONGEST_RUN:
            first -= 1
        for start in range(first, size):
            yield start, size


def _may_begin_range(word: str) -> bool:
    return word in _RANGE_WORDS or (".." in word and any(map(str.isdigit, word)))


def _tells(before: Lexeme) -> bool:
    """Whether a period behind this word is part of what is told."""
    return _counts(before) or fold(before.text.lower()) in _TOLD_BEFORE


def _counts(lexeme: Lexeme) -> bool:
    return lexeme.text[:1].isdigit()


def _run_end(free: Sequence[bool], start: int) -> int:
    end = start
    while end < len(free) and free[end] and end - start < _LONGEST_RUN:
        end += 1
    return end


def _limiting(written: str, now: datetime) -> DateRange | None:
    """The days that words limit a search to, or None where they are words."""
    period = _period(written, now)
    if period is None or not _limits(period, written):
        return None
    return DateRange(period.first, period.last)


def _period(written: str, now: datetime) -> Period | None:
    from newsearch.dates.periods import read_period
    from newsearch.dates.spans import NoSuchDate

    try:
        return read_period(written, now, stated=False)
    except NoSuchDate:
        return None


def _limits(period: Period, written: str) -> bool:
    from newsearch.dates.vocabulary import words_of

    if not period.is_range:
        return period.relative and bool(_LIMITING.fullmatch(fold(words_of(written))))
    two_ends = period.first is not None and period.last is not None
    return period.dated and (two_ends or ".." in written)


def _offers(
    lexemes: Sequence[Lexeme], free: Sequence[bool], text: str, now: datetime
) -> Iterator[str]:
    """For dates that are searched as words, how to limit the days by them."""
    places = [
        place
        for place, lexeme in enumerate(lexemes)
        if free[place] and (_YEAR.search(lexeme.text) or lexeme.text.lower() in _LAST_WORDS)
    ]
    offered = 0
    for place in places[:_MOST_TRIED]:
        start = place
        while start > 0 and free[start - 1] and place - start < _LONGEST_OFFER - 1:
            start -= 1
        for first in range(max(start, offered), place + 1):
            written = text[lexemes[first].position : lexemes[place].end]
            if _is_date(written, now):
                offered = place + 1
                yield f'{written!r} was searched as words; ngày:"{written}" limits the days'
                break


def _is_date(written: str, now: datetime) -> bool:
    """Whether words are a date, and more than a number that may be a year."""
    if written.isdigit():
        return False
    period = _period(written, now)
    return period is not None and (period.dated or _limits(period, written))
