"""What a user's query says: a tree of words, phrases, fields and operators.

The tree keeps what was typed and where; `newsearch.searching.terms` turns it into an
engine's terms. ``position`` counts characters of the query from 0.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

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
    """Words in quotes: in this order, with nothing between.

    With ``slop`` they stand near each other, in any order: between each of them and the next one
    at most so many others.
    """

    text: str
    position: int
    field: str = ""
    slop: int = 0


@dataclass(frozen=True, slots=True)
class Prefix(Expression):
    """``bầu*``, ``"quốc h*"``: words in this order, of which the last only begins so."""

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
class TopicIs(Expression):
    """``topic:"Thể thao"``: a topic as a whole, in any case and spelling."""

    topic: str
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


def in_field(
    expression: Expression, setter: Callable[[Words | QuotedPhrase | Prefix], Expression]
) -> Expression:
    """The expression with its words and phrases in a field, unless they name one themselves."""
    if isinstance(expression, Words | QuotedPhrase | Prefix):
        return expression if expression.field else setter(expression)
    if isinstance(expression, AllOf | AnyOf):
        parts = tuple(in_field(part, setter) for part in expression.parts)
        return replace(expression, parts=parts)
    if isinstance(expression, NoneOf):
        return NoneOf(in_field(expression.part, setter))
    return expression


def join(kind: type[AllOf] | type[AnyOf], parts: Sequence[Expression]) -> Expression:
    """The parts as one expression; one alone stands for itself."""
    if len(parts) == 1:
        return parts[0]
    return kind(tuple(parts)) if parts else AllOf(())


def is_empty(expression: Expression) -> bool:
    """Whether an expression asks for nothing."""
    return isinstance(expression, AllOf) and not expression.parts
