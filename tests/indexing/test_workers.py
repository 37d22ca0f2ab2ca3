"""Worker processes that die take no article with them."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsearch import NewsIndex
from newsearch.indexing.generations import hold_current
from newsearch.results import Progress

WORDS = [
    "bầu",
    "cử",
    "quốc",
    "hội",
    "mưa",
    "lũ",
    "miền",
    "trung",
    "giá",
    "cà",
    "phê",
    "lập",
    "kỷ",
    "lục",
    "cầu",
    "vượt",
    "khánh",
    "thành",
]
COUNT = 1500

pytestmark = pytest.mark.skipif(
    not Path("/proc/self/stat").exists(), reason="child processes are found in /proc"
)


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    path = tmp_path / "articles.jsonl"
    with path.open("w", encoding="utf-8") as lines:
        for number in range(COUNT):
            words = [WORDS[(number * step + step) % len(WORDS)] for step in range(1, 30)]
            record = {"id": f"bài-{number}", "title": words[0], "body": " ".join(words)}
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def children() -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:  # it has ended meanwhile
            continue
        if int(fields[1]) == os.getpid():
            found.append(int(status.parent.name))
    return found


@pytest.mark.parametrize("engine", ["whoosh", "tantivy"])
@pytest.mark.parametrize("victims", [1, 2])
def test_articles_of_dead_workers_are_not_lost(
    corpus: Path, tmp_path: Path, engine: str, victims: int
) -> None:
    if engine == "tantivy":
        pytest.importorskip("tantivy", reason="the tantivy engine is an extra: newsearch[tantivy]")
    killed: list[int] = []

    def kill(progress: Progress) -> None:
        if progress.articles > COUNT // 3 and not killed:
            killed.extend(children()[:victims])
            for process in killed:
                os.kill(process, signal.SIGKILL)

    lexicons = []
    for name, workers, on_progress in (("alone", 1, None), ("killed", 2, kill)):
        with NewsIndex.create(tmp_path / name, engine=engine) as index:
            report = index.rebuild([corpus], workers=workers, progress=on_progress)
            assert report.indexed == COUNT
            found = index.search("bầu cử", limit=COUNT).hits
            assert len({hit.id for hit in found}) == len(found) > 100
            assert index.stats().articles == COUNT
            index.refresh()
        with hold_current(tmp_path / name) as held:
            lexicons.append(held.generation.lexicon.read_bytes())
    assert len(killed) == victims
    assert lexicons[0] == lexicons[1]


def test_workers_run_nothing_from_the_folder_they_stand_in(corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "pickle.py").write_text("print('ran')\nraise SystemExit(3)\n")
    command = ["-P", "-m", "newsearch", "rebuild", str(corpus), "--workers", "2"]
    done = subprocess.run(
        [sys.executable, *command, "--index", str(tmp_path / "index"), "--quiet"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
