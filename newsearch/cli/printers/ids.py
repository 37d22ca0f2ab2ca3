"""The ids of search results, one a line: for ``newsearch show -`` and for scripts."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from newsearch.cli.safe_text import visible
from newsearch.cli.terminal import Screen, is_terminal, write

if TYPE_CHECKING:
    from newsearch.cli.printers.page import Page
    from newsearch.results import SearchResults


def print_ids(results: SearchResults, page: Page, screen: Screen) -> None:
    """Print the ids. A terminal gets control characters made visible, a pipe as they are."""
    shown = visible if is_terminal(sys.stdout) else str
    for hit in results:
        write(f"{shown(hit.id)}\n")
