"""Acronyms in a query: found as what they stand for, and the other way round, at a lower weight.

Where a query spells out what an acronym stands for, each of these words may also be the acronym.
Where it has the acronym, articles with the long form count too: all pairs of neighbours in it,
which are in the index, must be there.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from newsearch.analysis.syllables import is_syllable
from newsearch.lexicon.acronyms import Acronyms

ACRONYM_WEIGHT = 0.5
"""What an acronym counts for its long form, and the long form for its acronym."""

_LONGEST_ACRONYM = 3  # terms: "gd đt", "vh tt dl"
_FORMS = 3  # of one acronym
_MOST_FORMS = 5  # of all in a query


class LongForm(NamedTuple):
    """What the terms from ``start`` to ``end`` of a query, an acronym, stand for."""

    start: int
    end: int
    terms: tuple[str, ...]

    @property
    def is_short(self) -> bool:
        """Whether it is made of acronyms itself, between which a full stop may stand: *TP. HCM*."""
        return not any(map(is_syllable, self.terms))

    @property
    def pairs(self) -> tuple[str, ...]:
        """The pairs of neighbours in it."""
        return tuple(f"{first} {second}" for first, second in pairwise(self.terms))


def acronyms_in(terms: Sequence[str], acronyms: Acronyms) -> dict[int, tuple[str, ...]]:
    """For each place of a term that is part of a long form the acronyms.

    *thành phố Hồ Chí Minh* is TPHCM, *thành phố* TP, and *Hồ Chí Minh* HCM.
    """
    found: dict[int, tuple[str, ...]] = {}
    for start, end, acronym in acronyms.found_in(terms):
        for place in range(start, end):
            found[place] = (*found.get(place, ()), acronym)
    return found


def long_forms_in(terms: Sequence[str], acronyms: Acronyms) -> list[LongForm]:
    """The long forms of the acronyms among the terms, those of the longest acronyms first.

    An acronym may be written in parts: *TP.HCM*, *GD & ĐT*.
    """
    found: list[LongForm] = []
    for length in range(min(_LONGEST_ACRONYM, len(terms)), 0, -1):
        for start in range(len(terms) - length + 1):
            end = start + length
            written = terms[start:end]
            forms = acronyms.expansions(" ".join(written))
            if length > 1:
                forms = (*forms, *acronyms.expansions("".join(written)))
            found += [
                LongForm(start, end, form)
                for form in dict.fromkeys(forms[:_FORMS])
                if len(form) > 1 and form != tuple(written)
            ]
    return found[:_MOST_FORMS]
