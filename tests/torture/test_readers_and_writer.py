"""Readers in other processes while the index changes: a few commits of ``make torture``."""

from __future__ import annotations

from pathlib import Path

import pytest

from torture.readers_and_writer.experiment import experiment


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
def test_readers_see_whole_generations_while_a_writer_makes_new_ones(
    tmp_path: Path, engine: str
) -> None:
    outcome = experiment(tmp_path, engine, count=4, seed=1)
    assert outcome.failures == []
    assert outcome.figures["commits, update"] == 2
