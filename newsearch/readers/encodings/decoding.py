"""Bytes in any encoding made UTF-8, a piece at a time.

Pieces are cut by content alone, so that the same bytes give the same text, however the blocks
came. A piece of UTF-8 is passed on as it is.
"""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, NamedTuple

from newsearch.readers.encodings.candidates import LATIN, SURE
from newsearch.readers.encodings.detection import (
    BINARY,
    UTF_8,
    convert,
    detect_encoding,
    mostly_utf8,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

PIECE = 1 << 16
"""So many bytes are looked at to judge the encoding, and converted at a time."""

_BEYOND_ASCII = bytes(range(0x80, 0x100))
# With fewer bytes beyond ASCII in a piece, the next one is looked at as well.
_FEW = 400
_LINE_END = re.compile(rb"\n")
# How files begin that hold tables, not text: Parquet and SQLite say themselves how they encode.
_TABLES = (b"PAR1", b"SQLite format 3\0")
_REPLACEMENT = "\ufffd".encode()


class Undecodable(ValueError):
    """Text in UTF-16 or UTF-32 breaks off or holds what is none; the message names the encoding."""


class Piece(NamedTuple):
    """A piece of an input in UTF-8, and the same as text where that is at hand already."""

    data: bytes
    text: str | None = None

    def as_text(self) -> str:
        """The piece as text; what is no text has replacement characters."""
        return self.data.decode(errors="replace") if self.text is None else self.text


class Decoder:
    """Blocks of bytes as UTF-8, with what was found out about their encoding on the way.

    ``encoding`` and ``confidence`` (0 to 1) are what the first piece that is not plain ASCII
    showed; ``doubt`` says what is not certain about the text given so far, and what to do.
    """

    def __init__(self) -> None:
        self.encoding = UTF_8
        self.confidence = 1.0
        self._line = 1
        self._replaced = 0
        self._first_replaced = 0
        self._converted: dict[str, int] = {}
        self._first_converted = 0

    @property
    def doubt(self) -> str:
        """What is doubtful about the text given so far; empty if nothing is."""
        doubts = []
        if self.encoding == BINARY:
            return "not text in any encoding that is known: convert the file to UTF-8"
        if self.confidence < SURE:
            sure = f"{self.confidence:.0%} sure"
            doubts.append(f"read as {self.encoding}, {sure}: convert the file to UTF-8")
        if self._converted:
            names = ", ".join(f"{count} as {name}" for name, count in self._converted.items())
            first = f"the first is line {self._first_converted}"
            doubts.append(
                f"lines in another encoding than the file's {self.encoding}: {names}; {first}"
            )
        if self._replaced:
            first = f"the first in line {self._first_replaced}"
            doubts.append(f"{self._replaced} broken letters were replaced, {first}")
        return "; ".join(doubts)

    def decode(self, blocks: Iterator[bytes]) -> Iterator[Piece]:
        """The blocks as UTF-8 without a byte order mark, each ending with a whole letter.

        Raises `Undecodable` for UTF-16 and UTF-32 that break; anything else is read somehow.
        What is no text at all is passed on as it is.
        """
        pieces = _cut(blocks)
        first = next(pieces, b"")
        if first.startswith(_TABLES):
            yield from map(Piece, _chain(first, pieces))
            return
        # Plain ASCII leaves it open: what comes later may be in any 8-bit encoding.
        while first and first.isascii() and b"\0" not in first:
            self._line += _line_ends(first)
            yield Piece(first)
            first = next(pieces, b"")
        if not first:
            return
        complete = len(first) < PIECE
        if not complete and len(first) - len(first.translate(None, _BEYOND_ASCII)) < _FEW:
            more = next(pieces, b"")
            first, complete = first + more, len(more) < PIECE
        found = detect_encoding(first, complete)
        first = first[found.mark :]
        self.encoding, self.confidence = found.encoding, found.confidence
        yield from (piece for piece in self._decoded(first, pieces) if piece.data)

    def _decoded(self, first: bytes, rest: Iterator[bytes]) -> Iterator[Piece]:
        if self.encoding == BINARY:
            yield from map(Piece, _chain(first, rest))
        elif self.encoding.startswith("UTF-8"):
            yield from self._utf8(first, rest)
        elif self.encoding.startswith("UTF"):
            yield from map(Piece, self._wide(first, rest))
        else:
            yield from map(Piece, self._legacy(first, rest))

    def _utf8(self, first: bytes, rest: Iterator[bytes]) -> Iterator[Piece]:
        """UTF-8; lines that are none are converted by themselves, single broken bytes replaced."""
        waiting = b""
        for piece in _chain(first, rest):
            data = waiting + piece if waiting else piece
            waiting, text = b"", None
            if not data.isascii():
                try:
                    text, whole = codecs.utf_8_decode(data, "strict", False)
                    data, waiting = data[:whole], data[whole:]
                except UnicodeDecodeError:
                    end = data.rfind(b"\n") + 1
                    if not end and len(data) <= PIECE:
                        waiting = data
                        continue
                    end = end or _end_of_letters(data)
                    data, waiting = self._mended(data[:end]), data[end:]
            self._line += _line_ends(data)
            yield Piece(data, text)
        yield Piece(self._mended(waiting))

    def _mended(self, data: bytes) -> bytes:
        """Whole lines as valid UTF-8."""
        lines = data.split(b"\n")
        for number, line in enumerate(lines):
            try:
                line.decode()
            except UnicodeDecodeError:
                lines[number] = self._mended_line(line, self._line + number)
        return b"\n".join(lines)

    def _mended_line(self, line: bytes, number: int) -> bytes:
        if not mostly_utf8(line):
            found = detect_encoding(line)
            if found.confidence >= SURE and found.encoding not in (UTF_8, LATIN, BINARY):
                self._converted[found.encoding] = self._converted.get(found.encoding, 0) + 1
                self._first_converted = self._first_converted or number
                return convert(line, found.encoding).encode()
        mended = line.decode(errors="replace").encode()
        self._replaced += mended.count(_REPLACEMENT) - line.count(_REPLACEMENT)
        self._first_replaced = self._first_replaced or number
        return mended

    def _legacy(self, first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
        """An 8-bit encoding; a line that is UTF-8 all the same is left as it is."""
        waiting = b""
        for piece in _chain(first, rest):
            data = waiting + piece
            end = data.rfind(b"\n") + 1 or _end_of_letters(data)
            yield self._converted_lines(data[:end])
            waiting = data[end:]
        yield self._converted_lines(waiting)

    def _converted_lines(self, data: bytes) -> bytes:
        kept: list[bytes] = []
        plain: list[bytes] = []
        for line in data.splitlines(keepends=True):
            if not line.isascii() and _is_utf8(line):
                kept += [convert(b"".join(plain), self.encoding).encode(), line]
                plain = []
            else:
                plain.append(line)
        return b"".join([*kept, convert(b"".join(plain), self.encoding).encode()])

    def _wide(self, first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
        """UTF-16 and UTF-32."""
        decoder = codecs.getincrementaldecoder(self.encoding.replace(" ", "-"))()
        try:
            for piece in _chain(first, rest):
                yield decoder.decode(piece).encode()
            yield decoder.decode(b"", final=True).encode()
        except UnicodeError as error:
            name = self.encoding.split()[0]
            raise Undecodable(f"not valid {name}: convert the file to UTF-8") from error


def _cut(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Blocks of any lengths in pieces of `PIECE` bytes; the last may be shorter."""
    waiting = b""
    for block in blocks:
        if not waiting and len(block) == PIECE:
            yield block
            continue
        waiting = waiting + block if waiting else block
        whole = len(waiting) - len(waiting) % PIECE
        for start in range(0, whole, PIECE):
            yield waiting[start : start + PIECE]
        waiting = waiting[whole:]
    if waiting:
        yield waiting


def _line_ends(data: bytes) -> int:
    """How many there are; a search for one letter is several times as quick as `bytes.count`."""
    return len(_LINE_END.findall(data))


def _chain(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def _end_of_letters(data: bytes) -> int:
    """Where data without a line end can be cut: before its last ASCII character, or at its end.

    Accents follow their letters in some encodings, and none of them is ASCII.
    """
    end = len(data)
    while end > 0 and data[end - 1] >= 0x80:
        end -= 1
    return max(end - 1, 0) or len(data)


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode()
    except UnicodeDecodeError:
        return False
    return True
