"""Where records are in JSON: arrays, wrappers, columns, appended and broken files."""

# ruff: noqa: E501 (one case a line)

from __future__ import annotations

import json
import os
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.article import VIETNAM
from newsearch.readers import ReadArticle
from newsearch.readers.records import json as json_records
from newsearch.results import Skipped
from tests.readers.records.files import outcome, read, read_content

ONE = {
    "title": "Đò ngang nghỉ chạy",
    "content": "Nước sông lên báo động ba.",
    "url": "https://a.vn/1",
}
TWO = {"title": "Chợ phiên mở lại", "content": "Người bản trên xuống chợ.", "url": "https://a.vn/2"}
BOTH = [ONE["title"], TWO["title"]]
COMMENTED = {**ONE, "comments": [{"title": "Hay", "text": "Bài hay quá.", "url": "https://a.vn/c"}]}

WRAPPED: list[tuple[Any, list[str]]] = [
    ([ONE, TWO], BOTH),
    (ONE, BOTH[:1]),
    ([[ONE], [TWO]], BOTH),
    ({"articles": [ONE, TWO]}, BOTH),
    ({"status": "ok", "total": 2, "data": {"page": {"n": 1}, "items": [ONE, TWO]}}, BOTH),
    ({"took": 3, "hits": {"total": {"value": 2}, "hits": [{"_id": "1", "_source": ONE}]}}, BOTH[:1]),
    ({"1": ONE, "2": TWO}, BOTH),
    ({"thoi-su": [ONE], "kinh-te": [TWO]}, BOTH),
    ({"title": "Tin mới", "home_page_url": "https://a.vn", "items": [ONE, TWO]}, BOTH),
    ({"content": [ONE, TWO], "totalPages": 1}, BOTH),
    ({"version": "1", "author": {"name": "x"}, "@graph": [{"@type": "Org", "name": "A"}, ONE]}, BOTH[:1]),
    ([{"article": ONE}, {"article": TWO}], BOTH),
    (COMMENTED, BOTH[:1]),
    ({"comments": [TWO], "articles": [ONE]}, BOTH[:1]),
    ({"title": {"0": BOTH[0], "1": BOTH[1]}, "content": {"0": "Một.", "1": "Hai."}}, BOTH),
    ({"title": BOTH, "content": ["Một.", "Hai."]}, BOTH),
    ({"columns": ["title", "content"], "index": [0, 1], "data": [[t, "Câu."] for t in BOTH]}, BOTH),
    ({"title": {"rendered": BOTH[0]}, "content": {"rendered": "<p>Một.</p>"}}, BOTH[:1]),
    ({"query": "a {b", "x": '"}{', "docs": [ONE, {"title": "}", "content": "{", "url": "u"}]}, [BOTH[0], "}"]),
]  # fmt: skip


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize(("value", "titles"), WRAPPED)
def test_records_are_found_wherever_they_are(
    tmp_path: Path, value: Any, titles: list[str], indent: int | None
) -> None:
    content = json.dumps(value, ensure_ascii=False, indent=indent)
    assert outcome(read_content(tmp_path, content)) == titles
    assert outcome(read_content(tmp_path, f"{content}\n")) == titles


@pytest.mark.parametrize("limit", [700, 16_000_000])
def test_a_wrapper_longer_than_a_record_may_be_is_read_on_the_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, limit: int
) -> None:
    monkeypatch.setattr(json_records, "RECORD_LIMIT", limit)
    many = [{**ONE, "title": f"Tin số {number}"} for number in range(2000)]
    content = json.dumps({"meta": {"n": 1}, "data": {"items": many}, "end": "}"}, indent=1)
    found = read_content(tmp_path, content)
    assert outcome(found) == [f"Tin số {number}" for number in range(2000)]
    lines = [item.line for item in found]
    assert lines == [7 + 5 * number for number in range(2000)]


def test_arrays_that_were_appended_to_one_another(tmp_path: Path) -> None:
    content = f"{json.dumps([ONE])}{json.dumps([TWO])}\n{json.dumps([ONE], indent=1)}"
    assert outcome(read_content(tmp_path, content)) == [*BOTH, BOTH[0]]


