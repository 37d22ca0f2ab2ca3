"""CSV and its kin, Parquet and SQLite."""

# ruff: noqa: E501 (one case a line)

from __future__ import annotations

import csv
import gzip
import io
import sqlite3
from datetime import UTC, datetime
from pathlib import Path

import pyarrow as arrow
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from newsearch.readers import ReadArticle
from newsearch.readers.records import csv as csv_records
from newsearch.readers.records.csv import is_csv
from newsearch.results import Skipped
from tests.readers.records.files import outcome, read, read_as, read_content

ROWS = [
    ("Trâu về chuồng sớm", 'Rét đậm, bà con nói: "Che chuồng đã".\nTrâu bò không chết rét.', "5/1/2024"),
    ("Mưa đá; vườn mận hỏng", "Đá to bằng quả trứng|rơi mười phút.\n\nMận rụng trắng gốc.", "6/1/2024"),
]  # fmt: skip
TITLES = [row[0] for row in ROWS]


def table(
    separator: str = ",", header: tuple[str, ...] = ("Tiêu đề", "Nội dung", "Ngày đăng")
) -> str:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator)
    writer.writerows([header, *ROWS])
    return text.getvalue()


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("before", ["", "\ufeff", "\ufeffsep={}\r\n", '"sep={}"\n'])
def test_tables_however_they_are_parted(tmp_path: Path, separator: str, before: str) -> None:
    found = read_content(tmp_path, before.format(separator) + table(separator))
    assert outcome(found) == TITLES
    first, second = (item.article for item in found if isinstance(item, ReadArticle))
    assert first.body == ROWS[0][1]
    assert str(second.published) == "2024-01-06"
    skip = "sep" in before
    assert [item.line for item in found] == [2 + skip, 4 + skip]


def test_how_a_table_was_read(tmp_path: Path) -> None:
    path = tmp_path / "tin.dat"
    path.write_text(table(";"), "utf-8")
    assert str(read_as(path)) == (
        "CSV (title from Tiêu đề, body from Nội dung, published from Ngày đăng)"
    )


def test_quotes_behind_backslashes(tmp_path: Path) -> None:
    content = 'title,content\n"Nói \\"có\\"","Một, hai."\n"Nói \\"không\\"","Ba."\n'
    assert outcome(read_content(tmp_path, content)) == ['Nói "có"', 'Nói "không"']


def test_rows_that_do_not_match(tmp_path: Path) -> None:
    rows = ["Một,Câu một.", "Hai,Câu hai,thừa.", "", "Ba", "Bốn,Câu bốn.,,"]
    more = [f"Tin {n},Câu {n}." for n in range(9)]
    found = outcome(read_content(tmp_path, "\n".join(["title,content", *more, *rows])))
    assert found[9:] == [
        "Một",
        "12: a row of 3 fields under a header of 2: quote its texts",
        "Ba",
        "Bốn",
    ]


def test_too_long_a_line_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csv_records, "FIELD_LIMIT", 1_000_000)
    content = f"title,content\nMột,Câu.\nHai,{'dài ' * 400_000}\nBa,Câu.\n"
    found = outcome(read_content(tmp_path, content))
    assert found == ["Một", "3: a line of more than 1 MB", "Ba"]


def test_a_quote_that_is_never_closed_costs_its_row_alone(tmp_path: Path) -> None:
    found = read_content(tmp_path, 'title,content\nMột,Câu.\nHai,"Câu\nBa,Câu.\n')
    problem = "3: a quote that is not closed: its row cannot be read"
    assert outcome(found) == ["Một", problem, "Ba"]
    assert [item.partial for item in found if isinstance(item, Skipped)] == [True]


def test_rows_between_two_stray_quotes_are_read(tmp_path: Path) -> None:
    rows = [f"Tin {number},Câu {number}.,Báo Đồng Bằng" for number in range(9)]
    rows[2], rows[7] = 'Tin 2,"Câu 2.,Báo Đồng Bằng', 'Tin 7,Câu 7.","Báo Đồng Bằng'
    content = "title,content,source\n" + "\n".join(rows) + "\n"
    titles = [
        item.article.title
        for item in read_content(tmp_path, content)
        if isinstance(item, ReadArticle)
    ]
    assert [title for title in titles if title[-1] in "013456"] == [
        f"Tin {n}" for n in (0, 1, 3, 4, 5, 6)
    ]


def test_a_text_of_many_lines_is_one_row(tmp_path: Path) -> None:
    body = "\n".join(f"Câu {number}, có dấu phẩy." for number in range(30))
    content = f'title,content,source\nMột,"{body}",Báo Đồng Bằng\nHai,Câu.,Báo Đồng Bằng'
    assert outcome(read_content(tmp_path, content)) == ["Một", "Hai"]


