"""Text that went through a wrong encoding before it was saved as Unicode, made right again."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from itertools import groupby

from newsearch.readers.encodings.candidates import (
    LATIN,
    LEGACY,
    ODD_IN_WORD,
    SURE,
    Judged,
    judge,
)
from newsearch.readers.encodings.lost_letters import with_lost_letters
from newsearch.readers.encodings.misread import reread
from newsearch.readers.encodings.scoring import evidence

MISREAD = "UTF-8 misread"
"""The name for UTF-8 that was read as windows-1252, Latin-1 or windows-1258."""

_LOOK_AT = 20_000
_ROUNDS = 4
_MOST_JUDGED = 1000
# Below this confidence text is taken for sound: it may be a unit or a foreign name.
_NAMED = 0.6
# What Unicode text in Vietnamese never lacks for long, and no old encoding shows as letters.
_UNICODE = re.compile(r"[ăĂđĐĩĨũŨơƠưƯẠ-ỹ\u0300-\u0331]")
# What misread UTF-8 holds, and Vietnamese hardly.
_MISREAD_SIGNS = ("á»", "áº", "Ã", "â€", "Ä‘", "Æ°", "Ì")
# What the letters of old encodings hold, and Vietnamese in Unicode hardly.
_LEGACY_SIGNS = ("aø", "öô", "oä", "µ", "\xad")
_SIGNS = _MISREAD_SIGNS + _LEGACY_SIGNS
# A letter of each of these that is rare in Vietnamese in Unicode.
_LETTERS_OF_SIGNS = ("»", "º", "Ã", "€", "Ä", "Æ", "Ì", "ø", "ö", "ä", "µ", "\xad")
_BEGINNING = 400
# What is told before any word was looked at: nearly all text is sound.
_PRIOR = {"windows-1258": -6.0, "TCVN3": -4.0, "VNI": -4.0, "VISCII": -6.0}
_MISREAD_PRIOR = -3.0
# Letters that form UTF-8 by chance are rare.
_PER_SEQUENCE = 2.0
_MOST_SEQUENCES = 6


@dataclass(frozen=True, slots=True)
class Repaired:
    """A text in Unicode, how it had been encoded, and how sure (0 to 1) that is.

    ``encoding`` is empty for text that was sound. Below `candidates.SURE` the text is as it
    was given, and ``encoding`` names what it looks like.
    """

    text: str
    encoding: str = ""
    confidence: float = 1.0

    @property
    def note(self) -> str:
        """What is to be said of a text that was repaired; empty where it was not."""
        if not self.encoding or self.doubt:
            return ""
        sure = f"({self.confidence:.0%} sure)"
        if self.encoding == MISREAD:
            return f"letters of UTF-8 that was misread were put together again {sure}"
        return f"{self.encoding} letters saved as Unicode were converted {sure}"

    @property
    def doubt(self) -> str:
        """What is to be said of a text that was left alone though it looks damaged."""
        if not self.encoding or self.confidence >= SURE:
            return ""
        sure = f"{self.confidence:.0%} sure"
        return f"looks like {self.encoding} text, {sure}: convert it to Unicode"


def repair_text(text: str) -> Repaired:
    """A page's or record's text in Unicode, if it was in letters of an old encoding or misread.

    To be called on text as it was read, before it is cleaned: the soft hyphen and the no-break
    space are letters of some encodings. Paragraphs are judged one by one where the text is
    sound in part. It raises nothing, and repairing again changes nothing.

    >>> repair_text("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam").text
    'Cộng hòa xã hội chủ nghĩa Việt Nam'
    >>> repair_text("Cá»™ng hÃ²a xÃ£ há»™i").encoding
    'UTF-8 misread'
    """
    if looks_sound(text):
        return Repaired(text)
    steps: list[str] = []
    confidence = 1.0
    now = text
    for _ in range(_ROUNDS):
        step = _repaired_once(now)
        if not step.encoding:
            return Repaired(now, ", ".join(steps), confidence)
        if step.confidence < SURE:
            if steps:  # what was certain is kept, the rest stands as it is
                return Repaired(now, ", ".join(steps), confidence)
            return Repaired(text, step.encoding, step.confidence)
        if step.encoding not in steps:
            steps.append(step.encoding)
        confidence = min(confidence, step.confidence)
        now = step.text
    return Repaired(text, ", ".join(steps), 0.0)


def looks_sound(text: str) -> bool:
    """The quick test whether there is nothing to repair: letters that only Vietnamese in Unicode
    has, and no signs of damage; or nothing but ASCII.

    All of the text is looked through for what damaged text never lacks for long, and its
    beginning for the rest. Where this is false, `repair_text` looks more closely.
    """
    if text.isascii():
        return True
    if ("»" in text or "µ" in text or "ø" in text) and _has_any(_SIGNS, text):
        return False
    beginning = text[:_BEGINNING]
    # Letters are found far sooner than pairs of them.
    if _has_any(_LETTERS_OF_SIGNS, beginning) and _has_any(_SIGNS, beginning):
        return False
    return _UNICODE.search(text) is not None


def _has_any(signs: tuple[str, ...], text: str) -> bool:
    for sign in signs:  # noqa: SIM110  a generator takes several times as long
        if sign in text:
            return True
    return False


def _repaired_once(text: str) -> Repaired:
    """One step of repair: the whole text, or its paragraphs; ``encoding`` is empty if none."""
    misread = _misread(text)
    if misread.encoding and misread.confidence >= SURE:
        return misread
    if not _UNICODE.search(text):
        legacy = _legacy(text)
    elif _has_any(_LEGACY_SIGNS, text):
        legacy = _paragraphs(text)
    else:
        legacy = Repaired(text)
    return legacy if legacy.encoding else misread


def _misread(text: str) -> Repaired:
    if not _has_any(_MISREAD_SIGNS, text):
        return Repaired(text)
    found = reread(text)
    if found is None:
        return Repaired(text)
    odds = _MISREAD_PRIOR + _PER_SEQUENCE * min(found.sequences, _MOST_SEQUENCES)
    odds += evidence(found.text[:_LOOK_AT]) - max(0.0, evidence(text[:_LOOK_AT]))
    confidence = _share(odds) * (1 - found.guesses / max(1, found.text.count(" ")))
    if confidence < _NAMED:
        return Repaired(text)
    return Repaired(found.text if confidence >= SURE else text, MISREAD, confidence)


def _legacy(text: str) -> Repaired:
    found = _judged(text[:_LOOK_AT])
    if found.encoding == LATIN:
        return Repaired(text)
    if found.confidence < _NAMED:
        return Repaired(text)
    if found.confidence < SURE:
        return Repaired(text, found.encoding, found.confidence)
    converted = LEGACY[found.encoding](text)
    if found.encoding == "TCVN3" and "\xad" not in text:
        converted = with_lost_letters(converted)
    if converted == text:
        return Repaired(text)
    return Repaired(converted, found.encoding, found.confidence)


def _judged(text: str) -> Judged:
    return judge(text, _PRIOR)


def _paragraphs(text: str) -> Repaired:
    """Text whose lines without letters of Vietnamese in Unicode are judged by themselves."""
    pieces: list[str] = []
    encodings: list[str] = []
    confidence = 1.0
    judged = 0
    # Lines of one kind that follow one another are judged together.
    for is_open, lines in groupby(text.splitlines(keepends=True), _is_open):
        piece = "".join(lines)
        if is_open and judged < _MOST_JUDGED and ODD_IN_WORD.search(piece):
            judged += 1
            found = _legacy(piece)
            if found.encoding and found.confidence >= SURE:
                piece = found.text
                encodings += [found.encoding] * (found.encoding not in encodings)
                confidence = min(confidence, found.confidence)
        pieces.append(piece)
    return Repaired("".join(pieces), ", ".join(encodings), confidence)


def _is_open(line: str) -> bool:
    """Whether nothing in a line shows that it is sound Vietnamese."""
    return not _UNICODE.search(line)


def _share(odds: float) -> float:
    """A logarithm of odds as a probability."""
    return 1 / (1 + math.exp(-max(-50.0, min(50.0, odds))))
