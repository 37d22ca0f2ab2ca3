"""The page of a result in its order, ties included.

Tantivy orders by score or by one field, and leaves equals in any order. Here equals are put
in order: newer first, then by id, and without sorting more than the page needs.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

import tantivy
from tantivy import DocAddress, Order, Query

from newsearch.engines.base import rounded
from newsearch.engines.tantivy.compilation import every, unscored
from newsearch.engines.tantivy.schema import FIRST_MINUTE, NUMBER
from newsearch.engines.tantivy.statistics import count_of

# Hits fetched beyond the page, to see whether its last one has equals.
_BEYOND = 8

Identify = Callable[[DocAddress], str]


def by_relevance(
    searcher: tantivy.Searcher, query: Query, first: int, end: int, identify: Identify
) -> tuple[int, list[tuple[DocAddress, float]]]:
    """How many match in all, and the hits from ``first`` to ``end`` by score.

    ``identify`` gives the id of an article; it is asked for equals of one minute only.
    """
    wanted = max(1, end) + _BEYOND
    while True:
        result = searcher.search(query, wanted)
        keys = [rounded(score) for score, _ in result.hits]
        if len(keys) < wanted or end < 1 or keys[-1] != keys[end - 1]:
            break
        wanted *= 4
    scores = {_number(address): score for score, address in result.hits}
    addresses = [address for _, address in result.hits]
    page = arranged(
        addresses,
        keys,
        (first, end),
        lambda some: [-minute for minute in minutes_of(searcher, some)],
        lambda some: list(map(identify, some)),
    )
    return count_of(result), [(address, scores[_number(address)]) for address in page]


def by_date(
    searcher: tantivy.Searcher,
    schema: tantivy.Schema,
    query: Query,
    field: str,
    order: Order,
    first: int,
    end: int,
) -> tuple[int, list[DocAddress]]:
    """How many match in all, and the hits from ``first`` to ``end`` by a field of minutes."""
    result = searcher.search(query, max(1, end), order_by_field=field, order=order)
    page: list[DocAddress] = []
    rank = 0
    for minute, group in groupby(result.hits, key=itemgetter(0)):
        addresses = [address for _, address in group]
        start, rank = rank, rank + len(addresses)
        if rank <= first or start >= end:
            continue
        if len(addresses) > 1 or rank == len(result.hits) < count_of(result):
            skipped = max(0, first - start)
            kind = tantivy.FieldType.Integer
            equals = Query.range_query(schema, field, kind, minute, minute)
            addresses = [
                address
                for _, address in searcher.search(
                    every([query, unscored(equals)]),
                    min(end, rank) - start - skipped,
                    count=False,
                    order_by_field="id",
                    offset=skipped,
                    order=Order.Asc,
                ).hits
            ]
        page += addresses
    return count_of(result), page


def scores_of(
    searcher: tantivy.Searcher,
    schema: tantivy.Schema,
    query: Query,
    addresses: Sequence[DocAddress],
) -> dict[Hashable, float]:
    """The scores of some articles, by `address_key`."""
    if not addresses:
        return {}
    numbers = searcher.fast_field_values(NUMBER, list(addresses))
    some = Query.term_set_query(schema, NUMBER, numbers)
    hits = searcher.search(every([query, unscored(some)]), len(numbers), count=False).hits
    return {_number(address): score for score, address in hits}


def arranged(
    items: list[Any],
    keys: Sequence[Any],
    page: tuple[int, int],
    *tie_breakers: Callable[[list[Any]], list[Any]],
) -> list[Any]:
    """The items of a page in order, where equal keys are ordered by the tie breakers.

    Items and keys are in order; a tie breaker gives keys for items, smallest first, and is asked
    only for equals that reach into the page.

    >>> arranged(["c", "b", "a"], [1, 2, 2], (0, 2), lambda items: items)
    ['c', 'a']
    """
    first, end = page
    found: list[Any] = []
    rank = 0
    for _, group in groupby(zip(keys, items, strict=True), key=itemgetter(0)):
        equals = [item for _, item in group]
        start, rank = rank, rank + len(equals)
        if rank <= first or start >= end:
            continue
        here = (max(0, first - start), min(len(equals), end - start))
        if len(equals) > 1 and tie_breakers:
            order = tie_breakers[0](equals)
            sorted_equals = sorted(zip(order, equals, strict=True), key=itemgetter(0))
            found += arranged(
                [item for _, item in sorted_equals],
                [key for key, _ in sorted_equals],
                here,
                *tie_breakers[1:],
            )
        else:
            found += equals[here[0] : here[1]]
    return found


def address_key(address: DocAddress) -> Hashable:
    """What stands for an address in a dictionary."""
    return _number(address)


def _number(address: DocAddress) -> tuple[int, int]:
    return address.segment_ord, address.doc


def minutes_of(searcher: tantivy.Searcher, addresses: Sequence[DocAddress]) -> list[int]:
    """The first minutes of some articles' dates."""
    values = searcher.fast_field_values(FIRST_MINUTE, list(addresses))
    return [int(value or 0) for value in values]
