"""The Whoosh engine's door: writers and readers for a directory."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import whoosh
from whoosh import index as whoosh_index
from whoosh.fields import UnknownFieldError
from whoosh.filedb.filestore import FileStorage
from whoosh.query import Term as WhooshTerm
from whoosh.searching import Searcher

from newsearch.engines.base import Document
from newsearch.engines.whoosh.damage import damage_named
from newsearch.engines.whoosh.inversion import ArticleSegmentWriter
from newsearch.engines.whoosh.reader import WhooshReader
from newsearch.engines.whoosh.schema import build_schema, field_values
from newsearch.errors import IndexDamaged


class WhooshEngine:
    """Indexes that Whoosh can open, with terms of our own analysis."""

    name = "whoosh"

    def version(self) -> str:
        """Whoosh's version."""
        return str(whoosh.versionstring())

    def writer(self, directory: Path) -> WhooshWriter:
        """A writer; an empty directory gets a new index first."""
        storage = FileStorage(str(directory))
        if whoosh_index.exists_in(str(directory)):
            with damage_named(str(directory)):
                return WhooshWriter(storage.open_index())
        return WhooshWriter(storage.create_index(build_schema()))

    def reader(self, directory: Path) -> WhooshReader:
        """A reader of what was committed last. Raises `IndexDamaged`."""
        with damage_named(str(directory)):
            return WhooshReader(FileStorage(str(directory)).open_index())


class WhooshWriter:
    """Writes one segment, beside those that are there."""

    def __init__(self, index: whoosh_index.FileIndex) -> None:
        self._index = index
        self._writer = ArticleSegmentWriter(index)
        self._searcher: Searcher | None = None

    def delete(self, ids: Iterable[str]) -> None:
        """Delete the articles with these ids."""
        if self._searcher is None:
            self._searcher = self._index.searcher()
        for identity in ids:
            self._writer.delete_by_query(WhooshTerm("id", identity), searcher=self._searcher)

    def add(self, document: Document) -> None:
        """Add an article with its terms."""
        values = field_values(document)
        try:
            self._writer.add_document(**values)
        except UnknownFieldError as error:
            raise IndexDamaged(f"the Whoosh index has another schema ({error})") from error

    def commit(self) -> None:
        """Write the segment, and merge small ones into it."""
        self._release()
        self._writer.commit()
        self._index.close()

    def cancel(self) -> None:
        """Throw away what was added."""
        self._release()
        self._writer.cancel()
        self._index.close()

    def _release(self) -> None:
        if self._searcher is not None:
            self._searcher.close()
            self._searcher = None
