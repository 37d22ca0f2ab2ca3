"""Query nodes to arrays: which documents match, and with which score.

A node becomes a mask and an array of scores over all document numbers of the index. Counts
and averages are taken over the articles that are there, never over deleted ones, so an
article scores the same after a hundred updates as after one rebuild.
"""

from __future__ import annotations

import math
from itertools import product

import numpy as np
from numpy.typing import NDArray
from whoosh.matching import Matcher
from whoosh.reading import IndexReader, TermNotFound

from newsearch.engines.base import BM25_B, BM25_K1
from newsearch.engines.whoosh.damage import damage_named
from newsearch.engines.whoosh.postings import Ids, Weights, read_number_column, read_postings
from newsearch.engines.whoosh.schema import UNDATED, length_column, minutes
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

Mask = NDArray[np.bool_]
Scores = NDArray[np.float64]


class Segments:
    """The segments of one committed index seen as one row of documents, with their columns."""

    def __init__(self, reader: IndexReader) -> None:
        self.leaves: list[tuple[IndexReader, int]] = [
            (segment, offset)
            for segment, offset in reader.leaf_readers()
            if segment.doc_count_all()
        ]
        self.size: int = reader.doc_count_all()
        self.live: Mask = np.ones(self.size, np.bool_)
        for segment, offset in self.leaves:
            if segment.has_deletions():
                deleted = [
                    offset + number
                    for number in range(segment.doc_count_all())
                    if segment.is_deleted(number)
                ]
                self.live[deleted] = False
        self.count = int(self.live.sum())
        self._columns: dict[str, NDArray[np.int64]] = {}

    def column(self, name: str) -> NDArray[np.int64]:
        """A numeric column over all documents."""
        if name not in self._columns:
            with damage_named(f"column {name}"):
                parts = [read_number_column(segment, name) for segment, _ in self.leaves]
            self._columns[name] = np.concatenate(parts) if parts else np.empty(0, np.int64)
        return self._columns[name]

    def lengths(self, fields: tuple[str, ...]) -> NDArray[np.int64]:
        """The number of tokens that the fields have together, for each document."""
        total = np.zeros(self.size, np.int64)
        for field in fields:
            total += self.column(length_column(field))
        return total

    def postings(self, field: str, term: str) -> tuple[Ids, Weights]:
        """The documents of a term, deleted ones left out, and its frequency in each."""
        ids, weights = [], []
        for segment, offset in self.leaves:
            with damage_named(f"postings of {field}:{term}"):
                found, frequencies = read_postings(segment, field, term.encode("utf-8"))
            if len(found):
                ids.append(found + offset)
                weights.append(frequencies)
        if not ids:
            return np.empty(0, np.int64), np.empty(0, np.float64)
        documents, frequencies = np.concatenate(ids), np.concatenate(weights)
        with damage_named(f"postings of {field}:{term}"):
            alive = self.live[documents]
        return documents[alive], frequencies[alive]


