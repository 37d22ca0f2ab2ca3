"""Queries with their answers, and the ways in which people type them."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from benchmarks.typed_queries import (
    as_telex,
    as_vni,
    decomposed,
    i_for_y,
    old_tone_placement,
)
from newsearch.analysis.folding import fold

AS_WRITTEN = "accented"

WAYS_OF_TYPING: dict[str, Callable[[str], str]] = {
    AS_WRITTEN: str,
    "unaccented": fold,
    "Telex": as_telex,
    "VNI": as_vni,
    "NFD": decomposed,
    "tones": old_tone_placement,
    "i/y": i_for_y,
    "CAPS": str.upper,
}
"""By the heading of its column, how a query that was written with accents is typed."""

EXPLAINED = (
    "Telex, VNI: the keys of these methods, typed with the method off. NFD: marks as characters of",
    "their own. tones: the mark on the other vowel (hòa, hoà). i/y: kĩ for kỹ and the reverse.",
)


# Words with what holds their parts together: 1.250, 2-1, GD&ĐT.
_WORD = re.compile(r"\w+(?:[.,/&-]\w+)*")


class Query(NamedTuple):
    """What was asked, and the ids of the articles that answer it."""

    text: str
    relevant: frozenset[str]


def read_queries(path: Path) -> list[Query]:
    """The queries of a JSON Lines file that say what is relevant."""
    lines = path.read_text(encoding="utf-8").splitlines()
    records = [json.loads(line) for line in lines if line.strip()]
    return [
        Query(record["query"], frozenset(record["relevant"]))
        for record in records
        if record.get("relevant")
    ]


def typed(queries: Iterable[Query], way: Callable[[str], str]) -> list[Query]:
    """The same queries, typed in another way."""
    return [query._replace(text=way(query.text)) for query in queries]


def words_only(text: str) -> str:
    """A text without the marks that a search may take for syntax: quotes, dashes, colons.

    >>> words_only('Ca sĩ A: "Tôi - 30 tuổi"')
    'Ca sĩ A Tôi 30 tuổi'
    """
    return " ".join(_WORD.findall(text))


def how_many_differ(queries: Iterable[Query]) -> str:
    """In a sentence, how many queries each way of typing changes."""
    texts = [query.text for query in queries]
    counts = {
        name: sum(way(text) != text for text in texts) for name, way in WAYS_OF_TYPING.items()
    }
    changed = ", ".join(f"{name} {count}" for name, count in counts.items() if name != AS_WRITTEN)
    return f"Queries that differ: {changed}."
