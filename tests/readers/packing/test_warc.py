"""Web archives: which records are pages, how they were sent, and damage."""

from __future__ import annotations

import gzip
import zlib
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import zstandard

from newsearch.readers import ReadArticle, ReadAs, limits
from newsearch.readers.input import Input
from newsearch.readers.packing.allowance import Allowance
from newsearch.readers.packing.archive import Archive
from newsearch.readers.packing.blocks import BlockReader
from newsearch.readers.packing.warc import warc_members
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
)

if TYPE_CHECKING:
    from collections.abc import Mapping

URL = "https://baosongbien.vn/tin/cau-moi.htm"


class Crawl:
    """A web archive in the making. Contents are records of text, to tell them by their ids."""

    def __init__(self, pack: bool = True) -> None:
        self._records: list[bytes] = []
        self._pack = pack

    def add(
        self,
        content: bytes,
        url: str = URL,
        kind: str = "response",
        status: str = "200 OK",
        headers: Mapping[str, str] | None = None,
        content_type: str = "text/html; charset=utf-8",
    ) -> Crawl:
        if kind in ("response", "revisit"):
            sent = {"Content-Type": content_type, **(headers or {})}
            content = _header(f"HTTP/1.1 {status}", sent) + content
            content_type = "application/http;msgtype=response"
        stated = {
            "WARC-Type": kind,
            "WARC-Target-URI": url,
            "WARC-Date": "2021-01-07T20:00:00Z",
            "Content-Type": content_type,
            "Content-Length": str(len(content)),
        }
        self._records.append(_header("WARC/1.0", stated) + content + b"\r\n\r\n")
        return self

    def bytes(self) -> bytes:
        return b"".join(map(gzip.compress, self._records) if self._pack else self._records)


def _header(first: str, fields: Mapping[str, str]) -> bytes:
    lines = [first, *(f"{name}: {value}" for name, value in fields.items()), "", ""]
    return "\r\n".join(lines).encode()


def parts(content: bytes) -> list[tuple[Input, bytes]]:
    archive = Archive(Input("crawl.warc"), "web archive", Allowance("crawl.warc", lambda _: None))
    found = warc_members(BlockReader(iter([content])), archive)
    return [(part[0], b"".join(part[1])) for part in found if not isinstance(part, Skipped)]


@pytest.mark.parametrize("pack", [False, True])
def test_pages_are_read_with_address_and_time(tmp_path: Path, pack: bool) -> None:
    crawl = Crawl(pack).add(lines(BRIDGE)).add(lines(MARKET), f"{URL}?trang=2")
    path = tmp_path / "crawl"
    path.write_bytes(crawl.bytes())
    found = found_in(path)
    assert [(item.path, item.article.id) for item in found if isinstance(item, ReadArticle)] == [
        (f"{path}/{URL}", "cau"),
        (f"{path}/{URL}?trang=2", "cho"),
    ]
    last = found[-1]
    assert isinstance(last, ReadAs)
    assert last.format == "web archive"
    assert counted_bytes(path) == path.stat().st_size
    content = path.read_bytes()
    (first, _), _ = parts(gzip.decompress(content) if pack else content)
    assert (first.url, first.fetched, first.charset) == (URL, datetime(2021, 1, 8, 3), "utf-8")


def test_records_that_are_no_pages_are_counted(tmp_path: Path) -> None:
    crawl = (
        Crawl()
        .add(b"", kind="warcinfo")
        .add(lines(BRIDGE), status="404 Not Found")
        .add(b"", status="301 Moved", headers={"Location": URL})
        .add(b"User-agent: *", "https://baosongbien.vn/robots.txt", content_type="text/plain")
        .add(b"GIF89a", content_type="image/gif")
        .add(b"a {}", content_type="text/css")
        .add(b"x()", content_type="application/javascript")
        .add(lines(BRIDGE), kind="request")
        .add(lines(BRIDGE), kind="metadata", content_type="text/plain")
        .add(b"", kind="revisit")
        .add(b"20210107\n1.2.3.4", "dns:baosongbien.vn", "resource", content_type="text/dns")
        .add(b"log", "metadata://gnu.org/wget.log", "resource", content_type="text/plain")
        .add(lines(FLOOD))
    )
    path = tmp_path / "crawl.warc.gz"
    assert outcome(path, crawl.bytes()) == ["lu"]
    assert notes(path) == [
        "2 passed over, answers without a page (redirects, errors)",
        "3 passed over, neither HTML nor plain text (images, scripts, feeds)",
    ]


@pytest.mark.parametrize("kind", ["conversion", "resource"])
def test_texts_of_pages_are_read(tmp_path: Path, kind: str) -> None:
    page = "Khánh thành bến phà\n\nSáng 7/1/2021, bến phà mới đón chuyến đầu tiên.\n"
    content = Crawl().add(page.encode(), kind=kind, content_type="text/plain").bytes()
    path = tmp_path / "crawl.warc.wet.gz"
    path.write_bytes(content)
    (article,) = (item for item in found_in(path) if isinstance(item, ReadArticle))
    assert article.article.title == "Khánh thành bến phà"
    assert article.path == f"{path}/{URL}"


