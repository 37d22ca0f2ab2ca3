"""`Filters`: what limits a result, whatever is asked of an index."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypedDict

if TYPE_CHECKING:
    from newsearch.searching.options import SearchOptions

Names = Sequence[str] | str | None
"""One name or several, of which any will do."""

_LISTS = {
    "source": "sources",
    "not_source": "not_sources",
    "topic": "topics",
    "author": "authors",
}


class Filters(TypedDict, total=False):
    """Keyword arguments that `search`, `similar`, `timeline` and `export` share.

    ``since`` and ``until`` are days or periods, both included; words such as *tuần trước* are told
    from ``now``, the present in Vietnam if not given. Of several sources, topics or authors any
    will do.
    """

    since: str | None
    until: str | None
    source: Names
    not_source: Names
    topic: Names
    author: Names
    now: datetime | None


def options_of(filters: Filters, **others: Any) -> SearchOptions:
    """The options of a search with these filters. Raises ``TypeError`` for a name that is none."""
    from newsearch.searching.options import SearchOptions

    for name, value in filters.items():
        others[_LISTS.get(name, name)] = _listed(value) if name in _LISTS else value
    return SearchOptions(**others)


def _listed(names: Any) -> tuple[str, ...]:
    if names is None:
        return ()
    return (names,) if isinstance(names, str) else tuple(names)
