"""The query language on a real index of both engines, and what docs/query.md says of dates."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch import Article, NewsIndex
from newsearch.article import Published
from newsearch.errors import QueryError
from newsearch.searching.dates import in_words, read_range
from newsearch.searching.parser import parse
from newsearch.searching.syntax import AllOf, DateIs, Words

NOW = datetime(2021, 1, 14, 9, 30)
PAGE = Path(__file__).parents[1] / "docs" / "query.md"

ARTICLES = [
    Article(
        id="lũ-tuần-trước",
        title="Nước lũ rút, dân Hương Khê dọn bùn",
        body="Đường vào xã được thông xe. Đoàn cứu trợ chở gạo tới nơi sau lũ.",
        source="song.vn",
        published=Published.fromisoformat("2021-01-07"),
        topics=("Môi trường", "Thời sự"),
    ),
    Article(
        id="lũ-hôm-qua",
        title="Lũ lại về trong đêm",
        body="Hồ chứa xả nước, lũ lên nhanh. Bầu trời đen kịt.",
        source="nui.vn",
        published=Published.fromisoformat("2021-01-13"),
        topics=("Thời sự",),
    ),
    Article(
        id="lũ-cũ",
        title="Nhớ trận lũ năm 2020",
        body="Cứu hộ kể lại tuần trước khi lũ về. Không khí nặng nề và bầu bí trôi hết.",
        source="song.vn",
        published=Published.fromisoformat("2020-10-20"),
        topics=("Văn hoá",),
    ),
    Article(
        id="bầu-cử",
        title="Bầu cử bổ sung ở huyện miền núi",
        body="Cử tri bầu đại biểu. Quốc hội và quốc hoa không liên quan; quốc kỳ treo đầy đường.",
        source="song.vn",
        published=Published.fromisoformat("2021-01-12"),
        topics=("Chính trị",),
    ),
    Article(id="không-ngày", title="Covid-19 và COVIDSafe", body="Bậu ơi. Giá 121.500 đồng."),
]


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def index(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NewsIndex]:
    if request.param == "tantivy":
        pytest.importorskip("tantivy", reason="the tantivy engine is an extra: newsearch[tantivy]")
    path = tmp_path_factory.mktemp(request.param) / "index"
    with NewsIndex.create(path, engine=request.param) as index:
        index.add(ARTICLES)
        yield index


FLOOD_WEEK, FLOOD_NIGHT, OLD_FLOOD = "lũ-tuần-trước", "lũ-hôm-qua", "lũ-cũ"
ELECTION, UNDATED = "bầu-cử", "không-ngày"

FOUND = [
    # Operators
    ("lũ and bùn", {FLOOD_WEEK}),
    ("bùn or trời", {FLOOD_WEEK, FLOOD_NIGHT}),
    ("bùn HOẶC trời", {FLOOD_WEEK, FLOOD_NIGHT}),
    ("lũ KHÔNG bùn KHÔNG trời", {OLD_FLOOD}),
    ("lũ VÀ bùn", {FLOOD_WEEK}),
    ("không khí", {OLD_FLOOD}),
    # Near each other, in any order
    ('"cứu lũ"', set()),
    ('"cứu lũ"~5', set()),
    ('"cứu lũ"~6', {FLOOD_WEEK, OLD_FLOOD}),
    ('"cứu lũ"~7', {FLOOD_WEEK, OLD_FLOOD}),
    ('"lũ cứu"~7', {FLOOD_WEEK, OLD_FLOOD}),
    ('"lu cuu"~7', {FLOOD_WEEK, OLD_FLOOD}),
    ('"lũ cứu"~5', set()),
    ('"đoàn gạo xe"~5', {FLOOD_WEEK}),
    ('title:"bùn lũ"~6', {FLOOD_WEEK}),
    ('title:"bùn lũ"~4', set()),
    # Prefixes
    ("bầ*", {FLOOD_NIGHT, OLD_FLOOD, ELECTION}),
    ("bau*", {FLOOD_NIGHT, OLD_FLOOD, ELECTION, UNDATED}),
    ("BẦ*", {FLOOD_NIGHT, OLD_FLOOD, ELECTION}),
    ("title:bầ*", {ELECTION}),
    ("đươ*", {FLOOD_WEEK, ELECTION}),
    ("đường*", {FLOOD_WEEK, ELECTION}),
    ("covid*", {UNDATED}),
    ("121.5*", {UNDATED}),
    ('"quốc ho*"', {ELECTION}),
    ('"quoc k*"', {ELECTION}),
    ('"quốc z*"', set()),
    ("zzz*", set()),
    ("lũ -bầu*", {FLOOD_WEEK}),
    # Fields
    ("tiêu_đề:lũ", {FLOOD_WEEK, FLOOD_NIGHT, OLD_FLOOD}),
    ("nguồn:song.vn lũ", {FLOOD_WEEK, OLD_FLOOD}),
    ("lũ source:(song.vn OR nui.vn)", {FLOOD_WEEK, FLOOD_NIGHT, OLD_FLOOD}),
    ('topic:"thời sự"', {FLOOD_WEEK, FLOOD_NIGHT}),
    ('chủ đề:"THOI SU"', {FLOOD_WEEK, FLOOD_NIGHT}),
    ('topic:"Văn hóa"', {OLD_FLOOD}),
    ("topic:(Chính trị OR Môi trường)", {ELECTION, FLOOD_WEEK}),
    ('topic:"thời"', set()),
    ('lũ -topic:"thời sự"', {OLD_FLOOD}),
    # Dates
    ("ngày:tuần trước", {FLOOD_WEEK}),
    ("ngày:tuần trước OR date:hôm qua", {FLOOD_WEEK, FLOOD_NIGHT}),
    ("lũ ngày:trước 2021", {OLD_FLOOD}),
    ("lũ tuần trước", {FLOOD_WEEK}),
    ("lu tuan truoc", {FLOOD_WEEK}),
    ("lũ hôm qua", {FLOOD_NIGHT}),
    ("LŨ HÔM QUA", {FLOOD_NIGHT}),
    ("lũ 2020-10..2020-12", {OLD_FLOOD}),
    ("lũ từ 10/2020 đến 12/2020", {OLD_FLOOD}),
    ("hôm qua", {FLOOD_NIGHT}),
    ("7 ngày qua", {FLOOD_NIGHT, ELECTION}),
    ("trận lũ năm 2020", {OLD_FLOOD}),
    # Signs as words
    (r"\"lũ bùn\"", {FLOOD_WEEK}),
    (r"lũ \-bùn", {FLOOD_WEEK}),
]  # fmt: skip


@pytest.mark.parametrize(("query", "expected"), FOUND)
def test_what_is_found(index: NewsIndex, query: str, expected: set[str]) -> None:
    results = index.search(query, now=NOW)
    assert {hit.id for hit in results} == expected
    assert results.total == len(expected)


MARKED = [
    ("bầ*", ELECTION, {"Bầu", "bầu"}),
    ('"quốc ho*"', ELECTION, {"Quốc hội", "quốc hoa"}),
    ('"cứu lũ"~6', FLOOD_WEEK, {"lũ", "cứu"}),
    ("lũ tuần trước", FLOOD_WEEK, {"lũ"}),
]


@pytest.mark.parametrize(("query", "identity", "expected"), MARKED)
def test_what_is_marked(index: NewsIndex, query: str, identity: str, expected: set[str]) -> None:
    hit = next(hit for hit in index.search(query, now=NOW) if hit.id == identity)
    marked = {
        snippet.text[start:end] for snippet in hit.snippets for start, end in snippet.highlights
    }
    assert marked == expected


def test_where_no_article_is_of_these_days_the_date_is_words(index: NewsIndex) -> None:
    results = index.search("lũ về tuần trước", now=datetime(2022, 6, 1), explain=True)
    assert [hit.id for hit in results] == [OLD_FLOOD]
    assert results.notices == (
        "no article of these days matches: 'tuần trước' was searched as words",
    )
    assert results.explanation is not None
    assert "'tuần trước' read as 2022-05-23..2022-05-29: no article" in results.explanation.rules


@pytest.mark.parametrize("options", [{"verbatim": True}, {"since": "2020"}, {"until": "2021"}])
def test_dates_are_words_in_verbatim_queries_and_beside_options(
    index: NewsIndex, options: dict[str, object]
) -> None:
    results = index.search("lũ tuần trước", now=NOW, **options)  # type: ignore[arg-type]
    assert [hit.id for hit in results] == [OLD_FLOOD]


def test_what_limited_the_days_is_said_and_explained(index: NewsIndex) -> None:
    results = index.search("lũ hôm qua", now=NOW, explain=True)
    assert results.notices == (
        "'hôm qua' limits the days to 2021-01-13: "
        "put it in quotes, or search verbatim, for the words",
    )
    assert results.explanation is not None
    assert "'hôm qua' read as 2021-01-13" in results.explanation.rules


OPTIONS: list[tuple[dict[str, str], set[str]]] = [
    ({"since": "tuần trước"}, {FLOOD_WEEK, FLOOD_NIGHT, ELECTION}),
    ({"until": "tuần trước"}, {FLOOD_WEEK, OLD_FLOOD}),
    ({"since": "hôm qua", "until": "hôm nay"}, {FLOOD_NIGHT}),
    ({"topic": "thoi su"}, {FLOOD_WEEK, FLOOD_NIGHT}),
    ({"not_source": "song.vn"}, {FLOOD_NIGHT, UNDATED}),
]


@pytest.mark.parametrize(("options", "expected"), OPTIONS)
def test_options(index: NewsIndex, options: dict[str, str], expected: set[str]) -> None:
    results = index.search("", now=NOW, **options)  # type: ignore[arg-type]
    assert {hit.id for hit in results} == expected


def test_what_is_not_there_is_said(index: NewsIndex) -> None:
    notices = [
        *index.search('topic:"Thời sử"').notices,
        *index.search("", topic="Bóng đá").notices,
        *index.search("zzz*").notices,
    ]
    assert notices == [
        "no article has the topic 'Thời sử': did you mean 'Thời sự'?",
        "no article has the topic 'Bóng đá'",
        "no article has a word that begins as in 'zzz*'",
    ]


PIECES = st.sampled_from(
    [
        *' \\"()-:*~😀\u0301',
        *("and ", "OR ", "VÀ ", "title:", "nguồn:", "tác giả:", "topic:", "bầ", "lũ ", "quốc h"),
        *("hôm qua ", "từ 1/2021 đến 3/2021", "..2020", "lux lutj ", "~5", "ngày:tuần trước "),
    ]
)


@given(query=st.lists(PIECES | st.characters(), max_size=15).map("".join))
def test_any_text_can_be_searched_for(index: NewsIndex, query: str) -> None:
    # Only dates, and too many parentheses, can be wrong.
    with suppress(QueryError):
        results = index.search(query, now=NOW, explain=True)
        assert results.total >= len(results)


def test_a_search_without_dates_loads_nothing_that_reads_them(index: NewsIndex) -> None:
    program = (
        "import sys; from newsearch import NewsIndex; "
        f"NewsIndex.open({index.stats().path!r}).search('lũ bầu* \"cứu lũ\"~5'); "
        "print([name for name in sys.modules if name.startswith('newsearch.dates')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "[]\n"


def test_a_prefix_of_too_many_words_takes_the_most_frequent(tmp_path: Path) -> None:
    names = " ".join(f"x{number:03}" for number in range(150))
    with NewsIndex.create(tmp_path / "index") as index:
        index.add([Article(id="all", body=names), Article(id="often", body="x149 " * 9)])
        results = index.search("x*", limit=1)
        assert results.total == 2
        assert results.notices == (
            "'x*' was searched as the 100 most frequent of the 150 words that begin so: "
            "type more letters",
        )


DATES = re.findall(r"^\| `([^`]+)` \| (\S*\d\S*) \|$", PAGE.read_text("utf-8"), re.MULTILINE)
LIMITED = re.findall(
    r"^\| `([^`]+)` \| (\D.*?) \| (\d\S+)? ?\|$", PAGE.read_text("utf-8"), re.MULTILINE
)


@pytest.mark.parametrize(("date", "days"), DATES)
def test_dates_of_the_page_mean_these_days(date: str, days: str) -> None:
    assert in_words(read_range(date, now=NOW)) == days


@pytest.mark.parametrize(("query", "words", "days"), LIMITED)
def test_dates_without_a_field_of_the_page(query: str, words: str, days: str) -> None:
    expression = parse(query, now=NOW, bare_dates=True).expression
    parts = expression.parts if isinstance(expression, AllOf) else (expression,)
    assert [part.text for part in parts if isinstance(part, Words)] == [words]
    assert [in_words(part.dates) for part in parts if isinstance(part, DateIs)] == [days] * bool(
        days
    )


def test_the_page_has_examples() -> None:
    assert len(DATES) >= 20
    assert len(LIMITED) >= 5
