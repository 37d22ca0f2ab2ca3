"""Listing a corpus and reading its files: what is found, and what is reported as skipped."""

from __future__ import annotations

import gzip
import io
import json
import os
import sys
from pathlib import Path

import pytest

from newsearch.readers import CorpusFile, ReadArticle, list_files
from newsearch.readers.pages import file as page_file
from newsearch.readers.records import json as json_records
from newsearch.results import Skipped
from tests.readers.pages import COMMUNE_PAGE
from tests.readers.reading import articles_of

RECORD = {"id": "tin-1", "title": "Cầu mới thông xe", "body": "Sáng nay, cầu mới thông xe."}


def lines(*records: object) -> bytes:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode()


def read(path: Path) -> list[ReadArticle | Skipped]:
    (file,), _ = list_files([path])
    return articles_of(file)


def outcome(path: Path) -> list[str]:
    return [
        item.article.title if isinstance(item, ReadArticle) else f"{item.line}: {item.reason}"
        for item in read(path)
    ]


def test_a_folder_is_walked_in_order_without_hidden_files(tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.jsonl", "a.txt", ".git/x.txt", "b/.swp", "README.md", "c/9.gz"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("tin", "utf-8")
    files, skipped = list_files([str(tmp_path), tmp_path / "a.txt", f"{tmp_path}/b/../a.txt"])
    assert [Path(file.path).relative_to(tmp_path).as_posix() for file in files] == [
        "a.txt",
        "b/1.jsonl",
        "b/2.txt",
        "c/9.gz",
    ]
    assert skipped == []
    assert files[0].size == 3
    assert files[0].mtime_ns == (tmp_path / "a.txt").stat().st_mtime_ns


def test_paths_are_reported_as_they_were_given(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "tin.txt").write_text("tin", "utf-8")
    monkeypatch.chdir(tmp_path)
    files, skipped = list_files(["corpus/", "corpus/tin.txt", "-", "-", "không-có.txt"])
    assert [file.path for file in files] == [str(Path("corpus/tin.txt")), "-"]
    assert skipped == [Skipped("không-có.txt", 0, "there is no such file or folder")]


def test_links_that_lead_outside_are_reported(tmp_path: Path) -> None:
    inside, outside = tmp_path / "in", tmp_path / "out"
    inside.mkdir()
    outside.mkdir()
    (outside / "far.txt").write_text("xa", "utf-8")
    (inside / "near.txt").write_text("gần", "utf-8")
    (inside / "z-near.txt").symlink_to(inside / "near.txt")
    (inside / "far.txt").symlink_to(outside / "far.txt")
    (inside / "folder").symlink_to(outside)
    (inside / "loop").symlink_to(inside)
    (inside / "nowhere.txt").symlink_to(outside / "gone.txt")
    files, skipped = list_files([inside])
    assert [Path(file.path).name for file in files] == ["near.txt"]
    assert sorted((Path(item.path).name, item.reason) for item in skipped) == [
        ("far.txt", "a link that leads outside the given folder"),
        ("folder", "a link that leads outside the given folder"),
        ("nowhere.txt", "a link that leads nowhere"),
    ]


@pytest.mark.parametrize("pack", [False, True])
def test_formats_are_recognised_by_content_not_by_name(tmp_path: Path, pack: bool) -> None:
    records, page = lines(RECORD, RECORD), COMMUNE_PAGE.encode()
    for name, content in (("page.json", page), ("records.txt", records)):
        (tmp_path / name).write_bytes(gzip.compress(content) if pack else content)
    assert outcome(tmp_path / "page.json") == [COMMUNE_PAGE.split("\n")[0]]
    found = read(tmp_path / "records.txt")
    assert [(item.line, item.article.id) for item in found if isinstance(item, ReadArticle)] == [
        (1, "tin-1"),
        (2, "tin-1"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-16-le-bom", "utf-16-be-bom"])
@pytest.mark.parametrize("content", [COMMUNE_PAGE, lines(RECORD).decode()])
def test_byte_order_marks(tmp_path: Path, encoding: str, content: str) -> None:
    if encoding.endswith("-bom"):
        data = ("\ufeff" + content).encode(encoding.removesuffix("-bom"))
    else:
        data = content.encode(encoding)
    plain, marked = tmp_path / "plain", tmp_path / "marked"
    plain.write_bytes(content.encode())
    marked.write_bytes(data)
    assert outcome(marked) == outcome(plain)


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", ["0: empty"]),
        (b" \n\t\n", ["0: empty"]),
        (b"\x00\x01\x02", ["0: not text: binary, or UTF-16 without byte order mark"]),
        (
            b"PK\x03\x04rest",
            [
                "0: the zip archive is cut off or damaged: fetch or pack it again "
                "(what is left is read)"
            ],
        ),
        (b"\xff\xfeT\xd8\xd8", ["0: not valid UTF-16: convert the file to UTF-8"]),
        (b"[]", ["0: an empty JSON array: no records"]),
        (b"Read More\nAccept\n27/07/2024\n", ["0: no article found on this page"]),
    ],
)
def test_files_without_articles(tmp_path: Path, content: bytes, expected: list[str]) -> None:
    (tmp_path / "file").write_bytes(content)
    assert outcome(tmp_path / "file") == expected


def test_bad_lines_are_reported_and_the_rest_is_read(tmp_path: Path) -> None:
    path = tmp_path / "tin.jsonl"
    deep = b"[" * 100_000
    path.write_bytes(
        lines(RECORD)
        + b'{"title": \n'
        + b"\n[1, 2]\n"
        + b'{"source": "tuoitre.vn", "title": " "}\n'
        + b'{"title": '
        + deep
        + b"\n"
        + lines({"title": "Tin cuối"}).strip()
    )
    found = outcome(path)
    assert found[0] == "Cầu mới thông xe"
    assert found[1].startswith("2: broken JSON: ")
    assert found[2:4] == ["4: not a JSON object", "5: no title, summary or body"]
    assert found[4].startswith("6: ")
    assert found[5:] == ["Tin cuối"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('{"title": "dở', "broken JSON: Unterminated string starting at column 11"),
        ('{"title": "Tin" "x"}', "broken JSON: Expecting ',' delimiter at column 17"),
    ],
)
def test_where_a_record_breaks(tmp_path: Path, line: str, reason: str) -> None:
    path = tmp_path / "tin.jsonl"
    path.write_bytes(lines(RECORD) + f"{line}\n".encode())
    assert outcome(path)[1] == f"2: {reason}"


