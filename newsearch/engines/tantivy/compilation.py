"""Query nodes to tantivy's queries."""

from __future__ import annotations

from collections.abc import Sequence
from operator import itemgetter

import tantivy
from tantivy import Occur, Query

from newsearch.engines.base import BM25_K1
from newsearch.engines.documents import UNDATED, minutes
from newsearch.engines.tantivy.pairs import pair_code
from newsearch.engines.tantivy.phrases import PhraseCompiler, either
from newsearch.engines.tantivy.schema import FIRST_MINUTE, LAST_MINUTE, PAIR_NAMES, index_fields
from newsearch.engines.tantivy.statistics import Statistics
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
    Variant,
)

# Among the articles of the rare words tantivy looks for the frequent ones only if those are at
# least so many times as frequent: it reads all postings of the rare ones anew for each of them.
_MUCH_MORE = 7


def scores(node: Node) -> bool:
    """Whether a node gives scores other than 0."""
    if isinstance(node, And | Or):
        return any(map(scores, node.children))
    return isinstance(node, Bag)


def every(queries: Sequence[Query]) -> Query:
    """All of the queries."""
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Must, query) for query in queries])


def unscored(query: Query) -> Query:
    """The query with the score 0."""
    return Query.const_score_query(query, 0.0)


class Compiler:
    """Compiles the nodes of one request, with scores or, which is quicker, without."""

    def __init__(
        self, statistics: Statistics, schema: tantivy.Schema, scoring: bool = True
    ) -> None:
        self._statistics = statistics
        self._schema = schema
        self._scoring = scoring
        self._phrases = PhraseCompiler(statistics, schema)

    def query(self, node: Node) -> Query:
        """The query for a node."""
        if isinstance(node, Bag):
            return self._bag(node)
        if isinstance(node, And):
            return self._and(node)
        if isinstance(node, Or):
            return either([self.query(child) for child in node.children])
        return unscored(self._unscored(node))

    def _unscored(self, node: Node) -> Query:
        if isinstance(node, Everything):
            return Query.all_query()
        if isinstance(node, Phrase):
            fields = self._phrases.in_fields(node, node.fields)
            return either([query for _, query in fields])
        if isinstance(node, Keyword):
            return either([self._term(node.field, value, "basic") for value in node.values])
        if isinstance(node, DateRange):
            return self._dates(node)
        if isinstance(node, Not):
            return Query.boolean_query(
                [(Occur.Must, Query.all_query()), (Occur.MustNot, self.query(node.child))]
            )
        raise TypeError(f"not a query node: {node!r}")

    def _and(self, node: And) -> Query:
        parts: list[tuple[Occur, Query]] = []
        for child in node.children:
            if isinstance(child, Not):
                parts.append((Occur.MustNot, self.query(child.child)))
            elif not isinstance(child, Everything):
                parts.append((Occur.Must, self.query(child)))
        if not any(occur == Occur.Must for occur, _ in parts):
            parts.append((Occur.Must, unscored(Query.all_query())))
        return Query.boolean_query(parts)

    def _dates(self, node: DateRange) -> Query:
        last = minutes(node.last) if node.last is not None else None
        until = self._range(FIRST_MINUTE, UNDATED + 1, last)
        if node.first is None:
            return until
        return every([until, self._range(LAST_MINUTE, minutes(node.first), None)])

    def _range(self, field: str, first: int, last: int | None) -> Query:
        kind = tantivy.FieldType.Integer
        return Query.range_query(self._schema, field, kind, first, last)

    def _term(self, field: str, term: str, option: str = "freq") -> Query:
        return Query.term_query(self._schema, field, term, option)

    def _bag(self, bag: Bag) -> Query:
        required = max(1, bag.required)
        if len(bag.clauses) < required:
            return Query.empty_query()
        query = self._some(bag.clauses, required)
        if not self._scoring:
            return query
        added = [
            self._group(clause, group)
            for clause in bag.clauses
            for group in clause.groups
            if group not in _deciding(clause)
        ]
        added += [self._group(clause, group) for clause in bag.boosts for group in clause.groups]
        if added:
            options = [(Occur.Should, one) for one in added]
            query = Query.boolean_query([(Occur.Must, query), *options])
        return query

    def _some(self, clauses: Sequence[Clause], required: int) -> Query:
        """At least so many of the clauses, with their scores."""
        if required == len(clauses):
            return every([self._clause(clause) for clause in clauses])
        counted = [(self._postings(clause), clause) for clause in clauses]
        counted.sort(key=itemgetter(0))
        deciding = [self._clause(clause) for _, clause in counted]
        # Of so many clauses one must match, whichever they are: the rarest say where to look.
        rare = len(clauses) - required + 1
        fewer, more = (sum(count for count, _ in part) for part in (counted[:rare], counted[rare:]))
        if fewer * _MUCH_MORE <= more:
            there = unscored(either(deciding[:rare]))
            deciding[rare:] = [every([query, there]) for query in deciding[rare:]]
        return Query.boolean_query([(Occur.Should, query) for query in deciding], required)

    def _postings(self, clause: Clause) -> int:
        """In how many places of the index it is told that a clause matches."""
        return sum(
            self._statistics.frequency(field, _index_term(field, variant.term))
            for group in _deciding(clause)
            for field in index_fields(group.fields)
            for variant in clause.variants
        )

    def _clause(self, clause: Clause) -> Query:
        """What matches where the clause does, with the scores of the groups that decide on it."""
        return either([self._group(clause, group) for group in _deciding(clause)])

    def _group(self, clause: Clause, group: FieldGroup) -> Query:
        fields = index_fields(group.fields)
        found = [
            (field, term, variant)
            for variant in clause.variants
            for field in fields
            if self._statistics.frequency(field, term := _index_term(field, variant.term))
        ]
        if not found:
            return Query.empty_query()
        if not self._scoring:
            return either([self._term(field, term) for field, term, _ in found])
        first = found[0][2]
        # The first variant that occurs at all gives the rarity, tantivy takes that of each term.
        rarity = min(
            self._statistics.rarity(field, term)
            for field, term, variant in found
            if variant is first
        )
        queries = []
        for field, term, variant in found:
            correction = rarity / self._statistics.rarity_given(field, term)
            boost = clause.weight * group.weight * _share(variant) * correction
            queries.append(_boosted(self._term(field, term), boost))
        return queries[0] if len(queries) == 1 else Query.disjunction_max_query(queries)


def _deciding(clause: Clause) -> list[FieldGroup]:
    """The groups of a clause that are no part of another: where they match, the clause does."""
    return [
        group
        for group in clause.groups
        if not any(set(group.fields) < set(other.fields) for other in clause.groups)
    ]


def _index_term(field: str, term: str) -> str:
    if field not in PAIR_NAMES:
        return term
    first, _, second = term.partition(" ")
    return pair_code(first, second)


def _share(variant: Variant) -> float:
    """What a variant adds at one occurrence in an article of average length.

    BM25 takes weighted frequencies; tantivy takes weighted scores, and they meet here.
    """
    return variant.weight * (1 + BM25_K1) / (variant.weight + BM25_K1)


def _boosted(query: Query, boost: float) -> Query:
    return query if boost == 1.0 else Query.boost_query(query, boost)
