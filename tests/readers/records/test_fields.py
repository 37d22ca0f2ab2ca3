"""What records call their fields, and what shapes their values have."""

# ruff: noqa: E501 (one case a line)

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from newsearch.article import Article, canonical_url
from newsearch.readers import ReadOptions
from newsearch.readers.records.fields import article_from_record
from newsearch.readers.records.names import field_of
from tests.readers.records.files import article_in, outcome, read_as, read_content

BODY = (
    "Sáng mùng bốn, cả xóm Đầm ra kênh vớt bèo để kịp lấy nước đổ ải cho vụ chiêm xuân.\n"
    "Ông Lương Văn Khoát, trưởng xóm, nói năm nay nước về sớm hơn mọi năm nửa tháng."
)


def article(**record: Any) -> Article:
    found, _ = article_from_record({"title": "Xóm Đầm ra kênh vớt bèo", **record})
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("Tiêu đề", "title"), ("tieuDe", "title"), ("TIEU-DE", "title"), ("tieu de", "title"),
        ("tie\u0302u \u0111e\u0302\u0300", "title"), ("articleTitle", "title"),
        ("post_title_raw", "title"), ("Nội dung", "body"), ("noiDung", "body"),
        ("articleBody", "body"), ("content_clean", "body"), ("maintext", "body"),
        ("Mô tả", "summary"), ("tóm_tắt", "summary"), ("meta-description", "summary"),
        ("Tác giả", "author"), ("dc:creator", "author"), ("Ngày đăng", "published"),
        ("datePublished", "published"), ("article:published_time", "published"),
        ("timeCreatePostOrigin", "published"), ("thời gian", "published"),
        ("urlPageCrawl", "source"), ("Nguồn", "source"), ("Đường dẫn", "url"),
        ("Chuyên mục", "topics"), ("Từ khóa", "topics"), ("Chú thích ảnh", "captions"),
    ],
)  # fmt: skip
def test_names_in_any_writing(name: str, field: str) -> None:
    found = field_of(name)
    assert found is not None
    assert found[0] == field


@pytest.mark.parametrize(
    "name",
    [
        "date_crawled", "crawled_at", "collected_at", "ngay_thu_thap", "dateModified", "updated_at",
        "postId", "category_url", "image_url", "author_id", "comment_text", "vote react list",
        "views", "x" * 10_000, "", "1",
    ],
)  # fmt: skip
def test_names_that_are_no_text_or_date(name: str) -> None:
    found = field_of(name)
    assert found is None or found[0] == "id"


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"source": {"name": "Bản tin Xóm Đầm", "url": "x"}}, {"source": "Bản tin Xóm Đầm"}),
        ({"source": "bantin", "url": "https://bantin.vn/a"}, {"source": "bantin.vn"}),
        ({"source": "https://bantin.vn/a"}, {"source": "bantin.vn", "url": "https://bantin.vn/a"}),
        ({"url": "https://bantin.vn/"}, {"source": "bantin.vn", "url": ""}),
        ({"author": [{"name": "Lê Na"}, {"name": "Vũ Lâm"}]}, {"author": "Lê Na, Vũ Lâm"}),
        ({"author": "['Lê Na', 'Vũ Lâm']"}, {"author": "Lê Na, Vũ Lâm"}),
        ({"author": " Theo Lê Na "}, {"author": "Lê Na"}),
        ({"author": "Theo P.Q.Hải"}, {"author": "P.Q.Hải"}),
        ({"author": "https://facebook.com/baotin"}, {"author": ""}),
        ({"author": "Bản Tin", "url": "https://bantin.vn/a"}, {"author": ""}),
        ({"categories": ["Thời sự", {"name": "Làng xã"}]}, {"topics": ("Thời sự", "Làng xã")}),
        ({"category": "Thời sự", "tags": "bèo; kênh"}, {"topics": ("Thời sự", "bèo", "kênh")}),
        ({"category": "https://bantin.vn/thoi-su", "tags": [12]}, {"topics": ()}),
        ({"images": ["https://a.vn/1.jpg", {"caption": "Vớt bèo."}]}, {"captions": ("Vớt bèo.",)}),
        ({"language": "vi-VN"}, {"language": "vi"}),
        ({"title": "Xóm Đầm &amp;quot;vớt&amp;quot; bèo"}, {"title": 'Xóm Đầm "vớt" bèo'}),
        ({"title": "Vớt\u200b bèo <b>sớm</b>\n"}, {"title": "Vớt bèo sớm"}),
        ({"title": "Vớt bèo - Báo Xóm Đầm"}, {"title": "Vớt bèo"}),
        ({"body": f"Xóm Đầm ra kênh vớt bèo\n{BODY}"}, {"body": BODY}),
        ({"content": "nan", "text": BODY}, {"body": BODY}),
        ({"content": BODY.split("\n")}, {"body": BODY}),
        ({"content": [{"type": "p", "text": line} for line in BODY.split("\n")]}, {"body": BODY}),
        ({"content": BODY.replace("\n", "\r\n\r\n  ")}, {"body": BODY}),
        ({"content": BODY.replace("\n", "")}, {"body": BODY}),
        ({"content": f"{BODY}\nHoài Thương (theo Bản tin Đồng)"},
         {"body": BODY, "author": "Hoài Thương", "origin": "Bản tin Đồng"}),
        ({"content": f"{BODY} Hoài Thương (tổng hợp)"}, {"body": BODY, "author": "Hoài Thương"}),
        ({"content": BODY, "comments": [{"text": "Hay"}], "reactions": {"likes": 2}}, {"body": BODY}),
    ],
)  # fmt: skip
def test_values_of_many_shapes(record: dict[str, Any], expected: dict[str, Any]) -> None:
    found = article(**record)
    assert {name: getattr(found, name) for name in expected} == expected


