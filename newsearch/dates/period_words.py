"""Single periods in words or numbers: *hôm qua*, *thứ 5 tuần trước*, *quý III/2024*, *7/1/2021*."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import datetime
from functools import cache

from newsearch.analysis.folding import fold
from newsearch.dates.period_readers import (
    Reader,
    read_ago,
    read_day,
    read_days_back,
    read_last,
    read_month,
    read_quarter,
    read_unit,
    read_weekday,
    read_year,
)
from newsearch.dates.spans import (
    NoSuchDate,
    Span,
    days,
    month_span,
)
from newsearch.dates.vocabulary import (
    ENGLISH_DAYS,
    ENGLISH_MONTHS,
    MONTH_NAMES,
    NUMBERS,
    QUARTERS,
    THREE_LETTERS,
    WEEKDAYS,
    spelled,
)

# A number of seconds is what a program writes; typed, it is a slip.
_ONLY_DIGITS = re.compile(r"[\d.]+")
_ISO = re.compile(
    r"\d{4}-\d\d?-\d\d?[t ]\d\d?:\d\d(?::\d\d(?:[.,]\d+)?)? ?(?:z|(?:utc|gmt)?(?:[+-]\d\d?:?\d*)?)"
)


def read_span(words: str, now: datetime, anchor: datetime) -> Span | None:
    """The single period that words name (as `words_of` gives them), or None.

    What lacks its year is the latest that begins no later than ``anchor``. Raises `NoSuchDate`.
    """
    if not words.isascii() and "sau" in words.split():
        return None  # who types accents means *after*, not *sáu*
    folded = fold(words)
    if any(map(str.isdigit, words)):
        folded += "#"
    for needs, way, reader in _ways():
        if not any(word in folded for word in needs):
            continue  # most patterns are never made
        match = _pattern(way).fullmatch(words)
        if match:
            try:
                return reader(match, now, anchor)
            except (ValueError, OverflowError) as error:
                raise NoSuchDate(f"there is no such day or period as {words!r}") from error
    return None


def day_of_month(words: str, end: Span) -> Span | None:
    """A number alone as a day of the month of a day: *từ 7 đến 15/1/2021*."""
    match = re.fullmatch(r"(?:(?:ngày|ngay) )?(\d{1,2})", words)
    if match is None or end.unit != "day":
        return None
    try:
        return days(end.first.date().replace(day=int(match[1])), dated=end.dated)
    except ValueError as error:
        raise NoSuchDate(f"there is no such day as {words!r}") from error


def months_of(words: str, end: Span) -> Span | None:
    """A number alone as a month of the year of a month: *từ 1 đến 3/2021*."""
    match = re.fullmatch(r"\d{1,2}", words)
    if match is None or end.unit != "month":
        return None
    try:
        return month_span(end.first.year, int(words), dated=end.dated)
    except ValueError as error:
        raise NoSuchDate(f"there is no such month as {words!r}") from error


def read_stated(words: str, now: datetime) -> Span | None:
    """A date written in another way that pages state one, with a time of day perhaps, or None."""
    if not any(map(str.isdigit, words)):
        from newsearch.dates.relative import relative_date

        told = relative_date(words, now)  # this morning, last night
        return Span(told.moment, told.last_moment(), "day", relative=True) if told else None
    if _ONLY_DIGITS.fullmatch(words) or ".." in words:
        return None
    from newsearch.dates import values  # its patterns take their time, and most need none
    from newsearch.dates.words import full_dates

    if not _ISO.fullmatch(words):
        found = next(full_dates(words), None)
        beside = words[: found.start] + " " + words[found.end :] if found else ""
        if not _beside_dates().fullmatch(beside):
            return None  # other words, which are no part of the date
    published = values.read_date(words, now)
    if published is None:
        return None
    return Span(published.moment, published.last_moment(), published.precision.value, dated=True)


@cache
def _beside_dates() -> re.Pattern[str]:
    """What may stand beside a date: the name of a day."""
    return re.compile(
        spelled(r"[\s,|()-]*(?:(?:thứ [^\W\d_]+|thứ [2-7]|chủ nhật|ngày|lúc)[\s,|-]*)?")
    )


def _any_of(names: Iterable[str]) -> str:
    return "|".join(names)


@cache
def _ways() -> tuple[tuple[tuple[str, ...], str, Reader], ...]:
    """The ways to write a period: what one of must be there, without accents (``#`` is a digit),
    the pattern, and what reads it.
    """
    year = r"(?P<year>\d{4})"
    told = r"(?P<told>năm (?:nay|ngoái|trước|qua))"
    of_year = rf"(?:(?:\s?[/.-]\s?|,? năm |,? ){year}| {told})"
    count = rf"(?P<count>\d{{1,4}}|{_any_of(NUMBERS)})"
    when = (
        r"(?: (?P<when>(?:tuần )?này|tuần (?:trước|qua|rồi|vừa qua|vừa rồi)|trước|vừa qua|vừa rồi"
        r"|qua|rồi|this week|last week))?"
    )
    lead = r"(?:trong |vào )?"
    ways: tuple[tuple[str, str, Reader], ...] = (
        ("#", r"(?P<year>\d{4})", read_year),
        ("#", rf"(?:{lead}năm |in ){year}", read_year),
        ("#", rf"{year}[-/.](?P<month>\d{{1,2}})", read_month),
        ("#", rf"(?P<month>\d{{1,2}})\s?[/.-]\s?{year}", read_month),
        ("#", rf"{year}(?P<mark>[-/.])(?P<month>\d{{1,2}})(?P=mark)(?P<day>\d{{1,2}})", read_day),
        (
            "#",
            r"(?:ngày |mùng |mồng |hôm )?(?P<day>\d{1,2})\s?(?P<mark>[/.-])\s?(?P<month>\d{1,2})"
            rf"(?:\s?(?P=mark)\s?{year}| {told})?",
            read_day,
        ),
        (
            "#",
            r"(?:ngày |mùng |mồng |hôm )?(?P<day>\d{1,2}) (?:tháng |thg ?)(?P<month>\d{1,2})"
            rf"{of_year}?",
            read_day,
        ),
        (
            "thang thg",
            rf"{lead}(?:tháng |thg ?)(?P<month>\d{{1,2}}|{_any_of(MONTH_NAMES)}){of_year}?",
            read_month,
        ),
        (
            "jan feb mar apr may jun jul aug sep oct nov dec",
            rf"(?P<month>{_any_of(ENGLISH_MONTHS)}|{_any_of(THREE_LETTERS)}|sept)"
            rf"(?:,? {year})?",
            read_month,
        ),
        ("quy", rf"{lead}quý (?P<quarter>\d|{_any_of(QUARTERS)}){of_year}?", read_quarter),
        ("#", rf"q(?P<quarter>\d)(?:\s?[/-]\s?| ){year}", read_quarter),
        ("#", rf"{year}[ -]?q(?P<quarter>\d)", read_quarter),
        ("nay bay today now", r"(?:ngày )?hôm nay|bây giờ|nay|today|now", read_days_back(0)),
        ("hom yesterday", r"(?:ngày )?hôm qua|yesterday", read_days_back(1)),
        ("kia", r"hôm kia", read_days_back(2)),
        ("nay", rf"{lead}(?P<unit>tuần|tháng|quý|năm) (?:này|nay)", read_unit(0)),
        ("this", r"this (?P<unit>week|month|quarter|year)", read_unit(0)),
        (
            "truoc ngoai roi qua",
            rf"{lead}(?P<unit>tuần|tháng|quý|năm) (?:trước|ngoái|rồi|qua|vừa qua|vừa rồi)",
            read_unit(1),
        ),
        ("last", r"last (?P<unit>week|month|quarter|year)", read_unit(1)),
        ("kia", r"(?P<unit>năm) kia", read_unit(2)),
        (
            "qua day nhat nay",
            rf"{lead}{count} ?(?P<unit>ngày|hôm|tuần|tháng|năm|giờ|tiếng|h)"
            r" (?:vừa qua|gần đây|gần nhất|trở lại đây|qua|nay)",
            read_last,
        ),
        ("truoc", rf"{lead}{count} (?P<unit>ngày|hôm|tuần|tháng|quý|năm) trước(?: đây)?", read_ago),
        ("ago", rf"{count} (?P<unit>(?:day|week|month|year)s?) ago", read_ago),
        (
            "last past",
            rf"(?:last|past) {count} (?P<unit>(?:hour|day|week|month|year)s?)",
            read_last,
        ),
        ("thu", rf"thứ (?P<number>[2-7]|{_any_of(WEEKDAYS)}){when}", read_weekday),
        ("#", rf"t(?P<short>[2-7]){when}", read_weekday),
        ("chu cn", rf"(?:chủ nhật|cn){when}", read_weekday),
        ("day", rf"(?P<last>last )?(?P<english>{_any_of(ENGLISH_DAYS)}){when}", read_weekday),
    )
    return tuple((tuple(needs.split()), way, reader) for needs, way, reader in ways)


@cache
def _pattern(way: str) -> re.Pattern[str]:
    return re.compile(spelled(way))
