"""Query nodes to arrays: which documents match, and with which score.

A node becomes a mask and an array of scores over all document numbers of the index. The terms of
a bag that stand in few documents touch only these; those that stand in many are reckoned with
over all documents, which is quicker. Counts and averages are taken over the articles
that are there, never over deleted ones, so an article scores the same after a hundred updates as
after one rebuild.
"""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from newsearch.engines.base import BM25_B, BM25_K1
from newsearch.engines.documents import UNDATED, minutes
from newsearch.engines.whoosh.scoring.all_segments import Segments
from newsearch.engines.whoosh.scoring.distinct import distinct
from newsearch.engines.whoosh.scoring.phrases import documents_with_phrase
from newsearch.engines.whoosh.scoring.term_postings import (
    MANY,
    Documents,
    Frequencies,
    Mask,
    TermPostings,
)
from newsearch.engines.whoosh.segment.text_field import WIDEST_SLOP, stored_as
from newsearch.query import (
    And,
    Bag,
    Clause,
    DateRange,
    Everything,
    FieldGroup,
    Keyword,
    Node,
    Not,
    Or,
    Phrase,
)

# Seven digits are enough to rank by, and half as many bytes are read as of doubles.
Scores = NDArray[np.float32]
_Row = tuple[TermPostings, float]


class Weighing(NamedTuple):
    """What BM25 needs of a clause in a group of fields: postings, weights, rarity, lengths."""

    rows: list[_Row]
    factor: np.float32
    norm: Scores


