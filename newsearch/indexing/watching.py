"""Watching: an index kept fresh while others write the corpus, until it is stopped."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterable, Mapping
from contextlib import closing
from pathlib import Path

from newsearch.errors import CorpusUnreadable
from newsearch.indexing.alarm import Alarm, Clockwork, Doorbell, has_doorbell
from newsearch.indexing.reading import Listing
from newsearch.indexing.watcher import EVERY, Watcher
from newsearch.readers import ReadOptions
from newsearch.readers.corpus import STANDARD_INPUT
from newsearch.results import BuildReport

PathName = str | os.PathLike[str]


def watch(
    sources: Iterable[PathName] | PathName,
    update: Callable[[list[str], Listing], BuildReport],
    generation: Callable[[], int],
    *,
    on_update: Callable[[BuildReport], None] | None = None,
    on_trouble: Callable[[str], None] | None = None,
    stop: threading.Event | None = None,
    every: float | None = None,
    field_map: Mapping[str, str] | None = None,
) -> None:
    """Have an index updated whenever the sources have changed, until ``stop`` is set.

    ``update`` updates it and ``generation`` tells which one is current. Raises
    `CorpusUnreadable` when there is nothing to watch, and what ``generation`` raises at first.
    """
    if isinstance(sources, str | os.PathLike):
        sources = [sources]
    roots = [os.fspath(source) for source in sources]
    ReadOptions(dict(field_map or {}))
    generation()
    if STANDARD_INPUT in roots:
        raise CorpusUnreadable("standard input cannot be watched: give files or folders")
    if not any(Path(root).exists() for root in roots):
        names = ", ".join(roots) or "no file or folder was given"
        raise CorpusUnreadable(f"there is nothing to watch ({names}): give files or folders")
    watcher = Watcher(
        roots,
        lambda listing: update(roots, listing),
        generation,
        on_update=on_update or _ignore,
        on_trouble=on_trouble or _ignore,
        every=EVERY if every is None else every,
    )
    with closing(_alarm(roots, stop or threading.Event())) as alarm:
        watcher.run(alarm)


def _alarm(roots: list[str], stop: threading.Event) -> Alarm:
    folders = [Path(root).absolute() for root in roots if not Path(root).is_file()]
    return Doorbell(stop, folders) if folders and has_doorbell() else Clockwork(stop)


def _ignore(_: object) -> None:
    """What is told of when nobody asks for it."""
