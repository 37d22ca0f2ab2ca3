"""Snippets show the best passages and mark what stands in the stored text."""

from __future__ import annotations

from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.analysis.spelling import canonical
from newsearch.article import Article
from newsearch.results import Snippet
from newsearch.searching.patterns import Pattern
from newsearch.searching.snippets import SnippetMaker

FLOOD = Article(
    title="Lũ lên nhanh ở miền Trung",
    summary="Mưa lớn nhiều giờ làm nước sông dâng cao.",
    body=(
        "Sáng nay trời tạnh. Chợ vẫn họp như mọi ngày và trường học mở cửa trở lại.\n"
        "Đêm qua, nước lũ tràn vào 1.800 nhà dân ở xã Quảng Hải, TP.HCM gửi hàng cứu trợ. "
        "Người dân kê đồ đạc lên cao, nhiều gia đình phải sang nhà họ hàng trú tạm."
    ),
    captions=("Bộ đội giúp dân dọn lũ.",),
)


def word(*terms: str, worth: float = 1.0, fields: tuple[str, ...] = ()) -> Pattern:
    forms = (frozenset(terms),)
    return Pattern(forms, forms, worth, fields)


def make_snippets(article: Article, patterns: list[Pattern], limit: int) -> tuple[Snippet, ...]:
    return SnippetMaker(patterns, limit).snippets(article)


def marked(snippet: Snippet) -> list[str]:
    return [snippet.text[start:end] for start, end in snippet.highlights]


def test_the_best_passages_come_in_the_order_of_the_article() -> None:
    title, summary, body = make_snippets(FLOOD, [word("lũ"), word("nước")], 2)
    assert (title.field, marked(title)) == ("title", ["Lũ"])
    assert (summary.field, marked(summary)) == ("summary", ["nước"])
    assert (body.field, marked(body)) == ("body", ["nước lũ"])
    assert body.text.startswith("Đêm qua")


def test_rare_words_decide() -> None:
    common, rare = word("nhà", worth=0.1), word("chợ", worth=5.0)
    (snippet,) = make_snippets(FLOOD, [common, rare], 1)
    assert marked(snippet) == ["Chợ"]


def test_a_phrase_is_marked_only_as_a_phrase() -> None:
    slots = (frozenset({"nước"}), frozenset({"lũ"}))
    snippets = make_snippets(FLOOD, [Pattern(slots, slots, 2.0)], 5)
    assert [marked(snippet) for snippet in snippets] == [["nước lũ"]]


def test_a_phrase_stays_in_one_field() -> None:
    slots = (frozenset({"nước"}), frozenset({"lũ"}))
    article = Article(title="Dâng cao nước", summary="lũ lên", captions=("Xem nước", "lũ về"))
    assert not any(map(marked, make_snippets(article, [Pattern(slots, slots, 2.0)], 5)))


def test_signs_alone_do_not_divide_a_phrase() -> None:
    slots = (frozenset({"việt"}), frozenset({"lào"}))
    (snippet,) = make_snippets(Article(body="Quan hệ Việt – Lào"), [Pattern(slots, slots, 2.0)], 5)
    assert marked(snippet) == ["Việt", "Lào"]


def test_a_phrase_that_a_cut_divides_is_marked_word_by_word() -> None:
    slots = (frozenset({"nước"}), frozenset({"lũ"}))
    article = Article(body=f"{'mưa ' * 20}nước. Lũ {'về ' * 30}")
    snippets = make_snippets(article, [Pattern(slots, slots, 2.0)], 5)
    assert [marked(snippet) for snippet in snippets] == [["nước"], ["Lũ"]]


def test_a_field_limits_the_marks() -> None:
    snippets = make_snippets(FLOOD, [word("lũ", fields=("title",))], 3)
    assert [(s.field, marked(s)) for s in snippets] == [("title", ["Lũ"]), ("summary", [])]


def test_the_likely_reading_is_marked_where_it_occurs() -> None:
    pattern = Pattern((frozenset({"lũ"}),), (frozenset({"lũ", "lu", "lú"}),), 1.0)
    article = Article(body="Nước lũ rút, trời tối lú.")
    assert marked(make_snippets(article, [pattern], 1)[0]) == ["lũ"]
    other = Article(body="Trời tối lú.")
    assert marked(make_snippets(other, [pattern], 1)[0]) == ["lú"]


def test_without_a_match_the_beginning_is_shown() -> None:
    (snippet,) = make_snippets(FLOOD, [word("tuyết")], 3)
    assert (snippet.field, snippet.highlights) == ("summary", ())
    assert make_snippets(Article(title="Chỉ có tít"), [], 3) == ()
    assert make_snippets(FLOOD, [word("tuyết")], 0) == ()


