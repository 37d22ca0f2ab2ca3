"""The versions of a story: where each comes from, and what differs from the earliest."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from newsearch.article import Article
from newsearch.cli.printers.text import origin
from newsearch.cli.terminal import Screen, Span
from newsearch.stories.differences import (
    ChangeKind,
    Differences,
    Piece,
    differences,
)

_INDENT = 3
# As wdiff marks words, so that a pipe tells them apart without colours.
_MARKS = {ChangeKind.REMOVED: ("[-", "-]"), ChangeKind.ADDED: ("{+", "+}")}
_STYLES = {ChangeKind.REMOVED: "removed", ChangeKind.ADDED: "added"}
_SIGNS = {ChangeKind.REMOVED: "-", ChangeKind.ADDED: "+", ChangeKind.CHANGED: "~"}
_HEADED = ("id", "source", "author", "published", "url")  # stand in the heading of a version


def print_versions(versions: Sequence[Article], screen: Screen) -> None:
    """Print the versions, the earliest first, each later one with its differences from it."""
    earliest = versions[0]
    for number, version in enumerate(versions, 1):
        if number > 1:
            screen.line()
        _print_heading(number, version, screen)
        if number > 1:
            _print_differences(differences(earliest, version), screen)
    if len(versions) == 1:
        screen.line(Span("no other version in this index", "dim"), indent=_INDENT)


def versions_record(versions: Sequence[Article]) -> list[dict[str, Any]]:
    """The versions as plain JSON values; ``differences`` is null of the earliest."""
    return [
        {
            "id": version.id,
            "title": version.title,
            "source": version.source,
            "author": version.author,
            "published": version.published.isoformat() if version.published else None,
            "url": version.url,
            "differences": asdict(differences(versions[0], version)) if place else None,
        }
        for place, version in enumerate(versions)
    ]


def _print_heading(number: int, version: Article, screen: Screen) -> None:
    mark = f"{number}. ".ljust(_INDENT)
    screen.line(Span(mark, "dim"), Span(version.title or "(no title)", "title"), hang=_INDENT)
    published = version.published.isoformat() if version.published else ""
    about = origin(version.source, version.author, published)
    if about:
        screen.line(Span(about, "dim"), indent=_INDENT)
    screen.line(Span(version.id, "dim"), indent=_INDENT)


def _print_differences(found: Differences, screen: Screen) -> None:
    if not found.summary and not found.body and not found.fields:
        screen.line(Span("the same text", "dim"), indent=_INDENT)
        return
    for field in found.fields:
        if field.field not in _HEADED:
            _print_change(f"~ {field.field}: ", field.pieces, screen)
    for name, changes in (("summary", found.summary), ("body", found.body)):
        for change in changes:
            sign = _SIGNS[change.kind]
            _print_change(f"{sign} {name}: ", change.pieces, screen)
    noun = "sentence" if found.same_sentences == 1 else "sentences"
    screen.line(Span(f"{found.same_sentences:,} {noun} the same", "dim"), indent=_INDENT)


def _print_change(label: str, pieces: Iterable[Piece], screen: Screen) -> None:
    spans = [Span(label, "dim")]
    for piece in pieces:
        before, after = _MARKS.get(piece.kind, ("", ""))
        text = piece.text.rstrip()
        spans.append(Span(f"{before}{text}{after}", _STYLES.get(piece.kind, "")))
        spans.append(Span(piece.text[len(text) :] or " "))
    screen.line(*spans, indent=_INDENT)
