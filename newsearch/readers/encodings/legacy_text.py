"""Text in the letters of old Vietnamese fonts (VNI, TCVN3) that was saved as Unicode."""

from __future__ import annotations

import re

REMARK = "looks like VNI/TCVN3 text: convert it to Unicode"

_LOOK_AT = 4000
_FEWEST = 3
_SHARE = 0.2
_WORD = re.compile(r"\S*[A-Za-z]\S*")
# VNI writes an accent as a letter behind the vowel, TCVN3 has signs and capitals inside words;
# German or Norwegian, which use some of these letters, do neither.
_SIGN = "¡¢£¤¥¦§¨©ª«¬\xad®µ¶·¸¹»¼½¾"
_ODD_IN_WORD = re.compile(
    rf"[aeouyöôAEOUYÖÔ][äåæëïöøûüÄÅÆËÏÖØÛÜ]|[A-Za-z][{_SIGN}]|[{_SIGN}][A-Za-z]|[a-z][À-ÖØ-Þ]"
)
# What Unicode text in Vietnamese never lacks for long, and these fonts never give.
_UNICODE = re.compile(r"[ĂăĐđƠơƯưẠ-ỹ\u0300-\u0331]")
# UTF-8 that was read as Latin-1, which is another mishap.
_MISREAD = re.compile(r"á[»º]|Æ°|Ä‘")


def legacy_remarks(text: str) -> tuple[str, ...]:
    """A remark where the beginning of a text looks like letters of such fonts, else nothing.

    >>> legacy_remarks("Coäng hoøa xaõ hoäi chuû nghóa Vieät Nam")
    ('looks like VNI/TCVN3 text: convert it to Unicode',)
    """
    text = text[:_LOOK_AT]
    # Vietnamese in Unicode is told by its first words: the quickest test comes first.
    if _UNICODE.search(text) or not _ODD_IN_WORD.search(text) or _MISREAD.search(text):
        return ()
    words = _WORD.findall(text)
    odd = sum(bool(_ODD_IN_WORD.search(word)) for word in words)
    return (REMARK,) if odd >= max(_FEWEST, _SHARE * len(words)) else ()
