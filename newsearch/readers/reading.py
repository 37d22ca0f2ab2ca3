"""Reading one file of a corpus, whatever its format."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from newsearch.dates.values import VIETNAM
from newsearch.readers.corpus import STANDARD_INPUT, CorpusFile, explain
from newsearch.readers.detect import detect
from newsearch.readers.input import Input, ReadArticle, ReadAs, ReadOptions
from newsearch.readers.packing.members import Member, members
from newsearch.readers.packing.stream import BrokenInput, ByteStream, ignore
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

# Unpackers and build tools write file times of 1970 or 1980, which say nothing.
_FIRST_YEAR = 1995


def read_file(
    file: CorpusFile,
    on_bytes: Callable[[int], None] = ignore,
    options: ReadOptions | None = None,
) -> Iterator[ReadArticle | Skipped | ReadAs]:
    """The articles of a file one by one, what in it gave none, and how it was read.

    ``on_bytes`` is called with the number of bytes of the file (packed ones, where it
    is packed) consumed since its last call. Bad content raises nothing: it is given
    as `Skipped`, and reading goes on where that makes sense. The format is recognised
    by content, not by name; memory does not grow with the file. A `ReadAs` follows the
    articles of the file, or of each file in an archive, where there were any.
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
        try:
            for member in members(handle, given, on_bytes):
                yield from [member] if isinstance(member, Skipped) else _read_member(member)
        except BrokenInput as error:
            yield Skipped(file.path, 0, str(error))


def _read_member(member: Member) -> Iterator[ReadArticle | Skipped | ReadAs]:
    given = member.input
    stream = ByteStream(member.blocks)
    form = detect(stream.head)
    articles = 0
    try:
        for found in form.read(stream, given):
            articles += isinstance(found, ReadArticle)
            yield found
    except BrokenInput as error:
        yield Skipped(given.path, 0, str(error))
    if articles:
        fields, notes = tuple(given.fields.items()), tuple(given.notes)
        yield ReadAs(given.path, form.name, stream.encoding, stream.confidence, fields, notes)


def _written(file: CorpusFile) -> datetime | None:
    if not file.mtime_ns:
        return None
    written = datetime.fromtimestamp(file.mtime_ns / 1e9, VIETNAM).replace(tzinfo=None)
    return written if written.year >= _FIRST_YEAR else None
