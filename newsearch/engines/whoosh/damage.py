"""What reading damaged files raises, named as damage."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager

from newsearch.errors import IndexDamaged, IndexUnreadable

# What comes out of wrong bytes: numbers that lead nowhere, text that is none.
_SYMPTOMS = (EOFError, LookupError, ValueError, TypeError, AssertionError)


@contextmanager
def wrong_bytes_named(place: str) -> Iterator[None]:
    """Turns what comes out of wrong bytes into `IndexDamaged`; errors of files stay as they are."""
    try:
        yield
    except _SYMPTOMS as error:
        raise IndexDamaged(
            f"{place}: the Whoosh index cannot be read ({type(error).__name__}: {error})"
        ) from error


@contextmanager
def damage_named(place: str) -> Iterator[None]:
    """Turns the errors of reading damaged files into `IndexDamaged`."""
    try:
        with wrong_bytes_named(place):
            yield
    except OSError as error:
        if error.errno not in (None, errno.ENOENT, errno.EIO, errno.EINVAL):
            raise IndexUnreadable(
                f"{place}: the Whoosh index cannot be read ({error}): check rights and open files"
            ) from error
        raise IndexDamaged(f"{place}: the Whoosh index cannot be read ({error})") from error
