"""CSV, TSV and their kin: rows under a header that names fields of articles."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from newsearch.readers.packing.stream import lines_of
from newsearch.readers.records.names import field_of
from newsearch.readers.records.record import read_record
from newsearch.readers.records.view import MOST_FIELDS
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newsearch.readers.input import Input, ReadArticle
    from newsearch.readers.packing.stream import ByteStream

FIELD_LIMIT = 16_000_000
"""The longest field, or line, that is read, in letters."""

_SEPARATORS = ",;\t|"
_STATED = re.compile(r'"?sep=([^\w\s"]|\t)"?\r?\n?', re.IGNORECASE)
_DOUBLED = re.compile(r'[^,;\t|\n]""|""[^,;\t|\r\n]')
# Before a separator or a line's end a backslash is the last letter of a text.
_ESCAPED = re.compile(r'\\"(?![,;\t|\r\n]|\Z)')
_TEXTS = ("title", "summary", "body")
_ROWS = 20
_MOSTLY = 0.8
_LONGEST_NAME = 60
_LONGEST_HEADER = 20_000


class Dialect(NamedTuple):
    """How a file parts its fields. ``skip`` lines stand before the header."""

    separator: str
    header: tuple[str, ...]
    escape: str | None = None
    skip: int = 0


def is_csv(head: bytes) -> bool:
    """Whether a beginning is a header that names texts of articles, with rows to match."""
    return dialect_of(head) is not None


def dialect_of(head: bytes) -> Dialect | None:
    """How a beginning parts its fields, or None where it is no table of articles."""
    text = head.decode(errors="replace").lstrip("\ufeff")
    stated = _STATED.match(text)
    skip = 1 if stated else 0
    lines = text.splitlines(keepends=True)[skip:]
    if not lines or len(lines[0]) > _LONGEST_HEADER:
        return None
    is_escaped = _ESCAPED.search(text) and not _DOUBLED.search(text.replace('\\"', ""))
    escape = "\\" if is_escaped else None
    for separator in [stated[1]] if stated else _SEPARATORS:
        if separator not in lines[0]:
            continue
        rows = _rows_of(lines, separator, escape)
        if rows and _names_articles(rows[0]) and _is_consistent(rows):
            return Dialect(separator, tuple(name.strip() for name in rows[0]), escape, skip)
    return None


def read_csv(stream: ByteStream, given: Input) -> Iterator[ReadArticle | Skipped]:
    """The article of each row; one that does not match the header is reported."""
    dialect = dialect_of(stream.head)
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
        if len(row) > width:
            reason = f"a row of {len(row)} fields under a header of {width}: quote its texts"
            yield Skipped(given.path, line, reason)
            continue
        yield read_record(_record(dialect.header, row), given, line)
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
    """The rows below the header, with the lines where they begin."""
    csv.field_size_limit(max(FIELD_LIMIT, csv.field_size_limit()))
    too_long: list[int] = []

    def lines() -> Iterator[str]:
        for number, line in lines_of(texts, FIELD_LIMIT):
            if line is None:
                too_long.append(number)
            elif number > dialect.skip:
                yield line + "\n"

    reader = csv.reader(lines(), delimiter=dialect.separator, **_options(dialect.escape))
    begin, is_header = 1 + dialect.skip, True
    while True:
        try:
            row = next(reader, None)
        except csv.Error as error:
            place = begin
            begin = reader.line_num + 1 + dialect.skip
            yield place, Skipped(given.path, place, f"a row that cannot be read: {error}")
            continue
        for number in too_long:
            reason = f"a line of more than {FIELD_LIMIT // 1_000_000} MB"
            yield number, Skipped(given.path, number, reason)
        begin_next = reader.line_num + 1 + dialect.skip + len(too_long)
        if row is None:
            return
        if not is_header:
            yield begin, row
        is_header, begin = False, begin_next
        dialect = dialect._replace(skip=dialect.skip + len(too_long)) if too_long else dialect
        too_long.clear()


def _options(escape: str | None) -> dict[str, Any]:
    return {"escapechar": escape, "doublequote": escape is None}


def _rows_of(lines: Sequence[str], separator: str, escape: str | None) -> list[list[str]]:
    """The first rows that the lines hold, but not one that they break off in."""
    rows: list[list[str]] = []
    reader = csv.reader(iter(lines), delimiter=separator, **_options(escape))
    try:
        for row in reader:
            if row:
                rows.append(row)
            if len(rows) > _ROWS:
                break
    except csv.Error:
        return rows
    cut = reader.line_num >= len(lines) and len(rows) > 2
    return rows[:-1] if cut else rows


def _names_articles(header: Sequence[str]) -> bool:
    """Whether a row names a text of an article and something else that is known."""
    if len(header) < 2 or any(len(name) > _LONGEST_NAME for name in header[:MOST_FIELDS]):
        return False
    fields = {found[0] for name in header[:MOST_FIELDS] if (found := field_of(name.strip()))}
    if not fields.intersection(_TEXTS):
        return False
    words = sum(len(name.split()) for name in header)
    return len(fields) >= 2 and words <= 4 * len(header)


def _is_consistent(rows: Sequence[Sequence[str]]) -> bool:
    width = len(rows[0])
    same = sum(len(row) == width for row in rows[1:])
    return same >= _MOSTLY * (len(rows) - 1) or (len(rows) == 2 and len(rows[1]) <= width)
