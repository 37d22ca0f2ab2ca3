"""A process that searches without pause until it is told to stop, and looks at every answer.

python -m torture.readers_and_writer.reader INDEX SEED BOARD [--threads 4] [--open-anew] …

An answer must be that of one generation, and of one that is no older than the last that was
acknowledged before the reader asked for the newest.
"""

from __future__ import annotations

import argparse
import gc
import json
import random
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsearch import NewsIndex
from torture.crashes.workload import PLACES, Workload
from torture.readers_and_writer.board import Board

_SELF = Path("/proc/self")
_MOST_FAILURES = 5


class Reader:
    """What the threads of one process share."""

    def __init__(self, index: Path, workload: Workload, board: Board, open_anew: bool) -> None:
        self._path = index
        self._board = board
        self._open_anew = open_anew
        self._workload = workload
        self._workload_lock = threading.Lock()
        self._index = NewsIndex.open(index)
        self.counts: Counter[str] = Counter()
        self.failures: list[str] = []

    def read(self, number: int) -> None:
        """Search until the board says stop."""
        source = random.Random(number)
        while not self._board.stopped() and len(self.failures) < _MOST_FAILURES:
            acknowledged = self._board.acknowledged()
            try:
                with self._newest() as index:
                    self._look(index, source, acknowledged)
            except Exception as error:
                self.failures.append(f"{type(error).__name__}: {error}")
            self.counts["searches"] += 1

    @contextmanager
    def _newest(self) -> Iterator[NewsIndex]:
        if self._open_anew:
            with NewsIndex.open(self._path) as index:
                yield index
        else:
            self.counts["refreshed"] += self._index.refresh()
            yield self._index

    def _look(self, index: NewsIndex, source: random.Random, acknowledged: int) -> None:
        first = index.stats().generation
        place = source.choice(PLACES)
        results = index.search(f'"{place}"', limit=1000, group=False, snippets=1)
        found = {hit.article.id: hit.article.body for hit in results.hits}
        facets = results.facets["source"]
        # Another thread of this process may have moved the index on meanwhile.
        last = index.stats().generation
        if first <= acknowledged:
            self.failures.append(f"generation {first} after step {acknowledged} was acknowledged")
        if not found:
            self.failures.append(f"{place} finds nothing in generation {first}")
        if sum(facets.values()) != len(found):
            self.failures.append(f"{place}: facets {facets}, but {len(found)} articles")
        for step in range(first - 1, last):
            if found == self._saying(place, step):
                return
        self.failures.append(f"{place}: {len(found)} articles, as in no state {first} to {last}")

    def _saying(self, place: str, step: int) -> dict[str, str]:
        with self._workload_lock:
            texts = self._workload.expected(step)
        return {identity: body for identity, (_, body) in texts.items() if place in body}

    def holdings(self) -> dict[str, int]:
        """What the process holds, in files, maps of files and kilobytes."""
        gc.collect()
        status = (_SELF / "status").read_text(encoding="ascii")
        resident = next(line for line in status.splitlines() if line.startswith("VmRSS"))
        maps = (_SELF / "maps").read_text(encoding="utf-8")
        return {
            "files": len(list((_SELF / "fd").iterdir())),
            "maps": sum(str(self._path) in line for line in maps.splitlines()),
            "kilobytes": int(resident.split()[1]),
        }

    def close(self) -> None:
        """Let go of the index."""
        self._index.close()


def main() -> int:
    """Read, and say as JSON what was held at a step, at the end, and what went wrong."""
    parser = argparse.ArgumentParser()
    parser.add_argument("index", type=Path)
    parser.add_argument("seed", type=int)
    parser.add_argument("board", type=Path)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--open-anew", action="store_true")
    parser.add_argument("--weigh-at", type=int, default=0, help="the step after which to weigh")
    parser.add_argument("--kinds", nargs="*", default=())
    options = parser.parse_args()
    board = Board(options.board)
    workload = Workload(options.seed, options.kinds, keep=50)
    reader = Reader(options.index, workload, board, options.open_anew)
    threads = [
        threading.Thread(target=reader.read, args=(number,)) for number in range(options.threads)
    ]
    for thread in threads:
        thread.start()
    print("ready", flush=True)
    while not board.stopped() and board.acknowledged() < options.weigh_at:
        time.sleep(0.05)
    before = reader.holdings()
    for thread in threads:
        thread.join()
    after = reader.holdings()
    reader.close()
    record = {
        **reader.counts,
        "before": before,
        "after": after,
        "closed": reader.holdings(),
        "failures": reader.failures,
    }
    print(json.dumps(record, ensure_ascii=False))
    return 0


if __name__ == "__main__":
    sys.exit(main())
