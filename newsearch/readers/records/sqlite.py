"""SQLite databases: the rows of every table that holds texts of articles."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from newsearch.readers.records.names import is_other_table, name_among, names_by_field, plain_name
from newsearch.readers.records.record import read_record
from newsearch.readers.records.spool import as_file
from newsearch.readers.records.unused import missing_names, shown_names
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
_BEFORE_ALL = -(1 << 63)
_ROW = "number_of_row"


def is_sqlite(head: bytes) -> bool:
    """Whether a beginning is that of a SQLite database."""
    return head.startswith(_MAGIC)


def read_sqlite(stream: ByteStream, given: Input) -> Iterator[ReadArticle | Skipped]:
    """The article of each row, with the number of the row in its table for its line.

    The path names the table, too (``toa-soan.db/bai_viet``). Nothing is written: the database
    is opened as one that cannot change. Tables without texts of articles are named in the
    notes, and so are those of comments, people and sections.
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


@dataclass(frozen=True, slots=True)
class _Table:
    name: str
    columns: tuple[str, ...]
    fields: frozenset[str]

    @property
    def quoted(self) -> str:
        """The name as a statement takes it."""
        return '"' + self.name.replace('"', '""') + '"'

    @property
    def is_whole(self) -> bool:
        """Whether it holds articles with their titles and texts."""
        return {"title", "body"} <= self.fields

    def why_not(self, *, beside_whole: bool) -> str:
        """Why its rows are no articles, or nothing where they may be."""
        if is_other_table(self.name):
            return "its name says that it holds no articles"
        if "body" not in self.fields and not ("title" in self.fields and len(self.fields) > 2):
            return "no field of it is a text's"
        points = any(plain_name(column).endswith("id") and "_" in column for column in self.columns)
        if beside_whole and points and "title" not in self.fields:
            return "its rows belong to those of another table"
        return ""


def _read_tables(database: sqlite3.Connection, given: Input) -> Iterator[ReadArticle | Skipped]:
    listed = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    names = [str(row[0]) for row in database.execute(f"{listed} ORDER BY rootpage")]
    tables = list(_described(database, names, given))
    beside_whole = any(table.is_whole and not is_other_table(table.name) for table in tables)
    read = 0
    for table in tables:
        reason = table.why_not(beside_whole=beside_whole)
        if reason:
            columns = shown_names(table.columns)
            given.notes.append(f"table {table.name!r} is not read: {reason} (columns: {columns})")
            continue
        read += 1
        # The notes and fields are still those of the whole database.
        yield from _read_rows(database, table, replace(given, path=f"{given.path}/{table.name}"))
    if not read:
        shown = "; ".join(f"{table.name}: {shown_names(table.columns)}" for table in tables[:10])
        reason = f"a SQLite database without a table of articles (tables: {shown or 'none'})"
        yield Skipped(given.path, 0, "; ".join([reason, *_missing(tables, given)]))


def _missing(tables: list[_Table], given: Input) -> list[str]:
    columns = [column for table in tables for column in table.columns]
    return missing_names(given.options.field_map, columns)


def _described(database: sqlite3.Connection, names: list[str], given: Input) -> Iterator[_Table]:
    for name in names:
        table = _Table(name, (), frozenset())
        try:
            described = database.execute(f"SELECT * FROM {table.quoted} LIMIT 0").description
        except sqlite3.Error as error:
            given.notes.append(f"table {name!r} is not read: {error}")
            continue
        columns = tuple(str(column[0]) for column in described)
        mapped = given.options.field_map.items()
        fields = {field for field, known in mapped if name_among(known.split(".", 1)[0], columns)}
        yield _Table(name, columns, frozenset({*fields, *names_by_field(columns)}))


def _read_rows(
    database: sqlite3.Connection, table: _Table, given: Input
) -> Iterator[ReadArticle | Skipped]:
    left = STEP_LIMIT // _STEPS

    def count() -> int:
        nonlocal left
        left -= 1
        return int(left < 0)

    database.set_progress_handler(count, _STEPS)
    number = 0
    try:
        for row in _rows(database, table):
            number += 1
            if row is None:
                reason = f"a row of more than {VALUE_LIMIT // 1_000_000} MB"
                yield Skipped(given.path, number, reason)
                continue
            record = dict(zip(table.columns, row[1:], strict=True))
            yield read_record(record, given, number, is_row=True)
    except sqlite3.Error as error:
        reason = f"table {table.name!r} breaks off here: {error}"
        yield Skipped(given.path, number + 1, reason, partial=True)
    finally:
        database.set_progress_handler(None, 0)


def _rows(database: sqlite3.Connection, table: _Table) -> Iterator[sqlite3.Row | None]:
    """The rows of a table, each behind its number; None stands for one that is too long."""
    statement = _statement(database, table)
    place = {"last": _BEFORE_ALL}
    while True:
        try:
            for row in database.execute(statement, place):
                place["last"] = row[0]
                yield row
            return
        except sqlite3.Error as error:
            # Nothing to go on from, or interrupted at the limit of steps.
            if _ROW not in statement or isinstance(error, sqlite3.OperationalError):
                raise
        # Python steps ahead of the row that it gives: alone, that before the error can be read.
        try:
            while row := database.execute(f"{statement} LIMIT 1", place).fetchone():
                place["last"] = row[0]
                yield row
            return
        except sqlite3.DataError:
            found = database.execute(f"{_numbers_only(statement)} LIMIT 1", place).fetchone()
        if found is None:
            return
        place["last"] = found[0]
        yield None


def _statement(database: sqlite3.Connection, table: _Table) -> str:
    """What selects the rows behind the last, each with its number; or all, where they have none."""
    taken = {column.lower() for column in table.columns}
    name = next((name for name in ("rowid", "_rowid_", "oid") if name not in taken), "")
    if name:
        numbered = f"SELECT {name} AS {_ROW}, * FROM {table.quoted}"
        statement = f"{numbered} WHERE {name} > :last ORDER BY {name}"
        with suppress(sqlite3.OperationalError):  # a table without rowids
            database.execute(f"{_numbers_only(statement)} LIMIT 0", {"last": 0})
            return statement
    return f"SELECT NULL, * FROM {table.quoted} WHERE :last IS NOT NULL"


def _numbers_only(statement: str) -> str:
    return statement.replace(", *", "", 1)
