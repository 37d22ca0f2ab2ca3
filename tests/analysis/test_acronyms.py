"""Acronyms are learned from articles that explain them, and from nothing else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.analysis.acronyms import definitions, definitions_in, first_aligned
from newsearch.analysis.folding import fold
from newsearch.analysis.tokens import tokenize
from newsearch.article import Article

LITTLE_WORDS = {"và", "của", "về", "các", "cho", "với", "trong", "ở", "tại"}


def explained(text: str) -> list[tuple[str, str]]:
    return [(found.acronym, " ".join(found.terms)) for found in definitions_in(text)]


@pytest.mark.parametrize(
    ("text", "acronym", "long"),
    [
        ("Ngày 3/7, Ủy ban nhân dân (UBND) huyện họp", "ubnd", "ủy ban nhân dân"),
        ("Hội Liên hiệp phụ nữ (LHPN) tỉnh", "lhpn", "liên hiệp phụ nữ"),
        ("Sở Giáo dục và Đào tạo (GDĐT)", "gdđt", "giáo dục và đào tạo"),
        ("Sở Giáo dục & Đào tạo (GDĐT)", "gdđt", "giáo dục đào tạo"),
        ("lực lượng phòng cháy, chữa cháy (PCCC)", "pccc", "phòng cháy chữa cháy"),
        ("hỗ trợ doanh nghiệp vừa và nhỏ (DNVVN)", "dnvvn", "doanh nghiệp vừa và nhỏ"),
        ("Cục Nghệ thuật Biểu diễn (NTBD)", "ntbd", "nghệ thuật biểu diễn"),
        ("Nghệ sĩ Ưu tú (NSƯT)", "nsưt", "nghệ sĩ ưu tú"),
        ("Nghệ sỹ Ưu tú (NSUT)", "nsut", "nghệ sĩ ưu tú"),
        ("Đại học Quốc gia (ĐHQG)", "đhqg", "đại học quốc gia"),
        ("Đại học Quốc gia (DHQG)", "dhqg", "đại học quốc gia"),
        ("ở Thành phố Hồ Chí Minh (TP.HCM).", "tphcm", "thành phố hồ chí minh"),
        ("Bảo hiểm xã hội (gọi tắt là BHXH)", "bhxh", "bảo hiểm xã hội"),
        ("Bảo hiểm xã hội (sau đây gọi tắt là BHXH)", "bhxh", "bảo hiểm xã hội"),
        ("Bảo hiểm xã hội (viết tắt BHXH)", "bhxh", "bảo hiểm xã hội"),
        ("Bảo hiểm xã hội (“BHXH”)", "bhxh", "bảo hiểm xã hội"),
        ("UBND (Ủy ban nhân dân) xã", "ubnd", "ủy ban nhân dân"),
        ("LHPN (Hội Liên hiệp phụ nữ)", "lhpn", "liên hiệp phụ nữ"),
        ("Toà án nhân dân (TAND)", "tand", "tòa án nhân dân"),
    ],
)
def test_a_definition_is_found(text: str, acronym: str, long: str) -> None:
    assert explained(text) == [(acronym, long)]


@pytest.mark.parametrize(
    "text",
    [
        "Tập đoàn Điện lực Việt Nam (EVN)",  # not its initials
        "Bộ Giáo dục và Đào tạo (GD&ĐT)",  # two terms
        "Công an (CA) quận",  # its term is the word ca
        "Hội đồng. Nhân dân (HĐND)",  # over a full stop
        "Hội đồng\nNhân dân (HĐND)",
        "hội đồng nhân dân. (HĐND)",
        "hội đồng (nhân dân) (HĐND)",
        "đồng nhân dân (HĐND)",
        "hội đồng của (HĐC)",
        "phụ nữ (lhpn)",
        "UBND (Công an huyện và Ủy ban nhân dân)",  # more than a long form
        "UBND (Ủy ban nhân dân xã)",
        "UBND, (Ủy ban nhân dân)",
        "HUBND(Ủy ban nhân dân)",
        "Ủy ban nhân dân UBND",
        "(UBND)",
        " ()",
    ],
)
def test_what_explains_nothing(text: str) -> None:
    assert explained(text) == []


def test_a_word_that_is_cut_off_is_no_initial() -> None:
    # The first of the characters that are looked at may stand within a word.
    for length in range(60, 110):
        text = "x" * length + "hội " + "đồng nhân dân" + " " * 30 + "(HĐND)"
        assert explained(text) == []


def test_all_texts_of_an_article_are_read_and_each_definition_counts_once() -> None:
    article = Article(
        title="Mặt trận Tổ quốc (MTTQ) họp",
        summary="Hội đồng nhân dân (HĐND) họp. Hội đồng nhân dân (HĐND) bàn.",
        body="Mưa lớn.\nỦy ban nhân dân (UBND) báo cáo; Hội đồng nhân dân (HĐND) nghe.",
        captions=("Cảnh sát giao thông (CSGT) phân luồng.",),
    )
    assert sorted(found.acronym for found in definitions(article)) == [
        "csgt",
        "hđnd",
        "mttq",
        "ubnd",
    ]


def test_many_little_words_take_no_time() -> None:
    assert first_aligned("v" * 16, ["và"] * 100_000) is None
    assert first_aligned("xvn", ["xóm", *["và"] * 1000, "nhà"]) == 0


SYLLABLES = ["ủy", "Ban", "nhân", "dân", "đào", "Tạo", "ưu", "và", "của", "về", "Á", "TP.HCM", "7"]
SIGNS = [" ", " ", " ", ", ", ". ", " (", ") ", "\n", " & ", "-", "/", "”", " (gọi tắt là "]
PIECES = st.sampled_from([*SYLLABLES, *SIGNS, "UBND", "ĐT", "DT", "UB", "VBA", "BNDVT"])


@given(st.one_of(st.text(), st.lists(PIECES, max_size=40).map("".join)))
def test_initials_agree_whatever_the_text(text: str) -> None:
    terms_of_text = [token.term for token in tokenize(text)]
    for acronym, terms in definitions_in(text):
        assert acronym in terms_of_text
        assert all(term in terms_of_text for term in terms)
        assert agree(fold(acronym), [fold(term)[0] for term in terms], terms)


@given(st.lists(st.sampled_from(["ủy", "ban", "nhân", "dân", "đào", "ưu", "tạo"]), min_size=2))
def test_initials_of_a_row_are_found(syllables: list[str]) -> None:
    syllables = syllables[:8]
    letters = "".join(fold(syllable)[0] for syllable in syllables)
    begin = first_aligned(letters, ["hội", "và", *syllables])
    assert begin == 2


def agree(acronym: str, initials: list[str], terms: tuple[str, ...]) -> bool:
    """Whether the initials are the acronym, when some little words are left out."""
    if not initials:
        return not acronym
    if terms[0] in LITTLE_WORDS and agree(acronym, initials[1:], terms[1:]):
        return True
    return acronym[:1] == initials[0] and agree(acronym[1:], initials[1:], terms[1:])