class Evaluation:
    """Evaluates the nodes of one request; postings are read once each."""

    def __init__(self, segments: Segments) -> None:
        self._segments = segments
        self._postings: dict[tuple[str, str], tuple[Ids, Weights]] = {}
        self._norms: dict[tuple[str, ...], Scores] = {}

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
            matching += self._add_clause(clause, scores)
        for clause in bag.boosts:
            self._add_clause(clause, scores)
        mask = (matching >= max(1, bag.required)) & self._segments.live
        scores[~mask] = 0.0
        return mask, scores

    def _add_clause(self, clause: Clause, scores: Scores) -> Mask:
        """Add a clause's score to the scores; returns where it matches."""
        mask = np.zeros(self._segments.size, np.bool_)
        for group in clause.groups:
            frequencies = self._frequencies(clause, group)
            documents = np.flatnonzero(frequencies)
            if not len(documents):
                continue
            mask[documents] = True
            found = frequencies[documents]
            saturated = found * (BM25_K1 + 1) / (found + self._norm(group.fields)[documents])
            rarity = self._rarity(clause, group)
            scores[documents] += clause.weight * group.weight * rarity * saturated
        return mask

    def _frequencies(self, clause: Clause, group: FieldGroup) -> Weights:
        frequencies = np.zeros(self._segments.size)
        for variant in clause.variants:
            for field in group.fields:
                documents, found = self._read(field, variant.term)
                frequencies[documents] += variant.weight * found
        return frequencies

    def _rarity(self, clause: Clause, group: FieldGroup) -> float:
        """Inverse document frequency of the clause's first variant that occurs at all."""
        for variant in clause.variants:
            holders = [self._read(field, variant.term)[0] for field in group.fields]
            if any(len(documents) for documents in holders):
                frequency = len(np.unique(np.concatenate(holders)))
                return math.log1p((self._segments.count - frequency + 0.5) / (frequency + 0.5))
        return 0.0

    def _norm(self, fields: tuple[str, ...]) -> Scores:
        """BM25's length normalisation, ``k1 · (1 − b + b · length / average)``."""
        if fields not in self._norms:
            lengths = self._segments.lengths(fields)
            living = lengths[self._segments.live]
            average = float(living.mean()) if len(living) else 0.0
            relative = lengths / average if average else np.zeros(self._segments.size)
            self._norms[fields] = BM25_K1 * (1 - BM25_B + BM25_B * relative)
        return self._norms[fields]

    def _read(self, field: str, term: str) -> tuple[Ids, Weights]:
        key = (field, term)
        if key not in self._postings:
            self._postings[key] = self._segments.postings(field, term)
        return self._postings[key]

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
        for field in phrase.fields:
            candidates = self._segments.live & ~mask
            for slot in phrase.slots:
                holders = np.zeros(self._segments.size, np.bool_)
                for term in slot:
                    holders[self._read(field, term)[0]] = True
                candidates &= holders
            for segment, offset in self._segments.leaves:
                end = offset + segment.doc_count_all()
                documents = np.flatnonzero(candidates[offset:end])
                if not len(documents):
                    continue
                with damage_named(f"positions in {field}"):
                    found = _phrase_documents(segment, field, phrase, documents.tolist())
                mask[[offset + document for document in found]] = True
        return mask


def _phrase_documents(
    segment: IndexReader, field: str, phrase: Phrase, documents: list[int]
) -> list[int]:
    """Those of the documents (rising, all slots occur in each) that hold the phrase."""
    matchers = [[_matcher(segment, field, term) for term in slot] for slot in phrase.slots]
    return [
        document
        for document in documents
        if in_order([_positions(slot, document) for slot in matchers], phrase.slop)
    ]


def _matcher(segment: IndexReader, field: str, term: str) -> Matcher | None:
    try:
        return segment.postings(field, term.encode("utf-8"))
    except TermNotFound:
        return None


def _positions(slot: list[Matcher | None], document: int) -> list[int]:
    positions: list[int] = []
    for matcher in slot:
        if matcher is None or not matcher.is_active():
            continue
        if matcher.id() < document:
            matcher.skip_to(document)
        if matcher.is_active() and matcher.id() == document:
            positions += matcher.value_as("positions")
    return sorted(positions)


def in_order(slots: list[list[int]], slop: int) -> bool:
    """Whether one position of each slot can be chosen, in order, with at most ``slop`` between.

    >>> in_order([[3, 10], [11]], slop=0), in_order([[3], [5]], slop=0), in_order([[3], [5]], 1)
    (True, False, True)
    """
    if not slop:
        following = set(slots[0])
        for positions in slots[1:]:
            following = {position + 1 for position in following} & set(positions)
        return bool(following)
    widest = len(slots) - 1 + slop
    reachable = {(start, start) for start in slots[0]}
    for positions in slots[1:]:
        reachable = {
            (start, position)
            for (start, at), position in product(reachable, positions)
            if at < position <= start + widest
        }
    return bool(reachable)