def test_a_broken_first_line_does_not_hide_the_others(tmp_path: Path) -> None:
    path = tmp_path / "tin.jsonl"
    path.write_bytes(b'{"title": "d\n' + lines(RECORD, RECORD))
    assert outcome(path)[1:] == ["Cầu mới thông xe"] * 2


@pytest.mark.parametrize("indent", [None, 2])
def test_arrays_and_pretty_printed_records(tmp_path: Path, indent: int | None) -> None:
    records = [RECORD, {"title": 'Ngoặc "}" và \\ trong {tên}', "body": "Hết.", "related": [{}]}]
    path = tmp_path / "tin.json"
    path.write_text(json.dumps(records, ensure_ascii=False, indent=indent), "utf-8")
    assert outcome(path) == ["Cầu mới thông xe", 'Ngoặc "}" và \\ trong {tên}']
    path.write_text("\n".join(json.dumps(record, indent=4) for record in records), "utf-8")
    found = read(path)
    assert [item.line for item in found] == [1, 6]


@pytest.mark.parametrize("shift", range(9))
def test_a_block_may_end_anywhere_in_a_string(tmp_path: Path, shift: int) -> None:
    body = 'Chợ nổi: \\" {}\n' * 20_000
    path = tmp_path / "tin.json"
    path.write_text(json.dumps([{"title": "t" * (shift + 1), "body": body}, RECORD]), "utf-8")
    first, second = read(path)
    assert isinstance(first, ReadArticle)
    assert first.article.body == body.strip()
    assert isinstance(second, ReadArticle)
    assert (second.article.id, second.line) == ("tin-1", 1)


def test_an_incomplete_array_gives_what_it_has(tmp_path: Path) -> None:
    path = tmp_path / "tin.json"
    path.write_text(json.dumps([RECORD, RECORD], indent=1)[:-20], "utf-8")
    assert outcome(path) == [
        "Cầu mới thông xe",
        "0: the JSON that begins in line 7 is not complete",
    ]


