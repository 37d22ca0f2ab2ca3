"""Search results as text for people, with highlights on a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsearch.cli.printers.explanation import print_explanation
from newsearch.cli.terminal import Screen, Span
from newsearch.results import Hit, SearchResults, Snippet, StoryVersion

if TYPE_CHECKING:
    from newsearch.cli.printers.page import Page

_INDENT = 3
_VERSIONS_NAMED = 3
_DAY = len("2021-01-07")


def print_text(results: SearchResults, page: Page, screen: Screen) -> None:
    """Print numbered hits and a last line that counts them; nothing where there are none."""
    explanation = results.explanation
    for place, hit in enumerate(results):
        _print_hit(page.offset + place + 1, hit, screen)
        if explanation:
            print_explanation(explanation.hits[place], screen, _INDENT)
        screen.line()
    for rule in explanation.rules if explanation else ():
        screen.line(Span(f"· {rule}", "dim"))
    if results.hits or (results.total and not page.limit):
        noun = "result" if results.total == 1 else "results"
        count = f"{results.total:,} {noun} in {results.took_ms:,.0f} ms{page.remark()}"
        screen.line(Span(count, "dim"))


def origin(source: str, author: str, day: str) -> str:
    """Where an article comes from, in one line; what is not known is left out."""
    return " · ".join(part for part in (source, author, day) if part)


def _print_hit(number: int, hit: Hit, screen: Screen) -> None:
    article = hit.article
    mark = f"{number}. "
    indent = max(_INDENT, len(mark))
    title = title_snippet(hit)
    screen.line(Span(mark.ljust(indent), "dim"), *spans(title, "title", "title match"), hang=indent)
    published = article.published.isoformat() if article.published else ""
    about = origin(article.source, article.author, published)
    if about:
        screen.line(Span(about, "dim"), indent=indent)
    for snippet in hit.snippets:
        if snippet is not title:
            screen.line(*spans(snippet), indent=indent)
    if hit.story:
        screen.line(Span(told(hit), "dim"), indent=indent)
    screen.line(Span(hit.id, "dim"), indent=indent)


def told(hit: Hit) -> str:
    """Who else published the text of a hit, in Vietnamese: ``và 2 báo khác: a.vn (2021-01-07)``.

    ``""`` for a hit without copies.
    """
    if hit.story is None:
        return ""
    named = [_named(version) for version in hit.story.others[:_VERSIONS_NAMED]]
    more = hit.story.versions - 1 - len(named)
    listed = ", ".join(named) + (", …" if more else "")
    return f"{hit.story.note(hit.article.source)}: {listed}"


def _named(version: StoryVersion) -> str:
    day = version.published.isoformat()[:_DAY] if version.published else ""
    return (
        f"{version.source} ({day})"
        if version.source and day
        else version.source or day or (version.id)
    )


def title_snippet(hit: Hit) -> Snippet:
    """The snippet that is the whole title, or a title without highlights."""
    title = hit.article.title
    for snippet in hit.snippets:
        if snippet.field == "title" and snippet.text == title:
            return snippet
    return Snippet("title", title or "(no title)")


def spans(snippet: Snippet, style: str = "", match_style: str = "match") -> list[Span]:
    """A snippet as spans; an ellipsis stands where the field goes on."""
    pieces = [Span("… ", "dim")] if snippet.cut_before else []
    position = 0
    for start, end in snippet.highlights:
        pieces.append(Span(snippet.text[position:start], style))
        pieces.append(Span(snippet.text[start:end], match_style))
        position = end
    pieces.append(Span(snippet.text[position:], style))
    if snippet.cut_after:
        pieces.append(Span(" …", "dim"))
    return [piece for piece in pieces if piece.text]
