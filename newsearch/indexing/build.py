"""Rebuilding and updating: what a corpus provides becomes the next generation.

Both read files, decide for each article whether it is new, edited, the same or a double, and
write what has to be written. An article that two files provide is indexed from the first.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from newsearch.article import Article
from newsearch.engines.base import Engine
from newsearch.errors import CorpusUnreadable
from newsearch.indexing.catalog import ADDED, article_digest, catalog_path
from newsearch.indexing.documents import default_workers, make_document, make_documents
from newsearch.indexing.generation_writer import GenerationWriter
from newsearch.indexing.generations import Generation
from newsearch.indexing.manifest import Manifest
from newsearch.readers import CorpusFile, ReadArticle, list_files, read_file
from newsearch.readers.corpus import STANDARD_INPUT
from newsearch.results import BuildReport, Progress, Skipped

Sources = Iterable[str | os.PathLike[str]]
OnProgress = Callable[[Progress], None]


@dataclass
class _Tally:
    """What a build has come across so far."""

    added: int = 0
    edited: int = 0
    removed: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    remarks: list[Skipped] = field(default_factory=list)

    def report(self, articles: int, generation: int, seconds: float) -> BuildReport:
        return BuildReport(
            indexed=articles,
            seconds=seconds,
            generation=generation,
            added=self.added,
            edited=self.edited,
            removed=self.removed,
            unchanged=self.unchanged,
            skipped=tuple(self.skipped),
            remarks=tuple(self.remarks),
        )


class _Reading:
    """The articles of some files that have to be written, told apart from those that need not."""

    def __init__(
        self,
        writer: GenerationWriter,
        tally: _Tally,
        files: list[CorpusFile],
        progress: OnProgress | None,
    ) -> None:
        self._writer = writer
        self._tally = tally
        self._files = files
        self._progress = progress
        self._bytes = 0
        self._bytes_in_all = sum(file.size for file in files)
        # id → digest of what the same files provided at their last reading and is indexed
        self.former: dict[str, str] = {}

    def articles(self) -> Iterator[Article]:
        """Articles that are new or edited, the old form of the latter already removed."""
        for file in self._files:
            number = self._writer.catalog.set_file(file.path, file.size, file.mtime_ns)
            for found in read_file(file, self._count_bytes):
                if isinstance(found, Skipped):
                    self._tally.skipped.append(found)
                elif self._wants(found, number):
                    yield found.article

    def restore(self, paths: list[str], identities: set[str]) -> Iterator[Article]:
        """Of unchanged files, the articles that only another file provided so far.

        Takes the ids that it finds out of ``identities``.
        """
        catalog = self._writer.catalog
        for path in paths:
            status = Path(path).stat()
            number = catalog.set_file(path, status.st_size, status.st_mtime_ns)
            for found in read_file(CorpusFile(path, status.st_size, status.st_mtime_ns)):
                if isinstance(found, Skipped) or found.article.id not in identities:
                    continue
                identities.discard(found.article.id)
                digest = article_digest(found.article)
                catalog.provide(found.article.id, digest, number, found.line, indexed=True)
                yield found.article

    def written(self, count: int) -> None:
        """Report that so many articles have been written."""
        if self._progress:
            self._progress(Progress("read", count, self._bytes, self._bytes_in_all))

    def _count_bytes(self, count: int) -> None:
        self._bytes += count

    def _wants(self, found: ReadArticle, file: int) -> bool:
        article, digest = found.article, article_digest(found.article)
        catalog, tally = self._writer.catalog, self._tally
        twin = catalog.indexed(article.id)
        if twin is not None and twin.path != ADDED:
            catalog.provide(article.id, digest, file, found.line, indexed=False)
            place = f"{twin.path}:{twin.line}" if twin.line else twin.path
            same = "the same article" if twin.digest == digest else f"another text of {article.id}"
            tally.skipped.append(Skipped(found.path, found.line, f"{same} is indexed from {place}"))
            return False
        tally.remarks += [Skipped(found.path, found.line, remark) for remark in found.remarks]
        before = self.former.pop(article.id, None) if twin is None else twin.digest
        catalog.withdraw(article.id)
        catalog.provide(article.id, digest, file, found.line, indexed=True)
        if before == digest:
            tally.unchanged += 1
            return False
        if before is not None:
            self._writer.remove(article.id)
            tally.edited += 1
        else:
            tally.added += 1
        return True


def rebuild(
    directory: Path,
    engine: Engine,
    sources: Sources,
    workers: int | None = None,
    progress: OnProgress | None = None,
) -> BuildReport:
    """Build a generation from nothing but the sources. Needs the writer's lock.

    Raises `CorpusUnreadable` when they hold not one article.
    """
    start = time.perf_counter()
    tally = _Tally()
    files, unlisted = list_files(sources)
    tally.skipped += unlisted
    writer = GenerationWriter(directory, engine)
    try:
        reading = _Reading(writer, tally, files, progress)
        _write(writer, reading, reading.articles(), workers)
        if not writer.count:
            raise CorpusUnreadable(_why_nothing(tally))
        if progress:
            progress(Progress("commit", writer.count))
    except BaseException:
        writer.cancel()
        raise
    manifest = writer.commit()
    return tally.report(manifest.articles, manifest.generation, time.perf_counter() - start)


def update(
    directory: Path,
    engine: Engine,
    base: tuple[Generation, Manifest],
    sources: Sources,
    workers: int | None = None,
    progress: OnProgress | None = None,
) -> BuildReport:
    """Build a generation from the one before and what changed in the sources since.

    Files of the same size and time are not read again. Articles that a changed or vanished file
    no longer provides are removed. Needs the writer's lock.
    """
    start = time.perf_counter()
    tally = _Tally()
    roots = [os.fspath(source) for source in sources]
    files, unlisted = list_files(roots)
    tally.skipped += unlisted
    writer = GenerationWriter(directory, engine, base)
    try:
        catalog = writer.catalog
        changed = [
            file
            for file in files
            if file.path == STANDARD_INPUT
            or not catalog.file_is_known(file.path, file.size, file.mtime_ns)
        ]
        listed = {catalog_path(file.path) for file in files}
        # A root that cannot be read at all says nothing about what it held.
        unreadable = {catalog_path(skip.path) for skip in unlisted if skip.path in roots}
        vanished = [
            path
            for path in catalog.files_within(roots)
            if path not in listed and not (path in unreadable and Path(path).exists())
        ]
        reading = _Reading(writer, tally, changed, progress)
        standing: dict[str, str] = {}
        for file in changed:
            forgotten = catalog.forget_file(file.path, drop=False)
            reading.former.update(forgotten)
            if file.path == STANDARD_INPUT:  # it adds to what it gave before
                standing = forgotten
        for path in vanished:
            reading.former.update(catalog.forget_file(path, drop=True))
        _write(writer, reading, reading.articles(), workers)
        _settle(writer, reading, tally, standing)
        tally.unchanged = writer.count - tally.added - tally.edited
        if progress:
            progress(Progress("commit", writer.count))
    except BaseException:
        writer.cancel()
        raise
    if changed or vanished:
        manifest = writer.commit()
    else:
        writer.cancel()
        manifest = base[1]
    return tally.report(manifest.articles, manifest.generation, time.perf_counter() - start)


def add(
    directory: Path,
    engine: Engine,
    base: tuple[Generation, Manifest],
    articles: Iterable[Article],
) -> BuildReport:
    """Add articles, each replacing the one with its id. Needs the writer's lock."""
    start = time.perf_counter()
    tally = _Tally()
    writer = GenerationWriter(directory, engine, base)
    try:
        latest = {article.id: article for article in articles}
        number = writer.catalog.set_file(ADDED, 0, 0)
        for identity, article in latest.items():
            if writer.remove(identity) is None:
                tally.added += 1
            else:
                tally.edited += 1
            writer.catalog.withdraw(identity)
            writer.catalog.provide(identity, article_digest(article), number, 0, indexed=True)
            writer.add(make_document(article, writer.segmenter))
        tally.unchanged = writer.count - len(latest)
    except BaseException:
        writer.cancel()
        raise
    manifest = writer.commit()
    return tally.report(manifest.articles, manifest.generation, time.perf_counter() - start)


