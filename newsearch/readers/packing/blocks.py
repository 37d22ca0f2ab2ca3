"""Reading exact numbers of bytes and lines from blocks of any length."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsearch.readers.packing.stream import BLOCK, BrokenInput

if TYPE_CHECKING:
    from collections.abc import Iterator


class BrokenPacking(BrokenInput):
    """A packed file or archive breaks here, and all that is read from it breaks with it.

    ``path`` is what broke, which may be what the input that is read just now lies in.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(reason)
        self.path = path


class BlockReader:
    """A run of blocks, read as a stream.

    ``broken`` is set when the blocks raise `BrokenInput`, which is passed on; reading may be
    tried again then, and finds the end of the stream or, where the packing allows, what follows.
    """

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._blocks = blocks
        self._block = b""
        self._position = 0
        self._later: BrokenInput | None = None
        self.broken = False

    def peek(self, count: int) -> bytes:
        """The next bytes, which stay to be read; fewer only at the end or before a break."""
        while (ready := len(self._block) - self._position) < count:
            try:
                more = self._next()
            except BrokenInput as error:
                if not ready:
                    raise
                self._later, self.broken = error, False
                break
            if not more:
                break
            self._block, self._position = self._block[self._position :] + more, 0
        return self._block[self._position : self._position + count]

    def read(self, count: int) -> bytes:
        """So many bytes; fewer only at the end."""
        return b"".join(self.blocks(count))

    def readline(self, limit: int = BLOCK) -> bytes:
        """The next line with its line end, or so much of it as the limit allows."""
        pieces: list[bytes] = []
        while limit > 0 and self._fill():
            end = self._block.find(b"\n", self._position, self._position + limit) + 1
            stop = end or min(self._position + limit, len(self._block))
            pieces.append(self._block[self._position : stop])
            limit -= stop - self._position
            self._position = stop
            if end:
                break
        return b"".join(pieces)

    def unread(self, data: bytes) -> None:
        """Put the last bytes that were read back before what comes next."""
        if len(data) <= self._position:
            self._position -= len(data)
        else:
            self._block, self._position = data + self._block[self._position :], 0

    def skip(self, count: int) -> int:
        """Pass over so many bytes. Returns how many there were."""
        return sum(map(len, self.blocks(count)))

    def blocks(self, count: int | None = None) -> Iterator[bytes]:
        """The next blocks, of so many bytes in all; of all that is left without ``count``."""
        while (count is None or count > 0) and self._fill():
            stop = len(self._block)
            if count is not None:
                stop = min(stop, self._position + count)
                count -= stop - self._position
            piece = self._block[self._position : stop]
            self._position = stop
            yield piece

    def _fill(self) -> bool:
        if self._position < len(self._block):
            return True
        self._block, self._position = self._next(), 0
        return bool(self._block)

    def _next(self) -> bytes:
        later, self._later = self._later, None
        try:
            if later:  # met when more was looked at than was asked for
                raise later
            return next((block for block in self._blocks if block), b"")
        except BrokenInput:
            self.broken = True
            raise
