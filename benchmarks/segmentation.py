"""Segmentation against pyvi: the same words in every article, and how much faster.

    python -m benchmarks.segmentation ARTICLES.jsonl.gz [--limit N] [--rounds N]

Prints the articles compared, those whose words differ, and the speeds, all measured on the same
texts in turns: many articles at once, the first time (every word is new) and again, and one
article at a time, as queries are segmented. Exits 1 when an article differs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import statistics
import sys
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from benchmarks.timing import in_turns, median_ratio
from newsearch.analysis.batch_segmenter import BatchSegmenter
from newsearch.analysis.pyvi_model import compile_segmenter

PYVI = "pyvi"
MANY = "many at once"
MANY_NEW = "many, all words new"
ONE = "one at a time"

_BATCH = 64


@dataclass(frozen=True, slots=True)
class SegmentationFigures:
    """What was measured: ``speeds`` in syllables a second, ``ratios`` as multiples of pyvi's speed
    (medians of all rounds), by the names `PYVI`, `MANY`, `MANY_NEW` and `ONE`.

    ``different`` are the places, counted from 0, of the texts whose words are not those of pyvi.
    """

    compared: int
    different: tuple[int, ...]
    speeds: dict[str, float]
    ratios: dict[str, float]


def measure(texts: Sequence[str], rounds: int = 3) -> SegmentationFigures:
    """Segment the texts with pyvi and newsearch, in turns, and compare. The texts must be in NFC.

    Raises `AnalysisUnavailable` without pyvi.
    """
    segmenter = compile_segmenter()
    from pyvi import ViTokenizer

    many = BatchSegmenter(segmenter)
    expected: list[str] = []
    found: list[str] = []

    def with_pyvi() -> None:
        expected[:] = [ViTokenizer.tokenize(text) for text in texts]

    def one_at_a_time() -> None:
        for text in texts:
            segmenter.tokenize(text)

    def many_at_once() -> None:
        found[:] = _in_batches(many, texts)

    def many_all_new() -> None:
        many.reset()
        _in_batches(many, texts)

    candidates = {PYVI: with_pyvi, MANY_NEW: many_all_new, MANY: many_at_once, ONE: one_at_a_time}
    for warm_up in (lambda: ViTokenizer.tokenize("khởi động"), many_at_once, one_at_a_time):
        warm_up()
    seconds = in_turns({name: _timed(run) for name, run in candidates.items()}, rounds)
    pairs = zip(expected, found, strict=True)
    syllables = sum(len(text.split()) for text in texts)
    return SegmentationFigures(
        compared=len(texts),
        different=tuple(place for place, (one, other) in enumerate(pairs) if one != other),
        speeds={name: syllables / statistics.median(spent) for name, spent in seconds.items()},
        ratios={
            name: median_ratio(seconds[PYVI], spent) or 0.0
            for name, spent in seconds.items()
            if name != PYVI
        },
    )


def _in_batches(segmenter: BatchSegmenter, texts: Sequence[str]) -> list[str]:
    return [
        tokenized
        for start in range(0, len(texts), _BATCH)
        for tokenized in segmenter.tokenize_many(texts[start : start + _BATCH])
    ]


def _timed(run: Callable[[], object]) -> Callable[[], float]:
    def timed() -> float:
        start = time.perf_counter()
        run()
        return time.perf_counter() - start

    return timed


def read_texts(path: Path) -> Iterator[str]:
    """Title, summary and body of each article of a JSON Lines file, as one text in NFC."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            parts = (record.get("title"), record.get("summary"), record.get("body"))
            yield unicodedata.normalize("NFC", "\n".join(part for part in parts if part))


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; exit code 1 when an article differs, 2 when there is none."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("articles", type=Path, help="JSON Lines with title, summary and body")
    parser.add_argument("--limit", type=int, help="compare the first N articles only")
    parser.add_argument("--rounds", type=int, default=3, help="times that all is segmented")
    options = parser.parse_args(arguments)
    if not options.articles.is_file():
        print(f"{options.articles}: not there; give a JSON Lines file of articles", file=sys.stderr)
        return 2
    texts = list(islice(read_texts(options.articles), options.limit))
    if not texts:
        print(f"{options.articles}: no article in it", file=sys.stderr)
        return 2
    figures = measure(texts, options.rounds)
    for place in figures.different[:5]:
        print(f"DIFFERS: article {place + 1}", file=sys.stderr)
    print(f"{'articles compared':<20}  {figures.compared}")
    print(f"{'articles different':<20}  {len(figures.different)}")
    for name, speed in figures.speeds.items():
        ratio = f", {figures.ratios[name]:.1f} x pyvi" if name in figures.ratios else ""
        print(f"{name:<20}  {speed:,.0f} syllables/s{ratio}")
    return 1 if figures.different else 0


if __name__ == "__main__":
    sys.exit(main())
