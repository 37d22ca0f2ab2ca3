"""Facets of a result as users see them, from those that an engine counts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from newsearch.results import Facets
from newsearch.sources.authors import name_key

ENGINE_FACETS = ("source", "author_names", "topics", "day")
"""What an engine is asked to count for `facets_of`."""

_YEAR, _MONTH = len("2021"), len("2021-01")


def facets_of(counted: Mapping[str, Mapping[str, int]]) -> Facets:
    """Counts by source, author, topic, year and month, the most frequent first, then by name.

    A name that is spelled in several ways counts as one, in its most frequent spelling. An article
    of which only the year is known counts in no month.

    >>> facets_of({"source": {}, "author_names": {"Hà Thu": 2, "HÀ THU": 1}, "topics": {},
    ...            "day": {"2021-01-07": 1, "2021-01": 2, "2021": 1}})["month"]
    {'2021-01': 3}
    """
    days = counted["day"]
    return {
        "source": dict(counted["source"]),
        "author": _one_spelling(counted["author_names"]),
        "topic": _one_spelling(counted["topics"]),
        "year": _ordered(_summed((day[:_YEAR], count) for day, count in days.items())),
        "month": _ordered(
            _summed((day[:_MONTH], count) for day, count in days.items() if len(day) >= _MONTH)
        ),
    }


def _one_spelling(counts: Mapping[str, int]) -> dict[str, int]:
    # The most frequent spelling comes first and lends its form.
    spellings: dict[str, str] = {}
    for name in counts:
        spellings.setdefault(name_key(name), name)
    return _ordered(_summed((spellings[name_key(name)], n) for name, n in counts.items()))


def _summed(counts: Iterable[tuple[str, int]]) -> dict[str, int]:
    total: Counter[str] = Counter()
    for name, count in counts:
        total[name] += count
    return total


def _ordered(counts: Mapping[str, int]) -> dict[str, int]:
    return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))
