"""Folders with things in them that are not for reading: other indexes, links, closed doors."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from newsearch.readers import list_files
from newsearch.results import Skipped


def names(folder: Path) -> tuple[list[str], list[Skipped]]:
    files, skipped = list_files([folder])
    return [Path(file.path).relative_to(folder).as_posix() for file in files], skipped


def write(folder: Path, *paths: str) -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text("Tin\n\nNội dung.", "utf-8")


INDEX = ("CURRENT", "writer.lock", "generations/000001/manifest.json", "generations/000001/e.seg")


def test_an_index_inside_the_corpus_is_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "tin.txt", "sau/tin.txt", *(f"indexes/news/{name}" for name in INDEX))
    assert names(tmp_path) == (["sau/tin.txt", "tin.txt"], [])


def test_a_corpus_that_became_an_index_keeps_its_articles(tmp_path: Path) -> None:
    write(tmp_path, "tin.txt", "json/a.jsonl", *INDEX, "CURRENT.new", "generations/2.building/x")
    assert names(tmp_path) == (["json/a.jsonl", "tin.txt"], [])


@pytest.mark.parametrize("present", [["CURRENT"], ["generations/tin.txt"]])
def test_half_an_index_is_a_folder_as_any_other(tmp_path: Path, present: list[str]) -> None:
    write(tmp_path, *present)
    assert names(tmp_path) == (present, [])


def test_a_link_that_cannot_be_followed_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "tin.txt")
    (tmp_path / "dai").symlink_to("x" * 300)  # no system has names of that length
    (tmp_path / "vong").symlink_to(tmp_path / "vong")
    files, skipped = names(tmp_path)
    assert files == ["tin.txt"]
    assert sorted(Path(item.path).name for item in skipped) == ["dai", "vong"]


def test_links_of_the_process_table_do_not_stop_the_walk(tmp_path: Path) -> None:
    write(tmp_path, "tin.txt")
    (tmp_path / "proc").symlink_to("/proc/1/cwd")
    files, skipped = names(tmp_path)
    assert files == ["tin.txt"]
    assert [Path(item.path).name for item in skipped] == ["proc"]


def test_what_is_not_a_file_is_reported(tmp_path: Path) -> None:
    write(tmp_path, "tin.txt")
    os.mkfifo(tmp_path / "ong")
    files, skipped = names(tmp_path)
    assert files == ["tin.txt"]
    assert skipped == [Skipped(str(tmp_path / "ong"), 0, "not an ordinary file")]


def test_what_lies_beside_a_saved_page_is_left_out(tmp_path: Path) -> None:
    write(tmp_path, "tin.html", "tin_files/a.js", "tin_files/b.CSS")
    write(tmp_path, "Thumbs.db", "readme.txt", "js.txt")
    (tmp_path / "tin_files" / "anh.jpg").write_bytes(b"\xff\xd8\xff\xe0\0\x10JFIF")
    assert names(tmp_path) == (["js.txt", "tin.html"], [])


def test_a_page_with_the_name_of_an_image_is_read(tmp_path: Path) -> None:
    write(tmp_path, "tin.jpg", "tin.JPEG")
    os.mkfifo(tmp_path / "ong.png")
    assert names(tmp_path)[0] == ["tin.JPEG", "tin.jpg"]
