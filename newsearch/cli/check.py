"""``newsearch check``: whether an index is what was written."""

from __future__ import annotations

from dataclasses import asdict

import click

from newsearch.cli.command import DocumentedCommand, Example
from newsearch.cli.failures import EXIT_ERROR, EXIT_OK
from newsearch.cli.options import common_options, format_option, index_path, screen
from newsearch.cli.terminal import Span, say, use_utf8


@click.command(
    cls=DocumentedCommand,
    examples=(
        Example("newsearch check", "read every file of the index, and every article"),
        Example("newsearch check --format json", "the same for a program"),
    ),
)
@format_option("text", "json")
@common_options()
@click.pass_context
def check(context: click.Context, form: str) -> int:
    """Read the whole index and tell what is damaged.

    Each file is compared with the checksum that was written with it, each article is read, and
    the parts are compared with one another. Nothing is changed. The exit code is 0 for a sound
    index and 2 for a damaged one; "newsearch rebuild" with your corpus makes it anew.
    """
    from newsearch.news_index import NewsIndex

    with NewsIndex.open_or_create(index_path(context)) as index:
        report = index.check()
    if form == "json":
        from newsearch.cli.printers.json import print_json

        use_utf8()
        print_json(asdict(report))
    else:
        target = screen(context)
        for damage in report.damages:
            target.line(Span(damage))
        if not report.damages:
            target.line(
                Span(
                    f"{report.path}: sound: generation {report.generation}, "
                    f"{report.articles:,} articles, {report.files} files"
                )
            )
    if report.damages:
        say("newsearch: the index is damaged: run `newsearch rebuild` with your corpus")
        return EXIT_ERROR
    return EXIT_OK
