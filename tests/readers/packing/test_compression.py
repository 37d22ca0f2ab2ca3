"""Compressed files: every kind, told by content, in parts, broken, and packed again and again."""

from __future__ import annotations

import bz2
import gzip
import lzma
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from newsearch.readers import ReadArticle, limits
from newsearch.readers.packing.blocks import BlockReader, BrokenPacking
from newsearch.readers.packing.compression import Unpacked, compression_of
from tests.readers.packing.archives import (
    BRIDGE,
    FLOOD,
    MARKET,
    counted_bytes,
    found_in,
    lines,
    notes,
    outcome,
    tarred,
    zipped,
)

Pack = Callable[[bytes], bytes]


def _lzma(content: bytes) -> bytes:
    return lzma.compress(content, format=lzma.FORMAT_ALONE)


def _zstd_stream(content: bytes) -> bytes:
    packer = zstandard.ZstdCompressor().compressobj()  # states no length
    return packer.compress(content) + packer.flush()


PACKERS: dict[str, Pack] = {
    "gzip": gzip.compress,
    "bzip2": bz2.compress,
    "xz": lzma.compress,
    "lzma": _lzma,
    "zstd": zstandard.compress,
    "zstd stream": _zstd_stream,
}
packers = pytest.mark.parametrize("pack", PACKERS.values(), ids=PACKERS)


@packers
def test_packed_records_are_read_whatever_the_name(tmp_path: Path, pack: Pack) -> None:
    path = tmp_path / "tin.txt"
    assert outcome(path, pack(lines(BRIDGE, MARKET))) == ["cau", "cho"]
    assert counted_bytes(path) == path.stat().st_size


@packers
def test_parts_that_follow_one_another(tmp_path: Path, pack: Pack) -> None:
    parts = pack(lines(BRIDGE)) + pack(b"") + pack(lines(MARKET)) + pack(lines(FLOOD))
    assert outcome(tmp_path / "tin", parts) == ["cau", "cho", "lu"]


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress], ids=["gzip", "xz"])
def test_padding_between_and_behind_parts(tmp_path: Path, pack: Pack) -> None:
    padding = b"\0" * 100_000
    parts = pack(lines(BRIDGE)) + padding + pack(lines(MARKET)) + padding
    assert outcome(tmp_path / "tin", parts) == ["cau", "cho"]