def delete(
    directory: Path,
    engine: Engine,
    base: tuple[Generation, Manifest],
    identities: Iterable[str],
) -> BuildReport:
    """Remove articles by id; ids that are not there are skipped. Needs the writer's lock."""
    start = time.perf_counter()
    tally = _Tally()
    writer = GenerationWriter(directory, engine, base)
    try:
        for identity in dict.fromkeys(identities):
            if writer.remove(identity) is None:
                tally.skipped.append(Skipped(identity, 0, "no article with this id"))
            else:
                writer.catalog.withdraw(identity)
                tally.removed += 1
        tally.unchanged = writer.count
    except BaseException:
        writer.cancel()
        raise
    manifest = writer.commit()
    return tally.report(manifest.articles, manifest.generation, time.perf_counter() - start)


def _write(
    writer: GenerationWriter, reading: _Reading, articles: Iterator[Article], workers: int | None
) -> None:
    """Analyse and write the articles."""
    count = default_workers() if workers is None else max(1, workers)
    for written, document in enumerate(make_documents(articles, writer.segmenter, count), start=1):
        writer.add(document)
        reading.written(written)


def _settle(
    writer: GenerationWriter, reading: _Reading, tally: _Tally, standing: Mapping[str, str]
) -> None:
    """Remove what the files no longer provide, but for what another file still does."""
    catalog = writer.catalog
    if standing:
        number = catalog.set_file(STANDARD_INPUT, 0, 0)
        for identity in standing.keys() & reading.former.keys():
            catalog.provide(identity, reading.former.pop(identity), number, 0, indexed=True)
    gone = set(reading.former)
    providers = [path for path in catalog.other_providers(gone) if Path(path).exists()]
    for identity in reading.former:
        if writer.remove(identity) is not None:
            tally.removed += 1
    for article in reading.restore(providers, gone):
        writer.add(make_document(article, writer.segmenter))
        tally.removed -= 1
        tally.edited += 1


def _why_nothing(tally: _Tally) -> str:
    """The message for a build that found no article."""
    if not tally.skipped:
        return "no file was found in the given folders: give files or folders that hold articles"
    first = "; ".join(str(skipped) for skipped in tally.skipped[:3])
    more = f" (and {len(tally.skipped) - 3} more)" if len(tally.skipped) > 3 else ""
    return f"not one article could be read: {first}{more}"
