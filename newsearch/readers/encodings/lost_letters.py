"""The letter ư of TCVN3, whose code is Unicode's soft hyphen, which many programs drop.

Such text holds ``®îc`` for *được* and ``tr­êng`` without its ư: the syllables tell where it was.
"""

from __future__ import annotations

import re

from newsearch.analysis.syllables import is_syllable

_WORD = re.compile(r"[^\W\d_]{1,7}")
# What is a word without its ư as well, but far less common than with it.
_RARE_WITHOUT = {
    "ngời": "người", "dới": "dưới", "lới": "lưới", "cời": "cười", "nh": "như", "th": "thư",
    "t": "tư", "s": "sư", "tr": "trư",
}  # fmt: skip
_HORNED = "ơớờởỡợ"


def with_lost_letters(text: str) -> str:
    """Text that came from TCVN3 without soft hyphens, with ư where syllables lack it.

    >>> with_lost_letters("Nớc cho ngời dân đợc đa về trờng")
    'Nước cho người dân được đa về trường'
    """
    return _WORD.sub(_completed, text)


def _completed(match: re.Match[str]) -> str:
    word = match[0]
    small = word.lower()
    place = next((at for at, letter in enumerate(small) if letter in _HORNED), -1)
    known = _RARE_WITHOUT.get(small)
    if known and not (small.isascii() and word != small):  # T, TH: abbreviations
        place = next(at for at, letter in enumerate(known) if letter == "ư")
    elif known or is_syllable(small):
        return word
    elif place < 0:  # a word of consonants: nhng, trng
        place = next((at for at in range(1, len(word)) if is_syllable(_inserted(small, at))), -1)
        if not small.isascii() or word != small or any(letter in "aeiouy" for letter in small):
            return word
    if place < 0 or not is_syllable(_inserted(small, place)):
        return word
    return _inserted(word, place, capital=word.isupper() and len(word) > 1)


def _inserted(word: str, place: int, capital: bool = False) -> str:
    return word[:place] + ("Ư" if capital else "ư") + word[place:]
