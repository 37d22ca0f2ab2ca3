"""``newsearch export``: articles as files that ``rebuild`` reads back as they were."""

from __future__ import annotations

import json
import sys
from contextlib import nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from newsearch.cli.command import Example, QueryCommand
from newsearch.cli.failures import EXIT_NONE, EXIT_OK, pointing_at
from newsearch.cli.filters import filter_options, filters_of
from newsearch.cli.options import as_text, color_choice, common_options, index_path
from newsearch.cli.output_file import PACKED, output_file
from newsearch.cli.progress import progress_bar
from newsearch.cli.safe_text import json_escaped
from newsearch.cli.terminal import is_terminal, say, use_utf8, write
from newsearch.results import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

    from newsearch.article import Article
    from newsearch.searching.export import ExportedArticles

FORMATS = ("jsonl", "csv")
_NO_FORMATS = frozenset(
    {".zip", ".7z", ".rar", ".tar", ".tgz", ".xlsx", ".xls", ".ods", ".parquet", ".sqlite", ".db"}
)
_EVERY = 100
_BYTE_ORDER_MARK = "\ufeff"


@click.command(
    cls=QueryCommand,
    examples=(
        Example("newsearch export --output news.jsonl.zst", "the whole index, packed"),
        Example("newsearch export > news.jsonl", "the same as plain JSON Lines"),
        Example("newsearch export lũ lụt --since 2020 -o lu.csv", "all that a search finds"),
        Example("newsearch export --source tuoitre.vn | jq -r .title", "the titles of one source"),
        Example(
            "newsearch export | newsearch rebuild - --index indexes/copy --engine tantivy",
            "the same articles in another index",
        ),
    ),
)
@click.argument("query", nargs=-1, metavar="[QUERY...]", type=as_text)
@filter_options()
@click.option(
    "--sort",
    type=click.Choice(["relevance", "newest", "oldest"]),
    metavar="ORDER",
    help="relevance, newest or oldest; if not said, relevance with a QUERY and newest without.",
)
@click.option("--verbatim", is_flag=True, help="Words of QUERY exactly as typed.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    metavar="FORMAT",
    help="jsonl or csv; if not said, what the name of --output says, or else jsonl.",
)
@click.option(
    "--output",
    "-o",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    help="The file to write; .gz, .bz2, .xz and .zst pack it. Standard output if not said.",
)
@click.option("--quiet", "-q", is_flag=True, help="No progress bar and no count.")
@common_options()
@click.pass_context
def export(
    context: click.Context,
    query: tuple[str, ...],
    sort: str | None,
    verbatim: bool,
    form: str | None,
    output: Path | None,
    quiet: bool,
) -> int:
    """Write every article that matches QUERY, or the whole index, to be read back without loss.

    QUERY is what search takes, and the articles come in the order of the search, all of them;
    copies of one text come each by itself, as with search --no-group. Without QUERY and options
    it is every article, newest first. Whatever rebuild and update read from such a file is equal
    to what was exported, in all fields.

    JSON Lines has an object a line for each article; fields that it lacks are left out. CSV has
    a row for each under a header, lists in JSON. A cell that a spreadsheet would take for a
    formula has an apostrophe in front; reading takes it away. The file begins as Excel wants
    UTF-8; Excel cuts texts of more than 32,767 characters.

    A FILE stands in its place only when it is complete; until then the one before stays, and
    it stays when no article matches. The exit code is 1 then.
    """
    from newsearch.news_index import NewsIndex

    named = _form_of(output)
    words = " ".join(query)
    with NewsIndex.open(index_path(context)) as index:
        with pointing_at(words):
            articles = index.export(
                words,
                **filters_of(context),
                sort=sort,
                verbatim=verbatim,
            )
        _say_remarks(articles)
        if output and not articles.total:
            say(f"no results: {output} was not written")
            return EXIT_NONE
        is_seen = output is None and is_terminal(sys.stdout)
        if output is None:
            use_utf8()
        with (
            progress_bar(not quiet and not is_seen, color_choice(context) != "never") as progress,
            output_file(output) if output else nullcontext() as file,
        ):
            _write(articles, form or named, file, progress)
    if output and not quiet:
        noun = "article" if articles.total == 1 else "articles"
        say(f"{articles.total:,} {noun} in {output}")
    if articles.total:
        return EXIT_OK
    say("no results")
    return EXIT_NONE


def _form_of(output: Path | None) -> str:
    """The format that the name of a file says. Raises `click.BadParameter` for what is none."""
    if output is None:
        return FORMATS[0]
    name = output.name.lower()
    ends = Path(name).suffixes
    if ends and ends[-1] in _NO_FORMATS:
        raise click.BadParameter(
            f"cannot write {ends[-1]}: end the name in .jsonl or .csv, packed {', '.join(PACKED)}",
            param_hint="--output",
        )
    while ends and ends[-1] in PACKED:
        ends.pop()
    return "csv" if ends and ends[-1] == ".csv" else FORMATS[0]


def _write(
    articles: ExportedArticles,
    form: str,
    file: IO[str] | None,
    progress: Callable[[Progress], None] | None,
) -> None:
    put = file.write if file else write
    text_of = _text_of_row() if form == "csv" else _line_of
    if form == "csv":
        from newsearch.readers.records.exported_rows import HEADER

        put(f"{_BYTE_ORDER_MARK}{HEADER}\n")
    for number, article in enumerate(articles, 1):
        put(text_of(article))
        if progress and (number % _EVERY == 0 or number == articles.total):
            progress(Progress("Exporting", number, number, articles.total))


def _text_of_row() -> Callable[[Article], str]:
    from newsearch.readers.records.exported_rows import row_of

    return row_of


def _line_of(article: Article) -> str:
    from newsearch.readers.records.exported import exported_record

    return json_escaped(json.dumps(exported_record(article), ensure_ascii=False)) + "\n"


def _say_remarks(articles: ExportedArticles) -> None:
    if articles.reading:
        say(f"Tìm cho: {articles.reading}")
    for notice in dict.fromkeys(articles.notices):
        say(notice)
