"""Databases of newsrooms: which of their tables hold articles."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsearch.readers import ReadArticle
from newsearch.readers.records import sqlite
from tests.readers.records.files import outcome, read, read_as


def newsroom(path: Path, *statements: str) -> None:
    """A database with a table of one article, and what the statements make besides."""
    database = sqlite3.connect(path)
    with database:
        database.execute("CREATE TABLE bai_viet (id INTEGER, tieu_de, noi_dung, ngay_dang)")
        database.execute("INSERT INTO bai_viet VALUES (1, 'Lúa chín', 'Gặt thôi.', 45047)")
        for statement in statements:
            database.execute(statement)
    database.close()


def test_the_table_stands_in_the_path(tmp_path: Path) -> None:
    path = tmp_path / "toa-soan.db"
    newsroom(path)
    (found,) = read(path)
    assert isinstance(found, ReadArticle)
    assert (found.path, found.line) == (f"{path}/bai_viet", 1)
    assert str(found.article.published) == "2023-05-01"


@pytest.mark.parametrize(
    "table",
    [
        "binh_luan (id, bai_id, noi_dung, ngay_tao)",
        "wp_comments (id, title, content, date)",
        "phan_hoi (tieu_de, noi_dung, ngay)",
        "chuyen_muc (id, tieu_de, mo_ta, ngay_tao)",
        "y_kien (id, bai_viet_id, noi_dung, ngay_tao)",
        "gia_lua (ngay, gia)",
    ],
)
def test_tables_that_hold_no_articles(tmp_path: Path, table: str) -> None:
    path = tmp_path / "tin.db"
    name, _, columns = table.partition(" (")
    values = ", ".join(["'Hay quá'"] * (columns.count(",") + 1))
    newsroom(path, f"CREATE TABLE {table}", f"INSERT INTO {name} VALUES ({values})")
    assert outcome(read(path)) == ["Lúa chín"]
    (note,) = read_as(path).notes
    assert note.startswith(f"table '{name}' is not read: ")
    assert note.endswith(f"(columns: {columns}")


def test_texts_that_belong_to_no_other_table_are_read(tmp_path: Path) -> None:
    path = tmp_path / "tin.db"
    database = sqlite3.connect(path)
    with database:
        database.execute("CREATE TABLE van_ban (trang_id, noi_dung)")
        database.execute("INSERT INTO van_ban VALUES (1, 'Gặt thôi.')")
    database.close()
    assert outcome(read(path)) == ["Gặt thôi"]


def test_drafts_of_wordpress_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "wp.db"
    newsroom(
        path,
        "CREATE TABLE wp_posts (post_title, post_content, post_status, post_type)",
        "INSERT INTO wp_posts VALUES ('Ngô non', 'Luộc.', 'publish', 'post'),"
        " ('Nháp', 'Chưa xong.', 'auto-draft', 'post'), ('Ảnh', 'x', 'inherit', 'attachment')",
    )
    assert outcome(read(path)) == [
        "Lúa chín",
        "Ngô non",
        "2: passed over: its post_status is 'auto-draft'",
        "3: passed over: its post_type is 'attachment'",
    ]


@pytest.mark.parametrize("ending", ["", " WITHOUT ROWID"])
def test_a_row_that_is_too_long_costs_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ending: str
) -> None:
    monkeypatch.setattr(sqlite, "VALUE_LIMIT", 1_000_000)
    path = tmp_path / "tin.db"
    with closing(sqlite3.connect(path)) as database, database:
        database.execute(f"CREATE TABLE tin (so INTEGER PRIMARY KEY, tieu_de, noi_dung){ending}")
        rows = [(1, "Lúa chín", "Gặt."), (2, "Dài", "x" * 1_200_000), (5, "Ngô non", "Luộc.")]
        database.executemany("INSERT INTO tin VALUES (?, ?, ?)", rows)
    found = outcome(read(path))
    if ending:
        assert found == ["1: table 'tin' breaks off here: string or blob too big"]
    else:
        assert found == ["Lúa chín", "2: a row of more than 1 MB", "Ngô non"]


def test_a_column_may_be_called_rowid(tmp_path: Path) -> None:
    path = tmp_path / "tin.db"
    newsroom(path, "ALTER TABLE bai_viet ADD COLUMN rowid", "ALTER TABLE bai_viet ADD COLUMN oid")
    assert outcome(read(path)) == ["Lúa chín"]
