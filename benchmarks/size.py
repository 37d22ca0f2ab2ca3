"""Size: an index on disk, by part, against the packed text that it was made of.

python -m benchmarks.size [--articles FILE ...] [--work DIR]
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.build import yardstick_label
from benchmarks.options import common_parser, run_alone, workspace_of
from benchmarks.report import Cell, Table, times
from benchmarks.workspace import Corpus, Workspace, missing_engine
from benchmarks.yardsticks import missing
from newsearch import NewsIndex


def folder_size(folder: Path) -> int:
    """Bytes of all files below a folder; a file with several names counts once."""
    files = [path.stat() for path in folder.rglob("*") if path.is_file()]
    return sum({(file.st_dev, file.st_ino): file.st_size for file in files}.values())


def measure(workspace: Workspace, corpus: Corpus, engines: Sequence[str], *, workers: int) -> Table:
    """Sizes of all engines' indexes, by part, and of the yardsticks'."""
    packed = corpus.packed_size()
    table = Table(
        f"Size, {corpus.articles:,} articles",
        ("what", "part", "MB", "bytes an article", "packed text = 1"),
        [("text, JSON Lines, gzip -6", "", *_against(packed, corpus, packed))],
    )
    for engine in engines:
        reason = missing_engine(engine)
        if reason:
            table.rows.append((f"newsearch, {engine}", reason))
            continue
        directory = workspace.ready_index(engine, corpus, workers)
        with NewsIndex.open(directory) as index:
            parts = index.stats().sizes
        size = folder_size(directory)
        rows = [("whole folder", size), *sorted(parts.items(), key=lambda part: -part[1])]
        rows.append(("others", size - sum(parts.values())))
        for part, number in rows:
            table.rows.append((f"newsearch, {engine}", part, *_against(number, corpus, packed)))
    for yardstick in workspace.yardsticks:
        name, reason = yardstick_label(yardstick.name), missing(yardstick)
        if reason:
            table.rows.append((name, reason))
            continue
        size = folder_size(workspace.yardstick(yardstick.name, corpus))
        table.rows.append((name, "whole folder", *_against(size, corpus, packed)))
    table.notes = ["Every index holds the articles themselves as well, to show them."]
    return table


def _against(size: int, corpus: Corpus, packed: int) -> tuple[Cell, ...]:
    return (size / 1e6, round(size / corpus.articles), times(size / packed))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure sizes alone."""
    options = common_parser(__doc__).parse_args(arguments)

    def tables() -> tuple[list[Table], list[str]]:
        workspace = workspace_of(options)
        corpus = workspace.corpus(options.count)
        table = measure(workspace, corpus, options.engine, workers=options.workers)
        return [table], [workspace.about(corpus)]

    return run_alone(tables, options.json)


if __name__ == "__main__":
    sys.exit(main())
