"""Zip archives: their members, names and times, what is passed over, and damage."""

from __future__ import annotations

import io
import sys
import zipfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from newsearch.readers import CorpusFile, ReadArticle, ReadAs, limits, list_files, read_file
from newsearch.readers.corpus import STANDARD_INPUT
from newsearch.readers.input import Input
from newsearch.readers.packing.allowance import Allowance
from newsearch.readers.packing.archive import Archive
from newsearch.readers.packing.zip import zip_members
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
ENCRYPTED = "encrypted (pack the archive again without a password)"
CUT = "the zip archive is cut off or damaged: fetch or pack it again (what is left is read)"


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2])
def test_members_are_read_in_order(tmp_path: Path, method: int) -> None:
    path = tmp_path / "báo.zip"
    path.write_bytes(zipped(THREE, method))
    found = found_in(path)
    assert [
        (item.path, item.article.id, item.line) for item in found if isinstance(item, ReadArticle)
    ] == [
        (f"{path}/a/cầu.jsonl", "cau", 1),
        (f"{path}/a/chợ.jsonl", "cho", 1),
        (f"{path}/lũ.txt", "lu", 1),
    ]
    assert [item.format for item in found if isinstance(item, ReadAs)] == [
        *["JSON Lines"] * 3,
        "zip archive",
    ]
    assert counted_bytes(path) == path.stat().st_size


def test_archives_in_archives(tmp_path: Path) -> None:
    inside = {"trong.zip": zipped(THREE), "trong.tar": tarred(THREE), "cuối.jsonl": lines(BRIDGE)}
    path = tmp_path / "goi.zip"
    path.write_bytes(zipped(inside))
    articles = [item for item in found_in(path) if isinstance(item, ReadArticle)]
    assert [item.article.id for item in articles] == ["cau", "cho", "lu"] * 2 + ["cau"]
    assert articles[0].path == f"{path}/trong.zip/a/cầu.jsonl"


@pytest.mark.parametrize("limit", [10, 1_000_000])
def test_standard_input_is_laid_down(monkeypatch: pytest.MonkeyPatch, limit: int) -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    monkeypatch.setattr(limits, "SPOOL_IN_MEMORY", limit)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BufferedReader(Pipe(zipped(THREE)))))
    found = list(read_file(CorpusFile(STANDARD_INPUT, 0, 0)))
    assert [item.path for item in found if isinstance(item, ReadArticle)] == [
        f"-/{name}" for name in THREE
    ]


def test_what_is_laid_down_is_limited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "SPOOL_LIMIT", 100)
    members = {"trong.zip": zipped(THREE), "lũ.jsonl": lines(FLOOD)}
    reason, *rest = outcome(tmp_path / "goi.zip", zipped(members))
    assert reason.endswith("GB that is packed: unpack it first")
    assert rest == ["lu"]


def with_name(name: bytes, flags: int = 0) -> bytes:
    """An archive with one member of a name as some program wrote it."""
    letters = "x" * len(name)
    packed = bytearray(zipped({letters: lines(BRIDGE)}).replace(letters.encode(), name))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = packed.index(mark) + at
        packed[place : place + 2] = flags.to_bytes(2, "little")
    return bytes(packed)


@pytest.mark.parametrize(
    ("name", "flags", "expected"),
    [
        ("tin/Chợ nổi.json".encode(), 0x800, "tin/Chợ nổi.json"),
        ("tin/Chợ nổi.json".encode(), 0, "tin/Chợ nổi.json"),
        (b"B\xe0i s\xf4\xec 1.json", 0, "Bài số 1.json"),
        ("Hòa bình.json".encode("cp437"), 0, "Hòa bình.json"),
        (b"..\\..\\tin\\bai.json", 0, "tin/bai.json"),
        (b"../../etc/tin.json", 0, "etc/tin.json"),
        (b"/var/tin.json", 0, "var/tin.json"),
        (b"C:\\bao\\tin.json", 0, "bao/tin.json"),
        (b"tin\x1b[31m\n.json", 0, "tin\ufffd[31m\ufffd.json"),
        (b"b\xff\xfe\xff.json", 0x800, "b\ufffd\ufffd\ufffd.json"),
    ],
)
def test_names_are_shown_readably(tmp_path: Path, name: bytes, flags: int, expected: str) -> None:
    path = tmp_path / "goi.zip"
    path.write_bytes(with_name(name, flags))
    article = found_in(path)[0]
    assert isinstance(article, ReadArticle)
    assert article.path == f"{path}/{expected}"


