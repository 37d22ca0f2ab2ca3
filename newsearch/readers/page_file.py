"""A file that holds the text of one web page."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from newsearch.readers.corpus import ReadArticle
from newsearch.readers.date_values import VIETNAM, now
from newsearch.readers.legacy_text import legacy_remarks
from newsearch.readers.page_text import parse_page
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsearch.readers.byte_stream import ByteStream
    from newsearch.readers.corpus import CorpusFile

PAGE_LIMIT = 10_000_000
"""The largest page that is read, in bytes; a longer text is no page of a newspaper."""
# Unpackers and build tools write file times of 1970 or 1980, which say nothing.
_FIRST_YEAR = 1995


def read_page(stream: ByteStream, file: CorpusFile) -> Iterator[ReadArticle | Skipped]:
    """The one article of a page, or why there is none."""
    pieces, length = [], 0
    for block in stream.blocks():
        pieces.append(block)
        length += len(block)
        if length > PAGE_LIMIT:
            reason = f"a page of more than {PAGE_LIMIT // 1_000_000} MB: split it"
            yield Skipped(file.path, 0, reason)
            return
    content = b"".join(pieces)
    if b"\0" in content:
        yield Skipped(file.path, 0, "not text: binary, or UTF-16 without byte order mark")
        return
    try:
        text = content.decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        yield Skipped(file.path, line, "not valid UTF-8: convert the file to UTF-8")
        return
    written = datetime.fromtimestamp(file.mtime_ns / 1e9, VIETNAM).replace(tzinfo=None)
    saved = written if written.year >= _FIRST_YEAR else None
    article, remarks = parse_page(text, saved=saved, now=now())
    if not (article.title or article.summary or article.body):
        yield Skipped(file.path, 0, "no article found on this page")
        return
    yield ReadArticle(article, file.path, 0, (*legacy_remarks(text), *remarks))
