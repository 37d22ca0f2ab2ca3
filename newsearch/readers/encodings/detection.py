"""How bytes are encoded, judged by their beginning."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from newsearch.readers.encodings.candidates import (
    LATIN,
    LEGACY,
    SURE,
    judge,
    share_of_usual_words,
)
from newsearch.readers.encodings.tables import WINDOWS_1252

UTF_8 = "UTF-8"
BINARY = "binary"
"""The name for bytes that are no text in any encoding known here; they are left as they are."""

_MARKS = (
    (codecs.BOM_UTF8, UTF_8),
    (codecs.BOM_UTF32_LE, "UTF-32 LE"),
    (codecs.BOM_UTF32_BE, "UTF-32 BE"),
    (codecs.BOM_UTF16_LE, "UTF-16 LE"),
    (codecs.BOM_UTF16_BE, "UTF-16 BE"),
)
# Of UTF-8 at most one letter in so many is broken; text in one byte a letter breaks nearly all.
_LETTERS_PER_BREAK = 20
# The high bytes that letters, digits and signs of Vietnamese text have in UTF-16.
_HIGH_BYTES = bytes((0x00, 0x01, 0x03, 0x1E, 0x20))
_HIGH_SHARE = 0.97
_FEWEST_UNITS = 4
# Control characters that no text holds; VISCII has letters in six of their places.
_CONTROLS = re.compile(rb"[\x01-\x08\x0b\x0e-\x1a\x1c-\x1f\x7f]")
_CONTROLS_SHARE = 0.02

# What is told before any word was looked at: bytes that are not UTF-8 are likely Vietnamese here.
_PRIOR = {"windows-1258": -1.5, "TCVN3": -1.0, "VNI": -1.0, "VISCII": -1.5}
# What markup or a style says of encoding and fonts. It is often wrong, so that it is a hint only.
_HINT = 2.0
_HINTS = (
    ("windows-1258", re.compile(rb"charset=[\"']?(?:windows-|cp)1258", re.I)),
    ("VISCII", re.compile(rb"charset=[\"']?(?:x-)?viscii", re.I)),
    ("TCVN3", re.compile(rb"charset=[\"']?(?:x-)?(?:viet-)?(?:tcvn|vscii)|[\"' :]\.vn[a-z]", re.I)),
    ("VNI", re.compile(rb"charset=[\"']?(?:x-)?vni|[\"' :]vni-[a-z]", re.I)),
)


@dataclass(frozen=True, slots=True)
class Found:
    """An encoding, how sure (0 to 1) it is, and how many bytes in front are its mark.

    From `candidates.SURE` on it is certain; below, the best guess.
    """

    encoding: str
    confidence: float = 1.0
    mark: int = 0


def detect_encoding(beginning: bytes, complete: bool = True) -> Found:
    """The encoding of text that begins like this; ``complete`` says whether this is all of it.

    If it is not, a letter of UTF-8 may be cut off at the end.

    >>> detect_encoding("Cầu mới thông xe".encode()).encoding
    'UTF-8'
    >>> detect_encoding("Caàu môùi thoâng xe, ñöôøng roäng".encode("cp1252")).encoding
    'VNI'
    """
    for mark, encoding in _MARKS:
        if beginning.startswith(mark):
            return Found(encoding, mark=len(mark))
    if b"\0" in beginning:
        return _without_mark(beginning)
    if beginning.isascii():
        return Found(UTF_8)
    try:
        codecs.utf_8_decode(beginning, "strict", complete)
    except UnicodeDecodeError:
        return _eight_bits(beginning, complete)
    return Found(UTF_8)


def broken_and_whole(data: bytes, complete: bool = True) -> tuple[int, int]:
    """How many places of UTF-8 are broken, and how many letters beyond ASCII are whole."""
    text, _ = codecs.utf_8_decode(data, "replace", complete)
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    whole = len(text) - len(text.encode("ascii", "ignore")) - broken
    return broken, whole


def mostly_utf8(data: bytes) -> bool:
    """Whether bytes that are not all valid UTF-8 are so but for a few places."""
    broken, whole = broken_and_whole(data)
    return broken * _LETTERS_PER_BREAK <= whole


def _eight_bits(beginning: bytes, complete: bool) -> Found:
    """The encoding of bytes that are not all UTF-8, and hold no NUL."""
    broken, whole = broken_and_whole(beginning, complete)
    if broken * _LETTERS_PER_BREAK <= whole:
        return Found(UTF_8)
    if len(_CONTROLS.findall(beginning)) > _CONTROLS_SHARE * len(beginning):
        return Found(BINARY, 0.0)
    prior = {
        name: value + _HINT * any(name == hint and sign.search(beginning) for hint, sign in _HINTS)
        for name, value in _PRIOR.items()
    }
    judged = judge(shown(beginning), prior)
    if whole >= broken and (judged.encoding == LATIN or judged.confidence < SURE):
        return Found(UTF_8, whole / (whole + broken))
    if judged.encoding == LATIN:
        # Where most words are such as no language has, it is something else that is not known.
        usual = min(1.0, 2 * share_of_usual_words(judged.text))
        return Found(LATIN, judged.confidence * usual)
    return Found(judged.encoding, judged.confidence)


def _without_mark(beginning: bytes) -> Found:
    """UTF-16 without a byte order mark, told by the bytes that are zero, or nothing."""
    units = len(beginning) // 2
    if units < _FEWEST_UNITS:
        return Found(BINARY, 0.0)
    for encoding, codec, high in (
        ("UTF-16 LE", "utf-16-le", beginning[1 : 2 * units : 2]),
        ("UTF-16 BE", "utf-16-be", beginning[0 : 2 * units : 2]),
    ):
        share = 1 - len(high.translate(None, _HIGH_BYTES)) / units
        if share < _HIGH_SHARE or b"\0" not in high:
            continue
        text = beginning[: 2 * units].decode(codec, "replace")
        readable = sum(character.isprintable() or character.isspace() for character in text)
        if readable >= _HIGH_SHARE * units:
            return Found(encoding, share)
    return Found(BINARY, 0.0)


def shown(data: bytes) -> str:
    """Bytes in the letters of windows-1252."""
    return codecs.charmap_decode(data, "strict", WINDOWS_1252)[0]


def convert(data: bytes, encoding: str) -> str:
    """Bytes in an 8-bit encoding, by the name that `detect_encoding` gave, in Unicode."""
    text = shown(data)
    return LEGACY[encoding](text) if encoding in LEGACY else text
