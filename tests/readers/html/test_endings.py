"""The end of an article's text: what papers put below it, and how its author is printed."""

from __future__ import annotations

from datetime import datetime

import pytest

from newsearch.article import Article
from newsearch.readers.html.page import parse_html
from tests.readers.html.words import LAST, LEAD, PARAGRAPHS, TEASER, TITLE

NOW = datetime(2026, 9, 1)
VOICE = "https://vov.vn/van-hoa/lang-gom-post1.vov"
OTHER = "https://nguonsang.vn/lang-gom.html"
BOOKS = "Tủ sách Nguồn Sáng có những tựa sách hay về làng nghề và về gốm men nâu xứ Huế."


def article_of(below: str, *, url: str = OTHER, beside: str = "", behind: str = "") -> Article:
    html = (
        f"<html><head><title>{TITLE}</title><meta property='og:site_name' content='Nguồn Sáng'>"
        f"</head><body><h1>{TITLE}</h1>{beside}<p class='sapo'>{LEAD}</p>"
        f"<div class='noi-dung'>{PARAGRAPHS}{below}</div>{behind}</body></html>"
    )
    article = parse_html(html, url=url, now=NOW).article
    assert article is not None
    return article


@pytest.mark.parametrize(
    "below",
    [
        f"<div class='box'><p>{BOOKS}</p></div>",
        "<div><p>Mời bạn đọc đón xem số báo đặc biệt về làng nghề vào thứ bảy tuần này.</p></div>",
        "<p><em>Nguồn Sáng mời độc giả đặt mua số xuân tại <a href='/mua'>đây</a>.</em></p>",
        "<p><b>Trân trọng kính mời quý độc giả gửi bài dự thi viết về làng nghề quê mình.</b></p>",
        f"<div class='cp'><a href='/x.html'>Nghề nón lá Tây Hồ tìm khách mới</a>"
        f"<p class='sapo-cp'>{TEASER}</p></div>",
        "<p><a href='/a'>gốm</a><a href='/b'>làng nghề</a></p>",
        "<p>Nguồn: <a href='https://baomoi.com/c/1.epi'>https://baomoi.com/c/1.epi</a></p>",
    ],
)
def test_what_stands_below_is_no_text(below: str) -> None:
    assert article_of(below).body.endswith(LAST)


@pytest.mark.parametrize(
    "last",
    [
        "<blockquote><p>“Nhìn lửa mà thương đất, thương người đi trước”, ông Hiền nói.</p>"
        "</blockquote>",
        "<p><b>Ngày mai, làng sẽ mời bạn hàng cũ ở ba tỉnh về xem mẻ gốm đầu tiên.</b></p>",
        "<ul><li>Mẻ gốm thứ hai sẽ vào lò trong tháng bảy, sau lễ cúng tổ nghề của làng.</li></ul>",
        "<p>Ông Hiền nói với Nguồn Sáng rằng mẻ sau sẽ có thêm men tro và men nâu.</p>",
    ],
)
def test_the_last_paragraph_is_kept_however_it_is_set(last: str) -> None:
    words = last.removesuffix("</blockquote>").split("</")[0].rpartition(">")[2]
    assert article_of(last).body.endswith(words)


@pytest.mark.parametrize(
    ("printed", "url", "author", "origin"),
    [
        ("Hoài Thương/VOV-Miền Trung", VOICE, "Hoài Thương/VOV-Miền Trung", ""),
        ("Hoài Thương/VOV-Miền Trung", OTHER, "Hoài Thương", "VOV-Miền Trung"),
        ("Hoài Thương/VOV.VN", OTHER, "Hoài Thương", "vov.vn"),
        ("Hoài Thương", VOICE, "Hoài Thương", ""),
    ],
)
def test_a_desk_is_the_authors_and_another_paper_the_origin(
    printed: str, url: str, author: str, origin: str
) -> None:
    for article in (
        article_of("", url=url, beside=f"<a class='author'>{printed}</a>"),
        article_of(f"<p>{printed}</p>", url=url),
    ):
        assert (article.author, article.origin) == (author, origin)


def test_the_line_of_the_source_may_name_the_author() -> None:
    article = article_of("", behind="<div class='nguontin'>Theo Hoài Thương (Người Đưa Tin)</div>")
    assert (article.author, article.origin) == ("Hoài Thương", "nguoiduatin.vn")


def test_an_office_behind_a_name_is_left_out() -> None:
    article = article_of("<p><b>Người viết: Hoài Thương - Công chức văn hóa xã</b></p>")
    assert article.author == "Hoài Thương"
    assert article.body.endswith(LAST)
