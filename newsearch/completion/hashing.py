"""One number for each of many texts."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Hashes = NDArray[np.uint64]

_AT_ONCE = 50_000
# A multiplier for each byte of a text: odd numbers without a pattern (splitmix64's increment).
_STEP = 0x9E3779B97F4A7C15
_MOST_BYTES = 4096


def _factors() -> Hashes:
    numbers = np.arange(1, _MOST_BYTES + 1, dtype=np.uint64) * np.uint64(_STEP)
    numbers ^= numbers >> np.uint64(30)
    numbers *= np.uint64(0xBF58476D1CE4E5B9)
    numbers ^= numbers >> np.uint64(27)
    numbers *= np.uint64(0x94D049BB133111EB)
    return (numbers ^ (numbers >> np.uint64(31))) | np.uint64(1)


_FACTORS = _factors()


def hashes_of(texts: Sequence[bytes]) -> Hashes:
    """A hash of 64 bits for each text, the same on every machine; texts must not be empty.

    A multilinear hash: the sum of the bytes, each times a number of its place. Two of a million
    texts have the same hash once in some millions of corpora.
    """
    parts = [_hashes(texts[start : start + _AT_ONCE]) for start in range(0, len(texts), _AT_ONCE)]
    return np.concatenate(parts) if parts else np.zeros(0, np.uint64)


def _hashes(texts: Sequence[bytes]) -> Hashes:
    lengths = np.fromiter(map(len, texts), np.int64, len(texts))
    letters = np.frombuffer(b"".join(texts), np.uint8)
    starts = lengths.cumsum() - lengths
    places = np.arange(len(letters)) - starts.repeat(lengths)
    products = letters.astype(np.uint64) * _FACTORS.take(places, mode="wrap")
    hashes: Hashes = np.add.reduceat(products, starts) + lengths.astype(np.uint64) * np.uint64(
        _STEP
    )
    hashes ^= hashes >> np.uint64(32)
    hashes *= np.uint64(_STEP)
    return hashes ^ (hashes >> np.uint64(29))
