"""Articles prepared in this process or in several, whatever the number with the same result."""

from __future__ import annotations

import os
import pickle
import queue
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import chain, islice
from pathlib import Path
from typing import cast

from newsearch.analysis.segmenter import Segmenter
from newsearch.article import Article
from newsearch.engines.base import Engine
from newsearch.indexing.preparation import Prepared, Preparer

_BATCH = 64
_WORKER = (
    "import sys; sys.path.append(sys.argv[1]); from newsearch.indexing.worker import main; main()"
)
# A corpus smaller than this is done before the workers have started.
_ALONE = 400


def default_workers() -> int:
    """The number of cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def prepare(
    articles: Iterable[Article],
    segmenter: Segmenter,
    engine: Engine,
    directory: Path,
    workers: int,
) -> Iterator[Prepared]:
    """What the engine's writer and the stores take of the articles, in any order.

    At most a few batches a worker wait at once.
    """
    stream = iter(articles)
    first = list(islice(stream, _ALONE))
    source = chain(first, stream)
    if workers <= 1 or len(first) < _ALONE:
        preparer = Preparer(segmenter, engine, directory)
        while batch := list(islice(source, _BATCH)):
            yield preparer.prepare(batch)
        yield preparer.finish()
        return
    with _Workers(workers, segmenter, engine, directory) as pool:
        waiting: deque[Future[Prepared]] = deque()
        while batch := list(islice(source, _BATCH)):
            waiting.append(pool.submit(batch))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        for future in waiting:
            yield future.result()
        for future in pool.finish():
            yield future.result()


class _Worker:
    """A worker process, and what would be lost with it."""

    def __init__(self, segmenter: Segmenter, engine: Engine, directory: Path) -> None:
        self._setting = (segmenter, engine, directory)
        # Articles of which something is still in the process, and what it gave of them so far.
        self._unsettled: list[list[Article]] = []
        self._held: list[Prepared] = []
        # Does the work where there is no process, or none any more.
        self._local: Preparer | None = None
        self._told = False
        self._process = self._start()

    def _start(self) -> subprocess.Popen[bytes] | None:
        if not sys.executable:  # Python within another program
            return None
        # The child must find this very package, installed or not, and nothing else by it.
        package_parent = str(Path(__file__).resolve().parents[2])
        with suppress(OSError):
            return self._open(package_parent)
        return None

    @staticmethod
    def _open(package_parent: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            # -P: nothing is imported from the folder that the program happens to stand in.
            [sys.executable, "-P", "-c", _WORKER, package_parent],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            # Ctrl-C is for the parent: it closes the pipe, and the worker ends.
            process_group=0 if os.name == "posix" else None,
        )

    def work(self, articles: list[Article] | None) -> Prepared:
        """Prepare a batch; ``None`` asks for the rest. Only one thread at a time may call."""
        if articles is not None:
            self._unsettled.append(articles)
        count = 0 if articles is None else len(articles)
        answer = self._ask(articles) or self._rescue(articles is None)
        if not answer.settled:
            # Handed on only when nothing of these articles can be lost any more.
            self._held.append(answer)
            return Prepared(count)
        held, self._held = self._held, []
        self._unsettled.clear()
        return _joined(count, (*held, answer))

    def _ask(self, articles: list[Article] | None) -> Prepared | None:
        if self._local is not None:
            return self._local.finish() if articles is None else self._local.prepare(articles)
        process = self._process
        if process is None:
            return None
        try:
            assert process.stdin is not None
            assert process.stdout is not None
            if not self._told:
                # By the worker's own thread: until a process has started, it does not read.
                segmenter, engine, directory = self._setting
                setting = (segmenter.to_bytes(), engine.name, str(directory))
                pickle.dump(setting, process.stdin, protocol=5)
                self._told = True
            pickle.dump(articles, process.stdin, protocol=5)
            process.stdin.flush()
            return cast("Prepared", pickle.load(process.stdout))
        except (OSError, EOFError, pickle.UnpicklingError):
            return None

    def _rescue(self, last: bool) -> Prepared:
        """The worker died (out of memory, killed): all that it had is done here instead, and so
        is what follows.
        """
        self.stop()
        self._held.clear()
        self._local = Preparer(*self._setting)
        answers = [self._local.prepare(articles) for articles in self._unsettled]
        if last:
            answers.append(self._local.finish())
        return _joined(0, answers)

    def stop(self) -> None:
        """End the process."""
        process, self._process = self._process, None
        if process is None:
            return
        for stream in (process.stdin, process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        try:
            process.wait(timeout=10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _joined(count: int, answers: Sequence[Prepared]) -> Prepared:
    """What came of so many articles, in several answers of which the last is settled or not."""
    return Prepared(
        count,
        [part for one in answers for part in one.parts],
        [learned for one in answers for learned in one.learned],
        settled=answers[-1].settled,
    )


class _Workers:
    """Worker processes, each served by one thread of this process."""

    def __init__(self, count: int, segmenter: Segmenter, engine: Engine, directory: Path) -> None:
        self._workers: list[_Worker] = []
        self._idle: queue.SimpleQueue[_Worker] = queue.SimpleQueue()
        self._threads = ThreadPoolExecutor(count)
        try:
            for _ in range(count):
                self._workers.append(_Worker(segmenter, engine, directory))
                self._idle.put(self._workers[-1])
        except BaseException:
            self._stop()
            raise

    def submit(self, articles: list[Article]) -> Future[Prepared]:
        return self._threads.submit(self._work, articles)

    def finish(self) -> list[Future[Prepared]]:
        """The rest of every worker. All batches must have been answered before."""
        return [self._threads.submit(worker.work, None) for worker in self._workers]

    def _work(self, articles: list[Article]) -> Prepared:
        worker = self._idle.get()
        try:
            return worker.work(articles)
        finally:
            self._idle.put(worker)

    def __enter__(self) -> _Workers:
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()

    def _stop(self) -> None:
        self._threads.shutdown(wait=True, cancel_futures=True)
        for worker in self._workers:
            worker.stop()
