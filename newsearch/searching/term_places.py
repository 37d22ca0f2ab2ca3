"""Finding terms in stored text: as the tokens of the whole text give them, and much faster.

Places where a term may stand are found by its skeleton; only what stands there between two
spaces is made into tokens, and that once for each query, as texts repeat their words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from newsearch.analysis.tokens import tokenize
from newsearch.searching.skeletons import (
    ABBREVIATION,
    DIGIT,
    JOINT,
    SPACE,
    Skeleton,
    skeleton,
    sought,
)

_CHUNK = re.compile(r"\S+")
_REMEMBERED_LENGTH = 40
_SPACE = SPACE[0]

Place: TypeAlias = tuple[int, int, str, int]
"""A token whose term was looked for: start and end in characters of the text, term, position.

Two places have neighbouring positions where their tokens have; further apart, positions only rise.
"""


class _Chunk(NamedTuple):
    """What a chunk holds of the terms, with offsets in it, and how many positions it covers."""

    places: list[Place]
    positions: int


class TermFinder:
    """Finds terms in one text after the other. For one query and one thread."""

    def __init__(self, terms: Iterable[str], positions: bool = True) -> None:
        """Without ``positions`` those of the places mean nothing, and finding is faster."""
        self._terms = frozenset(terms)
        self._positions = positions
        needles = {sought(term) for term in self._terms}
        self._everywhere = None in needles
        self._words = sorted(needle for needle in needles if needle and needle != DIGIT)
        # Tokens that are more than letters may hold any term.
        self._signs = [ABBREVIATION, JOINT] + [DIGIT] * (DIGIT in needles)
        self._chunks: dict[str, _Chunk] = {}

    def find(self, text: str) -> list[Place]:
        """The places of the terms in a text in NFC, in order."""
        found: list[Place] = []
        known = self._chunks.get
        rows = skeleton(text)
        signs = rows.signs
        last = end = first = 0
        for offset in self._offsets(rows):
            if offset < end:
                continue
            start = offset
            if signs[offset] != _SPACE:  # something stands between the space and the word
                start = signs.rfind(SPACE, end, offset)
            end = signs.find(SPACE, offset + 1) - 1
            written = text[start:end]
            places, positions = known(written) or self._read(written)
            if not places:
                continue
            if self._positions and found and not _nothing_between(text, last, start):
                first += 1
            for begins, ends, term, position in places:
                found.append((start + begins, start + ends, term, first + position))
            first += positions
            last = end
        return found

    def _offsets(self, rows: Skeleton) -> list[int]:
        """Where a term may stand, in order."""
        letters, signs = rows
        if self._everywhere:
            return [place for place, sign in enumerate(signs[1:-1]) if sign != _SPACE]
        offsets = []
        for word in self._words:
            # The space before the word is one place before it, as the row begins one place early.
            step = len(word) - 1
            at = letters.find(word)
            while at >= 0:
                offsets.append(at)
                at = letters.find(word, at + step)
        for sign in self._signs:
            at = signs.find(sign)
            while at >= 0:
                offsets.append(at - 1)
                at = signs.find(sign, at + 1)
        offsets.sort()
        return offsets

    def _read(self, written: str) -> _Chunk:
        terms = self._terms
        tokens = _tokens(written)
        places = [token for token in tokens if token[2] in terms]
        positions = tokens[-1][3] + 1 if tokens else 0
        chunk = self._chunks[written] = _Chunk(places, positions)
        return chunk


def _tokens(written: str) -> tuple[Place, ...]:
    """The tokens of a chunk; queries ask for the same words over and over."""
    return _short_tokens(written) if len(written) <= _REMEMBERED_LENGTH else _read_tokens(written)


def _read_tokens(written: str) -> tuple[Place, ...]:
    return tuple([(t.start, t.end, t.term, t.position) for t in tokenize(written)])


_short_tokens = lru_cache(maxsize=8192)(_read_tokens)


def _nothing_between(text: str, start: int, end: int) -> bool:
    """Whether there is no token between two chunks: space alone, or signs."""
    if end - start == 1:
        return True
    between = _CHUNK.finditer(text, start, end)
    return not any(_tokens(chunk[0]) for chunk in between)
