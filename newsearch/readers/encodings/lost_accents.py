"""Text whose letters with accents were lost to question marks when it was saved."""

from __future__ import annotations

import re

LOST = "accents were lost when this was saved: fetch it again"
"""What is to be said of such text."""

_LOOK_AT = 20_000
_FEWEST = 3
_SHARE = 0.08
_WORD = re.compile(r"[^\W\d_][^\s]{0,40}")
# Small letters must follow: sentences that run together (*vậy?Không*) begin with a capital.
_LOST_IN_WORD = re.compile(
    r"[^\W\d_][?\ufffd]{1,3}[a-zà-ỹ]|[A-Z][?\ufffd]{1,3}[A-ZÀ-Ỹ](?![a-z])|\ufffd"
)
_SIGN = re.compile(r"[?\ufffd]")
_ADDRESS = re.compile(r"[/=@&]")


def lost_accents(text: str) -> bool:
    """Whether many words of a text hold ``?`` (or ``�``) where letters with accents were.

    Questions and addresses do not count; the beginning of a long text is looked at.

    >>> lost_accents("N?i dung c?a bài vi?t v? giá lúa")
    True
    >>> lost_accents("Giá lúa tăng? Ai được lợi?")
    False
    """
    text = text[:_LOOK_AT]
    if "?" not in text and "\ufffd" not in text:
        return False
    # Most question marks stand behind a question or in an address: few are left to look at.
    if sum(_is_inside(text, sign.start()) for sign in _SIGN.finditer(text)) < _FEWEST:
        return False
    words = _WORD.findall(text)
    lost = sum(bool(_LOST_IN_WORD.search(word)) and not _ADDRESS.search(word) for word in words)
    return lost >= max(_FEWEST, _SHARE * len(words))


def _is_inside(text: str, place: int) -> bool:
    """Whether a sign may stand for a letter of a word: beside a letter, or one that was lost."""
    return text[place] == "\ufffd" or (
        text[place - 1 : place].isalpha() and not text[place + 1 : place + 2].isspace()
    )