@pytest.mark.parametrize(
    "markup",
    [
        "<p>{}</p><p>{}</p>",
        "<div><p style='a'>{}<br/>\n{}</p><script>var a = '<p>';</script></div>",
        "&lt;p&gt;{}&lt;/p&gt;&lt;p&gt;{}&lt;/p&gt;",
        "<!-- quảng cáo <p> --><h2>{}</h2>\n<ul><li>{}</li></ul><style>p {{}}</style>",
        "<table><tr><td>{}</td></tr><tr><td>{}</td></tr></table><iframe src='x'></iframe>",
    ],
)
def test_html_in_a_body(markup: str) -> None:
    first, second = BODY.split("\n")
    assert article(content=markup.format(first, second)).body == BODY


def test_a_picture_in_html_gives_its_caption() -> None:
    figure = '<figure><img alt="a > b"><figcaption>Kênh Đầm mùa cạn.</figcaption></figure>'
    found = article(content=f"<p>{BODY}</p>{figure}<p>Nước đã về.</p>")
    assert found.captions == ("Kênh Đầm mùa cạn.",)
    assert found.body.endswith("\nNước đã về.")


@pytest.mark.parametrize("text", ["Giá < 5 và > 3 & rẻ", "<Tin nhanh> a&b", "x <3 y"])
def test_text_with_signs_of_markup_stays(text: str) -> None:
    assert article(content=text).body == text


def test_a_list_that_a_program_wrote_into_a_text() -> None:
    first, second = BODY.split("\n")
    written = repr(["\r\n ", first[:20], first[20:], "\r\n", second, "\r\n"])
    assert article(content=f"Vớt bèo đầu xuân.{written}").body == f"Vớt bèo đầu xuân.\n{BODY}"
    assert article(content=repr([first, second])).body == BODY
    html = f"<p>{first}</p><p>{second}</p>"
    assert article(content=written, content_html=html).body == BODY


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nước về sớm.Bà con mừng.", "Nước về sớm.\nBà con mừng."),
        ("Ông nói: “Mừng lắm.”Bà con cười.", "Ông nói: “Mừng lắm.”\nBà con cười."),
        ("Theo xếp hạng của THE.Trường nọ đứng đầu.", "Theo xếp hạng của THE.\nTrường nọ đứng đầu."),
        ("Về TP.Huế, Q.Bình Thạnh", "Về TP.Huế, Q.Bình Thạnh"),
        ("Xem Bantin.Vn, ông N.Văn Khoát, 3.000 tấn", "Xem Bantin.Vn, ông N.Văn Khoát, 3.000 tấn"),
    ],
)  # fmt: skip
def test_glued_paragraphs(text: str, expected: str) -> None:
    assert article(content=text).body == expected


def test_a_whole_page_in_a_record_is_cut_to_its_article() -> None:
    links = "\n".join(f"* [Mục {n}](https://bantin.vn/{n})" for n in range(9))
    page = (
        f"{links}\n\n# Xóm Đầm ra kênh vớt bèo\n\n04/02/2024 08:15 GMT+7\n\n"
        + BODY.replace("\n", "\n\n")
        + f"\n\n**Tin liên quan**\n\n{links}\n"
    )
    found = article(content_markdown=page, date_crawled="2024-06-01", url="https://bantin.vn/x-9")
    assert str(found.published) == "2024-02-04T08:15"
    assert "Mục 3" not in found.body + found.summary
    assert (found.summary + found.body).startswith(BODY[:60])


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"date": "2024-02-04", "time": "08:15"}, "2024-02-04T08:15"),
        ({"ngay_dang": {"$date": "2024-02-04T01:15:00Z"}}, "2024-02-04T08:15"),
        ({"publish_date": None, "created_at": "2024-02-04 08:15:30"}, "2024-02-04T08:15"),
        ({"timestamp": 1707009300.0}, "2024-02-04T08:15"),
        ({"date": "hôm nọ", "pubDate": "Sun, 04 Feb 2024 08:15:00 +0700"}, "2024-02-04T08:15"),
        ({"date_crawled": "2024-06-01", "crawled_at": "2024-06-01", "updated_at": "2024-05-01"}, None),
        ({"date": float("inf")}, None),
    ],
)  # fmt: skip
def test_dates(record: dict[str, Any], expected: str | None) -> None:
    published = article(**record).published
    assert (published.isoformat() if published else None) == expected


