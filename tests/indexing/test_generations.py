"""Generations: one writer, readers that keep theirs, and nothing half-done to be seen."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from newsearch import Article, NewsIndex
from newsearch.errors import (
    CorpusUnreadable,
    IndexClosed,
    IndexDamaged,
    IndexExists,
    IndexLocked,
    IndexNotFound,
    IndexOutdated,
    IndexUnwritable,
)
from newsearch.indexing.generations import begin, hold_current, publish, writer_lock
from newsearch.indexing.manifest import Manifest


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "index"
    with NewsIndex.create(path) as index:
        index.add([Article(id="a", title="Bầu cử", body="Bầu cử quốc hội.")])
    return path


def generations(path: Path) -> list[str]:
    return sorted(entry.name for entry in (path / "generations").iterdir())


def test_create_makes_an_empty_index_once(tmp_path: Path) -> None:
    with NewsIndex.create(tmp_path / "index") as index:
        assert index.search("bầu cử").total == 0
        assert index.stats().articles == 0
        assert index.sources() == ()
    with pytest.raises(IndexExists):
        NewsIndex.create(tmp_path / "index")


def test_a_missing_index_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(IndexNotFound, match="newsearch rebuild"):
        NewsIndex.open(tmp_path / "nowhere")
    with pytest.raises(IndexNotFound, match="newsearch rebuild"):
        NewsIndex.open_or_create(tmp_path / "nowhere").update([tmp_path])
    assert not (tmp_path / "nowhere").exists()


def test_a_reader_keeps_its_generation_until_it_refreshes(path: Path) -> None:
    with NewsIndex.open(path) as reader, NewsIndex.open(path) as writer:
        writer.add([Article(id="b", title="Bầu cử lại")])
        writer.add([Article(id="c", title="Bầu cử lần ba")])
        assert writer.search("bầu cử").total == 3
        assert reader.search("bầu cử").total == 1
        # Generation 2 is held by the reader, 3 by nobody.
        assert generations(path) == ["000002", "000004"]
        assert reader.refresh()
        assert reader.search("bầu cử").total == 3
        assert not reader.refresh()
        writer.add([Article(id="d", title="Mưa")])
        assert "000002" not in generations(path)


def test_one_writer_at_a_time(path: Path) -> None:
    script = (
        "import sys; from pathlib import Path\n"
        "from newsearch.indexing.generations import writer_lock\n"
        "with writer_lock(Path(sys.argv[1])):\n"
        "    print('held', flush=True); sys.stdin.readline()\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdin is not None
        assert holder.stdout.readline() == "held\n"
        with NewsIndex.open(path) as index:
            with pytest.raises(IndexLocked, match=str(holder.pid)):
                index.add([Article(title="Mưa")])
            assert index.search("bầu cử").total == 1
        holder.kill()  # a dead writer holds nothing
        holder.wait()
    with NewsIndex.open(path) as index:
        assert index.add([Article(title="Mưa")]).indexed == 2


def test_what_a_killed_writer_left_is_swept_away(path: Path) -> None:
    with writer_lock(path):
        building = begin(path)
    assert building.directory.exists()
    with NewsIndex.open(path) as index:
        assert index.search("bầu cử").total == 1
        index.add([Article(title="Mưa")])
    assert generations(path) == ["000003"]


def test_damage_is_named_with_what_to_run(path: Path) -> None:
    with hold_current(path) as held:
        manifest = held.generation.manifest
    (path / "CURRENT").write_text("x", encoding="ascii")
    with pytest.raises(IndexDamaged, match="newsearch rebuild"):
        NewsIndex.open(path)
    (path / "CURRENT").write_text("7\n", encoding="ascii")
    with pytest.raises(IndexDamaged, match="generation 7"):
        NewsIndex.open(path)
    (path / "CURRENT").write_text("2\n", encoding="ascii")
    manifest.write_text("{", encoding="utf-8")
    with pytest.raises(IndexDamaged, match="manifest"):
        NewsIndex.open(path)


def test_a_lost_pointer_is_damage_and_no_reason_to_remove_anything(path: Path) -> None:
    (path / "CURRENT").unlink()
    with pytest.raises(IndexDamaged, match=r"CURRENT: missing.*newsearch rebuild"):
        NewsIndex.open(path)
    with NewsIndex.open_or_create(path) as index, pytest.raises(CorpusUnreadable):
        index.rebuild([path / "nowhere"])
    assert generations(path) == ["000002"]


@pytest.mark.parametrize("pointer", ["x", "7\n", ""])
def test_a_rebuild_mends_a_damaged_pointer(path: Path, pointer: str, tmp_path: Path) -> None:
    (path / "CURRENT").write_text(pointer, encoding="ascii")
    source = tmp_path / "a.jsonl"
    source.write_text('{"title": "Mưa", "body": "Mưa to"}', encoding="utf-8")
    with NewsIndex.open_or_create(path) as index:
        assert index.rebuild([source]).indexed == 1
    with NewsIndex.open(path) as index:
        assert index.search("mưa").total == 1
    assert len(generations(path)) == 1


def test_a_rebuild_that_fails_removes_nothing_where_the_pointer_is_wrong(
    path: Path, tmp_path: Path
) -> None:
    (path / "CURRENT").write_text("1\n", encoding="ascii")
    empty = tmp_path / "empty.jsonl"
    empty.touch()
    with NewsIndex.open_or_create(path) as index, pytest.raises(CorpusUnreadable):
        index.rebuild([empty])
    (path / "CURRENT").write_text("2\n", encoding="ascii")
    with NewsIndex.open(path) as index:
        assert index.search("bầu cử").total == 1


def test_a_stray_folder_is_left_alone(path: Path) -> None:
    stray = path / "generations" / "000001.bak"
    stray.mkdir()
    with NewsIndex.open(path) as index:
        index.add([Article(title="Mưa")])
    assert stray.exists()


@pytest.mark.parametrize("name", ["catalog.sqlite", "lexicon.arrays", "segmenter.json"])
def test_a_missing_part_is_named_by_every_writer(path: Path, name: str) -> None:
    with NewsIndex.open(path) as index:
        with hold_current(path) as held:
            (held.generation.directory / name).unlink()
        with pytest.raises(IndexDamaged, match=name):
            index.add([Article(title="Mưa")])
    assert generations(path) == ["000002"]


def test_another_segmentation_is_noticed(path: Path) -> None:
    with hold_current(path) as held:
        segmenter = held.generation.segmenter
    segmenter.write_text(segmenter.read_text("utf-8").replace("0.5", "0.6", 1), encoding="utf-8")
    with NewsIndex.open(path) as index, pytest.raises(IndexDamaged, match="segmentation"):
        index.search("bầu cử")


@pytest.mark.parametrize("key", ["analysis_version", "format_version", "engine_version"])
def test_an_index_of_another_version_says_rebuild(path: Path, key: str, tmp_path: Path) -> None:
    with hold_current(path) as held:
        manifest = held.generation.manifest
    record = Manifest.read(manifest)
    own = getattr(record, key)
    changed: Any = f"{own}.1" if key == "engine_version" else own + 1
    replace(record, **{key: changed}).write(manifest)
    with pytest.raises(IndexOutdated, match="newsearch rebuild"):
        NewsIndex.open(path)
    source = tmp_path / "a.jsonl"
    source.write_text('{"title": "Mưa", "body": "Mưa to"}', encoding="utf-8")
    with NewsIndex.open_or_create(path) as index:
        assert index.rebuild([source]).indexed == 1


def test_the_manifest_says_what_the_index_is(path: Path) -> None:
    with hold_current(path) as held:
        manifest = Manifest.read(held.generation.manifest)
    assert (manifest.engine, manifest.generation, manifest.articles) == ("whoosh", 2, 1)
    assert manifest.segmenter.startswith("pyvi ")


def test_a_place_that_cannot_be_written_says_so(tmp_path: Path) -> None:
    occupied = tmp_path / "index"
    occupied.write_text("a file, no folder", encoding="utf-8")
    with pytest.raises(IndexUnwritable, match="cannot be written"):
        NewsIndex.create(occupied)


def test_a_commit_that_fails_leaves_the_old_generation(path: Path) -> None:
    with NewsIndex.open(path) as index:
        # Something stands where the finished generation should go.
        obstacle = path / "generations" / "000003" / "x"
        obstacle.mkdir(parents=True)
        writer = begin(path)
        assert not obstacle.exists()
        obstacle.mkdir(parents=True)
        with pytest.raises(OSError, match="000003"):
            publish(path, writer)
        assert index.search("bầu cử").total == 1
        assert index.add([Article(title="Mưa")]).indexed == 2
    assert generations(path) == ["000003"]


def test_a_closed_index_says_so(path: Path) -> None:
    index = NewsIndex.open(path)
    index.close()
    index.close()
    with pytest.raises(IndexClosed):
        index.search("bầu cử")


def test_threads_share_an_index_while_it_is_written(path: Path) -> None:
    failures: list[BaseException] = []
    totals: list[int] = []
    done = threading.Event()

    def read(index: NewsIndex) -> None:
        try:
            while not done.is_set():
                results = index.search("bau cu")
                totals.append(results.total)
                assert all(hit.snippets for hit in results)
        except BaseException as error:
            failures.append(error)

    with NewsIndex.open(path) as index:
        threads = [threading.Thread(target=read, args=(index,)) for _ in range(4)]
        for thread in threads:
            thread.start()
        for number in range(6):
            index.add([Article(id=f"n{number}", title=f"Bầu cử {number}", body="Bầu cử.")])
        done.set()
        for thread in threads:
            thread.join()
        assert index.search("bầu cử").total == 7
    assert failures == []
    assert set(totals) <= set(range(1, 8))


def test_an_emptied_catalog_is_damage_and_doubles_nothing(path: Path, corpus: Path) -> None:
    with NewsIndex.open(path) as index:
        before = index.stats().articles
        with hold_current(path) as held:
            (held.generation.directory / "catalog.sqlite").write_bytes(b"")
        with pytest.raises(IndexDamaged, match="catalog"):
            index.update([corpus])
        assert index.stats().articles == before


@pytest.mark.parametrize(
    "change",
    [
        lambda segments: segments.clear(),
        lambda segments: segments.append(segments[0]),
        lambda segments: segments[0]["deleted"].append(-1),
        lambda segments: segments[0]["deleted"].append(0),
    ],
    ids=["none", "twice", "deleted before the first", "one more deleted"],
)
def test_a_list_of_segments_that_disagrees_with_the_manifest_is_damage(
    path: Path, change: Callable[[list[Any]], None]
) -> None:
    with hold_current(path) as held:
        listing = held.generation.engine / "segments.json"
    record = json.loads(listing.read_text())
    change(record["segments"])
    listing.write_text(json.dumps(record))
    with pytest.raises(IndexDamaged, match="newsearch rebuild"):
        NewsIndex.open(path)
