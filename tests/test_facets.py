"""Facets of a search: counted when they are looked at, of the state that answered."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from newsearch import Article, NewsIndex, Published


@pytest.fixture(params=["whoosh", "tantivy"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[NewsIndex]:
    if request.param == "tantivy":
        pytest.importorskip("tantivy", reason="the tantivy engine is an extra: newsearch[tantivy]")
    with NewsIndex.create(tmp_path, engine=request.param) as index:
        index.add([Article(id="1", title="Mưa", source="a.vn")])
        yield index


def counted(sources: dict[str, int]) -> dict[str, dict[str, int]]:
    """The facets of articles of which nothing is known but their sources."""
    return {"source": sources, "author": {}, "topic": {}, "year": {}, "month": {}}


def test_each_facet_counts_the_whole_result(index: NewsIndex) -> None:
    index.delete(["1"])
    rows = [
        ("2021-01-07T08:30", "HÀ THU - Văn Nam", ("Thời sự", "Hoà Bình")),
        ("2021-01", "Hà Thu", ("THỜI SỰ",)),
        ("2021", "", ("Thời sự", "Hòa Bình")),
        ("", "Hà Thu", ()),
    ]
    index.add(
        Article(
            id=f"{n}",
            title=f"Mưa {n}",
            source="a.vn",
            author=author,
            topics=topics,
            published=Published.fromisoformat(published) if published else None,
        )
        for n, (published, author, topics) in enumerate(rows)
    )
    results = index.search("mưa", limit=1)
    assert results.facets == {
        "source": {"a.vn": 4},
        "author": {"Hà Thu": 3, "Văn Nam": 1},
        "topic": {"Thời sự": 3, "Hoà Bình": 2},
        "year": {"2021": 3},
        "month": {"2021-01": 2},
    }
    assert list(results.facets) == ["source", "author", "topic", "year", "month"]


def test_facets_are_counted_in_the_state_that_answered(index: NewsIndex) -> None:
    looked_at, late = index.search("mưa"), index.search("mưa")
    assert looked_at.facets == counted({"a.vn": 1})
    index.add([Article(id="2", title="Mưa", source="b.vn")])
    assert looked_at.facets == counted({"a.vn": 1})
    assert late.facets == looked_at.facets
    assert index.search("mưa").facets == counted({"a.vn": 1, "b.vn": 1})


def test_results_outlive_their_index(index: NewsIndex) -> None:
    kept, late = index.search("mưa"), index.search("mưa")
    copied = pickle.loads(pickle.dumps(kept))
    index.close()
    assert kept.facets == copied.facets == late.facets == counted({"a.vn": 1})
    assert copied == kept
    assert [hit.article.title for hit in late] == ["Mưa"]
    assert replace(late, took_ms=kept.took_ms) == kept
    assert repr(late).startswith("SearchResults(query='mưa', total=1")


def open_files(directory: Path) -> set[str]:
    """The files below a directory that this process has open or mapped."""
    mapped = Path("/proc/self/maps").read_text().splitlines()
    opened = [str(path.readlink()) for path in Path("/proc/self/fd").iterdir() if path.is_symlink()]
    return {name for name in (*mapped, *opened) if str(directory) in name}


@pytest.mark.skipif(not Path("/proc/self/maps").exists(), reason="open files cannot be listed")
def test_files_are_let_go_with_the_last_results(index: NewsIndex, tmp_path: Path) -> None:
    counted, late = index.search("mưa"), index.search("mưa")
    assert counted.facets
    index.close()
    assert open_files(tmp_path)
    assert late.facets
    assert not open_files(tmp_path)
    index = NewsIndex.open(tmp_path)
    dropped = index.search("mưa")
    index.close()
    assert open_files(tmp_path)
    del dropped
    assert not open_files(tmp_path)


def test_facets_while_another_thread_writes(index: NewsIndex) -> None:
    def look(_: int) -> int:
        return sum(index.search("mưa").facets["source"].values())

    with ThreadPoolExecutor(4) as threads:
        counts = threads.map(look, range(200))
        for number in range(3):
            index.add([Article(id=f"n{number}", title="Mưa", source="b.vn")])
        assert set(counts) <= {1, 2, 3, 4}


def test_facets_are_counted_once_for_all_threads(index: NewsIndex) -> None:
    results = index.search("mưa")
    with ThreadPoolExecutor(8) as threads:
        counted = list(threads.map(lambda _: results.facets, range(32)))
    assert all(facets is results.facets for facets in counted)
