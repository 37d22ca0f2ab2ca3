"""What an index takes in of files of many kinds, and what an update reads again."""

from __future__ import annotations

import json
import sqlite3
import zipfile
from contextlib import closing
from pathlib import Path

import pytest

from newsearch import NewsIndex
from newsearch.errors import UnknownField
from tests.readers.pages import COMMUNE_PAGE

LIST_PAGE = """<!doctype html><html lang="vi"><head><title>Thời sự - Báo Đồng Bằng</title></head>
<body><h1>Thời sự</h1><ul>{}</ul></body></html>""".format(
    "".join(
        f'<li><h3><a href="/tin-{number}.html">Xã thứ {number} khánh thành trạm nước sạch</a></h3>'
        f"<span>{number:02}/03/2023</span></li>"
        for number in range(1, 25)
    )
)


def record(number: int) -> dict[str, str]:
    return {
        "Tiêu đề": f"Tin số {number} về mùa nước nổi",
        "Nội dung": f"Nước đầu nguồn đổ về xã thứ {number}, bà con ra đồng thả lưới.",
        "Ngày đăng": f"{number:02}/09/2023",
        "Nguồn": "Báo Đồng Tháp",
    }


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    (folder / "trang.txt").write_text(COMMUNE_PAGE, encoding="utf-8")
    lines = "\n".join(json.dumps(record(number), ensure_ascii=False) for number in (1, 2))
    (folder / "tin.dat").write_text(lines, encoding="utf-8")
    with zipfile.ZipFile(folder / "luu.bin", "w") as archive:
        rows = "tieu_de;noi_dung;ngay_dang\nChợ nổi họp lại;Chợ nổi đã họp lại sáng nay.;7/1/2021\n"
        archive.writestr("bảng.csv", rows)
        archive.writestr("danh-sach.html", LIST_PAGE)
    return folder


def test_files_of_many_kinds_become_one_index(folder: Path, tmp_path: Path) -> None:
    with NewsIndex.create(tmp_path / "index") as index:
        report = index.rebuild([folder], workers=1)
        assert report.indexed == 4
        assert report.formats["page text"] == 1
        [lines] = [form for form in report.formats if form.startswith("JSON Lines")]
        for field in ("title from Tiêu đề", "body from Nội dung", "published from Ngày đăng"):
            assert field in lines
        assert any(form.startswith("CSV (title from tieu_de") for form in report.formats)
        [skipped] = report.skipped
        assert skipped.path.endswith("luu.bin/danh-sach.html")
        assert "lists articles" in skipped.reason
        results = index.search("mùa nước nổi", source="Đồng Tháp")
        assert results.total == 2
        assert results[0].article.source == "baodongthap.vn"
        assert index.search("chợ nổi", since="2021", until="2021").total == 1


def test_what_was_refused_is_not_read_again(folder: Path, tmp_path: Path) -> None:
    (folder / "thoi-su.html").write_text(LIST_PAGE, encoding="utf-8")
    with NewsIndex.create(tmp_path / "index") as index:
        index.rebuild([folder], workers=1)
        report = index.update([folder], workers=1)
        assert report.skipped == ()
        assert report.unchanged == report.indexed == 4


def test_a_page_that_became_a_list_is_taken_out(folder: Path, tmp_path: Path) -> None:
    with NewsIndex.create(tmp_path / "index") as index:
        index.rebuild([folder], workers=1)
        (folder / "trang.txt").write_text(LIST_PAGE, encoding="utf-8")
        report = index.update([folder], workers=1)
        assert (report.removed, report.indexed) == (1, 3)


def test_a_damaged_archive_takes_nothing_out(folder: Path, tmp_path: Path) -> None:
    with NewsIndex.create(tmp_path / "index") as index:
        index.rebuild([folder], workers=1)
        content = (folder / "luu.bin").read_bytes()
        (folder / "luu.bin").write_bytes(content[:40])
        report = index.update([folder], workers=1)
        assert report.removed == 0
        assert index.search("chợ nổi").total == 1
        assert report.skipped


def test_a_field_map_is_checked(folder: Path, tmp_path: Path) -> None:
    with (
        NewsIndex.create(tmp_path / "index") as index,
        pytest.raises(UnknownField, match=r"no field 'tittle'.*title"),
    ):
        index.rebuild([folder], field_map={"tittle": "Tiêu đề"})


def test_an_archive_whose_members_became_encrypted_takes_nothing_out(
    folder: Path, tmp_path: Path
) -> None:
    with NewsIndex.create(tmp_path / "index") as index:
        index.rebuild([folder], workers=1)
        packed = bytearray((folder / "luu.bin").read_bytes())
        packed[packed.index(b"PK\x01\x02") + 8] |= 1  # so the list says of the first member
        (folder / "luu.bin").write_bytes(packed)
        report = index.update([folder], workers=1)
        assert report.removed == 0
        assert index.search("chợ nổi").total == 1
        assert any("encrypted" in skipped.reason for skipped in report.skipped)


def _lines(count: int) -> str:
    return "\n".join(
        json.dumps(record(number), ensure_ascii=False) for number in range(1, count + 1)
    )


