"""Pseudo-relevance feedback: the words of the best articles as a second, unspoken query.

Who reports on an event uses the same names, places and numbers, whether or not the query has them.
The most telling words of the first few articles (Rocchio 1971; relevance models, Lavrenko and
Croft 2001) give each of the best candidates a second score, which is added to the first
(as RM3 does, Abdul-Jaleel et al. 2004). Nothing new matches by this; the order changes.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Sequence

from newsearch.analysis.tokens import terms_of
from newsearch.article import Article
from newsearch.engines.base import BM25_K1
from newsearch.lexicon.lexicon import Lexicon
from newsearch.query import Bag, Clause, Variant

SEEDS = 3
"""How many articles give words."""

_TERMS = 40
_LEAD = 200  # tokens of an article's beginning that are read
_LEAD_CHARACTERS = 1_200
# The score of an article falls by a factor e for each tenth of the best score that it lacks.
_SHARPNESS = 10


def feedback_bag(
    seeds: Sequence[Article], scores: Sequence[float], lexicon: Lexicon, articles: int
) -> Bag | None:
    """The most telling words of the seeds, weighed by how often they stand there and how rare.

    ``scores`` are those of the seeds, best first; ``articles`` is how many the corpus has. ``None``
    where the seeds have no words.
    """
    shares = [math.exp((score / scores[0] - 1) * _SHARPNESS) for score in scores]
    weights: defaultdict[str, float] = defaultdict(float)
    for seed, share in zip(seeds, shares, strict=True):
        for term, count in _lead(seed).items():
            weights[term] += share * count / (count + BM25_K1)
    for term in weights:
        weights[term] *= _rarity(lexicon.count(term), articles)
    chosen = sorted(weights.items(), key=lambda item: (-item[1], item[0]))[:_TERMS]
    total = sum(weight for _, weight in chosen)
    if total <= 0:
        return None
    clauses = [
        Clause((Variant(term),), weight=weight / total) for term, weight in chosen if weight > 0
    ]
    return Bag(tuple(clauses), 1)


def _lead(article: Article) -> Counter[str]:
    """How often each term stands in the title, the summary and the first words of the body."""
    text = "\n".join((article.title, article.summary, article.body))[:_LEAD_CHARACTERS]
    return Counter(terms_of(text)[:_LEAD])


def _rarity(count: int, articles: int) -> float:
    """How telling a term is; one that stands only once in the corpus links no articles."""
    return math.log1p(articles / count) if count > 1 else 0.0
