"""Bringing files and folders to disk, so that a loss of power leaves them.

A file and its name in a folder are two things: each is brought there by itself (``fsync`` in
POSIX.1, and its manual in Linux).
"""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path

# What file systems say that bring no folder to disk, because they need not or cannot.
_NOT_FOR_FOLDERS = (errno.EINVAL, errno.EBADF, errno.ENOTSUP)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it that are missing, and bring their names to disk."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def sync(folder: Path) -> None:
    """Bring a folder to disk with all that is in it."""
    for inner, _, names in os.walk(folder):
        for name in names:
            with Path(inner, name).open("rb") as file:
                os.fsync(file.fileno())
        sync_folder(Path(inner))


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to disk, where the system can do that."""
    # Windows cannot open a folder; its renames are journalled by the file system.
    with suppress(PermissionError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        except OSError as error:
            if error.errno not in _NOT_FOR_FOLDERS:
                raise
        finally:
            os.close(descriptor)
