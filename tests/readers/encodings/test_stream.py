"""Bytes of an input as UTF-8: borders of blocks, broken letters, lines in other encodings."""

from __future__ import annotations

import json
from contextlib import suppress
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.readers import ReadArticle, ReadAs, list_files, read_file
from newsearch.readers.packing.stream import BLOCK, BrokenInput, ByteStream
from tests.readers.encodings.encoders import ENCODERS
from tests.readers.encodings.samples import NEWS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LONG = NEWS * (3 * BLOCK // len(NEWS.encode()))


def blocks_of(data: bytes, size: int) -> Iterator[bytes]:
    return (data[start : start + size] for start in range(0, len(data), size))


def read(data: bytes, size: int = BLOCK) -> tuple[str, ByteStream]:
    stream = ByteStream(blocks_of(data, size))
    return b"".join(stream.blocks()).decode(), stream


@pytest.mark.parametrize("encoding", ENCODERS)
def test_a_long_file_in_an_old_encoding(encoding: str) -> None:
    text, stream = read(ENCODERS[encoding](LONG))
    assert text.lower() == LONG.lower()
    assert (stream.encoding, stream.doubt) == (encoding, "")


@pytest.mark.parametrize("encoding", ENCODERS)
def test_a_long_file_without_line_ends(encoding: str) -> None:
    one_line = LONG.replace("\n", " ")
    text, _ = read(ENCODERS[encoding](one_line))
    assert text.lower() == one_line.lower()


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "utf-16", "utf-32"]
)
@pytest.mark.parametrize("size", [1000, BLOCK])
def test_a_long_file_in_unicode(codec: str, size: int) -> None:
    text, stream = read(LONG.encode(codec), size)
    assert text == LONG
    assert stream.doubt == ""


@pytest.mark.parametrize("encoding", ENCODERS)
def test_what_begins_in_ascii_may_turn_out_to_be_in_any_encoding(encoding: str) -> None:
    ascii_part = "Ban tin so 1\n" * (2 * BLOCK // 13)
    text, stream = read(ENCODERS[encoding](ascii_part + NEWS))
    assert text.lower() == (ascii_part + NEWS).lower()
    assert stream.encoding == encoding


writings = [
    *(encode(NEWS) for encode in ENCODERS.values()),
    NEWS.encode(),
    NEWS.encode()[:-2],
    NEWS.encode().replace("ầ".encode(), b"\xe1\xba"),
    NEWS.encode("utf-16"),
    NEWS.encode("utf-16-be"),
    NEWS.encode() + ENCODERS["VNI"](NEWS),
]


@given(st.sampled_from(writings), st.lists(st.integers(0, 1200), max_size=9))
def test_borders_of_blocks_change_nothing(data: bytes, cuts: list[int]) -> None:
    borders = [0, *sorted(cuts), len(data)]
    blocks = (data[start:end] for start, end in pairwise(borders))
    stream = ByteStream(blocks)
    whole, other = read(data)
    assert b"".join(stream.blocks()).decode() == whole
    assert (stream.encoding, stream.confidence, stream.doubt) == (
        other.encoding,
        other.confidence,
        other.doubt,
    )


@given(st.binary(max_size=500))
def test_anything_gives_valid_utf8_or_is_named(data: bytes) -> None:
    stream = ByteStream(iter([data]))
    given = b""
    with suppress(BrokenInput):  # UTF-16 that breaks off
        given = b"".join(stream.blocks())
    if stream.encoding == "binary":
        assert given == data
        assert "not text" in stream.doubt
    else:
        assert given.decode() is not None


def test_a_few_broken_letters_are_replaced_and_told() -> None:
    data = LONG.encode()
    place = data.index("ầ".encode(), BLOCK + 10_000)
    line = data.count(b"\n", 0, place) + 1
    text, stream = read(data[:place] + b"\xff" + data[place:] + "cầ".encode()[:-1])
    assert text.replace("\ufffd", "") == LONG + "c"
    assert stream.doubt == f"2 broken letters were replaced, the first in line {line}"
    assert (stream.encoding, stream.confidence) == ("UTF-8", 1.0)


@pytest.mark.parametrize("encoding", ENCODERS)
def test_lines_in_another_encoding_are_read_in_theirs(encoding: str) -> None:
    first, second = NEWS.split("\n")[1:3]
    data = f"{first}\n".encode() * 300 + ENCODERS[encoding](second) + f"\n{first}\n".encode()
    text, stream = read(data)
    assert text == f"{first}\n" * 300 + f"{second}\n{first}\n"
    assert f"1 as {encoding}; the first is line 301" in stream.doubt


def test_lines_of_utf8_in_an_old_file_stay() -> None:
    data = ENCODERS["VNI"](NEWS) + NEWS.encode() + ENCODERS["VNI"](NEWS) * 20
    text, _ = read(data)
    assert text == NEWS * 22


def test_text_comes_before_what_broke() -> None:
    def blocks() -> Iterator[bytes]:
        yield NEWS.encode()
        raise BrokenInput("cannot be read")

    stream = ByteStream(blocks())
    assert stream.head.decode() == NEWS
    given = stream.blocks()
    assert next(given).decode() == NEWS
    with pytest.raises(BrokenInput, match="cannot be read"):
        next(given)


@pytest.mark.parametrize("encoding", [*ENCODERS, "UTF-16 LE"])
def test_files_are_read_and_their_encoding_is_reported(tmp_path: Path, encoding: str) -> None:
    records = "".join(
        json.dumps({"title": line[:40], "body": line}, ensure_ascii=False) + "\n"
        for line in NEWS.strip().split("\n")
    )
    data = ENCODERS[encoding](records) if encoding in ENCODERS else records.encode("utf-16-le")
    (tmp_path / "tin.jsonl").write_bytes(data)
    (file,), _ = list_files([tmp_path])
    found = list(read_file(file))
    articles = [item.article for item in found if isinstance(item, ReadArticle)]
    assert [article.body.lower() for article in articles] == NEWS.strip().lower().split("\n")
    (read_as,) = (item for item in found if isinstance(item, ReadAs))
    assert read_as.encoding == encoding
    assert read_as.confidence > 0.95
