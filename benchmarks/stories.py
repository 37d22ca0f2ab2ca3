"""Stories: copies of articles that are found, and different articles that are taken for copies.

    python -m benchmarks.stories --articles ARTICLES.jsonl.gz [--events EVENTS.jsonl]
        [--queries QUERIES.jsonl] [--sample N] [--sizes N ...] [--list] [--json FILE]

The first of all articles are copied by edits with a fixed seed (`benchmarks.story_copies`), and
originals and copies are grouped together, one kind of edit at a time. Recall is the share of
copies that are in the story of their original. Precision is the share of right ones among all
pairs within stories: of one original, or of two that have the same title (``--list`` prints the
pairs of originals, to be judged by reading). Articles on one event are those that a query
names together. Time and memory of grouping are measured on made-up signatures, in a process of
their own.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, islice
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

from benchmarks.memory import python, run
from benchmarks.report import Table, publish
from benchmarks.story_copies import EDITS, edited, with_footer
from newsearch.analysis.batch_analyzer import BatchAnalyzer
from newsearch.analysis.folding import fold
from newsearch.analysis.pyvi_model import compile_segmenter
from newsearch.analysis.term_batch import TermBatch
from newsearch.article import Article
from newsearch.readers import ReadArticle, list_files, read_file
from newsearch.stories.grouping import stories_of
from newsearch.stories.minhash import FACTORS, SUMMANDS
from newsearch.stories.resemblance import BOUNDS, Bounds
from newsearch.stories.signatures import Signatures, in_order, signatures
from newsearch.stories.storage import BEGINNING_PLACES, NUMBERS, PLACES
from newsearch.stories.writer import StoriesWriter

RESEMBLANCES = (0.5, 0.55, 0.6, 0.65, 0.7, 0.75, 0.8)
SIZES = (15_000, 300_000, 1_000_000)

_BATCH = 64
_SHARE_OF_COPIES = 0.2

Pair = tuple[str, str]


class Signer:
    """Makes signatures, and keeps the time that analysis and signatures took, in seconds."""

    def __init__(self) -> None:
        self._analyzer = BatchAnalyzer(compile_segmenter())
        self.articles = 0
        self.analysis = 0.0
        self.signing = 0.0
        self.batches: list[TermBatch] = []

    def sign(self, articles: Iterable[Article]) -> list[Signatures]:
        """The signatures of articles; the batches of the first ones are kept."""
        found = []
        rest = iter(articles)
        while batch := list(islice(rest, _BATCH)):
            if self._analyzer.reset_due:
                self._analyzer.reset()
            start = time.perf_counter()
            terms = self._analyzer.analyze(batch)
            analyzed = time.perf_counter()
            found.append(signatures(terms))
            self.signing += time.perf_counter() - analyzed
            self.analysis += analyzed - start
            self.articles += len(batch)
            if len(self.batches) < 20:
                self.batches.append(terms)
        return found


def grouped(parts: Sequence[Signatures], bounds: Bounds = BOUNDS) -> list[list[str]]:
    """The ids of each story."""
    articles = in_order(list(parts))
    return [[articles.ids[row] for row in story.tolist()] for story in stories_of(articles, bounds)]


class Judge:
    """Says which pairs within stories are right."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self._titles = {article.id: " ".join(fold(article.title).split()) for article in articles}

    def right(self, pair: Pair) -> bool:
        """Whether two articles are of one original, or of two that have the same title."""
        one, other = (identity.rstrip("~") for identity in pair)
        return one == other or self._titles[one] == self._titles[other]

    def wrong(self, stories: Iterable[Sequence[str]]) -> tuple[list[Pair], int]:
        """The pairs that are not right, and the number of all pairs."""
        pairs = [pair for story in stories for pair in combinations(story, 2)]
        return [pair for pair in pairs if not self.right(pair)], len(pairs)


def recall(stories: Iterable[Sequence[str]], copies: Sequence[str]) -> float:
    """The share of copies that are in one story with their original."""
    story_of = {identity: number for number, story in enumerate(stories) for identity in story}
    found = sum(story_of.get(copy, -1) == story_of.get(copy.rstrip("~"), -2) for copy in copies)
    return found / max(1, len(copies))


def measure_copies(
    judge: Judge, originals: list[Signatures], copies: dict[str, list[Signatures]]
) -> Table:
    """Recall and precision for each kind of edit."""
    columns = ("copies by", "copies", "recall", "precision", "pairs", "wrong pairs")
    table = Table("Copies that are found", columns)
    for name, parts in copies.items():
        stories = grouped([*originals, *parts])
        wrong, pairs = judge.wrong(stories)
        ids = [identity for part in parts for identity in part.ids]
        precision = f"{1 - len(wrong) / max(1, pairs):.4f}"
        table.rows.append(
            (name, len(ids), f"{recall(stories, ids):.4f}", precision, pairs, len(wrong))
        )
    return table


