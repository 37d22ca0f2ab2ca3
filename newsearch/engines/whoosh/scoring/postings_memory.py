"""Decoded postings kept from one query to the next: common syllables come back in most queries."""

from __future__ import annotations

import threading
from collections import OrderedDict

from newsearch.engines.whoosh.scoring.term_postings import TermPostings

_Key = tuple[str, str]

# What an entry takes beside its arrays.
_ENTRY_BYTES = 300


class PostingsMemory:
    """The postings used last, in at most ``limit`` bytes. Safe to share between threads."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[_Key, TermPostings] = OrderedDict()
        self._size = 0
        self._lock = threading.Lock()

    def get(self, key: _Key) -> TermPostings | None:
        """The packed postings of a field and term, if they are kept."""
        with self._lock:
            found = self._kept.get(key)
            if found is None:
                return None
            self._kept.move_to_end(key)
        return found

    def put(self, key: _Key, postings: TermPostings) -> None:
        """Keep postings, and let go of those not used for longest."""
        postings = postings.packed()
        size = postings.size() + _ENTRY_BYTES
        if size > self._limit // 4:
            return
        with self._lock:
            if key in self._kept:
                return
            self._kept[key] = postings
            self._size += size
            while self._size > self._limit:
                _, oldest = self._kept.popitem(last=False)
                self._size -= oldest.size() + _ENTRY_BYTES

    def clear(self) -> None:
        """Let go of everything."""
        with self._lock:
            self._kept.clear()
            self._size = 0
