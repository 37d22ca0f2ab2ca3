"""Query text to lexemes: words, phrases, fields, operators, parentheses, with where they stand."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsearch.analysis.folding import fold

# Each field with its Vietnamese names; a space may stand for the underscore.
FIELDS = {
    "title": ("tiêu_đề",),
    "summary": ("tóm_tắt", "sapo"),
    "body": ("nội_dung",),
    "captions": ("chú_thích",),
    "source": ("nguồn", "báo"),
    "author": ("tác_giả",),
    "date": ("ngày",),
    "topic": ("chủ_đề", "chuyên_mục"),
}
"""The fields by their English names, each with the Vietnamese ones."""

OPERATORS = {"AND": "and", "OR": "or", "NOT": "not"}
"""Operators, in any case, by what they are written as."""

VIETNAMESE_OPERATORS = {"VÀ": "and", "HOẶC": "or", "KHÔNG": "not"}
"""Operators in capitals only: written small they are among the commonest words."""

_OPERATORS = frozenset(OPERATORS.values())
_QUOTES = '"“”„«»'
_CITING = "“”„«»"
_ESCAPED = re.compile(rf"\\([{_QUOTES}()\-−:*~\\])")
_NAMES = {
    spelling: name
    for name, others in FIELDS.items()
    for other in others
    for spelling in (other, fold(other))
}
# A headline such as *Cảnh báo: bão mạnh* names no field, so behind these the value follows at once.
_VIETNAMESE = "|".join(sorted(_NAMES, key=len, reverse=True)).replace("_", "[_ ]")
_LEXEMES = re.compile(
    rf"""
      (?P<space>\s+)
    | (?P<open>\()
    | (?P<close>\))
    | (?P<minus>[-−](?=[^\s\-−]))
    | (?P<field>(?:{"|".join(FIELDS)}):|(?:{_VIETNAMESE}):(?=\S))
    | (?P<quoted>[{_QUOTES}](?P<inside>(?:\\[^\s]|[^{_QUOTES}\\]|\\(?=\s|\Z))*)[{_QUOTES}]
        (?:~(?P<slop>[0-9]+)(?!\w))?)
    | (?P<quote>[{_QUOTES}])
    | (?P<word>(?:\\[^\s]|[^\s(){_QUOTES}\\]|\\(?=\s|\Z))+)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_LARGEST = 10**6  # no slop that is written out in more digits means more


@dataclass(frozen=True, slots=True)
class Lexeme:
    """A piece of a query, from ``position`` up to ``end`` in it.

    ``kind`` is ``word``, ``quoted``, ``quote`` (one without partner), ``field``, ``open``,
    ``close``, ``minus`` or an operator: ``and``, ``or``, ``not``. ``text`` is without backslashes
    and quotes, ``name`` the English name of a field. ``prefix`` says that a star stood at the end,
    ``slop`` how far apart the words of a phrase may stand, ``escaped`` that a backslash was there.
    """

    kind: str
    text: str
    position: int
    end: int
    name: str = ""
    prefix: bool = False
    slop: int = 0
    escaped: bool = False

    @property
    def is_operator(self) -> bool:
        """Whether it is AND, OR or NOT."""
        return self.kind in _OPERATORS


def lexemes_of(text: str) -> tuple[list[Lexeme], list[str]]:
    """The lexemes of a query, which must be cleaned, and notices of what is not what it seems."""
    found = [_lexeme(match) for match in _LEXEMES.finditer(text) if match["space"] is None]
    notices: list[str] = []
    return _with_operators(found, text, notices), notices


def _lexeme(match: re.Match[str]) -> Lexeme:
    written, position, end = match[0], match.start(), match.end()
    if match["quoted"] is not None:
        inside = match["inside"]
        content, prefix = _without_star(inside)
        slop = min(int(match["slop"][:9]), _LARGEST) if match["slop"] else 0
        escaped = "\\" in inside
        return Lexeme("quoted", _plain(content), position, end, "", prefix, slop, escaped)
    if match["field"] is not None:
        name = written[:-1].lower()
        name = name if name in FIELDS else _NAMES[name.replace(" ", "_")]
        return Lexeme("field", written, position, end, name)
    if match["word"] is not None:
        content, prefix = _without_star(written)
        word = _plain(content)
        if content.startswith("\\") and content[1:2].isalpha():  # \AND
            word = _plain(content[1:])
        return Lexeme("word", word, position, end, "", prefix, escaped=word != content)
    kind = match.lastgroup or ""
    return Lexeme(kind, written, position, end)


