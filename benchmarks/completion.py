"""Suggestions while typing: how long each takes, by what is typed, and what they cost.

    python -m benchmarks.completion --articles FILE ... [--count 100000] [--work DIR]

Makes the file of completions without an index (`benchmarks.corpus` says how copies are made),
and asks it for beginnings of its own titles: of every length up to ``LONGEST`` letters, with and
without accents. Then ten articles are added and ten removed.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path

from benchmarks.corpus import SAMPLES, enlarge, read_records
from benchmarks.report import Table, publish
from benchmarks.timing import percentile
from newsearch.analysis.batch_analyzer import BatchAnalyzer
from newsearch.analysis.folding import fold
from newsearch.analysis.pyvi_model import compile_segmenter
from newsearch.article import Article
from newsearch.completion.completions import Completions
from newsearch.completion.counting import CompletionCounter, CompletionCounts
from newsearch.completion.writer import CompletionWriter

LONGEST = 16
"""Letters of the longest beginnings."""

_BATCH = 256
_CHANGED = 10
_LIMIT = 10


def build(articles: Iterator[Article], path: Path) -> tuple[int, float, float, list[str]]:
    """Make the file; gives articles, seconds of analysis and of completions, and some titles."""
    analyzer = BatchAnalyzer(compile_segmenter())
    counter = CompletionCounter()
    writer = CompletionWriter(path)
    count, analysis, completion = 0, 0.0, 0.0
    titles: list[str] = []
    while batch := list(islice(articles, _BATCH)):
        count += len(batch)
        titles += [article.title for article in batch[::16]]
        start = time.perf_counter()
        analyzed = analyzer.analyze(batch)
        middle = time.perf_counter()
        ready = counter.add(analyzed)
        if analyzer.reset_due:
            analyzer.reset()
        if ready:
            writer.add(ready)
        analysis += middle - start
        completion += time.perf_counter() - middle
    start = time.perf_counter()
    if rest := counter.finish():
        writer.add(rest)
    writer.close()
    return count, analysis, completion + time.perf_counter() - start, titles


def update(base: Path, articles: Sequence[Article], path: Path) -> float:
    """Seconds that it takes to remove articles and to add them again under the same ids."""
    analyzed = BatchAnalyzer(compile_segmenter()).analyze(articles)
    start = time.perf_counter()
    counts = CompletionCounts.of(analyzed)
    writer = CompletionWriter(path, base)
    writer.subtract(counts)
    writer.add(counts)
    writer.close()
    return time.perf_counter() - start


def measure(path: Path, titles: Sequence[str], asked: int) -> Table:
    """Milliseconds of a suggestion, by the letters that are typed."""
    chance = random.Random(0)
    table = Table(
        "Suggestions", ("typed", "asked", "ms, median", "ms, 95 %", "ms, longest", "found")
    )
    with closing(Completions(path)) as completions:
        everything: list[float] = []
        for length in range(1, LONGEST + 1):
            for name, change in (("with accents", str), ("without", fold)):
                times: list[float] = []
                found = 0
                for title in chance.choices(titles, k=asked):
                    words = title.split()
                    begin = chance.randrange(len(words)) if chance.random() < 0.5 else 0
                    typed = change(" ".join(words[begin:])[:length])
                    start = time.perf_counter()
                    found += bool(completions.suggest(typed, _LIMIT))
                    times.append((time.perf_counter() - start) * 1000)
                everything += times
                table.rows.append(_row(f"{length} letters, {name}", times, found))
        table.rows.append((*_row("all", everything, 0)[:-1], None))
    return table


def _row(name: str, times: Sequence[float], found: int) -> tuple[str | int | float | None, ...]:
    figures = (percentile(times, 0.5), percentile(times, 0.95), max(times))
    return (name, len(times), *figures, f"{100 * found / len(times):.0f} %")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--articles", nargs="*", type=Path, default=[SAMPLES], help="a corpus")
    parser.add_argument("--count", type=int, help="so many articles, of copies if need be")
    parser.add_argument("--asked", type=int, default=300, help="suggestions of each length")
    parser.add_argument("--work", type=Path, default=Path("indexes/bench"), help="a folder")
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    options = parser.parse_args(arguments)
    records = list(read_records(options.articles))
    if not records:
        print("there is no article in what was given", file=sys.stderr)
        return 2
    options.work.mkdir(parents=True, exist_ok=True)
    path = options.work / "completions.arrays"
    records_wanted = enlarge(records, options.count or len(records))
    count, analysis, completion, titles = build(map(Article.from_dict, records_wanted), path)
    table = measure(path, [title for title in titles if title.strip()], options.asked)
    changed = [Article.from_dict(record) for record in records[:_CHANGED]]
    seconds = update(path, changed, options.work / "completions-updated.arrays")
    table.notes = [
        f"{count:,} articles, {path.stat().st_size / 1e6:.1f} MB; analysis {analysis:.1f} s, "
        f"completions {completion:.1f} s in one process.",
        f"{len(changed)} articles removed and added again: {seconds:.2f} s.",
    ]
    publish([table], options.json)
    return 0


if __name__ == "__main__":
    sys.exit(main())
