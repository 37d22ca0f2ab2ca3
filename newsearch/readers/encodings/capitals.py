"""Capital letters of TCVN3, which has no codes for those with a tone: a font shows them.

Written by themselves, such texts hold ``CéNG HßA`` and ``ñy ban``: the words around, and the
beginnings of sentences, tell what was meant.
"""

from __future__ import annotations

import re

# Letters without a code of their own for the capital.
_TONED = "àảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
_WITHOUT_TONED = str.maketrans("", "", _TONED)
_LETTER = r"[^\W\d_]"
# A word whose letters do not show that it is a small one, or one that begins with such a letter.
_OPEN = re.compile(rf"(?<!{_LETTER})(?:[A-ZĂÂÊÔƠƯĐ{_TONED}]+(?!{_LETTER})|[{_TONED}]{_LETTER}+)")
_WORD_BEFORE = re.compile(rf"({_LETTER}{{1,20}})(?:(?!{_LETTER})[^\n]){{1,20}}\Z")
_WORD_BEHIND = re.compile(rf"(?:(?!{_LETTER})[^\n]){{1,20}}({_LETTER}{{1,20}})")
_SENTENCE_START = re.compile(
    r"(?:[.!?…:][\"”’»)]{0,3}\s{1,20}|\n[ \t]{0,20}\n\s{0,20}|\A\s{0,20})[\"“‘«(–-]{0,3}\s?\Z"
)
_LOOK_BACK = 45


def with_capitals(text: str) -> str:
    """A text that came from TCVN3 with the capitals that its font showed.

    >>> with_capitals("CộNG HòA Xã HộI. ủy ban xã ở TP Từ Sơn")
    'CỘNG HÒA XÃ HỘI. Ủy ban xã ở TP Từ Sơn'
    """
    return _OPEN.sub(_capitalised, text)


def _capitalised(match: re.Match[str]) -> str:
    word = match[0]
    if word == word.upper():  # it has no such letter
        return word
    text, start, end = match.string, match.start(), match.end()
    before = text[max(0, start - _LOOK_BACK) : start]
    capital = _is_capital(word)
    if capital is None:
        beside = (_WORD_BEFORE.search(before), _WORD_BEHIND.match(text, end))
        around = [_is_capital(found[1]) for found in beside if found]
        capital = True in around and False not in around
    if capital:
        return word.upper()
    if word[0] in _TONED and _begins_sentence(before, start):
        return word[0].upper() + word[1:]
    return word


def _is_capital(word: str) -> bool | None:
    """Whether a word is in capitals, by the letters that say it; ``None`` if too few do."""
    telling = word.translate(_WITHOUT_TONED)
    if telling != telling.upper():
        return False
    return True if len(telling) > 1 else None


def _begins_sentence(before: str, start: int) -> bool:
    found = _SENTENCE_START.search(before)
    # The beginning of what was looked back at is not that of the text.
    return found is not None and (found.start() > 0 or start == len(before))
