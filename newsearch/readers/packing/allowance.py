"""How much may be unpacked from one file, and how far its reading has come."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsearch.readers import limits
from newsearch.readers.packing.blocks import BrokenPacking

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Allowance:
    """Counts what is read of a file and what is unpacked from it, all layers together.

    ``spent`` is set when more was unpacked than `limits` allow: nothing more of the file
    is to be read then.
    """

    def __init__(self, path: str, on_bytes: Callable[[int], None]) -> None:
        self.spent = False
        self.read_bytes = 0
        self._path = path
        self._on_bytes = on_bytes
        self._unpacked = 0

    def read(self, count: int) -> None:
        """So many more bytes of the file have been read."""
        self.read_bytes += count
        self._on_bytes(count)

    def reached(self, position: int) -> None:
        """The file has been read up to a position, in whatever order."""
        if position > self.read_bytes:
            self.read(position - self.read_bytes)

    def unpack(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """Unpacked blocks as they are. Raises `BrokenPacking` where they come to too much.

        Where the blocks can go on behind an error, these can too.
        """
        return map(self._count, blocks)

    def _count(self, block: bytes) -> bytes:
        self._unpacked += len(block)
        if self._unpacked > limits.RATIO_FROM:
            self._check()
        return block

    def _check(self) -> None:
        if self._unpacked > limits.UNPACKED_LIMIT:
            limit = f"{limits.UNPACKED_LIMIT // 1_000_000_000:,} GB"
        elif self._unpacked > limits.RATIO_LIMIT * self.read_bytes:
            limit = f"{limits.RATIO_LIMIT:,} times its size"
        else:
            return
        self.spent = True
        reason = f"unpacks to more than {limit}, so no more of it is read: unpack it first"
        raise BrokenPacking(self._path, reason)
