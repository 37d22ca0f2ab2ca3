"""Slips are repaired, and what the corpus has stays."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsearch.lexicon.corrections import correct
from newsearch.lexicon.lexicon import Lexicon
from newsearch.lexicon.slips import slips
from tests.lexicon.small import lexicon_of

TEXTS = (
    *["Cử tri đi bầu cử đại biểu quốc hội khóa mới tại thủ đô Hà Nội."] * 40,
    *["Đội tuyển bóng đá Việt Nam thắng đậm, hàng trăm cổ động viên đi bão ở Hà Nội."] * 40,
    *["Điện thoại Samsung Galaxy ra mắt, giá 10 triệu đ ở vietnam, nhóm B ạ."] * 40,
    *["Người lao động sửa chữa đường dây điện, xổ số kiến thiết, ngành giáo dục."] * 200,
    "Nguời dân mua điện thoại.",
)


@pytest.fixture(scope="module")
def lexicon() -> Iterator[Lexicon]:
    with lexicon_of(*TEXTS) as opened:
        yield opened


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("bầu cừ quốc hội", "bầu cử quốc hội"),  # a tone
        ("bâu cử", "bầu cử"),
        ("bầu củ", "bầu cử"),  # a mark
        ("dại biểu quốc hội", "đại biểu quốc hội"),
        ("bầu cửq", "bầu cử"),
        ("quốc họi", "quốc hội"),
        ("điện thaọi", "điện thoại"),
        ("samsung galaxi", "samsung galaxy"),
        ("smasung galaxy", "samsung galaxy"),
        ("xửa chữa", "sửa chữa"),  # sounds that are confused
        ("sửa chửa", "sửa chữa"),
        ("nghành giáo dục", "ngành giáo dục"),
        ("dien thaoi", "dien thoại"),
        ("bong dda", "bong đá"),
        ("nguời lao động", "người lao động"),  # a slip that the corpus has too
    ],
)
def test_a_slip_is_repaired(typed: str, meant: str, lexicon: Lexicon) -> None:
    assert correct(typed.split(), lexicon) == meant.split()


def test_two_words_typed_as_one_are_taken_apart(lexicon: Lexicon) -> None:
    assert correct(["quochoi", "mới"], lexicon) == ["quốc hội", "mới"]
    assert correct(["quốchội"], lexicon) == ["quốc hội"]
    assert correct(["hanoi"], lexicon) == ["hà nội"]


def test_a_word_cut_in_two_is_joined(lexicon: Lexicon) -> None:
    assert correct(["bóng", "đ", "á"], lexicon) == ["bóng", "đá", ""]
    assert correct(["đ", "iện", "thoại"], lexicon) == ["điện", "", "thoại"]
    assert correct(["bầu", "cửq", "đ", "iện", "thoại"], lexicon) == [
        "bầu",
        "cử",
        "điện",
        "",
        "thoại",
    ]


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "bầu cử quốc hội",
        "bau cu quoc hoi",
        "hội cử quốc bầu",  # unlikely, but words of the corpus
        "vietnam",
        "10 triệu đ",
        "nhóm b ạ",
        "điện thoại 2034",
        "u23",
        "tokyo",
        "zzzzzzzz",
        "mbappe",
    ],
)
def test_the_rest_stays(typed: str, lexicon: Lexicon) -> None:
    assert correct(typed.split(), lexicon) is None


def test_unknown_words_do_not_hinder_the_repair_of_others(lexicon: Lexicon) -> None:
    assert correct(["mbappe", "bầu", "cửq"], lexicon) == ["mbappe", "bầu", "cử"]


def test_a_lexicon_without_words_corrects_nothing() -> None:
    with lexicon_of("") as empty:
        assert correct(["bầu", "cửq"], empty) is None


def test_distances_weigh_what_is_wrong(lexicon: Lexicon) -> None:
    def distance(typed: str, meant: str) -> float | None:
        near = {slip.word.term: slip.distance for slip in slips(typed, lexicon)}
        return near.get(meant)

    assert distance("chửa", "chữa") == 0.3
    assert distance("cừ", "cử") == 0.4
    assert distance("dại", "đại") == 0.5
    assert distance("xửa", "sửa") == 0.6
    assert distance("thaoi", "thoại") == 1.0
    assert distance("họit", "hội") == 1.5
    assert distance("hoit", "hội") == 1.0  # without marks they say nothing
    assert distance("zzhội", "hội") is None


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    typed=st.lists(
        st.text(min_size=1, max_size=20)
        | st.sampled_from(["bầu", "cử", "quochoi", "đ", "á", "hoi", "2021"]),
        max_size=4,
    )
)
def test_any_terms_are_read(typed: list[str], lexicon: Lexicon) -> None:
    corrected = correct(typed, lexicon)
    assert corrected is None or (len(corrected) == len(typed) and corrected != typed)
