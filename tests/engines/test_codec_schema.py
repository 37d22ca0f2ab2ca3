"""Whoosh's query parser, highlights and scoring with the schema of the engine's index."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from whoosh import index as whoosh_index
from whoosh import query as q
from whoosh.qparser import QueryParser

from newsearch.article import Article
from newsearch.engines.whoosh.engine import WhooshEngine
from tests.engines.engine_contract import ARTICLES, write_articles
from tests.engines.whoosh_contents import ranking, rounded_length


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Any:
    directory = tmp_path_factory.mktemp("schema")
    write_articles(WhooshEngine(), directory, ARTICLES)
    return whoosh_index.open_dir(str(directory))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("bầu cử", {"a"}),
        ("BẦU OR mèo", {"a", "d"}),
        ('"quốc hội" NOT title:bầu', {"c"}),
        ('title:"quốc hội"', {"a"}),
        ('"hội quốc"~4', {"c"}),
        ("title:QUỐ*", {"a", "c"}),
        ("title:[gi TO gj]", {"e", "f"}),
        ("source:c.vn kỷ", {"e", "f"}),
        ("published:202105 hội", {"a", "c"}),
        ('text_pairs:"Bầu cử"', {"a"}),
        ("text_words:Bầu_cử", {"a"}),
        ("author:(phương trang)", {"a", "b"}),
    ],
)
def test_whoosh_parses_queries(index: Any, text: str, expected: set[str]) -> None:
    with index.searcher() as searcher:
        found = searcher.search(QueryParser("text", index.schema).parse(text))
        assert {json.loads(hit["article"])["id"] for hit in found} == expected


def test_whoosh_highlights_texts(index: Any) -> None:
    with index.searcher() as searcher:
        (hit,) = searcher.search(QueryParser("text", index.schema).parse("bầu cử"))
        shown = hit.highlights("text", text=json.loads(hit["article"])["body"])
    assert re.sub("<b [^>]*>", "<b>", shown).endswith("đi <b>bầu</b> <b>cử</b>")


def test_lengths_are_not_rounded(tmp_path: Path) -> None:
    lengths = [1, 11, 15, 90, 1000, 5]
    assert [rounded_length(length) for length in lengths] != lengths
    articles = [Article(id=str(n), body="mưa " * length) for n, length in enumerate(lengths)]
    write_articles(WhooshEngine(), tmp_path, articles)
    with whoosh_index.open_dir(str(tmp_path)).searcher() as searcher:
        assert [searcher.doc_field_length(n, "text") for n in range(6)] == lengths
        assert [searcher.doc_field_length(n, "none", 7) for n in range(6)] == [7] * 6
        assert searcher.field_length("text") == sum(lengths)
        reader = searcher.reader()
        assert (reader.min_field_length("text"), reader.max_field_length("text")) == (1, 1000)
        info = reader.term_info("text", "mưa")
        assert (info.min_length(), info.max_length()) == (1, 1000)
        assert reader.field_length("author") == reader.max_field_length("author") == 0


def test_bm25f_takes_account_of_lengths(tmp_path: Path) -> None:
    texts = ["mưa gió bão lũ lụt", "mưa", "mưa mưa gió", "bão lũ"]
    articles = [Article(id=str(n), body=text) for n, text in enumerate(texts)]
    write_articles(WhooshEngine(), tmp_path, articles)
    with whoosh_index.open_dir(str(tmp_path)).searcher() as searcher:
        found = ranking(searcher.search(q.Term("text", "mưa")))
        assert [number for number, _ in found] == [1, 2, 0]
        assert len({score for _, score in found}) == 3


def test_an_index_without_articles(tmp_path: Path) -> None:
    write_articles(WhooshEngine(), tmp_path, [])
    with whoosh_index.open_dir(str(tmp_path)).searcher() as searcher:
        assert searcher.doc_count() == 0
        assert len(searcher.search(q.Every())) == 0
        assert len(searcher.search(q.Term("text", "mưa"))) == 0
