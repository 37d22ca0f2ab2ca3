"""What Whoosh raises on damaged files, named as damage."""

from __future__ import annotations

import errno
import pickle
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from whoosh.fields import UnknownFieldError as WhooshFieldError
from whoosh.filedb.filetables import FileFormatError
from whoosh.index import IndexError as WhooshIndexError

from newsearch.errors import IndexDamaged, IndexUnreadable

# Whoosh reads its files without checking them: what comes out of wrong bytes is any of these.
_SYMPTOMS = (
    WhooshIndexError,
    FileFormatError,
    EOFError,
    LookupError,
    ValueError,
    AttributeError,
    AssertionError,
    TypeError,
    ImportError,
    WhooshFieldError,
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
    except OSError as error:
        if error.errno not in (None, errno.ENOENT, errno.EIO, errno.EINVAL):
            raise IndexUnreadable(
                f"{place}: the Whoosh index cannot be read ({error}): check rights and open files"
            ) from error
        raise IndexDamaged(f"{place}: the Whoosh index cannot be read ({error})") from error
    except _SYMPTOMS as error:
        raise IndexDamaged(
            f"{place}: the Whoosh index cannot be read ({type(error).__name__}: {error})"
        ) from error
