"""What the benchmarks' command lines have in common."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from benchmarks.memory import CommandFailed
from benchmarks.report import Table, publish
from benchmarks.workspace import CorpusEmpty, Workspace
from benchmarks.yardsticks import YARDSTICKS, by_name
from newsearch.errors import NewsearchError

ENGINES = ("whoosh", "tantivy")

# What may come in between while something is measured.
FAILURES = (CommandFailed, NewsearchError, OSError)

Tables = Callable[[], tuple[Sequence[Table], Sequence[str]]]


def common_parser(description: str | None) -> argparse.ArgumentParser:
    """A parser with the options that every benchmark has; the first line describes it."""
    parser = argparse.ArgumentParser(
        description=(description or "").splitlines()[0],
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    add = parser.add_argument
    add("--articles", nargs="*", type=Path, default=[], help="a corpus; the samples if not said")
    add("--queries", type=Path, help='JSON Lines: {"query": …, "relevant": [id, …]}')
    add("--work", type=Path, default=Path("indexes/bench"), help="folder kept between runs")
    add("--json", type=Path, help="write the figures to this file as well")
    add("--engine", action="append", help="repeatable; whoosh and tantivy if not said")
    add("--count", type=int, help="so many articles: the first ones, or copies added")
    add("--yardstick-articles", type=int, default=1000, help="articles of the yardsticks' builds")
    add("--rounds", type=int, default=3, help="of builds and queries")
    add("--workers", type=int, default=2, help="processes of newsearch rebuild")
    names = [yardstick.name for yardstick in YARDSTICKS]
    add("--yardsticks", nargs="*", choices=names, default=names, help="measure against these")
    return parser


def workspace_of(options: argparse.Namespace) -> Workspace:
    """The workspace that the options ask for; `ENGINES` where none is asked for."""
    options.engine = list(options.engine or ENGINES)
    return Workspace(options.work, options.articles, list(map(by_name, options.yardsticks)))


def run_alone(tables: Tables, json_file: Path | None) -> int:
    """Measure and print; exit code 1 if a part failed, 2 if nothing could be measured."""
    try:
        measured, about = tables()
    except (CorpusEmpty, *FAILURES) as error:
        print(f"{error}\nnothing was measured", file=sys.stderr)
        return 2
    publish(measured, json_file, about)
    return int(any(table.failed for table in measured))
