"""The catalog: which file gave which article, so that an update reads only what changed.

Table ``file`` holds each corpus file with its size and time; table ``provision`` each article
that a file provides. An article that two files provide is indexed once: ``indexed`` is 1 for
the provision that counts.

The provisions of a file follow one another: the file's number is the upper half of theirs. Ids
are found by a checksum of four bytes, so that each, which may be a long address, is kept once.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import zlib
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsearch.article import Article
from newsearch.errors import IndexDamaged

ADDED = "(added)"
"""Stands for the file of articles that a program added by itself."""

_SCHEMA = """
CREATE TABLE file (
    number   INTEGER PRIMARY KEY,
    path     TEXT NOT NULL UNIQUE,
    size     INTEGER NOT NULL,
    mtime_ns INTEGER NOT NULL
);
CREATE TABLE provision (
    number   INTEGER PRIMARY KEY,
    checksum INTEGER NOT NULL,
    id       TEXT NOT NULL,
    digest   BLOB NOT NULL,
    line     INTEGER NOT NULL,
    indexed  INTEGER NOT NULL
);
CREATE INDEX provision_checksum ON provision (checksum);
"""
_HALF = 32
_CACHE_KIB = 16_000

_encode_json = json.JSONEncoder(ensure_ascii=False, sort_keys=True).encode


@dataclass(frozen=True, slots=True)
class Provision:
    """Where an article that is indexed came from."""

    digest: str
    path: str
    line: int


def article_digest(article: Article) -> str:
    """A digest of everything that an article says."""
    record = article.to_dict()
    body = record.pop("body", "")
    # The body goes in as it is: writing it as JSON would take the most time of all.
    text = f"{_encode_json(record)}\0{body}".encode("utf-16-le", "surrogatepass")
    return hashlib.blake2b(text, digest_size=8).hexdigest()


def catalog_path(path: str) -> str:
    """How the catalog names a file: the same from whichever folder it is given."""
    if path in ("-", ADDED):
        return path
    # File names that are not UTF-8 hold lone surrogates, which SQLite does not take.
    return (
        os.path.realpath(path)
        .encode("utf-8", "surrogateescape")
        .decode("utf-8", "backslashreplace")
    )


class Catalog:
    """Reads and changes the catalog of a generation that is being built."""

    def __init__(self, path: Path, new: bool) -> None:
        """Begins a new catalog, or opens one. Raises `IndexDamaged` when it is none."""
        self._database = sqlite3.connect(path)
        # The file whose provisions are being noted, and the number of the last of them.
        self._file = self._last = 0
        # An id that was looked up and that no file provides.
        self._absent: str | None = None
        try:
            self._database.execute("PRAGMA journal_mode = OFF")
            self._database.execute("PRAGMA synchronous = OFF")
            self._database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
            if new:
                self._database.executescript(_SCHEMA)
            self._rows("SELECT 1 FROM file LIMIT 1")
        except sqlite3.Error as error:
            self._database.close()
            raise IndexDamaged(f"{path}: the catalog cannot be read ({error})") from error

    def file_is_known(self, path: str, size: int, mtime_ns: int) -> bool:
        """Whether the file was read when it had this size and time."""
        row = self._row("SELECT size, mtime_ns FROM file WHERE path = ?", catalog_path(path))
        return row == (size, mtime_ns)

    def files_within(self, roots: Iterable[str]) -> list[str]:
        """The catalog's names of known files that are one of the roots or lie below one."""
        names = [catalog_path(root) for root in roots]
        folders = tuple(name.rstrip(os.sep) + os.sep for name in names if name not in ("-", ADDED))
        return [
            path
            for (path,) in self._rows("SELECT path FROM file ORDER BY path")
            if path in names or path.startswith(folders)
        ]

    def set_file(self, path: str, size: int, mtime_ns: int) -> int:
        """Remember a file that is read now; returns its number."""
        name = catalog_path(path)
        self._database.execute(
            "INSERT INTO file (path, size, mtime_ns) VALUES (?, ?, ?) ON CONFLICT (path) "
            "DO UPDATE SET size = excluded.size, mtime_ns = excluded.mtime_ns",
            (name, size, mtime_ns),
        )
        return int(self._rows("SELECT number FROM file WHERE path = ?", name)[0][0])

    def forget_file(self, path: str, drop: bool) -> dict[str, str]:
        """Forget what a file provides (and the file, if ``drop``).

        Returns the ids that were indexed from it, with their digests.
        """
        row = self._row("SELECT number FROM file WHERE path = ?", catalog_path(path))
        if row is None:
            return {}
        numbers = _numbers(row[0])
        provided = self._rows(
            "SELECT id, digest FROM provision WHERE number BETWEEN ? AND ? AND indexed", *numbers
        )
        self._database.execute("DELETE FROM provision WHERE number BETWEEN ? AND ?", numbers)
        if drop:
            self._database.execute("DELETE FROM file WHERE number = ?", row)
        self._file = 0
        return {identity: digest.hex() for identity, digest in provided}

    def indexed(self, identity: str) -> Provision | None:
        """Where the indexed article with this id came from."""
        rows = self._provisions(identity)
        self._absent = None if rows else identity
        for number, digest, line, indexed in rows:
            if indexed:
                return Provision(digest.hex(), self._path(number), line)
        return None

    def provide(self, identity: str, digest: str, file: int, line: int, indexed: bool) -> None:
        """Note that a file provides an article."""
        if file != self._file:
            first, last = _numbers(file)
            rows = self._rows(
                "SELECT max(number) FROM provision WHERE number BETWEEN ? AND ?", first, last
            )
            self._file, self._last = file, rows[0][0] or first
        self._last += 1
        self._absent = None
        self._database.execute(
            "INSERT INTO provision (number, checksum, id, digest, line, indexed) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (self._last, _checksum(identity), identity, bytes.fromhex(digest), line, int(indexed)),
        )

    def promote(self, identity: str, digest: str, path: str) -> None:
        """Note that an article that this file also provides is now indexed from it."""
        name = catalog_path(path)
        for number, _, _, _ in self._provisions(identity):
            if self._path(number) == name:
                self._database.execute(
                    "UPDATE provision SET indexed = 1, digest = ? WHERE number = ?",
                    (bytes.fromhex(digest), number),
                )
                return

    def withdraw(self, identity: str) -> None:
        """Note that no provision of this article is indexed any more."""
        if identity == self._absent:
            return
        for number, _, _, indexed in self._provisions(identity):
            if self._path(number) == ADDED:
                self._database.execute("DELETE FROM provision WHERE number = ?", (number,))
            elif indexed:
                self._database.execute(
                    "UPDATE provision SET indexed = 0 WHERE number = ?", (number,)
                )

    def other_providers(self, identities: Iterable[str]) -> list[str]:
        """Files that provide one of these articles, none of which is indexed from them."""
        numbers = {
            number
            for identity in identities
            for number, _, _, indexed in self._provisions(identity)
            if not indexed
        }
        return sorted({self._path(number) for number in numbers})

    def close(self) -> None:
        """Write and close."""
        self._database.commit()
        self._database.close()

    def cancel(self) -> None:
        """Close without writing."""
        self._database.close()

    def _provisions(self, identity: str) -> list[tuple[int, bytes, int, int]]:
        """Number, digest, line and whether indexed, of all provisions of an article."""
        return self._rows(
            "SELECT number, digest, line, indexed FROM provision WHERE checksum = ? AND id = ? "
            "ORDER BY number",
            _checksum(identity),
            identity,
        )

    def _path(self, number: int) -> str:
        """The file of a provision."""
        path: str = self._rows("SELECT path FROM file WHERE number = ?", number >> _HALF)[0][0]
        return path

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self._database.execute(query, values).fetchall()

    def _row(self, query: str, *values: object) -> tuple[Any, ...] | None:
        rows = self._rows(query, *values)
        return rows[0] if rows else None


def catalog_damage(path: Path) -> list[str]:
    """What is wrong inside the file of a catalog, as SQLite finds it; nothing is changed."""
    try:
        with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
            found = [row[0] for row in database.execute("PRAGMA integrity_check")]
    except sqlite3.Error as error:
        return [f"the catalog cannot be read ({error})"]
    return [] if found == ["ok"] else found


def indexed_ids(path: Path) -> set[str]:
    """The ids of all articles that are indexed, as the file of a catalog knows them."""
    with closing(sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True)) as database:
        return {row[0] for row in database.execute("SELECT id FROM provision WHERE indexed")}


def _numbers(file: int) -> tuple[int, int]:
    """The first and the last number that a provision of a file may have."""
    return file << _HALF, ((file + 1) << _HALF) - 1


def _checksum(identity: str) -> int:
    return zlib.crc32(identity.encode("utf-8")) - (1 << 31)  # four bytes, as SQLite signs them
