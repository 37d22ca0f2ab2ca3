"""A file that holds one HTML page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsearch.dates.values import now
from newsearch.readers.encodings.repair import repair_text
from newsearch.readers.input import ReadArticle
from newsearch.readers.limits import PAGE_LIMIT
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsearch.readers.input import Input
    from newsearch.readers.packing.stream import ByteStream

MISSING = "an HTML page: to read HTML install it with pip install 'newsearch[html]'"
"""Why no HTML is read where the library that parses it is missing."""


def read_html(stream: ByteStream, given: Input) -> Iterator[ReadArticle | Skipped]:
    """The one article of an HTML page, or why there is none."""
    pieces, length = list[bytes](), 0
    for block in stream.blocks():
        pieces.append(block)
        length += len(block)
        if length > PAGE_LIMIT:
            reason = f"an HTML page of more than {PAGE_LIMIT // 1_000_000} MB: split it"
            yield Skipped(given.path, 0, reason)
            return
    yield read_content(b"".join(pieces).decode(errors="replace"), given)


def read_content(content: str, given: Input) -> ReadArticle | Skipped:
    """The one article in the HTML of a page, or why there is none."""
    try:
        import lxml.etree  # noqa: F401
    except ImportError:
        return Skipped(given.path, 0, MISSING)
    from newsearch.readers.html.page import parse_html
    from newsearch.readers.html.tree import with_letters

    repaired = repair_text(with_letters(content))
    content = repaired.text
    page = parse_html(content, url=given.url, saved=given.written, fetched=given.fetched, now=now())
    if page.article is None:
        return Skipped(given.path, 0, page.refused, refused=True)
    if repaired.doubt:
        remarks = (repaired.doubt, *page.remarks)
    else:
        remarks = page.remarks
        if repaired.encoding:
            given.notes.append(
                f"{repaired.encoding} letters saved as Unicode were converted"
                f" ({repaired.confidence:.0%} sure)"
            )
    return ReadArticle(page.article, given.path, 0, remarks, page.cut)
