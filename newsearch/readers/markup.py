"""Inputs in markup: HTML, feeds and other XML told by how they begin."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsearch.readers.input import Input
    from newsearch.readers.packing.stream import ByteStream

_LOOK_AT = 1 << 14
_BEFORE = ((b"<!--", b"-->"), (b"<?", b">"))
_FEED = re.compile(
    rb"(?:<!doctype\s+(?:rss|rdf|feed)[^<>]{0,500}>\s{0,100})?"
    rb"<(?:rss|(?:atom:)?feed|rdf:rdf|channel|item|(?:atom:)?entry)[\s>/]",
    re.I,
)
_FEED_LIST = re.compile(rb"<opml[\s>]", re.I)
_HTML = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|meta|title|link|script|style|base|div|p|span|a"
    rb"|h[1-6]|header|main|article|section|nav|table|ul|ol|img|center|font)[\s>/]"
    rb"|&lt;(?:!doctype\s+html|html)[\s&]",
    re.I,
)
_XML = re.compile(rb"\s*<\?xml\s", re.I)
_RECORD = re.compile(rb"\s*[\[{]")
_TAG = re.compile(rb"</?[a-z][a-z0-9:-]{0,30}(?:\s[^<>]{0,1000})?/?>", re.I)
_FEWEST_TAGS = 10
_MOSTLY = 0.3


def _first_element(head: bytes) -> bytes:
    """A beginning without the comments and processing instructions that may open it."""
    head = head.lstrip()
    while True:
        end = next((end for start, end in _BEFORE if head.startswith(start)), b"")
        if not end or end not in head:
            return head
        head = head.split(end, 1)[1].lstrip()


def is_feed(head: bytes) -> bool:
    """Whether a beginning is that of an RSS or Atom feed, or of one of its entries."""
    return bool(_FEED.match(_first_element(head[:_LOOK_AT])))


def is_html(head: bytes) -> bool:
    """Whether a beginning opens as HTML does, or consists of tags for a large part."""
    head = head[:_LOOK_AT]
    if _HTML.match(_first_element(head)):
        return True
    if _RECORD.match(head) or _XML.match(head):
        return False
    tags = _TAG.findall(head)
    return len(tags) >= _FEWEST_TAGS and sum(map(len, tags)) >= _MOSTLY * len(head)


def is_xml(head: bytes) -> bool:
    """Whether a beginning is that of some other XML."""
    return bool(_XML.match(head))


def is_feed_list(head: bytes) -> bool:
    """Whether a beginning is that of OPML, a list of feeds."""
    return bool(_FEED_LIST.match(_first_element(head[:_LOOK_AT])))


def report_feed_list(_: ByteStream, given: Input) -> Iterator[Skipped]:
    """Says that a list of feeds holds no articles."""
    yield Skipped(given.path, 0, "an OPML list of feeds, no articles: fetch the feeds it names")


def report_xml(_: ByteStream, given: Input) -> Iterator[Skipped]:
    """Says that XML is not read."""
    yield Skipped(given.path, 0, "an XML file: XML is not read yet, save it as text")
