"""Tables of data in a page as lines of text, a row each; tables that set a page are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

CELL_SIGN = " | "
"""What stands between the cells of a row."""

ROW_LIMIT = 2_000
"""How many rows of a table are read."""

_LONGEST_CELL = 300
_USUAL_CELL = 100
_LINKED_SHARE = 0.5
_FILLED_SHARE = 0.6
_FEWEST_ROWS = 2
_FEWEST_COLUMNS = 2
# What entries of data do not hold; a table with one of them sets a page or a form.
_NOT_IN_DATA = frozenset(
    ("table", "h1", "h2", "h3", "form", "input", "iframe", "video", "article", "script", "figure")
)


def table_rows(table: Element) -> list[str] | None:
    """The rows of a table of data, or None for one that only sets text and pictures in place.

    Data are short entries in two columns or more, most of them filled and few of them links.
    A row of two cells in two rows without a head is too little to tell.
    """
    rows: list[list[str]] = []
    length = linked = cells = heads = 0
    for element in table.iter():
        if not isinstance(element.tag, str) or element is table:
            continue
        if element.tag in _NOT_IN_DATA:
            return None
        if element.tag == "tr":
            if len(rows) == ROW_LIMIT:
                break
            rows.append([])
        elif element.tag in ("td", "th"):
            entry = _text(element)
            if len(entry) > _LONGEST_CELL or not rows:
                return None
            rows[-1].append(entry)
            heads += element.tag == "th"
            length += len(entry)
            cells += bool(entry)
        elif element.tag == "a":
            linked += len(_text(element))
    filled = [row for row in rows if sum(map(bool, row)) >= _FEWEST_COLUMNS]
    if len(filled) < max(_FEWEST_ROWS, _FILLED_SHARE * len(rows)):
        return None
    if len(filled) == _FEWEST_ROWS and not heads and max(map(len, filled)) == _FEWEST_COLUMNS:
        return None
    if length > _USUAL_CELL * cells or linked > _LINKED_SHARE * length:
        return None
    return [_row(row) for row in rows if any(row)]


def _text(element: Element) -> str:
    pieces = (str(piece) for piece in element.itertext() if piece)
    return " ".join(" ".join(pieces).split())


def _row(cells: list[str]) -> str:
    entries = [cell for cell in cells if cell]
    row = CELL_SIGN.join(cells) if len(entries) > 1 else entries[0]
    return " ".join(row.split())
