"""What is left out of a page is told, tables of data are kept, lost accents are remarked."""

from __future__ import annotations

from datetime import datetime

import pytest

from newsearch.readers.encodings.lost_accents import LOST, lost_accents
from newsearch.readers.html.left_out import LENGTH_LIMIT, LINE_LIMIT
from newsearch.readers.html.page import ParsedHtml, parse_html
from tests.readers.html.papers import PAPERS, html_of
from tests.readers.html.words import FIRST, LAST, LEAD, OTHERS, TEXT, TITLE, links

NOW = datetime(2026, 9, 1)
MENU = "<nav><ul><li><a href='/a'>Thời sự</a></li><li><a href='/b'>Kinh tế</a></li></ul></nav>"
CRUMBS = "<div class='breadcrumb'><a href='/'>Trang chủ</a> › <a href='/b'>Văn hóa</a></div>"
COMMENTS = "<div class='comments'><p>Bình luận (1)</p><p>Nam: Nghề của làng tôi đấy.</p></div>"
FOOTER = "<footer><p>Giấy phép số 12/GP-BTTTT.</p></footer>"


def page(inside: str = "", *, above: str = "", below: str = "") -> ParsedHtml:
    paragraphs = [f"<p>{text}</p>" for text in TEXT]
    return parse_html(
        f"<html><head><title>{TITLE}</title></head><body>{above}<h1>{TITLE}</h1>"
        f"<div class='date'>06/05/2024 07:05</div><p class='sapo'>{LEAD}</p>"
        f"<div class='noi-dung'>{''.join(paragraphs[:2])}{inside}{''.join(paragraphs[2:])}"
        f"<p><strong>Hoài Thương</strong></p></div>{below}</body></html>",
        now=NOW,
    )


def lines_of(found: ParsedHtml) -> list[str]:
    assert found.article is not None, found.refused
    return found.article.body.split("\n")


def test_all_that_was_left_out_is_told_in_page_order() -> None:
    box = f"<div class='tin-lien-quan'><ul>{links(2)}</ul></div>"
    found = page(box, above=MENU + CRUMBS, below=COMMENTS + FOOTER)
    assert found.cut == (
        "Thời sự", "Kinh tế", "Trang chủ › Văn hóa", OTHERS[0], OTHERS[1], "Bình luận (1)",
        "Nam: Nghề của làng tôi đấy.", "Giấy phép số 12/GP-BTTTT.",
    )  # fmt: skip


@pytest.mark.parametrize("paper", PAPERS)
def test_nothing_that_was_read_is_told_to_be_left_out(paper: str) -> None:
    found = parse_html(html_of(paper), now=NOW)
    assert found.article is not None
    assert set(found.cut).isdisjoint((TITLE, LEAD, *TEXT, *found.article.captions))


def test_what_was_left_out_is_bounded() -> None:
    entry = f"<li><a href='/x'>{'Tin khác trong ngày ' * 40}</a></li>"
    found = page(below=f"<div class='menu'>{entry * 3000}</div>")
    assert len(found.cut) == LINE_LIMIT
    assert max(map(len, found.cut)) == LENGTH_LIMIT


def table(*rows: str, cell: str = "td", around: str = "{}") -> str:
    cells = (row.split("/") for row in rows)
    lines = ("".join(f"<{cell}>{entry}</{cell}>\n" for entry in row) for row in cells)
    return around.format(
        "<table>\n" + "".join(f"<tr>\n{line}</tr>\n" for line in lines) + "</table>"
    )


PRICES = ("Loại/Cỡ/Giá (đồng)", "Thạp/lớn/1.200.000", "Om/nhỏ/85.000", "Đột//40.000")


