"""Decoded postings kept from one query to the next: common syllables come back in most queries."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import Any

import numpy as np
from numpy.typing import NDArray

Documents = NDArray[np.int64]
Frequencies = NDArray[Any]
_Postings = tuple[Documents, Frequencies]
_Key = tuple[str, str]


class PostingsMemory:
    """The postings used last, at most ``limit`` of them. Safe to share between threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[_Key, _Postings] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: _Key) -> _Postings | None:
        """The postings of a field and term, if they are kept."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: _Key, postings: _Postings) -> None:
        """Keep postings, and let go of those not used for longest."""
        # A term that is nowhere takes room as well.
        size = len(postings[0]) + 1
        if size > self._limit // 4:
            return
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = postings
            self._size += size
            while self._size > self._limit:
                _, (documents, _) = self._kept.popitem(last=False)
                self._size -= len(documents) + 1

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._kept.clear()
            self._size = 0
