"""The lexicon's file: a SQLite database that is opened, not loaded.

Table ``word`` counts each term of the articles' texts, with its folded form; table ``pair``
counts neighbouring words by their numbers. One file belongs to one generation of an index.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Mapping
from pathlib import Path

from newsearch.analysis.folding import fold

_SCHEMA = """
CREATE TABLE word (
    number INTEGER PRIMARY KEY,
    term   TEXT NOT NULL UNIQUE,
    folded TEXT NOT NULL,
    count  INTEGER NOT NULL
);
CREATE INDEX word_folded ON word (folded);
CREATE TABLE pair (
    first  INTEGER NOT NULL,
    second INTEGER NOT NULL,
    count  INTEGER NOT NULL,
    PRIMARY KEY (first, second)
) WITHOUT ROWID;
"""

# Distinct pairs that wait in memory before they are added to the file; about 100 bytes each.
_PAIRS_IN_MEMORY = 400_000


class LexiconWriter:
    """Counts the words of articles that come into an index and of those that leave it.

    Use it on a new file, or on a copy of the file of the generation before.
    """

    def __init__(self, path: Path) -> None:
        self._database = sqlite3.connect(path)
        # The file is thrown away with its generation when anything fails before the commit.
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute("PRAGMA cache_size = -65536")
        if not self._database.execute("SELECT 1 FROM sqlite_master").fetchone():
            self._database.executescript(_SCHEMA)
        self._words: Counter[str] = Counter()
        self._pairs: Counter[str] = Counter()

    def add(self, words: Mapping[str, int], pairs: Mapping[str, int]) -> None:
        """Count the words and pairs of a text that comes in."""
        self._words.update(words)
        self._pairs.update(pairs)
        if len(self._pairs) >= _PAIRS_IN_MEMORY:
            self._flush()

    def remove(self, words: Mapping[str, int], pairs: Mapping[str, int]) -> None:
        """Take back the words and pairs of a text that leaves."""
        self._words.subtract(words)
        self._pairs.subtract(pairs)
        if len(self._pairs) >= _PAIRS_IN_MEMORY:
            self._flush()

    def close(self) -> None:
        """Write what is counted, drop what no text holds any more, and close the file."""
        self._flush()
        self._database.execute("DELETE FROM pair WHERE count <= 0")
        self._database.execute("DELETE FROM word WHERE count <= 0")
        self._database.commit()
        self._database.close()

    def cancel(self) -> None:
        """Close the file without writing."""
        self._database.close()

    def _flush(self) -> None:
        database = self._database
        database.executemany(
            "INSERT INTO word (term, folded, count) VALUES (?, ?, ?) "
            "ON CONFLICT (term) DO UPDATE SET count = count + excluded.count",
            ((term, fold(term), count) for term, count in self._words.items()),
        )
        numbers = dict(database.execute("SELECT term, number FROM word"))
        counted = []
        for pair, count in self._pairs.items():
            first, _, second = pair.partition(" ")
            counted.append((numbers[first], numbers[second], count))
        counted.sort()
        database.executemany(
            "INSERT INTO pair (first, second, count) VALUES (?, ?, ?) "
            "ON CONFLICT (first, second) DO UPDATE SET count = count + excluded.count",
            counted,
        )
        database.commit()
        self._words.clear()
        self._pairs.clear()
