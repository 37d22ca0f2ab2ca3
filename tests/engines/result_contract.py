"""What every engine must do with results over pages and segments: subclass `ResultContract`."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from newsearch.article import Article
from newsearch.engines.base import Engine
from newsearch.query import Everything, Keyword, Node, Request, Sort
from tests.engines.engine_contract import (
    ARTICLES,
    article,
    ids_of,
    scores_of,
    words,
    write_articles,
)


class ResultContract:
    """Equal scores in order over all pages, facets of many values and after updates."""

    @pytest.mark.parametrize("sort", list(Sort))
    @pytest.mark.parametrize("node", [Everything(), words("mưa")], ids=["everything", "a word"])
    def test_equals_stay_in_order_over_all_pages(
        self, engine: Engine, tmp_path: Path, node: Node, sort: Sort
    ) -> None:
        dates = ["2021-05-01", "2021-05-02", "2021-05-03", ""]
        articles = [
            article(
                f"{number * 37 % 120:03}", "Mưa lớn", "Mưa lớn cả ngày.", "a.vn", dates[number % 4]
            )
            for number in range(120)
        ]
        write_articles(engine, tmp_path, articles[:50])
        write_articles(engine, tmp_path, articles[50:])  # a second segment
        reader = engine.reader(tmp_path)
        pages = [
            [
                reader.read(hit.document)
                for hit in reader.search(Request(node, sort=sort, offset=at, limit=7)).page
            ]
            for at in range(0, 126, 7)
        ]
        reader.close()

        def day(one: Article) -> int:
            if one.published is None:
                return 1000
            return one.published.moment.day * (1 if sort is Sort.OLDEST else -1)

        found = [one for page in pages for one in page]
        assert found == sorted(articles, key=lambda one: (day(one), one.id))

    def test_articles_by_date_have_their_scores(self, engine: Engine, tmp_path: Path) -> None:
        write_articles(engine, tmp_path, ARTICLES)
        reader = engine.reader(tmp_path)
        by_score = scores_of(reader, Request(words("hội")))
        by_date = scores_of(reader, Request(words("hội"), sort=Sort.OLDEST))
        reader.close()
        assert by_date == pytest.approx(by_score)
        assert min(by_date.values()) > 0

    def test_facets_and_values_after_updates(self, engine: Engine, tmp_path: Path) -> None:
        write_articles(engine, tmp_path, ARTICLES)
        write_articles(
            engine, tmp_path, [article("g", "Giá gạo", "Giá.", "c.vn", "2020")], ["e", "d"]
        )
        reader = engine.reader(tmp_path)
        found = reader.search(Request(words("giá"), facets=("day", "source")))
        assert found.count_facets() == {"day": {"2020": 1, "2024": 1}, "source": {"c.vn": 2}}
        assert reader.values("source") == {"a.vn": 2, "b.vn": 1, "c.vn": 2}
        assert sorted(reader.values("id")) == ["a", "b", "c", "f", "g"]
        reader.close()

    def test_some_of_rare_and_frequent_words(self, engine: Engine, tmp_path: Path) -> None:
        # Each word stands in every so many articles.
        every = {"lũ": 29, "mưa": 23, "bão": 11, "gió": 3, "sông": 2, "biển": 1}
        held = {
            f"{number:03}": [word for word, step in every.items() if number % step == 0]
            for number in range(400)
        }
        write_articles(
            engine, tmp_path, [article(one, "", " ".join(held[one]), "", "") for one in held]
        )
        reader = engine.reader(tmp_path)
        for required in range(1, 1 + len(every)):
            request = Request(words(*every, required=required), limit=400)
            expected = {one for one in held if len(held[one]) >= required}
            assert set(ids_of(reader, request)) == expected
            assert reader.search(request).total == len(expected)
        reader.close()

    def test_facets_of_many_sources(self, engine: Engine, tmp_path: Path) -> None:
        sources = [f"bao{n}.vn" for n in range(300)]
        articles = [article(f"{n}", "Mưa", "Mưa.", source, "") for n, source in enumerate(sources)]
        write_articles(engine, tmp_path, articles[:170])
        write_articles(engine, tmp_path, articles[170:])
        reader = engine.reader(tmp_path)
        facets = reader.search(Request(words("mưa"), facets=("source", "day"))).count_facets()
        reader.close()
        assert facets == {"source": dict.fromkeys(sorted(sources), 1), "day": {}}

    def test_what_is_no_source_and_no_address_is_no_value(
        self, engine: Engine, tmp_path: Path
    ) -> None:
        empty = replace(article("a", "Mưa", "Mưa.", "https:///.", ""), url="//")
        write_articles(engine, tmp_path, [empty, article("b", "Mưa", "Mưa.", "b.vn", "")])
        reader = engine.reader(tmp_path)
        found = reader.search(Request(words("mưa"), facets=("source",)))
        assert "" not in found.count_facets()["source"]
        assert "" not in reader.values("source")
        assert "" not in reader.values("url")
        reader.close()

    def test_articles_with_several_authors_and_topics(self, engine: Engine, tmp_path: Path) -> None:
        bylines = ["HÀ THU - Văn Nam", "Hà Thu", "", "Văn Nam, TTXVN", "Hà  Thu"]
        topics = [("Thời sự", "Bão, lũ"), (), ("Thời sự",), ("Bão, lũ", "Thời sự"), ("Bão, lũ",)]
        articles = [
            replace(article(f"{n}", "Mưa", "Mưa.", "a.vn", ""), author=author, topics=own)
            for n, (author, own) in enumerate(zip(bylines, topics, strict=True))
        ]
        write_articles(engine, tmp_path, articles[:3])
        write_articles(engine, tmp_path, articles[3:], ["2"])
        reader = engine.reader(tmp_path)
        found = reader.search(Request(words("mưa"), facets=("author_names", "topics")))
        assert found.count_facets() == {
            "author_names": {"Hà Thu": 3, "Văn Nam": 2, "TTXVN": 1},
            "topics": {"Bão, lũ": 3, "Thời sự": 2},
        }
        assert reader.values("topics") == {"Bão, lũ": 3, "Thời sự": 2}
        storm = reader.search(Request(Keyword("topics", ("Bão, lũ",)), facets=("author_names",)))
        assert {reader.read(hit.document).id for hit in storm.page} == {"0", "3", "4"}
        assert storm.count_facets()["author_names"] == {"Hà Thu": 2, "Văn Nam": 2, "TTXVN": 1}
        nobody = reader.search(Request(Keyword("author_names", ("hà thu",))))
        assert nobody.total == 0
        documents = [hit.document for hit in found.page]
        ids = [reader.read(document).id for document in documents]
        assert reader.identities(documents[::-1]) == ids[::-1]
        reader.close()
