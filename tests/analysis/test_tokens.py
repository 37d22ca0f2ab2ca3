"""Text to tokens: what is whole, what a term is, where it stands."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.analysis.analyzer import article_terms, whole_tokens
from newsearch.analysis.pyvi_model import compile_segmenter
from newsearch.analysis.tokens import number_term, term_row, tokenize
from newsearch.article import Article

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


@given(st.lists(st.sampled_from([row[0] for row in TERMS]), max_size=6) | st.lists(st.text()))
def test_the_row_of_terms_is_that_of_the_tokens(sentences: list[str]) -> None:
    text = unicodedata.normalize("NFC", "\n".join(sentences))
    tokens = list(tokenize(text))
    parts = [token for token in tokens if token.width == 1]
    row = term_row(text)
    assert row.terms == [token.term for token in parts]
    assert [token.position for token in parts] == list(range(len(parts)))
    assert row.breaks == [token.breaks for token in parts]
    assert row.wholes == [(token.term, token.position) for token in tokens if token.width > 1]


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


def test_pairs_do_not_reach_over_the_end_of_a_clause() -> None:
    terms = article_terms(
        Article(title="Bầu cử. Quốc hội", body="Mưa lớn, gió mạnh\nLũ về"), compile_segmenter()
    )
    assert set(terms.counts["title_pairs"]) == {"bầu cử", "quốc hội"}
    assert set(terms.counts["text_pairs"]) == {"mưa lớn", "gió mạnh", "lũ về"}


def test_words_of_several_syllables_are_terms() -> None:
    terms = article_terms(
        Article(title="Bầu cử quốc hội", body="Phụ nữ quận Lê Chân và phụ nữ thành phố"),
        compile_segmenter(),
    )
    assert terms.counts["title_words"] == {"bầu_cử": 1, "quốc_hội": 1}
    assert terms.counts["text_words"] == {
        "phụ_nữ": 2,
        "lê_chân": 1,
        "thành_phố": 1,
    }


def test_captions_are_apart() -> None:
    terms = article_terms(Article(body="x", captions=("Cầu mới.", "Cầu cũ")), compile_segmenter())
    (first, second) = terms.positions["captions"]["cầu"]
    assert second - first > 2
    assert terms.lengths["captions"] == 4
