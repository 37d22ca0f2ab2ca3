"""`Watcher`: what is taken of a corpus that others write, from one look to the next.

What has changed is decided by looking at all files, so that no news of the system can be missed.
A file is taken when two looks, `SETTLE` apart, saw it the same: no clock of another machine is
asked. What changes all the time is waited for, but for records in lines: of these the whole lines
are taken now and then.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from newsearch.errors import IndexClosed, IndexLocked, NewsearchError
from newsearch.indexing.alarm import Alarm
from newsearch.indexing.catalog import catalog_path
from newsearch.indexing.reading import CHANGED_WHILE_READ, Listing
from newsearch.indexing.unfinished import begins_as_lines, end_of_lines, is_unfinished
from newsearch.readers import CorpusFile, list_files
from newsearch.results import BuildReport, Skipped

SETTLE = 2.0
"""For how many seconds a file must not have changed to be taken."""

EVERY = 10.0
"""After how many seconds all files are looked at, where nothing tells of a change before."""

LONGEST = 30.0
"""How many seconds a change waits while others go on, and records in lines that never settle."""

_RETRY = 5.0
_SLOWEST_RETRY = 60.0
# A look may take this share of the time: large corpora on slow disks are looked at less often.
_SHARE = 10

Stat = tuple[int, int]
"""Size and time of a file."""

_NOTHING: Stat = (-1, -1)


@dataclass(slots=True)
class _Seen:
    """A file as it was at the last look, and since when it has been so."""

    file: CorpusFile
    since: float

    @property
    def stat(self) -> Stat:
        return self.file.size, self.file.mtime_ns


class Watcher:
    """Looks at the sources, and has an index updated from what is at rest there.

    ``update`` updates the index from a `Listing`; ``generation`` tells which one is current.
    ``on_update`` is told of each update that changed something, ``on_trouble`` once of what is in
    the way. Nothing but an error of the program ends the watching before the alarm does.
    """

    def __init__(
        self,
        roots: Sequence[str],
        update: Callable[[Listing], BuildReport],
        generation: Callable[[], int],
        *,
        on_update: Callable[[BuildReport], None],
        on_trouble: Callable[[str], None],
        settle: float = SETTLE,
        every: float = EVERY,
        longest: float = LONGEST,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        # Paths are whole ones inside, and as they were given in messages.
        self._given = {str(Path(root).absolute()): root for root in roots}
        self._roots = list(self._given)
        self._update = update
        self._generation = generation
        self._on_update = on_update
        self._on_trouble = on_trouble
        self._settle, self._every, self._longest = settle, every, longest
        self._clock = clock
        self._began = self._ended = clock()  # of the last look
        self._seen: dict[str, _Seen] = {}
        self._unlisted: list[Skipped] = []
        # What the index took, and since when it is otherwise: for files that vanished, too.
        self._taken: dict[str, Stat] | None = None
        self._otherwise: dict[str, float] = {}
        self._built = -1
        self._retry = 0.0
        self._said: set[Skipped] = set()
        self._troubles: set[str] = set()

    def run(self, alarm: Alarm) -> None:
        """Watch until the alarm says that it is over."""
        self._look()
        while self._wait(alarm):
            self._look()
            if self._is_due():
                self._round()

    def _wait(self, alarm: Alarm) -> bool:
        """Wait for the next look; only where nothing is under way, news make that shorter."""
        took = self._ended - self._began
        if self._retry:
            return alarm.wait(max(self._retry, took), for_change=False)
        if self._taken is None or self._otherwise:
            return alarm.wait(max(self._settle, 2 * took), for_change=False)
        return alarm.wait(max(self._every, _SHARE * took), for_change=True)

    def _look(self) -> None:
        self._began = self._clock()
        files, self._unlisted = list_files(self._roots)
        self._ended = now = self._clock()
        before, self._seen = self._seen, {}
        for file in files:
            if is_unfinished(file.path):
                continue
            seen = before.get(file.path)
            is_same = seen is not None and seen.stat == (file.size, file.mtime_ns)
            since = seen.since if seen is not None and is_same else now
            self._seen[file.path] = _Seen(file, since)
        self._unlisted += self._emptied()
        self._say_unlisted()
        self._note_changes(now)

    def _emptied(self) -> Iterator[Skipped]:
        """Folders with nothing in them: a drive that is not mounted leaves such a one."""
        for root in self._roots:
            if Path(root).is_dir() and not any(_within(self._seen, [root])):
                yield Skipped(root, 0, "the folder is empty")

    def _say_unlisted(self) -> None:
        """Say once of each source that is out of reach that its articles stay."""
        gone = {place.path: place.reason for place in self._unlisted if place.path in self._roots}
        for root, reason in gone.items():
            if any(_within(self._taken or (), [root])):
                given = self._given[root]
                self._say_once(f"{given}: {reason}; its articles stay until it is back", root)
        self._troubles -= {root for root in self._roots if root not in gone}

    def _note_changes(self, now: float) -> None:
        """Note since when which files are otherwise than the index took them."""
        taken = self._taken or {}
        out_of_reach = set(_within(taken, [place.path for place in self._unlisted]))
        vanished = taken.keys() - self._seen.keys() - out_of_reach
        changed = {path for path, seen in self._seen.items() if taken.get(path) != seen.stat}
        self._otherwise = {
            path: self._otherwise.get(path, now) for path in sorted(changed | vanished)
        }

    def _is_due(self) -> bool:
        if self._taken is None or self._is_other_generation():
            return True
        ready = [path for path in self._otherwise if self._is_ready(path)]
        if not ready:
            return False
        waited = self._began - min(self._otherwise[path] for path in ready)
        return len(ready) == len(self._otherwise) or waited >= self._longest

    def _is_other_generation(self) -> bool:
        """Whether somebody else has written since: what was taken may not be in the index."""
        try:
            return self._generation() != self._built
        except NewsearchError:
            return True  # the update says what is wrong

    def _is_ready(self, path: str) -> bool:
        """Whether a change can be taken: it is at rest, or whole lines of it can be read."""
        return self._is_settled(path) or self._is_overdue(path)

    def _is_settled(self, path: str) -> bool:
        seen = self._seen.get(path)
        since = self._otherwise[path] if seen is None else seen.since
        return self._began - since >= self._settle

    def _is_overdue(self, path: str) -> bool:
        is_late = self._began - self._otherwise[path] >= self._longest
        return is_late and path in self._seen and begins_as_lines(path)

    def _round(self) -> None:
        """Have the index updated from what is ready; what is not keeps what it gave."""
        listing, growing = self._listing()
        try:
            report = self._update(listing)
        except IndexClosed:
            raise
        except NewsearchError as error:
            self._retry = min(max(_RETRY, 2 * self._retry), _SLOWEST_RETRY)
            kind = "locked" if isinstance(error, IndexLocked) else str(error)
            self._say_once(f"{error}; trying again until it can be done", kind)
            return
        self._retry = 0.0
        self._troubles &= set(self._roots)
        self._built = report.generation
        taken = {file.path: (file.size, file.mtime_ns) for file in listing.files}
        # What was not ready is still as it was taken before.
        for path, stat in (self._taken or {}).items():
            if path not in taken and catalog_path(path) in listing.waiting:
                taken[path] = stat
        for path in growing:  # the rest of it is still to come, if nothing more is written
            taken[path] = _NOTHING
            self._otherwise.pop(path, None)
        self._taken = taken
        self._note_changes(self._ended)
        self._tell(report, growing)

    def _listing(self) -> tuple[Listing, set[str]]:
        """What an update may look at, and the files of it of which only lines are read."""
        files: list[CorpusFile] = []
        waiting: set[str] = set()
        growing: set[str] = set()
        for path, seen in self._seen.items():
            if path not in self._otherwise or self._is_settled(path):
                files.append(seen.file)
            elif self._is_overdue(path):
                files.append(replace(seen.file, upto=end_of_lines(path, seen.file.size)))
                growing.add(path)
            else:
                waiting.add(catalog_path(path))
        for path in self._otherwise:
            if path not in self._seen and not self._is_settled(path):
                waiting.add(catalog_path(path))
        return Listing(files, self._unlisted, frozenset(waiting)), growing

    def _tell(self, report: BuildReport, growing: set[str]) -> None:
        """Tell of an update what was not told before."""
        skipped = tuple(
            replace(place, path=self._as_given(place.path))
            for place in report.skipped
            if place not in self._said
            and place.reason != CHANGED_WHILE_READ
            and not (place.partial and place.path in growing)
            and place.path not in self._roots
        )
        self._said.update(report.skipped)
        if report.added or report.edited or report.removed or skipped:
            self._on_update(replace(report, skipped=skipped))

    def _as_given(self, path: str) -> str:
        for root, given in self._given.items():
            if path.startswith(root + os.sep):
                return str(Path(given) / path[len(root) + 1 :])
        return self._given.get(path, path)

    def _say_once(self, message: str, kind: str) -> None:
        if kind not in self._troubles:
            self._troubles.add(kind)
            self._on_trouble(message)


def _within(paths: Iterable[str], roots: Sequence[str]) -> Iterator[str]:
    """The paths that are one of the roots or lie below one."""
    folders = tuple(root.rstrip(os.sep) + os.sep for root in roots)
    names = set(roots)
    return (path for path in paths if path in names or path.startswith(folders))
