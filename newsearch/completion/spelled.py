"""Texts as words to be compared: one spelling for each, with and without accents.

An entry is the letter of its kind and a text (`kinds`).
"""

from __future__ import annotations

import re

from newsearch.analysis.folding import fold
from newsearch.analysis.spelling import canonical
from newsearch.completion.kinds import COMPOUND, MARK, NAME, ROW, SINGLE

_WORDS = re.compile(r"[^\W_]+")
_LONG = 48  # letters of a title in which its first words stand
_ONLY_WORDS = COMPOUND + ROW + SINGLE  # in the index's spelling already


MOST_WORDS = 5
"""The words of an entry that it is sorted by."""


def words_of(text: str) -> list[str]:
    """The words of a text in NFC, in the index's spelling.

    >>> words_of("TP.HCM: Hoà giải, kĩ năng")
    ['tp', 'hcm', 'hòa', 'giải', 'kỹ', 'năng']
    """
    return [canonical(word) for word in written_words(text)]


def written_words(text: str) -> list[str]:
    """The words of a text as they are written."""
    words: list[str] = _WORDS.findall(text)
    return words


def entry_text(entry: str) -> str:
    """What is shown of an entry."""
    return entry[1:].partition(MARK)[0]


def entry_words(entry: str) -> list[str]:
    """The words of an entry."""
    letter = entry[:1]
    if letter in _ONLY_WORDS:
        return entry[1:].split(" ")
    if letter == NAME:
        return [canonical(word) for word in entry[1:].split(" ")]
    return words_of(entry_text(entry))


def _first_words(entry: str) -> list[str]:
    """As many words of an entry as it is sorted by, or more."""
    text = entry_text(entry)
    if entry[:1] in _ONLY_WORDS or len(text) < _LONG:
        return entry_words(entry)
    words = words_of(text[:_LONG])[:-1]
    return words if len(words) >= MOST_WORDS else entry_words(entry)


def head(letter: str, words: list[str]) -> str:
    """What entries are sorted by first: kind and first word without accents, first word."""
    first = words[0] if words else ""
    return f"{letter}{fold(first)}\0{first}"


def rest(words: list[str]) -> str:
    """The words behind the first that an entry is sorted by, without accents."""
    return " ".join([fold(word) for word in words[1:MOST_WORDS]])


def entry_key(entry: str) -> bytes:
    """What entries are sorted by: their head, then the other words without accents.

    >>> entry_key("cbầu cử").decode().split("\\0")
    ['cbau', 'bầu', 'cu']
    """
    words = _first_words(entry)
    return f"{head(entry[:1], words)}\0{rest(words)}".encode()


def head_of(key: bytes) -> bytes:
    """The kind and the first word, without and with accents, that a key begins with."""
    return key[: key.index(b"\0", key.index(b"\0") + 1)]
