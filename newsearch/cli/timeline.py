"""``newsearch timeline``: how many articles match, period by period, printed and drawn."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from newsearch.cli.command import Example, QueryCommand
from newsearch.cli.failures import EXIT_NONE, EXIT_OK, pointing_at
from newsearch.cli.filters import filter_options, filters_of
from newsearch.cli.options import as_text, common_options, format_option, index_path, screen
from newsearch.cli.terminal import Screen, is_terminal, say, use_utf8

if TYPE_CHECKING:
    from newsearch.timelines import Timeline

SHOWN_PERIODS = 100
"""As many periods, the last ones, are printed on a terminal."""

_KNOWN = {"month": "the year", "week": "the month or year", "day": "the month or year"}


@click.command(
    cls=QueryCommand,
    examples=(
        Example("newsearch timeline lũ lụt", "by day, week, month or year, as fits"),
        Example("newsearch timeline giá xăng --by month --since 2020", "by month, from 2020 on"),
        Example("""newsearch timeline '"bầu cử"' --png bau-cu.png""", "a phrase, and a picture"),
        Example(
            "newsearch timeline bão --source tuoitre.vn --by week --format csv > bao.csv",
            "the share of one source's articles, for a spreadsheet",
        ),
        Example("newsearch timeline --by year", "how many articles the index has of each year"),
    ),
)
@click.argument("query", nargs=-1, metavar="[QUERY...]", type=as_text)
@click.option(
    "--by",
    type=click.Choice(["day", "week", "month", "year"]),
    metavar="UNIT",
    help="day, week, month or year; what fits the length if not said.",
)
@filter_options()
@click.option("--verbatim", is_flag=True, help="Words exactly as typed.")
@click.option(
    "--peaks",
    type=click.IntRange(min=0),
    default=10,
    metavar="N",
    help="Peaks named, the clearest, at most; 10.",
)
@click.option(
    "--png",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="Draw the timeline into this file, too.",
)
@click.option(
    "--svg",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The same as SVG, which can be enlarged and edited.",
)
@format_option("text", "json", "csv")
@common_options()
@click.pass_context
def timeline(
    context: click.Context,
    query: tuple[str, ...],
    by: str | None,
    verbatim: bool,
    peaks: int,
    png: Path | None,
    svg: Path | None,
    form: str,
) -> int:
    """Count the articles that match QUERY by day, week, month or year, and name the peaks.

    QUERY is what search takes, but every word of it must be there. Without QUERY all articles
    are counted. Weeks begin on Monday and are named by it; days are days in Vietnam.

    Beside the count stands the share of all articles of that period that the options let
    through: where an index has more articles of later years, the count grows and the share
    does not. Periods whose share is far above the usual are peaks, named below with their best
    article.

    An article of which only the year is known is in no month, and without a date in no bar:
    how many these are is said. On a terminal the last 100 periods are shown; files, JSON and
    CSV have all of them. --png and --svg need the extra newsearch[charts]. The exit code is 1
    where there is no period to show.
    """
    from newsearch.news_index import NewsIndex

    charts = [(path, kind) for path, kind in ((png, "png"), (svg, "svg")) if path]
    if charts:
        from newsearch.charts import require_matplotlib

        require_matplotlib()
    words = " ".join(query)
    with NewsIndex.open(index_path(context)) as index, pointing_at(words):
        found = index.timeline(
            words,
            by=by,
            **filters_of(context),
            verbatim=verbatim,
            peaks=peaks,
        )
    if form != "json":
        _say_remarks(found)
    _print(found, form, screen(context))
    if not found.periods:
        say("no articles with a date" if found.total else "no results")
        return EXIT_NONE
    for path, kind in charts:
        _draw(found, path, kind)
    return EXIT_OK


def _print(found: Timeline, form: str, target: Screen) -> None:
    from newsearch.cli.printers import timeline as printers

    if form == "json":
        use_utf8()
        printers.print_json(found)
    elif form == "csv":
        use_utf8()
        printers.print_csv(found)
    elif found.periods:
        left = max(0, len(found.periods) - SHOWN_PERIODS) if is_terminal(sys.stdout) else 0
        columns = get_terminal_size().columns
        printers.print_text(found, target, columns, found.periods[left:])
        if left:
            say(
                f"{left:,} earlier {found.by}s are not shown: choose a longer --by, limit them "
                "with --until, or see all with --format csv"
            )


def _say_remarks(found: Timeline) -> None:
    if found.reading:
        say(f"Tìm cho: {found.reading}")
    if found.suggestion:
        say(f"Có phải bạn tìm: {found.suggestion}")
    for notice in found.notices:
        say(notice)
    for count, which in (
        (found.undated, "without a date"),
        (found.vague, f"of which only {_KNOWN.get(found.by, 'the year')} is known"),
    ):
        if count and found.periods:
            noun, verb = ("article", "is") if count == 1 else ("articles", "are")
            say(f"{count:,} {noun} {which} {verb} in no bar")


def _draw(found: Timeline, path: Path, form: str) -> None:
    from newsearch.charts import draw_timeline

    # What matplotlib says of its own cache is of no use to a reader of news.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    draw_timeline(found, path, form)
    say(f"chart in {path}")
