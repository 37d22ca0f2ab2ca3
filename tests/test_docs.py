"""What the documentation shows is what happens."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from newsearch import NewsIndex

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "README.vi.md", *sorted((ROOT / "docs").glob("*.md"))]

_CONSOLE = re.compile(r"```console\n(.*?)```", re.DOTALL)
_PYTHON = re.compile(r"```python\n(.*?)```", re.DOTALL)
_EXAMPLE = re.compile(r"^\| `(.+?)` \| (\d+) \|", re.MULTILINE)
_LINK = re.compile(r"\]\(([^)#]+)(?:#[^)]*)?\)")

CONSOLES = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in PAGES
    for number, block in enumerate(_CONSOLE.findall(page.read_text(encoding="utf-8")))
]
PROGRAMS = [
    pytest.param(block, id=f"{page.name}-{number}")
    for page in PAGES
    for number, block in enumerate(_PYTHON.findall(page.read_text(encoding="utf-8")))
]
EXAMPLES = _EXAMPLE.findall((ROOT / "docs" / "query.md").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as a reader of the README has it: the corpus, and an index of it."""
    desk = tmp_path_factory.mktemp("desk")
    (desk / "corpus").symlink_to(ROOT / "corpus")
    with NewsIndex.open_or_create(desk / "indexes" / "news") as index:
        index.rebuild([desk / "corpus"], workers=1)
    return desk


def environment() -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if "NEWSEARCH" not in name}
    return inherited | {"PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def without_times(text: str) -> list[str]:
    """Lines without what differs from run to run: how long it took."""
    text = re.sub(r"in [\d.,]+ m?s( \([\d.,]+ articles/s\))?", "in TIME", text)
    return [line.rstrip() for line in text.strip().splitlines()]


@pytest.mark.parametrize("block", CONSOLES)
def test_consoles_show_what_is_printed(block: str, desk: Path) -> None:
    for example in block.split("$ ")[1:]:
        command, _, expected = example.partition("\n")
        words = shlex.split(command)
        assert words[0] == "newsearch"
        done = subprocess.run(
            [sys.executable, "-m", *words],
            cwd=desk,
            env=environment(),
            encoding="utf-8",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            check=False,
        )
        assert without_times(done.stdout) == without_times(expected)


@pytest.mark.parametrize("program", PROGRAMS)
def test_programs_run(program: str, desk: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=desk,
        env=environment(),
        encoding="utf-8",
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize(("query", "count"), EXAMPLES)
def test_queries_find_as_many_as_is_said(sample_index: NewsIndex, query: str, count: str) -> None:
    results = sample_index.search(query)
    assert results.total == int(count)
    assert results.notices == ()


def test_there_are_examples() -> None:
    assert len(CONSOLES) >= 3
    assert len(PROGRAMS) >= 2
    assert len(EXAMPLES) >= 15


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    for target in _LINK.findall(page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), target
