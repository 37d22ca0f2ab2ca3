"""The members that a zip archive lists, one at a time however many they are.

The standard library's ``zipfile`` keeps all of them in memory (about 1 GB for a million), and
gives none of an archive whose end, where the list stands, is missing.
"""

from __future__ import annotations

import stat
import struct
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING

from newsearch.readers.packing.names import believable_time, readable_name
from newsearch.readers.packing.stream import BLOCK, BrokenInput

if TYPE_CHECKING:
    from collections.abc import Iterator

LOCAL_MARK = b"PK\x03\x04"
_LISTED_MARK = b"PK\x01\x02"
_END_MARK = b"PK\x05\x06"
_END64_MARK = b"PK\x06\x06"
_LOCATOR_MARK = b"PK\x06\x07"

# Signature, version, flags, method, time, date, checksum, packed and unpacked size, and the
# lengths of name and extra fields.
LOCAL = struct.Struct("<4s5H3I2H")
# The same with the version that wrote it, then the length of a comment, disk, attributes, offset.
_LISTED = struct.Struct("<4s6H3I5H2I")
_END = struct.Struct("<4s4H2IH")
_END64 = struct.Struct("<4sQ2H2I4Q")
_LOCATOR = struct.Struct("<4sIQI")
_IN_64 = 0xFFFFFFFF
_LONGEST_COMMENT = 0xFFFF
_LONGEST_ENTRY = _LISTED.size + 3 * _LONGEST_COMMENT
_READ_AT_ONCE = 8 * BLOCK

_ENCRYPTED = 0x1
_SIZES_FOLLOW = 0x8
_UTF8 = 0x800
_UNIX = 3
_SIZES, _UNIX_TIME, _UNICODE_PATH = 0x0001, 0x5455, 0x7075


@dataclass(frozen=True, slots=True)
class ZipEntry:
    """A member of a zip archive as it is listed. ``size`` and ``checksum`` are of the content,
    None where the archive's list is missing; ``kind`` is empty for an ordinary file.
    """

    name: str
    kind: str
    method: int
    written: datetime | None
    packed: int
    size: int | None
    checksum: int | None
    offset: int

    @property
    def is_folder(self) -> bool:
        return self.kind == "folder"

    @property
    def is_encrypted(self) -> bool:
        return self.kind == "encrypted"


def listed_entries(handle: IO[bytes]) -> Iterator[ZipEntry]:
    """The members in the order of the archive's list.

    Raises `BrokenInput` where there is no such list or it is damaged, and ``OSError``.
    """
    position, end, shift = _find_list(handle)
    read, at = b"", 0
    while position < end:
        if len(read) - at < _LONGEST_ENTRY and position + len(read) - at < end:
            handle.seek(position)
            read, at = handle.read(min(_READ_AT_ONCE, end - position)), 0
        if not read.startswith(_LISTED_MARK, at) or len(read) - at < _LISTED.size:
            raise BrokenInput("the list of members is damaged")
        (_, made, _, flags, method, time, date, checksum, packed, size, *lengths) = (
            _LISTED.unpack_from(read, at)
        )
        name_length, extra_length, comment_length, _, _, attributes, offset = lengths
        name_at = at + _LISTED.size
        extra_at = name_at + name_length
        name, extra = read[name_at:extra_at], read[extra_at : extra_at + extra_length]
        fields = _extra_fields(extra)
        size, packed, offset = _long_sizes(fields.get(_SIZES, b""), size, packed, offset)
        mode = attributes >> 16 if made >> 8 == _UNIX else 0
        yield ZipEntry(
            _name(name, flags, fields),
            _kind(name, flags, mode),
            method,
            _written(time, date, fields),
            packed,
            size,
            checksum,
            offset + shift,
        )
        following = extra_at + extra_length + comment_length
        position, at = position + following - at, following


