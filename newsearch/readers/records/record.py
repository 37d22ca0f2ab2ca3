"""One record on its way to an article, with the place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsearch.readers.input import ReadArticle
from newsearch.readers.records.fields import article_from_record
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newsearch.readers.input import Input

NO_TEXT = "no title, summary or body"


def read_record(record: Mapping[str, Any], given: Input, line: int) -> ReadArticle | Skipped:
    """The article of a record, or why it holds none."""
    try:
        article, remarks = article_from_record(record, given)
    except RecursionError:
        return Skipped(given.path, line, "a record nested too deeply")
    if article is None:
        return Skipped(given.path, line, NO_TEXT)
    return ReadArticle(article, given.path, line, remarks)
