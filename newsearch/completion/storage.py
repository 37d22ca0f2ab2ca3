"""The file of completions: arrays that are mapped into memory, not loaded (`array_file`).

Entries are sorted by their key: kind and first word, which are the head, then the other words
without accents (`spelled.entry_key`). So those that begin alike stand side by side, and above
their weights lie levels in which the best of many are found (`peaks`).

    texts           bytes       the entries in UTF-8, one after another
    text_starts     entries + 1
    keys            bytes       what each is sorted by
    key_starts      entries + 1
    counts          entries     articles that have it
    weights         entries     what they are put in order by
    peaks                       the levels above the weights, one after another
    heads           heads + 1   where the entries of each head begin
    hashes          entries     a hash of each entry
    once            rising      hashes of what only one article has, and is not suggested
"""

from __future__ import annotations

from pathlib import Path

from newsearch.analysis.index_arrays import open_arrays
from newsearch.completion.peaks import level_sizes
from newsearch.completion.spelled import head_of
from newsearch.errors import IndexDamaged


class CompletionFile:
    """The arrays of completions. They last until it is closed."""

    def __init__(self, path: Path) -> None:
        """Opens the file.

        Raises `IndexDamaged` when it is missing or holds something else, `IndexUnreadable` when
        it may not be read now.
        """
        self.path = path
        self.levels: list[memoryview] = []
        self._file = open_arrays(path, "the completions")
        try:
            self.texts = self._array("texts", "B")
            self.text_starts = self._array("text_starts")
            self.keys = self._array("keys", "B")
            self.key_starts = self._array("key_starts")
            self.counts = self._array("counts", "I")
            self.weights = self._array("weights", "I")
            self.heads = self._array("heads")
            self.hashes = self._array("hashes", "Q")
            self.once = self._array("once", "Q")
            self.size = len(self.counts)
            self.levels = [self.weights, *self._levels(self._array("peaks", "I"))]
            if not self._fit_together():
                raise ValueError("its arrays do not fit together")
        except ValueError as error:
            self.close()
            raise self.damaged(error) from error

    def damaged(self, error: Exception) -> IndexDamaged:
        """What to raise where the file holds what it cannot hold."""
        return IndexDamaged(f"{self.path}: the completions cannot be read ({error})")

    def entry(self, place: int) -> str:
        """The entry at a place: the letter of its kind and a text."""
        return str(self.texts[self.text_starts[place] : self.text_starts[place + 1]], "utf-8")

    def key(self, place: int) -> bytes:
        """What the entry at a place is sorted by."""
        return bytes(self.keys[self.key_starts[place] : self.key_starts[place + 1]])

    def head(self, number: int) -> bytes:
        """The head of this number: kind and first word, without and with accents."""
        return head_of(self.key(self.heads[number]))

    def close(self) -> None:
        """Let go of the file."""
        for level in self.levels[1:]:
            level.release()
        self.levels = []
        self._file.close()

    def _array(self, name: str, typecodes: str = "IQ") -> memoryview:
        array = self._file.view(name)
        if array.format not in tuple(typecodes):
            raise ValueError(f"its array {name!r} holds other items than completions'")
        return array

    def _levels(self, peaks: memoryview) -> list[memoryview]:
        sizes = level_sizes(self.size)
        if sum(sizes) != len(peaks):
            raise ValueError("its levels are not those of its weights")
        ends = [sum(sizes[: number + 1]) for number in range(len(sizes))]
        return [peaks[end - size : end] for end, size in zip(ends, sizes, strict=True)]

    def _fit_together(self) -> bool:
        return (
            len(self.text_starts) == len(self.key_starts) == self.size + 1
            and len(self.weights) == len(self.hashes) == self.size
            and self.text_starts[self.size] == len(self.texts)
            and self.key_starts[self.size] == len(self.keys)
            and len(self.heads) > 0
            and self.heads[-1] == self.size
        )
