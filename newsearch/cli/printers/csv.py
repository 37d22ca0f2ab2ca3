"""Search results as CSV (RFC 4180), one hit a row below a heading."""

from __future__ import annotations

import csv
import io
import sys
from typing import TYPE_CHECKING

from newsearch.cli.safe_text import visible
from newsearch.cli.terminal import Screen, is_terminal, write

if TYPE_CHECKING:
    from newsearch.cli.printers.page import Page
    from newsearch.results import SearchResults

HEADING = ("id", "title", "source", "author", "published", "url", "score", "snippet")


def print_csv(results: SearchResults, page: Page, screen: Screen) -> None:
    """Print the rows. A terminal gets control characters made visible, a file as they are."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(HEADING)
    shown = visible if is_terminal(sys.stdout) else str
    for hit in results:
        article = hit.article
        row = (
            hit.id,
            article.title,
            article.source,
            article.author,
            article.published.isoformat() if article.published else "",
            article.url,
            f"{hit.score:.6f}",
            " … ".join(part.text for part in hit.snippets if part.field != "title"),
        )
        writer.writerow([shown(cell) for cell in row])
    write(table.getvalue())
