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
        self._processes = [self._start() for _ in range(count)]
        self._idle: queue.SimpleQueue[subprocess.Popen[bytes]] = queue.SimpleQueue()
        for process in self._processes:
            self._idle.put(process)
        self._threads = ThreadPoolExecutor(count)

    def _start(self) -> subprocess.Popen[bytes]:
        environment = dict(os.environ)
        # The child must find this very package, installed or not.
        package_parent = str(Path(__file__).resolve().parents[2])
        inherited = environment.get("PYTHONPATH", "")
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (package_parent, inherited)))
        process = subprocess.Popen(
            [sys.executable, "-m", "newsearch.indexing.analysis_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=environment,
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
