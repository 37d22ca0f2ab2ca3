"""Text to tokens: syllables, numbers, dates and abbreviations, with offsets into the text.

Text is cut at white space into chunks, and what a chunk holds is remembered: news repeats its
words so much that most chunks are looked up, not matched again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from newsearch.analysis.spelling import canonical


class Kind(StrEnum):
    """What a token is."""

    WORD = "word"
    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    ABBREVIATION = "abbreviation"
    NAME = "name"
    ADDRESS = "address"


class Token(NamedTuple):
    """One token of a text.

    ``start`` and ``end`` count characters of the text that was given. ``term`` is what
    the index holds. Tokens of one text have rising ``position``; a token that is whole and also
    has parts (``TP.HCM``: whole, ``TP``, ``HCM``) comes before them, at the first part's
    position, with ``width`` telling how many positions it covers. ``breaks`` says that a
    sentence, clause or paragraph ends between the token before and this one.
    """

    text: str
    term: str
    kind: Kind
    start: int
    end: int
    position: int
    width: int = 1
    breaks: bool = False


class Piece(NamedTuple):
    """A token of a chunk: offsets in the chunk, position relative to the chunk's first."""

    text: str
    term: str
    kind: Kind
    start: int
    end: int
    position: int
    width: int
    breaks: bool


class Chunk(NamedTuple):
    """What stands between two spaces, and whether a clause ends after its last piece."""

    pieces: tuple[Piece, ...]
    positions: int
    breaks_after: bool


_CHUNKS = re.compile(r"\S+|\n")
_LETTER = r"[^\W\d_]"
_MATCHES = re.compile(
    rf"""
      (?P<address> (?<!\w)\w+://[^\s]+
          | (?<![\w.+-])[\w.+-]{{1,64}}@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+
          | (?<![\w.])[A-Za-z0-9][A-Za-z0-9-]{{0,62}}(?:\.[A-Za-z0-9-]{{1,63}}){{0,4}}
            \.(?:vn|com|net|org|gov|edu|info|tv|io)(?!\w|[.-]\w)(?:/[^\s]*)? )
    | (?P<date> (?<![\w/.,-])
          (?: \d{{1,2}}(?P<mark>[/.-])\d{{1,2}}(?P=mark)\d{{4}} | \d{{4}}-\d{{1,2}}-\d{{1,2}}
          | \d{{1,2}}/\d{{4}} | \d{{1,2}}[/-]\d{{1,2}} ) (?![/\w-]|[.,]\d) )
    | (?P<time> (?<![\w.,:]) \d{{1,2}} [:hHgG] [0-5]\d (?![\w:]) )
    | (?P<number> \d+ (?:[.,]\d+)* )
    | (?P<abbreviation> (?<!\w) [A-ZĐ]{{1,6}} (?:\.[A-ZĐ]{{1,6}})+ (?!\w) )
    | (?P<name> {_LETTER}+ (?: ['’ʼ]{_LETTER}+ )+ )
    | (?P<word> {_LETTER} [\w\u0300-\u036f]* )
    """,
    re.VERBOSE,
)
_APOSTROPHE = re.compile("['’ʼ]")
_PARTS = re.compile(r"[\w\u0300-\u036f]+")
_THOUSANDS = re.compile(r"\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*")
# Between two tokens these end a clause, so the tokens are no neighbours in meaning.
_BREAK = re.compile(r"[.,;:!?…()\[\]{}|•\u2013\u2014=]")

_cache: dict[str, Chunk] = {}
_CACHE_LIMIT = 200_000
_CACHED_LENGTH = 40
LONGEST_TERM = 64


def tokenize(text: str) -> Iterator[Token]:
    """The tokens of a text, which must be in NFC; offsets count its characters.

    >>> [token.term for token in tokenize("Sáng 07/1, TP.HCM có 1.800 hộ")]
    ['sáng', '7/1', 'tphcm', 'tp', 'hcm', 'có', '1800', 'hộ']
    """
    position = 0
    breaks = False
    for match in _CHUNKS.finditer(text):
        written = match[0]
        if written == "\n":
            breaks = True
            continue
        offset = match.start()
        chunk = _cache.get(written) or _remembered(written)
        for piece in chunk.pieces:
            yield Token(
                piece.text,
                piece.term,
                piece.kind,
                offset + piece.start,
                offset + piece.end,
                position + piece.position,
                piece.width,
                breaks or piece.breaks,
            )
            if piece.width == 1:
                breaks = False
        position += chunk.positions
        breaks = breaks or chunk.breaks_after


