"""Articles to stories: pairs that may be copies, those that are, and groups around a centre.

Candidates are found by locality-sensitive hashing: signatures are cut into bands, and articles
that agree in all of one are compared (Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*,
chapter 3). Bands are taken one after another, each sorted as numbers, so what is held in memory
is one number for each article, not a table of all bands.

Groups are stars (Aslam, Pelekhov and Rus, *The star clustering algorithm*, 2004): the article with
the most copies is a centre and takes them all, then the next of those that are left. So each
member is a copy of the centre, and no chain of small changes joins what differs. What comes out
depends on the articles alone, not on the order in which they came.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from newsearch.stories.resemblance import BOUNDS, Bounds, Pairs, Rows, copies
from newsearch.stories.shingles import distinct
from newsearch.stories.signatures import Signatures
from newsearch.stories.storage import PLACES

BAND: Final = 4
"""Places of a signature in a band: read as one number of 32 bits.

48 bands of four find 99.9 % of the pairs whose resemblance is 0.6, 95 % at 0.5, and one pair in
3,000 at 0.05.
"""

# In a band that very many share, each article is compared with those next to it, and with the
# first ones: that is all of them up to 16.
_NEXT = 16
_FIRST = 4


def stories_of(articles: Signatures, bounds: Bounds = BOUNDS) -> list[Rows]:
    """The stories among articles: the rows of each, rising; stories by their first row.

    Rows must be in an order that does not depend on how the articles came, and an article
    shall not be older than the one before it.
    """
    edges = _copies(articles, bounds)
    if not len(edges):
        return []
    both = np.concatenate((edges, edges[:, ::-1]))
    both = both[np.lexsort((both[:, 1], both[:, 0]))]
    # Numbered anew, without all the articles that stand alone.
    rows, numbers = np.unique(both[:, 0], return_inverse=True)
    neighbours = np.searchsorted(rows, both[:, 1])
    degrees = np.bincount(numbers)
    ends = degrees.cumsum()
    free = np.ones(len(rows), np.bool_)
    stories = []
    for centre in np.argsort(-degrees, kind="stable").tolist():
        if not free[centre]:
            continue
        others = neighbours[ends[centre] - degrees[centre] : ends[centre]]
        others = others[free[others]]
        free[centre] = False
        free[others] = False
        if len(others):
            stories.append(rows[np.sort(np.append(others, centre))])
    return sorted(stories, key=lambda story: int(story[0]))


def _copies(articles: Signatures, bounds: Bounds) -> Pairs:
    """All pairs of copies that some band finds."""
    large = np.flatnonzero(articles.shingles >= bounds.fewest_shingles)
    bands = np.ascontiguousarray(articles.places).view(np.uint32)
    known = np.zeros(0, np.uint64)
    for band in range(PLACES // BAND):
        new = np.setdiff1d(_candidates(bands[large, band]), known, assume_unique=True)
        found = copies(articles, large[_as_pairs(new)], bounds)
        more = _as_keys(np.searchsorted(large, found))
        known = distinct(np.concatenate((known, more)))
    return large[_as_pairs(known)]


def _candidates(keys: NDArray[np.uint32]) -> NDArray[np.uint64]:
    """Pairs of places with the same key, each as one number, rising."""
    rows = np.arange(len(keys), dtype=np.uint64)
    in_order = np.sort(keys.astype(np.uint64) << np.uint64(32) | rows)
    found, places = in_order >> np.uint64(32), in_order & np.uint64(0xFFFFFFFF)
    follows = np.concatenate(([False], found[1:] == found[:-1]))
    firsts = np.maximum.accumulate(np.where(follows, 0, np.arange(len(keys))))
    members = np.flatnonzero(follows)
    ranks = members - firsts[members]
    pairs = []
    for step in range(1, _NEXT + 1):
        at = members[ranks >= step]
        pairs.append(places[at - step] << np.uint64(32) | places[at])
    for step in range(_FIRST):
        at = members[ranks > _NEXT + step]
        pairs.append(places[firsts[at] + step] << np.uint64(32) | places[at])
    return distinct(np.concatenate(pairs))


def _as_pairs(keys: NDArray[np.uint64]) -> Pairs:
    columns = (keys >> np.uint64(32), keys & np.uint64(0xFFFFFFFF))
    return np.stack(columns, axis=1).astype(np.int64)


def _as_keys(pairs: Pairs) -> NDArray[np.uint64]:
    columns = pairs.astype(np.uint64)
    return columns[:, 0] << np.uint64(32) | columns[:, 1]
