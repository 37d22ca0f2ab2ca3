"""Where the records of a JSON value are: it may be one, hold some, or hold columns of them."""

from __future__ import annotations

from enum import Enum
from itertools import islice
from typing import TYPE_CHECKING, Any

from newsearch.readers.records.names import belongs_to_an_article, field_of, names_by_field
from newsearch.readers.records.values import NOTHING
from newsearch.readers.records.view import MOST_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_TEXTS = ("title", "summary", "body")
_LOOK_AT = 50


class Shape(Enum):
    """What an object is: a record, something that holds records, or a table by its columns."""

    RECORD = 1
    WRAPPER = 2
    COLUMNS = 3


def shape_of(value: Mapping[str, Any]) -> Shape:
    """What an object is, judged by the names in it and what stands under them."""
    names = names_by_field(
        tuple(value) if len(value) <= MOST_FIELDS else tuple(value)[:MOST_FIELDS]
    )
    body = _first(value, names.get("body", ()))
    if isinstance(body, str):
        return Shape.RECORD
    if body is not None and not _holds_articles(body):
        return Shape.COLUMNS if _are_columns(value, names) else Shape.RECORD
    if _is_split(value) or _are_columns(value, names):
        return Shape.COLUMNS
    stated = any(_first(value, names.get(field, ())) is not None for field in _TEXTS[:2])
    for name, held in islice(value.items(), MOST_FIELDS):
        if isinstance(held, list | dict) and not belongs_to_an_article(name):
            if _holds_articles(held):
                return Shape.WRAPPER
            if not stated and held and _holds_objects(held):
                return Shape.WRAPPER
    return Shape.RECORD


def rows_of(value: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The records of a table that is stored by its columns."""
    if _is_split(value):
        for row in value["data"]:
            if isinstance(row, list):
                yield dict(zip(map(str, value["columns"]), row, strict=False))
        return
    columns = {name: held for name, held in value.items() if isinstance(held, list | dict)}
    first = next(iter(columns.values()))
    for key in first if isinstance(first, dict) else range(max(map(len, columns.values()))):
        yield {name: _cell(held, key) for name, held in columns.items()}


def is_record_name(name: str) -> bool:
    """Whether a name is that of a text of an article."""
    found = field_of(name)
    return found is not None and found[0] in _TEXTS


def is_dated_text(value: Mapping[str, Any]) -> bool:
    """Whether an object has more of an article than what names a feed or a site: text or date."""
    names = names_by_field(tuple(value)[:MOST_FIELDS])
    return any(_first(value, names.get(field, ())) is not None for field in ("body", "published"))


def _first(value: Mapping[str, Any], names: tuple[str, ...]) -> Any:
    for name in names:
        held = value.get(name)
        if held not in NOTHING:
            return held
    return None


def _holds_objects(held: Any, depth: int = 4) -> bool:
    """Whether somewhere near the surface of a list or an object an object stands."""
    items = held if isinstance(held, list) else list(islice(held.values(), _LOOK_AT))
    first = items[:_LOOK_AT]
    return any(isinstance(item, dict) for item in first) or (
        depth > 0
        and any(isinstance(item, list) and _holds_objects(item, depth - 1) for item in first)
    )


def _holds_articles(held: Any) -> bool:
    """Whether a list or an object holds objects with a title and something else of an article."""
    if not isinstance(held, list | dict):
        return False
    items = held if isinstance(held, list) else [held, *islice(held.values(), _LOOK_AT)]
    for item in items[:_LOOK_AT]:
        if isinstance(item, dict):
            names = names_by_field(tuple(item)[:MOST_FIELDS])
            if "title" in names and any(field in names for field in ("body", "url", "published")):
                return True
            if isinstance(_first(item, names.get("body", ())), str) and len(names) > 1:
                return isinstance(held, list) and "title" in names
    return False


def _is_split(value: Mapping[str, Any]) -> bool:
    columns, data = value.get("columns"), value.get("data")
    return (
        isinstance(columns, list)
        and isinstance(data, list)
        and any(isinstance(name, str) and is_record_name(name) for name in columns[:MOST_FIELDS])
    )


def _are_columns(value: Mapping[str, Any], names: Mapping[str, tuple[str, ...]]) -> bool:
    """Whether title and text are columns of a table, as pandas writes them."""
    held = [_first(value, names.get(field, ())) for field in ("title", "body")]
    columns = [column for column in held if column is not None]
    if len(columns) < 2 and not (columns and len(value) > 1):
        return False
    if all(isinstance(column, dict) for column in columns):
        keys = {tuple(islice(column, _LOOK_AT)) for column in columns}
        return len(keys) == 1 and all(key.isdigit() for key in next(iter(keys)))
    others = [other for other in value.values() if other not in NOTHING]
    return (
        all(isinstance(column, list) for column in others)
        and len({len(column) for column in others}) == 1
        and not any(isinstance(cell, dict) for column in columns for cell in column[:_LOOK_AT])
        and isinstance(held[0], list)
    )


def _cell(column: Any, key: Any) -> Any:
    if isinstance(column, dict):
        return column.get(key)
    return column[key] if isinstance(key, int) and key < len(column) else None
