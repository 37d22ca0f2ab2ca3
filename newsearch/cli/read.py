"""``newsearch read``: what would be indexed, without an index."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import click

from newsearch.cli.build import named_sources
from newsearch.cli.command import DocumentedCommand, Example
from newsearch.cli.failures import EXIT_NONE, EXIT_OK
from newsearch.cli.options import color_option, format_option, map_option, screen
from newsearch.cli.report import formats_line
from newsearch.cli.terminal import Screen, Span, say, use_utf8

if TYPE_CHECKING:
    from newsearch.article import Published
    from newsearch.readers import ReadArticle, ReadAs
    from newsearch.results import Skipped

_ENDS = 60
_SHOWN_CUT = 3
_CUT_WORDS = 40
_LABEL = 10


@click.command(
    cls=DocumentedCommand,
    examples=(
        Example("newsearch read page.html", "title, date, source and author as they are read"),
        Example("newsearch read crawl.zip --verbose", "with every line that was cut"),
        Example(
            "newsearch read data.csv --map title=TieuDeBai --format jsonl", "records, for a program"
        ),
        Example("newsearch read corpus/ --format jsonl > articles.jsonl", "a corpus, converted"),
    ),
)
@click.argument(
    "sources",
    nargs=-1,
    required=True,
    metavar="FILE...",
    type=click.Path(allow_dash=True),
    callback=named_sources,
)
@map_option()
@click.option("--verbose", "-v", is_flag=True, help="Show every line that was cut.")
@format_option("text", "jsonl")
@color_option()
@click.pass_context
def read(
    context: click.Context,
    sources: tuple[str, ...],
    field_map: dict[str, str],
    verbose: bool,
    form: str,
) -> int:
    """Show how FILEs are read, without an index.

    A FILE is what rebuild takes as well: a file, a folder or "-" for standard input. Each
    article is shown with its title, its date and where that was found, source, author, the
    first and last words of its text, and what was cut from the page.

    With --format jsonl there is one object a line for each article, with all its fields and
    its path, and {"path", "skipped"} with the reason for what was refused; that can be
    indexed, too. The exit code is 1 when there was no article.
    """
    from newsearch.readers import ReadArticle, ReadAs, read_corpus

    if form == "jsonl":
        use_utf8()
    target = screen(context)
    formats: Counter[str] = Counter()
    articles = skipped = 0
    for found in read_corpus(sources, field_map=field_map):
        if isinstance(found, ReadAs):
            formats[str(found)] += 1
            _print_read_as(found, form, target)
        elif isinstance(found, ReadArticle):
            _print_article(found, form, target, verbose, following=articles > 0)
            articles += 1
        else:
            _print_skipped(found, form)
            skipped += 1
    how = f": {formats_line(formats)}" if formats else ""
    say(f"{articles:,} {'article' if articles == 1 else 'articles'}, {skipped:,} skipped{how}")
    return EXIT_OK if articles else EXIT_NONE


def _print_skipped(place: Skipped, form: str) -> None:
    if form == "text":
        say(f"skipped {place}")
        return
    from newsearch.cli.printers.json import print_json_line

    record: dict[str, object] = {"path": place.path, "skipped": place.reason}
    if place.line:
        record["line"] = place.line
    print_json_line(record)


def _print_read_as(how: ReadAs, form: str, target: Screen) -> None:
    """How an input was read, where that is not plain from its articles."""
    if how.encoding != "UTF-8" or how.fields or how.notes:
        sure = f", confidence {how.confidence:.2f}" if how.encoding != "UTF-8" else ""
        text = f"{how.path}: read as {how}{sure}"
        for line in (text, *(f"{how.path}: {note}" for note in how.notes)):
            if form == "text":
                target.line(Span(line, "dim"))
            else:
                say(line)


def _print_article(
    found: ReadArticle, form: str, target: Screen, verbose: bool, following: bool
) -> None:
    if form == "jsonl":
        from newsearch.cli.printers.json import print_json_line

        print_json_line(_record(found))
        return
    if following:
        target.line()
    article = found.article
    place = f"{found.path}:{found.line}" if found.line else found.path
    target.line(Span(place, "dim"))
    for label, value in (
        ("title", article.title),
        ("date", _date(article.published)),
        ("source", article.source),
        ("origin", article.origin),
        ("author", article.author),
        ("url", article.url),
        ("summary", _ends(article.summary)),
        ("body", _ends(article.body)),
        ("captions", _ends(" | ".join(article.captions))),
        ("topics", ", ".join(article.topics)),
        ("related", _ends(" | ".join(link.title for link in article.related))),
        ("cut", "" if verbose else _cut(found.cut)),
        *(("remark", remark) for remark in found.remarks),
        *(("cut", line) for line in (found.cut if verbose else ())),
    ):
        if value:
            style = "title" if label == "title" else ""
            target.line(Span(f"  {label:<{_LABEL}}", "dim"), Span(value, style))


def _record(found: ReadArticle) -> dict[str, object]:
    """All fields of an article, the empty ones too, with its place."""
    article = found.article
    empty: dict[str, object] = {
        name: [] if isinstance(getattr(article, name), tuple) else getattr(article, name)
        for name in article.__dataclass_fields__
    }
    record: dict[str, object] = {"path": found.path, **empty, **article.to_dict()}
    if found.line:
        record["line"] = found.line
    if found.remarks:
        record["remarks"] = list(found.remarks)
    if found.cut:
        record["cut"] = list(found.cut)
    return record


def _date(published: Published | None) -> str:
    """A date with its precision and the words that it was found in."""
    if published is None:
        return ""
    found = f", from “{published.words}”" if published.words else ""
    context = f" and “{published.context}”" if published.context else ""
    return f"{published.isoformat()} ({published.precision.value}{found}{context})"


def _ends(text: str) -> str:
    """The first and last words of a text, with how many there are."""
    words = text.split()
    line = " ".join(words)
    if len(line) <= 2 * _ENDS:
        return line
    first = line[:_ENDS].rpartition(" ")[0] or line[:_ENDS]
    last = line[-_ENDS:].partition(" ")[2] or line[-_ENDS:]
    return f"{first} … {last} ({len(words):,} words)"


def _cut(lines: tuple[str, ...]) -> str:
    """How many lines were cut, and the beginnings of the first."""
    if not lines:
        return ""
    shown = [
        line if len(line) <= _CUT_WORDS else f"{line[:_CUT_WORDS].rpartition(' ')[0]}…"
        for line in lines[:_SHOWN_CUT]
    ]
    more = " …" if len(lines) > _SHOWN_CUT else ""
    noun = "line" if len(lines) == 1 else "lines"
    return f"{len(lines):,} {noun}: {' | '.join(shown)}{more}"
