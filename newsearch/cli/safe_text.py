"""Text of articles made safe to show: control characters and bidi overrides become visible.

An article is written by strangers. Sent as it is, its text could recolour a terminal, set
its title, hide lines, or show a word backwards.
"""

from __future__ import annotations

import re
import unicodedata

# Controls (C0, DEL, C1), line and paragraph separators, bidi marks, embeddings, overrides
# and isolates, and lone surrogates, which no encoding can write.
_UNSAFE = re.compile(
    "[\\x00-\\x1f\\x7f-\\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_CONTROL_PICTURES = 0x2400


def visible(text: str) -> str:
    """Text as one line without anything that a terminal would obey.

    Line ends and tabs become spaces, other controls their pictures (``␛``) or escapes
    (``\\u202e``). Each character is replaced by itself, so that the pieces of a text
    may be made visible one by one.

    >>> visible("đỏ: \\x1b[31m")
    'đỏ: ␛[31m'
    """
    return _UNSAFE.sub(_replacement, text)


def visible_lines(text: str) -> list[str]:
    """The lines of a text, each made `visible`; only ``\\n`` ends a line."""
    return [visible(line) for line in text.split("\n")]


def json_escaped(document: str) -> str:
    """A JSON document with its unsafe characters as ``\\u`` escapes: the same values.

    Expects what ``json.dumps`` gives, in which the controls below space are escaped
    already and line ends stand between values only.
    """
    return _UNSAFE.sub(_json_escape, document)


def display_width(text: str) -> int:
    """The columns that a text takes on a terminal: wide characters two, combining none."""
    return sum(map(_character_width, text))


def _replacement(match: re.Match[str]) -> str:
    character = match.group()
    if character in "\n\t":
        return " "
    code = ord(character)
    if code < 0x20:
        return chr(_CONTROL_PICTURES + code)
    if code == 0x7F:
        return "␡"
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


def _json_escape(match: re.Match[str]) -> str:
    character = match.group()
    return character if character == "\n" else f"\\u{ord(character):04x}"


def _character_width(character: str) -> int:
    if character.isascii():
        return 1
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
