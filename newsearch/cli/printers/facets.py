"""The facets of a result as text: a line for each, its most frequent values with their counts."""

from __future__ import annotations

from collections.abc import Mapping

from newsearch.cli.terminal import Screen, Span
from newsearch.results import Facets

VALUES_NAMED = 10
"""How many values of each facet are printed; JSON has all."""

_INDENT = len("source: ")


def print_facets(facets: Facets, screen: Screen) -> None:
    """Print the facets that have any values; months and years stand in the order of time."""
    for name, counts in facets.items():
        if counts:
            _print_facet(name, counts, screen)
    if any(facets.values()):
        screen.line()


def _print_facet(name: str, counts: Mapping[str, int], screen: Screen) -> None:
    named = list(counts.items())[:VALUES_NAMED]
    if name in ("year", "month"):
        named.sort()
    values = " · ".join(f"{value} {count:,}" for value, count in named)
    more = len(counts) - len(named)
    rest = f" · and {more:,} more" if more else ""
    screen.line(
        Span(f"{name}:".ljust(_INDENT), "dim"), Span(values), Span(rest, "dim"), hang=_INDENT
    )
