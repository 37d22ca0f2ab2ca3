"""The pages of a web archive (WARC), as crawlers write it and as text extracts (WET) come."""

from __future__ import annotations

import importlib.util
import re
from contextlib import suppress
from datetime import UTC, datetime
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from newsearch.readers import limits
from newsearch.readers.packing.blocks import BlockReader, BrokenPacking
from newsearch.readers.packing.compression import Inflater, Unpacked, compression_of, unpack_one
from newsearch.readers.packing.names import believable_time, shown
from newsearch.readers.packing.stream import BLOCK, BrokenInput
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsearch.readers.packing.archive import Archive, Part

_RECORD = re.compile(rb"WARC/[01]\.\d+\s*$")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.I | re.M)
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", "text/plain", ""})
_CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.I)
_NOT_INSTALLED = "a web archive, for which an extra is needed: pip install 'newsearch[warc]'"
_ENDS_EARLY = "the web archive ends too early: fetch it again"
_DAMAGED = "a damaged record of the web archive (reading goes on behind it)"


def warc_members(stream: BlockReader, archive: Archive) -> Iterator[Part | Skipped]:
    """The pages of a web archive one by one; all its other records are counted and noted.

    Pages are answers of a server with status 200, saved resources and conversions (text of
    pages), of type HTML or plain text. Behind damage reading goes on with the next record;
    the first is reported, others are noted with their number.
    """
    path = archive.input.path
    if not importlib.util.find_spec("warcio"):
        yield Skipped(path, 0, _NOT_INSTALLED)
        return
    damages = _Damages(archive)
    is_sound = True  # what lies before the next record is not of a damaged one
    while not archive.allowance.spent:
        try:
            between, header = _next_header(stream)
            length = _LENGTH.search(header)
            if (between and is_sound) or (header and not length):
                yield from damages.add(_DAMAGED)
            if not header:
                return
            is_sound = bool(length)
            if not length:
                continue
            content = _RecordContent(stream, header, int(length[1]), path)
            try:
                page = _page(content, archive)
            except BrokenInput:
                raise
            except Exception:  # what warcio says of headers that nobody should have written
                page = None
                yield from damages.add(_DAMAGED)
            if page:
                yield page
            if stream.broken:  # said where it broke; there may be more behind the damage
                stream.broken = is_sound = False
            elif not content.skip_rest():
                yield from damages.add(_ENDS_EARLY)
        except BrokenPacking as error:
            stream.broken = is_sound = False
            yield from damages.add(str(error))


