"""Reading the lexicon: the words of the corpus, by accented and by folded form."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsearch.errors import IndexDamaged


@dataclass(frozen=True, slots=True)
class LexiconWord:
    """A word of the corpus: its number in the lexicon, its term and how often it occurs."""

    number: int
    term: str
    count: int


class Lexicon:
    """The words that the corpus holds. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Opens the file. Raises `IndexDamaged` when it is no lexicon."""
        self._path = path
        self._lock = threading.Lock()
        try:
            self._database = sqlite3.connect(
                f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
            )
        except sqlite3.Error as error:
            raise self._damaged(error) from error
        try:
            self._total = int(self._rows("SELECT total(count) FROM word", ())[0][0])
        except IndexDamaged:
            self._database.close()
            raise

    def total(self) -> int:
        """How many words the texts of the corpus have together."""
        return self._total

    def word(self, term: str) -> LexiconWord | None:
        """The word with exactly this term."""
        rows = self._rows("SELECT number, term, count FROM word WHERE term = ?", (term,))
        return LexiconWord(*rows[0]) if rows else None

    def size(self) -> int:
        """How many different words there are."""
        return int(self._rows("SELECT count(*) FROM word", ())[0][0])

    def spelled(self, folded: str) -> tuple[LexiconWord, ...]:
        """The words with this folded form, the most frequent first."""
        rows = self._rows(
            "SELECT number, term, count FROM word WHERE folded = ? ORDER BY count DESC, term",
            (folded,),
        )
        return tuple(LexiconWord(number, term, count) for number, term, count in rows)

    def pair_counts(
        self, firsts: Iterable[LexiconWord], seconds: Iterable[LexiconWord]
    ) -> dict[tuple[int, int], int]:
        """How often a word of the first kind stands before one of the second, by numbers."""
        following = [word.number for word in seconds]
        marks = ",".join("?" * len(following))
        query = f"SELECT second, count FROM pair WHERE first = ? AND second IN ({marks})"
        return {
            (word.number, second): count
            for word in firsts
            for second, count in self._rows(query, (word.number, *following))
        }

    def close(self) -> None:
        """Close the file."""
        with self._lock:
            self._database.close()

    def _rows(self, query: str, values: tuple[object, ...]) -> list[tuple[Any, ...]]:
        try:
            with self._lock:
                return self._database.execute(query, values).fetchall()
        except sqlite3.Error as error:
            raise self._damaged(error) from error

    def _damaged(self, error: sqlite3.Error) -> IndexDamaged:
        return IndexDamaged(f"{self._path}: the lexicon cannot be read ({error})")
