"""What tells a watcher to look again: time, and the system's own news of changes.

An alarm never says what has changed. One that does not ring costs time, and nothing else.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

_SLICE = 0.2
_DEBOUNCE_MS = 200
_TIMEOUT_MS = 500


class Alarm(Protocol):
    """Waits for a watcher."""

    def wait(self, seconds: float, *, for_change: bool) -> bool:
        """Wait so long, or with ``for_change`` until something may have changed before.

        Tells whether to go on watching.
        """

    def close(self) -> None:
        """Let go of what is watched."""


class Clockwork:
    """An alarm that knows nothing of changes: it rings when the time is over."""

    def __init__(self, stop: threading.Event) -> None:
        self._stop = stop

    def wait(self, seconds: float, *, for_change: bool) -> bool:
        """Wait so long."""
        return not self._stop.wait(seconds)

    def close(self) -> None:
        """Nothing is held."""


class Doorbell:
    """An alarm that the operating system rings when something changes below some folders.

    Wants `watchfiles` (`has_doorbell` tells whether it is there). A folder that goes away and
    comes back is listened to again.
    """

    def __init__(self, stop: threading.Event, folders: Sequence[Path]) -> None:
        self._stop = stop
        self._folders = folders
        self._rung = threading.Event()
        self._end = threading.Event()
        self._heard: list[tuple[int, int] | None] = []
        self._thread: threading.Thread | None = None
        self._listen()

    def wait(self, seconds: float, *, for_change: bool) -> bool:
        """Wait so long, or until it rings; what rings meanwhile is heard by the next wait."""
        if [_identity(folder) for folder in self._folders] != self._heard:
            self._listen()
        end = time.monotonic() + seconds
        while (left := end - time.monotonic()) > 0 and not self._stop.is_set():
            if not for_change:
                self._stop.wait(left)
            elif self._rung.wait(min(left, _SLICE)):
                break
        self._rung.clear()
        return not self._stop.is_set()

    def close(self) -> None:
        """Stop listening."""
        self._end.set()
        if self._thread is not None:
            self._thread.join(2 * _TIMEOUT_MS / 1000)

    def _listen(self) -> None:
        """Listen to the folders that there are now."""
        self.close()
        self._heard = [_identity(folder) for folder in self._folders]
        there = [
            folder
            for folder, identity in zip(self._folders, self._heard, strict=True)
            if identity is not None
        ]
        self._thread, self._end = None, threading.Event()
        if there:
            self._thread = threading.Thread(
                target=self._hear, args=(there, self._end), name="newsearch-watch", daemon=True
            )
            self._thread.start()

    def _hear(self, folders: Sequence[Path], end: threading.Event) -> None:
        from watchfiles import watch

        # A folder that is gone, or more of them than the system follows: time rings then.
        with suppress(OSError, RuntimeError):
            for _ in watch(
                *folders,
                watch_filter=None,
                debounce=_DEBOUNCE_MS,
                rust_timeout=_TIMEOUT_MS,
                stop_event=end,
                raise_interrupt=False,
                ignore_permission_denied=True,
            ):
                self._rung.set()


def has_doorbell() -> bool:
    """Whether the package that `Doorbell` wants is installed."""
    return find_spec("watchfiles") is not None


def _identity(folder: Path) -> tuple[int, int] | None:
    """What a folder is known by as long as it exists."""
    try:
        status = folder.stat()
    except (OSError, ValueError):
        return None
    return status.st_dev, status.st_ino
