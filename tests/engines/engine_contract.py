"""What every engine must do: subclass `EngineContract` with an ``engine`` fixture.

Same documents, same requests, same ids in the same order, whatever is underneath.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from pathlib import Path

import pytest

from newsearch.analysis.batch_analyzer import BatchAnalyzer
from newsearch.analysis.pyvi_model import compile_segmenter
from newsearch.article import Article, Published
from newsearch.engines.base import Engine, EngineReader
from newsearch.engines.documents import UNDATED, first_minute
from newsearch.query import (
    And,
    Bag,
    Clause,
    DateRange,
    Everything,
    FieldGroup,
    Keyword,
    Node,
    Not,
    Or,
    Phrase,
    Request,
    Sort,
    Variant,
)


def article(identity: str, title: str, body: str, source: str, published: str) -> Article:
    return Article(
        id=identity,
        title=title,
        body=body,
        source=source,
        author="Phương Trang" if source == "a.vn" else "",
        published=Published.fromisoformat(published) if published else None,
    )


def write_articles(
    engine: Engine, directory: Path, articles: Sequence[Article], deleted: Sequence[str] = ()
) -> None:
    """One commit to an index; the articles come in two batches and one load, as in a build."""
    writer = engine.writer(directory)
    writer.delete(deleted)
    for part in prepared_parts(engine, directory, articles):
        writer.take(part)
    writer.commit()


def prepared_parts(
    engine: Engine, directory: Path, articles: Sequence[Article]
) -> Iterator[object]:
    analyzer, inverter = BatchAnalyzer(compile_segmenter()), engine.inverter(directory)
    half = len(articles) // 2
    batches = [analyzer.analyze(part) for part in (articles[:half], articles[half:]) if part]
    parts = [*map(inverter.add, batches), inverter.finish()]
    # What an inverter gives out comes to the writer from another process.
    return (pickle.loads(pickle.dumps(part)) for part in parts if part is not None)


def ids_of(reader: EngineReader, request: Request) -> list[str]:
    """The ids of the page, in order."""
    return [reader.read(hit.document).id for hit in reader.search(request).page]


def scores_of(reader: EngineReader, request: Request) -> dict[str, float]:
    """The scores of the page by id, in order."""
    page = reader.search(request).page
    return {reader.read(hit.document).id: hit.score for hit in page}


ARTICLES = [
    article("a", "Bầu cử quốc hội", "Cử tri cả nước đi bầu cử.", "a.vn", "2021-05-23"),
    article("b", "Mưa lũ miền Trung", "Nước lũ dâng, quốc lộ ngập.", "a.vn", "2020-10"),
    article("c", "Hội chợ quốc tế", "Hội chợ mở cửa. Quốc hội họp.", "b.vn", "2021-05-23T08:30"),
    article("d", "Chó và mèo", "Chó sủa, mèo kêu; cử chỉ thân mật.", "b.vn", ""),
    article("e", "Giá cà phê", "Giá cà phê lập kỷ lục.", "c.vn", "2024"),
    article("f", "Giá cà phê", "Giá cà phê lập kỷ lục.", "c.vn", "2024"),
]

PAIRS = (FieldGroup(("title_pairs", "text_pairs")),)
ANYWHERE = (FieldGroup(("title",), 0.5), FieldGroup(("summary", "body", "captions")))


def words(*terms: str, required: int | None = None) -> Bag:
    clauses = tuple(Clause((Variant(term),), ANYWHERE) for term in terms)
    return Bag(clauses, len(clauses) if required is None else required)


MATCHING: list[tuple[Node, set[str]]] = [
    (Everything(), set("abcdef")),
    (words("cử"), {"a", "d"}),
    (words("bầu", "cử"), {"a"}),
    (words("bầu", "cử", required=1), {"a", "d"}),
    (words("chò"), set()),
    (words("cho"), set()),
    (words("không", "có"), set()),
    (Bag((Clause((Variant("lũ"), Variant("mèo", 0.1))),), 1), {"b", "d"}),
    (Bag((Clause((Variant("quốc"),), (FieldGroup(("title",)),)),), 1), {"a", "c"}),
    (Bag((Clause((Variant("bầu cử"),), (FieldGroup(("text_pairs",)),)),), 1), {"a"}),
    (Phrase((("quốc",), ("hội",))), {"a", "c"}),
    (Phrase((("quốc",), ("hội",)), ("title",)), {"a"}),
    (Phrase((("hội",), ("quốc",))), set()),
    (Phrase((("hội",), ("quốc",)), slop=1), {"c"}),
    (Phrase((("quốc", "giá"), ("hội", "cà"))), {"a", "c", "e", "f"}),
    (Phrase((("phương",), ("trang",)), ("author",)), {"a", "b"}),
    (Keyword("source", ("b.vn",)), {"c", "d"}),
    (Keyword("source", ("a.vn", "c.vn")), {"a", "b", "e", "f"}),
    (Keyword("id", ("d",)), {"d"}),
    (DateRange(datetime(2021, 5, 23), datetime(2021, 5, 23, 23, 59)), {"a", "c"}),
    (DateRange(datetime(2020, 10, 15), datetime(2020, 10, 15)), {"b"}),
    (DateRange(datetime(2020, 11, 1), None), {"a", "c", "e", "f"}),
    (DateRange(None, datetime(2020, 12, 31)), {"b"}),
    (DateRange(), {"a", "b", "c", "e", "f"}),
    (And((words("quốc"), Not(words("lũ")))), {"a", "c"}),
    (And((Everything(), Not(words("quốc")))), {"d", "e", "f"}),
    (Or((words("chó"), words("lũ"))), {"b", "d"}),
    (Or(()), set()),
]

ORDER: list[tuple[Request, list[str]]] = [
    (Request(Everything(), sort=Sort.NEWEST), ["e", "f", "c", "a", "b", "d"]),
    (Request(Everything(), sort=Sort.OLDEST), ["b", "a", "c", "e", "f", "d"]),
    (Request(Everything()), ["e", "f", "c", "a", "b", "d"]),
    (Request(Everything(), sort=Sort.NEWEST, limit=2, offset=1), ["f", "c"]),
    (Request(Everything(), sort=Sort.NEWEST, limit=3, offset=4), ["b", "d"]),
    (Request(Everything(), limit=5, offset=6), []),
    (Request(Everything(), limit=0), []),
    (Request(words("cà"), filters=(Keyword("source", ("c.vn",)),)), ["e", "f"]),
    (Request(words("bầu", "cử", required=1)), ["a", "d"]),
    (Request(words("quốc", "hội")), ["c", "a"]),
]


class EngineContract:
    """The tests; a subclass gives the engine."""

    score_tolerance = 0.0
    """How much updates may change a score, as a share of it."""

    @pytest.fixture
    def engine(self) -> Engine:
        raise NotImplementedError("a subclass gives the engine")

    @pytest.fixture
    def write(self, engine: Engine, tmp_path: Path) -> Callable[..., None]:
        def write(articles: list[Article], deleted: tuple[str, ...] = ()) -> None:
            write_articles(engine, tmp_path, articles, deleted)

        return write

    @pytest.fixture
    def reader(
        self, engine: Engine, tmp_path: Path, write: Callable[..., None]
    ) -> Iterator[EngineReader]:
        write(ARTICLES)
        reader = engine.reader(tmp_path)
        yield reader
        reader.close()

    @pytest.mark.parametrize(("node", "expected"), MATCHING)
    def test_matching(self, reader: EngineReader, node: Node, expected: set[str]) -> None:
        found = reader.search(Request(node))
        assert set(ids_of(reader, Request(node))) == expected
        assert found.total == len(expected)

    @pytest.mark.parametrize(("request_", "expected"), ORDER)
    def test_order_and_pages(
        self, reader: EngineReader, request_: Request, expected: list[str]
    ) -> None:
        assert ids_of(reader, request_) == expected

    def test_scores_fall_along_the_page(self, reader: EngineReader) -> None:
        scores = [hit.score for hit in reader.search(Request(words("hội", "cử", required=1))).page]
        assert scores == sorted(scores, reverse=True)
        assert min(scores) > 0

    def test_boosts_add_and_do_not_match(self, reader: EngineReader) -> None:
        pair = Clause((Variant("bầu cử"),), (FieldGroup(("text_pairs",)),))
        plain = scores_of(reader, Request(words("cử")))
        boosted = scores_of(reader, Request(Bag(words("cử").clauses, 1, (pair,))))
        assert list(boosted) == ["a", "d"]
        assert boosted["a"] > plain["a"]
        assert boosted["d"] == pytest.approx(plain["d"])

    @pytest.mark.parametrize(
        "node",
        [
            words("hội", "cử", required=1),
            words("quốc", "hội", "lũ", required=2),
            Bag(words("cử").clauses, 1, (Clause((Variant("bầu cử"),), PAIRS),)),
            Bag((Clause((Variant("lũ"), Variant("mèo", 0.1)), ANYWHERE),), 1),
            Or((words("quốc"), words("giá"))),
            words("vắng"),
        ],
    )
    def test_some_documents_get_the_scores_of_a_search(
        self, reader: EngineReader, node: Node
    ) -> None:
        documents = [hit.document for hit in reader.search(Request(Everything())).page]
        known = scores_of(reader, Request(node))
        expected = [known.get(reader.read(document).id, 0.0) for document in documents]
        assert reader.scores(node, documents) == pytest.approx(expected)
        assert reader.scores(node, documents[2:3]) == pytest.approx(expected[2:3])
        assert reader.scores(node, []) == []

    def test_minutes_of_documents(self, reader: EngineReader) -> None:
        documents = [hit.document for hit in reader.search(Request(Everything())).page]
        expected = [first_minute(reader.read(document)) for document in documents]
        assert reader.minutes(documents) == expected
        assert UNDATED in expected

    def test_a_weak_variant_counts_less(self, reader: EngineReader) -> None:
        bag = Bag((Clause((Variant("lũ"), Variant("mèo", 0.1))),), 1)
        assert ids_of(reader, Request(bag)) == ["b", "d"]

    def test_facets_count_the_whole_result(self, reader: EngineReader) -> None:
        found = reader.search(Request(Everything(), limit=1, facets=("source", "day")))
        facets = found.count_facets()
        assert list(facets["source"].items()) == [("a.vn", 2), ("b.vn", 2), ("c.vn", 2)]
        assert facets["day"] == {"2021-05-23": 2, "2024": 2, "2020-10": 1}
        assert list(facets["day"]) == ["2021-05-23", "2024", "2020-10"]

    def test_articles_come_back_whole(self, reader: EngineReader) -> None:
        assert reader.get("a") == ARTICLES[0]
        assert reader.get("z") is None
        assert {found.id for found in reader.articles()} == set("abcdef") == set(reader.ids())
        assert reader.count() == 6
        assert reader.values("source") == {"a.vn": 2, "b.vn": 2, "c.vn": 2}
        assert reader.stats().terms > 30

    def test_an_empty_index_answers(self, engine: Engine, tmp_path: Path) -> None:
        engine.writer(tmp_path).commit()
        reader = engine.reader(tmp_path)
        found = reader.search(Request(words("cử"), facets=("source", "day")))
        assert (found.total, found.page) == (0, ())
        assert found.count_facets() == {"source": {}, "day": {}}
        assert reader.count() == 0
        reader.close()

    def test_updates_leave_the_same_scores_as_one_build(
        self, engine: Engine, tmp_path: Path, write: Callable[..., None]
    ) -> None:
        request = Request(words("quốc", "hội", "cử", "lũ", required=1))
        write(ARTICLES)
        reader = engine.reader(tmp_path)
        expected = scores_of(reader, request)
        write([article("x", "Quốc hội", "hội hội hội", "x.vn", "2020")])
        write([], ("x", "a", "nobody"))
        write([ARTICLES[0]])
        # The reader that was open sees nothing of it; a new one sees it all.
        assert scores_of(reader, request) == expected
        reader.close()
        reader = engine.reader(tmp_path)
        found = scores_of(reader, request)
        assert list(found) == list(expected)
        assert found == pytest.approx(expected, rel=self.score_tolerance, abs=0)
        assert reader.search(request).total == len(expected)
        reader.close()

    def test_a_reader_opens_while_a_writer_works(
        self, engine: Engine, tmp_path: Path, write: Callable[..., None]
    ) -> None:
        write(ARTICLES[:2])
        writer = engine.writer(tmp_path)
        writer.delete(["a"])
        for part in prepared_parts(engine, tmp_path, ARTICLES[3:5]):
            writer.take(part)
        reader = engine.reader(tmp_path)
        assert set(reader.ids()) == {"a", "b"}
        writer.commit()
        assert set(reader.ids()) == {"a", "b"}
        assert ids_of(reader, Request(words("bầu"))) == ["a"]
        reader.close()
        reader = engine.reader(tmp_path)
        assert set(reader.ids()) == {"b", "d", "e"}
        reader.close()

    def test_an_edited_article_takes_the_place_of_the_old_one(
        self, engine: Engine, tmp_path: Path, write: Callable[..., None]
    ) -> None:
        write(ARTICLES)
        edited = article("a", "Bầu cử", "Đổi ngày bầu cử sang tháng sáu.", "a.vn", "2021-06")
        write([edited], ("a",))
        reader = engine.reader(tmp_path)
        assert reader.get("a") == edited
        assert reader.count() == len(ARTICLES)
        assert ids_of(reader, Request(words("tri"))) == []
        reader.close()

    def test_cancel_leaves_nothing(
        self, engine: Engine, tmp_path: Path, write: Callable[..., None]
    ) -> None:
        write(ARTICLES[:2])
        writer = engine.writer(tmp_path)
        writer.delete(["a"])
        for part in prepared_parts(engine, tmp_path, ARTICLES[3:5]):
            writer.take(part)
        writer.cancel()
        reader = engine.reader(tmp_path)
        assert set(reader.ids()) == {"a", "b"}
        reader.close()
        write([ARTICLES[4]])
