"""What a story is found by: a short signature of each article, made where it is analysed.

An article is taken as the set of its body's shingles. Title, byline, lead and captions have no
part in it, since papers change them. How an article begins (the lead, or else the first words of
the body) is kept apart: where it is the same too, a text that was reworded here and there is still
told from a later report that takes over half of an earlier one. So are the numbers of the body:
reports written to a pattern (gold prices, lottery draws) share most of their words from day to
day, but not their numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from newsearch.analysis.term_batch import TermBatch
from newsearch.article import Article, Published
from newsearch.stories.minhash import Hashes, minhash
from newsearch.stories.shingles import HashedText, Shingles
from newsearch.stories.storage import BEGINNING_PLACES, NUMBERS, PLACES, identity_hash

NO_NUMBER: Final = np.iinfo(np.uint16).max
"""Stands where an article has fewer numbers than are kept."""

UNDATED: Final = np.iinfo(np.int32).max
"""The minute of an article whose date is not known: later than any."""

COLUMNS: Final = (
    "places",
    "shingles",
    "beginnings",
    "numbers",
    "first_minutes",
    "last_minutes",
    "sources",
)
"""The arrays of `Signatures`."""

# Shingles of a beginning: the length of a lead.
_BEGINNING_SHINGLES = 32
_YEAR_ONE = datetime(1, 1, 1)
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, eq=False)
class Signatures:
    """The signatures of some articles: one row for each, in every array.

    ``places`` are MinHash signatures of `PLACES` bytes, and ``beginnings`` some of
    `BEGINNING_PLACES` bytes; ``shingles`` is the number of different shingles; ``numbers`` the
    `NUMBERS` least hashes of numbers in the text, rising, with `NO_NUMBER` behind where there are
    fewer; ``first_minutes`` and ``last_minutes`` the known period in minutes since the year 1, or
    `UNDATED`; ``sources`` a hash of who published it, 0 where that is not known.
    """

    ids: tuple[str, ...]
    places: NDArray[np.uint8]
    shingles: NDArray[np.int32]
    beginnings: NDArray[np.uint8]
    numbers: NDArray[np.uint16]
    first_minutes: NDArray[np.int32]
    last_minutes: NDArray[np.int32]
    sources: Hashes

    def __len__(self) -> int:
        return len(self.ids)

    def part(self, start: int, stop: int) -> Signatures:
        """Those of some articles in a row; the arrays are not copied."""
        columns = {name: getattr(self, name)[start:stop] for name in COLUMNS}
        return Signatures(ids=self.ids[start:stop], **columns)


def signatures(batch: TermBatch) -> Signatures:
    """The signatures of the articles of a batch."""
    size = len(batch.articles)
    text, lead = HashedText.of(batch, "body"), HashedText.of(batch, "summary")
    body, summary = text.shingles(), lead.shingles()
    # Some articles, as from feeds, consist of a lead only.
    empty = body.counts(size) == 0
    shingles = body.distinct(summary.chosen(empty[summary.documents]))
    room = _BEGINNING_SHINGLES - summary.counts(size)
    beginnings = summary.chosen(summary.ranks(size) < _BEGINNING_SHINGLES).distinct(
        body.chosen(body.ranks(size) < room[body.documents])
    )
    periods = [_period(article.published) for article in batch.articles]
    minutes = np.array(periods, np.int32).reshape(size, 2)
    return Signatures(
        ids=tuple(article.id for article in batch.articles),
        places=_signatures(shingles, size, PLACES),
        shingles=shingles.counts(size).astype(np.int32),
        beginnings=_signatures(beginnings, size, BEGINNING_PLACES),
        numbers=_numbers(text, size),
        first_minutes=minutes[:, 0],
        last_minutes=minutes[:, 1],
        sources=np.array([_source(article) for article in batch.articles], np.uint32),
    )


def no_signatures() -> Signatures:
    """The signatures of no article."""
    none = np.zeros(0, np.int32)
    return Signatures(
        ids=(),
        places=np.zeros((0, PLACES), np.uint8),
        shingles=none,
        beginnings=np.zeros((0, BEGINNING_PLACES), np.uint8),
        numbers=np.zeros((0, NUMBERS), np.uint16),
        first_minutes=none,
        last_minutes=none,
        sources=none.astype(np.uint32),
    )


def in_order(parts: list[Signatures]) -> Signatures:
    """The articles of all parts, ordered by date and then by a hash of the id.

    Takes the parts out of the list, so that they need not be held twice.
    """
    ids = np.array(list(chain.from_iterable(part.ids for part in parts)), np.object_)
    hashes = np.fromiter(map(identity_hash, ids), np.uint64, len(ids))
    minutes = np.concatenate([part.first_minutes for part in parts])
    order = np.lexsort((hashes, minutes))
    places = np.empty_like(order)
    places[order] = np.arange(len(order))
    columns = {}
    for name in COLUMNS:
        first = getattr(parts[0], name)
        columns[name] = np.empty((len(order), *first.shape[1:]), first.dtype)
    end = len(order)
    while parts:
        part = parts.pop()
        at = places[end - len(part) : end]
        for name, column in columns.items():
            column[at] = getattr(part, name)
        end -= len(part)
    return Signatures(ids=tuple(ids[order].tolist()), **columns)


def _signatures(shingles: Shingles, size: int, places: int) -> NDArray[np.uint8]:
    starts = np.flatnonzero(np.diff(shingles.documents, prepend=-1))
    signatures = np.zeros((size, places), np.uint8)
    signatures[shingles.documents[starts]] = minhash(shingles.hashes, starts, places)
    return signatures


def _numbers(text: HashedText, size: int) -> NDArray[np.uint16]:
    kept = np.full((size, NUMBERS), NO_NUMBER, np.uint16)
    hashes = text.hashes[text.numbers] >> np.uint32(16)
    found = Shingles(text.documents[text.numbers], hashes).distinct()
    ranks = found.ranks(size)
    low = ranks < NUMBERS
    kept[found.documents[low], ranks[low]] = found.hashes[low]
    return kept


def _period(published: Published | None) -> tuple[int, int]:
    if published is None:
        return UNDATED, UNDATED
    first = (published.moment - _YEAR_ONE) // _MINUTE
    return first, (published.last_moment() - _YEAR_ONE) // _MINUTE


def _source(article: Article) -> int:
    source = article.source.casefold()
    return crc32(source.encode("utf-8", "replace")) or 1 if source else 0
