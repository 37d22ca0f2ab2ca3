"""The lexicon's file: arrays that are mapped into memory, not loaded (`array_file`).

Words are sorted by their folded form, then by the term, so that all spellings of a form stand side
by side and new words do not change the order of the others. Pairs lie in rows, one for each first
word; in a row the numbers of the second words rise. Counts of pairs are bytes, since most are
small; where the byte is 0, the count stands among the large ones, beside the place of the pair.

    total           1           words of all texts
    terms           bytes       the terms in UTF-8, one after another
    term_starts     words + 1   where each begins
    word_counts     words
    pair_starts     words + 1   where the row of each word begins
    pair_seconds    pairs
    pair_counts     pairs
    large_places    large counts, rising
    large_counts    large counts
"""

from __future__ import annotations

from pathlib import Path

from newsearch.analysis.folding import fold
from newsearch.analysis.index_arrays import open_arrays
from newsearch.errors import IndexDamaged

LARGE_COUNT = 256
"""The smallest count of a pair that does not fit into its byte."""


def word_order(term: str) -> tuple[str, str]:
    """What words are sorted by."""
    return fold(term), term


class LexiconFile:
    """The arrays of a lexicon. They last until it is closed."""

    def __init__(self, path: Path) -> None:
        """Opens the file.

        Raises `IndexDamaged` when it is missing or no lexicon, `IndexUnreadable` when it may not
        be read now.
        """
        self._file = open_arrays(path, "the lexicon")
        try:
            self.total = sum(self._array("total", "Q"))
            self.terms = self._array("terms", "B")
            self.term_starts = self._array("term_starts")
            self.word_counts = self._array("word_counts")
            self.pair_starts = self._array("pair_starts")
            self.pair_seconds = self._array("pair_seconds", "I")
            self.pair_counts = self._array("pair_counts", "B")
            self.large_places = self._array("large_places")
            self.large_counts = self._array("large_counts")
            self.size = len(self.word_counts)
            if not self._fit_together():
                raise ValueError("its arrays do not fit together")
        except ValueError as error:
            self.close()
            raise IndexDamaged(f"{path}: the lexicon cannot be read ({error})") from error

    def _array(self, name: str, typecodes: str = "IQ") -> memoryview:
        array = self._file.view(name)
        if array.format not in tuple(typecodes):
            raise ValueError(f"its array {name!r} holds other items than a lexicon's")
        return array

    def _fit_together(self) -> bool:
        return (
            len(self.term_starts) == len(self.pair_starts) == self.size + 1
            and self.term_starts[self.size] == len(self.terms)
            and self.pair_starts[self.size] == len(self.pair_seconds) == len(self.pair_counts)
            and len(self.large_places) == len(self.large_counts)
        )

    def term(self, place: int) -> str:
        """The term of the word at this place."""
        return str(self.terms[self.term_starts[place] : self.term_starts[place + 1]], "utf-8")

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()
