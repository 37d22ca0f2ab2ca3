"""One spelling for each syllable; accents never change."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.analysis.folding import fold, is_unaccented
from newsearch.analysis.spelling import canonical

SAME = [
    ("hoà", "hòa"),
    ("Hoà", "HÒA"),
    ("thuý", "thúy"),
    ("uỷ", "ủy"),
    ("tuỳ", "tùy"),
    ("xoè", "xòe"),
    ("kĩ", "kỹ"),
    ("Mĩ", "Mỹ"),
    ("bác", "bác"),
    ("sỹ", "sĩ"),
    ("qúy", "quý"),
    ("quí", "quý"),
    ("vịêt", "việt"),
    ("tòan", "toàn"),
    ("hùynh", "huỳnh"),
    ("Ðắk", "Đắk"),
    ("oà", "òa"),
]

DIFFERENT = [
    ("chó", "chò"),
    ("cho", "chó"),
    ("đa", "da"),
    ("bàn", "bán"),
    ("tai", "tay"),
    ("thúi", "thúy"),
    ("hỏa", "hóa"),
    ("mưa", "mứa"),
    ("gì", "giì"),
    ("của", "cuả"),
    ("Vi", "Vy"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_syllable_meet(one: str, other: str) -> None:
    assert canonical(one) == canonical(other)
    assert canonical(unicodedata.normalize("NFC", unicodedata.normalize("NFD", one))) == canonical(
        other
    )


@pytest.mark.parametrize(("one", "other"), DIFFERENT[:-2] + DIFFERENT[-1:])
def test_different_syllables_stay_different(one: str, other: str) -> None:
    assert canonical(one) != canonical(other)


def test_a_misplaced_tone_goes_where_it_belongs() -> None:
    assert canonical("cuả") == canonical("của") == "của"
    assert canonical("mủôn") == "muổn"


@pytest.mark.parametrize("word", ["Samsung", "COVID", "đường", "nghiêng", "khuỷu", "giếng", "ß"])
def test_other_words_are_only_lower_cased(word: str) -> None:
    assert canonical(word) == word.lower()


SYLLABLES = st.text("aăâeêioôơuưyàáảãạằắẳẵặềếểễệờớởỡợừứửữựìíỉĩịỳýỷỹỵbcdđghklmnpqrstvx", max_size=8)


@given(SYLLABLES)
def test_canonical_is_stable_and_keeps_every_accent(word: str) -> None:
    once = canonical(word)
    assert canonical(once) == once
    marks = [c for c in unicodedata.normalize("NFD", word.lower()) if unicodedata.combining(c)]
    kept = [c for c in unicodedata.normalize("NFD", once) if unicodedata.combining(c)]
    assert sorted(kept) == sorted(marks)


@given(st.text(max_size=30))
def test_folding_leaves_no_mark_and_is_stable(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert not any(unicodedata.combining(c) for c in unicodedata.normalize("NFD", folded))


def test_folding_knows_the_vietnamese_d() -> None:
    assert fold("Đường đi Đắk Lắk") == "Duong di Dak Lak"
    assert is_unaccented("duong")
    assert not is_unaccented("đuong")
    assert not is_unaccented("2021")