def test_what_is_not_for_reading_is_left_out(tmp_path: Path) -> None:
    content = lines(BRIDGE)
    names = (
        "README.md LICENSE .DS_Store __MACOSX/a.jsonl .git/tin.jsonl a/._tin.jsonl "
        "a/style.css a/trang_files/x.js Thumbs.db"
    )
    members = {"trống/": b"", **dict.fromkeys(names.split(), content), "a/tin.jsonl": content}
    assert outcome(tmp_path / "goi.zip", zipped(members)) == ["cau"]
    assert notes(tmp_path / "goi.zip") == []


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_members_named_as_media_are_read_where_they_are_text(
    tmp_path: Path, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    members = {
        "tin.mp4": lines(BRIDGE),
        "anh.jpg": b"\xff\xd8\xff\xe0\0\x10JFIF" + bytes(200_000),
        "trống.png": b"",
        ".an/tin.png": lines(FLOOD),
        "__MACOSX/tin.png": lines(FLOOD),
        "chợ.JPG": lines(MARKET) * 5_000,
    }
    path = tmp_path / "goi"
    assert outcome(path, pack(members)) == ["cau", *["cho"] * 5_000]
    assert notes(path) == []
    if pack is zipped:
        (tmp_path / "roi").mkdir()
        for name in ("tin.mp4", "anh.jpg", "trống.png"):
            (tmp_path / "roi" / name).write_bytes(members[name])
        files, _ = list_files([tmp_path / "roi"])
        assert [Path(file.path).name for file in files] == ["tin.mp4"]


def test_links_are_noted_and_encrypted_members_reported(tmp_path: Path) -> None:
    path = tmp_path / "goi.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("tin.jsonl", lines(BRIDGE))
        for number in range(2):
            link = zipfile.ZipInfo(f"lien-ket-{number}")
            link.create_system, link.external_attr = 3, 0o120777 << 16
            archive.writestr(link, "../tin.jsonl")
        archive.writestr("mat.jsonl", lines(MARKET))
    packed = bytearray(path.read_bytes())
    packed[packed.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(bytes(packed))
    assert outcome(path) == [
        "cau",
        f"goi.zip: 1 passed over, {ENCRYPTED}: mat.jsonl",
    ]
    assert notes(path) == ["2 passed over, a link: lien-ket-0 and 1 more"]


def test_members_packed_in_an_unknown_way_are_reported_once(tmp_path: Path) -> None:
    packed = bytearray(zipped(THREE))
    place = -1
    for _ in range(2):  # so the list says of the first two
        place = packed.index(b"PK\x01\x02", place + 1)
        packed[place + 10] = 98
    assert outcome(tmp_path / "goi.zip", bytes(packed)) == [
        "lu",
        "goi.zip: 2 passed over, packed in a way that is not read (pack the archive again): "
        "a/cầu.jsonl and 1 more",
    ]


def test_an_archive_that_gives_nothing_says_why(tmp_path: Path) -> None:
    empty = "goi.zip: nothing to read in this archive"
    assert outcome(tmp_path / "goi.zip", zipped({})) == [empty]
    assert outcome(tmp_path / "goi.zip", zipped({"README": b"x", "a/": b""})) == [empty]
    assert outcome(tmp_path / "goi.zip", zipped({"a": b""})) == ["goi.zip/a: empty"]
    assert outcome(tmp_path / "goi.zip", with_name(b"tin.jsonl", 1)) == [
        f"goi.zip: 1 passed over, {ENCRYPTED}: tin.jsonl"
    ]


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        (
            "[Content_Types].xml",
            "word/document.xml",
            "a Word document: save it as HTML or text",
        ),
        ("_rels/.rels", "xl/workbook.xml", "an Excel table: save it as CSV"),
        (
            "mimetype",
            "OEBPS/chuong-1.xhtml",
            "an office document, e-book or program: save its text as HTML or text, a table as CSV",
        ),
    ],
)
def test_office_documents_are_not_archives_of_pages(
    tmp_path: Path, first: str, second: str, reason: str
) -> None:
    document = zipped({first: b"<x/>", "_rels/a.xml": b"<x/>", second: b"<x/>"})
    assert outcome(tmp_path / "tin", document) == [f"tin: {reason}"]
    assert outcome(tmp_path / "tin", document[:-30]) == [f"tin: {CUT}"]