@pytest.mark.parametrize(
    "around", ["{}", "<figure class='wp-block-table'>{}</figure>", "<div>{}</div>"]
)
@pytest.mark.parametrize("cell", ["td", "th"])
def test_a_table_of_data_is_text_a_row_a_line(around: str, cell: str) -> None:
    found = page(table(*PRICES, cell=cell, around=around))
    lines = lines_of(found)
    assert lines == [
        *TEXT[:2], "Loại | Cỡ | Giá (đồng)", "Thạp | lớn | 1.200.000", "Om | nhỏ | 85.000",
        "Đột | | 40.000", *TEXT[2:],
    ]  # fmt: skip
    assert found.cut == ()


def test_entries_may_be_paragraphs_below_a_head_over_all_columns() -> None:
    rows = "".join(
        f"<tr><td><p>{name}</p></td><td><p><b>{count}</b></p></td></tr>"
        for name, count in (("Thạp", "120"), ("Om", "90"), ("Đột", "85"))
    )
    found = page(f"<table><tr><td colspan='2'><p>MẺ GỐM ĐẦU</p></td></tr>{rows}</table>")
    assert lines_of(found)[2:-2] == ["MẺ GỐM ĐẦU", "Thạp | 120", "Om | 90", "Đột | 85"]
    assert found.cut == ()


def test_a_table_at_the_end_stays_text() -> None:
    found = parse_html(
        f"<html><title>{TITLE}</title><h1>{TITLE}</h1><p>06/05/2024 07:05</p><div class='noi-dung'>"
        f"<p>{LEAD}</p><p>{FIRST}</p><p>{LAST}</p>"
        f"{table('Thợ/Năm vào nghề', 'Lương Hiền/1998', 'Lê Bình/2004')}</div></html>",
        now=NOW,
    )
    assert lines_of(found)[-3:] == ["Thợ | Năm vào nghề", "Lương Hiền | 1998", "Lê Bình | 2004"]


def test_a_table_that_sets_a_picture_gives_its_caption_as_before() -> None:
    inside = "<table class='picture'><tr><td><img src='a.jpg'></td></tr><tr><td class='caption'>" \
        "Lò sấp đỏ lửa. Ảnh: Minh An</td></tr></table>"  # fmt: skip
    found = page(inside)
    assert found.article is not None
    assert found.article.captions == ("Lò sấp đỏ lửa. Ảnh: Minh An",)
    assert lines_of(found) == list(TEXT)


def test_a_table_of_links_is_no_text() -> None:
    row = "<tr><td><a href='/{0}'>{1}</a></td><td><a href='/{0}b'>{1} (video)</a></td></tr>"
    inside = "".join(
        row.format(number, title) for number, title in enumerate(("Gốm Thanh Hà", "Gốm Chu Đậu"))
    )
    assert not any(" | " in line for line in lines_of(page(f"<table>{inside}</table>")))


def without_accents(text: str, sign: str = "?") -> str:
    return "".join(sign if ord(letter) > 255 else letter for letter in text)


@pytest.mark.parametrize("sign", ["?", "�"])
def test_lost_accents_are_remarked(sign: str) -> None:
    lost = "".join(f"<p>{without_accents(text, sign)}</p>" for text in TEXT)
    found = parse_html(
        f"<html><h1>{without_accents(TITLE, sign)}</h1><p>06/05/2024</p>"
        f"<div class='noi-dung'>{lost}</div></html>",
        now=NOW,
    )
    assert LOST in found.remarks
    assert lost_accents(without_accents(TITLE, sign))
    assert lost_accents(without_accents(TITLE, sign).upper())


@pytest.mark.parametrize(
    "text",
    [
        "",
        *TEXT,
        "Ai được lợi?Không ai biết?Vậy thì sao?Chờ xem.",
        "Xem https://a.vn/tim?tu=gom và https://b.vn/x?lang=vi, https://c.vn/y?page=2, d.vn?a=b",
        "Gốm??? Lại gốm?! Bao giờ?...",
        "Lang gom Phuoc Tich mo lai lo nung?",
    ],
)
def test_questions_and_addresses_are_not_lost_accents(text: str) -> None:
    assert not lost_accents(text)
    assert not lost_accents(text * 5)