@packers
def test_what_came_before_a_break_is_kept(tmp_path: Path, pack: Pack) -> None:
    records = [{"id": f"tin-{n}", "title": f"Tin {n * 7919 % 100_003}"} for n in range(50_000)]
    packed = pack(lines(*records))
    *ids, last = outcome(tmp_path / "tin", packed[: len(packed) * 3 // 4])
    assert len(ids) > 1000
    assert ids == [record["id"] for record in records[: len(ids)]]
    assert last.startswith("tin: the ")
    assert last.endswith(" data ends too early: fetch or pack the file again")


@pytest.mark.parametrize("name", ["gzip", "bzip2", "xz", "zstd"])
def test_damage_is_reported(tmp_path: Path, name: str) -> None:
    records = [{"id": f"tin-{n}", "title": f"Tin {n * 7919 % 100_003}"} for n in range(50_000)]
    packed = bytearray(PACKERS[name](lines(*records)))
    packed[len(packed) // 2 : len(packed) // 2 + 40] = b"\xa5" * 40
    found = outcome(tmp_path / "tin", bytes(packed))
    assert f"tin: the {name} data is damaged: pack the file again" in found
    assert found[:1000] == [record["id"] for record in records[:1000]]


PAGE = "Chợ nổi họp lại\n\nSáng 7/3/2023, chợ nổi đã họp lại sau mùa lũ.\n".encode()


@packers
@pytest.mark.parametrize("rest", [b"x", b"\r\n", b"khong phai tin " * 20_000, lines(FLOOD)])
def test_bytes_behind_the_data_take_nothing_away(tmp_path: Path, pack: Pack, rest: bytes) -> None:
    path = tmp_path / "tin"
    assert outcome(path, pack(lines(BRIDGE)) + pack(lines(MARKET)) + rest) == ["cau", "cho"]
    [note] = notes(path)
    assert note.startswith(f"{len(rest):,} bytes behind the ")
    path.write_bytes(pack(PAGE) + rest)
    [article] = [item.article for item in found_in(path) if isinstance(item, ReadArticle)]
    assert article.title == "Chợ nổi họp lại"


def test_bytes_behind_a_packed_archive_are_noted_with_it(tmp_path: Path) -> None:
    path = tmp_path / "tin.tgz"
    assert outcome(path, gzip.compress(tarred({"a.jsonl": lines(BRIDGE)})) + b"het") == ["cau"]
    assert notes(path) == ["3 bytes behind the gzip data were left out"]


@packers
@pytest.mark.parametrize("length", [1, 3, 9])
def test_a_stream_that_is_cut_at_its_beginning_is_no_rest(
    tmp_path: Path, pack: Pack, length: int
) -> None:
    found = outcome(tmp_path / "tin", pack(lines(BRIDGE)) + pack(lines(MARKET))[:length])
    assert len(found) == 2
    assert found[0] == "cau"
    assert found[1].endswith(" data ends too early: fetch or pack the file again")


@packers
def test_a_stream_behind_what_is_none_is_not_lost_in_silence(tmp_path: Path, pack: Pack) -> None:
    parts = pack(lines(BRIDGE)) + b"khong phai" + pack(lines(MARKET))
    first, reason = outcome(tmp_path / "tin", parts)
    assert first == "cau"
    assert reason.endswith(" data is damaged: pack the file again")


def test_gzip_members_behind_damage_are_found_again() -> None:
    first, second, third = (gzip.compress(lines(one) * 50) for one in (BRIDGE, MARKET, FLOOD))
    broken = second[:40] + b"\xff" * 20 + second[60:]
    packed = BlockReader(iter([first + broken + third]))
    kind = compression_of(first)
    assert kind
    blocks = Unpacked(packed, kind, "crawl.gz")
    pieces: list[bytes] = []
    with pytest.raises(BrokenPacking, match="the gzip data is damaged: pack the file again"):
        pieces.extend(blocks)
    pieces.extend(blocks)
    unpacked = b"".join(pieces)
    assert unpacked.startswith(lines(BRIDGE) * 50)
    assert unpacked.endswith(lines(FLOOD) * 50)


def test_memory_that_data_asks_for_is_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WINDOW_LIMIT", 2_000_000)
    wide = zstandard.ZstdCompressionParameters.from_level(3, window_log=24)
    packer = zstandard.ZstdCompressor(compression_params=wide).compressobj()
    zstd = packer.compress(lines(BRIDGE)) + packer.flush()
    for name, packed in (("zstd", zstd), ("xz", lzma.compress(lines(BRIDGE), preset=9))):
        assert outcome(tmp_path / "tin", packed) == [
            f"tin: the {name} data needs more than 2 MB of memory to unpack: pack it otherwise"
        ]


def test_packings_in_one_another_are_opened_to_a_depth(tmp_path: Path) -> None:
    content = gzip.compress(tarred({"a/tin.jsonl.xz": lzma.compress(lines(BRIDGE))}))
    assert outcome(tmp_path / "tin", content) == ["cau"]
    content = lines(BRIDGE)
    for _ in range(limits.LAYERS_LIMIT):
        content = zipped({"trong.zip": content})
    assert outcome(tmp_path / "tin", content) == ["cau"]
    inside = "/".join(["trong.zip"] * limits.LAYERS_LIMIT)
    assert outcome(tmp_path / "tin", zipped({"trong.zip": content}))[0] == (
        f"tin/{inside}: packed more than 5 times over: unpack it first"
    )


@pytest.mark.parametrize(
    ("begin", "reason"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "a PDF file, not text"),
        (b"Rar!\x1a\x07\x01\0", "a rar archive: unpack it first, or pack it as zip"),
        (b"7z\xbc\xaf\x27\x1c\0\4", "a 7z archive: unpack it first, or pack it as zip"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "an image, not text"),
        (b"RIFF\x24\n\x01\0WEBPVP8 ", "an image, not text"),
        (b"\0\0\0\x20ftypavif\0\0\0\0", "an image, not text"),
        (b"\0\0\0\x20ftypisom\0\0\2\0", "a film or sound, not text"),
        (b"OggS\0\2\0\0", "sound or a film, not text"),
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0",
            "an office document: save its text as HTML or text, a table as CSV",
        ),
    ],
)
def test_files_of_other_kinds_are_named(tmp_path: Path, begin: bytes, reason: str) -> None:
    assert outcome(tmp_path / "tin", begin) == [f"tin: {reason}"]
    inside = outcome(tmp_path / "goi.zip", zipped({"tin": begin, "b.jsonl": lines(BRIDGE)}))
    assert inside == [f"goi.zip/tin: {reason}", "cau"]


@given(
    st.lists(st.binary(max_size=3000), max_size=4),
    st.sampled_from(sorted(PACKERS)),
    st.integers(1, 700),
)
def test_blocks_may_end_anywhere(parts: list[bytes], name: str, size: int) -> None:
    packed = b"".join(map(PACKERS[name], [*parts, b"x"]))
    blocks = (packed[start : start + size] for start in range(0, len(packed), size))
    kind = compression_of(packed)
    assert kind
    unpacked = b"".join(Unpacked(BlockReader(blocks), kind, "tin"))
    assert unpacked == b"".join(parts) + b"x"
