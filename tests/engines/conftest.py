"""What tests of the codec share: segments written part by part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage

from newsearch.engines.whoosh.codec.codec import ArrayCodec

Posting = tuple[int, float, bytes, int]


class Written:
    """One segment that a codec writes, part by part."""

    def __init__(self, codec: Any, directory: Path) -> None:
        self.codec = codec
        self.storage = FileStorage(str(directory))
        self.segment = codec.new_segment(self.storage, "MAIN")
        self._opened: list[Any] = []

    def terms(self, field: Any, **terms_of_fields: Mapping[str, Iterable[Posting]]) -> Any:
        """A reader of the terms with these postings."""
        writer = self.codec.field_writer(self.storage, self.segment)
        for name in sorted(terms_of_fields):
            writer.start_field(name, field)
            terms = {term.encode(): found for term, found in terms_of_fields[name].items()}
            for term in sorted(terms):
                writer.start_term(term)
                for posting in terms[term]:
                    writer.add(*posting)
                writer.finish_term()
            writer.finish_field()
        writer.close()
        return self._kept(self.codec.terms_reader(self.storage, self.segment))

    def document_writer(self) -> Any:
        return self.codec.per_document_writer(self.storage, self.segment)

    def documents(self, count: int) -> Any:
        self.segment.set_doc_count(count)
        return self._kept(self.codec.per_document_reader(self.storage, self.segment))

    def _kept(self, reader: Any) -> Any:
        self._opened.append(reader)
        return reader

    def close(self) -> None:
        for reader in self._opened:
            reader.close()


@pytest.fixture(params=[W3Codec, ArrayCodec], ids=["W3Codec", "ArrayCodec"])
def written(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Written]:
    written = Written(request.param(), tmp_path)
    yield written
    written.close()
