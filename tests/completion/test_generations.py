"""The file of completions over generations: the same as if it were made anew; damage is told."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsearch import NewsIndex
from newsearch.analysis.array_file import ArrayFile, ArrayFileWriter
from newsearch.completion.completions import Completions
from newsearch.completion.counting import CompletionCounts
from newsearch.completion.writer import CompletionWriter
from newsearch.errors import IndexDamaged
from tests.completion.samples import articles

ENTRIES = ["cbầu cử", "rbầu cử sớm", "smưa", "nĐà Nẵng", "tMưa lớn\x1f20210101", "tMưa lớn\x1f",
           "otuoitre.vn", "pThời sự", "aLê An", "t!!!\x1f", "cbàu sen", "cbầu bí"]  # fmt: skip
ARTICLE = st.sets(st.sampled_from(ENTRIES), min_size=1)
PROPERTY = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80
)


def counts_of(held: list[set[str]]) -> CompletionCounts:
    entries = sorted(set().union(*held))
    counts = [sum(entry in one for one in held) for entry in entries]
    return CompletionCounts.summed(
        [entry.encode() for entry in entries], np.array(counts, np.int64)
    )


def write(
    path: Path, added: list[set[str]], removed: list[set[str]], base: Path | None = None
) -> Path:
    writer = CompletionWriter(path, base)
    for one in added:
        writer.add(counts_of([one]))
    if removed:
        writer.subtract(counts_of(removed))
    writer.close()
    return path


@PROPERTY
@given(st.lists(st.lists(ARTICLE, max_size=4), min_size=1, max_size=4), st.data())
def test_updates_give_what_a_rebuild_gives(
    tmp_path: Path, generations: list[list[set[str]]], data: st.DataObject
) -> None:
    held: list[set[str]] = []
    base = None
    for number, added in enumerate(generations):
        left = data.draw(st.lists(st.sampled_from(held), unique_by=id)) if held else []
        held = [one for one in held if not any(one is gone for gone in left)] + added
        base = write(tmp_path / str(number), added, left, base)
    assert base is not None
    fresh = write(tmp_path / "fresh", held[::-1], [])
    assert base.read_bytes() == fresh.read_bytes()


def completions_of(index: Path) -> Path:
    (path,) = index.glob("generations/*/completions.arrays")
    return path


def test_an_updated_index_suggests_as_a_rebuilt_one(tmp_path: Path) -> None:
    sample = articles()
    changed = [replace(sample[0], title="Bầu cử quốc hội: ngày hội lớn"), *sample[2:]]
    with NewsIndex.create(tmp_path / "updated") as index:
        index.add(sample[:5])
        index.add(sample[5:])
        index.delete([sample[1].id])
        index.add([changed[0]])
        assert [one.text for one in index.suggest("bau cu quoc hoi", kinds="title")] == [
            "Bầu cử quốc hội: ngày hội lớn"
        ]
    with NewsIndex.create(tmp_path / "fresh") as index:
        index.add(changed)
    updated, fresh = completions_of(tmp_path / "updated"), completions_of(tmp_path / "fresh")
    assert updated.read_bytes() == fresh.read_bytes()


def without(path: Path, name: str, **changed: object) -> Path:
    """A copy of a file of arrays without one of them, and with others changed."""
    source, target = ArrayFile(path), path.with_name("changed")
    with ArrayFileWriter(target) as copy:
        for other in source.names():
            if other != name:
                copy.add(other, changed.get(other, source.view(other)))  # type: ignore[arg-type]
    source.close()
    return target


def test_a_damaged_file_says_what_to_run(tmp_path: Path) -> None:
    path = write(tmp_path / "a", [set(ENTRIES), set(ENTRIES)], [])
    (tmp_path / "cut").write_bytes(path.read_bytes()[:-1])
    for broken in (tmp_path / "missing", tmp_path / "cut"):
        with pytest.raises(IndexDamaged, match="newsearch rebuild"):
            Completions(broken)
    file = ArrayFile(path)
    names = file.names()
    file.close()
    for name in names:
        with pytest.raises(IndexDamaged, match=f"changed: .*{name}.*newsearch rebuild"):
            Completions(without(path, name))
        if name != "once":
            with pytest.raises(IndexDamaged, match=r"changed: .*newsearch rebuild"):
                Completions(without(path, "", **{name: np.zeros(99, np.uint32)}))


def test_damage_inside_is_told_when_it_is_met(tmp_path: Path) -> None:
    path = write(tmp_path / "a", [set(ENTRIES), set(ENTRIES)], [])
    file = ArrayFile(path)
    texts = b"\xff" * len(file.view("texts"))
    keys = b"\xff" * len(file.view("keys"))
    file.close()
    for changed in ({"texts": texts}, {"keys": keys}):
        completions = Completions(without(path, "", **changed))
        with pytest.raises(IndexDamaged, match="newsearch rebuild"):
            completions.suggest("bau cu", 5)
        completions.close()
