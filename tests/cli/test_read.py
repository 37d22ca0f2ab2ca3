"""``newsearch read``: what is shown of articles that were read, and of what was refused."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Invoke
from tests.readers.pages import COMMUNE_PAGE


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(COMMUNE_PAGE, encoding="utf-8")
    return path


def test_a_page_is_shown_without_an_index(invoke: Invoke, page: Path) -> None:
    result = invoke("read", str(page))
    assert result.exit_code == 0
    lines = dict(line.split(maxsplit=1) for line in result.stdout.splitlines()[1:])
    assert lines["title"] == "Xã Đông Lĩnh khánh thành trạm nước sạch cho hơn nghìn hộ dân"
    assert lines["date"] == "2023-03-09 (day, from “Sáng 9/3” and “năm 2023”)"
    assert lines["source"] == "tindonglinh.vn"
    assert lines["author"] == "Vũ Lâm - Đỗ Hạnh"
    assert lines["body"].startswith("Trạm có công suất")
    assert lines["body"].endswith("words)")
    assert "page text" in result.stderr
    assert not list(page.parent.glob("indexes"))


def test_json_lines_hold_every_field_and_can_be_read_again(
    invoke: Invoke, page: Path, tmp_path: Path
) -> None:
    result = invoke("read", str(page), "--format", "jsonl")
    record = json.loads(result.stdout)
    assert record["path"] == str(page)
    assert record["published"] == "2023-03-09"
    assert record["published_words"] == "Sáng 9/3"
    assert record["topics"] == ["nước sạch", "nông thôn mới"]
    assert record["origin"] == ""
    again = tmp_path / "again.jsonl"
    again.write_text(result.stdout, encoding="utf-8")
    second = json.loads(invoke("read", str(again), "--format", "jsonl").stdout)
    for name in ("id", "title", "summary", "body", "author", "source", "published", "captions"):
        assert second[name] == record[name]


def test_what_is_refused_is_named(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "tờ-rơi.txt").write_bytes(b"%PDF-1.7\n\0\0\0")
    gone = tmp_path / "không-có"
    result = invoke("read", str(tmp_path), str(gone))
    assert result.exit_code == 1
    assert result.stdout == ""
    assert f"skipped {tmp_path / 'tờ-rơi.txt'}: " in result.stderr
    assert f"skipped {gone}: there is no such file or folder" in result.stderr
    result = invoke("read", str(tmp_path), "--format", "jsonl")
    record = json.loads(result.stdout)
    assert record["path"] == str(tmp_path / "tờ-rơi.txt")
    assert record["skipped"]
    assert result.exit_code == 1


def test_fields_are_named_by_hand(invoke: Invoke, tmp_path: Path) -> None:
    path = tmp_path / "tin.jsonl"
    path.write_text(
        json.dumps({"A": "Cầu mới thông xe", "B": "Sáng nay, cầu mới thông xe.", "C": "7/1/2021"}),
        encoding="utf-8",
    )
    assert invoke("read", str(path)).exit_code == 1
    options = ("--map", "title=A", "--map", "body=B", "--map", "published=C")
    result = invoke("read", str(path), *options, "--format", "jsonl")
    record = json.loads(result.stdout)
    assert (record["title"], record["published"]) == ("Cầu mới thông xe", "2021-01-07")
    assert record["body"] == "Sáng nay, cầu mới thông xe."


@pytest.mark.parametrize(
    ("option", "words"),
    [("title", "FIELD=NAME"), ("=A", "FIELD=NAME"), ("tieu_de=A", "articles have no field")],
)
def test_a_wrong_map_is_told(invoke: Invoke, page: Path, option: str, words: str) -> None:
    result = invoke("read", str(page), "--map", option)
    assert result.exit_code == 2
    assert words in result.stderr


def test_a_rebuild_keeps_the_map_for_updates(invoke: Invoke, tmp_path: Path) -> None:
    index = str(tmp_path / "index")
    path = tmp_path / "tin.jsonl"
    first = {"A": "Cầu mới thông xe", "B": "Sáng nay, cầu mới thông xe."}
    second = {"A": "Chợ phiên mở lại", "B": "Chợ phiên vùng cao đã mở lại."}
    path.write_text(json.dumps(first) + "\n", encoding="utf-8")
    options = ("--map", "title=A", "--map", "body=B")
    assert invoke("rebuild", str(path), "--index", index, *options).exit_code == 0
    path.write_text(json.dumps(first) + "\n" + json.dumps(second) + "\n", encoding="utf-8")
    assert invoke("update", str(path), "--index", index).exit_code == 0
    result = invoke("search", "chợ phiên", "--index", index, "--format", "json")
    assert json.loads(result.stdout)["hits"][0]["title"] == "Chợ phiên mở lại"


def test_an_update_with_another_map_reads_everything_again(invoke: Invoke, tmp_path: Path) -> None:
    index, path = str(tmp_path / "index"), tmp_path / "tin.jsonl"
    record = {
        "id": "cau",
        "title": "Cầu mới",
        "body": "Cầu mới đã thông xe.",
        "NgayLen": "7/1/2021",
    }
    path.write_text(json.dumps(record) + "\n", encoding="utf-8")
    invoke("rebuild", str(path), "--index", index)
    result = invoke("update", str(path), "--index", index, "--map", "published=NgayLen")
    assert "1 edited" in result.stdout
    result = invoke("search", "cầu mới", "--index", index, "--since", "2021", "--until", "2021")
    assert result.exit_code == 0
    assert "0 added, 0 edited" in invoke("update", str(path), "--index", index).stdout