def _rows(count: int) -> list[str]:
    names = ",".join(record(1))
    values = [[f'"{value}"' for value in record(number).values()] for number in range(1, count + 1)]
    return [names, *(",".join(row) for row in values)]


def _items(count: int) -> str:
    items = (
        f"<item><title>Tin số {number}</title><link>https://bantin.vn/tin-{number}</link></item>"
        for number in range(1, count + 1)
    )
    return f"<rss><channel>{''.join(items)}</channel></rss>"


@pytest.mark.parametrize(
    ("whole", "cut"),
    [
        (_lines(4), _lines(4)[:-20]),
        (f"[{_lines(4)}]".replace("}\n", "},\n"), f"[{_lines(2)}".replace("}\n", "},\n")),
        ("\n".join(_rows(4)), "\n".join(_rows(4))[:-9]),
        (_items(4), _items(4)[: _items(4).index("<item><title>Tin số 3")]),
    ],
)
def test_a_file_that_is_cut_takes_nothing_out(tmp_path: Path, whole: str, cut: str) -> None:
    file = tmp_path / "tin.dat"
    file.write_text(whole, encoding="utf-8")
    with NewsIndex.create(tmp_path / "index") as index:
        assert index.rebuild([file], workers=1).indexed == 4
        file.write_text(cut, encoding="utf-8")
        report = index.update([file], workers=1)
        assert (report.removed, report.indexed) == (0, 4)
        assert any(skipped.partial for skipped in report.skipped)
        file.write_text(whole, encoding="utf-8")
        report = index.update([file], workers=1)
        assert (report.removed, report.indexed, report.skipped) == (0, 4, ())


def test_a_stray_quote_costs_its_row_alone(tmp_path: Path) -> None:
    file = tmp_path / "tin.csv"
    rows = _rows(9)
    file.write_text("\n".join(rows), encoding="utf-8")
    with NewsIndex.create(tmp_path / "index") as index:
        assert index.rebuild([file], workers=1).indexed == 9
        rows[4] = rows[4][:-1]
        file.write_text(
            "\n".join([*rows, '"Tin mới","Nước rút.","01/10/2023","A"']), encoding="utf-8"
        )
        report = index.update([file], workers=1)
        assert report.removed == 0
        assert index.search("nước rút").total == 1


def test_a_damaged_database_takes_nothing_out(tmp_path: Path) -> None:
    file = tmp_path / "tin.db"
    with closing(sqlite3.connect(file)) as database, database:
        database.execute("CREATE TABLE tin (tieu_de, noi_dung)")
        rows = [(f"Tin số {number}", f"Câu {number}. " * 200) for number in range(60)]
        database.executemany("INSERT INTO tin VALUES (?, ?)", rows)
    with NewsIndex.create(tmp_path / "index") as index:
        assert index.rebuild([file], workers=1).indexed == 60
        content = file.read_bytes()
        file.write_bytes(content[: len(content) // 2] + b"\xff" * (len(content) // 2))
        report = index.update([file], workers=1)
        assert (report.removed, report.indexed) == (0, 60)
        assert any("breaks off" in skipped.reason for skipped in report.skipped)


@pytest.mark.parametrize("identity", ["1", "1.0", "#1", "art_1"])
def test_rows_of_different_files_with_one_id_are_different_articles(
    tmp_path: Path, identity: str
) -> None:
    for name, title in (("a.csv", "Lúa chín"), ("b.csv", "Ngô non")):
        content = f"id,title,body,language\n{identity},{title},Gặt thôi.,vi\n"
        (tmp_path / name).write_text(content, encoding="utf-8")
    with NewsIndex.create(tmp_path / "index") as index:
        report = index.rebuild([tmp_path / "a.csv", tmp_path / "b.csv"], workers=1)
        assert report.indexed == 2


@pytest.mark.parametrize("url", ["javascript:void(0)", "không có", "https://bantin.vn/#tin-1"])
def test_articles_with_an_address_of_none_are_all_taken_in(tmp_path: Path, url: str) -> None:
    records = [{"title": title, "body": "Gặt thôi.", "url": url} for title in ("Lúa", "Ngô")]
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in records)
    (tmp_path / "tin.jsonl").write_text(lines, encoding="utf-8")
    with NewsIndex.create(tmp_path / "index") as index:
        assert index.rebuild([tmp_path / "tin.jsonl"], workers=1).indexed == 2


def test_files_that_number_their_articles_alike_lose_none(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, crop in (("a", "lúa"), ("b", "ngô")):
        lines = [
            json.dumps({"id": number, "title": f"Vụ {crop} thứ {number}", "body": f"Giá {crop}."})
            for number in (1, 2)
        ]
        (folder / f"{name}.jsonl").write_text("\n".join(lines), encoding="utf-8")
    with NewsIndex.create(tmp_path / "index") as index:
        report = index.rebuild([folder], workers=1)
        assert (report.indexed, report.skipped) == (4, ())
        assert index.get("1").title == "Vụ lúa thứ 1"
        (folder / "b.jsonl").touch()
        report = index.update([folder], workers=1)
        assert (report.indexed, report.unchanged) == (4, 4)
