"""A page that a browser saved as one file (MHTML), and mails, which are no articles."""

from __future__ import annotations

import binascii
import re
from contextlib import suppress
from datetime import UTC
from typing import TYPE_CHECKING

from newsearch.dates.values import VIETNAM
from newsearch.readers.html.file import read_content
from newsearch.readers.limits import PAGE_LIMIT
from newsearch.readers.packing.stream import ByteStream
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from email.message import Message

    from newsearch.readers.input import Input, ReadArticle

MAIL = "a mail, not an article: save the article that it holds or links to as HTML or text"
"""Why a mail gives no article."""

_HEADER_LIMIT = 32_768
_LINE_LIMIT = 65_536
_NESTED_LIMIT = 20
_FEWEST_SIGNS = 2
# Letters beyond ASCII take three characters in the usual transfer encoding.
_ENCODED = 3
_HEADER = re.compile(rb"(?:From [^\n]{3,200}\n)?[A-Za-z][A-Za-z0-9-]{1,60}:[^\n]*(?:\n|$)")
_END = re.compile(rb"\r?\n\r?\n")
_SAVED = re.compile(rb"^(?:Snapshot-Content-Location:|From:\s?\"?<?Saved by )", re.I | re.M)
_VERSION = re.compile(rb"^MIME-Version:", re.I | re.M)
_RELATED = re.compile(rb"^Content-Type:\s{0,3}multipart/related\b", re.I | re.M)
_SENDER = re.compile(rb"^From:[^\n]{0,300}(?:@|=\?)|^From [^\n]{0,100}@", re.I | re.M)
_POSTED = re.compile(rb"^(?:To|Cc|Bcc|Received|Message-ID|Delivered-To|Return-Path):", re.I | re.M)
_NOT_BASE64 = re.compile(rb"[^A-Za-z0-9+/=]+")
_CHARSET = re.compile(r"charset\s?=\s?[\"']?(utf-?(?:16|32)(?:le|be)?)\b", re.I)
_SUBJECT = re.compile(rb"^Subject:", re.I | re.M)
_DATE = re.compile(rb"^Date:", re.I | re.M)


def _head(head: bytes) -> bytes:
    """The header that a file begins with, or nothing where it begins with something else."""
    head = head[:_HEADER_LIMIT].lstrip()
    if not _HEADER.match(head):
        return b""
    end = _END.search(head)
    return head[: end.start()] if end else head


def is_mhtml(head: bytes) -> bool:
    """Whether a beginning is that of a page saved with all its parts in one file."""
    header = _head(head)
    if not header or not _VERSION.search(header):
        return False
    if _SAVED.search(header):
        return True
    return bool(_RELATED.search(header)) and not (_POSTED.search(header) or _SENDER.search(header))


def is_mail(head: bytes) -> bool:
    """Whether a beginning is that of a mail, or of a file of mails."""
    header = _head(head)
    if not header:
        return False
    if not _SENDER.search(header):
        return bool(_POSTED.search(header) and _VERSION.search(header))
    other = _VERSION.search(header) or _POSTED.search(header)
    signs = (_SUBJECT.search(header), _DATE.search(header), other)
    return sum(map(bool, signs)) >= _FEWEST_SIGNS


def report_mail(_: ByteStream, given: Input) -> Iterator[Skipped]:
    """Says that a mail is not read."""
    yield Skipped(given.path, 0, MAIL, refused=True)


def read_mhtml(stream: ByteStream, given: Input) -> Iterator[ReadArticle | Skipped]:
    """The one article of a saved page, or why there is none.

    Only its first part of HTML is held in memory; pictures and the like are passed over.
    """
    header, page, content = _first_page(_lines(stream))
    if page is None:
        yield Skipped(given.path, 0, "a saved page (MHTML) without HTML: save the page again")
        return
    if content is None or len(content) > PAGE_LIMIT:
        reason = f"an HTML page of more than {PAGE_LIMIT // 1_000_000} MB: split it"
        yield Skipped(given.path, 0, reason)
        return
    stated = (header.get("Snapshot-Content-Location"), page.get("Content-Location"))
    given.url = given.url or next((url for url in map(_address, stated) if url), "")
    given.fetched = given.fetched or _moment(str(header.get("Date") or ""))
    yield read_content(_text(content, page), given)


