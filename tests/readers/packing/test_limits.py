"""Bombs and other inputs without end: little is read of them, and the report says why."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from newsearch.readers import CorpusFile, ReadArticle, limits, read_file
from newsearch.readers.corpus import STANDARD_INPUT
from newsearch.results import Skipped
from tests.readers.packing.archives import BRIDGE, FLOOD, found_in, lines, outcome, tarred, zipped

MEGABYTE = 1_000_000
TOO_MUCH = "unpacks to more than 500 times its size, so no more of it is read: unpack it first"


# What is loaded once does not count, so the file is read twice.
_PEAK = """
import sys, tracemalloc
from newsearch.readers import CorpusFile, ReadArticle, read_file
for turn in range(2):
    tracemalloc.start()
    found = [one.article.id for one in read_file(CorpusFile(sys.argv[1], 0, 0))
             if isinstance(one, ReadArticle)]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
print(*found, peak)
"""


@pytest.fixture(autouse=True)
def _small_limits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "RATIO_FROM", 2 * MEGABYTE)


@pytest.mark.parametrize("pack", [gzip.compress, bz2.compress, lzma.compress, zstandard.compress])
@pytest.mark.parametrize("unit", [b" ", b"\n"])
def test_bombs_are_not_unpacked(
    tmp_path: Path, pack: Callable[[bytes], bytes], unit: bytes
) -> None:
    content = pack(unit * (60 * MEGABYTE))
    steps: list[int] = []
    path = tmp_path / "bom"
    assert outcome(path, content) == [f"bom: {TOO_MUCH}"]
    list(read_file(CorpusFile(str(path), len(content), 0), steps.append))
    assert sum(steps) <= len(content)


def test_what_repeats_itself_much_is_read_while_it_is_small(tmp_path: Path) -> None:
    records = lines(BRIDGE) * 10_000
    assert len(lzma.compress(records)) * 500 < len(records) < limits.RATIO_FROM
    assert len(outcome(tmp_path / "tin", lzma.compress(records))) == 10_000


def test_what_is_unpacked_in_all_is_limited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "UNPACKED_LIMIT", 1000)
    monkeypatch.setattr(limits, "RATIO_FROM", 1000)
    members = {f"{n}.jsonl": lines({"id": f"tin-{n}", "title": f"Tin {n}"}) for n in range(100)}
    found = outcome(tmp_path / "goi.zip", zipped(members))
    assert found[:10] == [f"tin-{number}" for number in range(10)]
    assert found[-1].startswith("goi.zip: unpacks to more than 0 GB")
    assert len(found) < 30


@pytest.mark.parametrize("pack", [zipped, lambda members: gzip.compress(tarred(members))])
def test_a_bomb_of_many_members_is_left_at_once(
    tmp_path: Path, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    members = {f"{n}.txt": b" " * MEGABYTE for n in range(60)}
    found = outcome(tmp_path / "goi", pack(members))
    assert found[-1] == f"goi: {TOO_MUCH}"
    assert len(found) < 50
    nested = outcome(tmp_path / "goi", zipped({f"{n}.zip": zipped(members) for n in range(9)}))
    assert nested[-1] == f"goi: {TOO_MUCH}"
    assert len(nested) < 50


def test_members_that_share_their_content_are_a_bomb_too(tmp_path: Path) -> None:
    content = b" " * MEGABYTE
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    packed = packer.compress(content) + packer.flush()
    fields = (8, 0, 33, zlib.crc32(content), len(packed), len(content), 5)
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, *fields, 0) + b"a.txt" + packed
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, *fields, 0, 0, 0, 0, 0, 0) + b"a.txt"
    count = 2000
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, count, count, count * len(entry), len(local), 0)
    found = outcome(tmp_path / "goi.zip", local + entry * count + end)
    assert found[-1] == f"goi.zip: {TOO_MUCH}"
    assert len(found) < 400


def test_a_page_packed_by_its_server_is_bounded_too(tmp_path: Path) -> None:
    sent = gzip.compress(b" " * 8 * MEGABYTE)
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n" + sent
    record = b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://baosongbien.vn/\r\n"
    record += b"Content-Length: %d\r\n\r\n" % len(http) + http + b"\r\n\r\n"
    found = outcome(tmp_path / "crawl", record * 9)
    assert found[-1] == f"crawl: {TOO_MUCH}"
    assert len(found) < 9


def test_of_many_bad_places_the_first_are_listed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "REPORT_LIMIT", 10)
    records = lines(BRIDGE) + b"{]\n" * 5000 + lines(FLOOD)
    found = outcome(tmp_path / "tin.jsonl", records)
    assert [found[0], found[-2]] == ["cau", "lu"]
    assert found[-1].endswith(" (4,989 more are not listed)")
    assert len(found) == 13
    packed = gzip.compress(records)[:-9]  # what befell the file as a whole is said at any rate
    assert any("ends too early" in one for one in outcome(tmp_path / "tin.gz", packed))


@pytest.mark.parametrize("damaged", [False, True])
def test_what_is_not_listed_still_tells_whether_all_was_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, damaged: bool
) -> None:
    monkeypatch.setattr(limits, "REPORT_LIMIT", 5)
    members = {f"{number}.txt": b"%PDF-1.4\n" for number in range(20)}
    packed = bytearray(zipped(members, zipfile.ZIP_STORED))
    if damaged:
        place = packed.index(b"12.txt")
        packed[place - 30 : place - 26] = b"hong"
    path = tmp_path / "goi.zip"
    path.write_bytes(packed)
    last = [item for item in found_in(path) if isinstance(item, Skipped)][-1]
    assert last.reason.endswith(" more are not listed)")
    assert last.refused is not damaged


def test_many_members_take_no_memory(tmp_path: Path) -> None:
    path = tmp_path / "goi.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(20_000):
            archive.writestr(f"tin/{number}.css", b"")
        archive.writestr("tin.jsonl", lines(BRIDGE))
    # In a process of its own, in which nothing else takes memory.
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", _PEAK, str(path)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found, peak = done.stdout.split()
    assert found == "cau"
    assert int(peak) < 4 * MEGABYTE


def test_packed_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    content = io.BytesIO(gzip.compress(lines(BRIDGE)))
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(content))
    found = list(read_file(CorpusFile(STANDARD_INPUT, 0, 0)))
    assert [item.article.id for item in found if isinstance(item, ReadArticle)] == ["cau"]
