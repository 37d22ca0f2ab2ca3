"""Tar archives: their members, long names and times, what is passed over, and damage."""

from __future__ import annotations

import gzip
import io
import tarfile
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.readers import ReadArticle, limits
from newsearch.readers.input import Input
from newsearch.readers.packing.allowance import Allowance
from newsearch.readers.packing.archive import Archive
from newsearch.readers.packing.blocks import BlockReader, BrokenPacking
from newsearch.readers.packing.tar import tar_members
from newsearch.results import Skipped
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

THREE = {"a/cầu.jsonl": lines(BRIDGE), "a/chợ.jsonl": lines(MARKET), "lũ.txt": lines(FLOOD)}
FORMS = [tarfile.USTAR_FORMAT, tarfile.GNU_FORMAT, tarfile.PAX_FORMAT]
ENDS_EARLY = "the tar archive ends too early: fetch or pack it again"
DAMAGED = "the tar archive is damaged: pack it again (what is left is read)"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("form", FORMS)
def test_members_are_read_in_order(tmp_path: Path, form: int, pack: type[bytes]) -> None:
    path = tmp_path / "báo.tar"
    path.write_bytes(pack(tarred(THREE, form)))
    articles = [item for item in found_in(path) if isinstance(item, ReadArticle)]
    assert [(item.path, item.article.id) for item in articles] == [
        (f"{path}/a/cầu.jsonl", "cau"),
        (f"{path}/a/chợ.jsonl", "cho"),
        (f"{path}/lũ.txt", "lu"),
    ]
    assert counted_bytes(path) == path.stat().st_size


@pytest.mark.parametrize("form", FORMS[1:])
def test_long_names(tmp_path: Path, form: int) -> None:
    name = "/".join(["Báo Hải Phòng điện tử"] * 9) + "/tin.jsonl"
    path = tmp_path / "goi"
    path.write_bytes(tarred({name: lines(BRIDGE), "b.jsonl": lines(MARKET)}, form))
    articles = [item for item in found_in(path) if isinstance(item, ReadArticle)]
    assert [item.path for item in articles] == [f"{path}/{name}", f"{path}/b.jsonl"]


def test_archives_that_follow_one_another_and_lie_in_one_another(tmp_path: Path) -> None:
    inner = {"trong.tar": tarred(THREE), "trong.zip": zipped(THREE), "b.jsonl": lines(BRIDGE)}
    content = tarred(inner) + tarred({"c.jsonl": lines(MARKET)})
    assert outcome(tmp_path / "goi", content) == [*["cau", "cho", "lu"] * 2, "cau", "cho"]


def test_what_is_not_a_file_is_noted(tmp_path: Path) -> None:
    path = tmp_path / "goi.tar"
    with tarfile.open(path, "w") as archive:
        kinds = {
            "a": tarfile.DIRTYPE,
            "a/lien-ket": tarfile.SYMTYPE,
            "a/lien-ket-cung": tarfile.LNKTYPE,
            "a/ong": tarfile.FIFOTYPE,
            "a/dia": tarfile.BLKTYPE,
        }
        for name, kind in kinds.items():
            header = tarfile.TarInfo(name)
            header.type, header.linkname = kind, "../../etc/passwd"
            archive.addfile(header)
        for name in ("a/../../../tin.jsonl", "a/.DS_Store", "a/._tin.jsonl", "README.txt"):
            header = tarfile.TarInfo(name)
            header.size = len(lines(BRIDGE))
            archive.addfile(header, io.BytesIO(lines(BRIDGE)))
    assert outcome(path) == ["cau"]
    assert notes(path) == [
        "2 passed over, a link: a/lien-ket and 1 more",
        "2 passed over, not an ordinary file: a/ong and 1 more",
    ]


