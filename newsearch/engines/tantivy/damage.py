"""What tantivy raises: damage named as damage, and what goes wrong in writing as ``OSError``."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from newsearch.errors import IndexDamaged, IndexUnreadable

# All of tantivy's own errors arrive as ValueError; the others come of reading stored articles.
_SYMPTOMS = (ValueError, LookupError, TypeError, AttributeError, RuntimeError, OSError)
_NOT_DAMAGE = ("permission denied", "too many open files", "lockfailure", "lock failure")


@contextmanager
def damage_named(place: object) -> Iterator[None]:
    """Turns the errors of reading damaged files into `IndexDamaged`."""
    try:
        yield
    except (IndexDamaged, IndexUnreadable):
        raise
    except _SYMPTOMS as error:
        if any(sign in str(error).casefold() for sign in _NOT_DAMAGE):
            raise IndexUnreadable(
                f"{place}: the tantivy index cannot be read ({error}): check rights and open files"
            ) from error
        raise _damage(place, error) from error
    except BaseException as error:
        if not _is_panic(error):
            raise
        raise _damage(place, error) from error


@contextmanager
def writing_named(place: object) -> Iterator[None]:
    """Turns tantivy's errors of writing into ``OSError``, or `IndexDamaged` if it says so."""
    try:
        yield
    except (ValueError, RuntimeError) as error:
        if "corrupt" in str(error).casefold():
            raise _damage(place, error) from error
        raise OSError(f"{place}: {error}") from error
    except BaseException as error:
        if not _is_panic(error):
            raise
        raise OSError(f"{place}: {error}") from error


def _is_panic(error: BaseException) -> bool:
    # What Rust code calls a panic is no Exception in Python, and its class has no public name.
    return type(error).__name__ == "PanicException"


def _damage(place: object, error: BaseException) -> IndexDamaged:
    return IndexDamaged(
        f"{place}: the tantivy index cannot be read ({type(error).__name__}: {error})"
    )
