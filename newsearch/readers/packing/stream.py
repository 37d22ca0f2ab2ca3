"""Bytes of an input: counted, brought to UTF-8, cut into lines.

Nothing here holds more than a block or one line of a stated length in memory.
"""

from __future__ import annotations

import codecs
from typing import IO, TYPE_CHECKING

from newsearch.errors import NewsearchError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

BLOCK = 1 << 16
_UTF16 = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}


class BrokenInput(NewsearchError):
    """The rest of the input cannot be read. It never leaves the readers, who report it."""


def ignore(_: int) -> None:
    """What is told about bytes when no one asks for it."""


class ByteStream:
    """The content of an input as UTF-8 bytes without a byte order mark.

    ``head`` is the beginning (at most about two blocks) to judge the format from;
    `blocks` gives everything, head included, once. ``encoding`` says how it was
    encoded and ``confidence`` (0 to 1) how sure that is. What breaks on the way is
    raised by `blocks` as `BrokenInput`, after all that came before it.
    """

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self.encoding = "UTF-8"
        self.confidence = 1.0
        self._broken: BrokenInput | None = None
        self._rest = _to_utf8(blocks)
        self._first: list[bytes] = []
        length = 0
        try:
            for block in self._rest:
                self._first.append(block)
                length += len(block)
                if length >= BLOCK:
                    break
        except BrokenInput as error:
            self._broken = error
        self.head = b"".join(self._first)

    def blocks(self) -> Iterator[bytes]:
        """All blocks in order. Raises `BrokenInput` where the input breaks."""
        first, self._first = self._first, []
        yield from first
        if self._broken:
            raise self._broken
        yield from self._rest


def lines_of(blocks: Iterable[bytes], limit: int) -> Iterator[tuple[int, bytes | None]]:
    """Lines with their numbers from 1; ``None`` stands for one longer than ``limit`` bytes."""
    number, pieces, length = 1, list[bytes](), 0
    for block in blocks:
        *complete, last = block.split(b"\n")
        for piece in complete:
            fits = length + len(piece) <= limit
            yield number, b"".join([*pieces, piece]) if fits else None
            number, pieces, length = number + 1, [], 0
        length += len(last)
        if length > limit:
            pieces.clear()
        elif last:
            pieces.append(last)
    if length:
        yield number, b"".join(pieces) if length <= limit else None


def counted(handle: IO[bytes], on_bytes: Callable[[int], None] = ignore) -> Iterator[bytes]:
    """The blocks of an open file; ``on_bytes`` is told the size of each.

    Raises `BrokenInput` where the system cannot read on.
    """
    while True:
        try:
            block = handle.read(BLOCK)
        except OSError as error:
            raise BrokenInput(f"cannot be read: {error.strerror or error}") from error
        if not block:
            return
        on_bytes(len(block))
        yield block


def _to_utf8(blocks: Iterator[bytes]) -> Iterator[bytes]:
    first = b""
    for block in blocks:
        first += block
        if len(first) >= len(codecs.BOM_UTF8):
            break
    encoding = _UTF16.get(first[:2])
    if encoding is None:
        yield from (block for block in chain(first.removeprefix(codecs.BOM_UTF8), blocks) if block)
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    try:
        for block in chain(first[2:], blocks):
            yield decoder.decode(block).encode()
        yield decoder.decode(b"", final=True).encode()
    except UnicodeError as error:
        raise BrokenInput("not valid UTF-16: convert the file to UTF-8") from error


def chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """A block that was looked at, and those after it."""
    yield first
    yield from rest
