"""A stream as a file, for formats that are read from both ends."""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from newsearch.readers.limits import SPOOL_LIMIT
from newsearch.readers.packing.stream import BrokenInput

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsearch.readers.input import Input
    from newsearch.readers.packing.stream import ByteStream


@contextmanager
def as_file(stream: ByteStream, given: Input) -> Iterator[Path]:
    """The path of a file with the content of a stream.

    That is the input itself where it is a file that is not packed, else a temporary file
    which is removed afterwards. Raises `BrokenInput` where it is too large or breaks.
    """
    if _is_the_input(given.path, stream.head):
        yield Path(given.path)
        return
    with tempfile.TemporaryDirectory(prefix="newsearch-") as folder:
        path = Path(folder) / "input"
        try:
            length = 0
            with path.open("wb") as file:
                for block in stream.blocks():
                    length += len(block)
                    if length > SPOOL_LIMIT:
                        limit = SPOOL_LIMIT // 1_000_000_000
                        raise BrokenInput(f"more than {limit} GB when unpacked: unpack it first")
                    file.write(block)
        except OSError as error:
            reason = f"cannot be unpacked to a temporary file: {error.strerror or error}"
            raise BrokenInput(reason) from error
        yield path


def _is_the_input(path: str, head: bytes) -> bool:
    try:
        if not Path(path).is_file():
            return False
        with Path(path).open("rb") as file:
            return file.read(len(head)) == head
    except (OSError, ValueError):
        return False
