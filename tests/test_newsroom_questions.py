"""What users stumbled over: counts that hold, addresses that find, days without articles."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsearch import Article, NewsIndex, Published

ARTICLES = [
    Article(
        id="bt",
        title="Người dân biểu tình phản đối nhà máy",
        body="Cuộc biểu tình kéo dài hai giờ, đường Lê Lợi tắc nghẽn.",
        url="https://www.tuoitre.vn/bieu-tinh-1.htm",
        published=Published.fromisoformat("2023-03-01"),
    ),
    Article(
        id="xa",
        title="Đại biểu trao học bổng",
        body="Các đại biểu chia sẻ tình cảm với học sinh nghèo; nghe em hát, ai cũng khen.",
        published=Published.fromisoformat("2023-03-02"),
    ),
    Article(
        id="nghe lén",
        title="Vụ nghe lén điện thoại",
        body="Nghe lén là trái phép. Ủy ban nhân dân (UBND) tỉnh lên tiếng.",
        published=Published.fromisoformat("2023-03-03"),
    ),
    Article(
        id="leo lên",
        title="Nghe tiếng nổ, nhiều người leo lên mái nhà",
        body="Nghe tiếng nổ, họ chạy lên đê. UBND xã đã lập biên bản.",
        published=Published.fromisoformat("2023-03-04"),
    ),
]


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def index(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NewsIndex]:
    path = tmp_path_factory.mktemp("questions") / "index"
    with NewsIndex.create(path, engine=request.param) as index:
        index.add(ARTICLES)
        yield index


COUNTS = [
    ("biểu tình", 1),
    ("bieu tinh", 1),
    ("BIỂU TÌNH", 1),
    ("nghe lén", 1),
    ("nghe len", 1),
    ("đại biểu học sinh", 1),
    ("UBND", 2),
    ("ủy ban nhân dân", 2),
    ('"tình cảm"', 1),
    ("nghe tiếng nổ", 1),
    ("nghe", 3),
]


@pytest.mark.parametrize(("query", "count"), COUNTS)
def test_a_timeline_counts_what_is_of_the_topic(index: NewsIndex, query: str, count: int) -> None:
    timeline = index.timeline(query, by="day")
    assert timeline.total == sum(period.articles for period in timeline.periods) == count


def test_a_search_is_wider_than_a_count(index: NewsIndex) -> None:
    assert {hit.id for hit in index.search("biểu tình")} == {"bt", "xa"}


def test_an_address_finds_an_article_with_another_id(index: NewsIndex) -> None:
    assert index.get("https://tuoitre.vn/bieu-tinh-1.htm#anh").id == "bt"
    assert [hit.id for hit in index.similar("tuoitre.vn/bieu-tinh-1.htm", limit=1)] != ["bt"]


def test_days_without_articles_are_told(index: NewsIndex) -> None:
    (notice,) = index.search("biểu tình", since="2024").notices
    assert "2024-01-01" in notice
    assert "the articles are of 2023-03-01 to 2023-03-04" in notice
    assert index.search("biểu tình", since="2023").notices == ()


NOTHING_TO_SEARCH_FOR = (
    '"', "*", "**", "()", "(((", "OR", "NOT", "AND OR NOT", "date:", "title:()", "!!!", "-", '""',
)  # fmt: skip


@pytest.mark.parametrize("query", NOTHING_TO_SEARCH_FOR)
def test_where_nothing_is_left_of_a_query_nothing_is_found(index: NewsIndex, query: str) -> None:
    results = index.search(query)
    assert (results.total, results.hits) == (0, ())
    assert results.notices
    assert index.search("  ").total == len(ARTICLES)


def test_numbers_that_are_no_months_are_words(index: NewsIndex) -> None:
    results = index.search("nghe lén điện thoại từ 25 đến 9/2021")
    assert [hit.id for hit in results] == ["nghe lén"]


def test_a_query_of_many_beginnings_says_which_are_left_out(index: NewsIndex) -> None:
    results = index.search(" ".join(f"{letter}*" for letter in "abcdeghiklmnopqrstuvxy"))
    assert any("at most 20" in notice for notice in results.notices)


def test_a_text_that_stands_twice_gives_no_snippet_twice(tmp_path: Path) -> None:
    line = "Trực thăng cứu hộ đã cất cánh lúc rạng sáng."
    with NewsIndex.create(tmp_path / "index") as index:
        index.add(Article(id="hai lần", title="Tin", body=f"{line}\nĐội cứu hộ ở lại.\n{line}"))
        (hit,) = index.search("trực thăng cứu hộ")
    assert [snippet.text for snippet in hit.snippets] in ([line], [line, "Đội cứu hộ ở lại."])
