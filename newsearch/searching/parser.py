"""Query text to expressions. Any text at all parses; only dates can be wrong.

    query      = or
    or         = and { "OR" and }
    and        = side { "AND" side }
    side       = { factor }               words side by side
    factor     = [ "NOT" | "-" ] atom
    atom       = [ field ":" ] ( word [ "*" ] | '"' words '"' [ "~" number ] | "(" or ")" )

What cannot be used (a lone operator, an unclosed quote or parenthesis) is read as best it can be
and named in a notice. The parser looks at each lexeme once; depth and length are limited.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime

from newsearch.article import clean_text
from newsearch.errors import QueryError
from newsearch.searching.dates import in_words, read_range, try_range
from newsearch.searching.lexemes import FIELDS, Lexeme, lexemes_of, without_citations
from newsearch.searching.syntax import (
    AllOf,
    AnyOf,
    AuthorIs,
    DateIs,
    Expression,
    NoneOf,
    Prefix,
    QuotedPhrase,
    SourceIs,
    TopicIs,
    Words,
    in_field,
    is_empty,
    join,
)

LONGEST_QUERY = 2_000
DEEPEST_QUERY = 20
LARGEST_SLOP = 50

TEXT_FIELD_NAMES = ("title", "summary", "body", "captions")
_WORDS_OF_A_DATE = 12

_FIELD_LIKE = re.compile(r"([^\W\d]{2,20}):(?=\S)")


@dataclass
class ParsedQuery:
    """What a query says, and what of it was ignored.

    ``strict`` is set where the query uses AND, OR, NOT or parentheses: who writes those means
    every word. ``bare`` are the dates among its words, without a field, that limit the days;
    ``rules`` say how dates were read.
    """

    expression: Expression
    strict: bool = False
    notices: list[str] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    bare: str = ""


def parse(
    query: str, cite: bool = True, now: datetime | None = None, bare_dates: bool = False
) -> ParsedQuery:
    """Read a query; it is cleaned as articles' text is, and positions count in that.

    Without ``cite`` all quotes mean a phrase, typographic ones beside words too. ``now`` is the
    local time that dates are told from; ``bare_dates`` lets dates without a field limit the days.
    Raises `QueryError` for a date that cannot be read and for a query that is too long.
    """
    text = clean_text(query)
    if len(text) > LONGEST_QUERY:
        raise QueryError(
            f"the query has {len(text)} characters, the limit is {LONGEST_QUERY}: shorten it",
            LONGEST_QUERY,
        )
    lexemes, notices = lexemes_of(text)
    strict = any(lexeme.is_operator or lexeme.kind == "open" for lexeme in lexemes)
    if cite and not strict:
        lexemes = without_citations(lexemes, text)
    if not bare_dates or any(lexeme.name == "date" for lexeme in lexemes):
        parser = _Parser(lexemes, text, now)
        return ParsedQuery(parser.read(), strict, notices + parser.notices, parser.rules)
    from newsearch.searching.bare_dates import find_bare_dates

    found = find_bare_dates(lexemes, text, now)
    parser = _Parser(found.others, text, now)
    expression = join(AllOf, [part for part in (parser.read(), *found.dates) if not is_empty(part)])
    notices += [*parser.notices, *found.notices]
    return ParsedQuery(expression, strict, notices, found.rules + parser.rules, found.text)


class _Parser:
    def __init__(self, lexemes: list[Lexeme], text: str, now: datetime | None) -> None:
        self._lexemes = lexemes
        self._text = text
        self._now = now
        self._next = 0
        self._depth = 0
        self.notices: list[str] = []
        self.rules: list[str] = []

    def read(self) -> Expression:
        parts = []
        while self._next < len(self._lexemes):
            parts.append(self._or())
            if self._next < len(self._lexemes):  # a parenthesis that nothing opened
                self._ignore(self._lexemes[self._next])
                self._next += 1
        return join(AllOf, parts)

    def _or(self) -> Expression:
        parts = [self._and()]
        while self._take("or"):
            parts.append(self._and())
        return join(AnyOf, [part for part in parts if not is_empty(part)])

    def _and(self) -> Expression:
        parts = [self._side()]
        while self._take("and"):
            parts.append(self._side())
        return join(AllOf, [part for part in parts if not is_empty(part)])

    def _side(self) -> Expression:
        """Factors side by side; words that follow each other are read together."""
        parts: list[Expression] = []
        while (lexeme := self._peek()) is not None:
            if lexeme.kind == "close":
                break
            if lexeme.kind in ("and", "or"):
                is_last = self._next + 1 >= len(self._lexemes)
                if parts and not is_last:
                    break
                self._ignore(lexeme)
                self._next += 1
                continue
            part = self._factor()
            last = parts[-1] if parts else None
            if (
                isinstance(part, Words)
                and isinstance(last, Words)
                and part.field == last.field == ""
            ):
                parts[-1] = Words(f"{last.text} {part.text}", last.position)
            elif not is_empty(part):
                parts.append(part)
        return join(AllOf, parts)

    def _factor(self) -> Expression:
        lexeme = self._lexemes[self._next]
        if lexeme.kind in ("minus", "not"):
            self._next += 1
            following = self._peek()
            if following is None or following.is_operator or following.kind == "close":
                self._ignore(lexeme)
                return AllOf(())
            self._enter(lexeme)
            part = self._factor()
            self._depth -= 1
            return part if is_empty(part) else NoneOf(part)
        return self._atom()

    def _atom(self) -> Expression:
        lexeme = self._lexemes[self._next]
        self._next += 1
        if lexeme.kind == "open":
            return self._group(lexeme)
        if lexeme.kind == "quote":
            self.notices.append(f"the quotation mark at {lexeme.position + 1} has no partner")
            return AllOf(())
        if lexeme.kind == "field":
            return self._field(lexeme)
        if lexeme.kind == "word" and not lexeme.escaped:
            name = _FIELD_LIKE.match(lexeme.text)
            if name and not lexeme.text.startswith("//", name.end()):
                known = ", ".join(FIELDS)
                self.notices.append(f"there is no field {name[1]!r}: the fields are {known}")
        return self._worded(lexeme)

    def _worded(self, lexeme: Lexeme, name: str = "") -> Expression:
        """A word or a phrase, in a text field or anywhere."""
        position = lexeme.position + (lexeme.kind == "quoted")
        if lexeme.prefix:
            if lexeme.slop:
                self.notices.append(f"~{lexeme.slop} was ignored: it does not go with a star")
            return Prefix(lexeme.text, position, name)
        if lexeme.kind == "quoted":
            if lexeme.slop > LARGEST_SLOP:
                self.notices.append(f"~{lexeme.slop} was read as ~{LARGEST_SLOP}, the largest")
            return QuotedPhrase(lexeme.text, position, name, min(lexeme.slop, LARGEST_SLOP))
        if "*" in lexeme.text and not lexeme.escaped:
            if not lexeme.text.strip("*"):
                self._ignore(lexeme)
                return AllOf(())
            self.notices.append(
                f"the star in {lexeme.text!r} was ignored: it stands for the end of a word only"
            )
        return Words(lexeme.text, position, name)

    def _group(self, opening: Lexeme) -> Expression:
        self._enter(opening)
        inside = self._or()
        self._depth -= 1
        if (closing := self._peek()) is not None and closing.kind == "close":
            self._next += 1
        else:
            self.notices.append(f"the parenthesis at {opening.position + 1} is not closed")
        # Words in parentheses stay apart from those beside them.
        return AllOf((inside,)) if isinstance(inside, Words) else inside

    def _field(self, lexeme: Lexeme) -> Expression:
        name = lexeme.name
        value = self._peek()
        if value is None or value.kind in ("close", "quote"):
            self._ignore(lexeme)
            return AllOf(())
        self._next += 1
        if value.kind == "open":
            return in_field(self._group(value), self._setter(name))
        if name in TEXT_FIELD_NAMES:
            if value.kind in ("minus", "field") or value.is_operator:
                return Words(self._with_next(value), value.position, name)
            return self._worded(value, name)
        if name == "date":
            return self._dates(value)
        self._ignore_star(value)
        position = value.position + (value.kind == "quoted")
        return self._setter(name)(Words(self._with_next(value), position))

    def _with_next(self, value: Lexeme) -> str:
        """The text of a value; ``-a`` and ``title:a`` behind a field are taken as they stand."""
        following = self._peek()
        if value.kind in ("minus", "field") and following is not None and following.kind == "word":
            self._next += 1
            return value.text + following.text
        return value.text

    def _dates(self, value: Lexeme) -> Expression:
        """A date in quotes, or the longest run of words that reads as one."""
        self._ignore_star(value)
        if value.kind != "word":
            position = value.position + (value.kind == "quoted")
            return self._date(self._with_next(value), position)
        ends = [value.end]
        for lexeme in self._lexemes[self._next : self._next + _WORDS_OF_A_DATE - 1]:
            if lexeme.kind != "word" or lexeme.prefix:
                break
            ends.append(lexeme.end)
        for further in range(len(ends) - 1, 0, -1):
            written = self._text[value.position : ends[further]]
            try:
                dates = try_range(written, value.position, self._now)
            except QueryError:
                dates = None  # the first of the words may be a date
            if dates is not None:
                self._next += further
                return self._date(written, value.position)
        return self._date(value.text, value.position)

    def _date(self, text: str, position: int) -> Expression:
        dates = read_range(text, position, self._now)
        self.rules.append(f"{text!r} read as {in_words(dates)}")
        return DateIs(dates, position)

    def _setter(self, name: str) -> Callable[[Words | QuotedPhrase | Prefix], Expression]:
        """What makes of words what they are in a field."""
        if name == "source":
            return lambda words: SourceIs(words.text, words.position)
        if name == "author":
            return lambda words: AuthorIs(words.text, words.position)
        if name == "topic":
            return lambda words: TopicIs(words.text, words.position)
        if name == "date":
            return lambda words: self._date(words.text, words.position)
        return lambda words: replace(words, field=name)

    def _peek(self) -> Lexeme | None:
        return self._lexemes[self._next] if self._next < len(self._lexemes) else None

    def _take(self, operator: str) -> bool:
        lexeme = self._peek()
        if lexeme is None or lexeme.kind != operator:
            return False
        self._next += 1
        return True

    def _enter(self, lexeme: Lexeme) -> None:
        self._depth += 1
        if self._depth > DEEPEST_QUERY:
            raise QueryError(
                f"the query is nested more than {DEEPEST_QUERY} deep: write it flatter",
                lexeme.position,
            )

    def _ignore(self, lexeme: Lexeme) -> None:
        self.notices.append(f"{lexeme.text!r} at {lexeme.position + 1} was ignored")

    def _ignore_star(self, lexeme: Lexeme) -> None:
        if lexeme.prefix:
            self.notices.append(f"the star behind {lexeme.text!r} was ignored: it is for words")
