"""What an article is about: its telling words and pairs of neighbours, with their weights.

The weights are tf·idf (Salton and Buckley 1988): what stands often in the article and seldom in the
corpus. The beginning counts twice, because news says first what it is about.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise
from typing import NamedTuple, TypeAlias

from newsearch.analysis.tokens import terms_of
from newsearch.article import Article
from newsearch.engines.base import BM25_K1
from newsearch.lexicon.lexicon import Lexicon, LexiconWord

Pair: TypeAlias = tuple[str, str]
"""Two neighbouring terms."""

LEAD = 80
"""How many terms at the beginning count twice."""

LONGEST = 20_000
"""How many characters are read: what an article is about has been said by then."""


class Telling(NamedTuple):
    """A word (one term) or a pair (two), how often it counts, and how rare it is (idf).

    ``cohesion`` is how much a pair's terms belong together, at most 1: their normalized pointwise
    mutual information (Bouma 2009).
    """

    terms: tuple[str, ...]
    times: int
    rarity: float
    cohesion: float = 1.0

    @property
    def weight(self) -> float:
        """How much it tells by itself: saturated frequency, as in BM25, rarity and cohesion."""
        return self.times / (self.times + BM25_K1) * self.rarity * max(self.cohesion, 0.0)


@dataclass(frozen=True, slots=True)
class TellingTerms:
    """The words and pairs of a text that other articles have too, and the text's `length`."""

    words: tuple[Telling, ...]
    pairs: tuple[Telling, ...]
    length: int

    @classmethod
    def of(
        cls, terms: Sequence[str], lexicon: Lexicon, articles: int, indexed: bool = False
    ) -> TellingTerms:
        """The telling terms among a text's terms, in order.

        ``articles`` is how many the corpus has; of an ``indexed`` text, what stands nowhere else in
        the corpus is left out, for it links no articles.
        """
        own = Counter(terms) if indexed else Counter[str]()
        own_pairs = Counter(pairwise(terms)) if indexed else Counter[Pair]()
        known: dict[str, LexiconWord] = {}
        words: list[Telling] = []
        for term, count in Counter(chain(terms, terms[:LEAD])).items():
            word = lexicon.word(term)
            if word is None:
                continue
            known[term] = word
            if word.count > own[term]:
                words.append(Telling((term,), count, _rarity(word.count, articles)))
        pair_counts = Counter(chain(pairwise(terms), pairwise(terms[:LEAD])))
        there = _pairs_there(pair_counts, known, lexicon)
        pairs = [
            Telling(
                pair,
                pair_counts[pair],
                _rarity(count, articles),
                _cohesion(count, known[pair[0]].count, known[pair[1]].count, lexicon.total()),
            )
            for pair, count in there
            if count > own_pairs[pair]
        ]
        return cls(tuple(words), tuple(pairs), length_of(terms))


def article_terms(article: Article) -> list[str]:
    """The terms of an article's own text in order: title, summary, body, captions."""
    parts = (article.title, article.summary, article.body, *article.captions)
    return terms_of("\n".join(parts)[:LONGEST])


def length_of(terms: Sequence[str]) -> int:
    """How many terms a text has, those of the beginning counted twice; at least 1."""
    return max(1, len(terms) + min(LEAD, len(terms)))


def _rarity(count: int, articles: int) -> float:
    return math.log1p(articles / count)


def _cohesion(count: int, first: int, second: int, total: int) -> float:
    """How much two terms belong together that stand ``count`` times side by side."""
    if count >= total:
        return 1.0
    return math.log(count * total / (first * second)) / math.log(total / count)


def _pairs_there(
    pairs: Counter[Pair], known: dict[str, LexiconWord], lexicon: Lexicon
) -> Iterator[tuple[Pair, int]]:
    """The pairs that the corpus has, in their order, each with how often it occurs there."""
    following: defaultdict[str, list[str]] = defaultdict(list)
    for first, second in pairs:
        if first in known and second in known:
            following[first].append(second)
    for first, seconds in following.items():
        counts = lexicon.pair_counts([known[first]], [known[second] for second in seconds])
        for second in seconds:
            count = counts.get((known[first].number, known[second].number), 0)
            if count:
                yield (first, second), count
