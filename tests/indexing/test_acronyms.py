"""An index learns its acronyms, whatever the number of workers, and forgets them with the rest."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsearch import Article, NewsIndex
from newsearch.errors import IndexDamaged
from newsearch.indexing.opened import OpenGeneration

MARKET = "Chi cục Quản lý thị trường (QLTT) kiểm tra lần {}."
RESORT = "Khu du lịch (KDL) mở cửa lần {}."


def write_corpus(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8") as lines:
        for number in range(count):
            body = (MARKET if number % 3 else RESORT).format(number)
            record = {"id": f"bài-{number}", "title": f"Tin {number}", "body": body}
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")


def learned(index: Path) -> object:
    opened = OpenGeneration.at(index)
    try:
        return json.loads(opened.generation.acronyms.read_text(encoding="utf-8"))
    finally:
        opened.retire()


def expansions(index: Path, acronym: str) -> tuple[tuple[str, ...], ...]:
    opened = OpenGeneration.at(index)
    try:
        return opened.acronyms.expansions(acronym)
    finally:
        opened.retire()


def test_workers_learn_what_one_process_learns(tmp_path: Path) -> None:
    write_corpus(tmp_path / "a.jsonl", 900)
    for workers in (1, 2):
        with NewsIndex.create(tmp_path / f"{workers}") as index:
            index.rebuild([tmp_path / "a.jsonl"], workers=workers)
        assert learned(tmp_path / f"{workers}") == {
            "kdl": {"khu du lịch": 300},
            "qltt": {"quản lý thị trường": 600},
        }


def test_updates_add_and_take_away(tmp_path: Path) -> None:
    path = tmp_path / "index"
    articles = [Article(id=f"{number}", body=MARKET.format(number)) for number in range(3)]
    with NewsIndex.create(path) as index:
        index.add(articles[:1])
        assert expansions(path, "qltt") == ()
        index.add([*articles[1:], Article(id="khu", body=RESORT.format(1))])
        assert expansions(path, "qltt") == (("quản", "lý", "thị", "trường"),)
        index.add([Article(id="khu", body="Mưa."), Article(id="1", body="Nắng.")])
        assert learned(path) == {"qltt": {"quản lý thị trường": 2}}
        index.add([Article(id="0", body="Gió.")])
        assert expansions(path, "qltt") == ()


def test_a_missing_file_is_damage(tmp_path: Path) -> None:
    path = tmp_path / "index"
    with NewsIndex.create(path) as index:
        index.add([Article(id="a", body=MARKET)])
        (path / "generations" / "000002" / "acronyms.json").unlink()
        for use in (lambda: index.search("quản lý"), lambda: index.add([Article(body=RESORT)])):
            with pytest.raises(IndexDamaged, match=r"acronyms\.json"):
                use()
