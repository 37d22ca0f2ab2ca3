"""``newsearch search``: options, the search, and the choice of a printer."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from typing import cast

import click

from newsearch.cli.command import Example, QueryCommand
from newsearch.cli.completion import complete_words
from newsearch.cli.failures import EXIT_NONE, EXIT_OK, pointing_at
from newsearch.cli.filters import filter_options, filters_of
from newsearch.cli.options import as_text, common_options, format_option, index_path, screen
from newsearch.cli.printers.page import Page, remarks
from newsearch.cli.terminal import Screen, say, use_utf8
from newsearch.results import SearchResults

Printer = Callable[[SearchResults, Page, Screen], None]

PRINTERS = {
    "text": "newsearch.cli.printers.text:print_text",
    "json": "newsearch.cli.printers.json:print_results",
    "jsonl": "newsearch.cli.printers.json:print_hits",
    "csv": "newsearch.cli.printers.csv:print_csv",
    "html": "newsearch.cli.printers.html:print_html",
    "ids": "newsearch.cli.printers.ids:print_ids",
}

_WITH_REMARKS = ("json", "html")  # documents that hold the reading and the notices themselves


@click.command(
    cls=QueryCommand,
    examples=(
        Example("newsearch search bầu cử quốc hội", "several words need no quotes"),
        Example("newsearch search bau cu quoc hoi", "the same, typed without accents"),
        Example("""newsearch search '"cầu vượt" -mưa'""", "a phrase, without a word"),
        Example("newsearch search lũ lụt --since 2021-01 --until 2021-03", "of three months"),
        Example(
            "newsearch search giá vàng --source tuoitre.vn --sort newest",
            "of one source, newest first",
        ),
        Example(
            "newsearch search bầu cử -n 50 --page 2 --format csv > hits.csv",
            "the second fifty, for a spreadsheet",
        ),
        Example(
            "newsearch search lũ lụt --facets --not-source baomoi.com",
            "with counts by source, author, topic, year and month",
        ),
        Example("newsearch search UBND --limit 1 --explain", "why the first hit is the first"),
        Example("newsearch search giá điện --fresh 30", "recent news counts more"),
        Example("newsearch search '' --sort newest", "the newest articles of all"),
        Example("newsearch search bầu cử --format ids | newsearch show -", "read the articles"),
    ),
)
@click.argument(
    "query",
    nargs=-1,
    required=True,
    metavar="QUERY...",
    type=as_text,
    shell_complete=complete_words,
)
@click.option(
    "--limit", "-n", type=click.IntRange(min=0), default=10, metavar="N", help="Hits a page; 10."
)
@click.option("--page", type=click.IntRange(min=1), metavar="N", help="The page to show, from 1.")
@click.option(
    "--offset", type=click.IntRange(min=0), metavar="N", help="Hits to pass over, instead of pages."
)
@filter_options()
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest"]),
    default="relevance",
    metavar="ORDER",
    help="relevance, newest or oldest; relevance if not said.",
)
@click.option(
    "--fresh",
    type=float,
    metavar="DAYS",
    help="Let recent articles count more; the preference halves every DAYS.",
)
@click.option(
    "--no-feedback",
    is_flag=True,
    help="Order by the query's words alone, not by those of the first articles too.",
)
@click.option(
    "--verbatim",
    is_flag=True,
    help="Words exactly as typed: nothing restored, decoded, spelled out or suggested.",
)
@click.option(
    "--no-group",
    is_flag=True,
    help="Every article by itself, also where several papers have the same text.",
)
@click.option(
    "--facets",
    is_flag=True,
    help="Count the whole result by source, author, topic, year and month, below the hits in "
    "text; JSON always does.",
)
@click.option(
    "--explain", is_flag=True, help="Say of each hit why it stands there, in text and JSON."
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
def search(
    context: click.Context,
    query: tuple[str, ...],
    limit: int,
    page: int | None,
    offset: int | None,
    sort: str,
    fresh: float | None,
    no_feedback: bool,
    verbatim: bool,
    no_group: bool,
    facets: bool,
    explain: bool,
    snippets: int,
    form: str,
) -> int:
    """Search the index for QUERY and print the best hits.

    The words of QUERY are joined by spaces. A word typed with accents matches only so; a
    word typed without matches every accent. The shell takes away one pair of quotes: put
    a phrase between two pairs, '"bầu cử"'. A word after a dash is left out, as in
    "mưa -bão"; where such a word looks like an option, put "--" before the query.

    AND, OR and NOT work as one expects (VÀ, HOẶC, KHÔNG in capitals), with parentheses
    around what belongs together. title:, source:, author:, topic: and others look in that
    field only, date:2021-01..2021-03 or ngày:"tuần trước" limits the days; bầu* is all words
    that begin so, "lũ cứu trợ"~5 words near each other. An empty QUERY, "", lists every
    article that the options let through. NEWSEARCH_NOW=2021-01-14 sets the present that such
    days are told from.

    Copies of one text, as several papers print them, are one hit: the earliest, with the
    others named below it. "newsearch show ID --versions" says what differs between them.

    The exit code is 0 with hits, 1 without, 2 after an error. In JSON, highlights count
    characters of the snippet's text.

    CSV is for spreadsheets. A cell that would become a formula, because it begins with =, +,
    -, @ or a tab, gets an apostrophe in front; control characters are shown as signs. The
    file is UTF-8: in Excel, import it (Data, From Text/CSV, Unicode UTF-8) instead of opening
    it. For programs, JSON keeps every character.
    """
    from newsearch.news_index import NewsIndex

    wanted = Page.of(limit, page, offset)
    words = " ".join(query)
    filters = filters_of(context)
    with NewsIndex.open(index_path(context)) as index:
        with pointing_at(words):
            results = index.search(
                words,
                limit=wanted.limit,
                offset=wanted.offset,
                **filters,
                sort=sort,
                snippets=snippets,
                feedback=not no_feedback,
                fresh=fresh,
                verbatim=verbatim,
                explain=explain,
                group=not no_group,
            )
        results = replace(results, notices=tuple(dict.fromkeys(results.notices)))
        if form not in _WITH_REMARKS:
            _say_remarks(results)
        if form != "text":
            use_utf8()
        # While the index is open: a printer that wants facets has them counted.
        load_printer(form)(results, wanted, screen(context))
        if facets and form == "text":
            from newsearch.cli.printers.facets import print_facets

            print_facets(results.facets, screen(context))
    if results.hits or (results.total and not wanted.limit):
        return EXIT_OK
    say(f"no results on this page ({results.total:,} in all)" if results.total else "no results")
    return EXIT_NONE


def _say_remarks(results: SearchResults) -> None:
    for remark in remarks(results):
        say(remark)


def load_printer(form: str) -> Printer:
    """The printer of a format, loaded now: each brings modules of its own."""
    module, _, name = PRINTERS[form].partition(":")
    return cast("Printer", getattr(import_module(module), name))