@pytest.mark.parametrize(
    ("record", "expected"),
    [
        ({"id": "tin-7"}, "tin-7"),
        ({"postId": "20240204081500001"}, "20240204081500001"),
        ({"_id": {"$oid": "65bf0c"}}, "65bf0c"),
        ({"id": "mixed-001"}, "mixed-001"),
    ],
)
def test_ids(record: dict[str, Any], expected: str) -> None:
    assert article(**record).id == expected


def test_what_was_exported_keeps_all_it_has() -> None:
    exported = Article(title="A - Báo B", body="<b>Lê Na</b>\nLê Na.Vũ", source="a.vn")
    assert article_from_record(exported.to_dict())[0] == exported


def test_the_user_says_what_a_field_is_called(tmp_path: Path) -> None:
    record = {"title": "Không phải", "F1": "Vớt bèo", "meta": {"when": "2024-02-04"}, "F2": BODY}
    options = ReadOptions({"title": "f1", "published": "meta.when", "body": "F2"})
    found = article_in(tmp_path, json.dumps(record), options)
    assert (found.title, str(found.published), found.body) == ("Vớt bèo", "2024-02-04", BODY)


def test_the_names_that_were_used_are_told(tmp_path: Path) -> None:
    path = tmp_path / "tin.jsonl"
    records = [{"Tiêu đề": f"Tin {n}", "noiDung": BODY, "ngay": "4/2/2024"} for n in range(3)]
    path.write_text("".join(json.dumps(record) + "\n" for record in records), "utf-8")
    assert dict(read_as(path).fields) == {
        "title": "Tiêu đề", "body": "noiDung", "published": "ngay",
    }  # fmt: skip


def test_comments_alone_are_no_article(tmp_path: Path) -> None:
    content = json.dumps({"comments": [{"text": "Hay", "title": "x", "url": "u"}]})
    (reason,) = outcome(read_content(tmp_path, content))
    assert reason.startswith("1: no title, summary or body")


@pytest.mark.parametrize("stated", [1.0, "1.0", "#1", "#a1", "STT 3", True])
def test_a_count_is_no_id(stated: Any) -> None:
    one = article(id=stated, title="Vớt bèo")
    other = article(id=stated, title="Gặt lúa")
    assert one.id != other.id
    assert article(id=stated, url="https://bantin.vn/vot-beo").id == "bantin.vn/vot-beo"


@pytest.mark.parametrize("stated", [1, 4816068, "0017"])
def test_a_whole_number_is_an_id_where_there_is_no_address(stated: Any) -> None:
    assert article(id=stated, title="Vớt bèo").id == str(stated)
    assert article(id=stated, url="https://bantin.vn/vot-beo").id == "bantin.vn/vot-beo"


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("javascript:void(0)", ""),
        ("không có", ""),
        ("mailto:toasoan@bantin.vn", ""),
        ("https://bantin.vn/#tin-1", "https://bantin.vn/#tin-1"),
        ("https://bantin.vn/index.html", "https://bantin.vn/index.html"),
        ("https://bantin.vn/?utm_source=rss", "https://bantin.vn/?utm_source=rss"),
        ("https://bantin.vn/thoi-su.rss", "https://bantin.vn/thoi-su.rss"),
        ("/index.html", "/index.html"),
        ("https://bantin.vn", ""),
    ],
)
def test_an_address_of_many_articles_is_no_id(url: str, kept: str) -> None:
    one, other = article(url=url, title="Vớt bèo"), article(url=url, title="Gặt lúa")
    assert one.id != other.id
    assert one.url == kept


@pytest.mark.parametrize(
    "url",
    [
        "https://bantin.vn/index.php?id=5",
        "http://bantin.vn/?p=12",
        "//bantin.vn/vot-beo",
        "bantin.vn/vot-beo.html",
        "https://bantin.vn/#/tin/12",
    ],
)
def test_an_address_of_one_article_is_its_id(url: str) -> None:
    assert article(url=url, title="Vớt bèo").id == canonical_url(url)
