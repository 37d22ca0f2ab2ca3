"""Similar articles: those of the same event first, for an article and for a text."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsearch import Article, NewsIndex
from newsearch.analysis.folding import fold
from newsearch.article import Published
from newsearch.errors import ArticleNotFound, QueryError
from newsearch.results import Hit
from newsearch.searching.similar_ranking import CANDIDATES

SHIP = {
    "tau-1": (
        "Tàu cá Quảng Ngãi chìm gần đảo Phú Lâm",
        "Tàu cá QNg 90123 của ngư dân Lý Sơn bị sóng đánh chìm tối 12/3 gần đảo Phú Lâm. Mười ngư "
        "dân bám phao chờ cứu suốt đêm.",
        "2021-03-13",
    ),
    "tau-2": (
        "Mười ngư dân Lý Sơn được đưa vào bờ",
        "Sau hai ngày bám phao, mười ngư dân của tàu QNg 90123 đã về tới cảng Lý Sơn. Con tàu chìm "
        "gần đảo Phú Lâm vì sóng lớn.",
        "2021-03-15",
    ),
    "tau-3": (
        "Chủ tàu QNg 90123: «Sóng cao năm mét»",
        "Ông Võ Văn Lựu, chủ con tàu chìm ở Phú Lâm, kể chuyện mười ngư dân bám phao. Ông mong có "
        "vốn đóng tàu mới để lại ra khơi.",
        "2021-03-16",
    ),
}
FIRE = {
    "chay-1": (
        "Cháy lớn ở chợ vải Ninh Hiệp",
        "Lửa bùng lên lúc nửa đêm ở chợ vải Ninh Hiệp, Gia Lâm. Mười lăm xe chữa cháy dập lửa đến "
        "sáng, hơn 200 quầy hàng cháy rụi.",
        "2021-04-02",
    ),
    "chay-2": (
        "Tiểu thương Ninh Hiệp trắng tay sau đám cháy",
        "Hơn 200 quầy hàng của chợ vải Ninh Hiệp ra tro. Tiểu thương nói họ chưa kịp mua bảo hiểm, "
        "hàng Tết còn nợ xưởng dệt.",
        "2021-04-03",
    ),
}
OTHERS = {
    f"khac-{number}": (
        f"Giá xăng và tàu cá {name}",
        f"Chủ tàu cá ở {name} gặp khó vì giá xăng tăng. Chuyến biển thứ {number} lỗ nặng, ngư dân "
        "cho tàu nằm bờ chờ giá xuống; quầy hàng ở chợ cá vắng khách.",
        f"2020-0{number}-05",
    )
    for number, name in enumerate(["Bình Định", "Phú Yên", "Kiên Giang", "Cà Mau", "Nghệ An"], 1)
}


def articles() -> list[Article]:
    return [
        Article(
            id=identity,
            title=title,
            body=body,
            source="vung-bien.example" if identity.startswith("khac") else "thoi-su.example",
            url=f"https://bao.example/{identity}.htm",
            published=Published.fromisoformat(day),
            topics=("Biển",) if "tau" in identity else (),
        )
        for identity, (title, body, day) in {**SHIP, **FIRE, **OTHERS}.items()
    ]


def make(path: Path, engine: str, contents: list[Article]) -> NewsIndex:
    if engine == "tantivy":
        pytest.importorskip("tantivy")
    index = NewsIndex.create(path, engine=engine)
    index.add(contents)
    return index


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def index(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NewsIndex]:
    with make(tmp_path_factory.mktemp("similar") / "index", request.param, articles()) as made:
        yield made


def ids(found: Iterable[Hit]) -> list[str]:
    return [hit.id for hit in found]


@pytest.mark.parametrize("event", [SHIP, FIRE], ids=["ship", "fire"])
def test_the_others_of_the_event_come_first(index: NewsIndex, event: dict[str, object]) -> None:
    for identity in event:
        found = index.similar(identity)
        others = event.keys() - {identity}
        assert set(ids(found)[: len(others)]) == others
        assert identity not in ids(found)
        scores = [hit.score for hit in found]
        assert scores == sorted(scores, reverse=True)
        assert scores[0] < 1


def test_both_engines_give_the_same_order(tmp_path: Path) -> None:
    with (
        make(tmp_path / "one", "whoosh", articles()) as one,
        make(tmp_path / "other", "tantivy", articles()) as other,
    ):
        for article in articles():
            mine, theirs = one.similar(article.id), other.similar(article.id)
            assert ids(mine) == ids(theirs)
            assert [hit.score for hit in mine] == [hit.score for hit in theirs]
            assert mine.total == theirs.total


def test_an_article_is_named_by_id_or_url_or_given(tmp_path: Path) -> None:
    title, body, _ = SHIP["tau-2"]
    named_by_url = Article(title=title, body=body, url="https://www.bao.example/tau-4.htm")
    with make(
        tmp_path / "index", "whoosh", [*articles()[:1], *articles()[2:], named_by_url]
    ) as index:
        by_id = index.similar("bao.example/tau-4.htm")
        assert set(ids(by_id)[:2]) == {"tau-1", "tau-3"}
        assert ids(index.similar("http://bao.example/tau-4.htm?utm_source=x")) == ids(by_id)
        assert ids(index.similar(named_by_url)) == ids(by_id)
        assert by_id.query == named_by_url.id


def test_an_article_that_is_not_indexed_finds_its_event(index: NewsIndex) -> None:
    fresh = Article(title="Tìm thấy xác tàu QNg 90123", body="Tàu chìm ở Phú Lâm, cách Lý Sơn xa.")
    assert set(ids(index.similar(fresh))[:3]) == SHIP.keys()


def test_an_unknown_id_is_told_with_near_ones(index: NewsIndex) -> None:
    with pytest.raises(ArticleNotFound, match=r"did you mean .*tau-1"):
        index.similar("tau-11")


TEXT = (
    "Đêm 12/3, tàu QNg 90123 chìm ở vùng biển Phú Lâm. Mười ngư dân Lý Sơn bám phao giữa sóng lớn "
    "trước khi được cứu."
)


@pytest.mark.parametrize(
    "typed",
    [
        TEXT,
        fold(TEXT),
        TEXT.upper(),
        fold(TEXT).upper(),
        unicodedata.normalize("NFD", TEXT),
        TEXT.replace(" ", "\r\n"),
    ],
    ids=["accents", "none", "capitals", "capitals without", "decomposed", "lines"],
)
def test_a_text_finds_its_event_however_typed(index: NewsIndex, typed: str) -> None:
    assert set(ids(index.similar_to_text(typed))[:3]) == SHIP.keys()


def test_lost_accents_are_told_and_kept_ones_are_not(index: NewsIndex) -> None:
    assert index.similar_to_text(fold(TEXT)).reading.startswith("đêm 12/3 tàu")
    assert index.similar_to_text(TEXT).reading == ""


def test_the_text_of_an_article_finds_that_article_first(index: NewsIndex) -> None:
    title, body, _ = SHIP["tau-1"]
    found = index.similar_to_text(f"{title}\n{body}")
    assert found[0].id == "tau-1"
    assert found[0].score == pytest.approx(1, abs=0.05)
    assert found.query.startswith("Tàu cá Quảng Ngãi chìm gần đảo Phú Lâm Tàu cá")
    assert len(found.query) < 90


@pytest.mark.parametrize("text", ["", " \n ", "… — !", "qwrtz zxcvb", "😀"])
def test_a_text_without_a_known_word_finds_nothing(index: NewsIndex, text: str) -> None:
    found = index.similar_to_text(text)
    assert (found.total, found.hits) == (0, ())
    assert any("telling word" in notice for notice in found.notices)


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    text=st.text()
    | st.lists(st.sampled_from([*TEXT.split(), "bầu", "cho", "QNg", "90.123", "-"])).map(" ".join)
)
def test_any_text_is_answered_with_scores_in_order(index: NewsIndex, text: str) -> None:
    scores = [hit.score for hit in index.similar_to_text(text)]
    assert scores == sorted(scores, reverse=True)
    assert all(score >= 0 for score in scores)


def test_filters_are_those_of_a_search(index: NewsIndex) -> None:
    everything = ids(index.similar("tau-1"))
    assert ids(index.similar("tau-1", since="2021-03-16", until="2021-03")) == ["tau-3"]
    assert set(ids(index.similar("tau-1", topic="biển"))) == {"tau-2", "tau-3"}
    seaside = index.similar("tau-1", source="vung-bien.example")
    assert ids(seaside) == [identity for identity in everything if identity in OTHERS]
    without = ids(index.similar("tau-1", not_source="vung-bien.example"))
    assert without == [identity for identity in everything if identity not in OTHERS]
    unknown = index.similar("tau-1", source="khong-co.example")
    assert unknown.total == 0
    assert any("khong-co.example" in notice for notice in unknown.notices)


def test_what_cannot_be_asked_is_refused(index: NewsIndex) -> None:
    wrongs: list[dict[str, Any]] = [{"limit": -1}, {"offset": 20_000}, {"since": "hôm nọ"}]
    for wrong in wrongs:
        with pytest.raises(QueryError):
            index.similar("tau-1", **wrong)


def test_pages_side_by_side_are_the_whole(index: NewsIndex) -> None:
    whole = index.similar("tau-1", limit=50)
    assert whole.total == len(whole) > 4
    pages = [index.similar("tau-1", limit=2, offset=start) for start in range(0, len(whole), 2)]
    assert [one for page in pages for one in ids(page)] == ids(whole)
    assert {page.total for page in pages} == {whole.total}
    assert index.similar("tau-1", limit=0).hits == ()
    assert sum(whole.facets["source"].values()) == whole.total


def test_what_is_marked_stands_in_both_articles(index: NewsIndex) -> None:
    asked = index.get("tau-1")
    own = f"{asked.title} {asked.body}".casefold()
    hit = index.similar("tau-1")[0]
    marked = [
        snippet.text[start:end].casefold()
        for snippet in hit.snippets
        for start, end in snippet.highlights
    ]
    assert any("90123" in text for text in marked)
    assert any("phú lâm" in text for text in marked)
    assert all(word in own for text in marked for word in text.split())


def test_a_short_text_is_helped_by_the_article_it_finds(index: NewsIndex) -> None:
    # The other reports do not know the owner; by its own words the text is nearer to prices.
    found = ids(index.similar_to_text("ông Võ Văn Lựu, chủ tàu cá gặp sóng"))
    assert found[0] == "tau-3"
    assert set(found[1:3]) == {"tau-1", "tau-2"}


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def copied(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NewsIndex]:
    """The articles, and one of them as other papers print it; long enough to be known as copies."""
    long = " ".join(body for _, body, _ in SHIP.values())
    copies = [
        Article(
            id=f"ban-{paper}", title="Tàu QNg 90123 chìm", body=long, source=paper, published=day
        )
        for paper, day in (
            ("a.example", Published.fromisoformat("2021-03-18")),
            ("b.example", Published.fromisoformat("2021-03-19")),
            ("c.example", Published.fromisoformat("2021-03-19")),
            ("d.example", None),
        )
    ]
    path = tmp_path_factory.mktemp("copied") / "index"
    with make(path, request.param, [*articles(), *copies]) as made:
        yield made


def test_copies_are_one_hit(copied: NewsIndex) -> None:
    grouped = copied.similar("tau-2", limit=50)
    assert [one for one in ids(grouped) if one.startswith("ban")] == ["ban-a.example"]
    story = next(hit.story for hit in grouped if hit.id == "ban-a.example")
    assert story is not None
    assert story.versions == 4


def test_equals_stand_newer_first_then_by_id(copied: NewsIndex) -> None:
    undated = replace(copied.get("tau-2"), published=None)
    found = copied.similar(undated, limit=50, group=False)
    assert [one for one in ids(found) if one.startswith("ban")] == [
        "ban-b.example",
        "ban-c.example",
        "ban-a.example",
        "ban-d.example",
    ]


def test_of_equals_the_one_of_these_days_stands_first(tmp_path: Path) -> None:
    title, body, _ = SHIP["tau-2"]
    twins = [
        Article(id=f"nam-{year}", title=title, body=body, published=Published.fromisoformat(year))
        for year in ("2011", "2021", "2024")
    ]
    with make(tmp_path / "index", "whoosh", [*articles(), *twins]) as index:
        found = index.similar("tau-1", group=False)
        years = [one for one in ids(found) if one.startswith("nam")]
        assert years == ["nam-2021", "nam-2024", "nam-2011"]


def test_hits_deeper_than_those_compared_go_on_below(tmp_path: Path) -> None:
    many = [
        Article(
            id=f"tin-{number:03}", title=f"Tàu cá số {number}", body=f"Ngư dân bám phao {number}."
        )
        for number in range(CANDIDATES + 20)
    ]
    with make(tmp_path / "index", "whoosh", [*articles(), *many]) as index:
        found = index.similar("tau-1", limit=1000)
        assert len(found) == found.total > CANDIDATES + 10
        assert len(set(ids(found))) == len(found)
        assert set(ids(found)[:2]) == {"tau-2", "tau-3"}
        scores = [hit.score for hit in found]
        assert scores == sorted(scores, reverse=True)


def test_one_article_alone_is_like_no_other(tmp_path: Path) -> None:
    with make(tmp_path / "index", "whoosh", articles()[:1]) as index:
        found = index.similar("tau-1")
        assert (found.total, found.hits) == (0, ())
