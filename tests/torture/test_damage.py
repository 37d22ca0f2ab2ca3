"""Damaged files of an index: some of the cases of ``make torture``."""

from __future__ import annotations

from pathlib import Path

import pytest

from torture.damage import experiment


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_damage_is_told(tmp_path: Path, engine: str) -> None:
    outcome = experiment(tmp_path, engine, count=20, seed=3)
    assert outcome.failures == []
    told = ("told by opening or searching", "told by check", "nothing to change")
    assert sum(float(outcome.figures.get(name, 0)) for name in told) == 20