def terms_of(text: str) -> list[str]:
    """The terms of a text's tokens in order, those that only cover others left out.

    >>> terms_of("Sáng 07/1, TP.HCM có 1.800 hộ")
    ['sáng', '7/1', 'tp', 'hcm', 'có', '1800', 'hộ']
    """
    return [
        piece.term
        for written in text.split()
        for piece in (_cache.get(written) or _remembered(written)).pieces
        if piece.width == 1
    ]


def ends_clause(signs: str) -> bool:
    """Whether a clause ends where these signs stand between two tokens."""
    return signs != "" and _BREAK.search(signs) is not None


def read_chunk(written: str) -> Chunk:
    """What a chunk holds."""
    pieces: list[Piece] = []
    position = 0
    last_end = 0
    for match in _MATCHES.finditer(written):
        breaks = bool(_BREAK.search(written, last_end, match.start()))
        last_end = match.end()
        found = list(_pieces_of(match, position, breaks))
        pieces += found
        if found:
            position = max(piece.position + piece.width for piece in found)
    return Chunk(tuple(pieces), position, bool(_BREAK.search(written, last_end)))


def _remembered(written: str) -> Chunk:
    chunk = read_chunk(written)
    if len(written) <= _CACHED_LENGTH:
        if len(_cache) >= _CACHE_LIMIT:
            _cache.clear()
        _cache[written] = chunk
    return chunk


def _pieces_of(match: re.Match[str], position: int, breaks: bool) -> Iterator[Piece]:
    text, start = match[0], match.start()
    kind = next(kind for kind in Kind if match[kind.value] is not None)
    if kind is Kind.ADDRESS:
        text = text.rstrip(".,;:!?)]}'\"”’…")
        term = text.lower().removeprefix("https://").removeprefix("http://")
    elif kind is Kind.DATE:
        term = _date_term(text)
        if not term:  # 45/99 or 2013-2014 are numbers that stand together
            for part in _PARTS.finditer(text):
                yield Piece(
                    part[0],
                    part[0],
                    Kind.NUMBER,
                    start + part.start(),
                    start + part.end(),
                    position,
                    1,
                    breaks,
                )
                position, breaks = position + 1, False
            return
    elif kind is Kind.TIME:
        hour, minute = re.split("[:hHgG]", text)
        term = f"{int(hour)}:{minute}"
    elif kind is Kind.NUMBER:
        term = number_term(text)
    elif kind is Kind.ABBREVIATION:
        term = text.replace(".", "").lower()
    elif kind is Kind.NAME:  # H’Hen, K'Ho, R'Lấp: the sign is typed in many ways or left out
        term = _APOSTROPHE.sub("", text).lower()
    else:
        term = canonical(text)
    term = term[:LONGEST_TERM]
    if not term:  # an address without anything behind its scheme: https://)
        return
    end = start + len(text)
    if kind not in (Kind.ABBREVIATION, Kind.ADDRESS, Kind.NAME):
        yield Piece(text, term, kind, start, end, position, 1, breaks)
        return
    parts = list(_PARTS.finditer(text))
    yield Piece(text, term, kind, start, end, position, max(1, len(parts)), breaks)
    if len(parts) < 2:
        return
    for part in parts:
        yield Piece(
            part[0],
            canonical(part[0])[:LONGEST_TERM],
            Kind.WORD,
            start + part.start(),
            start + part.end(),
            position,
            1,
            breaks,
        )
        position, breaks = position + 1, False


def _date_term(text: str) -> str:
    """A date as ``d/m/yyyy``, ``d/m`` or ``m/yyyy`` without leading zeros; ``""`` if it is none."""
    numbers = [int(number) for number in re.split("[/.-]", text)]
    if text[:4].isdigit():
        numbers.reverse()
    if len(numbers) == 2 and numbers[1] > 31:
        month, year = numbers
        return f"{month}/{year}" if 1 <= month <= 12 and year >= 1000 else ""
    day, month = numbers[:2]
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return ""
    return "/".join(str(number) for number in numbers)


def number_term(text: str) -> str:
    """A number without thousands separators and with a decimal comma.

    >>> number_term("1.800"), number_term("1,234,567"), number_term("3.5")
    ('1800', '1234567', '3,5')
    """
    if _THOUSANDS.fullmatch(text):
        return text.replace(".", "").replace(",", "")
    if text.count(".") == 1 and "," not in text:
        return text.replace(".", ",")
    return text
