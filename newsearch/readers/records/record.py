"""One record on its way to an article, with the place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsearch.readers.input import ReadArticle
from newsearch.readers.records.fields import article_from_record
from newsearch.readers.records.names import names_by_field
from newsearch.readers.records.unpublished import why_unpublished
from newsearch.readers.records.unused import missing_names, shown_names
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsearch.readers.input import Input

NO_TEXT = "no title, summary or body"


def read_record(
    record: Mapping[str, Any], given: Input, line: int, *, is_row: bool = False
) -> ReadArticle | Skipped:
    """The article of a record, or why it holds none. ``is_row``: whether it is a row of a table."""
    if reason := why_unpublished(record):
        return Skipped(given.path, line, reason)
    try:
        article, remarks = article_from_record(record, given, is_row=is_row)
    except RecursionError:
        return Skipped(given.path, line, "a record nested too deeply")
    if article is None:
        return Skipped(given.path, line, f"{NO_TEXT}{names_seen(record, given)}")
    return ReadArticle(article, given.path, line, remarks)


def names_seen(record: Mapping[str, Any], given: Input) -> str:
    """The names of a record, where none of them is one of a text; what is wrong with a map."""
    names = tuple(map(str, record))
    known = names_by_field(names)
    missing = missing_names(given.options.field_map, names)
    seen = "" if {"title", "summary", "body"} & known.keys() else shown_names(names)
    advice = "; name them with --map title=… --map body=…"
    return (f" (fields: {seen}{advice})" if seen else "") + "".join(
        f"; {reason}" for reason in missing
    )
