"""Accent restoration: which accented words an unaccented text most likely stands for.

A first-order model over the spellings that the corpus itself holds: the probability of a word
after another is 0.95 of the pair's share and 0.05 of the word's own share (linear
interpolation, Jelinek and Mercer 1980), and the best row of words is found with the Viterbi
algorithm. Words that were typed with accents stay as they are and help those beside them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from newsearch.analysis.folding import is_unaccented
from newsearch.lexicon.lexicon import Lexicon, LexiconWord

_PAIR_SHARE = 0.95
_WORD_SHARE = 0.05


def spellings(term: str, lexicon: Lexicon) -> tuple[LexiconWord, ...]:
    """The words of the corpus that a typed term may stand for, the most frequent first.

    A term typed with accents, and one that the corpus has in no spelling, is only itself.
    """
    if is_unaccented(term):
        found = lexicon.spelled(term)
        if found:
            return found
    return (lexicon.word(term) or LexiconWord(0, term, 0),)


def restore(terms: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The most likely accented reading of a row of terms, one for each.

    >>> restore(["bau", "cu"], lexicon)  # doctest: +SKIP
    ['bầu', 'cử']
    """
    if not terms:
        return []
    total = max(1, lexicon.total())
    choices = [spellings(term, lexicon) for term in terms]
    best = [(_share(word, total), [word.term]) for word in choices[0]]
    for before, here in pairwise(choices):
        pairs = lexicon.pair_counts(before, here)
        following = []
        for word in here:
            alone = _WORD_SHARE * (word.count + 0.5) / total
            score, row = max(
                (
                    (score + math.log(_pair_share(previous, word, pairs) + alone), row)
                    for previous, (score, row) in zip(before, best, strict=True)
                ),
                key=lambda candidate: candidate[0],
            )
            following.append((score, [*row, word.term]))
        best = following
    return max(best, key=lambda candidate: candidate[0])[1]


def _share(word: LexiconWord, total: int) -> float:
    return math.log((word.count + 0.5) / total)


def _pair_share(
    previous: LexiconWord, word: LexiconWord, pairs: dict[tuple[int, int], int]
) -> float:
    if not previous.count:
        return 0.0
    return _PAIR_SHARE * pairs.get((previous.number, word.number), 0) / previous.count
