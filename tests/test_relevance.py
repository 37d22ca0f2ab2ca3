"""What a newspaper reader expects is found first: a floor under the ranking of each engine.

The queries and what answers them are in ``relevance_queries.jsonl``. They are asked of the samples
in ``corpus/`` and of ``relevance_corpus.jsonl``, articles made to be mistaken for one another:
floods in several provinces, *Hà Đông* and *Đông Hà*, *sinh học* among *học sinh*.

Without the pairs of neighbours, the title or the accents' restoration the figure falls below the
floor. A change that lowers it may still be right: then say why, and move the floor.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from benchmarks.ranking_figures import DEPTH, mean, ndcg
from newsearch import NewsIndex

HERE = Path(__file__).parent

FLOORS = {"": 0.94, "Telex": 0.96, "VNI": 0.91, "acronyms": 0.97, "corrections": 0.96}
"""Lowest mean nDCG@10 by what queries need: nothing but words, or what their ``needs`` names."""


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def index(
    request: pytest.FixtureRequest, corpus: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NewsIndex]:
    pytest.importorskip(request.param)
    path = tmp_path_factory.mktemp("relevance") / "index"
    with NewsIndex.open_or_create(path, engine=request.param) as index:
        index.rebuild([corpus, HERE / "relevance_corpus.jsonl"], workers=1)
        yield index


def read_queries() -> list[dict[str, Any]]:
    lines = (HERE / "relevance_queries.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def test_every_answer_is_in_the_corpus(index: NewsIndex) -> None:
    for asked in read_queries():
        for identity in asked["relevant"]:
            assert index.get(identity).id == identity


@pytest.mark.parametrize("needs", FLOORS)
def test_what_answers_a_query_comes_first(index: NewsIndex, needs: str) -> None:
    figures: dict[str, float] = {}
    for asked in read_queries():
        if asked.get("needs", "") == needs:
            hits = index.search(asked["query"], limit=DEPTH, snippets=0, group=False)
            if needs == "corrections":  # what a reader takes who sees the suggestion
                hits = index.search(hits.suggestion, limit=DEPTH, snippets=0, group=False)
            figures[asked["query"]] = ndcg([hit.id for hit in hits], frozenset(asked["relevant"]))
    reached = mean(list(figures.values()))
    worst = sorted(figures.items(), key=lambda figure: figure[1])[:10]
    told = "\n".join(f"  {figure:.2f} {query}" for query, figure in worst)
    assert reached >= FLOORS[needs], (
        f"mean nDCG@{DEPTH} of {len(figures)} queries is {reached:.4f}, below {FLOORS[needs]}; "
        f"those that fare worst:\n{told}"
    )
