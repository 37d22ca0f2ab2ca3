"""What a reader finds in an index: which state of a workload, or what is wrong with it."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

from newsearch import NewsIndex
from newsearch.errors import NewsearchError
from torture.crashes.workload import COMMON, PLACES, Texts, Workload, number_in

_SEARCHES = 4


class Wrong(Exception):
    """What is wrong with an index."""


def found_state(path: Path, workload: Workload, allowed: Iterable[int]) -> int:
    """After which of the allowed steps the index is as it is; everything that it says is checked.

    Raises `Wrong`.
    """
    try:
        with NewsIndex.open(path) as index:
            _expect_sound(index)
            there = {one.id: (one.title, one.body) for one in index.export()}
            for number in allowed:
                if there == workload.expected(number):
                    _expect_answers(index, there)
                    return number
            raise Wrong(_difference(there, workload, allowed))
    except NewsearchError as error:
        raise Wrong(f"{type(error).__name__}: {error}") from error


def leftovers(path: Path, scratch: Path) -> list[str]:
    """What lies about after a commit that is no part of the index."""
    expected = {"CURRENT", "writer.lock", "generations"}
    strange = [str(one) for one in path.iterdir() if one.name not in expected]
    generations = sorted((path / "generations").iterdir())
    strange += [str(one) for one in generations[:-1]]
    if scratch.is_dir():
        strange += [str(one) for one in scratch.iterdir()]
    return strange


def _expect_sound(index: NewsIndex) -> None:
    damages = index.check().damages
    if damages:
        raise Wrong(f"check: {damages[0]}")


def _expect_answers(index: NewsIndex, there: dict[str, Texts]) -> None:
    """Engine, lexicon, stories and completions must answer from these articles."""
    if index.stats().articles != len(there):
        raise Wrong(f"stats: {index.stats().articles} articles, not {len(there)}")
    total = index.search(COMMON, group=False, limit=1).total
    if total != len(there):
        raise Wrong(f"search: {COMMON!r} finds {total} articles, not {len(there)}")
    source = random.Random(len(there))
    for identity in source.sample(sorted(there), min(_SEARCHES, len(there))):
        number = number_in(there[identity])
        hits = [hit.article.id for hit in index.search(f'"{number}"', group=False).hits]
        if hits != [identity]:
            raise Wrong(f"search: the number {number} of {identity} finds {hits}")
    place = source.choice(PLACES)
    saying = {identity for identity, (_, body) in there.items() if place in body}
    results = index.search(f'"{place}"', group=False, limit=1000, snippets=0)
    if {hit.article.id for hit in results.hits} != saying:
        raise Wrong(f"search: {place!r} finds {results.total} articles, not {len(saying)}")
    if [one.articles for one in index.sources()] != [len(there)]:
        raise Wrong(f"sources: {index.sources()}")
    if not index.suggest("ban tin"):
        raise Wrong("suggest: nothing")


def _difference(there: dict[str, Texts], workload: Workload, allowed: Iterable[int]) -> str:
    parts = []
    for number in allowed:
        expected = workload.expected(number)
        other = sum(there[one] != expected[one] for one in there.keys() & expected.keys())
        parts.append(
            f"of step {number} {len(expected.keys() - there.keys())} articles are missing, "
            f"{other} are other ones, {len(there.keys() - expected.keys())} too many"
        )
    return "; ".join(parts)
