"""Articles to an engine's documents, in this process or in several."""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import cast

from newsearch.analysis.analyzer import article_terms
from newsearch.analysis.segmenter import Segmenter
from newsearch.article import Article
from newsearch.engines.base import Document

_BATCH = 32
_WORKER = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from newsearch.indexing.analysis_worker import main; main()"
)
# A corpus smaller than this is done before the workers have started.
_ALONE = 200


def make_document(article: Article, segmenter: Segmenter) -> Document:
    """One article with its terms."""
    terms = article_terms(article, segmenter)
    return Document(article, terms.positions, terms.counts, terms.lengths)


def default_workers() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def make_documents(
    articles: Iterable[Article], segmenter: Segmenter, workers: int
) -> Iterator[Document]:
    """The documents of the articles, in their order, whatever the number of workers.

    At most a few batches a worker are held in memory at once.
    """
    stream = iter(articles)
    first = list(islice(stream, _ALONE))
    if workers <= 1 or len(first) < _ALONE:
        for article in chain(first, stream):
            yield make_document(article, segmenter)
        return
    with _Workers(workers, segmenter) as pool:
        waiting: deque[Future[list[Document]]] = deque()
        source = chain(first, stream)
        while batch := list(islice(source, _BATCH)):
            waiting.append(pool.submit(batch))
            if len(waiting) > 2 * workers:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


class _Workers:
    """Worker processes, each served by one thread of this process."""

    def __init__(self, count: int, segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        self._processes: list[subprocess.Popen[bytes]] = []
        self._idle: queue.SimpleQueue[subprocess.Popen[bytes]] = queue.SimpleQueue()
        self._threads = ThreadPoolExecutor(count)
        try:
            for _ in range(count):
                self._processes.append(self._start())
                self._idle.put(self._processes[-1])
        except BaseException:
            self._stop()
            raise

    def _start(self) -> subprocess.Popen[bytes]:
        # The child must find this very package, installed or not, and nothing else by it.
        package_parent = str(Path(__file__).resolve().parents[2])
        process = subprocess.Popen(
            [sys.executable, "-c", _WORKER, package_parent],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Ctrl-C is for the parent: it closes the pipe, and the worker ends.
            process_group=0 if os.name == "posix" else None,
        )
        assert process.stdin is not None
        with suppress(OSError):  # a worker that is dead already is found out at its first batch
            pickle.dump(self._segmenter.to_bytes(), process.stdin, protocol=5)
            process.stdin.flush()
        return process

    def submit(self, articles: list[Article]) -> Future[list[Document]]:
        return self._threads.submit(self._work, articles)

    def _work(self, articles: list[Article]) -> list[Document]:
        process = self._idle.get()
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            pickle.dump(articles, process.stdin, protocol=5)
            process.stdin.flush()
            return cast("list[Document]", pickle.load(process.stdout))
        except (OSError, EOFError, pickle.UnpicklingError):
            # The worker died (out of memory, killed): its batch is done here instead.
            return [make_document(article, self._segmenter) for article in articles]
        finally:
            self._idle.put(process)

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _stop(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)
        for process in self._processes:
            for stream in (process.stdin, process.stdout):
                if stream is not None:
                    with suppress(OSError):
                        stream.close()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