def test_broken_gzip_gives_the_articles_before_the_break(tmp_path: Path) -> None:
    path = tmp_path / "tin.jsonl.gz"
    records = [{"id": number, "title": f"Tin {number * 7919 % 10007}"} for number in range(20_000)]
    packed = gzip.compress(lines(*records))
    path.write_bytes(packed[: len(packed) // 2])
    found = read(path)
    assert len(found) > 1000
    assert all(isinstance(item, ReadArticle) for item in found[:-1])
    assert found[-1] == Skipped(
        str(path), 0, "the gzip data ends too early: fetch or pack the file again"
    )
    path.write_bytes(packed[:2000] + b"\0\xff" * 50 + packed[2100:])
    last = read(path)[-1]
    assert isinstance(last, Skipped)
    assert "gzip data" in last.reason


def test_gzip_members_that_follow_one_another(tmp_path: Path) -> None:
    path = tmp_path / "tin"
    path.write_bytes(gzip.compress(lines(RECORD)) + gzip.compress(lines(RECORD)) + b"\0" * 9)
    assert outcome(path) == ["Cầu mới thông xe"] * 2


@pytest.mark.parametrize("pack", [False, True])
def test_all_bytes_are_counted(tmp_path: Path, pack: bool) -> None:
    path = tmp_path / "tin.jsonl"
    content = lines(*[RECORD] * 3000)
    path.write_bytes(gzip.compress(content) if pack else content)
    (file,), _ = list_files([path])
    steps: list[int] = []
    found = articles_of(file, steps.append)
    assert len(found) == 3000
    assert sum(steps) == file.size == path.stat().st_size


def test_too_long_records_and_pages_are_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(json_records, "RECORD_LIMIT", 1_000_000)
    monkeypatch.setattr(page_file, "PAGE_LIMIT", 1_000_000)
    long = {"title": "Dài", "body": "dài " * 400_000}
    (tmp_path / "lines").write_bytes(lines(RECORD, long, RECORD))
    (tmp_path / "array").write_text(json.dumps([RECORD, long, RECORD], indent=1), "utf-8")
    (tmp_path / "page").write_text("Tin dài\n" + "dài " * 400_000, "utf-8")
    reason = "a record of more than 1 MB"
    assert outcome(tmp_path / "lines") == [RECORD["title"], f"2: {reason}", RECORD["title"]]
    assert outcome(tmp_path / "array") == [RECORD["title"], f"7: {reason}", RECORD["title"]]
    assert outcome(tmp_path / "page") == ["0: a page of more than 1 MB: split it"]


@pytest.mark.parametrize("seconds", [0, 315_532_800])
def test_file_times_that_say_nothing_do_not_bound_the_date(tmp_path: Path, seconds: int) -> None:
    path = tmp_path / "page.txt"
    path.write_text(COMMUNE_PAGE, "utf-8")
    os.utime(path, (seconds, seconds))
    (found,) = read(path)
    assert isinstance(found, ReadArticle)
    assert str(found.article.published) == "2023-03-09"


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(lines(RECORD))))
    (file,), _ = list_files(["-"])
    assert file == CorpusFile("-", 0, 0)
    (found,) = articles_of(file)
    assert isinstance(found, ReadArticle)
    assert (found.path, found.line) == ("-", 1)


def test_a_file_that_went_away_is_reported(tmp_path: Path) -> None:
    (found,) = articles_of(CorpusFile(str(tmp_path / "gone"), 5, 5))
    assert isinstance(found, Skipped)
    assert found.reason.startswith("cannot be read: ")


def test_a_name_that_is_not_utf8(tmp_path: Path) -> None:
    path = tmp_path / os.fsdecode(b"b\xe0i.jsonl")
    path.write_bytes(lines(RECORD))
    files, skipped = list_files([tmp_path])
    assert skipped == []
    (found,) = articles_of(files[0])
    assert isinstance(found, ReadArticle)
    assert os.fsencode(found.path) == os.fsencode(path)


def test_a_file_that_became_shorter_is_read_as_it_is(tmp_path: Path) -> None:
    path = tmp_path / "tin.jsonl"
    path.write_bytes(lines(RECORD))
    (found,) = articles_of(CorpusFile(str(path), 9_000_000, 0))
    assert isinstance(found, ReadArticle)


def test_a_folder_in_the_place_of_a_file_is_reported(tmp_path: Path) -> None:
    (found,) = articles_of(CorpusFile(str(tmp_path), 5, 5))
    assert isinstance(found, Skipped)
    assert found.reason.startswith("cannot be read: ")
