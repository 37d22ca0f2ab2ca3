"""What to mark in a found article."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from newsearch.lexicon.lexicon import Lexicon
from newsearch.query import Variant


@dataclass(frozen=True, slots=True)
class Pattern:
    """What to mark in a found article: terms in a row, with what they are worth.

    ``likely`` holds for each place the terms of the likely reading, ``possible`` all that match.
    ``fields`` limits where; empty means everywhere.
    """

    likely: tuple[frozenset[str], ...]
    possible: tuple[frozenset[str], ...]
    worth: float
    fields: tuple[str, ...] = ()


def pattern_of(
    readings: Sequence[tuple[Variant, ...]],
    lexicon: Lexicon,
    fields: tuple[str, ...] = (),
    share: float = 1.0,
) -> Pattern:
    """The pattern of words in a row; rare words are worth more. ``share`` lessens the worth."""
    total = lexicon.total() + 1
    worth = sum(
        math.log(total / (lexicon.count(variants[0].term) + 1)) + 0.1 for variants in readings
    )
    return Pattern(
        tuple(frozenset((variants[0].term,)) for variants in readings),
        tuple(frozenset(variant.term for variant in variants) for variants in readings),
        worth * share,
        fields,
    )


def pattern_of_terms(
    slots: Sequence[Sequence[str]], lexicon: Lexicon, fields: tuple[str, ...] = ()
) -> Pattern:
    """The pattern of terms in a row of which each in a place is as good as the others there."""
    total = lexicon.total() + 1
    worth = sum(math.log(total / (sum(map(lexicon.count, slot)) + 1)) + 0.1 for slot in slots)
    terms = tuple(map(frozenset, slots))
    return Pattern(terms, terms, max(worth, 0.1), fields)
