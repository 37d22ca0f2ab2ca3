"""``newsearch suggest``: what a beginning that was typed may become."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from newsearch.cli.command import Example, QueryCommand
from newsearch.cli.completion import complete_words
from newsearch.cli.failures import EXIT_NONE, EXIT_OK
from newsearch.cli.options import as_text, common_options, format_option, index_path, screen
from newsearch.cli.terminal import Screen, say, use_utf8

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsearch.results import Suggestion

_KINDS = ("word", "name", "title", "source", "topic", "author")


@click.command(
    cls=QueryCommand,
    examples=(
        Example("newsearch suggest bau cu q", "what may come of it, typed without accents"),
        Example("newsearch suggest nguyễn v --kind name", "names only"),
        Example("newsearch suggest tuoi --kind source --kind topic", "sources and topics"),
        Example("newsearch suggest bầu c -n 5 --format jsonl", "for a program, one a line"),
    ),
)
@click.argument(
    "typed",
    nargs=-1,
    required=True,
    metavar="TEXT...",
    type=as_text,
    shell_complete=complete_words,
)
@click.option(
    "--limit", "-n", type=click.IntRange(min=0), default=10, metavar="N", help="Suggestions; 10."
)
@click.option(
    "--kind",
    "kinds",
    type=click.Choice(_KINDS),
    multiple=True,
    metavar="KIND",
    help="word, name, title, source, topic or author; repeatable. The first three if not said.",
)
@format_option("text", "json", "jsonl")
@common_options()
@click.pass_context
def suggest(
    context: click.Context, typed: tuple[str, ...], limit: int, kinds: tuple[str, ...], form: str
) -> int:
    """Suggest words, names and titles that begin with TEXT.

    A word typed without accents may become one with any; typed with accents it stays as it is.
    The last word of TEXT may be unfinished, and where marks on its vowels are typed but no tone,
    the tone may be any: "bâu" becomes "bầu". A space at the end finishes it: "bầu ".

    Each suggestion is told with its kind and the articles that have it: words that stand side
    by side are counted in titles and leads, names in the first paragraphs too. The exit code
    is 1 when there is none.
    """
    from newsearch.news_index import NewsIndex

    with NewsIndex.open(index_path(context)) as index:
        found = index.suggest(" ".join(typed), limit, kinds=kinds or None)
    _print(found, form, screen(context))
    if not found:
        say("no suggestions")
    return EXIT_OK if found else EXIT_NONE


def _print(found: Sequence[Suggestion], form: str, target: Screen) -> None:
    if form == "text":
        if found:
            rows = [(f"{one.articles:,}", one.kind, one.text) for one in found]
            target.table([("articles", "kind", "suggestion"), *rows], right=(0,))
        return
    from newsearch.cli.printers.json import print_json, print_json_line

    use_utf8()
    records = [asdict(one) for one in found]
    if form == "json":
        print_json(records)
        return
    for record in records:
        print_json_line(record)
