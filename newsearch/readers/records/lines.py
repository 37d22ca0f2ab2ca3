"""The lines of a table: those of a row that is not one can be read once more."""

from __future__ import annotations

import csv
from collections import deque
from typing import TYPE_CHECKING

from newsearch.readers.packing.stream import lines_of
from newsearch.readers.records.dialect import Dialect, options_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

AGAIN_LIMIT = 200_000_000
"""How many letters of one table are read again behind quotes that are not closed."""

# Stands behind the last line: where it is part of a row, a quote of that was never closed.
_END = "\x1e\n"
_LOOK_AT = 40
_FEWEST = 3
_FEWEST_OF_TWO_CELLS = 10
_MOSTLY = 0.8


class Lines:
    """The lines of a table from its header on; ``taken`` are those of a row, with their numbers."""

    def __init__(self, texts: Iterable[str], skip: int, limit: int) -> None:
        self.taken: list[tuple[int, str]] = []
        self._numbered = lines_of(texts, limit)
        self._skip = skip
        self._again: deque[tuple[int, str]] = deque()
        self._left = AGAIN_LIMIT
        self._too_long: list[int] = []
        self._ended = False

    def __iter__(self) -> Lines:
        return self

    def __next__(self) -> str:
        """The next line, with its end."""
        found = self._again.popleft() if self._again else self._read()
        self.taken.append(found)
        return found[1]

    def _read(self) -> tuple[int, str]:
        for number, line in self._numbered:
            if line is None:
                self._too_long.append(number)
            elif number > self._skip:
                return number, line + "\n"
        if self._ended:
            raise StopIteration
        self._ended = True
        return 0, _END

    def take_too_long(self) -> list[int]:
        """The numbers of lines over the limit that were met since this was asked last."""
        numbers, self._too_long = self._too_long, []
        return numbers

    def is_end(self, row: Sequence[str]) -> bool:
        """Whether a row is what stands behind the last one."""
        return len(row) == 1 and row[0] + "\n" == _END and len(self.taken) == 1

    def is_open(self, row: Sequence[str]) -> bool:
        """Whether the input ends within quotes of a row."""
        return bool(row) and len(self.taken) > 1 and row[-1].endswith(_END)

    def holds_rows(self, row: Sequence[str], dialect: Dialect) -> bool:
        """Whether the lines of a row are plainly rows themselves, under the header of a table.

        One such line is enough where the row has more cells than the header.
        """
        if len(self.taken) < 2:
            return False
        width = len(dialect.header)
        is_wide = any(cell.strip() for cell in row[width:])
        lines = self.taken[1:] if is_wide else self.taken[1:-1]
        inside = [line for _, line in lines[:_LOOK_AT] if not line.isspace()]
        fewest = 1 if is_wide else _FEWEST if width > 2 else _FEWEST_OF_TWO_CELLS
        if len(inside) < fewest:
            return False
        options = options_of(dialect.escape)
        same = 0
        for line in inside:
            try:
                cells = next(csv.reader([line], delimiter=dialect.separator, **options), [])
            except csv.Error:
                continue
            same += len(cells) == width
        return same >= (1 if is_wide else _MOSTLY * len(inside))

    def go_back(self) -> None:
        """Goes back to the second line of the row."""
        again = self.taken[1:]
        self._left -= sum(len(line) for _, line in again)
        if self._left > 0:
            self._again.extendleft(reversed(again))