def chunked(content: bytes, size: int = 17) -> bytes:
    pieces = [content[start : start + size] for start in range(0, len(content), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [
        ("", bytes),
        ("identity", bytes),
        ("gzip", gzip.compress),
        ("x-gzip", gzip.compress),
        ("deflate", zlib.compress),
        ("deflate", lambda content: zlib.compress(content)[2:-4]),
        ("zstd", zstandard.compress),
        ("gzip", bytes),  # said but not done
    ],
)
@pytest.mark.parametrize("in_chunks", [False, True])
def test_how_a_page_was_sent_is_undone(encoding: str, pack: type[bytes], in_chunks: bool) -> None:
    sent = pack(lines(BRIDGE, MARKET))
    headers = {"Content-Encoding": encoding} if encoding else {}
    if in_chunks:
        sent, headers["Transfer-Encoding"] = chunked(sent), "chunked"
    ((_, content),) = parts(Crawl(False).add(sent, headers=headers).bytes())
    assert content == lines(BRIDGE, MARKET)


def test_what_cannot_be_unpacked_is_named(tmp_path: Path) -> None:
    crawl = Crawl().add(b"\x8b\x01\x80", headers={"Content-Encoding": "br"}).add(lines(FLOOD))
    assert outcome(tmp_path / "crawl", crawl.bytes()) == ["lu"]
    assert notes(tmp_path / "crawl") == [
        f"1 passed over, packed with brotli, which is not read: {URL}"
    ]
    damaged = gzip.compress(lines(BRIDGE))[:-12]
    crawl = Crawl().add(damaged, headers={"Content-Encoding": "gzip"}).add(lines(FLOOD))
    line, *ids = outcome(tmp_path / "crawl", crawl.bytes())
    assert line.endswith("cau-moi.htm: the gzip data ends too early: fetch or pack the file again")
    assert ids == ["lu"]


def test_too_long_answers_are_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WEB_RECORD_LIMIT", 1_000_000)
    crawl = Crawl().add(b"x" * 1_200_000).add(lines(FLOOD))
    assert outcome(tmp_path / "crawl", crawl.bytes()) == ["lu"]
    assert notes(tmp_path / "crawl") == [f"1 passed over, answers of more than 1 MB: {URL}"]


DAMAGED = "crawl: a damaged record of the web archive (reading goes on behind it)"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Content-Length: ", b"Content-Lungth: "),
        (b"Content-Length: ", b"Content-Length: mot "),
        (b"WARC/1.0\r\nWARC", b"WARP/1.0\r\nWARC"),
    ],
)
def test_behind_a_damaged_record_the_next_is_read(tmp_path: Path, old: bytes, new: bytes) -> None:
    content = Crawl(False).add(lines(MARKET)).bytes().replace(old, new)
    content = Crawl(False).add(lines(BRIDGE)).bytes() + content
    content += Crawl(False).add(lines(FLOOD)).bytes()
    assert outcome(tmp_path / "crawl", content) == ["cau", DAMAGED, "lu"]


def test_behind_a_damaged_part_the_next_is_read(tmp_path: Path) -> None:
    first, second, third = (Crawl().add(lines(one)).bytes() for one in (BRIDGE, MARKET, FLOOD))
    second = second[:100] + b"\xff" * 60 + second[160:]
    assert outcome(tmp_path / "crawl", first + second + third) == [
        "cau",
        "crawl: the gzip data is damaged: pack the file again",
        "lu",
    ]


@pytest.mark.parametrize("pack", [False, True])
def test_a_crawl_that_ends_early_gives_what_came_before(tmp_path: Path, pack: bool) -> None:
    content = Crawl(pack).add(lines(BRIDGE)).bytes()
    content += Crawl(pack).add(lines(MARKET) * 50).bytes()
    kind = "gzip data" if pack else "web archive"
    for cut in (5, 40, 90):
        first, *_, last = outcome(tmp_path / "crawl", content[:-cut])
        assert first == "cau"
        assert last.startswith(f"crawl: the {kind} ends too early: fetch")


def test_headers_without_end_and_strange_ones(tmp_path: Path) -> None:
    content = b"WARC/1.0\r\n" + b"X-Y: z\r\n" * 400_000
    content += Crawl(False).add(lines(FLOOD)).bytes()
    found = outcome(tmp_path / "crawl", content)
    assert found == [DAMAGED, "lu"]
    strange = Crawl(False).add(lines(BRIDGE)).bytes().replace(b"HTTP/1.1 200 OK\r\n", b"\xff\0\r\n")
    assert outcome(tmp_path / "crawl", strange + content)[-1] == "lu"
