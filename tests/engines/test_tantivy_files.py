"""Files of the tantivy engine: what a writer leaves, what a reader makes of damage."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

import pytest

pytest.importorskip("tantivy", reason="the tantivy engine is an extra: newsearch[tantivy]")

from newsearch.article import Article
from newsearch.engines.tantivy.reader import TantivyReader
from newsearch.errors import IndexClosed, IndexDamaged
from newsearch.query import (
    Bag,
    Clause,
    Everything,
    Request,
    Variant,
)
from tests.engines.engine_contract import (
    ARTICLES,
    article,
    ids_of,
    prepared_parts,
    words,
    write_articles,
)
from tests.engines.phrase_contract import found_ids, phrase
from tests.engines.test_tantivy import ENGINE


def test_a_delete_leaves_what_the_same_writer_took(tmp_path: Path) -> None:
    write_articles(ENGINE, tmp_path, ARTICLES)
    edited = replace(ARTICLES[0], title="Bầu cử sớm")
    writer = ENGINE.writer(tmp_path)
    for part in prepared_parts(ENGINE, tmp_path, [edited]):
        writer.take(part)
    writer.delete(["a", "b"])
    writer.commit()
    reader = ENGINE.reader(tmp_path)
    assert sorted(reader.ids()) == ["a", "c", "d", "e", "f"]
    assert reader.get("a") == edited
    assert reader.count() == 5
    reader.close()


def test_a_writer_takes_only_what_its_inverter_prepared(tmp_path: Path) -> None:
    writer = ENGINE.writer(tmp_path)
    with pytest.raises(TypeError, match="inverter"):
        writer.take(["a"])
    writer.cancel()


def contents(directory: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in directory.iterdir()}


def test_files_of_an_older_generation_stay_as_they_are(tmp_path: Path) -> None:
    older, newer = tmp_path / "1", tmp_path / "2"
    older.mkdir()
    newer.mkdir()
    write_articles(ENGINE, older, ARTICLES)
    before = contents(older)
    assert not [name for name in before if "lock" in name]
    held = ENGINE.reader(older)
    for path in older.iterdir():
        os.link(path, newer / path.name)
    write_articles(ENGINE, newer, [article("g", "Lũ", "Lũ lên.", "a.vn", "2020")], ["a", "b"])
    assert contents(older) == before
    assert found_ids(ENGINE, older, Everything()) == set("abcdef")
    assert found_ids(ENGINE, newer, Everything()) == set("cdefg")
    assert set(ids_of(held, Request(Everything()))) == set("abcdef")
    held.close()
    assert contents(older) == before
    # A thread of tantivy's may leave its lock after all are done: who opens next removes it.
    (newer / ".tantivy-meta.lock").touch()
    ENGINE.reader(newer).close()
    assert not [name for name in contents(newer) if "lock" in name]


def long_articles(first: int, last: int) -> list[Article]:
    sentence = "Đoàn công tác số {} đến thăm xã vùng cao, trao quà cho bà con sau trận lũ. "
    return [
        Article(id=f"{n:03}", title=f"Tin số {n}", body=(sentence * 20).format(*range(n, n + 20)))
        for n in range(first, last)
    ]


def test_articles_are_compressed_with_one_dictionary(tmp_path: Path) -> None:
    write_articles(ENGINE, tmp_path, long_articles(0, 40))  # too few to learn from
    assert not list(tmp_path.glob("*.zdict"))
    write_articles(ENGINE, tmp_path, long_articles(40, 540))
    dictionaries = sorted(tmp_path.glob("*.zdict"))
    assert len(dictionaries) == 1
    (tmp_path / "dead.new").write_bytes(b"")
    write_articles(ENGINE, tmp_path, long_articles(540, 600))
    assert sorted(tmp_path.glob("*.zdict")) == dictionaries
    assert not list(tmp_path.glob("*.new"))
    reader = ENGINE.reader(tmp_path)
    with ThreadPoolExecutor(4) as threads:
        found = list(threads.map(reader.get, [f"{n:03}" for n in range(600)]))
    assert found == long_articles(0, 600)
    assert sorted(reader.articles(), key=lambda one: one.id) == long_articles(0, 600)
    reader.close()
    dictionaries[0].unlink()
    with pytest.raises(IndexDamaged, match="newsearch rebuild"):
        ENGINE.reader(tmp_path).get("100")


@pytest.mark.parametrize("size", [0, 20])
@pytest.mark.parametrize("kind", ["meta.json", "*.idx", "*.term", "*.pos", "*.store", "*.fast"])
def test_damage_is_named(tmp_path: Path, kind: str, size: int) -> None:
    write_articles(ENGINE, tmp_path, ARTICLES)
    for path in tmp_path.glob(kind):
        path.write_bytes(path.read_bytes()[:size])
    with pytest.raises(IndexDamaged, match="newsearch rebuild"):
        read_everything(ENGINE.reader(tmp_path))


def test_a_missing_index_is_damage(tmp_path: Path) -> None:
    with pytest.raises(IndexDamaged, match="newsearch rebuild"):
        ENGINE.reader(tmp_path)


def read_everything(reader: TantivyReader) -> Sequence[object]:
    node = Bag((Clause((Variant("bầu"),)),), 1)
    return [
        reader.search(Request(node, facets=("source", "day"))).count_facets(),
        reader.search(Request(phrase("bầu cử"))),
        list(reader.articles()),
    ]


def test_a_closed_reader_says_so(tmp_path: Path) -> None:
    write_articles(ENGINE, tmp_path, ARTICLES[:1])
    reader = ENGINE.reader(tmp_path)
    reader.close()
    with pytest.raises(IndexClosed):
        reader.search(Request(Everything()))


def test_searching_loads_neither_numpy_nor_another_engine() -> None:
    script = (
        "import sys, newsearch.engines.tantivy.engine; "
        "print(sorted({'numpy', 'whoosh', 'pyvi', 'sklearn'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_the_version_is_that_of_the_package() -> None:
    assert ENGINE.version() == version("tantivy")


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="nothing is read-only for this user"
)
def test_a_folder_that_may_not_be_written_can_be_read(tmp_path: Path) -> None:
    write_articles(ENGINE, tmp_path, ARTICLES)
    tmp_path.chmod(0o555)
    try:
        assert found_ids(ENGINE, tmp_path, words("bầu")) == {"a"}
    finally:
        tmp_path.chmod(0o755)


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from newsearch.engines.tantivy.engine import TantivyEngine
from tests.engines.engine_contract import prepared_parts
from tests.engines.test_tantivy_files import long_articles

signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
engine, directory, size = TantivyEngine(), Path(sys.argv[1]), int(sys.argv[2])
parts = list(prepared_parts(engine, directory, long_articles(0, 200)))
writer = engine.writer(directory)
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    for part in parts:
        writer.take(part)
    writer.commit()
except OSError:
    writer.cancel()
    print("named")
"""


@pytest.mark.skipif(os.name != "posix", reason="limits of file sizes are a thing of POSIX")
@pytest.mark.parametrize("size", [3_000, 40_000])
def test_a_full_disk_is_an_os_error(tmp_path: Path, size: int) -> None:
    arguments = [sys.executable, "-c", FULL_DISK, str(tmp_path), str(size)]
    done = subprocess.run(arguments, capture_output=True, text=True)
    assert done.stdout == "named\n", done.stderr
