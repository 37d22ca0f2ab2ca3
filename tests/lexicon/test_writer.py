"""Lexicon files: what comes in and leaves, over generations; the order of words; damage."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsearch.analysis.array_file import ArrayFile, ArrayFileWriter
from newsearch.analysis.folding import fold
from newsearch.errors import IndexDamaged, NewsearchError
from newsearch.lexicon import pair_counts, writer
from newsearch.lexicon.counting import LexiconCounts
from newsearch.lexicon.lexicon import Lexicon, LexiconWord
from newsearch.lexicon.pair_counts import PairCounts, pair_keys
from newsearch.lexicon.storage import LexiconFile
from newsearch.lexicon.writer import LexiconWriter
from tests.lexicon.batches import batch, batch_of

TERMS = ["cho", "chó", "chợ", "chờ", "da", "đa", "đá", "dab", "dá", "d", "đ", "2021", "ß", "東京"]
TEXTS = st.lists(st.lists(st.sampled_from(TERMS), max_size=12), max_size=5)
Row = Sequence[str]
# Files of one name may be written again, and constants stay patched, for all examples.
PROPERTY = settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60
)


def counts_of(rows: Sequence[Row]) -> LexiconCounts:
    return LexiconCounts.of(batch_of(rows, [list(pairwise(row)) for row in rows]))


def write(
    path: Path,
    added: Iterable[Sequence[Row]],
    removed: Iterable[Sequence[Row]] = (),
    base: Path | None = None,
) -> Path:
    made = LexiconWriter(path, base)
    for rows in added:
        made.add(counts_of(rows))
    for rows in removed:
        made.subtract(counts_of(rows))
    made.close()
    return path


def pair_count(lexicon: Lexicon, first: str, second: str) -> int:
    words = lexicon.word(first), lexicon.word(second)
    counts = lexicon.pair_counts(
        [word for word in words[:1] if word], [word for word in words[1:] if word]
    )
    assert len(counts) <= 1
    return sum(counts.values())


@pytest.fixture(params=[False, True], ids=["at once", "in small parts"])
def parts(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Pairs are put together in parts of a size that texts of a test never reach."""
    if request.param:
        monkeypatch.setattr(pair_counts, "_WAITING", 3)
        monkeypatch.setattr(pair_counts, "_LARGEST_BLOCK", 2)
        monkeypatch.setattr(writer, "_AT_ONCE", 2)


@pytest.mark.usefixtures("parts")
@PROPERTY
@given(st.lists(st.lists(TEXTS, max_size=3), min_size=1, max_size=3), st.data())
def test_a_lexicon_answers_as_counting_does(
    tmp_path: Path, generations: list[list[list[Row]]], data: st.DataObject
) -> None:
    held: list[list[Row]] = []
    base = None
    for number, added in enumerate(generations):
        left = data.draw(st.lists(st.sampled_from(held), unique_by=id)) if held else []
        held = [rows for rows in held if not any(rows is gone for gone in left)] + added
        base = write(tmp_path / str(number), added, left, base)
    assert base is not None
    words = Counter(term for rows in held for row in rows for term in row)
    pairs = Counter(pair for rows in held for row in rows for pair in pairwise(row))
    lexicon = Lexicon(base)
    assert lexicon.size() == len(words)
    assert lexicon.total() == words.total()
    found = {term: word for term in TERMS if (word := lexicon.word(term))}
    assert {term: word.count for term, word in found.items()} == words
    assert sorted(word.number for word in found.values()) == list(range(1, len(words) + 1))
    for folded in {*map(fold, TERMS), "chợ", "", "c", "zzz"}:
        spelled = [word for word in found.values() if fold(word.term) == folded]
        spelled.sort(key=lambda word: (-word.count, word.term))
        assert lexicon.spelled(folded) == tuple(spelled)
    everything = [*found.values(), LexiconWord(0, "chò", 0)]
    assert lexicon.pair_counts(everything, everything) == {
        (found[first].number, found[second].number): count
        for (first, second), count in pairs.items()
    }
    lexicon.close()
    fresh = write(tmp_path / "fresh", [[row] for rows in held for row in rows])
    assert base.read_bytes() == fresh.read_bytes()


@pytest.mark.usefixtures("parts")
@PROPERTY
@given(TEXTS, TEXTS)
def test_what_came_and_left_leaves_no_trace(
    tmp_path: Path, staying: list[Row], leaving: list[Row]
) -> None:
    expected = write(tmp_path / "never", [staying]).read_bytes()
    at_once = write(tmp_path / "at once", [staying, leaving], [leaving])
    both = write(tmp_path / "both", [leaving, staying])
    later = write(tmp_path / "later", [], [leaving], both)
    assert at_once.read_bytes() == later.read_bytes() == expected


def test_spellings_of_a_form_stand_side_by_side(tmp_path: Path) -> None:
    path = write(tmp_path / "a", [[["đen", "dung", "dừng", "đứng", "đủ", "du", "e", "ế", "đ"]]])
    file = LexiconFile(path)
    terms = [file.term(place) for place in range(file.size)]
    file.close()
    assert terms == ["đ", "đen", "du", "đủ", "dung", "dừng", "đứng", "e", "ế"]


