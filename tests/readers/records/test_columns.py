"""Tables and records whose fields are not called as usual: named by hand, told, or refused."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from newsearch.readers import ReadArticle, ReadAs, ReadOptions, list_files, read_file
from newsearch.readers.records.csv import is_table
from tests.readers.records.files import outcome, read, read_content

NAMES = ("Tên", "Lên trang", "Kênh", "Chữ")
ROWS = [
    (f"Thôn {n} gặt sớm", f"0{n}/05/2023", "Nông nghiệp", f"Lúa thôn {n} chín đều.")
    for n in range(1, 7)
]
TITLES = [row[0] for row in ROWS]


def table(separator: str = ";", names: tuple[str, ...] = NAMES, count: int = 6) -> str:
    return "".join(separator.join(row) + "\n" for row in (names, *ROWS[:count]))


def notes(folder: Path, content: str, **field_map: str) -> tuple[str, ...]:
    path = folder / "tin"
    path.write_text(content, "utf-8")
    (file,), _ = list_files([path])
    found = list(read_file(file, options=ReadOptions(field_map)))
    (how,) = (item for item in found if isinstance(item, ReadAs))
    return how.notes


def lines(*records: Mapping[str, object]) -> str:
    return "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)


@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_a_table_of_unknown_columns_is_refused(tmp_path: Path, separator: str) -> None:
    assert outcome(read_content(tmp_path, table(separator))) == [
        "0: a table whose columns are not recognised (Tên, Lên trang, Kênh, Chữ): "
        "name them with --map title=… --map body=…"
    ]


@pytest.mark.parametrize("name", ["tin.csv", "tin.TSV"])
def test_a_file_called_a_table_may_be_short(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_text(table(count=1), "utf-8")
    (reason,) = outcome(read(path))
    assert reason.startswith("0: a table whose columns are not recognised (Tên, ")


@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("count", [1, 6])
def test_columns_named_by_hand(tmp_path: Path, separator: str, count: int) -> None:
    options = ReadOptions({"title": "Tên", "body": "Chữ"})
    found = read_content(tmp_path, table(separator, count=count), options)
    assert outcome(found) == TITLES[:count]
    assert isinstance(found[0], ReadArticle)
    first = found[0].article
    assert (first.body, str(first.published), first.topics) == (
        "Lúa thôn 1 chín đều.", "2023-05-01", ("Nông nghiệp",),
    )  # fmt: skip


def test_a_name_that_no_column_has(tmp_path: Path) -> None:
    (reason,) = outcome(read_content(tmp_path, table(), ReadOptions({"title": "KhongCo"})))
    assert reason.endswith("there is no field 'KhongCo' (--map title=KhongCo)")


@pytest.mark.parametrize(
    "names",
    [
        ("Tên", "Lên trang", "Kênh", "Nội dung đầy đủ"),
        ("Tên bài", "NgayXB", "Chuyên trang", "Nội dung"),
        ("TIEU DE", "Ngày xuất bản", "Chuyên mục", "NOI DUNG"),
        ("Tiêu đề bài báo", "Ngay XB", "Kênh", "Toàn bộ nội dung"),
        ("Tên tin", "Ngày lên trang", "Chuyên mục", "Nội dung chi tiết"),
    ],
)
def test_columns_as_newsrooms_call_them(tmp_path: Path, names: tuple[str, ...]) -> None:
    found = read_content(tmp_path, table(names=names))
    assert outcome(found) == TITLES
    assert isinstance(found[0], ReadArticle)
    first = found[0].article
    assert (str(first.published), first.topics) == ("2023-05-01", ("Nông nghiệp",))


@pytest.mark.parametrize("written", ["1/5/23", "01-May-23", "45047", "1-Thg5-23"])
def test_dates_as_spreadsheets_write_them(tmp_path: Path, written: str) -> None:
    content = f"Tiêu đề;Nội dung;Ngày đăng\nGặt sớm;Lúa chín đều.;{written}\n"
    (found,) = read_content(tmp_path, content)
    assert isinstance(found, ReadArticle)
    assert str(found.article.published) == "2023-05-01"


def test_a_table_with_a_title_and_bad_rows(tmp_path: Path) -> None:
    content = (
        "DANH SÁCH BÀI VIẾT THÁNG 5;;\n\n"
        "Tiêu đề;Nội dung;Ngày đăng\n"
        "Gặt sớm;Lúa chín đều.;1/5/2023\n"
        "Gặt muộn;Lúa xanh; lúa non; lúa đổ.;2/5/2023\n"
        "Cấy lại;Mạ tốt.;3/5/2023\n"
        "Cộng: ba bài\n"
    )
    assert outcome(read_content(tmp_path, content)) == [
        "Gặt sớm",
        "5: a row of 5 fields under a header of 3: quote its texts",
        "Cấy lại",
        "7: a row of 1 field under a header of 3: quote its texts",
    ]


def test_a_table_whose_rows_are_mostly_off_is_no_page(tmp_path: Path) -> None:
    rows = [f"Tin {n},Lúa, ngô, khoai {n}.,1/5/2023" for n in range(8)]
    found = outcome(
        read_content(tmp_path, "\n".join(["title,content,date", *rows, "Sắn,Bở.,1/5/2023"]))
    )
    assert found[-1] == "Sắn"
    assert found[0] == "2: a row of 5 fields under a header of 3: quote its texts"


@pytest.mark.parametrize(
    "text",
    [
        "Sáng nay, tại chợ, giá rau tăng\n" * 8,
        "Lúa chín\n\nTrên đồng, bà con gặt, máy chạy.\nTrưa, nắng, ai cũng mệt.\n" * 4,
        "Trang chủ | Video | Ảnh\n" * 8,
        "Giá vàng;SJC\n" * 8,
    ],
)
def test_text_is_no_table(text: str) -> None:
    assert not is_table(text.encode())


def test_a_header_whose_accents_were_lost(tmp_path: Path) -> None:
    content = (
        "Tiêu ??;N?i dung;Ngày ??ng\nGi? lúa t?ng;Bà con ph?n kh?i vì lúa ???c giá.;1/5/2023\n"
    )
    (reason,) = outcome(read_content(tmp_path, content))
    assert "(Tiêu ??, N?i dung, Ngày ??ng): accents were lost" in reason


def test_a_text_whose_accents_were_lost_is_remarked(tmp_path: Path) -> None:
    lost = "B?i mù ph? kín ???ng làng, xe ch? cát v?n ch?y."
    for content in (f"title;content\nBụi;{lost}\n", lines({"title": "Bụi", "body": lost})):
        (found,) = read_content(tmp_path, content)
        assert isinstance(found, ReadArticle)
        assert any(remark.startswith("accents were lost") for remark in found.remarks)


def test_fields_that_were_not_used_are_told_once(tmp_path: Path) -> None:
    record: dict[str, object] = {"title": "Lúa", "body": "Chín.", "NgayRa": "2023-05-01", "col7": 3}
    assert notes(tmp_path, lines(record, record)) == (
        "fields not used: NgayRa, col7; name them with --map published=NgayRa",
    )
    assert notes(tmp_path, lines({**record, "date": "2023-05-01"})) == ()


def test_of_many_fields_not_used_some_are_named(tmp_path: Path) -> None:
    record = {"title": "Lúa", "body": "Chín.", **{f"f{n}": "x" for n in range(20)}}
    (note,) = notes(tmp_path, lines(record))
    assert "f7, …; name them with --map published=FIELD" in note


def test_a_mapped_name_that_no_record_has(tmp_path: Path) -> None:
    records = (
        {"title": "Lúa", "body": "Chín."},
        {"title": "Ngô", "body": "Non.", "Ra": "2023-05-01"},
    )
    assert notes(tmp_path, lines(*records), published="Khong") == (
        "there is no field 'Khong' (--map published=Khong)",
        "fields not used: Ra; name them with --map published=Ra",
    )
    assert notes(tmp_path, lines(*records), published="Ra") == ()


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_record_without_known_fields_tells_those_it_has(tmp_path: Path, wrapped: bool) -> None:
    record = {"Dau": "Lúa", "Chu": "Chín."}
    content = json.dumps({"rows": [record]} if wrapped else record)
    assert outcome(read_content(tmp_path, content)) == [
        "1: no title, summary or body (fields: Dau, Chu; name them with --map title=… --map body=…)"
    ]


@pytest.mark.parametrize(
    ("extra", "reason"),
    [
        ({"post_status": "draft"}, "passed over: its post_status is 'draft'"),
        ({"status": "trash"}, "passed over: its status is 'trash'"),
        ({"post_type": "revision"}, "passed over: its post_type is 'revision'"),
        ({"post_status": "publish", "post_type": "post"}, ""),
        ({"status": "ok", "type": "article"}, ""),
    ],
)
def test_drafts_and_revisions_are_passed_over(
    tmp_path: Path, extra: dict[str, object], reason: str
) -> None:
    content = lines({"post_title": "Lúa", "post_content": "Chín.", **extra})
    assert outcome(read_content(tmp_path, content)) == [f"1: {reason}" if reason else "Lúa"]


def test_reports_of_an_earlier_reading_are_passed_over(tmp_path: Path) -> None:
    report: dict[str, object] = {"path": "a.html", "skipped": "empty", "line": 3}
    article: dict[str, object] = {"path": "b.html", "title": "Lúa", "body": "Chín."}
    assert outcome(read_content(tmp_path, lines(report, article, report))) == ["Lúa"]
    assert outcome(read_content(tmp_path, lines(report))) == [
        "0: only reports of what newsearch refused to read"
    ]


@pytest.mark.parametrize("end", ["", "\n"])
@pytest.mark.parametrize(
    ("content", "form"),
    [
        ({"data": [{"title": "Lúa", "content": "Chín."}]}, "JSON"),
        ({"title": "Lúa", "content": "Chín."}, "JSON Lines"),
    ],
)
def test_a_line_that_holds_a_list_is_no_json_lines(
    tmp_path: Path, content: object, form: str, end: str
) -> None:
    path = tmp_path / "tin"
    path.write_text(json.dumps(content) + end, "utf-8")
    (file,), _ = list_files([path])
    (how,) = (item for item in read_file(file) if isinstance(item, ReadAs))
    assert how.format == form
