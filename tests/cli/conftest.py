"""A small index, and two ways to run the command line on it: in this process, and as one."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from newsearch.cli.app import program
from newsearch.news_index import NewsIndex

ROOT = Path(__file__).parents[2]

ARTICLES: tuple[dict[str, Any], ...] = (
    {
        "id": "bau-cu",
        "title": "Cử tri cả nước đi bầu cử Quốc hội khóa XV",
        "source": "tuoitre.vn",
        "author": "Nguyễn An",
        "published": "2021-05-23",
        "url": "https://tuoitre.vn/bau-cu.htm",
        "topics": ["Thời sự"],
        "summary": "Sáng 23-5, hàng chục triệu cử tri bỏ phiếu.",
        "body": "Từ sáng sớm, cử tri xếp hàng đi bầu cử đại biểu Quốc hội.\n"
        "Không khí [bold]rộn ràng[/bold] khắp các khu phố.",
        "captions": ["Cử tri phường Bến Nghé bỏ phiếu"],
    },
    {
        "id": "lu-lut",
        "title": "Lũ lụt miền Trung: nhiều làng bị cô lập",
        "source": "baoquangtri.vn",
        "author": "Trần Bình",
        "published": "2020-10-18",
        "url": "https://baoquangtri.vn/lu-lut.html",
        "body": "Mưa lớn nhiều ngày làm nước sông dâng cao, hàng nghìn căn nhà bị ngập.",
    },
    {
        "id": "mua-da",
        "title": "Mưa đá trút xuống phiên họp về bầu cử ở huyện vùng cao",
        "source": "tuoitre.vn",
        "author": "Lê Cường",
        "published": "2021-02",
        "url": "https://tuoitre.vn/mua-da.htm",
        "body": "Cơn mưa đá kéo dài mười phút. Cuộc họp chuẩn bị bầu cử phải tạm dừng.",
    },
    {
        "id": "cau-vuot",
        "title": "Hải Phòng thông xe cầu vượt Lạch Tray",
        "source": "haiphong.gov.vn",
        "published": "2024-07-05T08:30",
        "url": "https://haiphong.gov.vn/cau-vuot",
        "body": "Cầu vượt nước sâu dài 900 mét giúp giảm ùn tắc ở cửa ngõ thành phố.",
    },
    {
        "id": "doc-hai",
        "title": "Tin lạ \x1b[31mđỏ\x1b[0m và \u202eđảo ngược",
        "source": "la.example",
        "url": "javascript:alert(1)",
        "body": "Bài lạ có mã \x1b]0;tiêu đề\x07 điều khiển \x9b2J và <script>alert(1).",
    },
)

Invoke = Callable[..., Result]
Run = Callable[..., "subprocess.CompletedProcess[bytes]"]


def write_jsonl(path: Path, records: tuple[dict[str, Any], ...]) -> Path:
    """Write records as JSON Lines."""
    lines = (json.dumps(record, ensure_ascii=False) for record in records)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def environment(**changes: str) -> dict[str, str]:
    """This process's environment for a child, with nothing that steers the command line."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if name not in ("NEWSEARCH_INDEX", "NEWSEARCH_DEBUG", "NO_COLOR", "COLUMNS")
    }
    return {**kept, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "", **changes}


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_jsonl(tmp_path_factory.mktemp("corpus") / "news.jsonl", ARTICLES)


@pytest.fixture(scope="session")
def index_dir(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("indexes") / "news"
    with NewsIndex.create(path) as index:
        index.rebuild([corpus], workers=1)
    return path


@pytest.fixture
def invoke(index_dir: Path, monkeypatch: pytest.MonkeyPatch) -> Invoke:
    """Run a command line in this process, on the small index unless told otherwise."""
    for name in ("NEWSEARCH_DEBUG", "NO_COLOR", "NEWSEARCH_INDEX"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments: str, stdin: str | bytes = "", **variables: str) -> Result:
        values = {"NEWSEARCH_INDEX": str(index_dir), **variables}
        return CliRunner().invoke(program, list(arguments), input=stdin, env=values)

    return run


@pytest.fixture
def run(index_dir: Path) -> Run:
    """Run a command line as a process, on the small index unless told otherwise."""

    def start(
        *arguments: str, stdin: bytes = b"", **variables: str
    ) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(
            [sys.executable, "-m", "newsearch", *arguments],
            input=stdin,
            capture_output=True,
            timeout=120,
            check=False,
            env=environment(**{"NEWSEARCH_INDEX": str(index_dir), **variables}),
        )

    return start
