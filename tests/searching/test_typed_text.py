"""Queries typed with the input method off are read as they were meant; others stay."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.typed_queries import as_telex, as_vni
from newsearch.lexicon.lexicon import Lexicon
from newsearch.searching.typed_text import DecodedTexts, decode_texts
from tests.lexicon.small import lexicon_of

TEXTS = (
    *["Cử tri thành phố đi bầu cử đại biểu quốc hội khóa mới năm 2013, thông tin mới."] * 40,
    *["Samsung ra mắt điện thoại Galaxy, iPhone 15 và sạc 4G, xe hơi, xăng E5, khí CO2."] * 40,
    *["Các tên môn học mã số, bên cá heo, con cò, lê la, trường ĐH Quốc gia."] * 40,
    *["Boss class news off access moon lee teen been max us is F0 U23 top 10 covid-19."] * 40,
    *["Con cá heo bơi, cá heo con."] * 100,
    "Mạng CAS.",
)
MEANT = [
    "bầu cử đại biểu quốc hội",
    "Samsung ra mắt điện thoại Galaxy",
    "xăng E5",
    "trường ĐH Quốc gia",
    "Thành phố, khóa mới",
    "CỬ TRI ĐI BẦU",
]

WORDS = "covid-19 U23 4G F0 boss class news off access moon lee teen been max us CO2 E5 cas"


@pytest.fixture(scope="module")
def lexicon() -> Iterator[Lexicon]:
    with lexicon_of(*TEXTS) as opened:
        yield opened


@pytest.mark.parametrize("meant", MEANT)
def test_telex(meant: str, lexicon: Lexicon) -> None:
    assert decode_texts([as_telex(meant)], lexicon) == DecodedTexts((meant,), "Telex")


@pytest.mark.parametrize("meant", MEANT)
def test_vni(meant: str, lexicon: Lexicon) -> None:
    assert decode_texts([as_vni(meant)], lexicon) == DecodedTexts((meant,), "VNI")


def test_figures_are_no_keys(lexicon: Lexicon) -> None:
    assert decode_texts(["na8m 2013"], lexicon) == DecodedTexts(("năm 2013",), "VNI")
    assert decode_texts(["nam 2013"], lexicon) is None


def test_all_texts_of_a_query_have_one_method(lexicon: Lexicon) -> None:
    decoded = decode_texts(["baauf cuwr", "top 10", "ddieenj thoaij"], lexicon)
    assert decoded == DecodedTexts(("bầu cử", "top 10", "điện thoại"), "Telex")
    mixed = decode_texts(["baauf cuwr ddaij bieeur na8m"], lexicon)
    assert mixed == DecodedTexts(("bầu cử đại biểu na8m",), "Telex")


@pytest.mark.parametrize(
    "query",
    [
        "",
        "samsung galaxy",
        "iphone 15",
        "covid-19",
        "U23",
        "4G",
        "F0",
        "top 10",
        "boss",
        "class",
        "news",
        "off",
        "access",
        "moon",
        "lee",
        "teen",
        "been",
        "max",
        "us",
        "CO2",
        "xe hoi",
    ],
)
def test_queries_of_such_words_stay(query: str, lexicon: Lexicon) -> None:
    assert decode_texts([query], lexicon) is None


def test_neighbours_tell_what_was_meant(lexicon: Lexicon) -> None:
    read = decode_texts(["cas heo"], lexicon)
    assert read == DecodedTexts(("cá heo",), "Telex")


def test_what_the_corpus_does_not_have_stays(lexicon: Lexicon) -> None:
    assert decode_texts(["ngoeor"], lexicon) is None


@pytest.mark.parametrize("query", ["bầu cử", "Đ bầu cử", "baàu cử"])
def test_words_with_accents_stay(query: str, lexicon: Lexicon) -> None:
    assert decode_texts([query], lexicon) is None


def test_the_input_method_may_have_gone_off_in_the_middle(lexicon: Lexicon) -> None:
    assert decode_texts(["bầu cuwr"], lexicon) == DecodedTexts(("bầu cử",), "Telex")


@given(texts=st.lists(st.text(max_size=20) | st.text("aeoudwsf 123 bcnh", max_size=20), max_size=3))
def test_any_texts_are_read(texts: list[str], lexicon: Lexicon) -> None:
    decoded = decode_texts(texts, lexicon)
    assert decoded is None or len(decoded.texts) == len(texts)
