"""Compressed streams (gzip, bzip2, xz, lzma, zstd), told by content, unpacked a block at a time."""

from __future__ import annotations

import bz2
import lzma
import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from newsearch.readers import limits
from newsearch.readers.packing.blocks import BlockReader, BrokenPacking
from newsearch.readers.packing.stream import BLOCK

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Unpacker(Protocol):
    """Undoes the compression of one stream, as ``bz2.BZ2Decompressor`` does.

    ``eof`` tells that the stream is complete, ``unused_data`` is what follows it then;
    ``needs_input`` is false while there is more to come from what was given already.
    """

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def needs_input(self) -> bool: ...
    def decompress(self, data: bytes, max_length: int) -> bytes: ...


class Inflater:
    """`Unpacker` for what zlib packs. ``wbits``: 31 gzip, 15 zlib, -15 bare data."""

    def __init__(self, wbits: int = 31) -> None:
        self._zlib = zlib.decompressobj(wbits)
        self._full = False

    @property
    def eof(self) -> bool:
        return self._zlib.eof

    @property
    def unused_data(self) -> bytes:
        return self._zlib.unused_data

    @property
    def needs_input(self) -> bool:
        return not self._zlib.unconsumed_tail and not self._full

    def decompress(self, data: bytes, max_length: int) -> bytes:
        # More input is given only when all before it was used, so there is no tail to join it to.
        unpacked = self._zlib.decompress(self._zlib.unconsumed_tail + data, max_length)
        self._full = len(unpacked) == max_length and not self.eof
        return unpacked


class ZstdUnpacker:
    """`Unpacker` for one frame of zstd."""

    # Four bytes may stand for a block of 128 KB: so little is given at once that what comes
    # out stays below 16 MB.
    _AT_ONCE = 512

    def __init__(self) -> None:
        import zstandard

        unpacker = zstandard.ZstdDecompressor(max_window_size=limits.WINDOW_LIMIT)
        self._zstd = unpacker.decompressobj()
        self._error = zstandard.ZstdError
        self._waiting = memoryview(b"")

    @property
    def eof(self) -> bool:
        return self._zstd.eof

    @property
    def unused_data(self) -> bytes:
        return self._zstd.unused_data + bytes(self._waiting)

    @property
    def needs_input(self) -> bool:
        return not self._waiting

    def decompress(self, data: bytes, max_length: int) -> bytes:
        waiting = memoryview(bytes(self._waiting) + data) if data else self._waiting
        pieces: list[bytes] = []
        while waiting and max_length > 0 and not self._zstd.eof:
            try:
                piece = self._zstd.decompress(bytes(waiting[: self._AT_ONCE]))
            except self._error as error:
                raise ValueError(str(error)) from error
            waiting = waiting[self._AT_ONCE :]
            max_length -= len(piece)
            pieces.append(piece)
        self._waiting = waiting
        return b"".join(pieces)


def xz_unpacker() -> Unpacker:
    """`Unpacker` for xz, and for the lzma format before it."""
    return lzma.LZMADecompressor(lzma.FORMAT_AUTO, memlimit=limits.WINDOW_LIMIT)


@dataclass(frozen=True, slots=True)
class Compression:
    """A kind of compression: how it begins, what undoes it, what may stand between streams."""

    name: str
    begins: re.Pattern[bytes]
    unpacker: Callable[[], Unpacker]


