"""What Whoosh raises on damaged files, named as damage."""

from __future__ import annotations

import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from whoosh.filedb.filetables import FileFormatError
from whoosh.index import IndexError as WhooshIndexError

from newsearch.errors import IndexDamaged

# Whoosh reads its files without checking them: what comes out of wrong bytes is any of these.
_SYMPTOMS = (
    WhooshIndexError,
    FileFormatError,
    OSError,
    EOFError,
    LookupError,
    ValueError,
    AttributeError,
    AssertionError,
    TypeError,
    MemoryError,
    struct.error,
    zlib.error,
    pickle.UnpicklingError,
)


@contextmanager
def damage_named(place: str) -> Iterator[None]:
    """Turns the errors of reading damaged files into `IndexDamaged`."""
    try:
        yield
    except IndexDamaged:
        raise
    except _SYMPTOMS as error:
        raise IndexDamaged(
            f"{place}: the Whoosh index cannot be read "
            f"({type(error).__name__}: {error}): run `newsearch rebuild`"
        ) from error
