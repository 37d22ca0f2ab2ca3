"""Keeping what machine code writes to standard error away from the user's terminal.

Code in Rust or C (tantivy, SQLite, NumPy) may write there by itself: a damaged index makes Rust
print a trace of its own before the error arrives in Python, where it becomes one line.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_STANDARD_ERROR = 2


@contextmanager
def native_output_dropped() -> Iterator[None]:
    """Meanwhile only Python's ``sys.stderr`` reaches standard error; child processes do not either.

    Nothing changes where ``NEWSEARCH_DEBUG`` is set, or where there is no standard error.
    """
    stream = sys.stderr
    if os.environ.get("NEWSEARCH_DEBUG") or not _is_standard_error(stream):
        yield
        return
    stream.flush()
    kept = os.dup(_STANDARD_ERROR)
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, _STANDARD_ERROR)
    os.close(nowhere)
    own = open(  # noqa: SIM115 - a descriptor; closed below
        kept, "w", encoding=stream.encoding, errors=stream.errors, buffering=1, closefd=False
    )
    sys.stderr = own
    try:
        yield
    finally:
        sys.stderr = stream
        os.dup2(kept, _STANDARD_ERROR)
        try:
            own.close()
        finally:
            os.close(kept)


def _is_standard_error(stream: object) -> bool:
    if not isinstance(stream, io.TextIOWrapper):
        return False
    try:
        return stream.fileno() == _STANDARD_ERROR
    except (OSError, ValueError):
        return False
