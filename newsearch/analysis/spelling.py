"""One spelling for each Vietnamese syllable, whichever of its spellings was written.

Two habits differ between papers and people and mean nothing: where the tone mark stands
(*hoà*, *hòa*) and whether an open syllable ends in *i* or *y* (*kĩ*, *kỹ*). `canonical`
gives one form for all of them, so that index and query agree. It never changes or drops
an accent.

Rules: tone marks as in *Quy tắc chính tả tiếng Việt* and Quyết định 240/QĐ (Bộ Giáo dục,
1984), where both placements and the i/y spellings are described; of the two placements
the one that newspapers print is taken (*hòa*, *thúy*, but *quý*).
"""

from __future__ import annotations

import re
import unicodedata

# The five tone marks as combining characters: huyền, sắc, hỏi, ngã, nặng.
_TONES = "\u0300\u0301\u0309\u0303\u0323"
_TONE_CLASS = re.compile(f"[{_TONES}]")

# Letters that are typed or converted for đ: Eth and African D.
_D_LOOKALIKES = str.maketrans("ðɖ", "đđ")

_SYLLABLE = re.compile(
    r"""(?P<onset>ngh|ng|nh|gh|gi(?=[aăâeêioôơuưy])|qu(?=[aăâeêioôơy])
          |kh|ch|ph|th|tr|[bcdđghklmnpqrstvx])?
        (?P<nucleus>[aăâeêioôơuưy]{1,3})
        (?P<coda>ch|ng|nh|[cmnpt])?""",
    re.VERBOSE,
)
_MARKED_VOWELS = "ăâêôơư"
# Onsets after which a final i and y are two spellings of one syllable; the letter printed more
# often is taken.
_FINAL_I = {"h": "y", "k": "y", "l": "y", "m": "y", "t": "y", "qu": "y", "s": "i"}

_cache: dict[str, str] = {}
_CACHE_LIMIT = 200_000


def canonical(word: str) -> str:
    """The index's spelling of a word: lower case, one tone placement, one of i and y.

    The word must be in NFC. Words that are no Vietnamese syllable are only lower-cased.

    >>> canonical("Hoà"), canonical("kĩ"), canonical("vịêt"), canonical("Ðắk")
    ('hòa', 'kỹ', 'việt', 'đắk')
    """
    known = _cache.get(word)
    if known is None:
        if len(_cache) >= _CACHE_LIMIT:
            _cache.clear()
        known = _cache[word] = _canonical(word)
    return known


def _canonical(word: str) -> str:
    lower = unicodedata.normalize("NFC", word.lower()).translate(_D_LOOKALIKES)
    if len(lower) > 7:  # the longest syllable, "nghiêng", has seven letters
        return lower
    # Quality marks (ă â ê ô ơ ư) stay with their letters; tones come off.
    tones = _TONE_CLASS.findall(unicodedata.normalize("NFD", lower))
    if len(tones) > 1:
        return lower
    bare = _without_tone(lower) if tones else lower
    syllable = _SYLLABLE.fullmatch(bare)
    if syllable is None:
        return lower
    onset, nucleus, coda = (syllable[name] or "" for name in ("onset", "nucleus", "coda"))
    if nucleus in ("i", "y") and not coda and onset in _FINAL_I:
        nucleus = _FINAL_I[onset]
    if not tones:
        return onset + nucleus + coda
    place = _tone_place(onset, nucleus, coda)
    toned = unicodedata.normalize("NFC", nucleus[place] + tones[0])
    return onset + nucleus[:place] + toned + nucleus[place + 1 :] + coda


def _without_tone(word: str) -> str:
    decomposed = unicodedata.normalize("NFD", word)
    return unicodedata.normalize("NFC", _TONE_CLASS.sub("", decomposed))


def _tone_place(onset: str, nucleus: str, coda: str) -> int:
    """Which letter of the nucleus carries the tone."""
    marked = [place for place, letter in enumerate(nucleus) if letter in _MARKED_VOWELS]
    if marked:
        return marked[-1]
    if len(nucleus) == 1:
        return 0
    if coda:
        return len(nucleus) - 1
    if len(nucleus) == 3:
        return 1
    return 0


def without_capitals(text: str) -> str:
    """A text that is all in capitals, as titles are, in small letters; any other as it is.

    A segmenter takes words in capitals for names and abbreviations and does not join them.

    >>> without_capitals("KHAI MẠC KỲ HỌP"), without_capitals("Họp HĐND")
    ('khai mạc kỳ họp', 'Họp HĐND')
    """
    return text.lower() if text.isupper() else text
