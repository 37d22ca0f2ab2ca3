"""Terms are found in a text where its tokens have them, whatever the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.analysis.tokens import tokenize
from newsearch.article import clean_text
from newsearch.searching.skeletons import skeleton, sought
from newsearch.searching.term_places import TermFinder

WORDS = [
    *[
        "lũ",
        "Lũ",
        "LŨ",
        "lu",
        "hoà",
        "hòa",
        "HOÀ",
        "kĩ",
        "kỹ",
        "Mỹ",
        "Đắk",
        "Ðắk",
        "ɖắk",
        "nghiêng",
    ],
    *["TP.HCM", "T.P", "1.800", "3,5", "07/1", "7/1/2021", "45/99", "2013-2014", "7h30", "07:30"],
    *["U23", "3G", "12D.", "FA-50", "m²", "100m²", "H’Hen", "K'Ho", "Hʼhen", "henʼ", "e-mail"],
    *["báo@tin.vn", "a@b.vnđ", "vnexpress.net/tin", "http://abc", "a_b", "_lũ", "(lũ)", "“hoà”,"],
    *[
        "Müller",
        "ẞ",
        "İstanbul",
        "H\u0331a",
        "ẖa",
        "lu\u0323\u0306",
        "中文",
        "٣",
        "７/1",
        "½",
        "😀",
    ],
    *["\n", "\t", "\u00a0", "\u2003", "-", "–", "...", "x" * 70, "lũ" * 40, "lũ/hoà", "lũ,mưa"],
]
TEXTS = (
    st.lists(
        st.sampled_from(WORDS)
        | st.text("aăâđeêghimnouưyAĐTPÀạũủ'’.,/-_:@0123vn \n", max_size=8)
        | st.text(max_size=5),
        max_size=40,
    )
    .flatmap(lambda words: st.sampled_from([" ", "", ". "]).map(lambda sign: sign.join(words)))
    .map(clean_text)
)


@given(TEXTS, st.data())
def test_places_are_those_of_the_tokens(text: str, data: st.DataObject) -> None:
    tokens = list(tokenize(text))
    known = sorted({token.term for token in tokens} | {"lũ", "hcm", "12"})
    terms = data.draw(st.sets(st.sampled_from(known), max_size=5))
    wanted = [token for token in tokens if token.term in terms]
    for finder in (TermFinder(terms), TermFinder(terms, positions=False)):
        for _ in range(2):  # from what the finder remembers, the same
            found = finder.find(text)
            assert [place[:3] for place in found] == [(t.start, t.end, t.term) for t in wanted]
    found = TermFinder(terms).find(text)
    for place, one in enumerate(wanted):
        for further, other in enumerate(wanted[place:], start=place):
            apart = other.position - one.position
            assert min(apart, 2) == min(found[further][3] - found[place][3], 2) or (
                apart > 1 and found[further][3] - found[place][3] > 0
            )


@pytest.mark.parametrize("written", WORDS)
def test_every_kind_of_token_is_found(written: str) -> None:
    text = clean_text(f"Hôm nay {written} hôm qua")
    for token in tokenize(text):
        places = TermFinder([token.term]).find(text)
        assert (token.start, token.end, token.term) in [place[:3] for place in places]


@given(st.text().map(clean_text))
def test_a_skeleton_keeps_offsets(text: str) -> None:
    letters, signs = skeleton(text)
    assert len(letters) == len(signs) == len(text) + 2
    assert [sign == 32 for sign in signs[1:-1]] == [character.isspace() for character in text]


def test_spellings_of_a_word_have_one_skeleton() -> None:
    assert skeleton("Hoà hòa HÓA").letters == b" hoa hoa hoa "
    assert skeleton("Kĩ kỹ Ky").letters == b" ki ki ki "
    assert skeleton("Đắk Ðắk ɖak").letters == b" dak dak dak "
    assert skeleton("năm 2021, Müller Чехов").letters == b" nam       muller ????? "


def test_terms_that_may_be_written_otherwise_are_not_sought() -> None:
    assert sought("henʼ") is None
    assert sought("ẖa") is None
    assert sought("i\u0307stanbul") is None
    assert sought("x" * 64) is None
    assert sought("müller") == b" muller "


def test_many_candidates_in_one_word_are_no_burden() -> None:
    # Work grew with the square of the length once; this would not end.
    text = "lu/" * 100_000
    assert TermFinder(["lũ"]).find(text) == []
    assert len(TermFinder(["lu"]).find(text)) == 100_000
