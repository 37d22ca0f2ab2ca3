"""Ranking: the engine's best candidates in the order of a closer look.

The engine scores every article that matches. For the best of them the look is closer: words of the
first few articles speak for the others (`newsearch.searching.feedback`), and, where it is wanted,
what is recent counts more. Pages deeper than that are in the engine's own order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from newsearch.engines.base import Document, EngineReader, Found, FoundDocument, rounded
from newsearch.engines.documents import UNDATED, minutes
from newsearch.lexicon.lexicon import Lexicon
from newsearch.query import Bag, Request, Sort
from newsearch.searching.feedback import SEEDS, feedback_bag

CANDIDATES = 200
"""How many of the best articles are looked at closer."""

FRESH_CANDIDATES = 1_000
"""As many are where what is recent counts more."""

FEEDBACK_WEIGHT = 1.0
"""What the words of the best articles can add, as a share of the best article's score."""

_MINUTES_A_DAY = 1440


@dataclass(frozen=True, slots=True)
class Freshness:
    """A preference for recent articles: after ``half_life`` days it has halved."""

    half_life: float
    now: datetime

    def factor(self, first_minute: int) -> float:
        """What an article's score is multiplied by: 2 for one of now, 1 for a very old one.

        ``1 + 2 ** (-age / half_life)``; an article without a date counts as very old.
        """
        if first_minute == UNDATED:
            return 1.0
        age = max(0.0, (minutes(self.now) - first_minute) / _MINUTES_A_DAY)
        return float(1 + 2 ** (-age / self.half_life))


class RankedDocument(NamedTuple):
    """An article of a page: its score is ``(relevance + feedback) * freshness``."""

    document: Document
    score: float
    relevance: float
    feedback: float = 0.0
    freshness: float = 1.0


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page in its order, and what the engine found in all.

    ``feedback`` holds the words that the best articles added, with their weights; ``fresh`` says
    whether recent articles counted more.
    """

    found: Found
    page: tuple[RankedDocument, ...]
    feedback: Bag | None = None
    fresh: bool = False


def rank(
    reader: EngineReader,
    request: Request,
    lexicon: Lexicon,
    feedback: bool = True,
    freshness: Freshness | None = None,
) -> Ranked:
    """The page that is asked for. Of equal scores the engine's order is kept."""
    depth = FRESH_CANDIDATES if freshness else CANDIDATES
    closer = request.sort is Sort.RELEVANCE and (feedback or freshness is not None)
    if not closer or request.offset >= depth or request.limit <= 0:
        found = reader.search(request)
        return Ranked(found, _as_found(found.page))
    end = request.offset + request.limit
    found = reader.search(replace(request, offset=0, limit=max(depth, end)))
    best, rest = found.page[:depth], found.page[depth:]
    documents = [candidate.document for candidate in best]
    relevance = [candidate.score for candidate in best]
    bag = _feedback(reader, lexicon, best) if feedback else None
    added = _shares(reader, bag, documents, FEEDBACK_WEIGHT * relevance[0]) if bag else None
    factors = [freshness.factor(date) for date in reader.minutes(documents)] if freshness else None
    ranked = [
        RankedDocument(document, (own + more) * factor, own, more, factor)
        for document, own, more, factor in zip(
            documents,
            relevance,
            added or [0.0] * len(best),
            factors or [1.0] * len(best),
            strict=True,
        )
    ]
    ranked.sort(key=lambda one: -rounded(one.score))
    return Ranked(
        found, (*ranked, *_as_found(rest))[request.offset : end], bag, factors is not None
    )


def _as_found(page: Sequence[FoundDocument]) -> tuple[RankedDocument, ...]:
    return tuple([RankedDocument(found.document, found.score, found.score) for found in page])


def _feedback(reader: EngineReader, lexicon: Lexicon, best: Sequence[FoundDocument]) -> Bag | None:
    """The words of the best articles, where there are others to rank by them."""
    if len(best) < 2 or best[0].score <= 0:
        return None
    seeds = [reader.read(candidate.document) for candidate in best[:SEEDS]]
    scores = [candidate.score for candidate in best[:SEEDS]]
    return feedback_bag(seeds, scores, lexicon, reader.count())


def _shares(
    reader: EngineReader, bag: Bag, documents: Sequence[Document], most: float
) -> list[float]:
    """The score of a bag for each document, so that the highest becomes ``most``."""
    scores = reader.scores(bag, documents)
    highest = max(scores)
    return [most * score / highest for score in scores] if highest > 0 else scores
