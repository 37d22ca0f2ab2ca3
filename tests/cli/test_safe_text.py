"""Text of strangers never reaches a terminal as commands."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.cli.safe_text import display_width, json_escaped, visible, visible_lines

HOSTILE = "\x1b\x07\x08\r\x7f\x9b\x85\u202e\u2066\u2028\u200f\ud800\n\t\x00"
TEXTS = st.text(st.one_of(st.characters(), st.sampled_from(HOSTILE + "bầu cử [red]")))


def is_safe(text: str) -> bool:
    """Whether a text holds no control, separator, surrogate or bidi control."""
    return all(
        unicodedata.category(character) not in ("Cc", "Cs", "Zl", "Zp")
        and unicodedata.bidirectional(character)
        not in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        for character in text
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Bầu cử Quốc hội", "Bầu cử Quốc hội"),
        ("đỏ \x1b[31m", "đỏ ␛[31m"),
        ("dòng một\ndòng hai\tcột", "dòng một dòng hai cột"),
        ("chuông\x07 về đầu\r xóa\x7f", "chuông␇ về đầu␍ xóa␡"),
        ("\x9b2J", "\\x9b2J"),
        ("\u202eđảo\u2069", "\\u202eđảo\\u2069"),
        ("\udce1", "\\udce1"),
        ("👨‍👩‍👧 họp mặt", "👨‍👩‍👧 họp mặt"),
    ],
)
def test_what_a_terminal_would_obey_is_shown(text: str, shown: str) -> None:
    assert visible(text) == shown


@given(TEXTS)
def test_visible_text_is_safe_and_stays_as_it_is(text: str) -> None:
    assert is_safe(visible(text))
    assert visible(visible(text)) == visible(text)


@given(TEXTS, TEXTS)
def test_pieces_may_be_made_visible_one_by_one(first: str, second: str) -> None:
    assert visible(first + second) == visible(first) + visible(second)


@given(TEXTS)
def test_lines_are_those_of_the_text(text: str) -> None:
    assert len(visible_lines(text)) == text.count("\n") + 1


@given(st.recursive(TEXTS, lambda inner: st.lists(inner) | st.dictionaries(TEXTS, inner)))
def test_escaped_json_is_safe_and_means_the_same(value: object) -> None:
    for indent in (None, 2):
        document = json_escaped(json.dumps(value, ensure_ascii=False, indent=indent))
        assert json.loads(document) == value
        assert is_safe(document.replace("\n", ""))
        document.encode()


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("bầu cử", 6),
        (unicodedata.normalize("NFD", "bầu cử"), 6),
        ("北京", 4),
        ("a\u200bb", 2),
        ("", 0),
    ],
)
def test_columns_of_a_text(text: str, columns: int) -> None:
    assert display_width(text) == columns
