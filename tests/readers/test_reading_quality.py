"""A floor under how well pages are read: no silent drop on pages in the layouts of many papers."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.reading_quality import MEASURES, Figures, judge_entry

PAGES = Path(__file__).parents[1] / "cases" / "pages"

# A little below what is reached (`make bench-readers PAGES=tests/cases/pages/first`).
FLOORS = {
    "title": 0.98,
    "date": 0.95,
    "source": 0.95,
    "author": 0.95,
    "lead begins": 0.95,
    "body begins": 0.95,
    "body ends": 0.95,
    "captions": 0.90,
    "clutter-free": 0.95,
    "not an article": 1.0,
}


@pytest.fixture(scope="module")
def figures() -> Figures:
    figures = Figures()
    for manifest in sorted(PAGES.glob("*/manifest.jsonl")):
        for line in manifest.read_text(encoding="utf-8").splitlines():
            judge_entry(json.loads(line), manifest.parent, figures)
    return figures


@pytest.mark.parametrize("measure", MEASURES)
def test_pages_are_read_as_well_as_before(figures: Figures, measure: str) -> None:
    asked, right = figures.asked[measure], figures.right[measure]
    assert asked > 0
    missed = "\n".join(miss for miss in figures.misses if miss.startswith(measure))
    assert right >= FLOORS[measure] * asked, f"{right} of {asked}\n{missed}"
