"""Query nodes to arrays: which documents match, and with which score.

A node becomes a mask and an array of scores over all document numbers of the index; the terms of
a bag touch only the documents that hold them. Counts and averages are taken over the articles
that are there, never over deleted ones, so an article scores the same after a hundred updates as
after one rebuild.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from newsearch.engines.base import BM25_B, BM25_K1
from newsearch.engines.documents import UNDATED, minutes
from newsearch.engines.whoosh.scoring.all_segments import Mask, Segments
from newsearch.engines.whoosh.scoring.distinct import distinct
from newsearch.engines.whoosh.scoring.phrases import documents_with_phrase
from newsearch.engines.whoosh.scoring.postings_memory import Documents, Frequencies
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

Scores = NDArray[np.float64]


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
            known = self._norms[fields] = BM25_K1 * (1 - BM25_B + BM25_B * relative)
        return known


class Evaluation:
    """Evaluates the nodes of one request; postings are read once each."""

    def __init__(self, segments: Segments, norms: Norms) -> None:
        self._segments = segments
        self._norms = norms
        self._postings: dict[tuple[str, str], tuple[Documents, Frequencies]] = {}
        # For sums and sets over all documents; zero again after each use.
        self._sums = np.zeros(segments.size)
        self._seen = np.zeros(segments.size, np.bool_)

    def matches(self, node: Node) -> Mask:
        """Which documents a node matches."""
        return self.evaluate(node)[0]

    def evaluate(self, node: Node) -> tuple[Mask, Scores]:
        """Which documents a node matches, and their scores (0 where it does not match)."""
        if isinstance(node, Bag):
            return self._bag(node)
        scores = np.zeros(self._segments.size)
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
        scores = np.zeros(self._segments.size)
        for child in node.children:
            child_mask, child_scores = self.evaluate(child)
            mask = mask & child_mask if every else mask | child_mask
            scores += child_scores
        scores[~mask] = 0.0
        return mask, scores

    def _bag(self, bag: Bag) -> tuple[Mask, Scores]:
        scores = np.zeros(self._segments.size)
        matching = np.zeros(self._segments.size, np.int32)
        for clause in bag.clauses:
            for documents in self._add_clause(clause, scores):
                matching[documents] += 1
        for clause in bag.boosts:
            self._add_clause(clause, scores)
        mask = matching >= max(1, bag.required)
        scores[~mask] = 0.0
        return mask, scores

    def _add_clause(self, clause: Clause, scores: Scores) -> list[Documents]:
        """Add a clause's score to the scores; returns where it matches, no document twice."""
        matched: list[Documents] = []
        fields: set[str] = set()
        for group in clause.groups:
            documents, frequencies, holders = self._frequencies(clause, group)
            if not len(documents):
                continue
            rarity = math.log1p((self._segments.count - holders + 0.5) / (holders + 0.5))
            saturated = self._norms.of(group.fields)[documents]
            saturated += frequencies
            np.divide(frequencies, saturated, out=saturated)
            saturated *= clause.weight * group.weight * rarity * (BM25_K1 + 1)
            scores[documents] += saturated
            if not fields.issuperset(group.fields):
                matched.append(self._not_in(documents, matched))
            fields.update(group.fields)
        return matched

    def _not_in(self, documents: Documents, others: list[Documents]) -> Documents:
        if not others:
            return documents
        for before in others:
            self._seen[before] = True
        fresh = documents[~self._seen[documents]]
        for before in others:
            self._seen[before] = False
        return fresh

    def _frequencies(self, clause: Clause, group: FieldGroup) -> tuple[Documents, Frequencies, int]:
        """The documents that hold any variant in any of the fields, the weighted times, and in
        how many documents the first variant stands that occurs at all.
        """
        rows: list[tuple[Documents, Frequencies]] = []
        holders = 0
        for variant in clause.variants:
            found = [self._read(field, variant.term) for field in stored_as(group.fields)]
            found = [row for row in found if len(row[0])]
            if found and not holders:
                holders = self._count_together([documents for documents, _ in found])
            for documents, frequencies in found:
                weighted = frequencies if variant.weight == 1.0 else frequencies * variant.weight
                rows.append((documents, weighted))
        if not rows:
            return np.empty(0, np.int64), np.empty(0), 0
        if len(rows) == 1:
            return *rows[0], holders
        for documents, frequencies in rows:
            self._sums[documents] += frequencies
        if sum(len(documents) for documents, _ in rows) > self._segments.size // 16:
            every = np.flatnonzero(self._sums > 0.0)
        else:
            every = distinct(np.concatenate([documents for documents, _ in rows]))
        sums = self._sums[every]
        self._sums[every] = 0.0
        return every, sums, holders

    def _count_together(self, rows: list[Documents]) -> int:
        """How many documents there are in rows of them, each counted once."""
        if len(rows) == 1:
            return len(rows[0])
        for documents in rows:
            self._seen[documents] = True
        count = 0
        for documents in rows:
            count += int(np.count_nonzero(self._seen[documents]))
            self._seen[documents] = False
        return count

    def _read(self, field: str, term: str) -> tuple[Documents, Frequencies]:
        key = (field, term)
        known = self._postings.get(key)
        if known is None:
            known = self._postings[key] = self._segments.postings(field, term)
        return known

    def _keyword(self, node: Keyword) -> Mask:
        mask = np.zeros(self._segments.size, np.bool_)
        for value in node.values:
            mask[self._read(node.field, value)[0]] = True
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
                    holders[self._read(field, term)[0]] = True
                candidates &= holders
            if candidates.any():
                mask[documents_with_phrase(self._segments, field, phrase, candidates)] = True
        return mask
