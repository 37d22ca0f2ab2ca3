"""The rules that had a part in a result, in words: for people who ask why."""

from __future__ import annotations

from collections.abc import Iterator

from newsearch.query import And, DateRange, Node, Not, Or, Request, Sort
from newsearch.searching.compiled import CompiledQuery
from newsearch.searching.ranking import Freshness, Ranked

_WORDS_NAMED = 10


def rules_of(
    compiled: CompiledQuery, request: Request, freshness: Freshness | None, ranked: Ranked
) -> tuple[str, ...]:
    """The rules that had a part in a result, in words."""
    rules = list(compiled.rules)
    for node in (compiled.node, *request.filters):
        rules += dates_in(node)
    if request.sort is not Sort.RELEVANCE:
        rules.append(f"order: {request.sort.value} first")
    if freshness is not None and ranked.fresh:
        rules.append(
            f"fresh: scores times 1 + 2 ** (-days / {freshness.half_life:g}), "
            f"counted from {freshness.now:%Y-%m-%d}"
        )
    if ranked.feedback is not None:
        words = sorted(ranked.feedback.clauses, key=lambda clause: -clause.weight)
        named = ", ".join(clause.variants[0].term for clause in words[:_WORDS_NAMED])
        rules.append(f"feedback: words of the best articles ({named}, ...)")
    return tuple(rules)


def dates_in(node: Node, wanted: str = "dates") -> Iterator[str]:
    """The periods that a node asks for or excludes, in words."""
    if isinstance(node, DateRange):
        first = f"{node.first:%Y-%m-%d %H:%M}" if node.first else "the first"
        last = f"{node.last:%Y-%m-%d %H:%M}" if node.last else "the last"
        yield f"{wanted}: from {first} to {last}"
    elif isinstance(node, And | Or):
        for child in node.children:
            yield from dates_in(child, wanted)
    elif isinstance(node, Not):
        yield from dates_in(node.child, "dates left out")
