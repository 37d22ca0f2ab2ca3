"""The terms of chunks in arrays: what `tokenize` tells of them, as an index wants it."""

from __future__ import annotations

import numpy as np

from newsearch.analysis.chunk_numbers import LINE_END, TEXT_END, ChunkNumbers, ChunkParts, Rows
from newsearch.analysis.growing_array import GrowingArray
from newsearch.analysis.spelling import canonical
from newsearch.analysis.syllable_table import Flags
from newsearch.analysis.tokens import LONGEST_TERM, ends_clause, read_chunk
from newsearch.analysis.vocabulary import Vocabulary

# Round a word or a number these make no other token of it: a chunk of both needs no matching.
_SIGNS = "\"'“”‘’()[]{}«».,;:!?…%*-–—|•"


class TermTable:
    """The terms of chunks, one for each position, and where clauses end.

    A part of a chunk is a term's number and, in its lowest bit, whether a clause ends before it.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._chunks = ChunkParts()
        self._breaks_after = GrowingArray(np.bool_)
        # Terms that cover several positions of their chunk (TP.HCM), with the first of these.
        self._wholes: dict[int, list[tuple[int, int]]] = {}
        self._has_wholes = GrowingArray(np.bool_)

    def read(self, chunks: ChunkNumbers) -> None:
        """Read the chunks that are new since the last time."""
        number = self._vocabulary.number
        counts: list[int] = []
        parts: list[int] = []
        breaks_after: list[bool] = []
        has_wholes: list[bool] = []
        known = len(self._chunks)
        for row, chunk in enumerate(chunks.written[known:], start=known):
            core = chunk.strip(_SIGNS)
            wholes: list[tuple[int, int]] = []
            if core.isalpha() or core.isdecimal():
                before, _, after = chunk.partition(core)
                term = canonical(core) if core.isalpha() else core
                parts.append(2 * number(term[:LONGEST_TERM]) + ends_clause(before))
                counts.append(1)
                breaks_after.append(ends_clause(after))
            elif chunk in (TEXT_END, LINE_END):
                counts.append(0)
                breaks_after.append(True)
            else:
                read = read_chunk(chunk)
                terms = [(number(piece.term), piece) for piece in read.pieces]
                wholes = [(term, piece.position) for term, piece in terms if piece.width > 1]
                own = [2 * term + piece.breaks for term, piece in terms if piece.width == 1]
                parts += own
                counts.append(len(own))
                breaks_after.append(read.breaks_after)
            has_wholes.append(bool(wholes))
            if wholes:
                self._wholes[row] = wholes
        if counts:
            self._chunks.extend(counts, parts)
            self._breaks_after.extend(breaks_after)
            self._has_wholes.extend(has_wholes)

    def of(self, chunks: Rows) -> tuple[Rows, Rows, Flags]:
        """The terms of a row of chunks.

        Gives the place after each chunk's last term, the terms, and for each term whether a
        clause or a text ends before it.
        """
        counts = self._chunks.counts(chunks)
        ends = counts.cumsum()
        parts = self._chunks.of(chunks, counts, ends)
        breaks_after = self._breaks_after.values.take(chunks)
        # Between two terms a clause ends when one ends in or after any chunk from the first one's.
        clauses = breaks_after.cumsum()
        clauses -= breaks_after
        clauses = clauses.repeat(counts)
        breaks = np.empty(len(parts), np.bool_)
        breaks[:1] = True
        np.not_equal(clauses[1:], clauses[:-1], out=breaks[1:])
        breaks |= (parts & 1).astype(np.bool_)
        return ends, parts >> 1, breaks

    def wholes(self, chunks: Rows, ends: Rows) -> tuple[list[int], list[int]]:
        """The terms of a row of chunks that cover several positions.

        Gives the place, among the terms of `of`, of the first position, and the term.
        """
        places: list[int] = []
        terms: list[int] = []
        for place in np.flatnonzero(self._has_wholes.values.take(chunks)).tolist():
            chunk = chunks.item(place)
            first = ends.item(place - 1) if place else 0
            for term, position in self._wholes[chunk]:
                places.append(first + position)
                terms.append(term)
        return places, terms
