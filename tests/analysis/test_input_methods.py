"""What was typed in Telex and VNI comes out as it was meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.typed_queries import as_telex, as_vni
from newsearch.analysis.folding import fold
from newsearch.analysis.input_methods import decode_telex, decode_vni
from newsearch.analysis.spelling import canonical
from newsearch.analysis.syllables import TONES, is_syllable, toneless_syllables, with_tone

TELEX = {
    "baafu": "bầu",
    "baauf": "bầu",
    "cuwr": "cử",
    "dduwowngf": "đường",
    "dduowngf": "đường",
    "dduwongf": "đường",
    "duongwfd": "đường",
    "Dduwowngf": "đường",
    "DDUWOWNGF": "đường",
    "hooij": "hội",
    "nguyeenx": "nguyễn",
    "nguyeexn": "nguyễn",
    "tieengs": "tiếng",
    "tieesng": "tiếng",
    "vietej": "việt",
    "nhwng": "nhưng",
    "tw": "tư",
    "w": "ư",
    "thuowr": "thuở",
    "cuawr": "cửa",
    "huuwx": "hữu",
    "ruouwj": "rượu",
    "quoocs": "quốc",
    "quawng": "quăng",
    "quys": "quý",
    "hoaf": "hòa",
    "hofa": "hòa",
    "gif": "gì",
    "giuwx": "giữ",
    "giuowngf": "giường",
    "ngoeor": "ngoẻo",
    "xooong": "xoong",
    "ddaks": "đák",
    "ddh": "đh",
    "hddnd": "hđnd",
    "nsuwt": "nsưt",
    "ootoo": "ôtô",
    "nieeloong": "niêlông",
}
VNI = {
    "ba62u": "bầu",
    "bau62": "bầu",
    "d9u7o7ng2": "đường",
    "d9uong27": "đường",
    "duong297": "đường",
    "D9UO7NG2": "đường",
    "nguye6n4": "nguyễn",
    "na8m": "năm",
    "quo6c1": "quốc",
    "ru7o7u5": "rượu",
    "thuo73": "thuở",
    "cu7a3": "cửa",
    "gi2": "gì",
    "d9h": "đh",
    "o6to6": "ôtô",
}

NOT_TELEX = """
    ban samsung galaxy boss class news off access đường ww u23 vieec hoifs virus s dd1 tp.hcm
"""
SYLLABLES = """
    đường nghiêng quý qúy hòa hoà gì giếng yêu khuỷu huơ đắk quỳnh ngoằn xoong thuở ý
"""


@pytest.mark.parametrize(("typed", "meant"), TELEX.items())
def test_telex(typed: str, meant: str) -> None:
    assert decode_telex(typed) == meant


@pytest.mark.parametrize(("typed", "meant"), VNI.items())
def test_vni(typed: str, meant: str) -> None:
    assert decode_vni(typed) == meant


@pytest.mark.parametrize(
    "word",
    [
        "",
        "ban",
        "samsung",
        "galaxy",
        "boss",
        "class",
        "news",
        "off",
        "access",
        "đường",
        "ww",
        "u23",
        "vieec",
        "hoifs",
        "virus",
        "s",
        "dd1",
        "tp.hcm",
    ],
)
def test_other_words_are_not_telex(word: str) -> None:
    assert decode_telex(word) is None


@pytest.mark.parametrize(
    "word", ["", "2013", "u23", "4g", "f0", "h5n1", "a320", "ban", "b52", "năm1", "a", "m1", "d99"]
)
def test_other_words_are_not_vni(word: str) -> None:
    assert decode_vni(word) is None


@st.composite
def marked_syllables(draw: st.DrawFn) -> str:
    toneless = draw(st.sampled_from(sorted(toneless_syllables())))
    syllable = with_tone(toneless, draw(st.sampled_from(("", *TONES))))
    return syllable or with_tone(toneless, TONES[1]) or ""


@given(marked_syllables())
def test_every_syllable_comes_back(syllable: str) -> None:
    meant = None if fold(syllable) == syllable else syllable
    assert decode_telex(as_telex(syllable)) == meant or (meant is None and "oo" in syllable)
    assert decode_vni(as_vni(syllable)) == meant
    assert decode_telex(as_telex(syllable.upper())) == decode_telex(as_telex(syllable))


@given(marked_syllables(), st.data())
def test_the_tone_may_stand_anywhere_behind_the_rime(syllable: str, data: st.DataObject) -> None:
    typed = as_vni(syllable)
    if typed[-1] in "12345":
        vowel = max(typed.rfind(letter) for letter in "aeiouy678")
        place = data.draw(st.integers(vowel + 1, len(typed) - 1))
        assert decode_vni(typed[:place] + typed[-1] + typed[place:-1]) == syllable


@given(st.text(max_size=12) | st.text("aeiouywdsfrxjngh", max_size=10))
def test_any_word_is_read(word: str) -> None:
    decoded = decode_telex(word)
    assert decoded is None or canonical(decoded) == decoded


@given(st.text(max_size=12) | st.text("aeioudtngh123456789", max_size=10))
def test_any_word_with_figures_is_read(word: str) -> None:
    decoded = decode_vni(word)
    assert decoded is None or canonical(decoded) == decoded


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["", "đ", "nguời", "nghành", "quôc", "bầt", "wifi", "cê", "kô", "iêu", "ngh", "viêt"]
)  # fmt: skip
def test_what_is_no_syllable(word: str) -> None:
    assert not is_syllable(word)


def test_all_syllables_are_spelled_as_the_index_spells_them() -> None:
    for toneless in toneless_syllables():
        for tone in TONES:
            syllable = with_tone(toneless, tone)
            assert syllable is None or (canonical(syllable) == syllable and is_syllable(syllable))
