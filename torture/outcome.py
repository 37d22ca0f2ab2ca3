"""What comes of an experiment: figures to keep, and failures to mend."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol


@dataclass
class Outcome:
    """The figures of an experiment by name, and one line for everything that went wrong."""

    figures: dict[str, float | str] = field(default_factory=dict)
    failures: list[str] = field(default_factory=list)

    def expect(self, truth: bool, otherwise: str) -> None:
        """Note a failure where something that must hold does not."""
        if not truth:
            self.failures.append(otherwise)

    def add(self, more: Mapping[str, float]) -> None:
        """Add to the figures, each to the one of its name."""
        for name, value in more.items():
            before = self.figures.get(name, 0)
            self.figures[name] = value if isinstance(before, str) else before + value


class Experiment(Protocol):
    """Tries something ``count`` times on one engine, within a folder of its own."""

    def __call__(self, work: Path, engine: str, count: int, seed: int) -> Outcome: ...
