"""Writing a tantivy index."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import tantivy

from newsearch.engines.article_store import remove_unfinished
from newsearch.engines.documents import UNDATED
from newsearch.engines.tantivy.damage import damage_named, writing_named
from newsearch.engines.tantivy.inverter import Row, Rows
from newsearch.engines.tantivy.opening import remove_locks
from newsearch.engines.tantivy.schema import (
    FIRST_MINUTE,
    LAST_MINUTE,
    NEVER,
    NUMBER,
    OLDEST,
    PRESENT,
    STORED,
    build_schema,
    number_of,
    register_tokenizers,
)
from newsearch.errors import IndexDamaged

# What tantivy gathers in memory before it writes a segment.
_HEAP_BYTES = 128_000_000
# Several would each write segments of their own, and the other cores analyse meanwhile.
_THREADS = 1


class TantivyWriter:
    """Adds segments, and deletes in those that are there."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        remove_locks(directory)  # they may be links to those of an older generation
        with damage_named(directory):
            self._index = (
                tantivy.Index.open(str(directory))
                if tantivy.Index.exists(str(directory))
                else tantivy.Index(build_schema(), str(directory))
            )
            self._index.config_reader("manual")
            register_tokenizers(self._index)
            self._is_new = self._index.searcher().num_docs == 0
            self._writer = self._index.writer(_HEAP_BYTES, _THREADS)
        self._taken: set[str] = set()

    def delete(self, ids: Iterable[str]) -> None:
        """Delete the articles with these ids, those taken by this writer not included."""
        for identity in ids:
            if identity not in self._taken:  # what it replaces is deleted already
                self._writer.delete_documents_by_term("id", identity)

    def take(self, prepared: object) -> None:
        """Add the articles of a batch, in the place of those that have their ids."""
        if not isinstance(prepared, Rows):
            raise TypeError(f"not prepared by an inverter of this engine: {prepared!r}")
        with writing_named(self._directory):
            for row in prepared.rows:
                if not self._is_new:
                    self.delete([row.identity])
                self._taken.add(row.identity)
                self._writer.add_document(_document(row))

    def commit(self) -> None:
        """Write the last segment, and merge small ones."""
        with writing_named(self._directory):
            self._writer.commit()
            self._writer.wait_merging_threads()
        remove_unfinished(self._directory)
        self._release()

    def cancel(self) -> None:
        """Throw away what was added."""
        # After an error of writing tantivy has nothing left to take back.
        with suppress(OSError, IndexDamaged), writing_named(self._directory):
            self._writer.rollback()
            self._writer.wait_merging_threads()
        self._release()

    def _release(self) -> None:
        del self._writer, self._index
        remove_locks(self._directory)


def _document(row: Row) -> tantivy.Document:
    document = tantivy.Document()
    add_text = document.add_text
    for field, text in row.texts:
        add_text(field, text)
    add_text(PRESENT, PRESENT)
    for field, value in row.keywords:
        add_text(field, value)
    dated = row.first_minute != UNDATED
    document.add_integer(FIRST_MINUTE, row.first_minute)
    document.add_integer(LAST_MINUTE, row.last_minute)
    document.add_integer(OLDEST, row.first_minute if dated else NEVER)
    document.add_unsigned(NUMBER, number_of(row.identity))
    document.add_bytes(STORED, row.stored)
    return document
