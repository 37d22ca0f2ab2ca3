"""Texts as people type them: in Telex or VNI with the input method off, and in other spellings."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping

from newsearch.analysis.folding import fold
from newsearch.analysis.spelling import canonical
from newsearch.analysis.syllables import HOI, HUYEN, NANG, NGA, SAC, TONES

_WORD = re.compile(r"[^\W\d_]+")
_HAT, _BREVE, _HORN, _STROKE = "\u0302", "\u0306", "\u031b", "\u0335"
_TELEX = {HUYEN: "f", SAC: "s", HOI: "r", NGA: "x", NANG: "j", _BREVE: "w", _HORN: "w"}
_VNI = {HUYEN: "2", SAC: "1", HOI: "3", NGA: "4", NANG: "5", _HAT: "6", _HORN: "7", _BREVE: "8"}
_VNI[_STROKE] = "9"
_PLAIN_D = str.maketrans({"đ": f"d{_STROKE}", "Đ": f"D{_STROKE}"})


def as_telex(text: str) -> str:
    """A text as it comes out in Telex with the input method off, tones typed last.

    >>> as_telex("Đường Nguyễn Huệ")
    'DDuwowngf Nguyeenx Hueej'
    """
    return _WORD.sub(lambda word: _typed(word[0], _TELEX), unicodedata.normalize("NFC", text))


def as_vni(text: str) -> str:
    """A text as it comes out in VNI with the input method off, tones typed last.

    >>> as_vni("Đường Nguyễn Huệ")
    'D9u7o7ng2 Nguye6n4 Hue65'
    """
    return _WORD.sub(lambda word: _typed(word[0], _VNI), unicodedata.normalize("NFC", text))


def _typed(word: str, keys: Mapping[str, str]) -> str:
    """A word as keys; one without marks, or with others than Vietnamese, as it is."""
    letters = ""
    tone = ""
    for sign in unicodedata.normalize("NFD", word).translate(_PLAIN_D):
        if sign in TONES:
            tone += keys[sign]
        elif sign in keys:
            letters += keys[sign]
        elif sign in (_HAT, _STROKE):  # Telex types the letter once more
            letters += letters[-1]
        elif unicodedata.combining(sign):
            return word
        else:
            is_second_o = keys is _TELEX and sign in "oO" and letters[-1:] in ("o", "O")
            letters += 2 * sign if is_second_o else sign  # xooóc: else it is a hat
    if not tone and fold(word) == word:
        return word
    typed = letters + tone
    return typed.upper() if word.isupper() and len(word) > 1 else typed


def old_tone_placement(text: str) -> str:
    """The other of the two placements of the tone: *hoà* for *hòa*, and the reverse.

    >>> old_tone_placement("Hòa Phát, thuỷ sản")
    'Hoà Phát, thủy sản'
    """
    return _WORD.sub(lambda word: _same_word(word[0], _moved_tone), text)


def i_for_y(text: str) -> str:
    """i for y and y for i where a word is spelled both ways: *kĩ* for *kỹ*.

    >>> i_for_y("bác sĩ kỹ tính")
    'bác sỹ kĩ tính'
    """
    return _WORD.sub(lambda word: _same_word(word[0], _exchanged_i), text)


def decomposed(text: str) -> str:
    """The text in NFD, as some phones send it."""
    return unicodedata.normalize("NFD", text)


def _same_word(word: str, change: Callable[[str], str]) -> str:
    """A word in another spelling, if it still is the same word."""
    changed = change(unicodedata.normalize("NFC", word))
    return changed if canonical(changed) == canonical(word) else word


_MOVABLE = re.compile(
    f"([oO](?=[{TONES}]?[aAeE])|(?<![qQ])[uU](?=[{TONES}]?[yY]))([{TONES}]?)([aAeEyY])([{TONES}]?)$"
)


def _moved_tone(word: str) -> str:
    moved = _MOVABLE.sub(r"\1\4\3\2", unicodedata.normalize("NFD", word))
    return unicodedata.normalize("NFC", moved)


def _exchanged_i(word: str) -> str:
    letters = unicodedata.normalize("NFD", word)
    place = max((letters.rfind(letter) for letter in "iyIY"), default=-1)
    if place < 0:
        return word
    other = letters[place].translate(str.maketrans("iyIY", "yiYI"))
    return unicodedata.normalize("NFC", letters[:place] + other + letters[place + 1 :])
