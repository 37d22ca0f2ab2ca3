"""Text to tokens: what is whole, what a term is, where it stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.analysis.analyzer import whole_tokens
from newsearch.analysis.tokens import number_term, tokenize

TERMS = [
    ("Chiều 7/1, tại Hải Phòng", ["chiều", "7/1", "tại", "hải", "phòng"]),
    ("ngày 07/01/2021", ["ngày", "7/1/2021"]),
    ("ngày 7-1-2021 và 7.1.2021", ["ngày", "7/1/2021", "và", "7/1/2021"]),
    ("2021-01-07", ["7/1/2021"]),
    ("tháng 07/2024", ["tháng", "7/2024"]),
    ("hôm 23-10", ["hôm", "23/10"]),
    ("nhiệm kỳ 2021-2026", ["nhiệm", "kỳ", "2021", "2026"]),
    ("1.800 giỏ hoa, 3,5% và 3.5", ["1800", "giỏ", "hoa", "3,5", "và", "3,5"]),
    ("255m² tường", ["255", "m²", "tường"]),
    ("121kg thóc", ["121", "kg", "thóc"]),
    ("lúc 7h30, 10:05", ["lúc", "7:30", "10:05"]),
    ("ở TP.HCM.", ["ở", "tphcm"]),
    ("TP.Hà Nội", ["tp", "hà", "nội"]),
    ("Covid-19", ["covid", "19"]),
    ("theo haiphong.gov.vn.", ["theo", "haiphong.gov.vn"]),
    ("gửi a.b@c.vn", ["gửi", "a.b@c.vn"]),
    ("U23 và F0", ["u23", "và", "f0"]),
    ("Hoà bình – “kĩ thuật”", ["hòa", "bình", "kỹ", "thuật"]),
    ("H'Mông H’Mông Hmông", ["hmông", "hmông", "hmông"]),
    ("45/99", ["45", "99"]),
    ("", []),
    (" \n\t…", []),
]


@pytest.mark.parametrize(("text", "terms"), TERMS)
def test_terms(text: str, terms: list[str]) -> None:
    assert [token.term for token in whole_tokens(text)] == terms


def test_an_abbreviation_is_whole_and_has_its_parts_at_its_positions() -> None:
    whole, first, second, following = tokenize("TP.HCM mưa")
    assert (whole.text, whole.term, whole.position, whole.width) == ("TP.HCM", "tphcm", 0, 2)
    assert [(t.term, t.position) for t in (first, second, following)] == [
        ("tp", 0),
        ("hcm", 1),
        ("mưa", 2),
    ]


@given(st.text(max_size=200))
def test_offsets_point_at_the_token_and_positions_rise(text: str) -> None:
    text = unicodedata.normalize("NFC", text)
    position = -1
    for token in tokenize(text):
        assert text[token.start : token.end] == token.text
        assert token.term
        assert token.position >= position or token.width > 1
        position = max(position, token.position)


@given(st.lists(st.sampled_from([row[0] for row in TERMS]), max_size=6))
def test_text_is_analysed_the_same_wherever_it_stands(sentences: list[str]) -> None:
    apart = [token.term for sentence in sentences for token in tokenize(sentence)]
    together = [token.term for token in tokenize("\n".join(sentences))]
    assert together == apart


@pytest.mark.parametrize(
    ("number", "term"),
    [
        ("1.800", "1800"),
        ("1,800", "1800"),
        ("1.234.567", "1234567"),
        ("3,5", "3,5"),
        ("3.5", "3,5"),
    ],
)
def test_numbers_meet_in_one_term(number: str, term: str) -> None:
    assert number_term(number) == term
