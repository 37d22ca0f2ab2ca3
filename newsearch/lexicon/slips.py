"""Slips of typing and spelling: the words of the corpus that a term may be a slip of.

The distance of two words is a weighted edit distance with at most one letter wrong: a wrong tone
counts least, a wrong mark of a vowel or of đ little, and of wrong letters those that sound alike in
some part of the country (*s* and *x*, *ch* and *tr*, *n* and *ng* at the end) less than others. A
term typed without any mark says nothing about marks, so they do not count.
"""

from __future__ import annotations

from collections.abc import Iterator
from string import ascii_lowercase
from typing import NamedTuple

from newsearch.analysis.folding import fold
from newsearch.analysis.syllables import HOI, NGA, split_tone
from newsearch.lexicon.lexicon import Lexicon, LexiconWord

WRONG_LETTER = 1.0
_CONFUSED_LETTER = 0.6
_WRONG_MARK = 0.5
_WRONG_TONE = 0.4
_HOI_FOR_NGA = 0.3
_LARGEST_DISTANCE = 1.5
# Longer terms are addresses and the like, and would take too many look-ups.
_LONGEST_TERM = 16

_CONFUSED_ONSETS = (
    ("s", "x"), ("ch", "tr"), ("d", "gi"), ("d", "r"), ("gi", "r"), ("d", "v"), ("l", "n"),
    ("c", "k"), ("c", "q"), ("k", "q"), ("g", "gh"), ("ng", "ngh"),
)  # fmt: skip
_CONFUSED_CODAS = (("n", "ng"), ("n", "nh"), ("t", "c"), ("t", "ch"))


class Slip(NamedTuple):
    """A word of the corpus, and how far the typed term is from it."""

    word: LexiconWord
    distance: float


class _Edit(NamedTuple):
    """A folded form, and which letters of the term from ``place`` on are others there."""

    form: str
    place: int
    typed: int
    meant: int
    cost: float


def slips(term: str, lexicon: Lexicon) -> list[Slip]:
    """The words of the corpus that are near to a term, each once, in no order."""
    folded = fold(term)
    if len(term) > _LONGEST_TERM or len(folded) != len(term):
        return []
    spelled: dict[str, tuple[LexiconWord, ...]] = {}
    nearest: dict[str, Slip] = {}
    marks = _Marks(term, folded)
    for edit in _edits(folded):
        if edit.form not in spelled:
            spelled[edit.form] = lexicon.spelled(edit.form)
        for word in spelled[edit.form]:
            distance = edit.cost + marks.distance(word.term, edit)
            known = nearest.get(word.term)
            if distance <= _LARGEST_DISTANCE and (known is None or distance < known.distance):
                nearest[word.term] = Slip(word, distance)
    return list(nearest.values())


def other_marks(term: str, lexicon: Lexicon) -> list[Slip]:
    """The words of the corpus with the letters of a term, whatever their marks."""
    folded = fold(term)
    if len(folded) != len(term):
        return []
    marks = _Marks(term, folded)
    same = _Edit(folded, 0, 0, 0, 0.0)
    return [Slip(word, marks.distance(word.term, same)) for word in lexicon.spelled(folded)]


class _Marks:
    """The marks of a term, to compare with those of words."""

    def __init__(self, term: str, folded: str) -> None:
        self._has_any = term != folded
        self._letters, self._tone = split_tone(term)

    def distance(self, word: str, edit: _Edit) -> float:
        """What the other marks of a word count, on the letters that both have."""
        if not self._has_any:
            return 0.0
        letters, tone = split_tone(word)
        typed, place = self._letters, edit.place
        before = zip(typed[:place], letters[:place], strict=False)
        after = zip(typed[place + edit.typed :], letters[place + edit.meant :], strict=False)
        wrong = sum(a != b for a, b in before) + sum(a != b for a, b in after)
        if tone == self._tone:
            return _WRONG_MARK * wrong
        return _WRONG_MARK * wrong + (
            _HOI_FOR_NGA if {tone, self._tone} == {HOI, NGA} else _WRONG_TONE
        )


def _edits(form: str) -> Iterator[_Edit]:
    """The form itself, and all forms with one letter or one confusion more, less or other."""
    yield _Edit(form, 0, 0, 0, 0.0)
    for pairs, places in ((_CONFUSED_ONSETS, "start"), (_CONFUSED_CODAS, "end")):
        for pair in pairs:
            for typed, meant in (pair, pair[::-1]):
                if places == "start" and form.startswith(typed):
                    other = meant + form[len(typed) :]
                    yield _Edit(other, 0, len(typed), len(meant), _CONFUSED_LETTER)
                elif places == "end" and form.endswith(typed):
                    place = len(form) - len(typed)
                    other = form[:place] + meant
                    yield _Edit(other, place, len(typed), len(meant), _CONFUSED_LETTER)
    for place in range(len(form) + 1):
        before, after = form[:place], form[place:]
        for letter in ascii_lowercase:
            yield _Edit(before + letter + after, place, 0, 1, WRONG_LETTER)
        if not after:
            continue
        here, rest = after[0], after[1:]
        if len(form) > 1:
            yield _Edit(before + rest, place, 1, 0, WRONG_LETTER)
        for letter in ascii_lowercase:
            if letter != here:
                cost = _CONFUSED_LETTER if {letter, here} == {"i", "y"} else WRONG_LETTER
                yield _Edit(before + letter + rest, place, 1, 1, cost)
        if rest and rest[0] != here:
            yield _Edit(before + rest[0] + here + rest[1:], place, 2, 2, WRONG_LETTER)