def written(path: Path) -> list[datetime | None]:
    with path.open("rb") as handle:
        given = Input("goi.zip", datetime(2024, 5, 1))
        archive = Archive(given, "zip", Allowance("goi.zip", lambda _: None))
        parts = list(zip_members(handle, archive, lambda _: None))
    return [part[0].written for part in parts if not isinstance(part, Skipped)]


def test_members_keep_their_own_time(tmp_path: Path) -> None:
    path = tmp_path / "goi.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt", (2021, 1, 7, 10, 30, 8)), "tin")
        archive.writestr(zipfile.ZipInfo("b.txt", (1980, 1, 1, 0, 0, 0)), "tin")
        stamped = zipfile.ZipInfo("c.txt", (2021, 1, 7, 3, 30, 8))
        stamp = int(datetime(2021, 1, 7, 20, 0, tzinfo=UTC).timestamp())
        stamped.extra = b"UT\x05\x00\x01" + stamp.to_bytes(4, "little")
        archive.writestr(stamped, "tin")
    assert written(path) == [
        datetime(2021, 1, 7, 10, 30, 8),
        datetime(2024, 5, 1),  # no time of its own: that of the archive
        datetime(2021, 1, 8, 3, 0),  # a time of the world, told in that of Vietnam
    ]


def test_the_time_of_a_member_gives_a_date_its_year(tmp_path: Path) -> None:
    path = tmp_path / "goi.zip"
    page = "Khánh thành đường ven biển\n\nSáng 7/3, con đường dài 12 km được khánh thành.\n"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(zipfile.ZipInfo("a.txt", (2019, 3, 8, 9, 0, 0)), page)
    (article,) = (item for item in found_in(path) if isinstance(item, ReadArticle))
    assert str(article.article.published).startswith("2019-03-07")


def test_a_damaged_member_does_not_stop_the_others(tmp_path: Path) -> None:
    packed = bytearray(zipped(THREE, zipfile.ZIP_STORED))
    packed[packed.index(lines(MARKET)[:20]) + 3] ^= 1
    path = tmp_path / "goi.zip"
    path.write_bytes(bytes(packed))
    found = found_in(path)
    assert Skipped(f"{path}/a/chợ.jsonl", 0, "damaged in its archive: pack it again") in found
    ids = [item.article.id for item in found if isinstance(item, ReadArticle)]
    assert (ids[0], ids[-1]) == ("cau", "lu")


def streamed(members: dict[str, bytes]) -> bytes:
    """An archive written to a pipe: the sizes of its members stand behind them."""

    class Pipe(io.RawIOBase):
        content = b""

        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            self.content += bytes(data)  # type: ignore[call-overload]
            return len(bytes(data))  # type: ignore[call-overload]

    pipe = Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return pipe.content


@pytest.mark.parametrize("pack", [zipped, streamed])
def test_an_archive_without_its_end_gives_what_is_complete(
    tmp_path: Path, pack: Callable[[dict[str, bytes]], bytes]
) -> None:
    packed = pack(THREE)
    path = tmp_path / "goi.zip"
    assert outcome(path, packed) == ["cau", "cho", "lu"]
    for end in range(len(packed) - 1, 60, -7):
        line, *found = outcome(path, packed[:end])
        assert line == f"goi.zip: {CUT}"
        ids = [one for one in found if not one.startswith("goi.zip/")]
        assert ids == ["cau", "cho", "lu"][: len(ids)]
    assert outcome(path, packed[: packed.index(b"PK\x01\x02")])[1:] == ["cau", "cho", "lu"]


def test_a_damaged_list_is_made_up_for(tmp_path: Path) -> None:
    packed = bytearray(zipped(THREE))
    second = packed.index(b"PK\x01\x02", packed.index(b"PK\x01\x02") + 1)
    packed[second : second + 4] = b"\xff\xff\xff\xff"
    assert outcome(tmp_path / "goi.zip", bytes(packed)) == ["cau", f"goi.zip: {CUT}", "cho", "lu"]


def test_long_archives_with_sizes_of_64_bits(tmp_path: Path) -> None:
    path = tmp_path / "goi.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in THREE.items():
            with archive.open(name, "w", force_zip64=True) as member:
                member.write(content)
    assert outcome(path) == ["cau", "cho", "lu"]


def test_more_members_than_16_bits_count(tmp_path: Path) -> None:
    path = tmp_path / "goi.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(66_000):
            archive.writestr(f".an/{number}", b"")
        archive.writestr("tin.jsonl", lines(BRIDGE))
    assert outcome(path) == ["cau"]
