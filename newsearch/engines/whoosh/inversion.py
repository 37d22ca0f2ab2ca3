"""Writing a segment: postings gathered by term in memory, then written term by term.

Whoosh sorts and spools single postings, each a pickled tuple, and looks for a column file at each
one. Here postings are gathered under their term as they come (document numbers rise, so
they need no sorting), spooled as whole terms when there are many, and written to the same file
format in blocks. What is written is an ordinary Whoosh segment.
"""

from __future__ import annotations

import heapq
import pickle
from array import array
from collections.abc import Iterator
from itertools import chain, groupby
from operator import itemgetter
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3FieldWriter
from whoosh.fields import Schema
from whoosh.index import FileIndex
from whoosh.writing import SegmentWriter

# One term's postings in a row: document number, weight, encoded positions; and again.
_Row = list[Any]
_TermRow = tuple[str, bytes, _Row]

# Postings that wait in memory before they are spooled; about 100 bytes each.
_POSTINGS_IN_MEMORY = 1_500_000


class ArticleCodec(W3Codec):  # type: ignore[misc]
    """Whoosh's own codec without what it would do in vain here.

    Blocks of postings are not compressed (most hold a single posting), and no field
    lengths are looked up for them: lengths stand in columns of their own.
    """

    length_stats = False

    def __init__(self) -> None:
        super().__init__(compression=0)


class TermPool:
    """Takes Whoosh's postings in any order of terms and gives them back by field and term."""

    def __init__(self, storage: Any) -> None:
        self.fieldnames: set[str] = set()
        self._storage = storage
        self._terms: dict[str, dict[bytes, _Row]] = {}
        self._count = 0
        self._runs: list[str] = []

    def add(self, posting: tuple[str, bytes, int, float, bytes]) -> None:
        """Take one posting; document numbers must not fall."""
        field, term, document, weight, value = posting
        terms = self._terms.get(field)
        if terms is None:
            terms = self._terms[field] = {}
            self.fieldnames.add(field)
        row = terms.get(term)
        if row is None:
            terms[term] = [document, weight, value]
        else:
            row += (document, weight, value)
        self._count += 1
        if self._count >= _POSTINGS_IN_MEMORY:
            self._spool()

    def rows(self) -> Iterator[_TermRow]:
        """All terms in the order of field and term, each with all its postings."""
        runs = [*map(self._read_run, self._runs), self._sorted()]
        merged = heapq.merge(*runs, key=itemgetter(0, 1)) if len(runs) > 1 else runs[0]
        for (field, term), rows in groupby(merged, key=itemgetter(0, 1)):
            # Runs are merged in the order in which they were written, so numbers go on rising.
            yield field, term, list(chain.from_iterable(row for _, _, row in rows))

    def iter_postings(self) -> Iterator[tuple[str, bytes, int, float, bytes]]:
        """The postings one by one, as Whoosh's own pool gives them."""
        for field, term, row in self.rows():
            for place in range(0, len(row), 3):
                yield field, term, row[place], row[place + 1], row[place + 2]

    def cleanup(self) -> None:
        """Remove what was spooled."""
        for name in self._runs:
            if self._storage.file_exists(name):
                self._storage.delete_file(name)
        self._runs.clear()
        self._terms.clear()

    def _sorted(self) -> Iterator[_TermRow]:
        for field in sorted(self._terms):
            terms = self._terms[field]
            for term in sorted(terms):
                yield field, term, terms[term]

    def _spool(self) -> None:
        name = f"{len(self._runs)}.run"
        with self._storage.create_file(name).raw_file() as file:
            for row in self._sorted():
                pickle.dump(row, file, protocol=5)
        self._runs.append(name)
        self._terms.clear()
        self._count = 0

    def _read_run(self, name: str) -> Iterator[_TermRow]:
        with self._storage.open_file(name).raw_file() as file:
            while True:
                try:
                    yield pickle.load(file)
                except EOFError:
                    return


class ArticleSegmentWriter(SegmentWriter):  # type: ignore[misc]
    """Whoosh's writer of segments with the pool and the codec of this module."""

    def __init__(self, index: FileIndex) -> None:
        # Whoosh copies the parts of a compound file into memory; single files are mapped.
        super().__init__(index, codec=ArticleCodec(), compound=False)
        self.pool = TermPool(self.temp_storage())

    def _flush_segment(self) -> None:
        self.perdocwriter.close()
        write_rows(self.fieldwriter, self.schema, self.pool.rows())
        self.fieldwriter.close()


def write_rows(writer: W3FieldWriter, schema: Schema, rows: Iterator[_TermRow]) -> None:
    """Write whole terms, in the order of field and term."""
    for field, of_field in groupby(rows, key=itemgetter(0)):
        writer.start_field(field, schema[field])
        for _, term, row in of_field:
            writer.start_term(term)
            _write_postings(writer._postwriter, row)
            writer.finish_term()
        writer.finish_field()


def _write_postings(postings: Any, row: _Row) -> None:
    documents, weights, values = row[0::3], row[1::3], row[2::3]
    size = postings._blocklimit
    for start in range(0, len(documents), size):
        if start:
            postings._write_block()
        block = weights[start : start + size]
        postings._ids = array("I", documents[start : start + size])
        postings._weights = array("f", block)
        postings._values = [value for value in values[start : start + size] if value]
        postings._maxweight = max(block)
