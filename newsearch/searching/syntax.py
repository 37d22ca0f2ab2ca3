"""What a user's query says: a tree of words, phrases, fields and operators.

The tree keeps what was typed and where; `newsearch.searching.terms` turns it into an
engine's terms. ``position`` counts characters of the query from 0.
"""

from __future__ import annotations

from dataclasses import dataclass

from newsearch.query import DateRange


class Expression:
    """A part of a query."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Words(Expression):
    """Words that stand together, in the whole article or in one field."""

    text: str
    position: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class QuotedPhrase(Expression):
    """Words in quotes: in this order, with nothing between."""

    text: str
    position: int
    field: str = ""


@dataclass(frozen=True, slots=True)
class SourceIs(Expression):
    """``source:haiphong.gov.vn``."""

    source: str
    position: int


@dataclass(frozen=True, slots=True)
class AuthorIs(Expression):
    """``author:"Phương Trang"``: the words of the name in order, in any case."""

    author: str
    position: int


@dataclass(frozen=True, slots=True)
class DateIs(Expression):
    """``date:2021-01..2021-03``."""

    dates: DateRange
    position: int


@dataclass(frozen=True, slots=True)
class AllOf(Expression):
    """``a AND b``; or parts side by side, of which at least the filters must hold."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class AnyOf(Expression):
    """``a OR b``."""

    parts: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class NoneOf(Expression):
    """``NOT a`` or ``-a``."""

    part: Expression
