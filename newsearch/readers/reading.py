"""Reading one file of a corpus, whatever its format."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING

from newsearch.readers.byte_stream import BrokenInput, ByteStream, ignore
from newsearch.readers.corpus import STANDARD_INPUT, CorpusFile, ReadArticle, explain
from newsearch.readers.detect import detect
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def read_file(
    file: CorpusFile, on_bytes: Callable[[int], None] = ignore
) -> Iterator[ReadArticle | Skipped]:
    """The articles of a file one by one, and what in it gave none, with the reason.

    ``on_bytes`` is called with the number of bytes of the file (packed ones, where it
    is packed) consumed since its last call. Bad content raises nothing: it is given
    as `Skipped`, and reading goes on where that makes sense. The format is recognised
    by content, not by name; memory does not grow with the file.
    """
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
        stream = ByteStream(handle, on_bytes)
        try:
            yield from detect(stream.head).read(stream, file)
        except BrokenInput as error:
            yield Skipped(file.path, 0, str(error))
