"""Reading the lexicon: the words of the corpus, by accented and by folded form."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from newsearch.analysis.folding import fold
from newsearch.errors import IndexDamaged
from newsearch.lexicon.storage import LexiconFile, word_order

_ORDERS_KEPT = 4096
_COUNTS_KEPT = 16_384


@dataclass(frozen=True, slots=True)
class LexiconWord:
    """A word of the corpus: its number in the lexicon, its term and how often it occurs.

    Numbers begin at 1; 0 stands for words that the corpus does not have.
    """

    number: int
    term: str
    count: int


class Lexicon:
    """The words that the corpus holds. Safe to share between threads."""

    def __init__(self, path: Path) -> None:
        """Opens the file. Raises `IndexDamaged` when it is no lexicon, `IndexUnreadable`."""
        self._path = path
        self._file = LexiconFile(path)
        # Every search by halves begins at the same words.
        self._order = lru_cache(_ORDERS_KEPT)(self._read_order)
        self.count = lru_cache(_COUNTS_KEPT)(self._count)
        """How often a term occurs; those asked for last are remembered."""

    def total(self) -> int:
        """How many words the texts of the corpus have together."""
        return self._file.total

    def word(self, term: str) -> LexiconWord | None:
        """The word with exactly this term."""
        with self._damage_named():
            place = self._place(word_order(term))
            found = place < self._file.size and self._file.term(place) == term
            return self._word(place, term) if found else None

    def _count(self, term: str) -> int:
        word = self.word(term)
        return word.count if word else 0

    def size(self) -> int:
        """How many different words there are."""
        return self._file.size

    def spelled(self, folded: str) -> tuple[LexiconWord, ...]:
        """The words with this folded form, the most frequent first."""
        words = []
        with self._damage_named():
            for place in range(self._place((folded, "")), self._file.size):
                term = self._file.term(place)
                if fold(term) != folded:
                    break
                words.append(self._word(place, term))
        return tuple(sorted(words, key=lambda word: (-word.count, word.term)))

    def beginning(self, folded: str) -> Iterator[LexiconWord]:
        """The words whose folded form begins so, in the order of the folded forms."""
        with self._damage_named():
            for place in range(self._place((folded, "")), self._file.size):
                term = self._file.term(place)
                if not fold(term).startswith(folded):
                    break
                yield self._word(place, term)

    def pair_counts(
        self, firsts: Iterable[LexiconWord], seconds: Iterable[LexiconWord]
    ) -> dict[tuple[int, int], int]:
        """How often a word of the first kind stands before one of the second, by numbers."""
        file = self._file
        following = [word.number for word in seconds]
        counts = {}
        with self._damage_named():
            for first in (word.number for word in firsts if word.number):
                start, stop = file.pair_starts[first - 1], file.pair_starts[first]
                for second in following:
                    place = bisect_left(file.pair_seconds, second - 1, start, stop)
                    if place < stop and file.pair_seconds[place] == second - 1:
                        counts[first, second] = file.pair_counts[place] or self._large(place)
        return counts

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def _place(self, order: tuple[str, str]) -> int:
        """The place of the first word that does not come before this one."""
        return bisect_left(range(self._file.size), order, key=self._order)

    def _read_order(self, place: int) -> tuple[str, str]:
        return word_order(self._file.term(place))

    def _word(self, place: int, term: str) -> LexiconWord:
        return LexiconWord(place + 1, term, self._file.word_counts[place])

    def _large(self, place: int) -> int:
        return self._file.large_counts[bisect_left(self._file.large_places, place)]

    @contextmanager
    def _damage_named(self) -> Iterator[None]:
        try:
            yield
        except (ValueError, IndexError, OverflowError) as error:
            raise IndexDamaged(f"{self._path}: the lexicon cannot be read ({error})") from error
