"""Explanations: why each hit of a page was found, and with which weights.

The engine is asked for the score of every clause by itself, so what is shown is what was added up;
which words of the article a clause stands for is looked up in its text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from newsearch.analysis.folding import fold
from newsearch.analysis.tokens import tokenize
from newsearch.article import Article
from newsearch.engines.base import Document, EngineReader
from newsearch.query import (
    TEXT_FIELDS,
    And,
    Bag,
    Clause,
    FieldGroup,
    Node,
    Or,
)
from newsearch.results import HitExplanation, TermMatch
from newsearch.searching.compiled import CompiledQuery, Origin
from newsearch.searching.ranking import Ranked

AS_TYPED = "as typed"
SPELLED_OTHERWISE = "spelled otherwise"
UNACCENTED = "unaccented"
ACRONYM = "acronym"

_DIGITS = 4
_FEEDBACK_WORDS = 10


@dataclass(slots=True)
class _Occurrences:
    """How the tokens of an article are written that have one term, and in which fields."""

    written: dict[str, None] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)


def explain(
    reader: EngineReader,
    compiled: CompiledQuery,
    ranked: Ranked,
    articles: Sequence[Article],
) -> tuple[HitExplanation, ...]:
    """An explanation for each article of the page, in its order."""
    documents = [found.document for found in ranked.page]
    clauses = list(_clauses(reader, compiled.node, documents, [True] * len(documents)))
    scores = {
        (clause, group): _scores(reader, clause, group, documents)
        for clause, _ in clauses
        for group in clause.groups
    }
    explanations = []
    feedback_scores = _feedback_scores(reader, ranked, documents)
    for place, (found, article) in enumerate(zip(ranked.page, articles, strict=True)):
        occurrences = _occurrences(article)
        matches = []
        for clause, counts in clauses:
            origin = compiled.origins.get(clause, Origin("word", clause.variants[0].term))
            for group in clause.groups:
                score = scores[clause, group][place]
                if score > 0 and counts[place]:
                    matches.append(_match(clause, group, origin, occurrences, score))
        explanations.append(
            HitExplanation(
                score=round(found.score, _DIGITS),
                relevance=round(found.relevance, _DIGITS),
                feedback=round(found.feedback, _DIGITS),
                freshness=round(found.freshness, _DIGITS),
                matches=tuple(matches),
                feedback_words=_most(feedback_scores, place, found.feedback),
            )
        )
    return tuple(explanations)


def _clauses(
    reader: EngineReader, node: Node, documents: Sequence[Document], matches: list[bool]
) -> Iterator[tuple[Clause, list[bool]]]:
    """All clauses that can add to a score, and in which documents they do where they occur."""
    if isinstance(node, Bag):
        for clause in (*node.clauses, *node.boosts):
            yield clause, matches
    elif isinstance(node, And):
        for child in node.children:
            yield from _clauses(reader, child, documents, matches)
    elif isinstance(node, Or):
        for child in node.children:
            scores = reader.scores(child, documents)
            own = [match and score > 0 for match, score in zip(matches, scores, strict=True)]
            yield from _clauses(reader, child, documents, own)


def _scores(
    reader: EngineReader, clause: Clause, group: FieldGroup, documents: Sequence[Document]
) -> list[float]:
    alone = Clause(clause.variants, (group,), clause.weight)
    return reader.scores(Bag((alone,), 1), documents)


def _feedback_scores(
    reader: EngineReader, ranked: Ranked, documents: Sequence[Document]
) -> dict[str, list[float]]:
    """What each word of the best articles scores in each document."""
    if ranked.feedback is None:
        return {}
    return {
        clause.variants[0].term: reader.scores(Bag((clause,), 1), documents)
        for clause in ranked.feedback.clauses
    }


def _most(
    scores: Mapping[str, Sequence[float]], place: int, added: float
) -> tuple[tuple[str, float], ...]:
    """The words that add most to a document, with what they add."""
    if added <= 0:  # beyond the articles that are looked at closer
        return ()
    own = {word: score[place] for word, score in scores.items() if score[place] > 0}
    total = sum(own.values())
    best = sorted(own.items(), key=lambda item: (-item[1], item[0]))[:_FEEDBACK_WORDS]
    return tuple((word, round(added * score / total, _DIGITS)) for word, score in best)


def _match(
    clause: Clause,
    group: FieldGroup,
    origin: Origin,
    occurrences: Mapping[str, _Occurrences],
    score: float,
) -> TermMatch:
    fields: dict[str, int] = {}
    found: dict[str, None] = {}
    for variant in clause.variants:
        known = occurrences.get(variant.term)
        if known is None:
            continue
        inside = {name: count for name, count in known.fields.items() if name in group.fields}
        for name, count in inside.items():
            fields[name] = fields.get(name, 0) + count
        if inside:
            found.update(known.written)
    if not found:  # pairs and compound words, of which the text is not counted here
        found[clause.variants[0].term.replace("_", " ")] = None
    tier = ACRONYM if origin.kind == "long form" else _tier(origin.typed, found)
    if origin.kind == "prefix":
        tier = AS_TYPED
    return TermMatch(
        typed=origin.typed,
        kind=origin.kind,
        found=tuple(found),
        tier=tier,
        where=_where(group),
        fields=fields,
        weight=clause.weight * group.weight,
        score=round(score, _DIGITS),
    )


def _tier(typed: str, found: Mapping[str, None]) -> str:
    """The closest that a word was found: as typed, spelled otherwise, unaccented, as an acronym."""
    small = {word.lower() for word in found}
    if typed.lower() in small:
        return AS_TYPED
    terms = {token.term for word in found for token in tokenize(word)}
    if any(token.term in terms for token in tokenize(typed)):
        return SPELLED_OTHERWISE
    folded = fold(typed.lower())
    if folded in map(fold, small):
        return UNACCENTED
    # A part of what is written as one: *HCM* of *TPHCM*.
    return SPELLED_OTHERWISE if any(folded in fold(word) for word in small) else ACRONYM


def _where(group: FieldGroup) -> str:
    if len(group.fields) == 1:
        return group.fields[0].partition("_")[0]
    return "whole article"


def _occurrences(article: Article) -> dict[str, _Occurrences]:
    """How the terms of an article are written, and how often they stand in each field."""
    found: dict[str, _Occurrences] = {}
    for name in (*TEXT_FIELDS, "author"):
        value = getattr(article, name)
        for text in (value,) if isinstance(value, str) else value:
            for token in tokenize(text):
                known = found.setdefault(token.term, _Occurrences())
                known.written[token.text] = None
                known.fields[name] = known.fields.get(name, 0) + 1
    return found
