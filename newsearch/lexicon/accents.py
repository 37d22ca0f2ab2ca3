"""Accent restoration: which accented words an unaccented text most likely stands for.

A first-order model over the spellings that the corpus itself holds: the probability of a word
after another is 0.95 of the pair's share and 0.05 of the word's own share (linear
interpolation, Jelinek and Mercer 1980), and the best row of words is found with the Viterbi
algorithm. Words that were typed with accents stay as they are and help those beside them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
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


def likeliest_row(
    choices: Sequence[Sequence[LexiconWord]],
    lexicon: Lexicon,
    favoured: Mapping[str, float] | None = None,
) -> list[LexiconWord]:
    """The most likely row of words, one of each of the choices.

    ``favoured`` are terms that are likelier than the corpus tells, each with the logarithm of how
    much.
    """
    more = favoured or {}
    if all(len(words) == 1 for words in choices):
        return [words[0] for words in choices]
    total = max(1, lexicon.total())
    scores = [
        math.log((word.count + 0.5) / total) + more.get(word.term, 0.0) for word in choices[0]
    ]
    steps: list[list[int]] = []  # for each word of a choice the place of the best one before it
    for before, here in pairwise(choices):
        pairs: dict[int, list[tuple[int, int]]] = {}
        if len(before) > 1 or len(here) > 1:
            places = {word.number: place for place, word in enumerate(before)}
            for (first, second), count in lexicon.pair_counts(before, here).items():
                pairs.setdefault(second, []).append((places[first], count))
        # Most words never stand together: then the best row so far goes on.
        highest = max(range(len(scores)), key=scores.__getitem__)
        following, step = [], []
        for word in here:
            alone = _WORD_SHARE * (word.count + 0.5) / total
            best, place = scores[highest] + math.log(alone), highest
            for previous, count in sorted(pairs.get(word.number, ())):
                share = _PAIR_SHARE * count / before[previous].count
                score = scores[previous] + math.log(share + alone)
                if score > best:
                    best, place = score, previous
            following.append(best + more.get(word.term, 0.0))
            step.append(place)
        scores = following
        steps.append(step)
    place = max(range(len(scores)), key=scores.__getitem__)
    row = [place]
    for step in reversed(steps):
        place = step[place]
        row.append(place)
    return [words[place] for words, place in zip(choices, reversed(row), strict=True)]
