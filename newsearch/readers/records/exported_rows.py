"""Rows of CSV that this library exported: how an article is written as one, and read back.

No cell is a formula to a spreadsheet and none holds a control character, yet each can be read
back as it was. A cell that would be a formula, or that begins with an apostrophe, gets an
apostrophe in front; one with control characters is a JSON string behind an apostrophe. A list is
one cell in JSON.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from newsearch.readers.records.exported import LISTS, MARK, exported_record, read_marked

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsearch.article import Article

COLUMNS = (
    MARK, "id", "title", "published", "source", "author", "url", "summary", "body", "captions",
    "topics", "origin", "language", "related", "published_words", "published_context",
)  # fmt: skip
"""The header of an exported table. Its first column marks each row as exported."""

HEADER = ",".join(COLUMNS)
"""The same as the first line of a file."""

# OWASP's rule against CSV injection, extended to spaces in front, which some spreadsheets drop,
# and to signs of full width.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")
# What a terminal may obey, but for tabs and line ends: controls, separators of lines, what turns
# the direction of writing, lone surrogates.
_CONTROL = re.compile(
    "[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)


def row_of(article: Article) -> str:
    """An article as one row with its line end; cells may hold line ends, too."""
    record = exported_record(article)
    row = io.StringIO()
    csv.writer(row, lineterminator="\n").writerow([_cell(record.get(name)) for name in COLUMNS])
    return row.getvalue()


def read_marked_row(row: Mapping[str, Any]) -> Article | None:
    """The article of a marked row exactly as it was, or None where the row is damaged."""
    record: dict[str, Any] = {}
    try:
        for name in COLUMNS:
            text = _text_of(row.get(name) or "")
            if text and name in LISTS:
                record[name] = json.loads(text)
            elif text or name == "language":
                record[name] = text
    except (ValueError, RecursionError):
        return None
    return read_marked(record)


def _cell(value: str | int | Sequence[object] | None) -> str:
    """A value as a cell: no formula, no control characters."""
    if value is None:
        return ""
    if not isinstance(value, str | int):
        return _escaped(json.dumps(value, ensure_ascii=False))
    text = str(value)
    if _CONTROL.search(text):
        return "'" + _escaped(json.dumps(text, ensure_ascii=False))
    return f"'{text}" if text.startswith("'") or _FORMULA.match(text) else text


def _text_of(cell: str) -> str:
    """The text that a cell was made of."""
    if cell.startswith("'\""):
        text = json.loads(cell[1:])
        return text if isinstance(text, str) else cell
    return cell.removeprefix("'")


def _escaped(document: str) -> str:
    """A JSON document without control characters: the same values."""
    return _CONTROL.sub(lambda match: f"\\u{ord(match[0]):04x}", document)
