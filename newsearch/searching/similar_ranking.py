"""Ranking similar articles: the engine finds candidates, a closer look puts them in order.

The engine is asked for any of the most telling pairs and words. The best of what it finds are read,
and compared with the text by the cosine of their vectors (Salton, Wong and Yang 1975), whose
components are the square root of how often a term counts, times its rarity. Words and pairs weigh
the same. The other article's vector is taken as long as the square root of its length, so that
only the text's own terms need be looked up.

A text no longer than the beginning of an article says too little by itself: the article that is
most like it is compared with the others, too (pseudo-relevance feedback, as in
`newsearch.searching.feedback`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from heapq import nsmallest
from itertools import chain, pairwise

from newsearch.article import Article
from newsearch.engines.base import EngineReader, rounded
from newsearch.engines.documents import UNDATED
from newsearch.lexicon.lexicon import Lexicon
from newsearch.query import PAIR_FIELDS, TEXT_FIELDS, Bag, Clause, FieldGroup, Request, Variant
from newsearch.searching.ranking import Ranked, RankedDocument
from newsearch.searching.similar_terms import (
    LEAD,
    Telling,
    TellingTerms,
    article_terms,
    length_of,
)

CANDIDATES = 30
"""How many of the best articles are read and compared."""

# Measured on articles of known events (docs/relevance.md).
_ASKED = 30  # pairs that the engine is asked for, and words
_REQUIRED_SHARE = 0.07  # of what is asked for must be in an article, and at least
_REQUIRED = 2
_COMPARED = 150  # pairs that are compared, and words

# An article of years before or after counts so much less than one of the same day; half of that
# after so many days. Where a date is not known nothing is taken off.
FAR_AWAY = 0.1
_HALF_FAR = 60
_MINUTES_A_DAY = 1440

_WORD_GROUPS = (FieldGroup(TEXT_FIELDS),)
_PAIR_GROUPS = (FieldGroup(PAIR_FIELDS),)


def strongest(terms: TellingTerms, number: int) -> tuple[list[Telling], list[Telling]]:
    """The words and the pairs that tell most, at most so many of each."""
    pairs = [pair for pair in terms.pairs if pair.weight > 0]
    return _most(terms.words, number, _by_weight), _most(pairs, number, _by_weight)


def candidate_bag(terms: TellingTerms) -> Bag | None:
    """What the engine is asked; ``None`` where there is nothing to ask for."""
    words, pairs = strongest(terms, _ASKED)
    clauses = [
        Clause((Variant(" ".join(telling.terms)),), groups, telling.weight)
        for groups, chosen in ((_PAIR_GROUPS, pairs), (_WORD_GROUPS, words))
        for telling in chosen
    ]
    if not clauses:
        return None
    required = max(math.ceil(len(clauses) * _REQUIRED_SHARE), min(_REQUIRED, len(clauses)))
    return Bag(tuple(clauses), required)


def rank_similar(
    reader: EngineReader,
    request: Request,
    lexicon: Lexicon,
    terms: TellingTerms,
    minute: int = UNDATED,
) -> Ranked:
    """The page that is asked for. Equal ones stand newer first, then by id.

    ``minute`` is when the text was published.
    """
    if request.limit <= 0:
        return Ranked(reader.search(request), ())
    end = request.offset + request.limit
    found = reader.search(replace(request, offset=0, limit=max(CANDIDATES, end)))
    best, rest = found.page[:CANDIDATES], found.page[CANDIDATES:]
    documents = [candidate.document for candidate in best]
    articles = [reader.read(document) for document in documents]
    scores = _compared(articles, terms, lexicon, reader.count())
    rows = []
    for candidate, article, score, other in zip(
        best, articles, scores, reader.minutes(documents), strict=True
    ):
        score *= nearness(minute, other)
        ranked = RankedDocument(candidate.document, score, candidate.score)
        rows.append((-rounded(score), -other, article.id, ranked))
    rows.sort(key=lambda row: row[:3])
    ordered = [row[3] for row in rows]
    if rest:
        # Those that were not compared stand below, in the engine's order.
        scale = ordered[-1].score / best[-1].score if best[-1].score > 0 else 0.0
        ordered += [RankedDocument(one.document, one.score * scale, one.score) for one in rest]
    return Ranked(found, tuple(ordered[request.offset : end]))


def _compared(
    articles: Sequence[Article], terms: TellingTerms, lexicon: Lexicon, count: int
) -> list[float]:
    """How similar each article is; for a short text the most similar one speaks, too."""
    comparison = Comparison(terms)
    own = [comparison.score(article) for article in articles]
    most = max(own, default=0.0)
    if terms.length > 2 * LEAD or most <= 0:  # the lead counts twice
        return own
    first = min(range(len(own)), key=lambda place: (-own[place], articles[place].id))
    second = Comparison(TellingTerms.of(article_terms(articles[first]), lexicon, count, True))
    shares = [second.score(article) for article in articles]
    shares[first] = 1.0
    return [(score + most * share) / 2 for score, share in zip(own, shares, strict=True)]


class Comparison:
    """Compares articles with one text."""

    def __init__(self, terms: TellingTerms) -> None:
        self._words = _weights(terms.words)
        self._pairs = _weights(terms.pairs)
        # What the text itself would have, so that one scale holds for all texts.
        counts = {telling.terms: telling.times for telling in (*terms.words, *terms.pairs)}
        full = sum(
            math.sqrt(counts[chosen]) * weight
            for chosen, weight in chain(self._words.items(), self._pairs.items())
        )
        self._scale = math.sqrt(terms.length) / full if full else 0.0

    def score(self, article: Article) -> float:
        """How similar an article is: 0 without a common term, about 1 for the same text."""
        terms = article_terms(article)
        lead = terms[:LEAD]
        shared = _shared(self._words, chain(zip(terms), zip(lead)))
        shared += _shared(self._pairs, chain(pairwise(terms), pairwise(lead)))
        return self._scale * shared / math.sqrt(length_of(terms))


def nearness(minute: int, other: int) -> float:
    """What the days between two articles leave of their similarity."""
    if UNDATED in (minute, other):
        return 1.0
    days = abs(minute - other) / _MINUTES_A_DAY
    return 1.0 - FAR_AWAY * days / (days + _HALF_FAR)


def _weights(tellings: Sequence[Telling]) -> dict[tuple[str, ...], float]:
    """What each of the terms compared adds, times the root of how often another article has it."""
    norm = math.sqrt(sum(telling.times * telling.rarity**2 for telling in tellings))
    return {
        telling.terms: math.sqrt(telling.times) * telling.rarity**2 / norm
        for telling in _most(tellings, _COMPARED, _by_square)
    }


def _shared(weights: Mapping[tuple[str, ...], float], terms: Iterable[tuple[str, ...]]) -> float:
    """The terms that have weights, each with the root of how often it comes."""
    counts = Counter(filter(weights.__contains__, terms))
    return sum(weights[term] * math.sqrt(count) for term, count in counts.items())


def _most(
    tellings: Iterable[Telling], number: int, weight: Callable[[Telling], float]
) -> list[Telling]:
    return nsmallest(number, tellings, key=lambda telling: (-weight(telling), telling.terms))


def _by_weight(telling: Telling) -> float:
    return telling.weight


def _by_square(telling: Telling) -> float:
    return telling.times * telling.rarity**2
