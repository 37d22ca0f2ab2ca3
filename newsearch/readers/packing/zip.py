"""The members of a zip archive with their content."""

from __future__ import annotations

import bz2
import zlib
from itertools import islice
from typing import IO, TYPE_CHECKING

from newsearch.readers.corpus import explain
from newsearch.readers.packing.binary import why_office
from newsearch.readers.packing.blocks import BlockReader
from newsearch.readers.packing.compression import (
    Inflater,
    ZstdUnpacker,
    unpack_one,
    xz_unpacker,
)
from newsearch.readers.packing.names import has_media_name, if_text, is_hidden
from newsearch.readers.packing.stream import BLOCK, BrokenInput
from newsearch.readers.packing.zip_directory import (
    LOCAL,
    LOCAL_MARK,
    ZipEntry,
    found_entries,
    listed_entries,
)
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsearch.readers.input import Input
    from newsearch.readers.packing.archive import Archive, Part
    from newsearch.readers.packing.compression import Unpacker

_ENCRYPTED = "encrypted (pack the archive again without a password)"
_OTHERWISE = "packed in a way that is not read (pack the archive again)"
_LOOK_AT = 100
_STORED = 0
_METHODS: dict[int, tuple[str, Callable[[], Unpacker]]] = {
    8: ("zip", lambda: Inflater(-15)),
    12: ("bzip2", bz2.BZ2Decompressor),
    93: ("zstd", ZstdUnpacker),
    95: ("xz", xz_unpacker),
}
# The latter two where a damaged archive leads to a place that no file has.
_UNREADABLE = (OSError, OverflowError, ValueError)
_CUT = "the zip archive is cut off or damaged: fetch or pack it again (what is left is read)"


def is_zip(head: bytes) -> bool:
    """Whether a beginning is that of a zip archive."""
    return head.startswith((LOCAL_MARK, b"PK\x05\x06", b"PK\x07\x08PK\x03\x04"))


def zip_members(
    handle: IO[bytes], archive: Archive, on_position: Callable[[int], None]
) -> Iterator[Part | Skipped]:
    """The files of an archive that can be searched, one by one.

    ``on_position`` is told how far in the archive reading has come. Members that cannot be
    read are noted in ``archive``; an archive without its list gives what can be found in it.
    """
    path, furthest = archive.input.path, -1
    try:
        try:
            for entry in listed_entries(handle):
                if furthest < 0 and (reason := _why_office(handle, entry)):
                    yield Skipped(path, 0, reason, refused=True)
                    return
                furthest = max(furthest, entry.offset)
                yield from _member(handle, entry, archive, on_position)
        except BrokenInput:
            yield Skipped(path, 0, _CUT)
            for entry in found_entries(handle):
                if furthest < 0 and not entry.offset and why_office([entry.name]):
                    return
                if entry.offset > furthest:
                    yield from _member(handle, entry, archive, on_position)
    except _UNREADABLE as error:
        yield Skipped(path, 0, f"cannot be read: {explain(error)}")


def _why_office(handle: IO[bytes], first: ZipEntry) -> str:
    """What kind of office document an archive is by its first members; empty for others."""
    if not why_office([first.name]):
        return ""
    try:
        return why_office([entry.name for entry in islice(listed_entries(handle), _LOOK_AT)])
    except BrokenInput:
        return why_office([first.name])


def _member(
    handle: IO[bytes], entry: ZipEntry, archive: Archive, on_position: Callable[[int], None]
) -> Iterator[Part]:
    on_position(entry.offset)
    is_media = has_media_name(entry.name)
    if entry.is_folder or (is_hidden(entry.name) and not is_media):
        return
    is_packed_otherwise = entry.method != _STORED and entry.method not in _METHODS
    if entry.is_encrypted or (is_packed_otherwise and not entry.kind):
        if not is_media:
            archive.unread.add(_ENCRYPTED if entry.is_encrypted else _OTHERWISE, entry.name)
    elif entry.kind:
        archive.passed_over.add(entry.kind, entry.name)
    else:
        given = archive.member(entry.name, entry.written)
        content = archive.allowance.unpack(_content(handle, entry, given, on_position))
        try:
            blocks = if_text(content) if is_media else content
        except BrokenInput:  # most likely an image, which nobody misses
            return
        if blocks is not None:
            yield given, blocks


def _content(
    handle: IO[bytes], entry: ZipEntry, given: Input, on_position: Callable[[int], None]
) -> Iterator[bytes]:
    packed = BlockReader(_packed(handle, entry, on_position))
    blocks = packed.blocks()
    if entry.method != _STORED:
        name, unpacker = _METHODS[entry.method]
        blocks = unpack_one(packed, unpacker(), name, given.path)
    length = checksum = 0
    for block in blocks:
        length += len(block)
        checksum = zlib.crc32(block, checksum)
        yield block
    if entry.size is not None and (length, checksum) != (entry.size, entry.checksum):
        raise BrokenInput("damaged in its archive: pack it again")


def _packed(
    handle: IO[bytes], entry: ZipEntry, on_position: Callable[[int], None]
) -> Iterator[bytes]:
    try:
        handle.seek(entry.offset)
        header = handle.read(LOCAL.size)
        if len(header) < LOCAL.size or not header.startswith(LOCAL_MARK):
            raise BrokenInput("not found in its archive, which is damaged: pack it again")
        *_, name_length, extra_length = LOCAL.unpack(header)
        handle.seek(name_length + extra_length, 1)
        left = entry.packed
        while left > 0 and (block := handle.read(min(BLOCK, left))):
            left -= len(block)
            on_position(handle.tell())
            yield block
    except _UNREADABLE as error:
        raise BrokenInput(f"cannot be read: {explain(error)}") from error
