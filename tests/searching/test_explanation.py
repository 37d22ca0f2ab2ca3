"""Explanations: what a hit's score is made of."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsearch import Article, NewsIndex
from newsearch.article import Published
from newsearch.results import HitExplanation, SearchResults, TermMatch

ARTICLES = [
    Article(
        id="bầu cử",
        title="Ngày hội bầu cử ở TP.HCM",
        body="Cử tri thành phố Hồ Chí Minh đi bầu cử quốc hội, hoà chung không khí cả nước.",
        published=Published.fromisoformat("2021-05-23"),
    ),
    Article(
        id="hội chợ",
        title="HỘI CHỢ HÒA BÌNH",
        body="Uỷ ban nhân dân tỉnh mở hội chợ, bầu không khí vui tươi, không cứ gì ai.",
        published=Published.fromisoformat("2021-06"),
    ),
    Article(id="ubnd", title="UBND tỉnh họp", body="UBND tỉnh Hòa Bình họp bàn về hội chợ."),
]


@pytest.fixture(params=["whoosh", "tantivy"], scope="module")
def index(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NewsIndex]:
    if request.param == "tantivy":
        pytest.importorskip("tantivy")
    path = tmp_path_factory.mktemp("explained") / "index"
    with NewsIndex.create(path, engine=request.param) as index:
        index.add(ARTICLES)
        yield index


def explained(results: SearchResults) -> dict[str, HitExplanation]:
    assert results.explanation is not None
    return {hit.id: why for hit, why in zip(results, results.explanation.hits, strict=True)}


def match(why: HitExplanation, typed: str, where: str = "whole article") -> TermMatch:
    found = [one for one in why.matches if (one.typed, one.where) == (typed, where)]
    assert len(found) == 1, found
    return found[0]


QUERIES = [
    "bầu cử quốc hội",
    "hoi cho hoa binh",
    "UBND tỉnh Hòa Bình",
    "ubnd",
    "hội OR chợ",
    '"hội chợ" tỉnh',
    "title:hội",
    "TP.HCM",
    "hội hội chợ",
]


@pytest.mark.parametrize("query", QUERIES)
def test_the_parts_add_up_to_the_score(index: NewsIndex, query: str) -> None:
    for fresh in (None, 30.0):
        results = index.search(query, explain=True, fresh=fresh)
        assert results.total
        for hit, why in zip(results, explained(results).values(), strict=True):
            assert why.score == pytest.approx(hit.score, abs=1e-3)
            assert sum(one.score for one in why.matches) == pytest.approx(why.relevance, rel=2e-3)
            whole = (why.relevance + why.feedback) * why.freshness
            assert whole == pytest.approx(why.score, rel=2e-3)
            added = sum(score for _, score in why.feedback_words)
            assert added <= why.feedback + 1e-3


def test_tiers_fields_and_weights(index: NewsIndex) -> None:
    why = explained(index.search("hòa bình hội chợ", explain=True))["hội chợ"]
    assert match(why, "hội").tier == "as typed"
    assert match(why, "hội").fields == {"title": 1, "body": 1}
    assert match(why, "hội").found == ("HỘI", "hội")
    assert match(why, "hội", "title").weight == 0.5
    kinds = [one.kind for one in why.matches if one.typed == "hội chợ"]
    assert {"pair"} <= set(kinds) <= {"pair", "compound word"}
    why = explained(index.search("hoà chung không khí", explain=True))["bầu cử"]
    assert match(why, "hoà").tier == "as typed"
    why = explained(index.search("hòa chung không khí", explain=True))["bầu cử"]
    assert match(why, "hòa").tier == "spelled otherwise"
    why = explained(index.search("Bau Cu", explain=True))["hội chợ"]
    assert match(why, "Bau").tier == match(why, "Cu").tier == "unaccented"
    assert match(why, "Cu").found == ("cứ",)
    why = explained(index.search("ủy ban nhân dân tỉnh", explain=True))["ubnd"]
    assert match(why, "ủy").tier == "acronym"
    assert match(why, "ủy").found == ("UBND",)


def test_rules_are_named(index: NewsIndex) -> None:
    def rules(query: str, **options: str | float | bool) -> str:
        results = index.search(query, explain=True, **options)  # type: ignore[arg-type]
        assert results.explanation is not None
        return "\n".join(results.explanation.rules)

    assert "accents restored: hội chợ" in rules("hoi cho")
    assert "typed in Telex: hội chợ" in rules("hooij chowj")
    assert "UBND: also ủy ban nhân dân, at 0.5" in rules("UBND")
    assert "ủy ban nhân dân: also ubnd" in rules("ủy ban nhân dân")
    assert "at least 3 of the 4 words" in rules("hội chợ hòa bình")
    assert "from 2021-05-01 00:00 to 2021-05-31 23:59" in rules("hội date:2021-05")
    assert "from 2021-06-01 00:00 to the last" in rules("hội", since="2021-06")
    assert "times 1 + 2 ** (-days / 7)" in rules("hội", fresh=7.0)
    assert "dates left out: from 2021-05-01" in rules("hội -date:2021-05")
    assert "newest first" in rules("hội", sort="newest")
    assert "times 1 + 2" not in rules("hội", sort="newest", fresh=7.0)
    assert "feedback" in rules("hội")
    assert "feedback" not in rules("hội", feedback=False)
    assert rules("hội", feedback=False) == ""


def test_nothing_is_explained_unless_asked(index: NewsIndex) -> None:
    assert index.search("hội").explanation is None
