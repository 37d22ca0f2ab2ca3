"""What Whoosh asks of documents: columns, lengths of fields, the stored article."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import W3PerDocReader
from whoosh.columns import ColumnReader
from whoosh.util.times import datetime_to_long

from newsearch.engines.article_store import ArticleReader
from newsearch.engines.documents import UNDATED
from newsearch.engines.whoosh.segment.file import NO_VALUE, Segment
from newsearch.query import KEYWORD_FIELDS

_MINUTE_COLUMNS = ("first_minute", "last_minute")
_EPOCH = datetime_to_long(datetime(1970, 1, 1))
_MICROSECONDS = 60_000_000


class ArrayPerDocumentReader(W3PerDocReader):  # type: ignore[misc]
    """Reads from the segment's file what lies in it, and the rest where Whoosh's writer puts it."""

    def __init__(self, storage: Any, segment: Any) -> None:
        super().__init__(storage, segment)
        # Whoosh's writer always leaves this column, and reads its documents' lengths while the
        # segment's file does not exist yet.
        self._whole = not super().has_column("_stored")
        if self._whole:
            directory = Path(storage.folder)
            self._file = Segment(directory, segment.segment_id())
            self._articles = ArticleReader(directory)

    def close(self) -> None:
        super().close()
        if self._whole:
            self._file.close()

    def has_column(self, fieldname: str) -> bool:
        if self._whole:
            return fieldname in (*KEYWORD_FIELDS, *_MINUTE_COLUMNS, "published")
        return bool(super().has_column(fieldname))

    def column_reader(self, fieldname: str, column: Any) -> Any:
        if not self._whole:
            return super().column_reader(fieldname, column)
        default = column.default_value()
        if fieldname in KEYWORD_FIELDS:
            numbers = self._file.array(f"{fieldname}/values").tolist()
            # The column holds each value as the bytes of its term.
            return ValuesReader(
                [default if one == NO_VALUE else self._file.term(one) for one in numbers]
            )
        if fieldname in _MINUTE_COLUMNS:
            return ValuesReader(self._file.array(fieldname).tolist())
        minutes = self._file.array("first_minute").tolist()
        return ValuesReader(
            [default if one == UNDATED else _EPOCH + one * _MICROSECONDS for one in minutes]
        )

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        if not self._whole:
            return int(super().doc_field_length(docnum, fieldname, default) or 0)
        lengths = self._lengths(fieldname)
        return default if lengths is None else int(lengths[docnum])

    def field_length(self, fieldname: str) -> int:
        if not self._whole:
            return int(super().field_length(fieldname))
        lengths = self._lengths(fieldname)
        return 0 if lengths is None else int(np.sum(lengths, dtype=np.int64))

    def min_field_length(self, fieldname: str) -> int:
        if not self._whole:
            return int(super().min_field_length(fieldname))
        lengths = self._lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.min())

    def max_field_length(self, fieldname: str) -> int:
        if not self._whole:
            return int(super().max_field_length(fieldname))
        lengths = self._lengths(fieldname)
        return 0 if lengths is None or not len(lengths) else int(lengths.max())

    def _lengths(self, fieldname: str) -> Any:
        name = f"{fieldname}/lengths"
        return self._file.array(name) if self._file.has(name) else None

    def stored_fields(self, docnum: int) -> dict[str, Any]:
        if not self._whole:
            return dict(super().stored_fields(docnum))
        return {"article": self._articles.unpack(self._file.frame(docnum))}


class ValuesReader(ColumnReader):  # type: ignore[misc]
    """A column whose values are at hand."""

    def __init__(self, values: Sequence[Any]) -> None:
        self._values = values
        self._doccount = len(values)
        self._sign = 1

    def __getitem__(self, docnum: int) -> Any:
        return self._values[docnum]

    def sort_key(self, docnum: int) -> Any:
        value = self._values[docnum]
        return -value if self._sign < 0 else value

    def load(self) -> list[Any]:
        return list(self._values)

    def set_reverse(self) -> None:
        if any(isinstance(value, bytes) for value in self._values[:1]):
            raise NotImplementedError("bytes have no reverse")
        self._sign = -1
