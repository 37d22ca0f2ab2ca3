"""The folder in which benchmarks keep what takes long to make, for the next run.

A corpus is kept under a name made of its files' names, sizes and times, so that changed files make
a new one. Indexes of newsearch are built anew by each run that needs them, because the code that
builds them is what changes; those of the yardsticks are kept.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from benchmarks.corpus import SAMPLES, Record, enlarge, read_records, write_lines
from benchmarks.memory import Run, python, run
from benchmarks.yardsticks import YARDSTICKS, Yardstick, read_documents
from newsearch.engines.registry import load_engine
from newsearch.errors import EngineUnavailable
from newsearch.readers import list_files

_BATCH = 64  # articles segmented at once

FEWEST = 3000  # articles of a benchmark for which no corpus is given


class CorpusEmpty(Exception):
    """What was given to measure with holds no article."""


class Corpus(NamedTuple):
    """Articles in a gzip file of JSON Lines; the first ``original`` ones are not copies."""

    path: Path
    articles: int
    original: int

    def packed_size(self) -> int:
        """Bytes of the file: the text as gzip packs it."""
        return self.path.stat().st_size

    def records(self) -> Iterator[Record]:
        """The articles."""
        with gzip.open(self.path, "rb") as lines:
            yield from map(json.loads, lines)


class Workspace:
    """A folder for the benchmarks of one corpus; without ``sources``, of the samples.

    ``yardsticks`` are those to measure against.
    """

    def __init__(
        self,
        folder: Path,
        sources: Sequence[Path] = (),
        yardsticks: Sequence[Yardstick] = YARDSTICKS,
    ) -> None:
        """Raises `CorpusEmpty` when a source is not there."""
        absent = [source for source in sources if not source.exists()]
        if absent:
            raise CorpusEmpty(f"not there: {', '.join(map(str, absent))}")
        self.is_sample = not sources
        self.yardsticks = tuple(yardsticks)
        self._sources = [source.resolve() for source in sources or [SAMPLES]]
        self._folder = folder.resolve() / _key(self._sources)
        self._folder.mkdir(parents=True, exist_ok=True)
        self._indexes: dict[tuple[str, Corpus], Run] = {}

    def about(self, corpus: Corpus) -> str:
        """In a sentence, what is measured with."""
        given = "of the project's own samples" if self.is_sample else "of those given"
        text = f"Corpus: {corpus.articles:,} articles {given}"
        if corpus.articles > corpus.original:
            text = (
                f"Corpus: {corpus.articles:,} articles, {corpus.original:,} {given}, the others "
                "copies with other ids and dates and three words of a hundred exchanged (their "
                "vocabulary grows less than that of new articles)"
            )
        if self.is_sample:
            text += ". NO CORPUS WAS GIVEN: these figures say little of real news"
        return text + "."

    def corpus(self, articles: int | None = None) -> Corpus:
        """So many articles, by default those given (of the samples, at least 3,000)."""
        given = self._kept("articles.jsonl.gz", lambda: read_records(self._sources))
        original = self._count(given)
        if not original:
            raise CorpusEmpty("there is no article in what was given")
        if articles is None and self.is_sample:
            articles = FEWEST
        if articles is None or articles == original:
            return Corpus(given, original, original)
        whole, count = Corpus(given, original, original), articles
        path = self._kept(
            f"articles-{count}.jsonl.gz",
            lambda: enlarge(list(islice(whole.records(), count)), count),
        )
        return Corpus(path, count, min(count, original))

    def build(self, engine: str, corpus: Corpus, workers: int) -> Run:
        """Build newsearch's index anew, by the command line, in a process of its own."""
        directory = self.index(engine, corpus)
        shutil.rmtree(directory, ignore_errors=True)
        command = python("-m", "newsearch", "rebuild", corpus.path, "--index", directory)
        options = ["--engine", engine, "--workers", str(workers), "--format", "json"]
        built = run([*command, *options])
        self._indexes[engine, corpus] = built
        return built

    def index(self, engine: str, corpus: Corpus) -> Path:
        """Where the index of an engine is, or will be."""
        return self._folder / f"newsearch-{engine}-{corpus.articles}"

    def ready_index(self, engine: str, corpus: Corpus, workers: int) -> Path:
        """The index of an engine, built by this run."""
        if (engine, corpus) not in self._indexes:
            self.build(engine, corpus, workers)
        return self.index(engine, corpus)

    def build_yardstick(self, name: str, corpus: Corpus, articles: int) -> Run:
        """Build a yardstick's index of the first articles, pyvi included, and drop it again."""
        directory = self._folder / f"measured-{name}"
        shutil.rmtree(directory, ignore_errors=True)
        try:
            command = python("-m", "benchmarks.yardsticks", "build", name)
            return run([*command, str(corpus.path), str(directory), "--limit", str(articles)])
        finally:
            shutil.rmtree(directory, ignore_errors=True)

    def yardstick(self, name: str, corpus: Corpus) -> Path:
        """A yardstick's index of a corpus, kept from an earlier run or built.

        Its words are cut by newsearch's segmenter, which gives the same as pyvi, sooner.
        """
        directory = self._folder / f"yardstick-{name}-{corpus.articles}"
        if not directory.exists():
            words = self._kept(f"words-{corpus.articles}.jsonl.gz", lambda: _segmented(corpus.path))
            unfinished = directory.with_name(f"{directory.name}.unfinished")
            shutil.rmtree(unfinished, ignore_errors=True)
            command = python("-m", "benchmarks.yardsticks", "build", name)
            run([*command, str(words), str(unfinished), "--segmenter", "none"])
            unfinished.rename(directory)
        return directory

    def _kept(self, name: str, make: Callable[[], Iterable[Record]]) -> Path:
        path = self._folder / name
        if not path.exists():
            unfinished = path.with_name(f"{name}.unfinished")
            # Level 6 is gzip's own choice: the size is that of the packed text.
            with gzip.GzipFile(unfinished, "wb", compresslevel=6, mtime=0) as out:
                written = write_lines(make(), out)
            path.with_name(f"{name}.count").write_text(str(written), encoding="ascii")
            unfinished.rename(path)
        return path

    @staticmethod
    def _count(path: Path) -> int:
        return int(path.with_name(f"{path.name}.count").read_text(encoding="ascii"))


def missing_engine(name: str) -> str | None:
    """Why an engine cannot be used here, or None."""
    try:
        load_engine(name)
    except EngineUnavailable as error:
        return str(error)
    return None


def _segmented(articles: Path) -> Iterator[Record]:
    from newsearch.analysis.batch_segmenter import BatchSegmenter
    from newsearch.analysis.pyvi_model import compile_segmenter

    segmenter = BatchSegmenter(compile_segmenter())
    documents = read_documents(articles)
    while batch := list(islice(documents, _BATCH)):
        titles = segmenter.tokenize_many([document.title for document in batch])
        bodies = segmenter.tokenize_many([document.body for document in batch])
        for document, title, body in zip(batch, titles, bodies, strict=True):
            yield document._replace(title=title, body=body)._asdict()


def _key(sources: Sequence[Path]) -> str:
    files = [
        [os.path.realpath(file.path), file.size, file.mtime_ns] for file in list_files(sources)[0]
    ]
    return hashlib.blake2b(json.dumps(files).encode(), digest_size=6).hexdigest()
