"""Inputs in markup are told from text, and letters of old fonts are named."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from newsearch.readers import ReadArticle, list_files
from newsearch.readers.detect import detect
from newsearch.readers.encodings.repair import repair_text
from newsearch.results import Skipped
from tests.readers.pages import COMMUNE_PAGE, CRAWLED_PAGE, MENU_PAGE
from tests.readers.reading import articles_of

PARAGRAPH = "<p>Ngày 5/3/2020, độ mặn lấn sâu 70 km trên sông Hàm Luông.</p>"


def read(path: Path) -> list[ReadArticle | Skipped]:
    (file,), _ = list_files([path])
    return articles_of(file)


@pytest.mark.parametrize(
    ("content", "form"),
    [
        (f"<!DOCTYPE html>\n<html><body>{PARAGRAPH}</body></html>", "HTML"),
        (f"\n\n  <HTML lang='vi'>\n<script>var quangCao = 1;</script>{PARAGRAPH}", "HTML"),
        (f"<!-- saved from url=(0020)http://x.vn/ -->\n<html>{PARAGRAPH}", "HTML"),
        (f'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x">\n<html>{PARAGRAPH}</html>', "HTML"),
        (f'<div class="sapo">{PARAGRAPH}</div>', "HTML"),
        (f"&lt;!DOCTYPE html&gt;\n&lt;html&gt;{PARAGRAPH}", "HTML"),
        ("Bến Tre\n" + '<a href="/tin-1">Mặn</a><br/><img src="a.jpg"/><b>Ngọt</b>\n' * 9, "HTML"),
        ('<html><script>\n{"title": "Tin"}\n</script></html>', "HTML"),
        ('<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"><channel/></rss>', "feed"),
        ('\n<rss version="2.0">\n<channel><title>Tin mới</title></channel></rss>', "feed"),
        ('<?xml version="1.0"?>\n<!-- x --><feed xmlns="http://www.w3.org/2005/Atom"/>', "feed"),
        ('<?xml version="1.0"?><rdf:RDF xmlns="http://purl.org/rss/1.0/"/>', "feed"),
        ("<item><title>Tin</title></item>", "feed"),
        ('<?xml version="1.0"?><urlset><url/></urlset>', "XML"),
    ],
)
def test_markup_is_recognised(content: str, form: str) -> None:
    assert detect(content.encode()).name == form


@pytest.mark.parametrize(
    "content",
    [
        COMMUNE_PAGE,
        MENU_PAGE,
        CRAWLED_PAGE,
        "<Tin nhanh> " + COMMUNE_PAGE,
        "<!-- -->" * 2000 + "\n" + COMMUNE_PAGE,
        COMMUNE_PAGE.replace("\n\n", "<br>\n"),
        COMMUNE_PAGE + "\nMã nhúng: <iframe src='x'></iframe>",
        "> Đọc thêm\n" + COMMUNE_PAGE,
        json.dumps({"title": "Tin", "body": f"<html>{PARAGRAPH * 9}</html>"}) + "\n",
        json.dumps([{"title": "Tin", "body": f"<div>{PARAGRAPH * 9}</div>"}], indent=1),
    ],
)
def test_text_and_records_with_some_tags_are_read(tmp_path: Path, content: str) -> None:
    (tmp_path / "tin.txt").write_text(content, "utf-8")
    assert [type(item) for item in read(tmp_path / "tin.txt")] == [ReadArticle]


VNI = (
    "Saùng nay, Uyû ban nhaân daân xaõ Ñoâng Lónh toå chöùc leã khaùnh thaønh traïm nöôùc saïch, "
    "coâng trình troïng ñieåm cuûa xaõ trong naêm 2003."
)
TCVN3 = (
    "S¸ng nay, ñy ban nh©n d©n x· §«ng LÜnh tæ chøc lÔ kh¸nh thµnh tr¹m n\xadíc s¹ch, "
    "c«ng tr×nh träng ®iÓm cña x· trong n¨m 2003."
)


@pytest.mark.parametrize(("text", "encoding"), [(VNI, "VNI"), (TCVN3, "TCVN3")])
def test_letters_of_old_fonts_become_unicode(text: str, encoding: str) -> None:
    repaired = repair_text(text)
    assert repaired.encoding == encoding
    assert "khánh thành trạm nước sạch" in repaired.text.lower()


@pytest.mark.parametrize(
    "text",
    [
        "",
        COMMUNE_PAGE,
        MENU_PAGE,
        "Hoà, toá, uỷ, luân, oã, hoá, thuý, quà",
        "Cầu thủ Müller, Özil, Ødegaard, Björn, Çalhanoğlu, Ibrahimović gặp nhau ở Malmö và Köln.",
        "Müller, Özil und Björn fahren für fünf Tage über die Brücke nach Köln zurück.",
        "På lørdag går Ødegård på båten; været blir kjølig og vått, så ta på deg noe varmt.",
        "Les élèves français fêtent Noël à la forêt, où naïfs et têtus se plaignent.",
        "Sang nay Uy ban nhan dan xa to chuc le khanh thanh tram nuoc sach.",
        "© 2020 Báo · 25° · 30 m² · «Tin» · £5m · ½ ly",
    ],
)
def test_other_letters_are_left_alone(text: str) -> None:
    assert repair_text(text).text == text


OTHER_TEXT = {
    "phu-de.vtt": "WEBVTT\n\n00:01.000 --> 00:04.000\nChào mừng bạn đến với bản tin tối.\n",
    "phu-de.srt": "1\n00:00:01,000 --> 00:00:04,000\nChào mừng bạn đến với bản tin tối.\n",
    "lich.ics": "BEGIN:VCALENDAR\nVERSION:2.0\nSUMMARY:Họp báo\nEND:VCALENDAR\n",
    "quet.py": "import json\nimport re\n\ndef quét(trang):\n    return trang\n",
    "quet.sh": "#!/bin/sh\n# Tải các trang của báo về\ncurl -O https://bao.example\n",
    "chinh.c": "#include <stdio.h>\nint main(void) { return 0; }\n",
    "bao.sql": "-- Sao lưu\nCREATE TABLE bai_viet (id int);\nINSERT INTO bai_viet VALUES (1);\n",
    "robots.txt": "User-agent: *\nDisallow: /tim-kiem\n",
    "cai-dat.ini": "[crawler]\ndelay = 2\nmax_pages = 100\n",
    "danh-sach.json": '["Tin thứ nhất", "Tin thứ hai"]',
    "so.json": "[1, 2, 3]",
    "python.txt": "[{'title': 'Cầu mới thông xe', 'body': 'Sáng nay cầu thông xe.'}]",
}


@pytest.mark.parametrize("name", OTHER_TEXT)
def test_other_text_is_named_and_no_article(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text(OTHER_TEXT[name], "utf-8")
    [skipped] = read(tmp_path / name)
    assert isinstance(skipped, Skipped)
    assert skipped.refused
    assert skipped.reason


@pytest.mark.parametrize(
    "beginning",
    ["[Trang chủ](/) [Thời sự](/thoi-su)", "[Video] Cầu mới thông xe", "“Set” là gì?", "- Tin 1"],
)
def test_a_page_that_begins_like_other_text_is_read(tmp_path: Path, beginning: str) -> None:
    (tmp_path / "tin.txt").write_text(f"{beginning}\n\n{COMMUNE_PAGE}", "utf-8")
    assert isinstance(read(tmp_path / "tin.txt")[0], ReadArticle)
