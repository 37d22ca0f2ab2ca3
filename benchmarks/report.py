"""Tables of figures: printed for people, and as JSON for programs."""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

Cell = str | int | float | None

PACKAGES = ("newsearch", "numpy", "whoosh", "pyvi", "tantivy", "bm25s")


@dataclass(slots=True)
class Table:
    """Figures under a title. A row that is shorter than ``columns`` says why it has no figures.

    ``failed`` tells that an error, which is in ``notes``, came in between.
    """

    title: str
    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    failed: bool = False

    def format(self) -> str:
        """As lines of text, the figures of a column one below the other."""
        full = [row for row in self.rows if len(row) == len(self.columns)]
        printed = [self.columns, *(tuple(map(format_cell, row)) for row in full)]
        widths = [max(map(len, column)) for column in zip(*printed, strict=True)]
        widths[0] = max([widths[0], *(len(format_cell(row[0])) for row in self.rows)])
        lines = [self.title, "-" * len(self.title), _line(self.columns, widths)]
        for row in self.rows:
            lines.append(_line(tuple(map(format_cell, row)), widths))
        lines += [f"  {note}" for note in self.notes]
        return "\n".join(line.rstrip() for line in lines)

    def as_json(self) -> dict[str, Any]:
        """As plain JSON values: each row a mapping from the names of the columns."""
        rows = [
            dict(zip(self.columns, row, strict=True))
            if len(row) == len(self.columns)
            else {self.columns[0]: row[0], "missing": " ".join(map(format_cell, row[1:]))}
            for row in self.rows
        ]
        return {"title": self.title, "rows": rows, "notes": self.notes}


def format_cell(value: Cell) -> str:
    """A figure with three digits that count; whole numbers with all of theirs."""
    if value is None:
        return "-"
    if isinstance(value, int):
        return f"{value:,}"
    if isinstance(value, float):
        if abs(value) >= 100:
            return f"{value:,.0f}"
        return f"{value:.1f}" if abs(value) >= 10 else f"{value:.3g}"
    return value


def times(ratio: float | None) -> str | None:
    """A ratio as it is read: ``12 x``."""
    return None if ratio is None else f"{format_cell(float(ratio))} x"


def environment() -> dict[str, Cell]:
    """Where it was measured: day, interpreter, processors, versions, and load."""
    load = os.getloadavg()[0] if hasattr(os, "getloadavg") else None
    found: dict[str, Cell] = {
        "day": date.today().isoformat(),
        "python": platform.python_version(),
        "system": f"{platform.system()} {platform.machine()}",
        "processors": os.cpu_count(),
        "load": load,
    }
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            found[package] = None
    return found


def publish(tables: Sequence[Table], json_file: Path | None, about: Sequence[str] = ()) -> None:
    """Print what was measured where, and write the same as JSON if a file is given."""
    where = environment()
    print("; ".join(f"{name} {format_cell(value)}" for name, value in where.items()))
    for sentence in about:
        print(sentence)
    for table in tables:
        print(f"\n{table.format()}")
    if json_file is not None:
        record = {
            "environment": where,
            "about": list(about),
            "tables": [table.as_json() for table in tables],
        }
        text = json.dumps(record, ensure_ascii=False, indent=2)
        json_file.parent.mkdir(parents=True, exist_ok=True)
        json_file.write_text(text + "\n", encoding="utf-8")


def _line(cells: Sequence[str], widths: Sequence[int]) -> str:
    if len(cells) < len(widths):
        return f"{cells[0]:<{widths[0]}}   {' '.join(cells[1:])}"
    first, *others = (
        f"{cell:<{width}}" if number == 0 else f"{cell:>{width}}"
        for number, (cell, width) in enumerate(zip(cells, widths, strict=True))
    )
    return "   ".join([first, *others])
