"""The words that periods are written with, and how they are typed."""

from __future__ import annotations

import re

from newsearch.analysis.folding import fold
from newsearch.analysis.spelling import canonical
from newsearch.article import clean_text

NUMBERS = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9,
    "mười": 10, "one": 1, "two": 2, "three": 3,
}  # fmt: skip
"""Numbers in words."""
MONTH_NAMES = {
    "mười một": 11, "mười hai": 12, "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4,
    "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10, "chạp": 12,
}  # fmt: skip
"""The months by their names; the longer ones first, as *mười* begins two others."""
WEEKDAYS = {"hai": 0, "ba": 1, "tư": 2, "năm": 3, "sáu": 4, "bảy": 5}
"""The days of the week by their numbers, from Monday as 0."""
QUARTERS = {
    "iv": 4, "iii": 3, "ii": 2, "i": 1, "một": 1, "nhất": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4,
}  # fmt: skip
"""The quarters of a year."""
ENGLISH_MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
ENGLISH_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
UNITS = {
    "ngày": "day", "hôm": "day", "tuần": "week", "tháng": "month", "quý": "quarter", "năm": "year",
    "giờ": "hour", "tiếng": "hour", "h": "hour",
}  # fmt: skip
"""What is counted."""
THREE_LETTERS = [name[:3] for name in ENGLISH_MONTHS]
"""The English months in short."""


def spelled(pattern: str) -> str:
    """A regular expression whose Vietnamese words match with their accents and with none.

    >>> spelled("tuần này")
    '(?:tuần|tuan) (?:này|nay)'
    """
    return re.sub(r"[^\W\d_]+", lambda word: _either(word[0]), pattern)


def _either(word: str) -> str:
    if word.isascii():
        return word
    return f"(?:{canonical(word)}|{fold(word)})"


def words_of(text: str) -> str:
    """A text as the patterns expect it: small letters, one spelling, single spaces."""
    words = clean_text(text).lower().replace("–", "-").replace("—", "-").replace("−", "-").split()
    return " ".join(map(canonical, words)).strip(" ,;?!")


def unit_named(name: str) -> str:
    """``day``, ``week``, … for a unit's name in Vietnamese or English."""
    by_fold = {fold(word): unit for word, unit in UNITS.items()}
    return UNITS.get(name) or by_fold.get(name) or name.rstrip("s")


def number_of(table: dict[str, int], name: str) -> int:
    """What a word stands for in one of the tables, or a number in digits."""
    if name.isdigit():
        return int(name)
    if name in table:
        return table[name]
    return {fold(word): number for word, number in reversed(table.items())}[name]