@pytest.mark.parametrize(
    "text",
    [
        "Sáng nay, tại Đầm, bà con ra đồng.\nNước, bèo, cá, đủ cả.\n",
        "Tiêu đề, nội dung và ảnh đều do bạn đọc gửi về, tòa soạn giữ nguyên.\nCâu một.\nCâu hai.\n",
        "Tên,Tuổi\nNa,3\nBé,4\n",
        "title\nMột\nHai\n",
        "a|b|c\n1|2|3\n",
        "",
    ],
)
def test_text_with_commas_is_no_table(text: str) -> None:
    assert not is_csv(text.encode())


CELLS = st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1).map(
    lambda text: f"x{text}"
)


@given(st.lists(st.tuples(CELLS, CELLS), min_size=1, max_size=30), st.sampled_from(",;\t|"))
def test_every_row_is_read(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str]], separator: str
) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL).writerows(
        [("title", "content"), *rows]
    )
    found = read_content(tmp_path_factory.getbasetemp(), text.getvalue())
    assert len(found) == len(rows)
    assert all(isinstance(item, ReadArticle) for item in found)


def parquet_file(path: Path) -> None:
    day = datetime(2024, 1, 5, 1, 15, tzinfo=UTC)
    columns = {
        "title": [row[0] for row in ROWS],
        "content": [row[1] for row in ROWS],
        "published_at": [day, None],
        "tags": [["trâu", "rét"], []],
        "image": [b"\xff\xd8", b""],
    }
    parquet.write_table(arrow.table(columns), path, row_group_size=1)


@pytest.mark.parametrize("packed", [False, True])
def test_parquet(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "tin"
    parquet_file(path)
    if packed:
        path.write_bytes(gzip.compress(path.read_bytes()))
    found = read(path)
    assert outcome(found) == TITLES
    (first, _) = (item.article for item in found if isinstance(item, ReadArticle))
    assert (str(first.published), first.topics) == ("2024-01-05T08:15", ("trâu", "rét"))
    assert read_as(path).format == "Parquet"


@pytest.mark.parametrize("part", [5, 60, 400])
def test_broken_parquet_is_reported(tmp_path: Path, part: int) -> None:
    path = tmp_path / "tin"
    parquet_file(path)
    path.write_bytes(path.read_bytes()[:part])
    (reason,) = outcome(read(path))
    assert reason.startswith("0: broken Parquet: ")


def sqlite_file(path: Path) -> None:
    database = sqlite3.connect(path)
    with database:
        database.execute("CREATE TABLE nguoi_dung (ten TEXT, tuoi INT)")
        database.execute(
            'CREATE TABLE "bài viết" (id INTEGER PRIMARY KEY, tieu_de, noi_dung, ngay_dang)'
        )
        database.executemany('INSERT INTO "bài viết" VALUES (NULL, ?, ?, ?)', ROWS)
        database.execute("CREATE TABLE articles (headline, body, ảnh BLOB)")
        database.execute("INSERT INTO articles VALUES ('Ngọt', x'00ff', 'x'), (NULL, NULL, NULL)")
    database.close()


@pytest.mark.parametrize("packed", [False, True])
def test_sqlite(tmp_path: Path, packed: bool) -> None:
    path = tmp_path / "tin cũ?.db"
    sqlite_file(path)
    content = path.read_bytes()
    if packed:
        path.write_bytes(gzip.compress(content))
    assert outcome(read(path)) == [*TITLES, "Ngọt", "2: no title, summary or body"]
    how = read_as(path)
    assert how.format == "SQLite"
    assert how.notes == (
        "table 'nguoi_dung' is not read: its name says that it holds no articles "
        "(columns: ten, tuoi)",
    )
    if not packed:
        assert path.read_bytes() == content
        assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize("part", [20, 100, 4096, 9000])
def test_a_broken_database_is_reported(tmp_path: Path, part: int) -> None:
    path = tmp_path / "tin"
    sqlite_file(path)
    path.write_bytes(path.read_bytes()[:part])
    assert any("SQLite" in reason or "breaks off" in reason for reason in outcome(read(path)))


def test_a_database_without_articles(tmp_path: Path) -> None:
    database = sqlite3.connect(tmp_path / "tin")
    database.execute("CREATE TABLE gia_vang (ngay, gia)")
    database.close()
    assert outcome(read(tmp_path / "tin")) == [
        "0: a SQLite database without a table of articles (tables: gia_vang: ngay, gia)"
    ]