@pytest.mark.parametrize(
    ("seconds", "expected"), [(1610038800.0, "2021-01-08 00:00:00"), (0, None), (1e18, None)]
)
def test_members_keep_their_own_time(seconds: float, expected: str | None) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        header = tarfile.TarInfo("a.txt")
        header.mtime = seconds
        archive.addfile(header)
    given = Archive(Input("goi.tar"), "tar", Allowance("goi.tar", lambda _: None))
    (part,) = tar_members(BlockReader(iter([packed.getvalue()])), given)
    assert not isinstance(part, Skipped)
    assert part[0].written == expected or str(part[0].written) == expected


def test_an_archive_that_ends_early_gives_what_came_before(tmp_path: Path) -> None:
    packed = tarred(THREE, tarfile.GNU_FORMAT)
    whole = tmp_path / "goi.tar"
    for end in range(600, len(packed.rstrip(b"\0")), 100):
        *ids, line = outcome(whole, packed[:end])
        assert line == f"goi.tar: {ENDS_EARLY}" or (end % 512 == 0 and line in ("cau", "cho"))
        assert ids == ["cau", "cho", "lu"][: len(ids)]


def test_a_packed_archive_that_ends_early_is_one_line_of_the_report(tmp_path: Path) -> None:
    members = {f"{n}.json": lines({"id": f"tin-{n}", "title": f"Tin {n}"}) for n in range(3000)}
    packed = gzip.compress(tarred(members))
    *ids, line = outcome(tmp_path / "goi.tgz", packed[: len(packed) // 2])
    assert line == "goi.tgz: the gzip data ends too early: fetch or pack the file again"
    assert len(ids) > 1000
    assert ids == [f"tin-{number}" for number in range(len(ids))]


def test_behind_damage_the_next_member_is_found(tmp_path: Path) -> None:
    packed = bytearray(tarred(THREE, tarfile.GNU_FORMAT))
    second = packed.index("a/chợ.jsonl".encode())
    packed[second : second + 9] = b"#" * 9
    found = outcome(tmp_path / "goi.tar", bytes(packed))
    assert found == ["cau", f"goi.tar: {DAMAGED}", "lu"]


def test_a_huge_header_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "HEADER_LIMIT", 1_000_000)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w", format=tarfile.PAX_FORMAT) as archive:
        header = tarfile.TarInfo("tin.jsonl")
        header.size, header.pax_headers = len(lines(BRIDGE)), {"comment": "x" * 3_000_000}
        archive.addfile(header, io.BytesIO(lines(BRIDGE)))
    assert outcome(tmp_path / "goi.tar", packed.getvalue()) == [
        "goi.tar: a header of more than 1 MB, passed over",
        "cau",
    ]


def test_files_with_holes_are_reported(tmp_path: Path) -> None:
    header = tarfile.TarInfo("thưa.txt")
    header.type, header.size = tarfile.GNUTYPE_SPARSE, 512
    block = bytearray(header.tobuf(tarfile.GNU_FORMAT))
    block[482] = 1  # the map goes on in a block of its own
    block[148:156] = b" " * 8
    block[148:156] = b"%06o\0 " % sum(block)
    packed = bytes(block) + b"\0" * 512 + b"x" * 512 + tarred({"b.jsonl": lines(BRIDGE)})
    reason = "1 passed over, a file with holes (pack it again without --sparse): thưa.txt"
    assert outcome(tmp_path / "goi.tar", packed) == ["cau", f"goi.tar: {reason}"]


@given(
    st.lists(st.tuples(st.integers(0, 6000), st.binary(min_size=1, max_size=30)), max_size=6),
    st.integers(0, 9000),
)
def test_whatever_is_damaged_reading_comes_to_an_end(
    damages: list[tuple[int, bytes]], end: int
) -> None:
    packed = bytearray(tarred(THREE))
    for place, data in damages:
        packed[place : place + len(data)] = data
    archive = Archive(Input("goi.tar"), "tar", Allowance("goi.tar", lambda _: None))
    stream = BlockReader(iter([bytes(packed[:end])]))
    unpacked = 0
    with suppress(BrokenPacking):
        for part in tar_members(stream, archive):
            if not isinstance(part, Skipped):
                unpacked += sum(map(len, part[1]))
    assert unpacked <= len(packed)