def measure_bounds(
    judge: Judge, originals: list[Signatures], copies: dict[str, list[Signatures]]
) -> Table:
    """What other bounds of resemblance would find."""
    asked = ("all three", "all three, lead in body", "10 % reworded", "cut to 60 %")
    columns = ("resemblance", *(f"recall, {name}" for name in asked), "precision", "wrong pairs")
    table = Table("Bounds of resemblance", columns)
    for resemblance in RESEMBLANCES:
        bounds = replace(BOUNDS, resemblance=resemblance)
        row = []
        for name in asked:
            stories = grouped([*originals, *copies[name]], bounds)
            ids = [identity for part in copies[name] for identity in part.ids]
            row.append(f"{recall(stories, ids):.4f}")
            if name == "all three":
                wrong, pairs = judge.wrong(stories)
        precision = f"{1 - len(wrong) / max(1, pairs):.4f}"
        table.rows.append((f"{resemblance:.2f}", *row, precision, len(wrong)))
    table.notes = ["Precision and wrong pairs of originals with the copies by all three edits."]
    return table


def measure_different(
    judge: Judge, originals: list[Signatures], footers: list[Signatures], events: dict[str, str]
) -> Table:
    """Different articles that are taken for copies."""
    table = Table("Different articles in one story", ("of", "pairs", "in one story"))
    alone = grouped(originals)
    wrong, pairs = judge.wrong(alone)
    table.rows.append(("originals with the same title", "-", pairs - len(wrong)))
    table.rows.append(("originals with other titles", "-", len(wrong)))
    articles = sum(map(len, footers))
    wrong, _ = judge.wrong(grouped(footers))
    table.rows.append(("with the same footer", articles * (articles - 1) // 2, len(wrong)))
    if events:
        ids = [identity for part in originals for identity in part.ids if identity in events]
        together = [pair for story in alone for pair in combinations(story, 2)]
        known = [pair for pair in together if pair[0] in events and pair[1] in events]
        for same, name in ((False, "of different events"), (True, "of the same event")):
            found = sum((events[one] == events[other]) == same for one, other in known)
            count = sum(
                (events[one] == events[other]) == same for one, other in combinations(ids, 2)
            )
            table.rows.append((name, count, found))
    return table


def measure_speed(signer: Signer) -> Table:
    """The time of signatures, beside that of the analysis and of datasketch's own objects."""
    table = Table("Signatures", ("what", "µs an article"))
    for name, seconds in (("analysis", signer.analysis), ("signatures", signer.signing)):
        table.rows.append((name, seconds / max(1, signer.articles) * 1e6))
    batches = signer.batches
    articles = sum(len(batch.articles) for batch in batches)
    start = time.perf_counter()
    for batch in batches:
        signatures(batch)
    table.rows.append(("signatures, terms known", (time.perf_counter() - start) / articles * 1e6))
    try:
        start = time.perf_counter()
        from datasketch import MinHash  # type: ignore[import-untyped,unused-ignore]
    except ImportError:
        table.notes.append("datasketch is not installed.")
        return table
    imported = time.perf_counter() - start
    drawn = np.random.default_rng(1).integers(0, 1 << 32, (articles, 450), np.uint32)
    start = time.perf_counter()
    for hashes in drawn.tolist():
        sketch = MinHash(
            hashfunc=int,
            scheme="affine32",
            permutations=np.array([FACTORS, SUMMANDS]),
            num_perm=PLACES,
        )
        sketch.update_batch(hashes)
    spent = (time.perf_counter() - start) / articles * 1e6
    table.rows.append(("datasketch, 450 values each, without shingles", spent))
    table.notes.append(f"Importing datasketch took {imported:.2f} s in this process.")
    return table


def measure_sizes(sizes: Sequence[int]) -> Table:
    """Time and memory of grouping so many articles, of which a fifth are copies."""
    columns = ("articles", "gathered, s", "grouped, written, s", "update of 10, s", "peak, MB", "B")
    table = Table("Grouping of made-up signatures", columns)
    for size in sizes:
        ran = run(python("-m", "benchmarks.stories", "--grow", str(size)))
        figures = json.loads(ran.output)
        peak = None if ran.peak is None else round(ran.peak / 1e6)
        table.rows.append((f"{size:,}", *figures["seconds"], peak, round(figures["bytes"] / size)))
    table.notes = [
        "A fifth of the articles are copies that agree with another one at 80 % of their places.",
        "Peak: of the whole process, signatures, ids and the file's pages included; B: bytes of",
        "the file for each article.",
    ]
    return table


def grow(size: int) -> dict[str, object]:
    """Group so many made-up articles and update them: seconds of each step, size of the file."""
    with TemporaryDirectory() as directory:
        first, second = Path(directory, "1"), Path(directory, "2")
        start = time.perf_counter()
        writer = StoriesWriter(first)
        for part in made_up(size):
            writer.add(part)
        gathered = time.perf_counter()
        writer.close()
        closed = time.perf_counter()
        writer = StoriesWriter(second, first)
        writer.subtract([f"tin/{number}" for number in range(5)])
        writer.add(next(made_up(10)))
        writer.close()
        updated = time.perf_counter()
        seconds = (gathered - start, closed - gathered, updated - closed)
        return {"seconds": [round(one, 2) for one in seconds], "bytes": first.stat().st_size}


def made_up(size: int) -> Iterator[Signatures]:
    """Signatures of so many articles, in batches; each batch copies some of the one before it."""
    random = np.random.default_rng(size)
    before = random.integers(0, 256, (_BATCH, PLACES), np.uint8)
    for start in range(0, size, _BATCH):
        count = min(_BATCH, size - start)
        places = random.integers(0, 256, (count, PLACES), np.uint8)
        copied = random.random(count) < _SHARE_OF_COPIES
        kept = (random.random((count, PLACES)) < 0.8) & copied[:, None]
        places = np.where(kept, before[:count], places)
        before = np.resize(places, (_BATCH, PLACES))
        minutes = random.integers(10**9, 10**9 + 10**6, count, np.int32)
        yield Signatures(
            ids=tuple(f"tin/{number}" for number in range(start, start + count)),
            places=places,
            beginnings=places[:, :BEGINNING_PLACES],
            shingles=random.integers(100, 900, count, np.int32),
            numbers=np.full((count, NUMBERS), np.iinfo(np.uint16).max, np.uint16),
            first_minutes=minutes,
            last_minutes=minutes,
            sources=random.integers(1, 100, count, np.uint32),
        )


def read_articles(sources: Sequence[Path]) -> Iterator[Article]:
    """The articles of a corpus, each id once."""
    seen: set[str] = set()
    for file in list_files(sources)[0]:
        for found in read_file(file):
            if isinstance(found, ReadArticle) and found.article.id not in seen:
                seen.add(found.article.id)
                yield found.article


def read_events(queries: Path | None) -> dict[str, str]:
    """The event of each article that a query names."""
    events: dict[str, str] = {}
    if queries is not None:
        with queries.open(encoding="utf-8") as lines:
            for line in lines:
                asked = json.loads(line)
                events |= dict.fromkeys(asked["relevant"], asked["query"])
    return events


def list_pairs(judge: Judge, articles: Sequence[Article], originals: list[Signatures]) -> None:
    """Print the pairs of originals in one story that have other titles."""
    titles = {article.id: article.title for article in articles}
    for one, other in judge.wrong(grouped(originals))[0]:
        print(f"{one}  {titles[one]}\n{other}  {titles[other]}\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; exit code 1 when articles of different events are in one story."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    add = parser.add_argument
    add("--articles", nargs="+", type=Path, default=[], help="a corpus, to make copies of")
    add("--events", nargs="*", type=Path, default=[], help="articles that the queries name")
    add("--queries", type=Path, help='JSON Lines: {"query": …, "relevant": [id, …]}')
    add("--sample", type=int, default=3000, help="articles that are copied")
    add("--sizes", nargs="*", type=int, default=list(SIZES), help="of the grouping measured")
    add("--list", action="store_true", help="print originals in one story, with other titles")
    add("--json", type=Path, help="write the figures to this file as well")
    add("--grow", type=int, help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)
    if options.grow:
        print(json.dumps(grow(options.grow)))
        return 0
    articles = list(read_articles(options.articles))
    if len(articles) < 2:
        print("there are no articles in what was given: nothing was measured", file=sys.stderr)
        return 2
    about = list(read_articles(options.events))
    judge = Judge([*articles, *about])
    signer = Signer()
    originals = [*signer.sign(articles), *signer.sign(about)]
    sample = articles[: options.sample]
    copies = {name: signer.sign(edited(sample, name)) for name in EDITS}
    footers = signer.sign(with_footer(sample))
    different = measure_different(judge, originals, footers, read_events(options.queries))
    tables = [
        measure_copies(judge, originals, copies),
        measure_bounds(judge, originals, copies),
        different,
        measure_speed(signer),
    ]
    if options.sizes:
        tables.append(measure_sizes(options.sizes))
    if options.list:
        list_pairs(judge, articles + about, originals)
    publish(tables, options.json, [f"{len(articles) + len(about):,} articles."])
    return int(any(row[0] == "of different events" and row[2] for row in different.rows))


if __name__ == "__main__":
    sys.exit(main())
