"""Bodies in blocks, embedded values, what surrounds records, and texts that need repair."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsearch.article import Article
from newsearch.readers.records.fields import article_from_record
from newsearch.readers.records.html_text import html_to_text
from tests.readers.records.files import articles_and_reasons, content_read_as

FIRST, LAST = "Bến đò Tràng mở lại sáng nay.", "Chuyến cuối rời bến lúc sáu giờ chiều."


def paragraph(text: str) -> dict[str, Any]:
    return {"type": "paragraph", "content": [{"type": "text", "text": text}]}


@pytest.mark.parametrize(
    "body",
    [
        [{"type": "text", "content": FIRST}, {"type": "text", "content": LAST}],
        [
            {"type": "paragraph", "data": {"text": FIRST}},
            {"type": "header", "data": {"text": LAST}},
        ],
        {"time": 1700000000000, "blocks": [{"type": "unstyled", "text": FIRST}, {"text": LAST}]},
        {"type": "doc", "content": [paragraph(FIRST), paragraph(LAST)]},
        [
            {
                "_type": "block",
                "children": [{"_type": "span", "text": FIRST[:6]}, {"text": FIRST[6:]}],
            },
            {"_type": "block", "children": [{"_type": "span", "text": LAST}]},
        ],
        [
            {"type": "raw_html", "content": f"<p>{FIRST}</p>"},
            {"type": "html", "html": f"<p>{LAST}"},
        ],
        [FIRST, {"type": "list", "data": {"items": [LAST]}}],
        [
            {"type": "text", "content": FIRST},
            {"type": "related_news", "content": "Tin khác"},
            {"type": "embed", "content": "https://video.vn/1"},
            {"type": "quote", "content": LAST},
        ],
    ],
)
def test_blocks_of_editors(body: Any) -> None:
    found, _ = article_from_record({"title": "Bến đò Tràng", "content": body})
    assert found is not None
    assert found.body == f"{FIRST}\n{LAST}"


def test_captions_of_blocks() -> None:
    blocks = [
        {"type": "photo", "url": "https://anh.vn/a.jpg", "caption": "Đò ngang sang sông"},
        {"type": "text", "content": FIRST},
        {"type": "image", "data": {"file": {"url": "b.jpg"}, "caption": "Bến <b>Tràng</b>"}},
    ]
    found, _ = article_from_record({"title": "Bến đò Tràng", "blocks": blocks})
    assert found is not None
    assert (found.body, found.captions) == (FIRST, ("Đò ngang sang sông", "Bến Tràng"))


@pytest.mark.parametrize(
    ("stated", "author", "origin"),
    [
        ("Lường Thị Xuyến (tổng hợp)", "Lường Thị Xuyến", ""),
        ("Lường Xuyến (theo Reuters)", "Lường Xuyến", "Reuters"),
        ("Theo TTXVN", "", "TTXVN"),
        (12, "", ""),
        ("12", "", ""),
        ([{"id": 3, "name": "Lường Xuyến"}], "Lường Xuyến", ""),
    ],
)
def test_authors(stated: Any, author: str, origin: str) -> None:
    found, _ = article_from_record({"title": "Bến đò Tràng", "body": FIRST, "author": stated})
    assert found is not None
    assert (found.author, found.origin) == (author, origin)


def test_numbers_are_looked_up_in_what_is_embedded() -> None:
    embedded = {
        "author": [{"id": 4, "name": "Lường Xuyến"}],
        "wp:term": [[{"id": 1, "name": "Sông nước"}], [{"id": 2, "name": "đò ngang"}]],
    }
    record = {"title": {"rendered": "Bến đò"}, "content": {"rendered": f"<p>{FIRST}</p>"}}
    found, _ = article_from_record(
        {**record, "author": 4, "categories": [1], "_embedded": embedded}
    )
    assert found is not None
    assert (found.author, found.topics) == ("Lường Xuyến", ("Sông nước", "đò ngang"))


@pytest.mark.parametrize(
    "envelope",
    [
        {"meta": {"title": "Danh sách tin", "page": 1}},
        {
            "status": "ok",
            "feed": {"title": "Bản tin", "url": "https://bantin.vn/rss", "author": ""},
        },
        {"site": {"name": "Bản tin", "title": "Bản tin sông nước", "description": "Tin mỗi ngày"}},
    ],
)
def test_what_an_answer_says_of_itself_is_no_article(tmp_path: Path, envelope: Any) -> None:
    items = [{"title": "Bến đò Tràng", "content": FIRST, "link": "https://bantin.vn/1.html"}]
    content = json.dumps({**envelope, "items": items}, ensure_ascii=False, indent=1)
    assert [one.title for one in articles_and_reasons(tmp_path, content)[0]] == ["Bến đò Tràng"]


def test_a_list_of_articles_may_have_the_name_of_an_envelope(tmp_path: Path) -> None:
    content = json.dumps({"feed": [{"title": "Bến đò Tràng", "content": FIRST}]})
    assert [one.title for one in articles_and_reasons(tmp_path, content)[0]] == ["Bến đò Tràng"]


@pytest.mark.parametrize(
    "beginning",
    ["[](https://bantin.vn/) ", "[Trang chủ](https://bantin.vn/) ", "[[Ảnh]](https://a.vn) "],
)
def test_links_at_the_top_of_a_page_are_no_json(tmp_path: Path, beginning: str) -> None:
    content = f"{beginning}\n\n# Bến đò Tràng mở lại\n\n06/05/2024 08:15\n\n{FIRST}\n\n{LAST}\n"
    assert content_read_as(tmp_path, content).format == "page text"


@pytest.mark.parametrize("content", ["[]", "[[]]", "[ [], [] ]", " [\n]\n"])
def test_empty_arrays_are_json(tmp_path: Path, content: str) -> None:
    assert "no records" in articles_and_reasons(tmp_path, content)[1][0]


@pytest.mark.parametrize(
    "box",
    [
        '<div class="box related-news"><div><p>Tin khác</p></div></div>',
        '<div type="RelatedOneNews" class="preview"><a href="/x">Tin khác</a></div>',
        '<ul id="tin-lien-quan"><li>Tin khác</li></ul>',
        '<div class="ez-toc-container"><p>Tin khác</p></div>',
    ],
)
def test_boxes_between_paragraphs_are_left_out(box: str) -> None:
    markup = f"<div class='text'><p>{FIRST}</p>{box}<p>{LAST}</p>{'<p>Hết mưa.</p>' * 6}</div>"
    assert html_to_text(markup).text.startswith(f"{FIRST}\n{LAST}\nHết mưa.")


def test_a_box_around_the_text_is_kept() -> None:
    assert html_to_text(f'<div class="related"><p>{FIRST}</p></div>').text == FIRST


@pytest.mark.parametrize(
    "link", ["Xem thêm: Lũ về sớm", ">> Lũ về sớm", "Tin liên quan\nLũ về sớm"]
)
def test_links_below_the_text_are_cut(link: str) -> None:
    found, _ = article_from_record({"title": "Bến đò", "body": f"{FIRST}\n{LAST}\n{link}"})
    assert found is not None
    assert found.body.startswith(f"{FIRST}\n{LAST}")
    assert "Xem thêm" not in found.body
    assert ">>" not in found.body


def misread(text: str) -> str:
    return text.encode().decode("latin-1")


def test_misread_records_are_repaired_and_noted_once(tmp_path: Path) -> None:
    records = [
        {
            "title": misread("Bến đò Tràng mở lại"),
            "content": misread(text),
            "author": misread("Lê Nhã"),
        }
        for text in (FIRST, LAST)
    ]
    content = "\n".join(json.dumps(record, ensure_ascii=False) for record in records)
    articles, _ = articles_and_reasons(tmp_path, content)
    assert [(one.title, one.body, one.author) for one in articles] == [
        ("Bến đò Tràng mở lại", FIRST, "Lê Nhã"),
        ("Bến đò Tràng mở lại", LAST, "Lê Nhã"),
    ]
    notes = content_read_as(tmp_path, content).notes
    assert len(notes) == 1
    assert "misread" in notes[0]


TEXTS = st.text(
    st.sampled_from(
        "aăạộ\u0302\u0323\u00ad\u200b\ufeff\0\r\n \t\ud800&;#x3<p>/[]'\",.!Theo(T)XV: "
    ),
    max_size=60,
)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(
        st.sampled_from(
            ["title", "summary", "content", "author", "source", "url", "tags", "captions", "_id",
             "lang", "agency", "related", "date"]
        ),
        TEXTS | st.lists(TEXTS, max_size=3) | st.fixed_dictionaries({"name": TEXTS}),
    )
)  # fmt: skip
def test_what_is_read_is_as_clean_as_any_article(record: dict[str, Any]) -> None:
    found, _ = article_from_record(record)
    if found is not None:
        names = found.__dataclass_fields__
        assert Article(**{name: getattr(found, name) for name in names}) == found


def test_rows_with_backslashes_before_quotes(tmp_path: Path) -> None:
    content = '"title","content"\r\n"Bến đò","lối C:\\"\r\n"Ao sen","nở sớm"\r\n'
    assert [one.body for one in articles_and_reasons(tmp_path, content)[0]] == [
        "lối C:\\",
        "nở sớm",
    ]


def test_broken_rest_of_a_line_is_reported(tmp_path: Path) -> None:
    content = f'{{"title": "Bến đò"}} x\n{{"title": "Ao sen", "body": "{FIRST}"}}\n'
    articles, reasons = articles_and_reasons(tmp_path, content)
    assert [one.title for one in articles] == ["Ao sen"]
    assert "Extra data" in reasons[0]


def test_tables_have_no_encoding(tmp_path: Path) -> None:
    import sqlite3

    path = tmp_path / "tin.db"
    with sqlite3.connect(path) as database:
        database.execute("CREATE TABLE bai (tieu_de, noi_dung)")
        database.execute("INSERT INTO bai VALUES ('Bến đò', ?)", (FIRST,))
    database.close()
    read = content_read_as(tmp_path, path.read_bytes())
    assert (read.format, read.encoding, read.notes) == ("SQLite", "UTF-8", ())


def test_letters_across_blocks_stay_whole(tmp_path: Path) -> None:
    line = json.dumps({"title": "Ạ" * 99, "body": "ộ" * 9000}, ensure_ascii=False)
    articles, _ = articles_and_reasons(tmp_path, "\n".join([line] * 40))
    assert [one.body for one in articles] == ["ộ" * 9000] * 40