def found_entries(handle: IO[bytes]) -> Iterator[ZipEntry]:
    """The members in the order in which they lie there, as far as each is complete.

    This is for an archive that has lost its list. Raises ``OSError``.
    """
    handle.seek(0, 2)
    end, position = handle.tell(), 0
    while True:
        handle.seek(position)
        header = handle.read(LOCAL.size)
        if len(header) < LOCAL.size or not header.startswith(LOCAL_MARK):
            return
        _, _, flags, method, time, date, _, packed, size, *lengths = LOCAL.unpack(header)
        name, extra = handle.read(lengths[0]), handle.read(lengths[1])
        fields = _extra_fields(extra)
        size, packed, _ = _long_sizes(fields.get(_SIZES, b""), size, packed, 0)
        start = position + LOCAL.size + sum(lengths)
        following = start + packed
        if flags & _SIZES_FOLLOW:
            following = _next_member(handle, start, end)
            packed = following - start
        if following > end:
            return
        yield ZipEntry(
            _name(name, flags, fields),
            _kind(name, flags, 0),
            method,
            _written(time, date, fields),
            packed,
            None,
            None,
            position,
        )
        position = following


def _next_member(handle: IO[bytes], position: int, end: int) -> int:
    """Where the next member begins, or the list of them, or the archive ends."""
    handle.seek(position)
    read = b""
    while block := handle.read(BLOCK):
        read = read[-3:] + block
        marks = [read.find(mark) for mark in (LOCAL_MARK, _LISTED_MARK)]
        if found := [mark for mark in marks if mark >= 0]:
            return handle.tell() - len(read) + min(found)
    return end


def _find_list(handle: IO[bytes]) -> tuple[int, int, int]:
    """Where the list begins and ends, and by how much all offsets are to be moved."""
    handle.seek(0, 2)
    length = handle.tell()
    tail_at = max(0, length - _END.size - _LONGEST_COMMENT - _LOCATOR.size)
    handle.seek(tail_at)
    tail = handle.read(length - tail_at)
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        raise BrokenInput("the list of members is missing")
    _, _, _, _, count, size, offset, _ = _END.unpack_from(tail, at)
    end = tail_at + at
    if _IN_64 in (size, offset) or count == _LONGEST_COMMENT:
        with suppress(struct.error):
            mark, _, end64, _ = _LOCATOR.unpack_from(tail, max(0, at - _LOCATOR.size))
            if mark == _LOCATOR_MARK:
                handle.seek(end64)
                found = _END64.unpack(handle.read(_END64.size))
                if found[0] == _END64_MARK:
                    size, offset, end = found[8], found[9], end64
    shift = end - size - offset
    if shift < 0 or size > end:
        raise BrokenInput("the list of members is damaged")
    return end - size, end, shift


def _extra_fields(extra: bytes) -> dict[int, bytes]:
    fields: dict[int, bytes] = {}
    while len(extra) >= 4:
        kind, length = int.from_bytes(extra[:2], "little"), int.from_bytes(extra[2:4], "little")
        fields.setdefault(kind, extra[4 : 4 + length])
        extra = extra[4 + length :]
    return fields


def _long_sizes(field: bytes, *sizes: int) -> list[int]:
    """Sizes and offset, of which those that need more than 32 bits stand in a field."""
    found: list[int] = []
    for size in sizes:
        if size == _IN_64 and len(field) >= 8:
            size, field = int.from_bytes(field[:8], "little"), field[8:]
        found.append(size)
    return found


def _name(name: bytes, flags: int, fields: dict[int, bytes]) -> str:
    unicode_path = fields.get(_UNICODE_PATH, b"")[5:]
    if unicode_path and not name.isascii():
        return readable_name(unicode_path, is_unicode=True)
    return readable_name(name, is_unicode=bool(flags & _UTF8))


def _kind(name: bytes, flags: int, mode: int) -> str:
    if name.endswith((b"/", b"\\")):
        return "folder"
    if mode and stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "a link" if stat.S_ISLNK(mode) else "not an ordinary file"
    return "encrypted" if flags & _ENCRYPTED else ""


def _written(time: int, date: int, fields: dict[int, bytes]) -> datetime | None:
    with suppress(ValueError, OverflowError):
        stamp = fields.get(_UNIX_TIME, b"")
        if len(stamp) >= 5 and stamp[0] & 1:
            seconds = int.from_bytes(stamp[1:5], "little", signed=True)
            return believable_time(datetime.fromtimestamp(seconds, UTC))
        day = date >> 9, date >> 5 & 0xF, date & 0x1F
        clock = time >> 11, time >> 5 & 0x3F, min(time & 0x1F, 29) * 2
        return believable_time(datetime(1980 + day[0], day[1], day[2], *clock))
    return None
