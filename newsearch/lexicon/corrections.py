"""Did you mean: the likeliest row of words that a row of terms with slips in it stands for.

Terms that the corpus does not have are corrected: typed with accents, those that it does not have
in just this spelling; typed without, in no spelling. So are terms with accents that are no
syllables and that hardly an article has (*nguời*), since newspapers slip too, and syllables that
were cut in two (*đ á*). Which of the words near to a term was meant is told by how often the corpus
has them and beside which neighbours.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsearch.analysis.folding import is_unaccented
from newsearch.analysis.spelling import canonical
from newsearch.analysis.syllables import VOWELS, is_syllable, split_tone
from newsearch.lexicon.accents import spellings
from newsearch.lexicon.lexicon import Lexicon, LexiconWord
from newsearch.lexicon.slips import WRONG_LETTER, other_marks, slips
from newsearch.lexicon.weighted_rows import Choice, WeightedRow, likeliest

# How much less likely a slip becomes with its distance, as a logarithm.
_RARER_BY_DISTANCE = 8.0
# How many readings of a term are weighed.
_SLIPS = 40
_READINGS = 8
_PARTS = 4
# Up to which share of all words one that is no syllable may be a slip of the corpus, and how much
# likelier something else must be, as a logarithm.
_RARE = 5e-6
_BENEFIT_OF_DOUBT = 4.0


def correct(terms: Sequence[str], lexicon: Lexicon) -> list[str] | None:
    """The terms as they were probably meant, one text for each; None if nothing is better.

    A text holds two words where they were typed as one (``quochoi``), and is empty where the term
    belongs to the one before it (``đ á``). Other terms come back as they were typed.

    >>> correct(["bầu", "cửq", "quochoi"], lexicon)  # doctest: +SKIP
    ['bầu', 'cử', 'quốc hội']
    """
    known = [_is_known(term, lexicon) for term in terms]
    joins = _joins(terms, known, lexicon)
    if all(known) and not joins:
        return None
    choices = [
        _readings(term, lexicon) if is_known else _corrections(term, lexicon)
        for term, is_known in zip(terms, known, strict=True)
    ]
    row = likeliest(choices, lexicon)
    texts = _texts(terms, known, row)
    for place, join in joins.items():
        before, after = slice(place), slice(place + 2, None)
        joined = likeliest([*choices[before], [join], *choices[after]], lexicon)
        if joined.score > row.score:
            row = joined
            texts = _texts(
                [*terms[before], "", *terms[after]], [*known[before], False, *known[after]], row
            )
            texts.insert(place + 1, "")
    return texts if texts != list(terms) else None


def _texts(terms: Sequence[str], known: Sequence[bool], row: WeightedRow) -> list[str]:
    """The row's words where a term is not known."""
    return [
        term if is_known else " ".join(word.term for word in choice.words)
        for term, is_known, choice in zip(terms, known, row.choices, strict=True)
    ]


def _is_known(term: str, lexicon: Lexicon) -> bool:
    """Whether a term stays as it is."""
    if any(character.isdigit() for character in term):
        return True
    if is_unaccented(term):
        return bool(lexicon.spelled(term))
    word = lexicon.word(term)
    if word is None:
        return False
    return word.count > max(1, _RARE * lexicon.total()) or is_syllable(term)


def _readings(term: str, lexicon: Lexicon) -> list[Choice]:
    return [Choice((word,)) for word in spellings(term, lexicon)[:_READINGS]]


def _corrections(term: str, lexicon: Lexicon) -> list[Choice]:
    """What an unknown term may stand for, itself among it."""
    near = [
        Choice((slip.word,), -_RARER_BY_DISTANCE * slip.distance) for slip in slips(term, lexicon)
    ]
    near.sort(key=_likelihood, reverse=True)
    word = lexicon.word(term)
    itself = Choice((word,), _BENEFIT_OF_DOUBT) if word else Choice((LexiconWord(0, term, 0),))
    near = [choice for choice in near[:_SLIPS] if choice.words[0] != word]
    return [itself, *near, *_splits(term, lexicon)]


def _likelihood(choice: Choice) -> float:
    """How likely a choice of one word is without its neighbours, as a logarithm."""
    return math.log(choice.words[0].count) + choice.weight


def _splits(term: str, lexicon: Lexicon) -> Iterator[Choice]:
    """Two words that stand together in the corpus, typed without a space."""
    for cut in range(2, len(term) - 1):
        firsts = _parts(term[:cut], lexicon)
        seconds = _parts(term[cut:], lexicon) if firsts else ()
        pairs = lexicon.pair_counts(
            [choice.words[0] for choice in firsts], [choice.words[0] for choice in seconds]
        )
        for first in firsts:
            for second in seconds:
                words = first.words + second.words
                if (words[0].number, words[1].number) in pairs:
                    weight = first.weight + second.weight
                    yield Choice(words, weight - _RARER_BY_DISTANCE * WRONG_LETTER)


def _parts(part: str, lexicon: Lexicon) -> Sequence[Choice]:
    """What one part of a term may be."""
    found = [
        Choice((slip.word,), -_RARER_BY_DISTANCE * slip.distance)
        for slip in other_marks(canonical(part), lexicon)
    ]
    found.sort(key=_likelihood, reverse=True)
    return found[:_PARTS]


def _joins(terms: Sequence[str], known: Sequence[bool], lexicon: Lexicon) -> dict[int, Choice]:
    """Where a syllable of the corpus was cut in two, one of them no word."""
    found = {}
    for place, (first, second) in enumerate(pairwise(terms)):
        is_cut = not (_has_vowel(first) and _has_vowel(second))
        if not is_cut and all(known[place : place + 2]):
            continue
        joined = canonical(first + second)
        word = lexicon.word(joined) if is_syllable(joined) else None
        # A letter may well stand alone (*nhóm B*).
        if word and (not is_cut or _has_neighbour(word, terms, place, lexicon)):
            found[place] = Choice((word,), -_RARER_BY_DISTANCE * WRONG_LETTER)
    return found


def _has_neighbour(word: LexiconWord, terms: Sequence[str], place: int, lexicon: Lexicon) -> bool:
    """Whether the corpus has a word beside what stands around two places."""
    before = [
        found for term in terms[max(0, place - 1) : place] for found in spellings(term, lexicon)
    ]
    after = [found for term in terms[place + 2 : place + 3] for found in spellings(term, lexicon)]
    return bool(lexicon.pair_counts(before, [word]) or lexicon.pair_counts([word], after))


def _has_vowel(term: str) -> bool:
    return any(letter in VOWELS for letter in split_tone(term)[0])
