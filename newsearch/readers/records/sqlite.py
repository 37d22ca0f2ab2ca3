"""SQLite databases: the rows of every table that holds texts of articles."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from newsearch.readers.records.names import names_by_field
from newsearch.readers.records.record import read_record
from newsearch.readers.records.spool import as_file
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsearch.readers.input import Input, ReadArticle
    from newsearch.readers.packing.stream import ByteStream

VALUE_LIMIT = 16_000_000
"""The longest value, or row, that is read, in bytes."""

STEP_LIMIT = 2_000_000_000
"""How many steps a database may take for one table; one made to run for ever takes more."""

_MAGIC = b"SQLite format 3\0"
_STEPS = 1_000_000


def is_sqlite(head: bytes) -> bool:
    """Whether a beginning is that of a SQLite database."""
    return head.startswith(_MAGIC)


def read_sqlite(stream: ByteStream, given: Input) -> Iterator[ReadArticle | Skipped]:
    """The article of each row, with the number of the row in its table for its line.

    Nothing is written: the database is opened as one that cannot change. Tables without
    texts of articles are named in the notes.
    """
    with as_file(stream, given) as path:
        try:
            with closing(_opened(path)) as database:
                yield from _read_tables(database, given)
        except sqlite3.Error as error:
            yield Skipped(given.path, 0, f"broken SQLite database: {error}")
        log = Path(f"{path}-wal")
        if log.is_file() and log.stat().st_size:
            given.notes.append("changes in its -wal file are not read: close the database first")


def _opened(path: Path) -> sqlite3.Connection:
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    database = sqlite3.connect(address, uri=True)
    database.text_factory = lambda text: text.decode("utf-8", "replace")
    database.row_factory = sqlite3.Row
    database.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, VALUE_LIMIT)
    database.execute("PRAGMA trusted_schema = OFF")
    database.execute("PRAGMA cell_size_check = ON")
    return database


def _read_tables(database: sqlite3.Connection, given: Input) -> Iterator[ReadArticle | Skipped]:
    listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    tables = [str(row[0]) for row in database.execute(f"{listed} ORDER BY rootpage")]
    read = 0
    for table in tables:
        quoted = '"' + table.replace('"', '""') + '"'
        try:
            columns = database.execute(f"SELECT * FROM {quoted} LIMIT 0").description
        except sqlite3.Error as error:
            given.notes.append(f"table {table!r} is not read: {error}")
            continue
        names = names_by_field(
            tuple(column[0] for column in columns), tuple(given.options.field_map.items())
        )
        if "body" not in names and not ("title" in names and len(names) > 2):
            given.notes.append(f"table {table!r} is not read: no field of it is a text's")
            continue
        read += 1
        yield from _read_rows(database, quoted, table, given)
    if not read:
        names_shown = ", ".join(tables[:10]) or "none"
        reason = f"a SQLite database without a table of articles (tables: {names_shown})"
        yield Skipped(given.path, 0, reason)


def _read_rows(
    database: sqlite3.Connection, quoted: str, table: str, given: Input
) -> Iterator[ReadArticle | Skipped]:
    left = STEP_LIMIT // _STEPS

    def count() -> int:
        nonlocal left
        left -= 1
        return int(left < 0)

    database.set_progress_handler(count, _STEPS)
    number = 0
    try:
        for row in database.execute(f"SELECT * FROM {quoted}"):
            number += 1
            record = {name: row[name] for name in row.keys()}  # noqa: SIM118 (a Row is no dict)
            yield read_record(record, given, number)
    except sqlite3.Error as error:
        yield Skipped(given.path, number + 1, f"table {table!r} breaks off here: {error}")
    finally:
        database.set_progress_handler(None, 0)
