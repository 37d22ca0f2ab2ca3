"""The likeliest of all rows of words that something typed may stand for: a noisy channel.

Each choice is a word, or several that were typed as one, with the logarithm of how likely a person
who means it types what stands there. How likely the words follow one another is told by the
lexicon: the model of `newsearch.lexicon.accents` (0.95 of the pair's share, 0.05 of the word's
own). A word that the corpus does not have is not impossible, but the less likely the longer it is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from newsearch.lexicon.lexicon import Lexicon, LexiconWord

_PAIR_SHARE = 0.95
_WORD_SHARE = 0.05
# The share of words never seen before, and how many letters may stand in each place of them.
_NEW_WORDS = 1e-3
_LETTERS = 20.0


@dataclass(frozen=True, slots=True)
class Choice:
    """Words that a typed one may stand for, and the logarithm of the share who type it so."""

    words: tuple[LexiconWord, ...]
    weight: float = 0.0


@dataclass(frozen=True, slots=True)
class WeightedRow:
    """One of the choices for each thing typed, and the logarithm of the row's probability."""

    choices: tuple[Choice, ...]
    score: float


def likeliest(choices: Sequence[Sequence[Choice]], lexicon: Lexicon) -> WeightedRow:
    """The best row, found with the Viterbi algorithm. Each place must have a choice."""
    if not choices:
        return WeightedRow((), 0.0)
    total = max(1, lexicon.total())
    scores = [
        choice.weight + math.log(_share(choice.words[0], total)) + _inside(choice, lexicon)
        for choice in choices[0]
    ]
    steps: list[list[int]] = []  # for each choice of a place the best one before it
    for before, here in pairwise(choices):
        ends = [choice.words[-1] for choice in before]
        pairs = lexicon.pair_counts(ends, [choice.words[0] for choice in here])
        following, step = [], []
        for choice in here:
            first = choice.words[0]
            alone = _WORD_SHARE * _share(first, total)
            best, place = -math.inf, 0
            for previous, (end, score) in enumerate(zip(ends, scores, strict=True)):
                pair = pairs.get((end.number, first.number), 0)
                reached = score + math.log(alone + (_PAIR_SHARE * pair / end.count if pair else 0))
                if reached > best:
                    best, place = reached, previous
            following.append(best + choice.weight + _inside(choice, lexicon))
            step.append(place)
        scores = following
        steps.append(step)
    place = max(range(len(scores)), key=scores.__getitem__)
    score = scores[place]
    row = [place]
    for step in reversed(steps):
        place = step[place]
        row.append(place)
    row.reverse()
    return WeightedRow(tuple(c[p] for c, p in zip(choices, row, strict=True)), score)


def _share(word: LexiconWord, total: int) -> float:
    """What share of all words is this one."""
    if word.count:
        return word.count / total
    return min(0.5 / total, _NEW_WORDS * _LETTERS ** -len(word.term))


def _inside(choice: Choice, lexicon: Lexicon) -> float:
    """The logarithm of how likely the words of one choice follow one another."""
    if len(choice.words) == 1:
        return 0.0
    total = max(1, lexicon.total())
    score = 0.0
    for first, second in pairwise(choice.words):
        pair = lexicon.pair_counts([first], [second]).get((first.number, second.number), 0)
        share = _PAIR_SHARE * pair / first.count if pair else 0.0
        score += math.log(share + _WORD_SHARE * _share(second, total))
    return score
