"""`Page`: which part of the results is printed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import click

from newsearch.results import SearchResults


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the results: at most ``limit`` hits after the first ``offset``."""

    limit: int
    offset: int = 0

    @classmethod
    def of(cls, limit: int, number: int | None, offset: int | None) -> Self:
        """The page with this number, from 1, or the part after this offset.

        Raises ``click.UsageError`` when both are given.
        """
        if number is not None and offset is not None:
            raise click.UsageError("--page and --offset exclude each other")
        return cls(limit, (number - 1) * limit if number is not None else offset or 0)

    def remark(self) -> str:
        """``" (page 2)"`` or ``" (from 12)"``, to stand behind a count; ``""`` of no hits."""
        if not self.limit:
            return ""
        if self.offset % self.limit == 0:
            return f" (page {self.offset // self.limit + 1})"
        return f" (from {self.offset + 1:,})"


def remarks(results: SearchResults) -> list[str]:
    """What is to be said of a result beside its hits; the first two for readers of the results."""
    said = [f"Tìm cho: {results.reading}"] if results.reading else []
    if results.suggestion:
        said.append(f"Có phải bạn tìm: {results.suggestion}")
    return [*said, *results.notices]
