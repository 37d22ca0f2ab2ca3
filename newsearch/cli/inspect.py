"""``newsearch sources``, ``stats`` and ``analyze``: what an index holds, and how it sees text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from newsearch.cli.command import DocumentedCommand, Example, QueryCommand
from newsearch.cli.failures import EXIT_NONE, EXIT_OK
from newsearch.cli.options import (
    as_text,
    common_options,
    format_option,
    index_path,
    index_was_named,
    screen,
)
from newsearch.cli.terminal import Screen, Span, is_terminal, say, standard_input, use_utf8
from newsearch.errors import IndexNotFound

if TYPE_CHECKING:
    from newsearch.results import Analysis, IndexStats


@click.command(
    cls=DocumentedCommand,
    examples=(
        Example("newsearch sources", "every source, with its articles and its days"),
        Example("newsearch sources --format json", "the same for a program"),
    ),
)
@format_option("text", "json")
@common_options()
@click.pass_context
def sources(context: click.Context, form: str) -> int:
    """List the sources, with their articles and days."""
    from newsearch.news_index import NewsIndex

    with NewsIndex.open(index_path(context)) as index:
        counts = index.sources()
    if form == "json":
        _print_json(
            [
                {
                    "source": count.source,
                    "articles": count.articles,
                    "earliest": count.earliest or None,
                    "latest": count.latest or None,
                }
                for count in counts
            ]
        )
    elif counts:
        rows = [
            (f"{count.articles:,}", count.earliest, count.latest, count.source or "(none)")
            for count in counts
        ]
        screen(context).table([("articles", "earliest", "latest", "source"), *rows], right=(0,))
    else:
        say("no articles")
    return EXIT_OK if counts else EXIT_NONE


@click.command(
    cls=DocumentedCommand,
    examples=(
        Example("newsearch stats", "articles, days, terms, sizes"),
        Example("newsearch stats --format json", "the same for a program"),
    ),
)
@format_option("text", "json")
@common_options()
@click.pass_context
def stats(context: click.Context, form: str) -> int:
    """Tell what the index holds, how large it is, and what built it."""
    from newsearch.news_index import NewsIndex

    with NewsIndex.open(index_path(context)) as index:
        found = index.stats()
    if form == "json":
        _print_json({name: getattr(found, name) for name in found.__dataclass_fields__})
    else:
        _print_stats(found, screen(context))
    return EXIT_OK


@click.command(
    cls=QueryCommand,
    examples=(
        Example("newsearch analyze Quốc hội họp ở TP.HCM ngày 30/4/2025", "tokens and words"),
        Example("echo 'bầu cử' | newsearch analyze --format json", "from standard input"),
    ),
)
@click.argument("text", nargs=-1, metavar="[TEXT]...", type=as_text)
@format_option("text", "json")
@common_options()
@click.pass_context
def analyze(context: click.Context, text: tuple[str, ...], form: str) -> int:
    """Show how TEXT is cut into tokens and words.

    Tokens are what is searched. Words are how pyvi cuts the text; they only help to rank
    what was found.

    Without TEXT, standard input is read. Where there is an index, the text is analysed as
    its articles were; otherwise as a new index would do it.
    """
    if not text and is_terminal(sys.stdin):
        raise click.UsageError("no text: give it as arguments or on standard input")
    words = " ".join(text) if text and text != ("-",) else standard_input().removesuffix("\n")
    analysis = _analysis(context, words)
    if form == "json":
        _print_json(
            {
                "text": analysis.text,
                "tokens": [
                    {name: getattr(token, name) for name in token.__dataclass_fields__}
                    for token in analysis.tokens
                ],
                "words": analysis.words,
            }
        )
    elif analysis.tokens:
        _print_analysis(analysis, screen(context))
    else:
        say("no tokens")
    return EXIT_OK if analysis.tokens else EXIT_NONE


def _analysis(context: click.Context, text: str) -> Analysis:
    from newsearch.news_index import NewsIndex, analyze_text

    try:
        with NewsIndex.open(index_path(context)) as index:
            return index.analyze(text)
    except IndexNotFound as error:
        if index_was_named(context):
            say(f"{error} – analysed as for a new index")
        return analyze_text(text)


def _print_json(value: object) -> None:
    from newsearch.cli.printers.json import print_json

    use_utf8()
    print_json(value)


def _print_stats(found: IndexStats, target: Screen) -> None:
    engine = f"{found.engine} {found.engine_version}".strip()
    rows = [
        ("index", found.path),
        ("built", found.built),
        ("engine", engine),
        ("analysis", found.analysis),
        ("generation", str(found.generation)),
        ("articles", f"{found.articles:,}"),
        ("sources", f"{found.sources:,}"),
        ("days", f"{found.earliest} to {found.latest}" if found.earliest else ""),
        ("undated", f"{found.undated:,}"),
        ("terms", f"{found.terms:,}"),
        ("syllables", f"{found.syllables:,}"),
        ("segments", f"{found.segments:,}"),
        ("size", _size(found.size)),
        *((f"  {name}", _size(size)) for name, size in found.sizes.items()),
    ]
    width = max(len(name) for name, _ in rows)
    for name, value in rows:
        if value:
            target.line(Span(f"{name:<{width}}  ", "dim"), value)


def _size(count: int) -> str:
    size = float(count)
    for unit in ("bytes", "KB", "MB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "bytes" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} GB"


def _print_analysis(analysis: Analysis, target: Screen) -> None:
    rows = [
        (str(token.start), str(token.end), token.kind, token.text, token.term, token.folded)
        for token in analysis.tokens
    ]
    target.table([("start", "end", "kind", "text", "term", "folded"), *rows], right=(0, 1))
    target.line()
    target.line(Span("pyvi words  ", "dim"), " | ".join(analysis.words))
