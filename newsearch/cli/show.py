"""``newsearch show``: whole articles by their ids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newsearch.cli.command import DocumentedCommand, Example
from newsearch.cli.completion import complete_ids
from newsearch.cli.failures import EXIT_NONE, EXIT_OK
from newsearch.cli.options import as_text, common_options, format_option, index_path, screen
from newsearch.cli.printers.text import origin
from newsearch.cli.safe_text import visible
from newsearch.cli.terminal import Screen, Span, say, standard_input, use_utf8
from newsearch.errors import ArticleNotFound

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from newsearch.article import Article

_RULE = "─" * 40


@click.command(
    cls=DocumentedCommand,
    examples=(
        Example("newsearch show tuoitre.vn/bau-cu.htm", "one article, as search names it"),
        Example(
            "newsearch search lũ lụt -n 3 --format ids | newsearch show -", "the three best hits"
        ),
        Example("newsearch show tuoitre.vn/bau-cu.htm --format json", "with every field"),
        Example(
            "newsearch show tuoitre.vn/bau-cu.htm --versions",
            "the copies of its text in other papers, and what they changed",
        ),
    ),
)
@click.argument(
    "ids", nargs=-1, required=True, metavar="ID...", type=as_text, shell_complete=complete_ids
)
@click.option(
    "--versions",
    is_flag=True,
    help="All copies of the text, the earliest first, and what differs from it.",
)
@format_option("text", "json")
@common_options()
@click.pass_context
def show(context: click.Context, ids: tuple[str, ...], versions: bool, form: str) -> int:
    """Print whole articles by their IDs.

    "-" reads ids from standard input, one a line.

    With --versions, words that a later version left out stand in [-brackets-], those that it
    put in, in {+braces+}; a sentence begins with - where it is left out, + where it is new and
    ~ where it is changed.

    In JSON there is one object a line for each article; fields that it lacks are left
    out. With --versions it is a list of versions. The exit code is 1 when the index does not
    hold one of the ids.
    """
    from newsearch.news_index import NewsIndex

    if form == "json":
        use_utf8()
    target = screen(context)
    code, shown = EXIT_OK, 0
    with NewsIndex.open(index_path(context)) as index:
        for identity in _identities(ids):
            try:
                found = index.versions(identity) if versions else (index.get(identity),)
            except ArticleNotFound as error:
                say(f"newsearch: {error}")
                code = EXIT_NONE
                continue
            _print(found, versions, form, target, following=shown > 0)
            shown += 1
    return code if shown else EXIT_NONE


def _identities(given: Sequence[str]) -> Iterator[str]:
    for identity in given:
        if identity == "-":
            lines = standard_input().split("\n")
            yield from filter(None, map(str.strip, lines))
        else:
            yield identity


def _print(
    found: Sequence[Article], versions: bool, form: str, target: Screen, following: bool
) -> None:
    if form == "json":
        from newsearch.cli.printers.json import print_json_line

        if versions:
            from newsearch.cli.printers.versions import versions_record

            print_json_line(versions_record(found))
        else:
            print_json_line(found[0].to_dict())
        return
    if following:
        target.line()
        target.line(Span(_RULE, "dim"))
        target.line()
    if versions:
        from newsearch.cli.printers.versions import print_versions

        print_versions(found, target)
    else:
        _print_text(found[0], target)


def _print_text(article: Article, target: Screen) -> None:
    target.line(Span(article.title or "(no title)", "title"))
    published = article.published.isoformat() if article.published else ""
    for line in (
        origin(article.source, article.author, published),
        f"theo {article.origin}" if article.origin else "",
        ", ".join(article.topics),
        article.url,
        article.id,
    ):
        if line:
            target.line(Span(line, "dim"))
    for block, style in ((article.summary, "title"), (article.body, "")):
        if block:
            target.line()
            for line in block.split("\n"):
                target.line(Span(line, style))
    if article.captions:
        target.line()
        for caption in article.captions:
            target.line(Span(f"[{visible(caption)}]", "dim"))
    if article.related:
        target.line()
        for link in article.related:
            day = link.published.isoformat() if link.published else ""
            target.line(Span(f"→ {' · '.join(filter(None, (link.title, day, link.url)))}", "dim"))
