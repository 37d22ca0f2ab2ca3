"""Bytes of an input: counted, brought to UTF-8, cut into lines.

Nothing here holds more than a block or one line of a stated length in memory.
"""

from __future__ import annotations

from typing import IO, TYPE_CHECKING

from newsearch.errors import NewsearchError
from newsearch.readers.encodings.decoding import PIECE, Decoder, Piece, Undecodable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

BLOCK = PIECE
"""So many bytes are read, unpacked and handed on at a time."""


class BrokenInput(NewsearchError):
    """The rest of the input cannot be read. It never leaves the readers, who report it."""


def ignore(_: int) -> None:
    """What is told about bytes when no one asks for it."""


class ByteStream:
    """The content of an input as UTF-8 bytes without a byte order mark.

    ``head`` is the beginning (at most about two blocks) to judge the format from;
    `blocks` (or, as text, `texts`) gives everything, head included, once. What breaks on the
    way is raised by it as `BrokenInput`, after all that came before it. What is no text (a
    packed or binary file) is given as it is.
    """

    def __init__(self, blocks: Iterator[bytes]) -> None:
        self._decoder = Decoder()
        self._broken: BrokenInput | None = None
        self._rest = self._decoder.decode(self._until_broken(blocks))
        self._first: list[Piece] = []
        length = 0
        try:
            for piece in self._rest:
                self._first.append(piece)
                length += len(piece.data)
                if length >= BLOCK:
                    break
        except Undecodable as error:
            self._broken = BrokenInput(str(error))
        self.head = b"".join(piece.data for piece in self._first)

    @property
    def encoding(self) -> str:
        """How the input is encoded: ``"UTF-8"`` for most and for plain ASCII, ``"TCVN3"``."""
        return self._decoder.encoding

    @property
    def confidence(self) -> float:
        """How sure the encoding is (0 to 1)."""
        return self._decoder.confidence

    @property
    def doubt(self) -> str:
        """What is doubtful about the text so far, and what to do; empty if nothing is.

        It is complete when all of `blocks` was read: letters may be broken far behind.
        """
        return self._decoder.doubt

    def blocks(self) -> Iterator[bytes]:
        """All blocks in order. Raises `BrokenInput` where the input breaks."""
        return (piece.data for piece in self._pieces())

    def texts(self) -> Iterator[str]:
        """The same as text, which for most inputs spares decoding what was just checked."""
        return (piece.as_text() for piece in self._pieces())

    def _pieces(self) -> Iterator[Piece]:
        first, self._first = self._first, []
        yield from first
        try:
            yield from self._rest
        except Undecodable as error:
            raise BrokenInput(str(error)) from error
        if self._broken:
            raise self._broken

    def _until_broken(self, blocks: Iterator[bytes]) -> Iterator[bytes]:
        """The blocks that can be had; what broke is kept until the text before it is read."""
        try:
            yield from blocks
        except BrokenInput as error:
            self._broken = error


def lines_of(texts: Iterable[str], limit: int) -> Iterator[tuple[int, str | None]]:
    """Lines with their numbers from 1; ``None`` stands for one of more than ``limit`` letters."""
    number, pieces, length = 1, list[str](), 0
    for text in texts:
        *complete, last = text.split("\n")
        for piece in complete:
            if length:
                fits = length + len(piece) <= limit
                yield number, "".join([*pieces, piece]) if fits else None
                pieces, length = [], 0
            else:
                yield number, piece if len(piece) <= limit else None
            number += 1
        length += len(last)
        if length > limit:
            pieces.clear()
        elif last:
            pieces.append(last)
    if length:
        yield number, "".join(pieces) if length <= limit else None


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


def chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    """A block that was looked at, and those after it."""
    yield first
    yield from rest
