"""Search results as CSV (RFC 4180) for spreadsheets, one hit a row below a heading."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING

from newsearch.cli.safe_text import visible
from newsearch.cli.terminal import Screen, write

if TYPE_CHECKING:
    from newsearch.cli.printers.page import Page
    from newsearch.results import SearchResults

HEADING = ("id", "title", "source", "author", "published", "url", "score", "snippet", "versions")

# Where a spreadsheet may see a formula begin: OWASP's rule against CSV injection, extended to
# spaces before it, which some spreadsheets drop, and to characters of full width.
_FORMULA = re.compile(r"\s*[=+\-@＝＋－＠]|[\t\r\n]")


def print_csv(results: SearchResults, page: Page, screen: Screen) -> None:
    """Print the rows: no cell is a formula, and control characters are made visible."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(HEADING)
    for hit in results:
        article = hit.article
        texts = (
            hit.id,
            article.title,
            article.source,
            article.author,
            article.published.isoformat() if article.published else "",
            article.url,
        )
        snippet = " … ".join(part.text for part in hit.snippets if part.field != "title")
        versions = hit.story.versions if hit.story else 1
        # The score is a number of ours: it may well begin with a minus.
        writer.writerow([*map(_safe, texts), f"{hit.score:.6f}", _safe(snippet), versions])
    write(table.getvalue())


def _safe(cell: str) -> str:
    return f"'{visible(cell)}" if _FORMULA.match(cell) else visible(cell)