@pytest.mark.parametrize("count", [1, 255, 256, 257, 1_000_000])
def test_pairs_count_as_far_as_they_occur(tmp_path: Path, count: int) -> None:
    keys = pair_keys(np.array([0, 0, 1]), np.array([0, 1, 0]))
    counts = LexiconCounts(
        ["việt", "nam"],
        np.array([2**33, 7]),
        PairCounts(keys, np.array([300, count, 256], np.int32)),
    )
    made = LexiconWriter(tmp_path / "a")
    made.add(counts)
    made.close()
    made = LexiconWriter(tmp_path / "b", tmp_path / "a")
    made.add(counts_of([["việt", "nam", "anh"]]))
    made.close()
    lexicon = Lexicon(tmp_path / "b")
    assert lexicon.total() == 2**33 + 10
    assert [word.count for word in lexicon.spelled("viet")] == [2**33 + 1]
    assert pair_count(lexicon, "việt", "nam") == count + 1
    assert pair_count(lexicon, "việt", "việt") == 300
    assert pair_count(lexicon, "nam", "việt") == 256
    assert pair_count(lexicon, "nam", "anh") == 1
    assert pair_count(lexicon, "anh", "nam") == 0
    lexicon.close()


def test_nothing_is_a_lexicon_too(tmp_path: Path) -> None:
    lexicon = Lexicon(write(tmp_path / "a", []))
    assert (lexicon.total(), lexicon.size()) == (0, 0)
    assert lexicon.word("mưa") is None
    assert lexicon.spelled("mua") == ()
    lexicon.close()
    assert Lexicon(write(tmp_path / "b", [[["mưa"]]], base=tmp_path / "a")).size() == 1


def test_more_leaves_than_there_was(tmp_path: Path) -> None:
    write(tmp_path / "a", [[["mưa", "lũ"]]])
    write(tmp_path / "b", [], [[["mưa", "lũ"], ["mưa", "đá"]]], tmp_path / "a")
    assert (tmp_path / "b").read_bytes() == write(tmp_path / "c", []).read_bytes()


def test_a_cancelled_writer_leaves_no_file(tmp_path: Path) -> None:
    made = LexiconWriter(tmp_path / "a")
    made.add(LexiconCounts.of(batch("Bão số 9 đổ bộ.")))
    made.cancel()
    assert not (tmp_path / "a").exists()


def test_reading_needs_no_arrays_of_numpy(tmp_path: Path) -> None:
    path = write(tmp_path / "a", [[["mưa", "lũ"]]])
    script = (
        "import sys, pathlib; from newsearch.lexicon.lexicon import Lexicon\n"
        "print(Lexicon(pathlib.Path(sys.argv[1])).spelled('lu')[0].count, 'numpy' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", script, str(path)], capture_output=True, text=True, check=True
    )
    assert ran.stdout.split() == ["1", "False"]


def without(
    path: Path, name: str, **changed: bytes | np.ndarray[tuple[int], np.dtype[Any]]
) -> Path:
    """A copy of a file of arrays without one of them, and with others changed."""
    source, target = ArrayFile(path), path.with_name("changed")
    with ArrayFileWriter(target) as copy:
        for other in source.names():
            if other != name:
                copy.add(other, changed.get(other, source.view(other)))
    source.close()
    return target


def test_a_damaged_file_says_what_to_run(tmp_path: Path) -> None:
    path = write(tmp_path / "a", [[["mưa", "lũ", "mưa"]]])
    whole = path.read_bytes()
    cut = tmp_path / "cut"
    damaged = [tmp_path / "missing", cut]
    cut.write_bytes(whole[:-1])
    for broken in damaged:
        with pytest.raises(IndexDamaged, match="newsearch rebuild"):
            Lexicon(broken)
    file = ArrayFile(path)
    names = file.names()
    file.close()
    for name in names:
        with pytest.raises(IndexDamaged, match=f"changed: .*{name}.*newsearch rebuild"):
            Lexicon(without(path, name))
    for name in names[1:]:
        with pytest.raises(IndexDamaged, match=r"changed: .*newsearch rebuild"):
            Lexicon(without(path, "", **{name: np.zeros(9, np.uint32)}))
    with pytest.raises(IndexDamaged, match="holds other items"):
        Lexicon(without(path, "", word_counts=np.zeros(2, np.int64)))


def test_a_damaged_base_is_not_gone_on_from(tmp_path: Path) -> None:
    path = write(tmp_path / "a", [[["mưa", "lũ", "mưa"]]])
    changes: dict[str, Any] = {
        "terms": b"\xff" * 7,
        "pair_starts": np.array([0, 9, 2], np.uint32),
        "pair_seconds": np.array([0, 2], np.uint32),
        "pair_counts": b"\0\1",
    }
    for name, items in changes.items():
        with pytest.raises(IndexDamaged, match="newsearch rebuild"):
            write(tmp_path / "b", [], base=without(path, "", **{name: items}))
    assert not (tmp_path / "b").exists()


@PROPERTY
@given(st.data())
def test_no_damage_is_more_than_an_error_of_ours(tmp_path: Path, data: st.DataObject) -> None:
    path = write(tmp_path / "a", [[["mưa", "lũ", "mưa", *["đá"] * 300, "cho", "chó"]]])
    broken = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 3))):
        broken[data.draw(st.integers(0, len(broken) - 1))] = data.draw(st.integers(0, 255))
    path.write_bytes(broken)
    with suppress(NewsearchError):
        lexicon = Lexicon(path)
        with suppress(NewsearchError):
            words = [word for form in ("mua", "lu", "da", "cho") for word in lexicon.spelled(form)]
            lexicon.pair_counts(words, words)
        lexicon.close()
    with suppress(NewsearchError):
        write(tmp_path / "b", [[["mưa", "chờ"]]], [[["lũ"]]], path)
