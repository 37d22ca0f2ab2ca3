"""Writing completions: the file of the generation before, with what comes in and what leaves.

A text that only one article has is kept as a hash: the second article that has it brings the
text again. So what is written depends on the articles alone, not on their order or on how often
the index was updated.
"""

from __future__ import annotations

from bisect import bisect_left
from contextlib import closing
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsearch.analysis.array_file import ArrayFileWriter
from newsearch.completion.counting import CompletionCounts
from newsearch.completion.hashing import Hashes
from newsearch.completion.kinds import FEWEST, FROM_THE_FIRST, MARK, TITLE, WEIGHTS
from newsearch.completion.peaks import FAN, level_sizes
from newsearch.completion.spelled import entry_key, head_of
from newsearch.completion.storage import CompletionFile
from newsearch.completion.tallies import Numbers, Tallies

_LARGEST = int(np.iinfo(np.uint32).max)
_FEWEST = np.full(256, FEWEST, np.int64)
_FEWEST[list(FROM_THE_FIRST.encode())] = 1
_WEIGHTS = np.ones(256, np.int64)
_WEIGHTS[list("".join(WEIGHTS).encode())] = list(WEIGHTS.values())


class CompletionWriter:
    """Counts the completions of articles that come into an index and of those that leave it.

    What is counted waits in memory; the file is written when the writer is closed.
    """

    def __init__(self, path: Path, base: Path | None = None) -> None:
        """A writer of a new file that goes on from the counts of another one, if any."""
        self._path = path
        self._base_path = base
        self.cancel()

    def add(self, counts: CompletionCounts) -> None:
        """Count what articles hold that come in. Raises `IndexDamaged` for the file before."""
        self._base_read()
        self._tallies.add(counts.hashes, counts.counts)
        wanted = np.flatnonzero(self._tallies.of(counts.hashes) >= _fewest(counts.entries))
        hashes = counts.hashes[wanted].tolist()
        for hash_, place in zip(hashes, wanted.tolist(), strict=True):
            self._texts[hash_] = counts.entries[place]

    def subtract(self, counts: CompletionCounts) -> None:
        """Take back what articles hold that leave. Raises `IndexDamaged` for the file before."""
        self._base_read()
        self._tallies.add(counts.hashes, -counts.counts)

    def close(self) -> None:
        """Write what is counted. Raises `IndexDamaged` for the file before, `OSError`."""
        base = self._base_read()
        known = set(base.hashes.tolist())
        new = {hash_: text for hash_, text in self._texts.items() if hash_ not in known}
        rows = base.with_more(new)
        counts = self._tallies.of(rows.hashes)
        rows = rows.chosen(counts >= _fewest(rows.entries))
        hashes, totals = self._tallies.all()
        once = hashes[(totals > 0) & ~np.isin(hashes, rows.hashes)]
        with ArrayFileWriter(self._path) as file:
            _write(file, rows, self._tallies.of(rows.hashes))
            file.add("once", once)
        self.cancel()

    def cancel(self) -> None:
        """Forget what was counted."""
        self._base: _Rows | None = None
        self._tallies = Tallies()
        self._texts: dict[int, bytes] = {}

    def _base_read(self) -> _Rows:
        """The file before, read when it is first wanted, and counted."""
        if self._base is None:
            self._base = _Rows([], [], np.zeros(0, np.uint64))
            if self._base_path:
                self._base = self._read(self._base_path)
        return self._base

    def _read(self, path: Path) -> _Rows:
        with closing(CompletionFile(path)) as file:
            texts, keys = bytes(file.texts), bytes(file.keys)
            rows = _Rows(
                [texts[start:end] for start, end in pairwise(file.text_starts)],
                [keys[start:end] for start, end in pairwise(file.key_starts)],
                np.array(file.hashes, np.uint64),
            )
            once = np.array(file.once, np.uint64)
            self._tallies.add(rows.hashes, np.array(file.counts, np.int64))
            self._tallies.add(once, np.ones(len(once), np.int64))
            if not all(rows.entries):
                raise file.damaged(ValueError("an entry is empty"))
        return rows


