"""Files that somebody is still writing: told by their names, or read as far as lines are whole."""

from __future__ import annotations

import os
from pathlib import Path

from newsearch.readers.records.csv import is_csv
from newsearch.readers.records.json import is_lines

_HEAD = 1 << 16
_UNFINISHED = (
    ".part", ".partial", ".filepart", ".tmp", ".temp", ".crdownload", ".download", ".swp", "~",
)  # fmt: skip


def is_unfinished(path: str) -> bool:
    """Whether a name is one that programs give to files which they have not finished.

    >>> is_unfinished("tin/bai-1.html.part"), is_unfinished("tin/bai-1.html")
    (True, False)
    """
    name = path.rpartition(os.sep)[2].lower()
    return name.endswith(_UNFINISHED) or name.startswith((".", "~$"))


def begins_as_lines(path: str) -> bool:
    """Whether a file begins as records in lines, of which any number makes sense."""
    try:
        with Path(path).open("rb") as file:
            head = file.read(_HEAD)
    except OSError:
        return False
    whole = head[: head.rfind(b"\n") + 1]
    return bool(whole) and (is_lines(whole) or is_csv(whole))


def end_of_lines(path: str, size: int) -> int:
    """Where in the first ``size`` bytes of a file the last whole line ends."""
    with Path(path).open("rb") as file:
        while size > 0:
            begin = max(0, size - _HEAD)
            file.seek(begin)
            end = file.read(size - begin).rfind(b"\n")
            if end >= 0:
                return begin + end + 1
            size = begin
    return 0
