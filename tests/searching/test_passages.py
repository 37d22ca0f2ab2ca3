"""Passages are the same whichever are asked for, and together they are the text."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from newsearch.searching.passages import Passages

WORDS = ["nước", "lũ", "Hà", "GS.", "TP.", "hết.", "đi?”", "thôi…", "xa,", "\n", " ", "x" * 300]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=300).map(" ".join)


@given(TEXTS)
def test_passages_are_the_whole_text_without_cutting_words(text: str) -> None:
    offsets = [place for place, character in enumerate(text) if not character.isspace()]
    in_order = Passages(text)
    passages = sorted({in_order.at(offset) for offset in offsets})
    assert [word for start, end in passages for word in text[start:end].split()] == text.split()
    for (_, end), (start, _) in pairwise(passages):
        assert end < start
    for start, end in passages:
        assert text[start:end] == text[start:end].strip()
        assert "\n" not in text[start:end]
        assert end - start <= 300 or " " not in text[start:end] or "x" * 300 in text[start:end]
    backwards = Passages(text)
    for offset in reversed(offsets):
        assert backwards.at(offset) == in_order.at(offset)
    for offset in offsets[::50]:
        assert Passages(text).at(offset) == in_order.at(offset)