def _plain(text: str) -> str:
    return _ESCAPED.sub(r"\1", text) if "\\" in text else text


def _without_star(text: str) -> tuple[str, bool]:
    """The text without the star of a prefix at its end, and whether there was one."""
    bare = text.rstrip("*")
    if bare == text or not bare[-1:].isalnum():
        return text, False
    return bare, True


def _with_operators(lexemes: list[Lexeme], text: str, notices: list[str]) -> list[Lexeme]:
    """The lexemes, with words that are operators where they stand as operators.

    In capitals they always are, small ones where they have operands. In a query that is all in
    capitals, as headlines are, the Vietnamese ones are words; in one without any accent a small
    *not* may be *nốt* and is a word, unless it follows another operator.
    """
    capitals, unaccented = text.isupper(), fold(text) == text
    kept: list[Lexeme] = []
    vietnamese: list[str] = []
    for place, lexeme in enumerate(lexemes):
        plain = lexeme.kind == "word" and not lexeme.escaped and not lexeme.prefix
        kind = OPERATORS.get(lexeme.text.upper()) if plain else None
        if plain and kind is None and lexeme.text in VIETNAMESE_OPERATORS:
            if capitals:
                vietnamese.append(lexeme.text)
            else:
                kind = VIETNAMESE_OPERATORS[lexeme.text]
        if kind and not lexeme.text.isupper():
            before = kept[-1] if kept else None
            follows = _begins_operand(lexemes, place + 1)
            if not follows or (kind != "not" and not _ends_operand(before)):
                kind = None
            elif kind == "not" and unaccented and not (before and before.is_operator):
                kind = None
                notices.append(
                    f"{lexeme.text!r} at {lexeme.position + 1} was searched as a word: "
                    "write NOT or a dash to leave words out"
                )
        kept.append(replace(lexeme, kind=kind) if kind else lexeme)
    if vietnamese and len(lexemes) > len(vietnamese):
        words = ", ".join(dict.fromkeys(vietnamese))
        notices.append(
            f"{words} in a query all in capitals was searched as a word: "
            "write AND, OR or NOT for the operator"
        )
    return kept


def _ends_operand(lexeme: Lexeme | None) -> bool:
    return lexeme is not None and lexeme.kind in ("word", "quoted", "close")


def _begins_operand(lexemes: Sequence[Lexeme], place: int) -> bool:
    if place >= len(lexemes):
        return False
    lexeme = lexemes[place]
    if lexeme.kind != "word":
        return lexeme.kind in ("quoted", "open", "field", "minus")
    kind = OPERATORS.get(lexeme.text.upper()) if not lexeme.escaped else None
    if kind == "not":
        following = lexemes[place + 1] if place + 1 < len(lexemes) else None
        return following is not None and following.kind in ("word", "quoted", "open", "field")
    return kind is None


def without_citations(lexemes: list[Lexeme], text: str) -> list[Lexeme]:
    """The lexemes, with words cited between typographic quotes as words.

    Such quotes come with headlines that are pasted: *“Nhà tâm linh” bị bắt*. Alone, or behind a
    field or a dash, or with a star or a distance, they mean a phrase as straight quotes do.
    """
    if not any(lexeme.kind == "word" for lexeme in lexemes):
        return lexemes
    found: list[Lexeme] = []
    for lexeme in lexemes:
        cited = lexeme.kind == "quoted" and text[lexeme.position] in _CITING
        meant = lexeme.prefix or lexeme.slop or (found and found[-1].kind in ("field", "minus"))
        if cited and not meant:
            start = lexeme.position + 1
            found += [
                Lexeme("word", word[0], start + word.start(), start + word.end())
                for word in re.finditer(r"\S+", lexeme.text)
            ]
        else:
            found.append(lexeme)
    return found
