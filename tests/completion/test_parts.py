"""The parts of completion: the largest of a row, what a word may become, names."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.completion.names import as_name
from newsearch.completion.peaks import FAN, largest_first, level_sizes
from newsearch.completion.typed import Typed


def levels_of(numbers: list[int]) -> list[memoryview]:
    levels = [np.array(numbers, np.uint32)]
    for _ in level_sizes(len(numbers)):
        levels.append(np.maximum.reduceat(levels[-1], np.arange(0, len(levels[-1]), FAN)))
    return [level.data for level in levels]


@given(
    st.integers(0, 9).flatmap(lambda seed: st.just(seed)),
    st.integers(1, 3000),
    st.lists(st.tuples(st.integers(0, 3000), st.integers(0, 700)), max_size=4),
)
def test_the_largest_come_first(seed: int, size: int, spans: list[tuple[int, int]]) -> None:
    numbers = np.random.default_rng(seed).integers(0, 50, size).tolist()
    parts = []
    begin = 0
    for gap, length in spans:
        start = min(begin + gap % 400, size)
        begin = min(start + length, size)
        parts.append((start, begin))
    places = [place for start, stop in parts for place in range(start, stop)]
    expected = sorted(places, key=lambda place: (-numbers[place], place))
    assert list(largest_first(levels_of(numbers), parts)) == expected


@pytest.mark.parametrize(
    ("typed", "words", "fits"),
    [
        ("bau", ["bầu"], True),
        ("bau c", ["bầu", "cử"], True),
        ("bau c", ["bầu"], False),
        ("bau cu", ["bàu", "cử", "sớm"], True),
        ("bầu cu", ["bàu", "cử"], False),
        ("trươ", ["trường"], True),
        ("truơ", ["trường"], False),
        ("trườ", ["trương"], False),
        ("đu", ["đường"], True),
        ("đu", ["dương"], False),
        ("đu ", ["đường"], False),
        ("du", ["đường"], True),
        ("hi", ["hiện"], True),
        ("hi ", ["hy"], True),
        ("kĩ", ["kỹ"], True),
        ("hoà", ["hòa"], True),
        ("hoà", ["hoàn"], True),
        ("quý", ["quý"], True),
    ],
)
def test_what_a_beginning_may_become(typed: str, words: list[str], fits: bool) -> None:
    assert Typed(typed).fits(words) is fits


@pytest.mark.parametrize(
    ("row", "name"),
    [
        ("Nguyễn Thuý An", "Nguyễn Thúy An"),
        ("UBND TP Đà Lạt", "UBND TP Đà Lạt"),
        ("Sở Xây dựng", "Sở Xây dựng"),
        ("Facebook", "Facebook"),
        ("Bộ", None),
        ("KHAI MẠC KỲ HỌP", None),
        ("Nguyễn Văn T", None),
        ("Điều 15", None),
    ],
)
def test_what_is_a_name(row: str, name: str | None) -> None:
    assert as_name(row) == name
