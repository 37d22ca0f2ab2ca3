"""What differs between two versions: sentences, words and fields."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsearch.article import Article
from newsearch.stories.differences import ChangeKind, differences, sentences_of
from tests.stories.news import FLOOD, MARKET, OTHER_LEAD, PARAGRAPHS, copy

ADDED, REMOVED, CHANGED, SAME = (
    ChangeKind.ADDED,
    ChangeKind.REMOVED,
    ChangeKind.CHANGED,
    ChangeKind.SAME,
)

SENTENCES = {
    "Nước lên. Dân chạy lũ!": ["Nước lên.", "Dân chạy lũ!"],
    "Ở TP. HCM có mưa. Hà Nội nắng.": ["Ở TP. HCM có mưa.", "Hà Nội nắng."],
    "PGS. TS. Lê Tấn nói. Ai nghe?": ["PGS. TS. Lê Tấn nói.", "Ai nghe?"],
    "Giá 1.450 đồng, tăng 3.5 lần. Hết.": ["Giá 1.450 đồng, tăng 3.5 lần.", "Hết."],
    "Ông nói: “Nước rút rồi.” Ai cũng mừng.": ["Ông nói: “Nước rút rồi.”", "Ai cũng mừng."],
    "Dòng một\n\nDòng hai": ["Dòng một", "Dòng hai"],
    "  \n ": [],
}


@pytest.mark.parametrize(("text", "sentences"), SENTENCES.items())
def test_sentences(text: str, sentences: list[str]) -> None:
    assert sentences_of(text) == sentences


def test_a_copy_with_a_cut_paragraph_another_lead_and_a_byline() -> None:
    other = copy(
        "tinmien.vn/1",
        summary=OTHER_LEAD,
        author="Tô Hoài Nam",
        title="Vỡ đê sông Vân, gần 300 hộ dân sơ tán",
        body="\n".join([PARAGRAPHS[0], *PARAGRAPHS[2:], "Tô Hoài Nam (TTXVN)"]),
    )
    found = differences(FLOOD, other)
    assert (found.before, found.after) == (FLOOD.id, other.id)
    assert [change.field for change in found.fields] == ["title", "author", "source"]
    assert found.fields[1].before == "Đinh Thị Lụa"
    assert found.fields[1].after == "Tô Hoài Nam"
    assert [(change.kind, change.after) for change in found.body] == [
        *((REMOVED, "") for _ in sentences_of(PARAGRAPHS[1])),
        (ADDED, "Tô Hoài Nam (TTXVN)"),
    ]
    assert [change.before for change in found.body[:-1]] == sentences_of(PARAGRAPHS[1])
    assert {change.kind for change in found.summary} == {REMOVED, ADDED}
    kept = [PARAGRAPHS[0], *PARAGRAPHS[2:]]
    assert found.same_sentences == sum(len(sentences_of(text)) for text in kept)


def test_the_words_of_a_changed_sentence() -> None:
    old = Article(id="1", body="Sáng nay 312 hộ phải sơ tán trong đêm. Trời đã tạnh.")
    new = Article(id="2", body="Sáng nay hơn 327 hộ phải sơ tán trong đêm. Trời đã tạnh.")
    (change,) = differences(old, new).body
    assert change.kind is CHANGED
    assert [(piece.kind, piece.text) for piece in change.pieces] == [
        (SAME, "Sáng nay "),
        (REMOVED, "312 "),
        (ADDED, "hơn 327 "),
        (SAME, "hộ phải sơ tán trong đêm."),
    ]


def test_how_a_text_is_typed_is_no_difference() -> None:
    typed = FLOOD.body.replace("Hòa Thuỷ", "Hoà Thủy").replace(" ", "  ").upper()
    other = copy(FLOOD.id, body=unicodedata.normalize("NFD", typed))
    assert not differences(FLOOD, other).body
    assert not differences(FLOOD, FLOOD)


def test_dates_are_written_out() -> None:
    other = copy("baovan.vn/2", published=None)
    (change,) = differences(FLOOD, other).fields
    assert (change.field, change.before, change.after) == ("published", "2022-10-12T14:05", "")


LINES = st.lists(
    st.sampled_from(["Nước lên.", "Nước rút chậm.", "Dân về.", "Trời tạnh, dân về.", "(…)"]),
    max_size=12,
)


@settings(deadline=None)
@given(LINES, LINES)
def test_the_pieces_are_both_versions(old: list[str], new: list[str]) -> None:
    found = differences(Article(id="1", body="\n".join(old)), Article(id="2", body="\n".join(new)))
    for change in found.body:
        before = "".join(piece.text for piece in change.pieces if piece.kind is not ADDED)
        after = "".join(piece.text for piece in change.pieces if piece.kind is not REMOVED)
        assert before.lower().split() == change.before.lower().split()
        if change.after:
            assert after == change.after
    gone = [change.before for change in found.body if change.before]
    come = [change.after for change in found.body if change.after]
    assert found.same_sentences == len(old) - len(gone) == len(new) - len(come)


def test_very_long_texts_are_compared_too() -> None:
    """Rows that difflib would take hours for: few sentences, many times each."""
    old = [f"Câu số {number % 7} lặp lại." for number in range(30_000)]
    new = [*old[:15_000], "Một câu mới chen vào.", *old[15_001:]]
    found = differences(Article(id="1", body="\n".join(old)), Article(id="2", body="\n".join(new)))
    assert [change.after for change in found.body if change.after] == ["Một câu mới chen vào."]
    assert [change.before for change in found.body if change.before] == [old[15_000]]
    one = " ".join(f"từ{number % 5}" for number in range(30_000))
    long = differences(Article(id="1", body=one), Article(id="2", body=f"{one} thêm"))
    assert len(long.body) == 1
    assert differences(FLOOD, MARKET).same_sentences == 0
