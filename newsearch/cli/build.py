"""``newsearch rebuild`` and ``newsearch update``: from files to an index."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from newsearch.cli.failures import EXIT_OK
from newsearch.cli.options import (
    color_choice,
    common_options,
    format_option,
    index_path,
    screen,
)
from newsearch.cli.progress import progress_bar
from newsearch.cli.report import print_report
from newsearch.cli.verb import Example, Verb

Function = TypeVar("Function", bound=Callable[..., Any])


def _build_options(function: Function) -> Function:
    options = (
        click.argument(
            "sources",
            nargs=-1,
            required=True,
            metavar="SOURCE...",
            type=click.Path(exists=True, allow_dash=True),
        ),
        click.option(
            "--workers",
            "-w",
            type=click.IntRange(min=1),
            metavar="N",
            help="Processes that read and analyse; as many as there are processors if not said.",
        ),
        click.option("--quiet", "-q", is_flag=True, help="No progress bar, places or report."),
        click.option(
            "--verbose", "-v", is_flag=True, help="Name every skipped place and every remark."
        ),
        format_option("text", "json"),
        common_options(),
    )
    for option in reversed(options):
        function = option(function)
    return function


@click.command(
    cls=Verb,
    examples=(
        Example("newsearch rebuild corpus/", "index every article below a folder"),
        Example(
            "newsearch rebuild a.jsonl b.zip --workers 2 --index /srv/news",
            "two files, an index elsewhere",
        ),
        Example("zcat news.jsonl.gz | newsearch rebuild -", "from standard input"),
        Example("newsearch rebuild corpus/ --format json > report.json", "keep the report"),
    ),
)
@click.option(
    "--engine", metavar="NAME", help="The engine that holds the index; whoosh for a new one."
)
@_build_options
@click.pass_context
def rebuild(
    context: click.Context,
    sources: tuple[str, ...],
    engine: str | None,
    workers: int | None,
    quiet: bool,
    verbose: bool,
    form: str,
) -> int:
    """Build the index anew from SOURCEs, or create it.

    A SOURCE is a file, a folder, which is read with everything below it, or "-" for
    standard input. The new index takes the place of the old one at the end: searches go
    on meanwhile, and nothing is lost when the work is interrupted.

    What cannot be read is skipped and named with its line and the reason. Only when there
    is nothing to index at all is it an error.
    """
    from newsearch.news_index import NewsIndex

    with (
        NewsIndex.open_or_create(index_path(context), engine=engine) as index,
        progress_bar(not quiet, color_choice(context) != "never") as progress,
    ):
        report = index.rebuild(sources, workers=workers, progress=progress)
    print_report(report, report.indexed, form, quiet, verbose, screen(context))
    return EXIT_OK


@click.command(
    cls=Verb,
    examples=(
        Example("newsearch update corpus/", "index what was added or edited, drop what is gone"),
        Example("newsearch update corpus/ --quiet", "the same from cron: only errors are printed"),
    ),
)
@_build_options
@click.pass_context
def update(
    context: click.Context,
    sources: tuple[str, ...],
    workers: int | None,
    quiet: bool,
    verbose: bool,
    form: str,
) -> int:
    """Index what changed in SOURCEs since the last time.

    SOURCEs are all that the index shall hold, as for rebuild: new articles are added,
    edited ones replaced, and those that the SOURCEs no longer hold are removed. It is
    quicker than rebuild where little changed.
    """
    from newsearch.news_index import NewsIndex

    with (
        NewsIndex.open(index_path(context)) as index,
        progress_bar(not quiet, color_choice(context) != "never") as progress,
    ):
        report = index.update(sources, workers=workers, progress=progress)
    print_report(report, report.added + report.edited, form, quiet, verbose, screen(context))
    return EXIT_OK
