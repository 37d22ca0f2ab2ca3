"""The members of a tar archive, read as a stream: nothing of it is kept but one header."""

from __future__ import annotations

import tarfile
from contextlib import suppress
from typing import TYPE_CHECKING

from newsearch.readers import limits
from newsearch.readers.packing.blocks import BrokenPacking
from newsearch.readers.packing.names import (
    has_media_name,
    if_text,
    is_hidden,
    readable_name,
    time_from_epoch,
)
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsearch.readers.packing.archive import Archive, Part
    from newsearch.readers.packing.blocks import BlockReader

_BLOCK = tarfile.BLOCKSIZE
_ENDS_EARLY = "the tar archive ends too early: fetch or pack it again"
_DAMAGED = "the tar archive is damaged: pack it again (what is left is read)"
_FOR_NEXT = (tarfile.XHDTYPE, tarfile.SOLARIS_XHDTYPE, tarfile.GNUTYPE_LONGNAME)
_NOT_A_MEMBER = (tarfile.XGLTYPE, tarfile.GNUTYPE_LONGLINK, b"V", b"M", b"N")
_WITH_HOLES = "a file with holes (pack it again without --sparse)"
_KINDS = {
    tarfile.LNKTYPE: "a link",
    tarfile.SYMTYPE: "a link",
    tarfile.GNUTYPE_SPARSE: _WITH_HOLES,
}


def is_tar(head: bytes) -> bool:
    """Whether a beginning is that of a tar archive: a header with a sound checksum."""
    header = _header(head[:_BLOCK])
    return header is not None and bool(header.name)


def tar_members(stream: BlockReader, archive: Archive) -> Iterator[Part | Skipped]:
    """The files of an archive that can be searched, one by one; links and devices are noted.

    Behind damage reading goes on with the next header that is found.
    """
    path = archive.input.path
    said: dict[str, str] = {}
    damaged = False
    while len(block := stream.read(_BLOCK)) == _BLOCK:
        header = _header(block)
        if header is None:
            if block.strip(b"\0") and not damaged:
                damaged = True
                yield Skipped(path, 0, _DAMAGED)
            continue
        padded = -(-header.size // _BLOCK) * _BLOCK
        if header.type in _FOR_NEXT:
            if header.size > limits.HEADER_LIMIT:
                limit = limits.HEADER_LIMIT // 1_000_000
                yield Skipped(path, 0, f"a header of more than {limit} MB, passed over")
                stream.skip(padded)
            else:
                said |= _said(header, stream.read(padded)[: header.size])
            continue
        if header.type in _NOT_A_MEMBER:
            stream.skip(padded)
            continue
        size, name = _size(header, said), _name(header, said)
        written = time_from_epoch(_seconds(header, said))
        kind = _kind(header, block, stream, said)
        said = {}
        if kind:
            if kind != _WITH_HOLES:
                archive.passed_over.add(kind, name)
            elif not is_hidden(name):
                archive.unread.add(kind, name)
        left = size if header.isreg() else 0
        padding = -left % _BLOCK
        is_media = has_media_name(name)
        if header.isreg() and not kind and (is_media or not is_hidden(name)):
            content = _Content(stream, left, path)
            blocks = if_text(content) if is_media else content
            if blocks is not None:
                yield archive.member(name, written), blocks
            left = content.left
        if stream.broken:  # said where it broke
            return
        if stream.skip(left + padding) < left + padding:
            yield Skipped(path, 0, _ENDS_EARLY)
            return
    if block:
        yield Skipped(path, 0, _ENDS_EARLY)


class _Content:
    """The content of a member, of which ``left`` bytes were not asked for."""

    def __init__(self, stream: BlockReader, size: int, path: str) -> None:
        self.left = size
        self._stream = stream
        self._path = path

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        if not self.left:
            raise StopIteration
        block = next(self._stream.blocks(self.left), b"")
        if not block:
            self.left = 0
            self._stream.broken = True
            raise BrokenPacking(self._path, _ENDS_EARLY)
        self.left -= len(block)
        return block


def _header(block: bytes) -> tarfile.TarInfo | None:
    try:
        header = tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError, OverflowError):
        return None
    return header if header.size >= 0 else None


def _kind(header: tarfile.TarInfo, block: bytes, stream: BlockReader, said: dict[str, str]) -> str:
    """Why a member is not for reading; empty for an ordinary file and a folder."""
    if header.type == tarfile.GNUTYPE_SPARSE:
        more = block[482]  # the map of the holes goes on
        while more and len(block := stream.read(_BLOCK)) == _BLOCK:
            more = block[504]
    if any(key.startswith("GNU.sparse.") for key in said):
        return _KINDS[tarfile.GNUTYPE_SPARSE]
    if header.type in _KINDS:
        return _KINDS[header.type]
    return "" if header.isreg() or header.isdir() else "not an ordinary file"


def _said(header: tarfile.TarInfo, data: bytes) -> dict[str, str]:
    """What a header says about the member behind it: a long name, a finer time."""
    if header.type == tarfile.GNUTYPE_LONGNAME:
        return {"path": data.split(b"\0", 1)[0].decode("utf-8", "surrogateescape")}
    said: dict[str, str] = {}
    while data:
        length, space, _ = data[:20].partition(b" ")
        if not space or not length.isdigit() or int(length) <= len(length) + 1:
            break
        record, data = data[len(length) + 1 : int(length)], data[int(length) :]
        key, _, value = record.rstrip(b"\n").partition(b"=")
        name = key.decode("utf-8", "replace")
        if name in ("path", "mtime", "size") or name.startswith("GNU.sparse."):
            said[name] = value.decode("utf-8", "surrogateescape")
    return said


def _name(header: tarfile.TarInfo, said: dict[str, str]) -> str:
    return readable_name(said.get("path", header.name).encode("utf-8", "surrogateescape"))


def _size(header: tarfile.TarInfo, said: dict[str, str]) -> int:
    with suppress(ValueError):
        return max(0, int(said["size"][:20])) if "size" in said else header.size
    return header.size


def _seconds(header: tarfile.TarInfo, said: dict[str, str]) -> float:
    with suppress(ValueError):
        return float(said["mtime"]) if "mtime" in said else header.mtime
    return header.mtime
