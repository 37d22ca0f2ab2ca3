"""Parquet files: their rows, a batch at a time. Needs the extra ``newsearch[parquet]``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsearch.readers.records.names import belongs_to_an_article, field_of, names_by_field
from newsearch.readers.records.record import read_record
from newsearch.readers.records.spool import as_file
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsearch.readers.input import Input, ReadArticle
    from newsearch.readers.packing.stream import ByteStream

BATCH = 200
"""How many rows are in memory at a time."""

_MAGIC = b"PAR1"
_MISSING = "a Parquet file: pip install 'newsearch[parquet]' to read it"


def is_parquet(head: bytes) -> bool:
    """Whether a beginning is that of a Parquet file."""
    return head.startswith(_MAGIC)


def read_parquet(stream: ByteStream, given: Input) -> Iterator[ReadArticle | Skipped]:
    """The article of each row, with the number of the row (from 1) for its line."""
    try:
        import pyarrow as arrow
        import pyarrow.parquet as parquet
    except ImportError:
        yield Skipped(given.path, 0, _MISSING)
        return
    with as_file(stream, given) as path:
        row = 0
        try:
            with parquet.ParquetFile(path) as file:
                names = _wanted(file.schema_arrow.names, given)
                for batch in file.iter_batches(batch_size=BATCH, columns=names):
                    for record in batch.to_pylist():
                        row += 1
                        yield read_record(record, given, row, is_row=True)
        except (arrow.ArrowException, OSError, ValueError) as error:
            message = str(error).split("\n", 1)[0][:200]
            yield Skipped(given.path, row and row + 1, f"broken Parquet: {message}", partial=True)
            return
        if not row:
            yield Skipped(given.path, 0, "a Parquet file without rows")


def _wanted(names: list[str], given: Input) -> list[str]:
    """The columns that hold something of an article; pictures and counts stay unread."""
    mapped = {name.split(".", 1)[0] for name in given.options.field_map.values()}
    known = [
        name
        for name in names
        if name in mapped
        or field_of(name)
        or (mapped and not belongs_to_an_article(name))
        or any(sign in name.lower() for sign in ("crawl", "collect", "time", "gio"))
    ]
    found = names_by_field(tuple(known))
    # What is wanting may stand under a name that the user is to be told of.
    return known if {"title", "body", "published"} <= found.keys() else names