@pytest.mark.parametrize("opening", ["[\n", '{"articles": [\n', '{"a": {"b": [\n'])
def test_a_broken_tail_leaves_what_is_before_it(tmp_path: Path, opening: str) -> None:
    content = opening + ",\n".join(json.dumps(record) for record in (ONE, TWO, ONE))
    found = outcome(read_content(tmp_path, content[:-30]))
    assert found == [*BOTH, "0: the JSON that begins in line 4 is not complete"]


@pytest.mark.parametrize(
    "broken",
    [
        '{"title": "thiếu ngoặc", "content": "Câu.',
        '{"title": "dấu " trong chữ", "content": "Câu."}',
        '{"title": "thừa phẩy", "content": "Câu.",}',
        '{"title": "lồng {", "content": {"a": "Câu."}',
    ],
)
def test_a_broken_record_in_an_array_is_reported_and_the_next_one_read(
    tmp_path: Path, broken: str
) -> None:
    content = "[\n" + ",\n".join([json.dumps(ONE), broken, json.dumps(TWO)]) + "\n]\n"
    first, *problems, last = outcome(read_content(tmp_path, content))
    assert [first, last] == BOTH
    assert len(problems) == 1


def test_numbers_that_are_none_duplicate_names_and_marks(tmp_path: Path) -> None:
    content = '\ufeff[{"title": "cũ", "title": "Mới", "content": "Câu.", "views": NaN, "score": -Infinity}]'
    assert outcome(read_content(tmp_path, content)) == ["Mới"]


def test_deep_nesting_is_reported(tmp_path: Path) -> None:
    deep = '{"a": ' * 50_000 + "1" + "}" * 50_000
    found = outcome(read_content(tmp_path, f"[\n{deep},\n{json.dumps(ONE)}]"))
    assert found[-1] == BOTH[0]
    assert len(found) <= 2


def test_an_object_without_any_record_is_reported(tmp_path: Path) -> None:
    assert outcome(read_content(tmp_path, '{"meta": {"n": 1}, "list": [{"a": 1}]}')) == [
        "1: no title, summary or body (fields: a; name them with --map title=… --map body=…)"
    ]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inside: (
        st.lists(inside, max_size=4)
        | st.dictionaries(
            st.sampled_from(["title", "content", "items", "date", "url", "tags", "author", "x"]),
            inside,
        )
    ),
    max_leaves=20,
)


@given(JSON, st.integers(0, 400))
def test_any_json_cut_anywhere_raises_nothing(
    tmp_path_factory: pytest.TempPathFactory, value: Any, end: int
) -> None:
    content = json.dumps([ONE, value, ONE], indent=1)
    folder = tmp_path_factory.getbasetemp()
    read_content(folder, content[:end])
    found = read_content(folder, content)
    assert any(isinstance(item, ReadArticle) and item.article.title == BOTH[0] for item in found)


@pytest.mark.parametrize(
    "content",
    [
        '[{"title": "Một"}, {"title": "Hai"}',
        '[{"title": "Một"}, {"title": "Hai"}, {"title": "B',
        '{"articles": [{"title": "Một", "url": "/1"}, {"title": "Hai", "url": "/2"}',
        '{"articles": [{"title": "Một", "url": "/1"}, {"title": "Hai", "url": "/2"}]',
        '{"title": "Một"}\n{"title": "Hai"}\n{"title": "B',
    ],
)
def test_json_that_is_cut_says_so(tmp_path: Path, content: str) -> None:
    *articles, cut = read_content(tmp_path, content)
    assert outcome(articles) == ["Một", "Hai"]
    assert isinstance(cut, Skipped)
    assert cut.partial


def test_a_broken_line_with_an_end_is_no_cut(tmp_path: Path) -> None:
    _, broken = read_content(tmp_path, '{"title": "Một"}\n{"title": "B\n')
    assert isinstance(broken, Skipped)
    assert not broken.partial


@pytest.mark.parametrize(
    "content",
    [
        '{"title": "Một", "published": "2 giờ trước"}\n',
        "<rss><channel><item><title>Một</title><pubDate>2 giờ trước</pubDate></item></channel></rss>",
    ],
)
def test_relative_dates_count_from_when_the_file_was_written(tmp_path: Path, content: str) -> None:
    path = tmp_path / "tin"
    path.write_text(content, encoding="utf-8")
    written = datetime(2023, 5, 1, 10, 0, tzinfo=VIETNAM).timestamp()
    os.utime(path, (written, written))
    (found,) = read(path)
    assert isinstance(found, ReadArticle)
    assert str(found.article.published).startswith("2023-05-01")
