"""Compressed streams, unpacked a block at a time."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from newsearch.readers.packing.stream import BLOCK, BrokenInput, chain

if TYPE_CHECKING:
    from collections.abc import Iterator

_GZIP = b"\x1f\x8b"


def unpacked(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Blocks as they were before packing; others unchanged. Raises `BrokenInput` on damage."""
    first = next(blocks, b"")
    if not first.startswith(_GZIP):
        yield from (block for block in chain(first, blocks) if block)
        return
    unpacker = zlib.decompressobj(wbits=31)
    for block in chain(first, blocks):
        waiting = block
        while waiting:
            if unpacker.eof:  # another member, or the padding that some tools write
                waiting = waiting.lstrip(b"\0")
                if not waiting:
                    break
                unpacker = zlib.decompressobj(wbits=31)
            try:
                unpacked = unpacker.decompress(waiting, BLOCK)
            except zlib.error as error:
                raise BrokenInput("the gzip data is damaged: pack the file again") from error
            if unpacked:
                yield unpacked
            waiting = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
    # The last bytes in may still hold more than one block of output.
    while not unpacker.eof:
        unpacked = unpacker.decompress(b"", BLOCK)
        if not unpacked:
            raise BrokenInput("the gzip data ends too early: fetch or pack the file again")
        yield unpacked
