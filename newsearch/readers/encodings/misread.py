"""UTF-8 that was read as windows-1252, Latin-1 or windows-1258: ``Viá»‡t Nam`` for *Việt Nam*.

Each letter beyond ASCII became two to four. They are put together again where they form UTF-8.
Of some only a part was kept, since windows-1252 has five free bytes, and programs drop or change
the no-break space and the soft hyphen: what is missing is taken from the words around it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsearch.analysis.syllables import is_syllable
from newsearch.readers.encodings.scoring import weight
from newsearch.readers.encodings.tables import HIGH, WINDOWS_1252, WINDOWS_1258

_LAYERS = 3


def _bytes_shown() -> dict[str, int]:
    """The byte behind each character that windows-1252, Latin-1 or windows-1258 shows."""
    found: dict[str, int] = {}
    for table in (WINDOWS_1252, "".join(map(chr, range(256))), WINDOWS_1258):
        for byte in HIGH:
            found.setdefault(table[byte], byte)
    return found


_BYTES = _bytes_shown()


def _class(first: int, last: int) -> str:
    characters = (character for character, byte in _BYTES.items() if first <= byte <= last)
    return f"[{re.escape(''.join(characters))}]"


_NEXT = _class(0x80, 0xBF)
_SEQUENCE = re.compile(
    f"{_class(0xC2, 0xDF)}{_NEXT}|{_class(0xE0, 0xEF)}{_NEXT}{{2}}|{_class(0xF0, 0xF4)}{_NEXT}{{3}}"
)
# The beginning of a letter or sign of Vietnamese text whose last byte is missing, with what may
# stand in its place.
_PART = re.compile(f"(á[º»]|[ÃĂÄÆ]|â€)([\ufffd?\xa0 ]?)(?!{_NEXT})")
_LETTERS_BEHIND = re.compile(r"[^\W\d_]{0,8}")
_NEAR = 8
_LETTERS_BEFORE = re.compile(r"[^\W\d_]{0,8}\Z")
# What each beginning can have been, the likeliest first.
_WHOLE = {
    "áº": "ậẠ",
    "á»": "ờềọỏỐ",
    "Ã": "àíÁÍÝ",
    "Ä": "Đ",
    "Æ": "Ơ",
    "â€": "”",
}
# A space stands for the no-break space, which was the last byte of these.
_FROM_SPACE = "àẠƠ"
_SPACES = (" ", "\xa0")
# A no-break space is lost much more often than a letter's last byte in front of a real space.
_SPACE_IS_PART = 2.0


@dataclass(frozen=True, slots=True)
class Reread:
    """Text as it was before it was misread.

    ``sequences`` counts the different letters that were put together again, ``guesses`` the
    places where a part of a letter was left and several letters would fit.
    """

    text: str
    sequences: int
    guesses: int


def reread(text: str) -> Reread | None:
    """Text with its UTF-8 read rightly, however often it was misread, or ``None`` if none is.

    >>> found = reread("Viá»‡t Nam")
    >>> found.text if found else None
    'Việt Nam'
    """
    sequences: set[str] = set()
    for _ in range(_LAYERS):
        again = _SEQUENCE.sub(_letter, text)
        if again == text:
            break
        sequences.update(filter(_decoded, _SEQUENCE.findall(text)))
        text = again
    if not sequences:
        return None
    text, guesses = _completed(text)
    return Reread(text, len(sequences), guesses)


def _letter(match: re.Match[str]) -> str:
    return _decoded(match[0]) or match[0]


def _decoded(sequence: str) -> str:
    try:
        return bytes(_BYTES[character] for character in sequence).decode()
    except UnicodeDecodeError:
        return ""


def _completed(text: str) -> tuple[str, int]:
    """Text with its parts of letters completed, and how many of them are guesses."""
    pieces: list[str] = []
    before, done, guesses = "", 0, 0
    for match in _PART.finditer(text):
        # No more is looked at: what is between may be long, and is passed again and again.
        near = text[max(done, match.start() - _NEAR) : match.start()]
        known = _LETTERS_BEFORE.search((before + near)[-_NEAR:])
        behind = _LETTERS_BEHIND.match(text, match.end())
        choices = _choices(
            match[1], match[2], known[0] if known else "", behind[0] if behind else ""
        )
        if not choices:
            continue
        best = max(choices, key=choices.__getitem__)
        guesses += list(choices.values()).count(choices[best]) > 1
        pieces += [text[done : match.start()], best]
        before = (before + near + best)[-_NEAR:]
        done = match.end()
    return "".join([*pieces, text[done:]]), guesses


def _choices(part: str, sign: str, before: str, behind: str) -> dict[str, float]:
    """What a part and the sign behind it can have been, with how common the word would be."""
    choices = _WHOLE["Ã" if part == "Ă" else part]
    if part == "â€":
        return {choices + sign.replace("\ufffd", ""): 0.0}
    found: dict[str, float] = {}
    for letter in choices:
        whole, ended = before + letter + behind, before + letter
        if sign not in _SPACES:
            # A sign is the lost byte, or stands for itself behind a word.
            if sign != "?" or behind:
                found |= _rated(letter, whole)
            else:
                found |= _rated(letter, ended) | _rated(letter + sign, ended)
        elif letter not in _FROM_SPACE:
            found |= _rated(letter + sign, ended)
        # The space is the lost byte, or another one behind it that was taken for a double.
        elif rated := _rated(letter, whole):
            found |= {choice: value + _SPACE_IS_PART for choice, value in rated.items()}
        else:
            rated = _rated(letter + sign, ended)
            found |= {choice: value + _SPACE_IS_PART for choice, value in rated.items()}
    return found


def _rated(choice: str, word: str) -> dict[str, float]:
    """A choice with the weight of its word, if that is a syllable, in usual capitals."""
    if word not in (word.lower(), word.upper(), word.capitalize()):
        return {}
    small = word.lower()
    return {choice: weight(small)} if is_syllable(small) else {}
