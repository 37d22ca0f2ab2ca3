"""``newsearch rebuild`` and ``newsearch update``: from files to an index."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from newsearch.cli.command import DocumentedCommand, Example
from newsearch.cli.failures import EXIT_OK
from newsearch.cli.interrupts import telling_of_interrupts
from newsearch.cli.options import (
    color_choice,
    common_options,
    format_option,
    index_path,
    map_option,
    screen,
)
from newsearch.cli.progress import progress_bar
from newsearch.cli.report import print_report

Function = TypeVar("Function", bound=Callable[..., Any])


def named_sources(
    context: click.Context, parameter: click.Parameter, sources: tuple[str, ...]
) -> tuple[str, ...]:
    """The sources as given: what does not exist is reported by the build.

    Only "" is refused. It comes from an unset variable, and would mean the working directory.
    """
    if "" in sources:
        raise click.BadParameter("a name is empty")
    return sources


def _build_options(function: Function) -> Function:
    options = (
        click.argument(
            "sources",
            nargs=-1,
            required=True,
            metavar="SOURCE...",
            type=click.Path(allow_dash=True),
            callback=named_sources,
        ),
        click.option(
            "--workers",
            "-w",
            type=click.IntRange(min=1),
            metavar="N",
            help="Processes that read and analyse; as many as there are processors if not said.",
        ),
        map_option(),
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
    cls=DocumentedCommand,
    examples=(
        Example("newsearch rebuild corpus/", "index every article below a folder"),
        Example(
            "newsearch rebuild a.jsonl b.jsonl.gz --workers 2 --index /srv/news",
            "two files, an index elsewhere",
        ),
        Example("xzcat news.jsonl.xz | newsearch rebuild -", "from standard input"),
        Example("newsearch rebuild corpus/ --format json > report.json", "keep the report"),
    ),
)
@click.option(
    "--engine",
    metavar="NAME",
    help="whoosh or tantivy (an extra); if not said, the one that the index has, or else whoosh.",
)
@_build_options
@click.pass_context
def rebuild(
    context: click.Context,
    sources: tuple[str, ...],
    engine: str | None,
    workers: int | None,
    field_map: dict[str, str],
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
        telling_of_interrupts(index_path(context)),
        NewsIndex.open_or_create(index_path(context), engine=engine) as index,
        progress_bar(not quiet, color_choice(context) != "never") as progress,
    ):
        report = index.rebuild(sources, workers=workers, progress=progress, field_map=field_map)
    print_report(report, report.indexed, form, quiet, verbose, screen(context))
    return EXIT_OK


@click.command(
    cls=DocumentedCommand,
    examples=(
        Example("newsearch update corpus/", "index what was added or edited, drop what is gone"),
        Example("newsearch update corpus/ --quiet", "the same from cron: only errors are printed"),
        Example("newsearch update --watch corpus/", "keep it fresh while a crawler writes"),
    ),
)
@click.option(
    "--watch", is_flag=True, help="Go on: update again whenever something changed, until Ctrl-C."
)
@click.option(
    "--every",
    type=click.FloatRange(min=0.1),
    metavar="SECONDS",
    help="With --watch, look at all files so often at least; 10.",
)
@_build_options
@click.pass_context
def update(
    context: click.Context,
    sources: tuple[str, ...],
    workers: int | None,
    field_map: dict[str, str],
    quiet: bool,
    verbose: bool,
    form: str,
    watch: bool,
    every: float | None,
) -> int:
    """Index what changed in SOURCEs since the last time.

    Only files that are new or have changed are read: new articles are added, edited ones
    replaced. Articles that a changed file no longer provides are removed, and so are those
    of a file that has vanished from a given folder. Articles from other sources stay.
    Standard input only adds and edits.

    A SOURCE that does not exist is named, and what it once gave stays, for it may only be
    out of reach: to take out a whole folder, rebuild from the others. When none of them
    exists nothing is done, and the exit code is 2.

    With --watch the index is updated at once, and again whenever files have changed; each
    update that changed something is a line: time, articles added, edited and removed, and how
    many there are. A file is read once it has come to rest, or, where records are added to it
    line by line without end, up to its last whole line; names such as *.part are passed over.
    What is in the way, as a full disk, is said once, and tried again. A folder that vanishes or
    is suddenly empty may be a drive that is away: its articles stay. Ctrl-C ends it (130).
    """
    if watch:
        from newsearch.cli.watch import watch_sources

        watch_sources(
            index_path(context),
            sources,
            every=every,
            workers=workers,
            field_map=field_map,
            form=form,
            quiet=quiet,
            verbose=verbose,
            screen=screen(context),
        )
        return EXIT_OK
    if every is not None:
        raise click.UsageError("--every is for --watch")
    from newsearch.news_index import NewsIndex

    with (
        telling_of_interrupts(index_path(context)),
        NewsIndex.open(index_path(context)) as index,
        progress_bar(not quiet, color_choice(context) != "never") as progress,
    ):
        report = index.update(sources, workers=workers, progress=progress, field_map=field_map)
    print_report(report, report.added + report.edited, form, quiet, verbose, screen(context))
    return EXIT_OK
