"""A file that holds the text of one web page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsearch.dates.values import now
from newsearch.readers.encodings.lost_accents import LOST, lost_accents
from newsearch.readers.encodings.repair import repair_text
from newsearch.readers.input import ReadArticle
from newsearch.readers.limits import PAGE_LIMIT
from newsearch.readers.pages.text import parse_page
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsearch.readers.input import Input
    from newsearch.readers.packing.stream import ByteStream


def read_page(stream: ByteStream, given: Input) -> Iterator[ReadArticle | Skipped]:
    """The one article of a page, or why there is none."""
    pieces, length = [], 0
    for block in stream.blocks():
        pieces.append(block)
        length += len(block)
        if length > PAGE_LIMIT:
            reason = f"a page of more than {PAGE_LIMIT // 1_000_000} MB: split it"
            yield Skipped(given.path, 0, reason)
            return
    content = b"".join(pieces)
    if b"\0" in content:
        yield Skipped(given.path, 0, "not text: binary, or UTF-16 without byte order mark")
        return
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        yield Skipped(given.path, line, "not valid UTF-8: convert the file to UTF-8")
        return
    repaired = repair_text(text)
    if repaired.encoding and not repaired.doubt:
        given.notes.append(
            f"{repaired.encoding} letters saved as Unicode were converted"
            f" ({repaired.confidence:.0%} sure)"
        )
    page = parse_page(repaired.text, saved=given.written, now=now())
    article = page.article
    if page.refused:
        yield Skipped(given.path, 0, page.refused, refused=True)
        return
    if not (article.title or article.summary or article.body):
        yield Skipped(given.path, 0, "no article found on this page", refused=True)
        return
    remarks = (repaired.doubt, *page.remarks) if repaired.doubt else page.remarks
    if lost_accents(repaired.text):
        remarks = (LOST, *remarks)
    yield ReadArticle(article, given.path, 0, remarks, page.cut)
