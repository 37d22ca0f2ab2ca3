"""Checksums of the files of a generation: written at the commit, looked at by a check.

They tell accidents (a flipped bit, a file cut short or of another generation), not forgery: CRC-32
(ISO/IEC 3309) finds every change of up to 32 bits in a row.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path

from newsearch.indexing.generations import Generation
from newsearch.indexing.manifest import FileRecord

_AT_ONCE = 1 << 20


def checksum_of(path: Path) -> int:
    """The CRC-32 of a file."""
    checksum = 0
    with path.open("rb") as file:
        while block := file.read(_AT_ONCE):
            checksum = zlib.crc32(block, checksum)
    return checksum


def recorded(
    building: Generation, base: Generation | None, known: Mapping[str, FileRecord]
) -> dict[str, FileRecord]:
    """Size and checksum of every file of a generation but its manifest and lock.

    A file that is the very one of the generation before, by a hard link, is not read again: its
    record is taken over from ``known``.
    """
    records = {}
    for name, path in files_of(building):
        if base is not None and name in known and _is_same(path, base.directory / name):
            records[name] = known[name]
        else:
            records[name] = (path.stat().st_size, checksum_of(path))
    return records


def files_of(generation: Generation) -> Iterator[tuple[str, Path]]:
    """The files that a generation is made of, with their names in it; locks are none."""
    for path in sorted(generation.directory.rglob("*")):
        is_lock = path.name.lower().endswith("lock")  # an engine may leave its own at any time
        if path.is_file() and not is_lock and path != generation.manifest:
            yield path.relative_to(generation.directory).as_posix(), path


def damage_in_sizes(generation: Generation, records: Mapping[str, FileRecord]) -> Iterator[str]:
    """What is wrong with the sizes of a generation's files: quick, as none is read."""
    for name, (size, _) in records.items():
        path = generation.directory / name
        try:
            found = path.stat().st_size
        except OSError as error:
            yield f"{path}: missing ({error.strerror})"
            continue
        if found != size:
            yield f"{path}: {found:,} bytes, not {size:,}"


def damage_in_contents(generation: Generation, records: Mapping[str, FileRecord]) -> Iterator[str]:
    """What is wrong with a generation's files: every one is read."""
    wrong = list(damage_in_sizes(generation, records))
    yield from wrong
    for name, (_, checksum) in records.items():
        path = generation.directory / name
        if any(damage.startswith(f"{path}:") for damage in wrong):
            continue
        try:
            found = checksum_of(path)
        except OSError as error:
            yield f"{path}: it cannot be read ({error.strerror})"
            continue
        if found != checksum:
            yield f"{path}: its content is not what was written (checksum {found:08x})"


def _is_same(one: Path, other: Path) -> bool:
    try:
        return one.samefile(other)
    except OSError:
        return False
