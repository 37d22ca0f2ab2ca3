"""Why a hit stands where it does, as text."""

from __future__ import annotations

from collections.abc import Iterator

from newsearch.cli.terminal import Screen, Span
from newsearch.results import HitExplanation, TermMatch


def print_explanation(explanation: HitExplanation, screen: Screen, indent: int) -> None:
    """Print what a score is made of: the parts, then each word with what it added."""
    for line in _lines(explanation):
        screen.line(Span(line, "dim"), indent=indent, hang=indent + 4)


def _lines(explanation: HitExplanation) -> Iterator[str]:
    parts = f"relevance {explanation.relevance:.2f} + feedback {explanation.feedback:.2f}"
    if explanation.freshness != 1:
        parts = f"({parts}) x freshness {explanation.freshness:.2f}"
    yield f"score {explanation.score:.2f} = {parts}"
    for match in sorted(explanation.matches, key=lambda match: -match.score):
        yield f"{match.score:6.2f}  {_described(match)}"
    if explanation.feedback_words:
        words = ", ".join(f"{word} {score:.2f}" for word, score in explanation.feedback_words)
        yield f"{explanation.feedback:6.2f}  feedback: {words}, ..."


def _described(match: TermMatch) -> str:
    found = [word for word in match.found if word.lower() != match.typed.lower()]
    also = "also" if len(found) < len(match.found) else "found"
    read = f" {also} as {', '.join(found)}" if found else ""
    places = ", ".join(f"{count} in {field}" for field, count in match.fields.items())
    tier = f" ({match.tier})" if match.fields else ""
    where = f"{match.where}: {places}" if places else match.where
    return f"{match.kind} {match.typed}{tier}{read}, {where}, weight {match.weight:g}"
