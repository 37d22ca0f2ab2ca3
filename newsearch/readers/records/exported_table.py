"""CSV as this library exports it, known by its header and read strictly.

Nothing is guessed of such a table: texts may hold what looks like rows of another.
"""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

from newsearch.readers.limits import RECORD_LIMIT
from newsearch.readers.packing.stream import lines_of
from newsearch.readers.records.exported_rows import COLUMNS, HEADER
from newsearch.readers.records.record import read_record
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsearch.readers.input import Input, ReadArticle
    from newsearch.readers.packing.stream import ByteStream

_HEADER = HEADER.encode()


def is_exported_table(head: bytes) -> bool:
    """Whether a beginning is the header of an exported table."""
    return head.startswith(_HEADER) and head[len(_HEADER) : len(_HEADER) + 1] in (b"\n", b"\r")


def read_exported_table(stream: ByteStream, given: Input) -> Iterator[ReadArticle | Skipped]:
    """The articles of an exported table; where a row is broken, nothing behind it is read."""
    csv.field_size_limit(max(RECORD_LIMIT, csv.field_size_limit()))
    rows = csv.reader(_lines(stream), strict=True)
    first, count = 1, 0
    try:
        for row in rows:
            line, first = first, rows.line_num + 1
            if line == 1 or not row:
                continue
            count += 1
            if len(row) == len(COLUMNS):
                yield read_record(dict(zip(COLUMNS, row, strict=True)), given, line, is_row=True)
            else:
                reason = f"an exported row of {len(row)} cells instead of {len(COLUMNS)}"
                yield Skipped(given.path, line, reason, partial=True)
    except csv.Error as error:
        reason = f"a row that cannot be read, so nothing behind it is: {error}"
        yield Skipped(given.path, first, reason, partial=True)
    else:
        if not count:
            yield Skipped(given.path, 0, "a header without rows")


def _lines(stream: ByteStream) -> Iterator[str]:
    for _, line in lines_of(stream.texts(), RECORD_LIMIT):
        if line is None:
            raise csv.Error(f"a line of more than {RECORD_LIMIT // 1_000_000} MB")
        yield line + "\n"
