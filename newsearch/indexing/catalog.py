"""The catalog: which file gave which article, so that an update reads only what changed.

Table ``file`` holds each corpus file with its size and time; table ``provision`` each article
that a file provides. An article that two files provide is indexed once: ``indexed`` is 1 for
the provision that counts.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
from collections.abc import Iterable
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
    id      TEXT NOT NULL,
    digest  TEXT NOT NULL,
    file    INTEGER NOT NULL REFERENCES file,
    line    INTEGER NOT NULL,
    indexed INTEGER NOT NULL
);
CREATE INDEX provision_id ON provision (id);
CREATE INDEX provision_file ON provision (file);
"""


@dataclass(frozen=True, slots=True)
class Provision:
    """Where an article that is indexed came from."""

    digest: str
    path: str
    line: int


def article_digest(article: Article) -> str:
    """A digest of everything that an article says."""
    record = json.dumps(article.to_dict(), ensure_ascii=False, sort_keys=True)
    return hashlib.blake2b(record.encode("utf-8"), digest_size=8).hexdigest()


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

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)
        try:
            self._database.execute("PRAGMA journal_mode = OFF")
            self._database.execute("PRAGMA synchronous = OFF")
            if not self._rows("SELECT 1 FROM sqlite_master"):
                self._database.executescript(_SCHEMA)
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
        name = catalog_path(path)
        row = self._row("SELECT number FROM file WHERE path = ?", name)
        if row is None:
            return {}
        provided = self._rows("SELECT id, digest FROM provision WHERE file = ? AND indexed", row[0])
        self._database.execute("DELETE FROM provision WHERE file = ?", row)
        if drop:
            self._database.execute("DELETE FROM file WHERE number = ?", row)
        return dict(provided)

    def indexed(self, identity: str) -> Provision | None:
        """Where the indexed article with this id came from."""
        row = self._row(
            "SELECT digest, path, line FROM provision JOIN file ON file.number = provision.file "
            "WHERE id = ? AND indexed",
            identity,
        )
        return Provision(*row) if row else None

    def provide(self, identity: str, digest: str, file: int, line: int, indexed: bool) -> None:
        """Note that a file provides an article."""
        self._database.execute(
            "INSERT INTO provision (id, digest, file, line, indexed) VALUES (?, ?, ?, ?, ?)",
            (identity, digest, file, line, int(indexed)),
        )

    def promote(self, identity: str, digest: str, path: str) -> None:
        """Note that an article that this file also provides is now indexed from it."""
        self._database.execute(
            "UPDATE provision SET indexed = 1, digest = ? WHERE rowid = (SELECT provision.rowid "
            "FROM provision JOIN file ON file.number = provision.file WHERE id = ? AND path = ? "
            "LIMIT 1)",
            (digest, identity, catalog_path(path)),
        )

    def withdraw(self, identity: str) -> None:
        """Note that no provision of this article is indexed any more."""
        self._database.execute("UPDATE provision SET indexed = 0 WHERE id = ?", (identity,))
        self._database.execute(
            "DELETE FROM provision WHERE id = ? AND file = "
            "(SELECT number FROM file WHERE path = ?)",
            (identity, ADDED),
        )

    def other_providers(self, identities: Iterable[str]) -> list[str]:
        """Files that provide one of these articles, none of which is indexed from them."""
        found: set[str] = set()
        for identity in identities:
            found.update(
                path
                for (path,) in self._rows(
                    "SELECT path FROM provision JOIN file ON file.number = provision.file "
                    "WHERE id = ? AND NOT indexed",
                    identity,
                )
            )
        return sorted(found)

    def close(self) -> None:
        """Write and close."""
        self._database.commit()
        self._database.close()

    def cancel(self) -> None:
        """Close without writing."""
        self._database.close()

    def _rows(self, query: str, *values: object) -> list[tuple[Any, ...]]:
        return self._database.execute(query, values).fetchall()

    def _row(self, query: str, *values: object) -> tuple[Any, ...] | None:
        rows = self._rows(query, *values)
        return rows[0] if rows else None
