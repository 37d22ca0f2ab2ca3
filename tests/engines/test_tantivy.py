"""The tantivy engine fulfils the contract; and what is its own: ties, phrases, facets."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("tantivy", reason="the tantivy engine is an extra: newsearch[tantivy]")

from newsearch.analysis.batch_analyzer import BatchAnalyzer
from newsearch.analysis.pyvi_model import compile_segmenter
from newsearch.article import Article
from newsearch.engines.base import Engine
from newsearch.engines.tantivy.engine import TantivyEngine
from newsearch.engines.tantivy.pair_texts import CODE_WIDTH, PairCoder
from newsearch.engines.tantivy.pairs import pair_code
from newsearch.query import (
    Bag,
    Clause,
    FieldGroup,
    Request,
    Variant,
)
from tests.engines.engine_contract import ARTICLES, EngineContract, scores_of, words, write_articles
from tests.engines.phrase_contract import PhraseContract
from tests.engines.result_contract import ResultContract

ENGINE = TantivyEngine()


class TestTantivy(EngineContract, PhraseContract, ResultContract):
    # tantivy's average length holds deleted articles until it merges.
    score_tolerance = 0.02

    @pytest.fixture
    def engine(self) -> Engine:
        return TantivyEngine()


def test_a_whole_counts_once_for_the_article_and_its_pairs_score(tmp_path: Path) -> None:
    near = Article(id="near", body="Hôm nay công an họp. Bàn việc khác.")
    far = Article(id="far", body="Hôm nay an họp. Công bàn việc khác.")
    write_articles(ENGINE, tmp_path, [near, far])
    clauses = tuple(Clause((Variant(term),)) for term in ("công", "an"))
    pair = Clause((Variant("công an"),), (FieldGroup(("title_pairs", "text_pairs")),), 0.25)
    reader = ENGINE.reader(tmp_path)
    plain = scores_of(reader, Request(Bag(clauses, 2)))
    paired = scores_of(reader, Request(Bag(clauses, 2, (pair,))))
    reader.close()
    assert list(paired) == ["near", "far"]
    assert paired["near"] > plain["near"]
    assert paired["far"] == pytest.approx(plain["far"])


def test_codes_of_pairs_are_the_same_for_a_query_and_for_a_batch() -> None:
    batch = BatchAnalyzer(compile_segmenter()).analyze(ARTICLES)
    places, terms = batch.pairs["text_pairs"], batch.vocabulary.terms
    text = PairCoder().text(places, batch.vocabulary)
    codes = [text[at : at + CODE_WIDTH].strip() for at in range(0, len(text), CODE_WIDTH)]
    assert codes == [
        pair_code(terms[first], terms[second])
        for first, second in zip(places.firsts.tolist(), places.seconds.tolist(), strict=True)
    ]
    assert len(set(codes)) > 10


def test_deleted_articles_hardly_change_scores(tmp_path: Path) -> None:
    request = Request(words("quốc", "hội", required=1))
    write_articles(ENGINE, tmp_path, ARTICLES)
    reader = ENGINE.reader(tmp_path)
    expected = scores_of(reader, request)
    reader.close()
    for _ in range(3):
        write_articles(ENGINE, tmp_path, ARTICLES[:2], ["a", "b"])
    reader = ENGINE.reader(tmp_path)
    found = scores_of(reader, request)
    assert found == pytest.approx(expected, rel=0.05)
    assert list(found) == list(expected)
    reader.close()
