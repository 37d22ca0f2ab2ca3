"""Query text to expressions. Any text at all parses; only dates can be wrong.

    query      = or
    or         = and { "OR" and }
    and        = side { "AND" side }
    side       = { factor }               words side by side
    factor     = [ "NOT" | "-" ] atom
    atom       = [ field ":" ] ( word | '"' words '"' | "(" or ")" )

Operators count in capitals only, as words of a text are otherwise common (*or*, *and*). What
cannot be used (a lone operator, an unclosed quote or parenthesis) is read as best it can be
and named in a notice. The parser looks at each token once; depth and length are limited.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from newsearch.article import clean_text
from newsearch.errors import QueryError
from newsearch.searching.dates import read_range
from newsearch.searching.syntax import (
    AllOf,
    AnyOf,
    AuthorIs,
    DateIs,
    Expression,
    NoneOf,
    QuotedPhrase,
    SourceIs,
    Words,
)

LONGEST_QUERY = 2_000
DEEPEST_QUERY = 20

TEXT_FIELD_NAMES = ("title", "summary", "body", "captions")
_FIELD_NAMES = (*TEXT_FIELD_NAMES, "source", "author", "date")

_QUOTES = '"“”„«»'
_CITING = "“”„«»"
_LEXEMES = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<minus>[-−](?=[^\s\-−]))
    | (?P<field>(?:{"|".join(_FIELD_NAMES)}):)
    | (?P<quoted>[{_QUOTES}](?P<inside>[^{_QUOTES}]*)[{_QUOTES}])
    | (?P<quote>[{_QUOTES}])
    | (?P<word>[^\s(){_QUOTES}]+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FIELD_LIKE = re.compile(r"([^\W\d_]{2,20}):(?=\S)")
_OPERATORS = ("AND", "OR", "NOT")


@dataclass(frozen=True, slots=True)
class _Lexeme:
    kind: str
    text: str
    position: int


@dataclass
class ParsedQuery:
    """What a query says, and what of it was ignored.

    ``strict`` is set where the query uses AND, OR, NOT or parentheses: who writes those means
    every word.
    """

    expression: Expression
    strict: bool = False
    notices: list[str] = field(default_factory=list)


def parse(query: str, cite: bool = True) -> ParsedQuery:
    """Read a query; it is cleaned as articles' text is, and positions count in that.

    Without ``cite`` all quotes mean a phrase, typographic ones beside words too.
    Raises `QueryError` for a date that cannot be read and for a query that is too long.
    """
    text = clean_text(query)
    if len(text) > LONGEST_QUERY:
        raise QueryError(
            f"the query has {len(text)} characters, the limit is {LONGEST_QUERY}: shorten it",
            LONGEST_QUERY,
        )
    lexemes = _lexemes(text)
    strict = any(lexeme.kind in ("operator", "open") for lexeme in lexemes)
    if cite and not strict:
        lexemes = _without_citations(lexemes, text)
    parser = _Parser(lexemes)
    expression = parser.read()
    return ParsedQuery(expression, strict, parser.notices)


def _lexemes(text: str) -> list[_Lexeme]:
    lexemes = []
    for match in _LEXEMES.finditer(text):
        kind = match.lastgroup or ""
        # "inside" is the last group to close within a quoted phrase's alternative.
        kind = "quoted" if match["quoted"] is not None else kind
        if kind == "word" and match[0] in _OPERATORS:
            kind = "operator"
        if kind != "space":
            content = match["inside"] if kind == "quoted" else match[0]
            lexemes.append(_Lexeme(kind, content, match.start()))
    return lexemes


def _without_citations(lexemes: list[_Lexeme], text: str) -> list[_Lexeme]:
    """The lexemes, with words cited between typographic quotes as words.

    Such quotes come with headlines that are pasted: *“Nhà tâm linh” bị bắt*. Alone, or behind a
    field or a dash, they mean a phrase as straight quotes do.
    """
    if not any(lexeme.kind == "word" for lexeme in lexemes):
        return lexemes
    found: list[_Lexeme] = []
    for lexeme in lexemes:
        cited = lexeme.kind == "quoted" and text[lexeme.position] in _CITING
        if cited and not (found and found[-1].kind in ("field", "minus")):
            start = lexeme.position + 1
            found += [
                _Lexeme("word", word[0], start + word.start())
                for word in re.finditer(r"\S+", lexeme.text)
            ]
        else:
            found.append(lexeme)
    return found


class _Parser:
    def __init__(self, lexemes: list[_Lexeme]) -> None:
        self._lexemes = lexemes
        self._next = 0
        self._depth = 0
        self.notices: list[str] = []

    def read(self) -> Expression:
        parts = []
        while self._next < len(self._lexemes):
            parts.append(self._or())
            if self._next < len(self._lexemes):  # a parenthesis that nothing opened
                self._ignore(self._lexemes[self._next])
                self._next += 1
        return _join(AllOf, parts)

    def _or(self) -> Expression:
        parts = [self._and()]
        while self._take_operator("OR"):
            parts.append(self._and())
        return _join(AnyOf, [part for part in parts if not _empty(part)])

    def _and(self) -> Expression:
        parts = [self._side()]
        while self._take_operator("AND"):
            parts.append(self._side())
        return _join(AllOf, [part for part in parts if not _empty(part)])

    def _side(self) -> Expression:
        """Factors side by side; words that follow each other are read together."""
        parts: list[Expression] = []
        while (lexeme := self._peek()) is not None:
            if lexeme.kind == "close":
                break
            if lexeme.kind == "operator" and lexeme.text != "NOT":
                if parts or self._next + 1 >= len(self._lexemes):
                    if self._next + 1 >= len(self._lexemes):
                        self._ignore(lexeme)
                        self._next += 1
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
            elif not _empty(part):
                parts.append(part)
        return _join(AllOf, parts)

    def _factor(self) -> Expression:
        lexeme = self._lexemes[self._next]
        if lexeme.kind == "minus" or (lexeme.kind, lexeme.text) == ("operator", "NOT"):
            self._next += 1
            following = self._peek()
            if following is None or following.kind in ("operator", "close"):
                self._ignore(lexeme)
                return AllOf(())
            self._enter(lexeme)
            part = self._factor()
            self._depth -= 1
            return part if _empty(part) else NoneOf(part)
        return self._atom()

    def _atom(self) -> Expression:
        lexeme = self._lexemes[self._next]
        self._next += 1
        if lexeme.kind == "open":
            return self._group(lexeme)
        if lexeme.kind == "quoted":
            return QuotedPhrase(lexeme.text, lexeme.position + 1)
        if lexeme.kind == "quote":
            self.notices.append(f"the quotation mark at {lexeme.position + 1} has no partner")
            return AllOf(())
        if lexeme.kind == "field":
            return self._field(lexeme)
        if (name := _FIELD_LIKE.match(lexeme.text)) and not lexeme.text.startswith(
            "//", name.end()
        ):
            known = ", ".join(_FIELD_NAMES)
            self.notices.append(f"there is no field {name[1]!r}: the fields are {known}")
        return Words(lexeme.text, lexeme.position)

    def _group(self, opening: _Lexeme) -> Expression:
        self._enter(opening)
        inside = self._or()
        self._depth -= 1
        if (closing := self._peek()) is not None and closing.kind == "close":
            self._next += 1
        else:
            self.notices.append(f"the parenthesis at {opening.position + 1} is not closed")
        # Words in parentheses stay apart from those beside them.
        return AllOf((inside,)) if isinstance(inside, Words) else inside

    def _field(self, lexeme: _Lexeme) -> Expression:
        name = lexeme.text[:-1].lower()
        value = self._peek()
        if value is not None and value.kind == "open" and name in TEXT_FIELD_NAMES:
            self._next += 1
            return _in_field(self._group(value), name)
        if value is None or value.kind not in ("word", "operator", "quoted", "minus", "field"):
            self._ignore(lexeme)
            return AllOf(())
        self._next += 1
        text, position = value.text, value.position
        if value.kind in ("minus", "field"):  # date:-5 or source:title:x: take it as it stands
            rest = self._peek()
            if rest is not None and rest.kind == "word":
                self._next += 1
                text += rest.text
        position += value.kind == "quoted"
        if name == "source":
            return SourceIs(text, position)
        if name == "author":
            return AuthorIs(text, position)
        if name == "date":
            return DateIs(read_range(text, position), position)
        if value.kind == "quoted":
            return QuotedPhrase(text, position, name)
        return Words(text, position, name)

    def _peek(self) -> _Lexeme | None:
        return self._lexemes[self._next] if self._next < len(self._lexemes) else None

    def _take_operator(self, name: str) -> bool:
        lexeme = self._peek()
        if lexeme is None or (lexeme.kind, lexeme.text) != ("operator", name):
            return False
        self._next += 1
        return True

    def _enter(self, lexeme: _Lexeme) -> None:
        self._depth += 1
        if self._depth > DEEPEST_QUERY:
            raise QueryError(
                f"the query is nested more than {DEEPEST_QUERY} deep: write it flatter",
                lexeme.position,
            )

    def _ignore(self, lexeme: _Lexeme) -> None:
        self.notices.append(f"{lexeme.text!r} at {lexeme.position + 1} was ignored")


def _in_field(expression: Expression, name: str) -> Expression:
    """The expression with its words and phrases in a field, unless they name one themselves."""
    if isinstance(expression, Words | QuotedPhrase):
        return expression if expression.field else replace(expression, field=name)
    if isinstance(expression, AllOf | AnyOf):
        return replace(expression, parts=tuple(_in_field(part, name) for part in expression.parts))
    if isinstance(expression, NoneOf):
        return NoneOf(_in_field(expression.part, name))
    return expression


def _join(kind: type[AllOf] | type[AnyOf], parts: list[Expression]) -> Expression:
    if len(parts) == 1:
        return parts[0]
    return kind(tuple(parts)) if parts else AllOf(())


def _empty(expression: Expression) -> bool:
    return isinstance(expression, AllOf) and not expression.parts
