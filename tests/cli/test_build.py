"""``newsearch rebuild`` and ``update``: reports, skipped places, what the index holds then."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from newsearch.cli.interrupts import telling_of_interrupts
from newsearch.news_index import NewsIndex
from tests.cli.conftest import ARTICLES, Invoke, write_jsonl


@pytest.fixture
def index(tmp_path: Path) -> str:
    return str(tmp_path / "index")


def test_a_rebuild_reports_and_can_be_searched(invoke: Invoke, corpus: Path, index: str) -> None:
    result = invoke("rebuild", str(corpus), "--index", index, "--workers", "1")
    assert result.exit_code == 0, result.stderr
    first, second, *rest = result.stdout.splitlines()
    assert re.fullmatch(r"5 articles in [\d.]+ s \([\d,]+ articles/s\)", first)
    assert second == "5 added, 0 edited, 0 removed, 0 unchanged"
    # one article has no date
    assert rest == ["read: 1 × JSON Lines", "1 remark (--verbose shows them)"]
    assert result.stderr == ""
    assert invoke("search", "mưa đá", "--index", index).exit_code == 0


def test_a_rebuild_takes_the_place_of_the_old_index(
    invoke: Invoke, corpus: Path, tmp_path: Path, index: str
) -> None:
    invoke("rebuild", str(corpus), "--index", index)
    other = write_jsonl(tmp_path / "other.jsonl", ARTICLES[:1])
    result = invoke("rebuild", str(other), "--index", index, "--format", "json")
    assert json.loads(result.stdout)["indexed"] == 1
    assert invoke("search", "lũ lụt", "--index", index).exit_code == 1


def test_a_report_in_json(invoke: Invoke, tmp_path: Path, index: str) -> None:
    source = tmp_path / "news.jsonl"
    source.write_text(json.dumps(ARTICLES[0]) + "\nkhông phải JSON\n", encoding="utf-8")
    result = invoke("rebuild", str(source), "--index", index, "--format", "json")
    assert result.exit_code == 0
    report = json.loads(result.stdout)
    assert report["indexed"] == report["added"] == 1
    assert report["seconds"] > 0
    assert report["articles_per_second"] > 0
    [skipped] = report["skipped"]
    assert (skipped["path"], skipped["line"]) == (str(source), 2)
    assert skipped["reason"]


def test_skipped_places_are_named_up_to_twenty(invoke: Invoke, tmp_path: Path, index: str) -> None:
    source = tmp_path / "news.jsonl"
    lines = [json.dumps(ARTICLES[0]), *(f"hỏng {number}" for number in range(25))]
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    result = invoke("rebuild", str(source), "--index", index)
    assert result.exit_code == 0
    assert "25 skipped" in result.stdout
    named = result.stderr.splitlines()
    assert len(named) == 21
    assert named[0].startswith(f"{source}:2: ")
    assert named[-1] == "… and 5 more (--verbose shows them)"
    verbose = invoke("rebuild", str(source), "--index", index, "--verbose")
    assert len(verbose.stderr.splitlines()) >= 25
    assert "more" not in verbose.stderr


def test_quiet_prints_nothing(invoke: Invoke, tmp_path: Path, index: str) -> None:
    source = tmp_path / "news.jsonl"
    source.write_text(json.dumps(ARTICLES[0]) + "\nhỏng\n", encoding="utf-8")
    result = invoke("rebuild", str(source), "--index", index, "--quiet")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
    report = invoke("update", str(source), "--index", index, "--quiet", "--format", "json")
    assert json.loads(report.stdout)["indexed"] == 1


def test_nothing_readable_is_an_error_and_keeps_the_index(
    invoke: Invoke, corpus: Path, tmp_path: Path, index: str
) -> None:
    invoke("rebuild", str(corpus), "--index", index)
    empty = tmp_path / "empty.jsonl"
    empty.write_text('{"ghi chú": 1}\n', encoding="utf-8")
    result = invoke("rebuild", str(empty), "--index", index)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert "newsearch: " in result.stderr
    assert invoke("search", "lũ lụt", "--index", index).exit_code == 0


def test_an_update_takes_over_what_changed(invoke: Invoke, tmp_path: Path, index: str) -> None:
    source = write_jsonl(tmp_path / "news.jsonl", ARTICLES[:3])
    invoke("rebuild", str(source), "--index", index)
    edited = {**ARTICLES[0], "body": "Kiểm phiếu suốt đêm ở các tổ bầu cử."}
    write_jsonl(source, (edited, ARTICLES[1], ARTICLES[3]))
    result = invoke("update", str(source), "--index", index)
    assert result.exit_code == 0, result.stderr
    assert result.stdout.splitlines()[1] == "1 added, 1 edited, 1 removed, 1 unchanged"
    assert invoke("search", "kiểm phiếu", "--index", index).exit_code == 0
    assert invoke("show", "mua-da", "--index", index).exit_code == 1
    again = invoke("update", str(source), "--index", index)
    assert again.stdout.splitlines()[1] == "0 added, 0 edited, 0 removed, 3 unchanged"
    assert "articles/s" not in again.stdout


def test_an_update_leaves_articles_of_other_sources(
    invoke: Invoke, tmp_path: Path, index: str
) -> None:
    first = write_jsonl(tmp_path / "first.jsonl", ARTICLES[:2])
    second = write_jsonl(tmp_path / "second.jsonl", ARTICLES[2:3])
    invoke("rebuild", str(first), "--index", index)
    result = invoke("update", str(second), "--index", index)
    assert result.stdout.splitlines()[1] == "1 added, 0 edited, 0 removed, 2 unchanged"
    line = json.dumps(ARTICLES[3], ensure_ascii=False)
    result = invoke("update", "-", "--index", index, stdin=line)
    assert result.stdout.splitlines()[1] == "1 added, 0 edited, 0 removed, 3 unchanged"


def test_a_file_that_vanished_is_taken_out_but_a_source_that_vanished_is_named(
    invoke: Invoke, tmp_path: Path, index: str
) -> None:
    folder = tmp_path / "folder"
    folder.mkdir()
    kept = write_jsonl(folder / "kept.jsonl", ARTICLES[:1])
    write_jsonl(folder / "gone.jsonl", ARTICLES[1:3])
    invoke("rebuild", str(folder), "--index", index)
    (folder / "gone.jsonl").unlink()
    result = invoke("update", str(folder), "--index", index)
    assert result.stdout.splitlines()[1] == "0 added, 0 edited, 2 removed, 1 unchanged"
    kept.unlink()
    folder.rmdir()
    result = invoke("update", str(folder), "--index", index)
    assert result.exit_code == 2
    assert f"{folder}: there is no such file or folder" in result.stderr
    other = write_jsonl(tmp_path / "other.jsonl", ARTICLES[1:2])
    result = invoke("update", str(folder), str(other), "--index", index)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[1:] == [
        "1 added, 0 edited, 0 removed, 1 unchanged",
        "read: 1 × JSON Lines",
        "1 skipped",
    ]
    assert result.stderr == f"{folder}: there is no such file or folder\n"
    assert invoke("show", "bau-cu", "--index", index).exit_code == 0


@pytest.mark.parametrize("verb", ["rebuild", "update"])
def test_a_source_without_a_name_is_not_this_folder(
    verb: str, invoke: Invoke, corpus: Path, index: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(corpus.parent)
    result = invoke(verb, "", "--index", index)
    assert result.exit_code == 2
    assert result.stderr.startswith("newsearch: ")
    assert not Path(index).exists()


def test_an_index_that_cannot_be_written(invoke: Invoke, corpus: Path, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    result = invoke("rebuild", str(corpus), "--index", str(tmp_path / "file" / "index"))
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith(f"newsearch: {tmp_path / 'file' / 'index'}: ")
    assert result.stderr.count("\n") == 1


def test_an_interrupt_tells_which_index_there_is(corpus: Path, tmp_path: Path) -> None:
    path = tmp_path / "index"

    def interrupted(*, after_the_build: bool) -> None:
        with telling_of_interrupts(path), NewsIndex.open_or_create(path) as index:
            if after_the_build:
                index.rebuild([corpus], workers=1)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt) as before:
        interrupted(after_the_build=False)
    assert before.value.__notes__ == ["interrupted; the index is as it was before"]
    with pytest.raises(KeyboardInterrupt) as after:
        interrupted(after_the_build=True)
    assert after.value.__notes__ == ["interrupted; the new index is in place"]


def test_standard_input(invoke: Invoke, index: str) -> None:
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in ARTICLES)
    result = invoke("rebuild", "-", "--index", index, "--format", "json", stdin=lines)
    assert result.exit_code == 0, result.stderr
    assert json.loads(result.stdout)["indexed"] == len(ARTICLES)


def test_two_workers(invoke: Invoke, corpus: Path, index: str) -> None:
    result = invoke("rebuild", str(corpus), "--index", index, "--workers", "2")
    assert result.exit_code == 0, result.stderr
    assert result.stdout.startswith("5 articles in ")


def test_an_unknown_engine_is_an_error(invoke: Invoke, corpus: Path, index: str) -> None:
    result = invoke("rebuild", str(corpus), "--index", index, "--engine", "khong-co")
    assert result.exit_code == 2
    assert "khong-co" in result.stderr
    assert not Path(index).exists()


def test_an_update_needs_an_index(invoke: Invoke, corpus: Path, index: str) -> None:
    result = invoke("update", str(corpus), "--index", index)
    assert result.exit_code == 2
    assert result.stderr.startswith("newsearch: ")
