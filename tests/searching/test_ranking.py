"""The closer look at the best candidates: feedback, freshness, pages."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from newsearch import Article, NewsIndex
from newsearch.article import Published
from newsearch.engines.documents import UNDATED, minutes
from newsearch.errors import QueryError
from newsearch.searching.ranking import CANDIDATES, Freshness

# Two reports on one event of which the query has little, and others that share the query's words.
EVENT = [
    (
        "tàu",
        "Tàu cá Quảng Ngãi gặp nạn ở Hoàng Sa",
        "Tàu cá QNg 90123 của ngư dân Lý Sơn bị sóng đánh chìm gần đảo Phú Lâm, mười ngư dân được "
        "tàu hải quân cứu.",
    ),
    (
        "ngư dân",
        "Mười ngư dân Lý Sơn về đến bờ",
        "Mười ngư dân trên tàu QNg 90123 chìm gần đảo Phú Lâm đã về Lý Sơn; tàu cá của họ gặp sóng "
        "lớn ở xa bờ, nay cả nhà mừng, chính quyền xã thăm hỏi và tặng quà từng gia đình một.",
    ),
]
OTHERS = [
    (
        f"khác {number}",
        f"Giá xăng và tàu cá số {number}",
        f"Chủ tàu cá ở tỉnh {name} gặp khó: giá xăng tăng khiến chuyến biển thứ {number} lỗ, "
        "tàu cá nằm bờ cả tháng.",
    )
    for number, name in enumerate(["Bình Định", "Phú Yên", "Kiên Giang", "Cà Mau", "Nghệ An"])
]


def articles() -> list[Article]:
    return [Article(id=key, title=title, body=body) for key, title, body in [*EVENT, *OTHERS]]


@pytest.fixture(params=["whoosh", "tantivy"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewsIndex]:
    if request.param == "tantivy":
        pytest.importorskip("tantivy")
    with NewsIndex.create(tmp_path / "index", engine=request.param) as index:
        index.add(articles())
        yield index


def test_the_words_of_the_best_articles_speak_for_others_on_the_same_event(
    index: NewsIndex,
) -> None:
    query = "tàu cá gặp nạn ở Hoàng Sa"
    plain = index.search(query, feedback=False)
    closer = index.search(query)
    assert plain[0].id == closer[0].id == "tàu"
    assert [hit.id for hit in plain].index("ngư dân") > 1
    assert closer[1].id == "ngư dân"
    assert closer.total == plain.total
    assert {hit.id for hit in closer} == {hit.id for hit in plain}


def test_feedback_only_adds(index: NewsIndex) -> None:
    plain = {hit.id: hit.score for hit in index.search("tàu cá", feedback=False)}
    closer = {hit.id: hit.score for hit in index.search("tàu cá")}
    assert all(closer[key] >= plain[key] for key in plain)
    assert max(closer.values()) > max(plain.values())


def test_both_engines_give_the_same_order(tmp_path: Path) -> None:
    pytest.importorskip("tantivy")
    orders = []
    for engine in ("whoosh", "tantivy"):
        with NewsIndex.create(tmp_path / engine, engine=engine) as index:
            index.add(articles())
            orders.append([hit.id for hit in index.search("tàu cá ngư dân giá xăng")])
    assert orders[0] == orders[1]
    assert len(orders[0]) == len(EVENT) + len(OTHERS)


def test_pages_together_are_the_whole_result(tmp_path: Path) -> None:
    count = CANDIDATES + 50
    with NewsIndex.create(tmp_path / "index") as index:
        index.add(
            [
                Article(
                    id=f"{number:03}",
                    title=f"Mưa ở huyện {number % 7}",
                    body="mưa " * (1 + number % 5) + f"tại xã {number % 11}, gió cấp {number % 3}",
                )
                for number in range(count)
            ]
        )
        whole = index.search("mưa huyện", limit=count, snippets=0)
        pages = [
            hit.id
            for offset in range(0, count, 30)
            for hit in index.search("mưa huyện", limit=30, offset=offset, snippets=0)
        ]
        scores = [hit.score for hit in whole]
    assert [hit.id for hit in whole] == pages
    assert len(set(pages)) == count
    assert scores == sorted(scores, reverse=True)


def test_what_is_recent_counts_more_where_that_is_wanted(tmp_path: Path) -> None:
    with NewsIndex.create(tmp_path / "index") as index:
        index.add(
            [
                Article(id="cũ", title="Bão số 3", published=Published.fromisoformat("2001-09-01")),
                Article(
                    id="mới",
                    title="Bão số 3 đổ bộ",
                    body="Bão vào bờ.",
                    published=Published.fromisoformat("2999-09-01"),
                ),
                Article(id="không ngày", title="Bão số 3"),
            ]
        )
        pure = [hit.id for hit in index.search("bão số 3", feedback=False)]
        fresh = index.search("bão số 3", feedback=False, fresh=30)
        assert pure == ["cũ", "không ngày", "mới"]
        assert [hit.id for hit in fresh] == ["mới", "cũ", "không ngày"]
        # One in the future counts as one of now: twice.
        before = {hit.id: hit.score for hit in index.search("bão số 3", feedback=False)}
        assert fresh[0].score == pytest.approx(2 * before["mới"], rel=1e-3)
        assert fresh[1].score == pytest.approx(before["cũ"], rel=1e-3)


@pytest.mark.parametrize(
    ("published", "factor"),
    [
        (datetime(2024, 7, 27, 12), 2.0),
        (datetime(2024, 7, 17, 12), 1.5),
        (datetime(2024, 7, 7, 12), 1.25),
        (datetime(2030, 1, 1), 2.0),
        (datetime(1990, 1, 1), 1.0),
    ],
)
def test_freshness_halves(published: datetime, factor: float) -> None:
    freshness = Freshness(half_life=10, now=datetime(2024, 7, 27, 12))
    assert freshness.factor(minutes(published)) == pytest.approx(factor)
    assert freshness.factor(UNDATED) == 1.0


@pytest.mark.parametrize("half_life", [0, -1, math.nan, math.inf])
def test_a_half_life_is_a_number_of_days(index: NewsIndex, half_life: float) -> None:
    with pytest.raises(QueryError, match="half-life"):
        index.search("bão", fresh=half_life)