_COMPRESSIONS = (
    Compression("gzip", re.compile(rb"\x1f\x8b\x08[\0-\x1f]"), Inflater),
    Compression("bzip2", re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)"), bz2.BZ2Decompressor),
    Compression("xz", re.compile(rb"\xfd7zXZ\0"), xz_unpacker),
    # The usual parameters, a dictionary below 256 MB, a length below 1 TB or none.
    Compression(
        "lzma",
        re.compile(rb"\x5d\0..[\0-\x10](?:.{5}\0{3}|\xff{8})", re.DOTALL),
        xz_unpacker,
    ),
    # A frame, or one to be skipped, with which some tools begin.
    Compression("zstd", re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18"), ZstdUnpacker),
)
_GZIP = _COMPRESSIONS[0]
# Streams may be short and many: what follows one is handed back.
_FIRST_READ = 1 << 12
_LONGEST_MAGIC = 13
_AGAIN = ": pack the file again"


def compression_of(head: bytes) -> Compression | None:
    """The kind of compression that a beginning shows, if any."""
    return next((kind for kind in _COMPRESSIONS if kind.begins.match(head)), None)


class Unpacked:
    """The content of a compressed stream, or of several one after another, block by block.

    Raises `BrokenPacking` where the data is damaged or ends too early. Where gzip members
    follow one another (as in web archives) the iteration may go on then, with the next member
    that is found; else it is at its end. Bytes behind the last stream that begin none are left
    out and said in ``notes``.
    """

    def __init__(
        self, packed: BlockReader, kind: Compression, path: str, notes: list[str] | None = None
    ) -> None:
        self._packed = packed
        self._kind = kind
        self._path = path
        self._notes = [] if notes is None else notes
        self._beginning = b""
        self._complete = 0
        self._run = self._streams()

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            return next(self._run)
        except BrokenPacking:
            if self._kind is _GZIP and self._complete and not self._packed.broken:
                self._run = self._streams(search=True)
            raise

    def _streams(self, search: bool = False) -> Iterator[bytes]:
        if search and not self._find_next():
            return
        self._beginning = self._beginning or self._packed.peek(_LONGEST_MAGIC)
        while self._packed.peek(1):
            if self._complete and not self._begins_another():
                self._pass_over_rest()
                return
            yield from unpack_one(self._packed, self._kind.unpacker(), self._kind.name, self._path)
            self._complete += 1
            self._skip_padding()

    def _skip_padding(self) -> None:
        while (padding := self._packed.peek(BLOCK)) and not padding.strip(b"\0"):
            self._packed.skip(len(padding))
        self._packed.skip(len(padding) - len(padding.lstrip(b"\0")))

    def _begins_another(self) -> bool:
        head = self._packed.peek(_LONGEST_MAGIC)
        # A few bytes may be what is there of another stream that was cut off.
        is_cut = len(head) < _LONGEST_MAGIC and self._beginning.startswith(head)
        return is_cut or bool(self._kind.begins.match(head))

    def _pass_over_rest(self) -> None:
        """Leave out what no stream begins with, up to the end. Raises where one follows it."""
        length = 0
        while block := self._packed.peek(BLOCK):
            found = self._kind.begins.search(block)
            if found:
                self._packed.skip(found.start())
                raise BrokenPacking(self._path, f"the {self._kind.name} data is damaged{_AGAIN}")
            overlap = min(_LONGEST_MAGIC - 1, len(block) - 1)
            length += self._packed.skip(len(block) - overlap)
        self._notes.append(f"{length:,} bytes behind the {self._kind.name} data were left out")

    def _find_next(self) -> bool:
        while len(block := self._packed.peek(BLOCK)) > 3:
            if found := self._kind.begins.search(block):
                self._packed.skip(found.start())
                return True
            self._packed.skip(len(block) - 3)
        return False


def unpack_one(packed: BlockReader, unpacker: Unpacker, name: str, path: str) -> Iterator[bytes]:
    """The content of one compressed stream; what follows it stays to be read.

    Raises `BrokenPacking` of ``path`` where the data is damaged or ends too early.
    """
    block, at_once, is_first = b"", _FIRST_READ, True
    while not unpacker.eof:
        given = b""
        if unpacker.needs_input:
            is_first = not block
            given = block = next(packed.blocks(at_once), b"")
            at_once = min(at_once * 4, BLOCK)
            if not block:
                reason = f"the {name} data ends too early: fetch or pack the file again"
                raise BrokenPacking(path, reason)
        try:
            unpacked = unpacker.decompress(given, BLOCK)
        except (OSError, ValueError, EOFError, zlib.error, lzma.LZMAError) as error:
            packed.unread(block[is_first:])  # another stream may begin there
            raise BrokenPacking(path, f"the {name} data {_why(error)}") from error
        if unpacked:
            yield unpacked
    packed.unread(unpacker.unused_data)


def _why(error: Exception) -> str:
    if "emory" in str(error):
        limit = limits.WINDOW_LIMIT // 1_000_000
        return f"needs more than {limit} MB of memory to unpack: pack it otherwise"
    if "ictionary" in str(error):
        return "was packed with a dictionary of its own: pack the file without"
    return f"is damaged{_AGAIN}"
