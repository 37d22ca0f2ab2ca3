"""CSV, TSV and their kin: rows under a header that names fields of articles."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any

from newsearch.readers.encodings.lost_accents import LOST
from newsearch.readers.records.dialect import (
    Dialect,
    dialect_of,
    has_lost_names,
    options_of,
    table_header,
)
from newsearch.readers.records.lines import Lines
from newsearch.readers.records.record import read_record
from newsearch.readers.records.unused import missing_names, shown_names
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsearch.readers.input import Input, ReadArticle
    from newsearch.readers.packing.stream import ByteStream

FIELD_LIMIT = 16_000_000
"""The longest field, or line, that is read, in letters."""

_FEWEST_CELLS = 3
_TABLE_NAME = re.compile(r"\.(?:csv|tsv)(?:\.[a-z0-9]{2,4})?$", re.IGNORECASE)


def is_csv(head: bytes) -> bool:
    """Whether a beginning has a header that names texts of articles, and rows under it."""
    return dialect_of(head) is not None


def is_mapped_csv(head: bytes, given: Input) -> bool:
    """Whether a beginning has a header with the names that the input's user maps."""
    mapped = given.options.field_map
    return bool(mapped) and dialect_of(head, mapped) is not None


def is_table(head: bytes) -> bool:
    """Whether a beginning is plainly a table, whatever its columns are called."""
    return table_header(head) is not None


def is_named_table(head: bytes, given: Input) -> bool:
    """Whether a file that is called a table begins as one, though it may be short."""
    return bool(_TABLE_NAME.search(given.path)) and table_header(head, named=True) is not None


def report_table(stream: ByteStream, given: Input) -> Iterator[Skipped]:
    """Says that the columns of a table are not known, and how to name them."""
    header = table_header(stream.head, named=True) or ()
    reason = f"a table whose columns are not recognised ({shown_names(header)})"
    if has_lost_names(header):
        reason += f": {LOST}, or"
    else:
        reason += ":"
    missing = missing_names(given.options.field_map, header)
    advice = "name them with --map title=… --map body=…"
    yield Skipped(given.path, 0, "; ".join([f"{reason} {advice}", *missing]), refused=True)


def read_csv(stream: ByteStream, given: Input) -> Iterator[ReadArticle | Skipped]:
    """The article of each row; one that does not match the header is reported."""
    dialect = dialect_of(stream.head, given.options.field_map)
    if dialect is None:
        yield Skipped(given.path, 0, "no header that names a title or a text")
        return
    width, count = len(dialect.header), 0
    for line, row in _rows(stream.texts(), dialect, given):
        if isinstance(row, Skipped):
            yield row
            continue
        while len(row) > width and not row[-1].strip():
            row.pop()
        if not any(cell.strip() for cell in row):
            continue
        count += 1
        # One cell under many names is the rest of a text, or a sum: not a title.
        if len(row) > width or (len(row) == 1 and width >= _FEWEST_CELLS):
            cells = "1 field" if len(row) == 1 else f"{len(row)} fields"
            reason = f"a row of {cells} under a header of {width}: quote its texts"
            yield Skipped(given.path, line, reason)
            continue
        yield read_record(_record(dialect.header, row), given, line, is_row=True)
    if not count:
        yield Skipped(given.path, 0, "a header without rows")


def _record(header: Sequence[str], row: Sequence[str]) -> dict[str, Any]:
    """A row under its names; of two columns with one name, the first that is filled counts."""
    record: dict[str, Any] = {}
    for name, cell in zip(header, row, strict=False):
        if not record.get(name):
            record[name] = cell
    return record


def _rows(
    texts: Iterable[str], dialect: Dialect, given: Input
) -> Iterator[tuple[int, list[str] | Skipped]]:
    """The rows below the header, with the lines where they begin.

    A row that holds others, because a quote in it is never closed, is reported and those are read.
    """
    csv.field_size_limit(max(FIELD_LIMIT, csv.field_size_limit()))
    lines = Lines(texts, dialect.skip, FIELD_LIMIT)
    options = options_of(dialect.escape)
    reader = csv.reader(lines, delimiter=dialect.separator, **options)
    is_header = True
    while True:
        problem = ""
        lines.taken.clear()
        try:
            row = next(reader, None)
        except csv.Error as error:
            row, problem = [], f"a row that cannot be read: {error}"
        for number in lines.take_too_long():
            reason = f"a line of more than {FIELD_LIMIT // 1_000_000} MB"
            yield number, Skipped(given.path, number, reason)
        if row is None or lines.is_end(row):
            return
        begin = lines.taken[0][0] if lines.taken else 0
        if lines.is_open(row) or lines.holds_rows(row, dialect):
            problem = "a quote that is not closed: its row cannot be read"
        if problem:
            yield begin, Skipped(given.path, begin, problem, partial=True)
            lines.go_back()
            reader = csv.reader(lines, delimiter=dialect.separator, **options)
        elif not is_header:
            yield begin, row
        is_header = False
