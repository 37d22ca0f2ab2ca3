"""Opening an index's files of arrays: what keeps one from being read becomes an error of ours."""

from __future__ import annotations

import errno
from pathlib import Path

from newsearch.analysis.array_file import ArrayFile
from newsearch.errors import IndexDamaged, IndexUnreadable

_SIGNS_OF_DAMAGE = (errno.ENOENT, errno.EISDIR, errno.ENOTDIR, errno.EIO, errno.EINVAL)


def open_arrays(path: Path, what: str) -> ArrayFile:
    """The arrays in a file; ``what`` they are is said in errors: ``"the lexicon"``.

    Raises `IndexDamaged` when it is missing or no such file, `IndexUnreadable` when it may not be
    read now.
    """
    try:
        return ArrayFile(path)
    except ValueError as error:
        raise IndexDamaged(f"{what} cannot be read ({error})") from error
    except OSError as error:
        if error.errno not in _SIGNS_OF_DAMAGE:
            raise IndexUnreadable(
                f"{path}: {what} cannot be read ({error}): check rights and open files"
            ) from error
        raise IndexDamaged(f"{path}: {what} cannot be read ({error})") from error
