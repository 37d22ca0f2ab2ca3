"""Which words are Vietnamese syllables: onset, rime and tone, as they are written.

Onsets and rimes after *Ngữ âm tiếng Việt* (Đoàn Thiện Thuật, 1977) in today's spelling, with the
few of the Central Highlands that newspapers print (*Đắk*, *Krông*, *Niê*). A syllable that ends in
a stop has the tone sắc or nặng.
"""

from __future__ import annotations

import unicodedata
from functools import cache

from newsearch.analysis.spelling import canonical

HUYEN, SAC, HOI, NGA, NANG = "\u0300\u0301\u0309\u0303\u0323"
TONES = HUYEN + SAC + HOI + NGA + NANG
"""The five tone marks as combining characters."""

VOWELS = "aăâeêioôơuưy"
_MARKED_VOWELS = "ăâêôơư"
_STOPS = ("c", "ch", "k", "p", "t")

_ONSETS = "b c ch d đ g gh gi h k kh kr l m n ng ngh nh p ph qu r s t th tr v x"
_RIMES = """
    a ac ach ai ak am an ang anh ao ap at au ay ăc ăk ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu
    i ia ich im in inh ip it iu iê iêc iêm iên iêng iêp iêt iêu
    o oc oi om on ong op ot ooc oong oa oac oach oai oam oan oang oanh oao oap oat oay
    oăc oăm oăn oăng oăt oe oen oeo oet ô ôc ôi ôk ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt
    u ua uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uêu uơ
    uôc uôi uôm uôn uông uôt uy uya uych uyên uyêt uyn uynh uyp uyt uyu
    ư ưa ưc ưi ưm ưn ưng ưt ưu ươc ươi ươm ươn ương ươp ươt ươu
    y yêm yên yêng yêt yêu
"""
# What follows only qu: elsewhere it is written with u (uynh) or i (inh).
_AFTER_QU = ("ych", "yn", "ynh", "yp", "yt")


@cache
def toneless_syllables() -> frozenset[str]:
    """All syllables without their tone, with their other marks: ``đương``, ``quôc``."""
    onsets = ("", *_ONSETS.split())
    found = {onset + rime for onset in onsets for rime in _RIMES.split() if _fit(onset, rime)}
    return frozenset(found.union("qu" + rime for rime in _AFTER_QU))


def _fit(onset: str, rime: str) -> bool:
    """Whether this onset is written before this rime."""
    is_front = rime[0] in "eêiy"
    if onset in ("gh", "ngh"):
        return is_front and rime[0] != "y"
    if onset in ("c", "ng"):
        return not is_front
    if onset == "g":
        return rime[0] not in "eêy"
    if onset == "k":  # kạn, kar: names of places
        return rime == "y" or rime[0] in "aăeêi"
    if onset == "gi":
        return rime[0] not in "iy"
    if onset == "qu":
        return rime[0] not in "ouư"
    if rime[0] == "y":
        return rime == "y" or not onset
    return bool(onset) or not rime.startswith("iê")


def with_tone(toneless: str, tone: str) -> str | None:
    """A syllable with a tone (one of `TONES`, or ``""``) in the index's spelling, if there is one.

    >>> with_tone("đương", HUYEN), with_tone("hoa", HUYEN), with_tone("viêt", HUYEN)
    ('đường', 'hòa', None)
    """
    if toneless not in toneless_syllables():
        return None
    if not tone:
        return None if toneless.endswith(_STOPS) else canonical(toneless)
    if toneless.endswith(_STOPS) and tone not in (SAC, NANG):
        return None
    places = [place for place, letter in enumerate(toneless) if letter in _MARKED_VOWELS]
    place = places[-1] if places else _vowel_places(toneless)[0]
    toned = unicodedata.normalize("NFC", toneless[place] + tone)
    return canonical(toneless[:place] + toned + toneless[place + 1 :])


def _vowel_places(toneless: str) -> list[int]:
    """Where the vowels of the rime stand; those of ``gi`` and ``qu`` only where there are none."""
    places = [place for place, letter in enumerate(toneless) if letter in VOWELS]
    if len(places) > 1 and toneless.startswith(("gi", "qu")):
        return places[1:]
    return places


def split_tone(word: str) -> tuple[str, str]:
    """A word in NFC without its tone marks, and these marks.

    >>> split_tone("đường") == ("đương", HUYEN)
    True
    """
    decomposed = unicodedata.normalize("NFD", word)
    tones = "".join(character for character in decomposed if character in TONES)
    if not tones:
        return word, ""
    bare = "".join(character for character in decomposed if character not in TONES)
    return unicodedata.normalize("NFC", bare), tones


def is_syllable(word: str) -> bool:
    """Whether a lower-case word is a Vietnamese syllable, wherever its tone stands."""
    toneless, tone = split_tone(word)
    return len(tone) < 2 and with_tone(toneless, tone) is not None
