"""Reading a corpus for a build: which articles have to be written, and what came across.

For each article that a file provides it is decided whether it is new, edited, the same as
before, or a double of one that is indexed from another place.
"""

from __future__ import annotations

import os
import stat
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from newsearch.article import Article, content_hash
from newsearch.indexing.catalog import ADDED, article_digest
from newsearch.indexing.generation_writer import GenerationWriter
from newsearch.readers import CorpusFile, ReadArticle, ReadAs, ReadOptions, list_files, read_file
from newsearch.readers.corpus import STANDARD_INPUT
from newsearch.results import BuildReport, Progress, Skipped

OnProgress = Callable[[Progress], None]

CHANGED_WHILE_READ = "changed while it was read: it is read again next time"
"""The reason for a file of which what was read may be a half."""

_NEVER_READ = -1


@dataclass(frozen=True, slots=True)
class Listing:
    """What a look at the sources of an update found.

    ``waiting`` are the catalog's names of files that are left for a later update, whatever they
    are now: they are not read, and what they gave stays.
    """

    files: list[CorpusFile]
    unlisted: list[Skipped]
    waiting: frozenset[str] = frozenset()


@dataclass
class Tally:
    """What a build has come across so far."""

    added: int = 0
    edited: int = 0
    removed: int = 0
    unchanged: int = 0
    skipped: list[Skipped] = field(default_factory=list)
    remarks: list[Skipped] = field(default_factory=list)
    doubles: list[Skipped] = field(default_factory=list)
    formats: Counter[str] = field(default_factory=Counter)

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
            doubles=tuple(self.doubles),
            formats=dict(self.formats.most_common()),
        )


class CorpusReading:
    """The articles of some files that have to be written, told apart from those that need not."""

    def __init__(
        self,
        writer: GenerationWriter,
        tally: Tally,
        files: list[CorpusFile],
        progress: OnProgress | None,
    ) -> None:
        self._writer = writer
        self._tally = tally
        self._files = files
        self._progress = progress
        self._options = ReadOptions(writer.field_map)
        self._bytes = 0
        self._bytes_in_all = sum(file.size for file in files)
        # What each file gave at its last reading and is indexed, id → digest; forgotten before any
        # file is read, so that an article may move from one to another.
        self._forgotten = {
            file.path: writer.catalog.forget_file(file.path, drop=False) for file in files
        }
        # Of all files together, what has not been met again so far.
        self.former: dict[str, str] = {}
        for forgotten in self._forgotten.values():
            self.former.update(forgotten)
        # Of these, the pages that stand in their file under another id now.
        self.replaced: set[str] = set()

    def articles(self) -> Iterator[Article]:
        """Articles that are new or edited, the old form of the latter already removed."""
        catalog = self._writer.catalog
        for file in self._files:
            forgotten = self._forgotten[file.path]
            number = catalog.set_file(file.path, file.size, file.mtime_ns)
            # Standard input adds to what it gave before.
            whole = file.path != STANDARD_INPUT
            pages: list[str] = []
            for found in read_file(file, self._count_bytes, self._options):
                if isinstance(found, Skipped):
                    self._tally.skipped.append(found)
                    whole = whole and not found.partial and (found.line > 0 or found.refused)
                elif isinstance(found, ReadAs):
                    self._tally.formats[str(found)] += 1
                    self._tally.remarks += [Skipped(found.path, 0, note) for note in found.notes]
                elif article := self._wanted(found, number):
                    pages += [article.id] * (found.line == 0)
                    yield article
            if _has_changed(file):
                self._tally.skipped.append(Skipped(file.path, 0, CHANGED_WHILE_READ, partial=True))
                whole = False
            if len(pages) == 1 and len(forgotten) == 1:
                # Without a url a page is known by its content: an edit gives it another id.
                self.replaced |= forgotten.keys() - set(pages)
            if not whole:
                # Not read to its end: what it gave before stays, and it is read again next time.
                catalog.set_file(file.path, _NEVER_READ, 0)
                for identity in forgotten.keys() & self.former.keys():
                    digest = self.former.pop(identity)
                    catalog.provide(identity, digest, number, 0, indexed=True)

    def restore(self, paths: list[str], identities: set[str]) -> Iterator[Article]:
        """Of unchanged files, the articles that only another file provided so far.

        Takes the ids that it finds out of ``identities``.
        """
        catalog = self._writer.catalog
        for path in paths:
            for file in list_files([path])[0]:
                for found in read_file(file, options=self._options):
                    if not isinstance(found, ReadArticle) or found.article.id not in identities:
                        continue
                    identities.discard(found.article.id)
                    catalog.promote(found.article.id, article_digest(found.article), path)
                    yield found.article

    def written(self, count: int) -> None:
        """Report that so many articles have been written."""
        if self._progress:
            self._progress(Progress("read", count, self._bytes, self._bytes_in_all))

    def _count_bytes(self, count: int) -> None:
        self._bytes += count

    def _wanted(self, found: ReadArticle, file: int) -> Article | None:
        """The article as it has to be written, or None where it need not be."""
        article, digest = found.article, article_digest(found.article)
        catalog, tally = self._writer.catalog, self._tally
        twin = catalog.indexed(article.id)
        if twin and twin.path != ADDED and twin.digest != digest and article.id.isdecimal():
            # Every export counts from 1: of two articles with one number both are kept.
            article = replace(article, id=content_hash(article))
            digest, twin = article_digest(article), catalog.indexed(article.id)
        if twin is not None and twin.path != ADDED:
            catalog.provide(article.id, digest, file, found.line, indexed=False)
            path = _as_given(twin.path)
            place = f"{path}:{twin.line}" if twin.line else path
            if twin.digest == digest:
                reason = f"the same article is indexed from {place}"
                tally.doubles.append(Skipped(found.path, found.line, reason))
            else:
                reason = f"another text of {article.id} is indexed from {place}"
                tally.skipped.append(Skipped(found.path, found.line, reason))
            return None
        tally.remarks += [Skipped(found.path, found.line, remark) for remark in found.remarks]
        before = self.former.pop(article.id, None) if twin is None else twin.digest
        catalog.withdraw(article.id)
        catalog.provide(article.id, digest, file, found.line, indexed=True)
        if before == digest:
            tally.unchanged += 1
            return None
        if before is not None:
            self._writer.remove(article.id)
            tally.edited += 1
        else:
            tally.added += 1
        return article


def _has_changed(file: CorpusFile) -> bool:
    """Whether a file is not what it was when it was listed, or not all of it was wanted."""
    if file.path == STANDARD_INPUT:
        return False
    try:
        status = Path(file.path).stat()
    except (OSError, ValueError):
        return False  # reported when it was to be read
    now = (status.st_size if stat.S_ISREG(status.st_mode) else 0, status.st_mtime_ns)
    return file.upto is not None or now != (file.size, file.mtime_ns)


def _as_given(path: str) -> str:
    """A file of the catalog as one names it here: below the working directory without that."""
    return path.removeprefix(f"{Path.cwd()}{os.sep}")
