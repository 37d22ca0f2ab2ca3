"""``newsearch update --watch``: a process that follows a folder until it is interrupted."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from newsearch.indexing.generations import writer_lock
from newsearch.news_index import NewsIndex
from tests.cli.conftest import ARTICLES, Invoke, environment, write_jsonl


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    write_jsonl(folder / "a.jsonl", ARTICLES[:1])
    return folder


@pytest.fixture
def index(tmp_path: Path) -> Path:
    path = tmp_path / "index"
    NewsIndex.create(path).close()
    return path


@contextmanager
def watching(*arguments: str) -> Iterator[subprocess.Popen[str]]:
    process = subprocess.Popen(
        [sys.executable, "-m", "newsearch", "update", "--watch", *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        env=environment(),
    )
    deadline = threading.Timer(90, process.kill)  # a line that never comes ends the test
    deadline.start()
    try:
        yield process
    finally:
        deadline.cancel()
        process.kill()
        process.communicate()


def line_of(process: subprocess.Popen[str]) -> str:
    """The next line that the process prints."""
    assert process.stdout is not None
    return process.stdout.readline()


def test_each_update_is_a_line_and_an_interrupt_ends_it_quietly(folder: Path, index: Path) -> None:
    with watching(str(folder), "--index", str(index), "--every", "1") as process:
        assert re.fullmatch(r"\d\d:\d\d:\d\d  \+1 ~0 -0  1 article\n", line_of(process))
        write_jsonl(folder / "b.jsonl", ARTICLES[1:])
        assert re.fullmatch(r"\d\d:\d\d:\d\d  \+4 ~0 -0  5 articles\n", line_of(process))
        (folder / "a.jsonl").unlink()
        assert re.fullmatch(r"\d\d:\d\d:\d\d  \+0 ~0 -1  4 articles\n", line_of(process))
        process.send_signal(signal.SIGINT)
        rest, messages = process.communicate(timeout=60)
    assert process.returncode == 130
    assert rest == ""
    assert messages.splitlines()[0] == f"watching {folder} (Ctrl-C ends it)"
    assert "Traceback" not in messages
    with NewsIndex.open(index) as opened:
        assert opened.search("").total == 4


def test_updates_in_json_and_a_lock_that_is_named_once(folder: Path, index: Path) -> None:
    with watching(str(folder), "--index", str(index), "--format", "json", "--quiet") as process:
        assert process.stderr is not None
        with writer_lock(index):
            assert "trying again" in process.stderr.readline()
        record = json.loads(line_of(process))
        assert (record["added"], record["indexed"], record["skipped"]) == (1, 1, [])
        process.send_signal(signal.SIGTERM)
        rest, messages = process.communicate(timeout=60)
    assert (process.returncode, rest, messages) == (143, "", "")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--watch", "-"], "standard input cannot be watched"),
        (["--watch", "khong-co"], "there is nothing to watch (khong-co)"),
        (["corpus", "--every", "5"], "--every is for --watch"),
        (["--watch", "corpus", "--every", "0"], "'--every'"),
    ],
)
def test_what_cannot_be_watched_is_an_error_in_a_line(
    invoke: Invoke, index: Path, arguments: list[str], message: str
) -> None:
    done = invoke("update", *arguments, "--index", str(index))
    assert done.exit_code == 2
    assert message in done.stderr
    assert "Traceback" not in done.stderr


def test_without_an_index_there_is_nothing_to_keep_fresh(
    invoke: Invoke, folder: Path, tmp_path: Path
) -> None:
    done = invoke("update", "--watch", str(folder), "--index", str(tmp_path / "chưa có"))
    assert done.exit_code == 2
    assert "newsearch rebuild" in done.stderr
    assert not (tmp_path / "chưa có").exists()
