"""Whoosh's matcher over the postings of one term, which are decoded into arrays as a whole."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from itertools import pairwise
from typing import Any

from whoosh.formats import Frequency
from whoosh.matching import LeafMatcher, ReadTooFar
from whoosh.system import pack_uint

from newsearch.engines.whoosh.segment.decoding import TermBlock


class ArrayMatcher(LeafMatcher):  # type: ignore[misc]
    """Walks over the documents of one term. For Whoosh all of them are one block."""

    def __init__(
        self,
        block: TermBlock,
        format_: Any,
        payload: str,
        term: tuple[str, bytes],
        scorer: Any,
        term_info: Callable[[], Any],
    ) -> None:
        self.format = format_
        self.scorer = scorer
        self._term = term
        self._block = block
        self._payload = payload
        self._term_info = term_info
        self._info: Any = None
        self._largest: float | None = None
        self._ids: list[int] = block.documents().tolist()
        weights = block.frequencies()
        self._weights: list[float] = (
            [1.0] * block.count if weights is None else weights.astype(float).tolist()
        )
        self._positions: list[list[int]] | None = None
        self._values: list[bytes] | None = None
        self._place = 0

    def is_active(self) -> bool:
        return self._place < len(self._ids)

    def reset(self) -> None:
        self._place = 0

    def copy(self) -> ArrayMatcher:
        twin = ArrayMatcher(
            self._block, self.format, self._payload, self._term, self.scorer, self._term_info
        )
        twin._place = self._place
        return twin

    def id(self) -> int:
        try:
            return self._ids[self._place]
        except IndexError:
            # Whoosh's `SpanNot` asks at the end too, and compares with a greater one.
            return self._ids[-1]

    def all_ids(self) -> Any:
        return iter(self._ids[self._place :])

    def weight(self) -> float:
        return self._weights[self._place]

    def value(self) -> bytes:
        if self._payload == "positional":
            return bytes(self.format.encode(self._positions_here()))
        if self._values is None:
            if self._payload == "raw":
                self._values = self._block.raw_values()
            elif isinstance(self.format, Frequency):
                self._values = [pack_uint(int(weight)) for weight in self._weights]
            else:
                self._values = [b""] * len(self._ids)
        return self._values[self._place]

    def value_as(self, astype: str) -> Any:
        if self._payload == "positional" and astype == "positions":
            return self._positions_here()
        return super().value_as(astype)

    def _positions_here(self) -> list[int]:
        if self._positions is None:
            positions, bounds = self._block.positions()
            every, ends = positions.tolist(), bounds.tolist()
            self._positions = [every[first:last] for first, last in pairwise(ends)]
        return self._positions[self._place]

    def next(self) -> bool:
        if not self.is_active():
            raise ReadTooFar
        self._place += 1
        return not self.is_active()

    def skip_to(self, targetid: int) -> None:
        if not self.is_active():
            raise ReadTooFar
        self._place = bisect_left(self._ids, targetid, self._place)

    def skip_to_quality(self, minquality: float) -> int:
        if self.block_quality() > minquality:
            return 0
        self._place = len(self._ids)
        return 1

    def block_min_id(self) -> int:
        return self._ids[0]

    def block_max_id(self) -> int:
        return self._ids[-1]

    def block_min_length(self) -> int:
        return int(self._whole().min_length())

    def block_max_length(self) -> int:
        return int(self._whole().max_length())

    def block_max_weight(self) -> float:
        if self._largest is None:
            self._largest = max(self._weights)
        return self._largest

    def _whole(self) -> Any:
        if self._info is None:
            self._info = self._term_info()
        return self._info
