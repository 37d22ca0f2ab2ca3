"""Rebuilding, updating, adding, deleting: each makes the next generation of an index.

All of them need the writer's lock. Of two files that provide an article the one that came first is
indexed: first in order in a rebuild, indexed already in an update.
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

from newsearch.article import Article
from newsearch.engines.base import Engine
from newsearch.errors import CorpusUnreadable
from newsearch.indexing.catalog import ADDED, article_digest, catalog_path
from newsearch.indexing.generation_writer import GenerationWriter
from newsearch.indexing.generations import Generation
from newsearch.indexing.manifest import Manifest
from newsearch.indexing.reading import CorpusReading, Listing, OnProgress, Tally
from newsearch.indexing.workers import default_workers
from newsearch.readers import ReadOptions, list_files
from newsearch.readers.corpus import STANDARD_INPUT
from newsearch.results import BuildReport, Progress, Skipped

PathName = str | os.PathLike[str]
Sources = Iterable[PathName] | PathName
Base = tuple[Generation, Manifest]


class _Change:
    """A generation in the making: committed by `finish`, thrown away when anything fails."""

    def __init__(self, directory: Path, engine: Engine, base: Base | None = None) -> None:
        self._start = time.perf_counter()
        self._base = base
        self.writer = GenerationWriter(directory, engine, base)
        self.tally = Tally()

    def finish(self, progress: OnProgress | None = None) -> BuildReport:
        """Make it the current generation."""
        if progress:
            progress(Progress("commit", self.writer.count))
        manifest = self.writer.commit()
        return self._report(manifest)

    def leave(self) -> BuildReport:
        """Keep the generation that it started from, because nothing changed."""
        assert self._base is not None
        self.writer.cancel()
        return self._report(self._base[1])

    def _report(self, manifest: Manifest) -> BuildReport:
        seconds = time.perf_counter() - self._start
        return self.tally.report(manifest.articles, manifest.generation, seconds)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is not None:
            self.writer.cancel()


def rebuild(
    directory: Path,
    engine: Engine,
    sources: Sources,
    workers: int | None = None,
    progress: OnProgress | None = None,
    field_map: Mapping[str, str] | None = None,
) -> BuildReport:
    """Build a generation from nothing but the sources.

    ``field_map`` names fields of records by hand (see `ReadOptions`) and is kept for updates.
    Raises `CorpusUnreadable` when they hold not one article, and `UnknownField`.
    """
    options = ReadOptions(dict(field_map or {}))
    files, unlisted = list_files(_roots(sources))
    with _Change(directory, engine) as change:
        change.writer.field_map = options.field_map
        change.tally.skipped += unlisted
        reading = CorpusReading(change.writer, change.tally, files, progress)
        _write(change.writer, reading, workers)
        if not change.writer.count:
            raise CorpusUnreadable(_why_nothing(change.tally))
        return change.finish(progress)


def update(
    directory: Path,
    engine: Engine,
    base: Base,
    sources: Sources,
    workers: int | None = None,
    progress: OnProgress | None = None,
    field_map: Mapping[str, str] | None = None,
    listing: Listing | None = None,
) -> BuildReport:
    """Build a generation from the one before and what changed in the sources since.

    Files of the same size and time are not read again, unless ``field_map``, which adds to the
    one of the generation before, brings anything new. Articles that a changed or vanished file
    no longer provides are removed. ``listing`` says what the sources hold, if that is known.
    Raises `CorpusUnreadable` when not one of the sources is there, and `UnknownField`.
    """
    options = ReadOptions({**base[1].field_map, **(field_map or {})})
    roots = _roots(sources)
    listing = listing or Listing(*list_files(roots))
    files, unlisted = listing.files, listing.unlisted
    if not files and not any(root == STANDARD_INPUT or Path(root).exists() for root in roots):
        raise CorpusUnreadable(_why_nothing(Tally(skipped=unlisted)))
    with _Change(directory, engine, base) as change:
        writer, tally, catalog = change.writer, change.tally, change.writer.catalog
        writer.field_map = options.field_map
        # Other names of fields may find more in files that have not changed.
        is_mapped_anew = dict(options.field_map) != dict(base[1].field_map)
        tally.skipped += unlisted
        changed = [
            file
            for file in files
            if file.path == STANDARD_INPUT
            or is_mapped_anew
            or not catalog.file_is_known(file.path, file.size, file.mtime_ns)
        ]
        listed = {catalog_path(file.path) for file in files}
        # What cannot be looked into (a folder that is gone or locked) says nothing about what it
        # held, so nothing of it is removed.
        unseen = listing.waiting.union(catalog.files_within(skip.path for skip in unlisted))
        vanished = [path for path in catalog.files_within(roots) if path not in listed | unseen]
        if not changed and not vanished:
            tally.unchanged = writer.count
            return change.leave()
        reading = CorpusReading(writer, tally, changed, progress)
        for path in vanished:
            reading.former.update(catalog.forget_file(path, drop=True))
        _write(writer, reading, workers)
        _settle(writer, reading, tally)
        tally.unchanged = writer.count - tally.added - tally.edited
        return change.finish(progress)


def add(directory: Path, engine: Engine, base: Base, articles: Iterable[Article]) -> BuildReport:
    """Add articles, each replacing the one with its id."""
    latest = {article.id: article for article in articles}
    with _Change(directory, engine, base) as change:
        writer, tally = change.writer, change.tally
        number = writer.catalog.set_file(ADDED, 0, 0)
        for identity, article in latest.items():
            if writer.remove(identity) is None:
                tally.added += 1
            else:
                tally.edited += 1
            writer.catalog.withdraw(identity)
            writer.catalog.provide(identity, article_digest(article), number, 0, indexed=True)
        for _ in writer.write(latest.values()):
            pass
        tally.unchanged = writer.count - len(latest)
        return change.finish()


def delete(directory: Path, engine: Engine, base: Base, identities: Iterable[str]) -> BuildReport:
    """Remove articles by id; ids that are not there are skipped."""
    with _Change(directory, engine, base) as change:
        writer, tally = change.writer, change.tally
        for identity in dict.fromkeys(identities):
            if writer.remove(identity) is None:
                tally.skipped.append(Skipped(identity, 0, "no article with this id"))
            else:
                writer.catalog.withdraw(identity)
                tally.removed += 1
        tally.unchanged = writer.count
        return change.finish()


def _write(writer: GenerationWriter, reading: CorpusReading, workers: int | None) -> None:
    """Analyse and write the articles that have to be."""
    count = default_workers() if workers is None else max(1, workers)
    written = 0
    for more in writer.write(reading.articles(), count):
        written += more
        reading.written(written)


def _settle(writer: GenerationWriter, reading: CorpusReading, tally: Tally) -> None:
    """Remove what the files no longer provide, but for what another file still does."""
    catalog = writer.catalog
    gone = set(reading.former)
    providers = [path for path in catalog.other_providers(gone) if Path(path).exists()]
    removed = [identity for identity in reading.former if writer.remove(identity) is not None]
    for _ in writer.write(reading.restore(providers, gone)):
        pass
    for identity in removed:
        if identity not in gone:  # another file gave it back
            tally.edited += 1
        elif identity in reading.replaced:
            tally.added -= 1
            tally.edited += 1
        else:
            tally.removed += 1


def _roots(sources: Sources) -> list[str]:
    """The sources as a list; a single one may be given by itself."""
    if isinstance(sources, str | os.PathLike):
        return [os.fspath(sources)]
    return [os.fspath(source) for source in sources]


def _why_nothing(tally: Tally) -> str:
    """The message for a build that found no article."""
    if not tally.skipped:
        return "no file was found in the given folders: give files or folders that hold articles"
    first = "; ".join(str(skipped) for skipped in tally.skipped[:3])
    more = f" (and {len(tally.skipped) - 3} more)" if len(tally.skipped) > 3 else ""
    return f"not one article could be read: {first}{more}"
