"""Ranking: the engine's best candidates in the order of a closer look.

The engine scores every article that matches. For the best of them the look is closer: words of the
first few articles speak for the others (`newsearch.searching.feedback`), and, where it is wanted,
what is recent counts more. Pages deeper than that are in the engine's own order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from newsearch.engines.base import Document, EngineReader, Found, FoundDocument, rounded
from newsearch.engines.documents import UNDATED, minutes
from newsearch.lexicon.lexicon import Lexicon
from newsearch.query import Request, Sort
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


@dataclass(frozen=True, slots=True)
class Ranked:
    """A page in its order: how the engine found it, and what a closer look made of it."""

    found: Found
    page: tuple[FoundDocument, ...]


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
        return Ranked(found, found.page)
    end = request.offset + request.limit
    found = reader.search(replace(request, offset=0, limit=max(depth, end)))
    best, rest = found.page[:depth], found.page[depth:]
    scores = [candidate.score for candidate in best]
    documents = [candidate.document for candidate in best]
    if feedback:
        scores = _with_feedback(reader, lexicon, documents, scores)
    if freshness:
        dates = reader.minutes(documents)
        factors = map(freshness.factor, dates)
        scores = [score * factor for score, factor in zip(scores, factors, strict=True)]
    order = sorted(range(len(best)), key=lambda place: -rounded(scores[place]))
    page = [FoundDocument(documents[place], scores[place]) for place in order]
    return Ranked(found, (*page, *rest)[request.offset : end])


def _with_feedback(
    reader: EngineReader, lexicon: Lexicon, documents: Sequence[Document], scores: list[float]
) -> list[float]:
    """The scores with what the words of the best articles add."""
    if len(documents) < 2 or scores[0] <= 0:
        return scores
    seeds = [reader.read(document) for document in documents[:SEEDS]]
    bag = feedback_bag(seeds, scores[:SEEDS], lexicon, reader.count())
    if bag is None:
        return scores
    second = reader.scores(bag, documents)
    highest = max(second)
    if highest <= 0:
        return scores
    share = FEEDBACK_WEIGHT * scores[0] / highest
    return [score + share * other for score, other in zip(scores, second, strict=True)]
