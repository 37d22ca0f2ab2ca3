"""How a table in text parts its cells, and where its header is."""

from __future__ import annotations

import csv
import re
from typing import TYPE_CHECKING, Any, NamedTuple

from newsearch.readers.records.names import name_among, names_by_field
from newsearch.readers.records.view import MOST_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

_SEPARATORS = ",;\t|"
_STATED = re.compile(r'"?sep=([^\w\s"]|\t)"?\r?\n?', re.IGNORECASE)
_DOUBLED = re.compile(r'[^,;\t|\n]""|""[^,;\t|\r\n]')
# Before a separator or a line's end a backslash is the last letter of a text.
_ESCAPED = re.compile(r'\\"(?![,;\t|\r\n]|\Z)')
_LOST_NAME = re.compile(r"\w[?\ufffd]|[?\ufffd]\w|\ufffd|\?\?")
_TEXTS = ("title", "summary", "body")
_ROWS = 20
_MOSTLY = 0.8
# A header may be that far below the table's own title, and rows of a table that many.
_HEADER_WITHIN = 5
_FEWEST_ROWS = 5
_FEWEST_CELLS = 3
_LONGEST_NAME = 60
_LONGEST_HEADER = 20_000


class Dialect(NamedTuple):
    """How a file parts its fields. ``skip`` lines stand before the header."""

    separator: str
    header: tuple[str, ...]
    escape: str | None = None
    skip: int = 0


def dialect_of(head: bytes, field_map: Mapping[str, str] | None = None) -> Dialect | None:
    """How a beginning parts its fields, or None where it is no table of articles.

    The header names a title or a text, which ``field_map`` may say of names not known.
    """
    for candidate, rows in _candidates(head):
        if _names_articles(rows[0], field_map or {}) and _has_rows(rows, candidate.skip):
            return candidate
    return None


def table_header(head: bytes, *, named: bool = False) -> tuple[str, ...] | None:
    """The header of what is plainly a table, or None: many rows of as many cells.

    ``named``: whether its file is called a table; few rows are enough then. As they are
    where the names lost their accents.
    """
    for candidate, rows in _candidates(head):
        if candidate.separator == "|" or any(len(name) > _LONGEST_NAME for name in rows[0]):
            continue
        is_sure = named or has_lost_names(rows[0])
        if len(rows[0]) < (2 if is_sure else _FEWEST_CELLS) or not _is_consistent(rows):
            continue
        if len(rows) >= (2 if is_sure else _FEWEST_ROWS) and not _is_prose(rows, candidate):
            return candidate.header
    return None


def has_lost_names(header: Sequence[str]) -> bool:
    """Whether names of a header lost their accents to question marks (``N?i dung``)."""
    return sum(bool(_LOST_NAME.search(name)) for name in header[:MOST_FIELDS]) >= 2


def options_of(escape: str | None) -> dict[str, Any]:
    """The options of `csv.reader` for how quotes are written in a text."""
    return {"escapechar": escape, "doublequote": escape is None}


def _candidates(head: bytes) -> Iterator[tuple[Dialect, list[list[str]]]]:
    """The ways in which a beginning may be a table, with the header and first rows of each."""
    text = head.decode(errors="replace").lstrip("\ufeff")
    stated = _STATED.match(text)
    lines = text.splitlines(keepends=True)
    is_escaped = _ESCAPED.search(text) and not _DOUBLED.search(text.replace('\\"', ""))
    escape = "\\" if is_escaped else None
    first = 1 if stated else 0
    for skip in range(first, min(first + _HEADER_WITHIN, len(lines))):
        if len(lines[skip]) > _LONGEST_HEADER:
            return
        for separator in [stated[1]] if stated else _SEPARATORS:
            if separator in lines[skip]:
                rows = _rows_of(lines[skip:], separator, escape)
                if rows and len(rows[0]) > 1:
                    header = tuple(name.strip() for name in rows[0])
                    yield Dialect(separator, header, escape, skip), rows


def _rows_of(lines: Sequence[str], separator: str, escape: str | None) -> list[list[str]]:
    """The first rows that the lines hold, but not one that they break off in."""
    rows: list[list[str]] = []
    reader = csv.reader(iter(lines), delimiter=separator, **options_of(escape))
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


def _names_articles(header: Sequence[str], field_map: Mapping[str, str]) -> bool:
    """Whether a row names a text of an article and something else that is known."""
    names = tuple(name.strip() for name in header[:MOST_FIELDS])
    if len(names) < 2 or any(len(name) > _LONGEST_NAME for name in names):
        return False
    if any(field in _TEXTS and name_among(name, names) for field, name in field_map.items()):
        return True
    fields = names_by_field(names).keys()
    words = sum(len(name.split()) for name in names)
    return len(fields) >= 2 and not fields.isdisjoint(_TEXTS) and words <= 4 * len(names)


def _has_rows(rows: Sequence[Sequence[str]], skip: int) -> bool:
    """Whether rows follow a header: a few may be off, below a title more must be right."""
    width = len(rows[0])
    same = sum(len(row) == width for row in rows[1:])
    if skip and not same:
        return False
    parted = sum(len(row) > 1 for row in rows[1:])
    return same >= _MOSTLY * (len(rows) - 1) or 2 * parted >= len(rows) - 1


def _is_consistent(rows: Sequence[Sequence[str]]) -> bool:
    same = sum(len(row) == len(rows[0]) for row in rows[1:])
    return same >= _MOSTLY * (len(rows) - 1)


def _is_prose(rows: Sequence[Sequence[str]], dialect: Dialect) -> bool:
    """Whether cells are the parts of sentences: behind a comma of theirs is a space."""
    if dialect.separator == "\t":
        return False
    cells = [cell for row in rows for cell in row[1:] if cell]
    return sum(cell[0] == " " for cell in cells) * 3 > len(cells)
