"""What format an input has, judged by its first bytes.

A format is a name, a test of the beginning and a reader; a new one is a module
and a line in `FORMATS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsearch.readers import markup, other_text
from newsearch.readers.feeds import feed
from newsearch.readers.html import file as html_file
from newsearch.readers.html import mhtml
from newsearch.readers.pages import file as page_file
from newsearch.readers.records import csv as csv_records
from newsearch.readers.records import exported_table, parquet, sqlite
from newsearch.readers.records import json as json_records
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsearch.readers.input import Input, ReadArticle
    from newsearch.readers.packing.stream import ByteStream

    Reader = Callable[[ByteStream, Input], Iterator[ReadArticle | Skipped]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format by its name, whether a beginning is of it, and how to read it.

    A reader yields articles and what it skipped; it may let `BrokenInput` through.
    ``recognises_for`` tells of some more beginnings by what is known of the input: its path,
    and what its user says of its fields.
    """

    name: str
    recognises: Callable[[bytes], bool]
    read: Reader
    recognises_for: Callable[[bytes, Input], bool] | None = None


def detect(head: bytes, given: Input | None = None) -> Format:
    """The first format that recognises the beginning of an input; page text takes the rest."""
    return next(
        candidate
        for candidate in FORMATS
        if candidate.recognises(head)
        or (given and candidate.recognises_for and candidate.recognises_for(head, given))
    )


def _is_blank(head: bytes) -> bool:
    return not head.strip()


def _is_binary(head: bytes) -> bool:
    return b"\0" in head


def _report_blank(stream: ByteStream, given: Input) -> Iterator[Skipped]:
    for block in stream.blocks():
        if block.strip():
            yield Skipped(given.path, 0, "begins with far too much white space")
            return
    yield Skipped(given.path, 0, "empty")


def _report_binary(_: ByteStream, given: Input) -> Iterator[Skipped]:
    yield Skipped(
        given.path, 0, "not text: binary, or UTF-16 without byte order mark", refused=True
    )


FORMATS = (
    Format("blank", _is_blank, _report_blank),
    Format("Parquet", parquet.is_parquet, parquet.read_parquet),
    Format("SQLite", sqlite.is_sqlite, sqlite.read_sqlite),
    Format("binary", _is_binary, _report_binary),
    # Before everything that is judged by more than its first line.
    Format("CSV", exported_table.is_exported_table, exported_table.read_exported_table),
    # Before records: a page's scripts may hold lines that look like some.
    Format("MHTML", mhtml.is_mhtml, mhtml.read_mhtml),
    Format("mail", mhtml.is_mail, mhtml.report_mail),
    Format("feed", markup.is_feed, feed.read_feed),
    Format("list of feeds", markup.is_feed_list, markup.report_feed_list),
    Format("HTML", markup.is_html, html_file.read_html),
    Format("XML", markup.is_xml, markup.report_xml),
    Format("JSON Lines", json_records.is_lines, json_records.read_lines),
    Format("JSON", json_records.is_document, json_records.read_document),
    Format("other text", other_text.is_other_text, other_text.report_other_text),
    Format("CSV", csv_records.is_csv, csv_records.read_csv, csv_records.is_mapped_csv),
    Format("table", csv_records.is_table, csv_records.report_table, csv_records.is_named_table),
    Format("page text", lambda _: True, page_file.read_page),
)
