"""A feed as a stream of bytes: its items one at a time, and what its head says."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_OPENED = re.compile(
    rb"<(?:(?P<item>(?:[A-Za-z]\w{0,20}:)?(?:item|entry))(?=[\s>/])"
    rb"|(?P<root>(?:rss|feed|rdf:RDF)(?=[\s>])[^<>]{0,8000}>))",
    re.IGNORECASE,
)
_CLOSED = re.compile(rb"</(?:rss|(?:[A-Za-z]\w{0,20}:)?feed|rdf:RDF)\s{0,20}>", re.IGNORECASE)
_CDATA = (b"<![CDATA[", b"]]>")
_COMMENT = (b"<!--", b"-->")
_TAIL = 16_000
_HEAD_LIMIT = 64_000


@dataclass(slots=True)
class Item:
    """An item of a feed: its bytes, the line where it begins and the head of its feed.

    ``closed`` is false where its end tag is missing, ``whole`` where it is over the limit.
    ``cut`` is true where the input ends before its feed does: such an item comes last and has
    no bytes.
    """

    data: bytes
    line: int
    root: bytes
    head: bytes
    closed: bool = True
    whole: bool = True
    cut: bool = False


def items(blocks: Iterable[bytes], limit: int) -> Iterator[Item]:
    """The items of all feeds in the input; an item ends with its tag or where the next begins."""
    source = iter(blocks)
    buffer, line, root, head = b"", 1, b"", b""
    ended = shut = False
    while True:
        opened = _OPENED.search(buffer)
        if opened is None or (opened.end() == len(buffer) and not ended):
            if not ended:
                kept = buffer if opened else buffer[-_TAIL:]
                gone = buffer[: len(buffer) - len(kept)]
                shut = shut or _CLOSED.search(gone) is not None
                head = (head + gone)[:_HEAD_LIMIT]
                line += gone.count(b"\n")
                block = next(source, b"")
                ended = not block
                buffer = kept + block
                continue
            if opened is None:
                if root and not (shut or _CLOSED.search(buffer)):
                    yield Item(b"", line + buffer.count(b"\n"), root, head, cut=True)
                return
        before = buffer[: opened.start()]
        line += before.count(b"\n")
        if opened["root"]:
            root, head, shut = opened[0], b"", False
            line += opened[0].count(b"\n")
            buffer = buffer[opened.end() :]
            continue
        head = (head + before)[:_HEAD_LIMIT]
        buffer = buffer[opened.start() :]
        name = opened["item"]
        end, closed, searched = -1, True, 1
        while True:
            end, closed = _end_of(buffer, name, searched)
            if end >= 0 or ended or len(buffer) > limit:
                break
            searched = max(1, len(buffer) - len(name) - 4) if b"<![CDATA[" not in buffer else 1
            block = next(source, b"")
            ended = not block
            buffer += block
        whole = end >= 0 or ended
        end = end if end >= 0 else len(buffer)
        if ended and root and not closed and end == len(buffer) and not _CLOSED.search(buffer):
            yield Item(buffer, line, root, head, closed=False)
            yield Item(b"", line, root, head, cut=True)
            return
        yield Item(buffer[:end], line, root, head, closed=closed, whole=whole and end <= limit)
        shut = shut or (not closed and _CLOSED.search(buffer, 0, end) is not None)
        line += buffer.count(b"\n", 0, end)
        buffer = buffer[end:]


def _end_of(buffer: bytes, name: bytes, searched: int) -> tuple[int, bool]:
    """Where the item at the beginning ends, or -1; whether that is its own end tag."""
    marks = re.compile(
        rb"</" + re.escape(name) + rb"\s{0,20}>|<" + re.escape(name) + rb"(?=[\s>])"
        rb"|<!\[CDATA\[|<!--",
        re.IGNORECASE,
    )
    position = searched
    while mark := marks.search(buffer, position):
        found = mark[0]
        if found.startswith(b"</"):
            return mark.end(), True
        if found in (_CDATA[0], _COMMENT[0]):
            close = _CDATA[1] if found == _CDATA[0] else _COMMENT[1]
            end = buffer.find(close, mark.end())
            if end < 0:
                # Perhaps it is never closed: then the end tag counts all the same.
                own = re.compile(rb"</" + re.escape(name) + rb"\s{0,20}>", re.IGNORECASE)
                ends = own.search(buffer, mark.end())
                return (
                    (ends.end(), True) if ends and len(buffer) > ends.end() + _TAIL else (-1, False)
                )
            position = end + len(close)
            continue
        return mark.start(), False
    return -1, False
