"""Ctrl-C and SIGTERM: both raise in the main thread, so that work is undone on the way out."""

from __future__ import annotations

import signal
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from types import FrameType

EXIT_INTERRUPTED = 130
EXIT_TERMINATED = 143


class Terminated(KeyboardInterrupt):
    """SIGTERM came: what `kill`, service managers and shutdowns send."""


def exit_code(interrupt: KeyboardInterrupt) -> int:
    """What shells report of a process that the signal ended: 128 and the signal's number."""
    return EXIT_TERMINATED if isinstance(interrupt, Terminated) else EXIT_INTERRUPTED


@contextmanager
def termination_raises() -> Iterator[None]:
    """Let SIGTERM raise `Terminated`, unless whoever started this process had it ignored."""
    before = signal.getsignal(signal.SIGTERM)
    if before is signal.SIG_IGN:
        yield
        return
    with suppress(ValueError):  # only the main thread may ask for signals
        signal.signal(signal.SIGTERM, _terminate)
    try:
        yield
    finally:
        with suppress(ValueError):
            signal.signal(signal.SIGTERM, before or signal.SIG_DFL)


@contextmanager
def telling_of_interrupts(index: Path) -> Iterator[None]:
    """Note on an interrupt which generation of the index there is now: the old or a new one."""
    before = _generation(index)
    try:
        yield
    except KeyboardInterrupt as interrupt:
        # The last moments of a build, when old generations are removed, come after the switch.
        unchanged = _generation(index) == before
        state = "the index is as it was before" if unchanged else "the new index is in place"
        interrupt.add_note(f"interrupted; {state}")
        raise


def _terminate(number: int, frame: FrameType | None) -> NoReturn:
    raise Terminated


def _generation(index: Path) -> int | None:
    from newsearch.errors import NewsearchError
    from newsearch.indexing.generations import current_number

    try:
        return current_number(index)
    except NewsearchError:
        return None
