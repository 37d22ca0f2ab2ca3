"""Words typed in Telex or VNI while the input method was off: ``dduwowngf`` for *đường*.

Both write a mark as a key behind its letter. Telex: ``s f r x j`` are the tones sắc, huyền, hỏi,
ngã and nặng, a letter typed twice has the hat (``aa ee oo``) or the stroke (``dd``), ``w`` makes
*ă*, *ơ*, *ư*, and alone *ư*. VNI: ``1 2 3 4 5`` are the same tones, ``6`` the hat, ``7`` the horn,
``8`` the breve, ``9`` the stroke. A tone may be typed anywhere behind the first vowel, and a mark
anywhere behind its letter (``duongwfd``). The rules are those of the table "Vietnamese Input
Methods" of the Vietnamese Unicode Group (vietunicode.sourceforge.net/inputmethod.html) and, for
``xooong``, of the help of Keyman's Vietnamese Telex keyboard.

Only what gives a Vietnamese syllable is such typing, two syllables written as one (``ootoo`` for
*ôtô*), or an abbreviation with *đ* or *ư* (``ddh``).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from newsearch.analysis.syllables import (
    HOI,
    HUYEN,
    NANG,
    NGA,
    SAC,
    VOWELS,
    toneless_syllables,
    with_tone,
)

_TELEX_TONES = {"s": SAC, "f": HUYEN, "r": HOI, "x": NGA, "j": NANG}
_VNI_TONES = {"1": SAC, "2": HUYEN, "3": HOI, "4": NGA, "5": NANG}
_HATS = {"a": "â", "e": "ê", "o": "ô"}
_TELEX_LETTERS = {"aa": "â", "ee": "ê", "oo": "ô", "aw": "ă", "ow": "ơ", "uw": "ư", "dd": "đ"}
_VNI_LETTERS = {"a6": "â", "e6": "ê", "o6": "ô", "a8": "ă", "o7": "ơ", "u7": "ư", "d9": "đ"}
# What stands in a rime with the same letter twice, and no hat.
_TWO_VOWELS = ("oao", "oeo")

# The longest syllables have nine keys, some people type a few more than are needed.
_TELEX_WORD = re.compile(r"[a-z]{1,11}")
_TELEX_KEY = re.compile(r"w|dd|[aeiouy].*[sfrxjd]|([aeo]).*\1")
_VNI_WORD = re.compile(r"[a-z](?=[a-z]*[1-9])[a-z1-9]{1,10}")
_ABBREVIATION = re.compile("[bcdđghklmnpqrstvxư]{2,7}")


def decode_telex(word: str) -> str | None:
    """The word in the index's spelling that was typed in Telex; None if it was not.

    >>> decode_telex("Dduwowngf"), decode_telex("tieesng"), decode_telex("ban")
    ('đường', 'tiếng', None)
    """
    typed = word.lower()
    if not _TELEX_WORD.fullmatch(typed) or not _TELEX_KEY.search(typed):
        return None
    return _telex_syllable(typed) or _marks_in_place(typed, _TELEX_LETTERS)


def decode_vni(word: str) -> str | None:
    """The word in the index's spelling that was typed in VNI; None if it was not.

    >>> decode_vni("d9u7o7ng2"), decode_vni("bau62"), decode_vni("2013")
    ('đường', 'bầu', None)
    """
    typed = word.lower()
    if not _VNI_WORD.fullmatch(typed):
        return None
    return _vni_syllable(typed) or _marks_in_place(typed, _VNI_LETTERS)


def _telex_syllable(typed: str) -> str | None:
    syllable = _Syllable()
    for key in typed:
        if not syllable.nucleus:
            if key == "w":
                syllable.nucleus = "ư"
            elif key == "d" and syllable.onset == "d":
                syllable.stroke()
            else:
                syllable.letter(key)
        elif key in _TELEX_TONES:
            if syllable.tone:
                return None
            syllable.tone = _TELEX_TONES[key]
        elif key == "w":
            if not syllable.horn(or_breve=True):
                return None
        elif key in _HATS:
            _telex_vowel(syllable, key)
        elif not (key == "d" and syllable.stroke()):
            syllable.letter(key)
    return syllable.word(typed)


def _vni_syllable(typed: str) -> str | None:
    syllable = _Syllable()
    for key in typed:
        if key == "9":
            done = syllable.stroke()
        elif key in _VNI_TONES:
            done = bool(syllable.nucleus) and not syllable.tone
            syllable.tone = _VNI_TONES[key]
        elif key == "6":
            done = any(syllable.hat(letter) for letter in _HATS)
        elif key == "7":
            done = syllable.horn()
        elif key == "8":
            done = syllable.mark("a", "ă")
        else:
            done = True
            syllable.letter(key)
        if not done:
            return None
    return syllable.word(typed)


def _marks_in_place(typed: str, letters: Mapping[str, str]) -> str | None:
    """An abbreviation, or two syllables without a tone, each mark typed behind its letter."""
    word = typed
    for keys, letter in letters.items():
        word = word.replace(keys, letter)
    if word == typed:
        return None
    syllables = toneless_syllables()
    cuts = range(1, len(word))
    if any(word[:cut] in syllables and word[cut:] in syllables for cut in cuts):
        return word
    return word if _ABBREVIATION.fullmatch(word) else None


def _telex_vowel(syllable: _Syllable, key: str) -> None:
    """A vowel that may also be the hat of the same vowel before it."""
    if syllable.nucleus.endswith("ô") and key == "o":  # a third one takes the hat off: "xooong"
        syllable.mark("ô", "oo")
    elif ((syllable.nucleus + key).endswith(_TWO_VOWELS) and not syllable.coda) or not syllable.hat(
        key
    ):
        syllable.letter(key)


class _Syllable:
    """A syllable while its keys come in; marks tell whether there was a letter to put them on."""

    def __init__(self) -> None:
        self.onset = ""
        self.nucleus = ""
        self.coda = ""
        self.tone = ""

    def letter(self, letter: str) -> None:
        is_of_qu = self.onset == "q" and letter == "u" and not self.nucleus
        if letter in VOWELS and not is_of_qu and not self.coda:
            self.nucleus += letter
        elif self.nucleus:
            self.coda += letter
        else:
            self.onset += letter

    def mark(self, letter: str, marked: str) -> bool:
        done = letter in self.nucleus
        self.nucleus = self.nucleus.replace(letter, marked, 1)
        return done

    def hat(self, letter: str) -> bool:
        return self.mark(letter, _HATS[letter])

    def horn(self, or_breve: bool = False) -> bool:
        for letters, marked in (("uo", "ươ"), ("ưo", "ươ"), ("ua", "ưa"), ("uu", "ưu")):
            if self.mark(letters, marked):
                return True
        if or_breve and self.mark("a", "ă"):
            return True
        return self.mark("o", "ơ") or self.mark("u", "ư")

    def stroke(self) -> bool:
        done = self.onset == "d"
        if done:
            self.onset = "đ"
        return done

    def word(self, typed: str) -> str | None:
        """The syllable, if there is such a one and a key made a mark of it."""
        nucleus = self.nucleus.replace("ưo", "ươ").replace("uơ", "ươ")
        if nucleus.endswith("ươ") and not self.coda:
            nucleus = nucleus[:-2] + "uơ"
        if self.onset + nucleus + self.coda == typed:
            return None
        return with_tone(self.onset + nucleus + self.coda, self.tone)
