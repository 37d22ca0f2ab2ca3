"""What charts say, in Vietnamese: numbers, shares and periods."""

from __future__ import annotations

from datetime import date

UNITS = {"day": "ngày", "week": "tuần", "month": "tháng", "year": "năm"}
"""The units of a timeline."""


def number(count: float, digits: int = 0) -> str:
    """A number as it is written in Vietnam.

    >>> number(1234), number(0.5, 1)
    ('1.234', '0,5')
    """
    return f"{count:,.{digits}f}".translate(str.maketrans(",.", ".,"))


def percent(share: float) -> str:
    """A share, from 0 to 1, in percent.

    >>> percent(0.083), percent(0.0004), percent(0.5)
    ('8,3%', '0,04%', '50%')
    """
    value = 100 * share
    digits = 0 if value >= 10 or not value else 1 if value >= 1 else 2
    return f"{number(value, digits)}%"


def span(by: str, start: str, end: str) -> str:
    """The days, months or years from ``start`` to ``end`` (ISO days) in words.

    >>> span("day", "2024-09-07", "2024-09-12"), span("month", "2024-09-01", "2024-09-30")
    ('7/9 – 12/9/2024', 'tháng 9/2024')
    """
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if by == "year":
        return f"năm {first.year}" if first.year == last.year else f"{first.year} – {last.year}"
    if by == "month":
        names = [f"{day.month}/{day.year}" for day in (first, last)]
        return f"tháng {names[0]}" if names[0] == names[1] else " – ".join(names)
    if first == last:
        return day_of_year(first)
    begins = f"{first.day}/{first.month}" if first.year == last.year else day_of_year(first)
    return f"{begins} – {day_of_year(last)}"


def day_of_year(day: date) -> str:
    """A day: ``7/9/2024``."""
    return f"{day.day}/{day.month}/{day.year}"


def printable(text: str) -> str:
    """Text of articles or queries as one line without control characters."""
    return " ".join("".join(c if c.isprintable() else " " for c in text).split())