def _lines(stream: ByteStream) -> Iterator[bytes]:
    """The lines of a stream with their ends; a very long one comes in pieces."""
    waiting = b""
    for block in stream.blocks():
        *lines, waiting = (waiting + block).split(b"\n")
        yield from (line + b"\n" for line in lines)
        if len(waiting) > _LINE_LIMIT:
            yield waiting
            waiting = b""
    if waiting:
        yield waiting


def _first_page(lines: Iterator[bytes]) -> tuple[Message, Message | None, bytes | None]:
    """The header of a file, that of its first part of HTML, and what this part holds decoded.

    The content is None where it is larger than a page may be.
    """
    header = part = _read_header(lines)
    boundaries = set[bytes]()
    while True:
        if part.get_content_maintype() == "multipart":
            if len(boundaries) < _NESTED_LIMIT:
                boundaries |= _boundary(part)
        elif part.get_content_type() in ("text/html", "application/xhtml+xml"):
            return header, part, _content(part, lines, boundaries)
        if not any(line.rstrip() in boundaries for line in lines):
            return header, None, None
        part = _read_header(lines)


def _boundary(part: Message) -> set[bytes]:
    """The line between the parts of a part, if it states one."""
    try:
        stated = part.get_boundary()
    except (ValueError, TypeError):  # an encoding of the statement that is none
        return set()
    return {b"--" + stated.encode(errors="replace")} if stated else set()


def _read_header(lines: Iterator[bytes]) -> Message:
    """The header up to the first line that is blank; no more than a limit of it."""
    kept: list[bytes] = []
    length = 0
    for line in lines:
        if not line.strip():
            if kept:
                break
            continue
        length += len(line)
        if length <= _LINE_LIMIT:
            kept.append(line)
    from email.parser import BytesHeaderParser

    return BytesHeaderParser().parsebytes(b"".join(kept))


def _content(part: Message, lines: Iterator[bytes], boundaries: set[bytes]) -> bytes | None:
    ends = boundaries | {boundary + b"--" for boundary in boundaries}
    kept: list[bytes] = []
    length = 0
    for line in lines:
        if line.rstrip() in ends:
            break
        length += len(line)
        if length > _ENCODED * PAGE_LIMIT:
            return None
        kept.append(line)
    return _unpacked(b"".join(kept), str(part.get("Content-Transfer-Encoding") or ""))


def _unpacked(content: bytes, encoding: str) -> bytes:
    """What was encoded for transfer as it was; broken ends are dropped."""
    encoding = encoding.strip().lower()
    if encoding == "quoted-printable":
        return binascii.a2b_qp(content)
    if encoding == "base64":
        letters = _NOT_BASE64.sub(b"", content)
        try:
            return binascii.a2b_base64(letters[: len(letters) // 4 * 4].rstrip(b"=") + b"==")
        except binascii.Error:
            return b""
    return content


def _text(content: bytes, part: Message) -> str:
    """The text of a part in the encoding it states, else in the one that is found out."""
    charset = _CHARSET.search(str(part.get("Content-Type") or ""))
    # Else what is stated counts little: Western may be the letters of an old Vietnamese font,
    # and of a part that was not encoded for transfer the whole file was made UTF-8 already.
    if charset:
        with suppress(ValueError):
            return content.decode(charset[1])
    return "".join(ByteStream(iter([content])).texts())


def _address(stated: object) -> str:
    url = "".join(str(stated or "").split())
    return url if url.startswith(("http://", "https://")) else ""


def _moment(stated: str) -> datetime | None:
    """When the page was saved, in Vietnamese local time; without a zone mails mean UTC."""
    from email.utils import parsedate_to_datetime

    try:
        saved = parsedate_to_datetime(stated)
        if saved.tzinfo is None:
            saved = saved.replace(tzinfo=UTC)
        return saved.astimezone(VIETNAM).replace(tzinfo=None)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
