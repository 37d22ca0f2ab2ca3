"""Facets of a search: counted when they are looked at, of the state that answered."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from newsearch import Article, NewsIndex
from newsearch.errors import IndexClosed


@pytest.fixture(params=["whoosh", "tantivy"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewsIndex]:
    if request.param == "tantivy":
        pytest.importorskip("tantivy", reason="the tantivy engine is an extra: newsearch[tantivy]")
    with NewsIndex.create(tmp_path, engine=request.param) as index:
        index.add([Article(id="1", title="Mưa", source="a.vn")])
        yield index


def test_facets_are_counted_in_the_state_that_answered(index: NewsIndex) -> None:
    looked_at, late = index.search("mưa"), index.search("mưa")
    assert looked_at.facets == {"source": {"a.vn": 1}, "year": {}}
    index.add([Article(id="2", title="Mưa", source="b.vn")])
    assert looked_at.facets == {"source": {"a.vn": 1}, "year": {}}
    with pytest.raises(IndexClosed, match="search again"):
        assert late.facets
    assert index.search("mưa").facets == {"source": {"a.vn": 1, "b.vn": 1}, "year": {}}


def test_of_a_closed_index_only_what_was_counted_is_left(index: NewsIndex) -> None:
    kept, late = index.search("mưa"), index.search("mưa")
    copied = pickle.loads(pickle.dumps(kept))
    index.close()
    assert kept.facets == copied.facets == {"source": {"a.vn": 1}, "year": {}}
    assert copied == kept
    for _ in range(2):
        with pytest.raises(IndexClosed, match="search again"):
            assert late.facets
    # What needs no facets is there as ever.
    assert [hit.article.title for hit in late] == ["Mưa"]
    assert replace(late, took_ms=kept.took_ms) == kept
    assert repr(late).startswith("SearchResults(query='mưa', total=1")


def test_facets_are_counted_once_for_all_threads(index: NewsIndex) -> None:
    results = index.search("mưa")
    with ThreadPoolExecutor(8) as threads:
        counted = list(threads.map(lambda _: results.facets, range(32)))
    assert all(facets is results.facets for facets in counted)
