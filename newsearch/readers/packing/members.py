"""The inputs that a file holds: itself, or what is packed in it."""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, cast

from newsearch.readers import limits
from newsearch.readers.packing.allowance import Allowance
from newsearch.readers.packing.archive import Archive
from newsearch.readers.packing.binary import why_binary
from newsearch.readers.packing.blocks import BlockReader, BrokenPacking
from newsearch.readers.packing.compression import Unpacked, compression_of
from newsearch.readers.packing.stream import BrokenInput, counted
from newsearch.readers.packing.tar import is_tar, tar_members
from newsearch.readers.packing.zip import is_zip, zip_members
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsearch.readers.input import Input
    from newsearch.readers.packing.archive import Part

# As much as is needed to tell how something is packed: one header of tar.
_LOOK_AT = 1 << 10
_WEB_ARCHIVE = (b"WARC/1.", b"WARC/0.")


@dataclass(frozen=True, slots=True)
class Member:
    """An input with its bytes, which are read before the next member is asked for."""

    input: Input
    blocks: Iterator[bytes]


def members(
    handle: IO[bytes], given: Input, on_bytes: Callable[[int], None]
) -> Iterator[Member | Archive | Skipped]:
    """What an open file holds, unpacked; what cannot be unpacked is given as `Skipped`.

    What is packed is told by content: gzip, bzip2, xz, lzma and zstd; zip, tar, web archives,
    and these in one another. An archive follows its members. ``on_bytes`` is told the number of
    bytes of the file consumed since its last call. Raises nothing.
    """
    allowance = Allowance(given.path, on_bytes)
    for found in _opened(counted(handle, allowance.read), given, allowance, handle):
        yield found
        if allowance.spent:
            return


def _opened(
    blocks: Iterator[bytes],
    given: Input,
    allowance: Allowance,
    handle: IO[bytes] | None = None,
    layers: int = 0,
) -> Iterator[Member | Archive | Skipped]:
    stream = BlockReader(blocks)
    try:
        head = stream.peek(_LOOK_AT)
    except BrokenInput as error:
        yield broken(error, given)
        return
    if reason := why_binary(head):
        yield Skipped(given.path, 0, reason, refused=True)
        return
    compression = compression_of(head)
    is_packed = compression or is_zip(head) or head.startswith(_WEB_ARCHIVE) or is_tar(head)
    if not is_packed:
        yield Member(given, stream.blocks())
        return
    if layers == limits.LAYERS_LIMIT:
        yield Skipped(given.path, 0, f"packed more than {layers} times over: unpack it first")
        return
    if compression:
        unpacked = allowance.unpack(Unpacked(stream, compression, given.path, given.notes))
        yield from _opened(unpacked, given, allowance, layers=layers + 1)
        return
    try:
        if is_zip(head):
            archive = Archive(given, "zip archive", allowance)
            parts = _zip_parts(stream, archive, handle)
        elif head.startswith(_WEB_ARCHIVE):
            from newsearch.readers.packing.warc import warc_members

            archive = Archive(given, "web archive", allowance)
            parts = warc_members(stream, archive)
        else:
            archive = Archive(given, "tar archive", allowance)
            parts = tar_members(stream, archive)
        for part in parts:
            if isinstance(part, Skipped):
                yield part
            else:
                yield from _opened(part[1], part[0], allowance, layers=layers + 1)
            if allowance.spent:
                return
    except BrokenInput as error:
        yield broken(error, given)
    for note in archive.unread:
        yield Skipped(given.path, 0, note)
    yield archive


def broken(error: BrokenInput, given: Input) -> Skipped:
    """The line of the report about an input that broke, or about what it is packed in."""
    return Skipped(error.path if isinstance(error, BrokenPacking) else given.path, 0, str(error))


def _zip_parts(
    stream: BlockReader, archive: Archive, handle: IO[bytes] | None
) -> Iterator[Part | Skipped]:
    if handle is not None and _is_whole(handle, archive.allowance.read_bytes):
        yield from zip_members(handle, archive, archive.allowance.reached)
        handle.seek(0, 2)
        archive.allowance.reached(handle.tell())
        return
    # Its members are listed at its end: it has to be there as a whole.
    with tempfile.SpooledTemporaryFile(limits.SPOOL_IN_MEMORY) as spool:
        length = 0
        for block in stream.blocks():
            length += len(block)
            if length > limits.SPOOL_LIMIT:
                limit = limits.SPOOL_LIMIT // 1_000_000_000
                reason = f"a zip archive of more than {limit} GB that is packed: unpack it first"
                yield Skipped(archive.input.path, 0, reason)
                return
            spool.write(block)
        yield from zip_members(cast("IO[bytes]", spool), archive, lambda _: None)


def _is_whole(handle: IO[bytes], read: int) -> bool:
    """Whether a file can be read in any order, and its beginning was its beginning."""
    try:
        return handle.seekable() and handle.tell() == read
    except (OSError, ValueError):
        return False