@dataclass(frozen=True, slots=True, eq=False)
class _Rows:
    """Entries in their order, with their keys and hashes."""

    entries: list[bytes]
    keys: list[bytes]
    hashes: Hashes

    def with_more(self, texts: dict[int, bytes]) -> _Rows:
        """These and others, by hash, in one order."""
        if not texts:
            return self
        new = sorted((entry_key(text.decode()), text, hash_) for hash_, text in texts.items())
        entries: list[bytes] = []
        keys: list[bytes] = []
        spots = []
        spot = 0
        for key, text, _ in new:
            before = spot
            spot = bisect_left(self.keys, key, lo=spot)
            while spot < len(self.keys) and (self.keys[spot], self.entries[spot]) < (key, text):
                spot += 1
            entries += self.entries[before:spot]
            keys += self.keys[before:spot]
            entries.append(text)
            keys.append(key)
            spots.append(spot)
        entries += self.entries[spot:]
        keys += self.keys[spot:]
        hashes = np.insert(self.hashes, spots, np.array([hash_ for *_, hash_ in new], np.uint64))
        return _Rows(entries, keys, hashes)

    def chosen(self, wanted: NDArray[np.bool_]) -> _Rows:
        """Some of them."""
        places = np.flatnonzero(wanted).tolist()
        entries = [self.entries[place] for place in places]
        return _Rows(entries, [self.keys[place] for place in places], self.hashes[wanted])


def _fewest(entries: list[bytes]) -> Numbers:
    """How many articles must have each entry for it to be kept."""
    return _FEWEST[_letters(entries)]


def _letters(entries: list[bytes]) -> NDArray[np.uint8]:
    return np.frombuffer(b"".join([entry[:1] for entry in entries]), np.uint8)


def _write(file: ArrayFileWriter, rows: _Rows, counts: Numbers) -> None:
    heads = []
    before = b""
    for place, key in enumerate(rows.keys):
        if not before or not key.startswith(before):
            before = head_of(key) + b"\0"
            heads.append(place)
    file.add("texts", b"".join(rows.entries))
    file.add("text_starts", _starts(rows.entries))
    file.add("keys", b"".join(rows.keys))
    file.add("key_starts", _starts(rows.keys))
    file.add("counts", _packed(counts))
    file.add("heads", _packed(np.array([*heads, len(rows.keys)], np.int64)))
    file.add("hashes", rows.hashes)
    weights = _weights(rows.entries, counts)
    file.add("weights", weights)
    peaks = [np.zeros(0, np.uint32)]
    level = weights
    for _ in level_sizes(len(weights)):
        level = np.maximum.reduceat(level, np.arange(0, len(level), FAN))
        peaks.append(level)
    file.add("peaks", np.concatenate(peaks))


def _weights(entries: list[bytes], counts: Numbers) -> NDArray[np.uint32]:
    """What entries are put in order by: titles by their day, others by their articles."""
    letters = _letters(entries)
    weights = counts * _WEIGHTS[letters]
    for place in np.flatnonzero(letters == ord(TITLE)).tolist():
        weights[place] = int(entries[place].rpartition(MARK.encode())[2] or b"0")
    return _packed(weights)


def _starts(pieces: list[bytes]) -> NDArray[np.uint32] | NDArray[np.uint64]:
    """Where each of some pieces that follow one another begins, and where the last one ends."""
    lengths = np.fromiter(map(len, pieces), np.int64, len(pieces))
    starts = np.concatenate([np.zeros(1, np.int64), np.cumsum(lengths)])
    return starts.astype(np.uint32) if starts[-1] <= _LARGEST else starts.astype(np.uint64)


def _packed(numbers: Numbers) -> NDArray[np.uint32]:
    return np.minimum(numbers, _LARGEST).astype(np.uint32)
