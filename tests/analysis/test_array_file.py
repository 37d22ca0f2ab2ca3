"""Files of named arrays: what was written is read, and damage is named."""

from __future__ import annotations

import json
from array import array
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.analysis.array_file import ArrayFile, ArrayFileWriter, TypeCode

BOUNDS = {code: np.iinfo(np.dtype(code)) for code in "BbHhIiQq"}
TYPED = st.sampled_from("BbHhIiQq").flatmap(
    lambda code: st.tuples(
        st.just(code),
        st.lists(st.integers(int(BOUNDS[code].min), int(BOUNDS[code].max)), max_size=9),
    )
)


def written(path: Path, **arrays: bytes | array[int]) -> Path:
    with ArrayFileWriter(path) as writer:
        for name, items in arrays.items():
            writer.add(name, items)
    return path


@given(arrays=st.dictionaries(st.text(max_size=5), TYPED, max_size=5), pieces=st.integers(1, 4))
def test_arrays_come_back_with_their_types(
    tmp_path_factory: pytest.TempPathFactory,
    arrays: dict[str, tuple[TypeCode, list[int]]],
    pieces: int,
) -> None:
    whole, cut = (tmp_path_factory.mktemp("arrays") / name for name in ("whole", "cut"))
    with ArrayFileWriter(whole) as writer, ArrayFileWriter(cut) as in_pieces:
        for name, (code, items) in arrays.items():
            writer.add(name, array(code, items))
            with in_pieces.array(name, code) as out:
                for start in range(0, len(items), pieces):
                    out.write(np.array(items[start : start + pieces], code))
    assert whole.read_bytes() == cut.read_bytes()
    file = ArrayFile(whole)
    assert file.names() == tuple(arrays)
    for name, (code, items) in arrays.items():
        view = file.view(name)
        assert (view.format, view.tolist(), view.readonly) == (code, items, True)
        assert np.frombuffer(view, code).tolist() == items
    file.close()


def test_a_file_of_nothing_is_a_file(tmp_path: Path) -> None:
    file = ArrayFile(written(tmp_path / "a"))
    assert file.names() == ()
    with pytest.raises(ValueError, match=r"a: it has no array 'lũ'"):
        file.view("lũ")
    file.close()
    file.close()


def test_long_integers_go_by_their_size(tmp_path: Path) -> None:
    items = np.array([1, -2], np.dtype("l"))
    with ArrayFileWriter(tmp_path / "a") as writer:
        writer.add("signed", items)
        writer.add("unsigned", items.astype(np.dtype("L")))
    file = ArrayFile(tmp_path / "a")
    expected = ["i", "I"] if items.itemsize == 4 else ["q", "Q"]
    assert [file.view(name).format for name in file.names()] == expected
    file.close()


def test_arrays_of_numpy_outlive_the_file(tmp_path: Path) -> None:
    file = ArrayFile(written(tmp_path / "a", years=array("H", [1945, 1975])))
    view = file.view("years")
    years = np.frombuffer(view, np.uint16)
    file.close()
    assert years.tolist() == [1945, 1975]
    with pytest.raises(ValueError, match="released"):
        view[0]


def test_what_cannot_be_written_is_refused(tmp_path: Path) -> None:
    writer = ArrayFileWriter(tmp_path / "a")
    writer.add("năm", b"1975")
    with pytest.raises(ValueError, match="'năm' already"):
        writer.add("năm", b"")
    with pytest.raises(ValueError, match="no integers"):
        writer.add("mưa", array("d", [0.5]))
    with pytest.raises(ValueError, match="side by side"):
        writer.add("lũ", np.arange(8)[::2])
    writer.cancel()
    with pytest.raises(ValueError, match="a: too short"):
        ArrayFile(tmp_path / "a")


@pytest.mark.parametrize(
    ("code", "piece", "wrong"),
    [("I", b"abc", "3 bytes"), ("I", array("q", [1]), "'q', not 'I'"), ("d", b"", "type code")],
)
def test_pieces_must_fit(tmp_path: Path, code: Any, piece: bytes | array[int], wrong: str) -> None:
    writer = ArrayFileWriter(tmp_path / "a")
    with pytest.raises(ValueError, match=wrong), writer.array("xã", code) as out:
        out.write(piece)
    writer.cancel()


def test_two_arrays_are_not_written_at_once(tmp_path: Path) -> None:
    writer = ArrayFileWriter(tmp_path / "a")
    with writer.array("xã", "B"), pytest.raises(ValueError, match="still being written"):
        writer.add("huyện", b"")
    writer.cancel()


def test_an_error_leaves_no_readable_file(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no integers"), ArrayFileWriter(tmp_path / "a") as writer:
        writer.add("xã", array("d"))
    with pytest.raises(ValueError, match="a: too short"):
        ArrayFile(tmp_path / "a")


def test_every_shorter_file_is_refused(tmp_path: Path) -> None:
    whole = written(tmp_path / "a", xã=b"abc", năm=array("I", [1975])).read_bytes()
    for length in range(len(whole)):
        (tmp_path / "cut").write_bytes(whole[:length])
        with pytest.raises(ValueError, match="cut: "):
            ArrayFile(tmp_path / "cut")


def test_other_files_are_refused(tmp_path: Path) -> None:
    whole = written(tmp_path / "a", năm=array("I", [1975, 1986])).read_bytes()
    start = whole.index(b'{"byteorder"')
    directory = json.loads(whole[start:-24])
    for entry in (
        ["I", start, 1],
        ["I", 8, 2**40],
        ["I", -8, 1],
        ["I", 9, 1],
        ["I", 8, -1],
        ["I", 8],
        ["I", 8.0, 1],
        ["d", 8, 1],
        [["I"], 8, 1],
        7,
        [],
    ):
        (tmp_path / "b").write_bytes(
            _with_directory(whole[:start], {**directory, "arrays": {"năm": entry}})
        )
        with pytest.raises(ValueError, match="b: its "):
            ArrayFile(tmp_path / "b")
    wrongs: list[object] = [{"arrays": {}}, [], {**directory, "arrays": []}]
    for wrong in (*wrongs, {**directory, "byteorder": "?"}):
        (tmp_path / "b").write_bytes(_with_directory(whole[:start], wrong))
        with pytest.raises(ValueError, match="b: its "):
            ArrayFile(tmp_path / "b")
    (tmp_path / "b").write_bytes(b"SQLite format 3\0" + whole[16:])
    with pytest.raises(ValueError, match="b: it does not begin"):
        ArrayFile(tmp_path / "b")
    with pytest.raises(FileNotFoundError):
        ArrayFile(tmp_path / "c")


def _with_directory(arrays: bytes, directory: object) -> bytes:
    text = json.dumps(directory).encode("utf-8")
    end = len(arrays).to_bytes(8, "little") + len(text).to_bytes(8, "little")
    return arrays + text + end + arrays[:8]
