"""Building: articles a second and memory at most, against the yardsticks.

    python -m benchmarks.build [--articles FILE ...] [--work DIR]

newsearch runs as people run it: ``newsearch rebuild``, the whole process, start included. The
yardsticks count from the first article to the end of the commit, one process, on fewer articles
(pyvi is slow, and a smaller index is cheaper for an article: both in their favour).
"""

from __future__ import annotations

import json
import statistics
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from benchmarks.options import common_parser, run_alone, workspace_of
from benchmarks.report import Table, times
from benchmarks.timing import in_turns, median_ratio
from benchmarks.workspace import Corpus, Workspace, missing_engine
from benchmarks.yardsticks import missing

PLAIN = "whoosh"  # the yardstick that ratios are given against

WARM_UP = 50  # articles built beforehand, so that programs and files are in memory


class Built(NamedTuple):
    """One build; ``peak`` is in bytes, ``segmenting`` the seconds spent in pyvi, if known."""

    articles: int
    seconds: float
    peak: int | None
    segmenting: float | None

    @property
    def rate(self) -> float:
        """Articles a second."""
        return self.articles / self.seconds


def build_newsearch(workspace: Workspace, engine: str, corpus: Corpus, workers: int) -> Built:
    """One ``newsearch rebuild``."""
    built = workspace.build(engine, corpus, workers)
    return Built(json.loads(built.output)["indexed"], built.seconds, built.peak, None)


def build_yardstick(workspace: Workspace, name: str, corpus: Corpus, articles: int) -> Built:
    """One build of a yardstick."""
    built = workspace.build_yardstick(name, corpus, articles)
    told = json.loads(built.output)
    return Built(int(told["articles"]), told["seconds"], built.peak, told["segmenting"])


def measure(
    workspace: Workspace,
    corpus: Corpus,
    engines: Sequence[str],
    *,
    yardstick_articles: int,
    rounds: int,
    workers: int,
) -> Table:
    """Builds in turns, and their medians."""
    table = Table(
        "Build",
        (
            "what",
            "articles",
            "seconds",
            "articles/s",
            "ms an article",
            "of it pyvi",
            "peak memory, MB",
            "speed, plain Whoosh = 1",
        ),
    )
    sample = min(yardstick_articles, corpus.articles)
    small = workspace.corpus(min(WARM_UP, corpus.articles))
    candidates: dict[str, Callable[[], Built]] = {}
    absent: list[tuple[str, str]] = []
    for engine in engines:
        name = f"newsearch, {engine}, {workers} workers"
        reason = missing_engine(engine)
        if reason:
            absent.append((name, reason))
            continue
        start = build_newsearch(workspace, engine, small, workers).seconds
        table.notes.append(f"{name}: a rebuild of {small.articles} articles takes {start:.2f} s.")
        candidates[name] = partial(build_newsearch, workspace, engine, corpus, workers)
    for yardstick in workspace.yardsticks:
        name = yardstick_label(yardstick.name)
        reason = missing(yardstick)
        if reason:
            absent.append((name, reason))
            continue
        build_yardstick(workspace, yardstick.name, small, WARM_UP)
        candidates[name] = partial(build_yardstick, workspace, yardstick.name, corpus, sample)
    runs = in_turns(candidates, rounds)
    plain = [built.rate for built in runs.get(yardstick_label(PLAIN), ())]
    for name, builds in runs.items():
        rates = [built.rate for built in builds]
        shares = [built.segmenting / built.seconds for built in builds if built.segmenting]
        seconds = statistics.median(built.seconds for built in builds)
        articles = builds[0].articles
        table.rows.append(
            (
                name,
                articles,
                seconds,
                articles / seconds,
                1000 * seconds / articles,
                f"{statistics.median(shares):.0%}" if shares else None,
                peak_megabytes(builds),
                times(median_ratio(rates, plain)) if plain else None,
            )
        )
    table.rows += absent
    table.notes += [
        f"Medians of {rounds} runs in turns. newsearch: the whole process, start included; "
        "yardsticks: one process, from the first article to the end of the commit.",
        "Yardsticks index title and text (summary, body, captions) as pyvi's words; plain tantivy "
        "uses threads of its own. Memory: PSS of all processes together, every 0.2 s.",
    ]
    if sample < corpus.articles:
        table.notes.append(
            f"Yardsticks: rate on the first {sample:,} articles only, for pyvi is slow."
        )
    return table


def yardstick_label(name: str) -> str:
    """How a yardstick is called in tables."""
    label = {"whoosh": "Whoosh", "fts5": "SQLite FTS5"}.get(name, name)
    return f"yardstick: {label}"


def peak_megabytes(builds: Sequence[Built]) -> float | None:
    """The median of the highest memory of each build, in MB (1,000,000 bytes)."""
    peaks = [built.peak / 1e6 for built in builds if built.peak]
    return statistics.median(peaks) if peaks else None


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure builds alone."""
    options = common_parser(__doc__).parse_args(arguments)

    def tables() -> tuple[list[Table], list[str]]:
        workspace = workspace_of(options)
        corpus = workspace.corpus(options.count)
        table = measure(
            workspace,
            corpus,
            options.engine,
            yardstick_articles=options.yardstick_articles,
            rounds=options.rounds,
            workers=options.workers,
        )
        return [table], [workspace.about(corpus)]

    return run_alone(tables, options.json)


if __name__ == "__main__":
    sys.exit(main())
