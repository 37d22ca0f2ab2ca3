"""Locks on files that end with the process that holds them, whatever ends it."""

from __future__ import annotations

import sys
from typing import IO, Any

from newsearch.errors import IndexUnwritable


class LockHeld(Exception):
    """Another process holds the lock."""


if sys.platform == "win32":
    import portalocker

    def lock(file: IO[Any], shared: bool = False) -> None:
        """Lock an open file, or raise `LockHeld`; closing the file lets go of it."""
        kind = portalocker.LOCK_SH if shared else portalocker.LOCK_EX
        try:
            portalocker.lock(file, kind | portalocker.LOCK_NB)
        except portalocker.LockException as error:
            raise LockHeld(str(error)) from error

else:
    # The system call itself: importing portalocker would be a tenth of a search's start.
    import fcntl

    def lock(file: IO[Any], shared: bool = False) -> None:
        """Lock an open file, or raise `LockHeld`; closing the file lets go of it."""
        kind = fcntl.LOCK_SH if shared else fcntl.LOCK_EX
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except (BlockingIOError, PermissionError) as error:
            raise LockHeld(str(error)) from error
        except OSError as error:
            raise IndexUnwritable(
                f"{file.name}: this file system gives no locks ({error.strerror}): "
                "keep the index on another one"
            ) from error
