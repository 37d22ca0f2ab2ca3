"""``newsearch similar``: the articles that are most like one, or like a text."""

from __future__ import annotations

from dataclasses import replace

import click

from newsearch.cli.command import DocumentedCommand, Example
from newsearch.cli.completion import complete_ids
from newsearch.cli.failures import EXIT_NONE, EXIT_OK
from newsearch.cli.filters import filter_options, filters_of
from newsearch.cli.options import as_text, common_options, format_option, index_path, screen
from newsearch.cli.printers.page import Page, remarks
from newsearch.cli.search import PRINTERS, load_printer
from newsearch.cli.terminal import say, standard_input, use_utf8
from newsearch.errors import ArticleNotFound

_WITH_REMARKS = ("json", "html")  # documents that hold the reading and the notices themselves


@click.command(
    cls=DocumentedCommand,
    examples=(
        Example("newsearch similar tuoitre.vn/bau-cu.htm", "who else reports on it"),
        Example(
            "newsearch similar tuoitre.vn/bau-cu.htm --until 2021-05-22 --not-source tuoitre.vn",
            "what other papers wrote before",
        ),
        Example(
            "newsearch similar --text 'Tàu cá chìm gần đảo Lý Sơn, mười ngư dân được cứu'",
            "articles like a passage",
        ),
        Example("cat draft.txt | newsearch similar -", "like a text in a file"),
        Example(
            "newsearch similar tuoitre.vn/bau-cu.htm -n 5 --format ids | newsearch show -",
            "read the five most similar",
        ),
    ),
)
@click.argument(
    "identity", required=False, metavar="[ID]", type=as_text, shell_complete=complete_ids
)
@click.option("--text", type=as_text, metavar="TEXT", help="Articles like this text, without ID.")
@click.option(
    "--limit", "-n", type=click.IntRange(min=0), default=10, metavar="N", help="Hits a page; 10."
)
@click.option("--page", type=click.IntRange(min=1), metavar="N", help="The page to show, from 1.")
@click.option(
    "--offset", type=click.IntRange(min=0), metavar="N", help="Hits to pass over, instead of pages."
)
@filter_options()
@click.option(
    "--no-group",
    is_flag=True,
    help="Every article by itself, also where several papers have the same text.",
)
@click.option(
    "--snippets",
    type=click.IntRange(min=0),
    default=3,
    metavar="N",
    help="Passages shown of each article beside its title, at most; 3.",
)
@format_option(*PRINTERS)
@common_options()
@click.pass_context
def similar(
    context: click.Context,
    identity: str | None,
    text: str | None,
    limit: int,
    page: int | None,
    offset: int | None,
    no_group: bool,
    snippets: int,
    form: str,
) -> int:
    """Find the articles that are most like the one with this ID, or like a text.

    First come those of the same event, told by the names, places and words that they share,
    then those of the same subject. ID is an id or a url, as search and show name articles;
    the article itself is left out. "-" reads a text from standard input: a draft, a press
    release, a passage. A text that lost its accents gets them back.

    What is marked are the words in common that tell most. The score, in JSON, is 0 without any
    and about 1 for the same text. Copies of one text are one hit, as in search.

    The exit code is 0 with hits, 1 without and where there is no such article, 2 after an error.
    """
    from newsearch.news_index import NewsIndex

    if (identity is None) == (text is None):
        raise click.UsageError('give either the ID of an article, or --text, or "-" for a text')
    if identity == "-":
        identity, text = None, standard_input()
    wanted = Page.of(limit, page, offset)
    filters = filters_of(context)
    with NewsIndex.open(index_path(context)) as index:
        find = index.similar if text is None else index.similar_to_text
        try:
            results = find(
                identity or text or "",
                limit=wanted.limit,
                offset=wanted.offset,
                **filters,
                snippets=snippets,
                group=not no_group,
            )
        except ArticleNotFound as error:
            say(f"newsearch: {error}")
            return EXIT_NONE
        results = replace(results, notices=tuple(dict.fromkeys(results.notices)))
        if form not in _WITH_REMARKS:
            for remark in remarks(results):
                say(remark)
        if form != "text":
            use_utf8()
        # While the index is open: a printer that wants facets has them counted.
        load_printer(form)(results, wanted, screen(context))
    if results.hits or (results.total and not wanted.limit):
        return EXIT_OK
    say(f"no results on this page ({results.total:,} in all)" if results.total else "no results")
    return EXIT_NONE