@pytest.mark.parametrize("text", ["TP.HCM", "1.800"])
def test_whole_tokens_are_marked_whole(text: str) -> None:
    term = {"TP.HCM": "tphcm", "1.800": "1800"}[text]
    assert marked(make_snippets(FLOOD, [word(term)], 1)[0]) == [text]


def test_long_sentences_are_cut_at_spaces() -> None:
    text = "từ " * 500 + "đích " + "từ " * 500
    (snippet,) = make_snippets(Article(body=text), [word("đích")], 1)
    assert marked(snippet) == ["đích"]
    assert len(snippet.text) <= 300
    assert snippet.cut_before
    assert snippet.cut_after
    assert set(snippet.text.split()) == {"từ", "đích"}


ABBREVIATED = [
    "Nước ngập gần nửa mét trên nhiều tuyến phố ở khu trung tâm TP. HCM trong chiều qua.",
    "Người đứng đầu nhóm nghiên cứu về lũ ở miền Trung là GS. Nguyễn Văn A. Ông đã nghỉ hưu.",
]


@pytest.mark.parametrize("text", ABBREVIATED)
def test_abbreviations_end_no_sentence(text: str) -> None:
    (snippet,) = make_snippets(Article(body=text), [word("nước", "lũ")], 1)
    assert snippet.text == text


def test_long_sentences_are_cut_after_a_comma_where_there_is_one() -> None:
    half = (
        "nước dâng rất nhanh trong đêm ở nhiều nơi dọc hai bờ sông và người dân không kịp trở tay"
    )
    text = f"{half} suốt nhiều giờ liền, {half} khi lũ về, {half}, {half}"
    (snippet,) = make_snippets(Article(body=text), [word("lũ")], 1)
    assert snippet.text.endswith("khi lũ về,")


def test_a_long_article_that_matches_everywhere_is_no_burden() -> None:
    # Work grew with passages times matches once; this would not end.
    article = Article(body="lũ\n" * 60_000)
    (snippet,) = make_snippets(article, [word("lũ")], 1)
    assert marked(snippet) == ["lũ"]


def test_html_is_escaped() -> None:
    article = Article(body="<script>alert(1)</script> lũ & mưa")
    (snippet,) = make_snippets(article, [word("lũ")], 1)
    assert snippet.html() == "&lt;script&gt;alert(1)&lt;/script&gt; <mark>lũ</mark> &amp; mưa"


TEXTS = st.lists(
    st.sampled_from(
        ["lũ", "Lũ", "mưa.", "hoà", "TP.HCM", "1.800", "<b>", "&", "\n", "a\u0301", "😀"]
    )
    | st.text(max_size=12),
    max_size=120,
).map(" ".join)


@given(TEXTS, TEXTS, st.lists(TEXTS, max_size=3))
def test_offsets_are_exact_whatever_the_text(title: str, body: str, captions: list[str]) -> None:
    article = Article(title=title, body=body, captions=tuple(captions))
    wanted = [word("lũ"), word("hòa"), word("tphcm", "hcm")]
    fields = {"title": [article.title], "body": [article.body], "captions": article.captions}
    for snippet in make_snippets(article, wanted, 3):
        end = snippet.start + len(snippet.text)
        assert any(text[snippet.start : end] == snippet.text for text in fields[snippet.field])
        last = 0
        for start, stop in snippet.highlights:
            assert last <= start < stop <= len(snippet.text)
            last = stop
            for piece in snippet.text[start:stop].split():
                assert {canonical(piece), *piece.lower().split(".")} & {
                    "lũ",
                    "hòa",
                    "tp.hcm",
                    "hcm",
                } or "lũ" in canonical(piece)
        reader = _Reader()
        reader.feed(snippet.html())
        assert "".join(reader.text) == snippet.text.replace("\r", "\n")
        assert reader.tags == ["mark", "/mark"] * len(snippet.highlights)


WORDS = ["lũ", "nước", "hòa", "TP.HCM", "về", "mưa,", "hết.", "\n", "H’Hen"]
PATTERNS = [
    word("lũ"),
    word("nước", worth=3.0),
    word("hhen", worth=0.5),
    Pattern((frozenset({"tp"}), frozenset({"hcm"})), (frozenset({"tp"}), frozenset({"hcm"})), 2.0),
]


@given(st.lists(st.sampled_from(WORDS), max_size=200).map(" ".join))
def test_fewer_snippets_are_the_best_of_more(body: str) -> None:
    article = Article(body=body)
    if not article.body:
        return
    more = set(make_snippets(article, PATTERNS, 100))
    for limit in range(5, 0, -1):
        fewer = set(make_snippets(article, PATTERNS, limit))
        assert fewer <= more
        assert len(fewer) == min(limit, len(more))
        more = fewer


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text: list[str] = []
        self.tags: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text.append(data)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.tags.append("/" + tag)
