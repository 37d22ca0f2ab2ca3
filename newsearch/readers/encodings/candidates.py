"""The encodings that a text in 8-bit letters may be in, and which of them it is in.

All are judged from the same letters, those of windows-1252: bytes are shown in them first, and
text that was saved as Unicode by mistake has them already.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsearch.readers.encodings.capitals import with_capitals
from newsearch.readers.encodings.scoring import evidence, shares, words_of
from newsearch.readers.encodings.tables import (
    TCVN3,
    VISCII,
    WINDOWS_1252,
    WINDOWS_1258,
    from_vni,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

SURE = 0.9
"""From this confidence on an encoding is certain; below it what was read is doubtful."""

LATIN = "windows-1252"
"""The name of the letters themselves, for text that is in none of the encodings of Vietnamese."""

# A pair of letters that only fonts of old encodings give: an accent behind its vowel (VNI), a
# sign or a capital inside a word (TCVN3). German or Norwegian, which use these letters, have none.
_SIGN = "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾"
ODD_IN_WORD = re.compile(
    rf"[aeouyöôAEOUYÖÔ][äåæëïöøûüÄÅÆËÏÖØÛÜ]|[A-Za-z][{_SIGN}]|[{_SIGN}][A-Za-z]|[a-z][À-ÖØ-Þ]"
)
_MOST_ODD = 4
_UNUSUAL = re.compile(f"{ODD_IN_WORD.pattern}|[ªº]|[À-ÿ]{{4}}")
# What speaks for Vietnamese letters as they stand, before any word was looked at.
_AS_IT_STANDS = 4.0


def _letters(table: str) -> dict[int, str]:
    """The letters of windows-1252, and the control characters in their places, in another table."""
    shown = {
        ord(character): letter
        for character, letter in zip(WINDOWS_1252, table, strict=True)
        if character != letter
    }
    controls = {byte: table[byte] for byte in range(0x80, 0xA0) if table[byte] != chr(byte)}
    return controls | shown


_TCVN3_LETTERS, _VISCII_LETTERS, _1258_LETTERS = map(_letters, (TCVN3, VISCII, WINDOWS_1258))


def from_tcvn3(text: str) -> str:
    """Text in the letters of TCVN3, as windows-1252 shows them, in Unicode.

    >>> from_tcvn3("Céng hßa x· héi chñ nghÜa ViÖt Nam")
    'Cộng hòa xã hội chủ nghĩa Việt Nam'
    """
    return with_capitals(text.translate(_TCVN3_LETTERS))


def from_viscii(text: str) -> str:
    """Text in the letters of VISCII, as windows-1252 shows them, in Unicode."""
    return text.translate(_VISCII_LETTERS)


def from_windows_1258(text: str) -> str:
    """Text in the letters of windows-1258, as windows-1252 shows them, in Unicode (NFC)."""
    return unicodedata.normalize("NFC", text.translate(_1258_LETTERS))


LEGACY: Mapping[str, Callable[[str], str]] = {
    "windows-1258": from_windows_1258,
    "TCVN3": from_tcvn3,
    "VNI": from_vni,
    "VISCII": from_viscii,
}
"""The old encodings of Vietnamese by their names, each as a change of letters."""


def share_of_usual_words(text: str) -> float:
    """How many of the accented words are as words of European languages are, as a share.

    >>> share_of_usual_words("Müller né à Málaga"), share_of_usual_words("n¨m tr¸nh ×nh")
    (1.0, 0.0)
    """
    words = [word for word in words_of(text) if not word.isascii()]
    usual = sum(word.isalpha() and not _UNUSUAL.search(word) for word in words)
    return usual / len(words) if words else 1.0


@dataclass(frozen=True, slots=True)
class Judged:
    """The likeliest encoding of a text, the text in Unicode, and how sure (0 to 1) that is."""

    encoding: str
    text: str
    confidence: float


def judge(shown: str, prior: Mapping[str, float]) -> Judged:
    """Which encoding text is in that is shown in the letters of windows-1252.

    ``prior`` says, as logarithms of odds against "none of them", how likely each is before
    the words are looked at. Encodings that give the same text share their confidence.
    """
    odd = sum(bool(ODD_IN_WORD.search(word)) for word in words_of(shown))
    bonus = min(odd, _MOST_ODD)
    odds = {shown: max(0.0, evidence(shown) + _AS_IT_STANDS)}
    names = {shown: LATIN}
    for name, convert in LEGACY.items():
        text = convert(shown)
        value = evidence(text) + prior[name] + bonus
        if text not in odds or (value > odds[text] and text != shown):
            odds[text], names[text] = value, name
    found = shares(odds)
    best = max(found, key=found.__getitem__)
    return Judged(names[best], best, found[best])
