"""Skeletons: a text as one byte a character, in which words are found whatever their accents.

A skeleton keeps offsets, so a word's place in it is its place in the text. Vietnamese letters
stand in it small and without marks, with i for y; so all spellings of a word that the index takes
for one have one skeleton, and `bytes.find` finds them far faster than tokens are
made. What is found may be another word with the same skeleton: the caller looks closer.
"""

from __future__ import annotations

import codecs
import string
import unicodedata
from functools import lru_cache
from typing import NamedTuple

DIGIT = b"0"
"""Stands in a row of signs for every digit."""

ABBREVIATION = b"A.A"
"""Stands in a row of signs where capitals have a full stop between them: ``TP.HCM``."""

JOINT = b"'"
"""Stands in a row of signs for what may join letters to a token: ``H’Hen``, ``a@b.vn``, a mark."""

SPACE = b" "
"""Stands for space in a row of signs, and for all but letters in a row of letters."""

_FOREIGN, _OTHER = b"?", b"-"
_VOWELS = "aăâeêioôơuưy"
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_COMBINING = ("\u0300", "\u036f")
_LONGEST_TERM = 63  # longer ones may be the beginning of a word

_LETTERS = string.ascii_lowercase + "ăâđêôơư"
_TONED = "".join(unicodedata.normalize("NFC", vowel + tone) for vowel in _VOWELS for tone in _TONES)
_SMALL = _LETTERS + _TONED + "ðɖ"  # Eth and African D are typed for đ
_CAPITALS = _SMALL.upper()
_JOINTS = "'’ʼ@"
_SIGNS = "".join(sorted(set(string.punctuation + "“”‘…–—•\u00a0 \n\t") - set(_JOINTS)))
_FOREIGN_LETTER = "ß"

# A single-byte encoding of what Vietnamese text is made of, as VISCII is one.
_DECODED = "\0" + _SMALL + _CAPITALS + string.digits + _JOINTS + _SIGNS + _FOREIGN_LETTER
_ENCODING = codecs.charmap_build(_DECODED.ljust(256, "\ufffe"))
_ERRORS = "newsearch.searching.skeletons"


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    """What stands for characters that the encoding lacks: one for each."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    characters = error.object[error.start : error.end]
    return "".join(map(_kind_of, characters)), error.end


def _kind_of(character: str) -> str:
    first, last = _COMBINING
    if first <= character <= last:
        return "'"
    if character.isdecimal():
        return "0"
    if character.isspace():
        return " "
    # A mark on a consonant may be taken for the syllable's tone: ñ is n.
    base = unicodedata.normalize("NFD", character)[0]
    if base in string.ascii_letters:
        return base
    return _FOREIGN_LETTER if character.isalnum() else "-"


codecs.register_error(_ERRORS, _stand_in)


def _bare(letter: str) -> str:
    return unicodedata.normalize("NFD", letter.lower().translate({ord(d): "d" for d in "đðɖ"}))[0]


def _letter_byte(character: str) -> bytes:
    if character in _SMALL or character in _CAPITALS:
        return _bare(character).replace("y", "i").encode("ascii")
    return _FOREIGN if character in ("ʼ", _FOREIGN_LETTER) else SPACE


def _sign_byte(character: str) -> bytes:
    if character in _JOINTS:
        return JOINT
    if character in string.ascii_uppercase + "Đ":
        return b"A"
    if character in string.digits:
        return DIGIT
    if character.isspace():
        return SPACE
    return b"." if character == "." else _OTHER


_AS_LETTERS = b"".join(map(_letter_byte, _DECODED)).ljust(256)
_AS_SIGNS = b"".join(map(_sign_byte, _DECODED)).ljust(256)


class Skeleton(NamedTuple):
    """A text as bytes. In both rows the byte at 1 stands for the first character.

    ``letters`` has letters and `SPACE`, ``signs`` what `DIGIT`, `ABBREVIATION`, `JOINT` and
    `SPACE` say.
    """

    letters: bytes
    signs: bytes


def skeleton(text: str) -> Skeleton:
    """The skeleton of a text in NFC."""
    encoded, _ = codecs.charmap_encode(f" {text} ", _ERRORS, _ENCODING)
    return Skeleton(encoded.translate(_AS_LETTERS), encoded.translate(_AS_SIGNS))


@lru_cache(maxsize=8192)  # queries ask for the same words over and over
def sought(term: str) -> bytes | None:
    """What to look for in a skeleton, to meet every place of a term.

    That is `DIGIT` for a term with digits, else its first letters with the spaces around them.
    None says that a term's skeleton may differ from that of the text it was made of.

    >>> sought("Quỳnh"), sought("u23"), sought("báo.vn")
    (b' quinh ', b'0', b' bao ')
    """
    if len(term) > _LONGEST_TERM or any(map(_may_change, term)):
        return None
    letters, signs = skeleton(term)
    if DIGIT in signs:
        return DIGIT
    words = letters.split()
    return b" %b " % words[0] if words else None


def _may_change(character: str) -> bool:
    """Whether a character of a term may be written with another number of characters."""
    first, last = _COMBINING
    return len(character.upper()) > 1 or first <= character <= last or character == "ʼ"
