"""What was exported is read back exactly as it was, whatever it holds."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.article import Article, Precision, Published, RelatedLink
from newsearch.readers import ReadArticle, ReadOptions
from newsearch.readers.records.exported import exported_record
from newsearch.readers.records.exported_rows import COLUMNS, HEADER, row_of
from newsearch.results import Skipped
from tests.readers.records.files import read_content

TEXTS = st.text(max_size=30) | st.sampled_from(
    [
        "=1+1", "'=1+1", "' lạ", "'\"", '"', "+84 912", "-mưa", "@báo", "＝SUM", " =x", "a;b,c\td",
        "dòng một\n\ndòng hai", 'nói "hết", rồi đi', "\x1b[31mđỏ", "\u202engược", "\u2028",
        "\\u202e", "Viá»‡t Nam", "<p>Lê Na</p>\n" * 3, "Hai  dấu  cách", "a,b\nc,d\ne,f\ng,h", "--",
    ]
)  # fmt: skip
NAMES = st.lists(TEXTS, max_size=3).map(tuple)
DATES = st.builds(
    lambda moment, precision, words, context: Published.fromisoformat(
        Published(moment, precision).isoformat(), words, context
    ),
    st.datetimes(datetime(1000, 1, 1), datetime(2999, 12, 31)),
    st.sampled_from(Precision),
    TEXTS,
    TEXTS,
)
ARTICLES = st.builds(
    Article,
    id=TEXTS,
    title=TEXTS,
    summary=TEXTS,
    body=TEXTS,
    captions=NAMES,
    author=TEXTS,
    source=TEXTS,
    url=TEXTS,
    published=st.none() | DATES,
    topics=NAMES,
    language=TEXTS,
    related=st.lists(st.builds(RelatedLink, TEXTS, TEXTS, st.none() | DATES), max_size=2),
    origin=TEXTS,
)

FULL = Article(
    id="bài số 1",
    title="=Lũ  lên  nhanh",
    summary="-Tin nóng",
    body='Đoạn một.\nĐoạn hai có "ngoặc".\n1,2,3\n4,5,6\n7,8,9',
    captions=("Ảnh: Lê Na", "@ nguồn"),
    author="Nguyễn An - Trần Bình",
    source="Báo Sông Hồng",
    url="https://www.songhongnews.vn/lu.html?a=1#top",
    published=Published(datetime(2999, 1, 2, 3, 4), Precision.MINUTE, " Chiều 2/1 ", "năm 2999"),
    topics=("Thời sự", "Lũ, lụt"),
    language="en",
    related=(
        RelatedLink("", "https://a.vn"),
        RelatedLink("b", "", Published(datetime(2020, 1, 1))),
    ),
    origin="TTXVN",
)


def as_lines(articles: list[Article]) -> str:
    records = (json.dumps(exported_record(article), ensure_ascii=False) for article in articles)
    return "".join(f"{record}\n" for record in records)


def as_table(articles: list[Article]) -> str:
    return f"\ufeff{HEADER}\n" + "".join(map(row_of, articles))


FORMS = pytest.mark.parametrize("write", [as_lines, as_table])


def articles_in(content: str | bytes, options: ReadOptions | None = None) -> list[Article]:
    """The articles of a file that gives nothing else, and no remark."""
    with tempfile.TemporaryDirectory() as folder:
        found = read_content(Path(folder), content, options)
    assert all(isinstance(item, ReadArticle) and not item.remarks for item in found), found
    return [item.article for item in found if isinstance(item, ReadArticle)]


@given(st.lists(ARTICLES, min_size=1, max_size=4))
def test_json_lines_are_read_back_as_they_were(articles: list[Article]) -> None:
    assert articles_in(as_lines(articles)) == articles


@given(st.lists(ARTICLES, min_size=1, max_size=4))
def test_a_table_is_read_back_as_it_was(articles: list[Article]) -> None:
    assert articles_in(as_table(articles)) == articles


@given(ARTICLES)
def test_no_cell_is_a_formula_or_holds_a_control_character(article: Article) -> None:
    (row,) = csv.reader(io.StringIO(row_of(article), newline=""), strict=True)
    assert len(row) == len(COLUMNS)
    for cell in row:
        assert cell.lstrip()[:1] not in tuple("=+-@＝＋－＠")
        assert not any(ord(sign) < 0x20 and sign not in "\n\t" for sign in cell)
        assert not set(cell) & set("\x7f\x9b\u202e\u2028")


@FORMS
@pytest.mark.parametrize(
    "article",
    [
        FULL,
        Article(id="x"),
        Article(id="7", title="Số bảy"),
        Article(body="Không có tên bài.\nVà không có ngày."),
        Article(title="A - Báo B", body="<b>Lê Na</b>\nLê Na.Vũ", source="Tuổi Trẻ"),
        Article(title="Bài dài", body="nước sông dâng cao " * 30_000),
    ],
    ids=lambda article: article.id,
)
def test_nothing_of_an_article_is_judged(write: object, article: Article) -> None:
    assert callable(write)
    assert articles_in(write([article, FULL])) == [article, FULL]


@FORMS
def test_names_that_a_user_maps_are_for_other_files(write: object) -> None:
    assert callable(write)
    options = ReadOptions({"title": "body", "body": "TieuDe"})
    assert articles_in(write([FULL]), options) == [FULL]


def test_a_table_that_a_spreadsheet_saved_anew_keeps_its_texts() -> None:
    target = io.StringIO()
    rows = csv.reader(io.StringIO(as_table([FULL]).removeprefix("\ufeff"), newline=""))
    csv.writer(target, delimiter=";", lineterminator="\r\n").writerows(rows)
    assert articles_in("\ufeff" + target.getvalue()) == [FULL]


def test_lines_of_several_exports_and_of_others_stand_together() -> None:
    other = '{"title": "Chợ Tết họp sớm", "body": "Người mua kẻ bán.", "date": "2024-02-01"}\n'
    found = articles_in(as_lines([FULL]) + other + as_lines([Article(id="x")]))
    assert [article.title for article in found] == [FULL.title, "Chợ Tết họp sớm", ""]


@pytest.mark.parametrize("cut", [1, 40, 400])
def test_of_a_table_that_is_cut_the_whole_rows_are_read_and_the_cut_is_named(cut: int) -> None:
    other = Article(id="b", title="Bài sau", body="Dòng một.\n" + "Dòng hai, dài. " * 40)
    content = as_table([FULL, other])
    end = content.index("Dòng hai, dài")
    with tempfile.TemporaryDirectory() as folder:
        found = read_content(Path(folder), content[: end + cut])
    assert isinstance(found[0], ReadArticle)
    assert found[0].article == FULL
    assert [(item.partial, item.line) for item in found[1:] if isinstance(item, Skipped)] == [
        (True, 7)
    ]
    assert len(found) == 2