class Norms:
    """BM25's length normalisation of field groups, kept from one request to the next."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._norms: dict[tuple[str, ...], Scores] = {}

    def of(self, fields: tuple[str, ...]) -> Scores:
        """``k1 · (1 - b + b · length / average)`` for each document, of the fields together."""
        known = self._norms.get(fields)
        if known is None:
            lengths = self._segments.lengths(stored_as(fields))
            living = lengths[self._segments.live]
            average = float(living.mean()) if len(living) else 0.0
            relative = lengths / average if average else np.zeros(self._segments.size)
            norm = BM25_K1 * (1 - BM25_B + BM25_B * relative)
            known = self._norms[fields] = norm.astype(np.float32)
        return known


class Evaluation:
    """Evaluates the nodes of one request; postings are read once each."""

    def __init__(self, segments: Segments, norms: Norms, packed: bool = False) -> None:
        """``packed`` is for looking at a few documents only."""
        self._segments = segments
        self._norms = norms
        self._packed = packed
        self._postings: dict[tuple[str, str], TermPostings] = {}
        # For sums and sets over all documents; zero again after each use.
        self._sums = np.zeros(segments.size, np.float32)
        self._seen = np.zeros(segments.size, np.bool_)

    def matches(self, node: Node) -> Mask:
        """Which documents a node matches."""
        return self.evaluate(node)[0]

    def evaluate(self, node: Node) -> tuple[Mask, Scores]:
        """Which documents a node matches, and their scores (0 where it does not match)."""
        if isinstance(node, Bag):
            return self._bag(node)
        scores = np.zeros(self._segments.size, np.float32)
        if isinstance(node, Everything):
            return self._segments.live.copy(), scores
        if isinstance(node, Phrase):
            return self._phrase(node), scores
        if isinstance(node, Keyword):
            return self._keyword(node), scores
        if isinstance(node, DateRange):
            return self._dates(node), scores
        if isinstance(node, Not):
            return self._segments.live & ~self.matches(node.child), scores
        if isinstance(node, And | Or):
            return self._combination(node)
        raise TypeError(f"not a query node: {node!r}")

    def _combination(self, node: And | Or) -> tuple[Mask, Scores]:
        every = isinstance(node, And)
        mask = self._segments.live.copy() if every else np.zeros(self._segments.size, np.bool_)
        scores = np.zeros(self._segments.size, np.float32)
        for child in node.children:
            child_mask, child_scores = self.evaluate(child)
            mask = mask & child_mask if every else mask | child_mask
            scores += child_scores
        scores *= mask
        return mask, scores

    def _bag(self, bag: Bag) -> tuple[Mask, Scores]:
        scores = np.zeros(self._segments.size, np.float32)
        matching = np.zeros(self._segments.size, np.int16)
        for clause in bag.clauses:
            for found in self._add_clause(clause, scores):
                if found.dtype == np.bool_:
                    matching += found
                else:
                    matching[found] += 1
        for clause in bag.boosts:
            self._add_clause(clause, scores)
        mask = matching >= max(1, bag.required)
        scores *= mask
        return mask, scores

    def _add_clause(self, clause: Clause, scores: Scores) -> list[Documents | Mask]:
        """Add a clause's score to the scores.

        Returns where it matches: document numbers or a mask, no document twice.
        """
        matched: list[Documents | Mask] = []
        fields: set[str] = set()
        for group in clause.groups:
            weighing = self.weighing(clause, group)
            if weighing is None:
                continue
            rows, factor, norm = weighing
            if sum(postings.count for postings, _ in rows) > self._segments.size * MANY:
                found: Documents | Mask = self._add_to_all(rows, factor, norm, scores)
            else:
                found = self._add_to_some(rows, factor, norm, scores)
            if not fields.issuperset(group.fields):
                matched.append(self._not_in(found, matched))
            fields.update(group.fields)
        return matched

    def weighing(self, clause: Clause, group: FieldGroup) -> Weighing | None:
        """How a clause is weighed in a group of fields; ``None`` where it does not occur."""
        rows, holders = self._rows(clause, group)
        if not rows:
            return None
        rarity = math.log1p((self._segments.count - holders + 0.5) / (holders + 0.5))
        factor = np.float32(clause.weight * group.weight * rarity * (BM25_K1 + 1))
        return Weighing(rows, factor, self._norms.of(group.fields))

    def _add_to_some(
        self, rows: list[_Row], factor: np.float32, norm: Scores, scores: Scores
    ) -> Documents:
        """Add the score to that of the documents in the rows; returns them."""
        postings, weight = rows[0]
        documents = postings.documents()
        if len(rows) == 1:
            frequencies = postings.frequencies
            if weight != 1.0:
                frequencies = frequencies * np.float32(weight)
        else:
            documents = distinct(np.concatenate([postings.documents() for postings, _ in rows]))
            for postings, weight in rows:
                postings.add_to(self._sums, weight)
            frequencies = self._sums[documents]
            self._sums[documents] = 0.0
        saturated = norm[documents]
        saturated += frequencies
        np.divide(frequencies, saturated, out=saturated)
        saturated *= factor
        scores[documents] += saturated
        return documents

    def _add_to_all(
        self, rows: list[_Row], factor: np.float32, norm: Scores, scores: Scores
    ) -> Mask:
        """The same by arithmetic over all documents."""
        postings, weight = rows[0]
        sums: Frequencies = self._sums
        if len(rows) == 1 and postings.numbers is None and weight == 1.0:
            sums = postings.frequencies
        else:
            for postings, weight in rows:
                postings.add_to(self._sums, weight)
        saturated = sums + norm
        np.divide(sums, saturated, out=saturated)
        saturated *= factor
        scores += saturated
        found: Mask = sums > 0
        if sums is self._sums:
            self._sums.fill(0.0)
        return found

    def _not_in(self, found: Documents | Mask, others: list[Documents | Mask]) -> Documents | Mask:
        if not others:
            return found
        seen = np.zeros(self._segments.size, np.bool_)
        for before in others:
            seen[before] = True
        fresh = np.zeros(self._segments.size, np.bool_)
        fresh[found] = True
        return fresh & ~seen

    def _rows(self, clause: Clause, group: FieldGroup) -> tuple[list[_Row], int]:
        """The postings of all variants in all fields, frequencies weighted; and in how many
        documents the first variant stands that occurs at all.
        """
        rows: list[_Row] = []
        holders = 0
        for variant in clause.variants:
            found = [self._read(field, variant.term) for field in stored_as(group.fields)]
            found = [postings for postings in found if postings.count]
            if found and not holders:
                holders = self._count_together(found)
            rows += [(postings, variant.weight) for postings in found]
        return rows, holders

    def _count_together(self, rows: list[TermPostings]) -> int:
        """How many documents there are in postings, each counted once."""
        if len(rows) == 1:
            return rows[0].count
        for postings in rows:
            postings.mark(self._seen)
        count = int(np.count_nonzero(self._seen))
        self._seen.fill(False)
        return count

    def _read(self, field: str, term: str) -> TermPostings:
        key = (field, term)
        known = self._postings.get(key)
        if known is None:
            read = self._segments.packed_postings if self._packed else self._segments.postings
            known = self._postings[key] = read(field, term)
        return known

    def _keyword(self, node: Keyword) -> Mask:
        mask = np.zeros(self._segments.size, np.bool_)
        for value in node.values:
            self._read(node.field, value).mark(mask)
        return mask

    def _dates(self, node: DateRange) -> Mask:
        first = self._segments.column("first_minute")
        mask: Mask = (first != UNDATED) & self._segments.live
        if node.last is not None:
            mask &= first <= minutes(node.last)
        if node.first is not None:
            mask &= self._segments.column("last_minute") >= minutes(node.first)
        return mask

    def _phrase(self, phrase: Phrase) -> Mask:
        mask = np.zeros(self._segments.size, np.bool_)
        wide = phrase.slop > WIDEST_SLOP
        for field in phrase.fields if wide else stored_as(phrase.fields):
            candidates = self._segments.live & ~mask
            for slot in phrase.slots:
                holders = np.zeros(self._segments.size, np.bool_)
                for term in slot:
                    self._read(field, term).mark(holders)
                candidates &= holders
            if candidates.any():
                mask[documents_with_phrase(self._segments, field, phrase, candidates)] = True
        return mask
