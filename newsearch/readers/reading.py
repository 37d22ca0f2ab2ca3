"""Reading one file of a corpus, whatever its format."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import IO, TYPE_CHECKING

from newsearch.readers import limits
from newsearch.readers.corpus import STANDARD_INPUT, CorpusFile, explain
from newsearch.readers.detect import detect
from newsearch.readers.input import Input, ReadArticle, ReadAs, ReadOptions
from newsearch.readers.packing.archive import Archive
from newsearch.readers.packing.members import Member, broken, members
from newsearch.readers.packing.names import time_from_epoch
from newsearch.readers.packing.stream import BrokenInput, ByteStream, ignore
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime


def read_file(
    file: CorpusFile,
    on_bytes: Callable[[int], None] = ignore,
    options: ReadOptions | None = None,
) -> Iterator[ReadArticle | Skipped | ReadAs]:
    """The articles of a file one by one, what in it gave none, and how it was read.

    ``on_bytes`` is called with the number of bytes of the file (packed ones, where it
    is packed) consumed since its last call. Bad content raises nothing: it is given
    as `Skipped`, and reading goes on where that makes sense; of more than `limits.REPORT_LIMIT`
    bad places the rest is counted. The format is recognised by content, not by name; memory does
    not grow with the file. A `ReadAs` follows the articles of the file, or of each file in an
    archive, where there were any, and one of the archive itself comes after them.
    """
    given = Input(file.path, _written(file), options=options or ReadOptions())
    with ExitStack() as stack:
        handle: IO[bytes]
        if file.path == STANDARD_INPUT:
            handle = sys.stdin.buffer
        else:
            try:
                handle = stack.enter_context(Path(file.path).open("rb"))
            except (OSError, ValueError) as error:
                yield Skipped(file.path, 0, f"cannot be read: {explain(error)}")
                return
        if file.upto is not None:
            handle = stack.enter_context(_Beginning(handle, file.upto))
        yield from _reported(_read(handle, given, on_bytes), file.path)


class _Beginning(BytesIO):
    """The first bytes of an open file, read from it when they are wanted."""

    def __init__(self, handle: IO[bytes], size: int) -> None:
        super().__init__()
        self._handle = handle
        self._left = size

    def read(self, size: int | None = -1) -> bytes:
        """So many bytes, or all that are left."""
        wanted = self._left if size is None or size < 0 else min(size, self._left)
        data = self._handle.read(wanted)
        self._left -= len(data)
        return data


def _read(
    handle: IO[bytes], given: Input, on_bytes: Callable[[int], None]
) -> Iterator[ReadArticle | Skipped | ReadAs]:
    last_article = last_report = ""
    for member in members(handle, given, on_bytes):
        if isinstance(member, Archive):
            # What came last was in this archive, or the archive gave nothing.
            within = f"{member.input.path}/"
            notes = (*member.input.notes, *member.passed_over)
            if last_article.startswith(within):
                yield ReadAs(member.input.path, member.format, notes=notes)
            elif notes or not f"{last_report}/".startswith(within):
                reason = "; ".join(["nothing to read in this archive", *notes])
                yield Skipped(member.input.path, 0, reason)
        else:
            for found in [member] if isinstance(member, Skipped) else _read_member(member):
                if isinstance(found, ReadArticle):
                    last_article = found.path
                elif isinstance(found, Skipped):
                    last_report = found.path
                yield found


def _read_member(member: Member) -> Iterator[ReadArticle | Skipped | ReadAs]:
    given = member.input
    stream = ByteStream(member.blocks)
    form = detect(stream.head, given)
    articles = 0
    try:
        for found in form.read(stream, given):
            articles += isinstance(found, ReadArticle)
            yield found
    except BrokenInput as error:
        yield broken(error, given)
    if articles:
        fields = tuple(given.fields.items())
        notes = (*given.notes, *([stream.doubt] if stream.doubt else []))
        yield ReadAs(given.path, form.name, stream.encoding, stream.confidence, fields, notes)


def _reported(
    found: Iterator[ReadArticle | Skipped | ReadAs], path: str
) -> Iterator[ReadArticle | Skipped | ReadAs]:
    """The same with no more lines of a report than anyone reads: the rest is counted.

    Of the file as a whole everything is said, but not twice.
    """
    reported = unreported = 0
    said: set[str] = set()
    last: Skipped | None = None
    for item in found:
        if isinstance(item, Skipped):
            is_whole = item.path == path and not item.line
            if reported >= limits.REPORT_LIMIT and (not is_whole or item.reason in said):
                last = item if last is None or _weight(item) > _weight(last) else last
                unreported += 1
                continue
            reported += 1
            if is_whole:
                said.add(item.reason)
        yield item
    if last:
        reason = f"{last.reason} ({unreported - 1:,} more are not listed)"
        yield replace(last, reason=reason)


def _weight(item: Skipped) -> int:
    """What was not read to its end weighs more than a page without article, this than a record."""
    if item.partial or not (item.line or item.refused):
        return 2
    return int(not item.line)


def _written(file: CorpusFile) -> datetime | None:
    if not file.mtime_ns:
        return None
    return time_from_epoch(file.mtime_ns / 1e9)