class _Damages:
    """What of an archive is damaged: the first is reported, others are noted with their number."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._count = 0

    def add(self, reason: str) -> Iterator[Skipped]:
        self._count += 1
        if self._count == 1:
            yield Skipped(self._archive.input.path, 0, reason)
        else:
            self._archive.passed_over.add("damaged")


def _next_header(stream: BlockReader) -> tuple[bool, bytes]:
    """Whether anything lies before the next header, and this up to its empty line.

    One that is too long or without end is given without its lines, the end of all as nothing.
    """
    between = False
    while line := stream.readline():
        if _RECORD.match(line):
            return between, _header(stream, line) or line
        between = between or not line.isspace()
    return between, b""


def _header(stream: Any, line: bytes = b"") -> bytes:
    """The lines up to the first empty one; nothing where there are too many, or it is missing."""
    lines, length = [line], len(line)
    while length < limits.WEB_HEADER_LIMIT and (line := stream.readline(limits.WEB_HEADER_LIMIT)):
        lines.append(line)
        length += len(line)
        if not line.strip():
            return b"".join(lines)
    return b""


class _RecordContent:
    """A record as warcio reads it: its header, then its content, which ends where it says."""

    def __init__(self, stream: BlockReader, header: bytes, length: int, path: str) -> None:
        self.length = length
        self._header = BlockReader(iter([header]))
        self._stream = stream
        self._left = length
        self._path = path

    def read(self, count: int) -> bytes:
        data = self._stream.read(min(count, self._left))
        return self._took(data)

    def readline(self, count: int = BLOCK) -> bytes:
        if line := self._header.readline(count):
            return line
        return self._took(self._stream.readline(min(count, BLOCK, self._left)))

    def skip_rest(self) -> bool:
        """Whether all the content was there; what was not read of it is passed over."""
        return self._stream.skip(self._left) == self._left

    def _took(self, data: bytes) -> bytes:
        self._left -= len(data)
        if self._left and not data:
            self._stream.broken = True
            raise BrokenPacking(self._path, _ENDS_EARLY)
        return data


def _page(content: _RecordContent, archive: Archive) -> Part | None:
    """The page that a record holds, or None with the reason noted in ``archive``."""
    from warcio.recordloader import ArcWarcRecordLoader

    record = ArcWarcRecordLoader(verify_http=False, arc2warc=False).parse_record_stream(
        content, known_format="warc", no_record_parse=True
    )
    kind = (record.rec_type or "").lower()
    url = record.rec_headers.get_header("WARC-Target-URI") or ""
    if kind not in ("response", "resource", "conversion"):
        return None
    if not url.lower().startswith(("http://", "https://", "file://", "ftp://")):
        return None
    if urlsplit(url).path.endswith(("/robots.txt", "/favicon.ico")):
        return None
    content_type, encodings, chunked = record.content_type or "", "", False
    if kind == "response":
        if content.length > limits.WEB_RECORD_LIMIT:
            limit = limits.WEB_RECORD_LIMIT // 1_000_000
            archive.passed_over.add(f"answers of more than {limit} MB", url)
            return None
        loader = ArcWarcRecordLoader(verify_http=False, arc2warc=False)
        http = loader.http_parser.parse(BytesIO(_header(record.raw_stream)))
        if http.get_statuscode() != "200":
            archive.passed_over.add("answers without a page (redirects, errors)")
            return None
        content_type = http.get_header("Content-Type") or ""
        encodings = http.get_header("Content-Encoding") or ""
        chunked = (http.get_header("Transfer-Encoding") or "").strip().lower() == "chunked"
    media_type = content_type.split(";")[0].strip().lower()
    if media_type not in _PAGE_TYPES:
        archive.passed_over.add("neither HTML nor plain text (images, scripts, feeds)")
        return None
    encodings = encodings.lower().replace(" ", "")
    if "br" in encodings.split(","):
        archive.passed_over.add("packed with brotli, which is not read", url)
        return None
    given = archive.member(shown(url), None)
    given.url = url
    given.fetched = _time(record.rec_headers.get_header("WARC-Date") or "")
    given.written = given.fetched or given.written
    charset = _CHARSET.search(content_type)
    given.charset = charset[1] if charset else ""
    blocks = _sent(record.raw_stream, chunked)
    for encoding in reversed(encodings.split(",")):
        blocks = archive.allowance.unpack(_decoded(blocks, encoding, given.path))
    return given, blocks


def _sent(raw: Any, chunked: bool) -> Iterator[bytes]:
    """The content of an answer, put together where it was sent in chunks."""
    if chunked:
        from warcio.bufferedreaders import ChunkedDataReader

        raw = ChunkedDataReader(raw)
    while block := raw.read(BLOCK):
        yield block


def _decoded(blocks: Iterator[bytes], encoding: str, path: str) -> Iterator[bytes]:
    """What a server packed for its way. Servers err in what they say, so the content decides."""
    if encoding in ("", "identity"):
        return blocks
    stream = BlockReader(blocks)
    head = stream.peek(BLOCK // 64)
    if compression := compression_of(head):
        return Unpacked(stream, compression, path)
    if encoding == "deflate":
        has_header = len(head) > 1 and head[0] & 0xF == 8 and int.from_bytes(head[:2]) % 31 == 0
        return unpack_one(stream, Inflater(15 if has_header else -15), "deflate", path)
    return stream.blocks()


def _time(text: str) -> datetime | None:
    with suppress(ValueError):
        moment = datetime.fromisoformat(text)
        return believable_time(moment if moment.tzinfo else moment.replace(tzinfo=UTC))
    return None
