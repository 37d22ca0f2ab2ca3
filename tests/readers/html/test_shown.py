"""Dates and names as pages show them beside a title and below the text."""

from __future__ import annotations

from datetime import datetime

import pytest

from newsearch.article import Article
from newsearch.readers.html.page import parse_html
from tests.readers.html.words import PARAGRAPHS, TITLE

NOW = datetime(2026, 9, 1)
SAVED = datetime(2024, 5, 6, 9, 5)


def article_of(beside: str, below: str = "", saved: datetime | None = None) -> Article:
    html = (
        f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{beside}"
        f"<div class='noi-dung'>{PARAGRAPHS}{below}</div></body></html>"
    )
    article = parse_html(html, now=NOW, saved=saved).article
    assert article is not None
    return article


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Submitted by Hoài Thương on Mon, 05/06/2024 - 07:05", "2024-05-06T07:05"),
        ("Submitted by Hoài Thương on Thu, 05/16/2024 - 07:05", "2024-05-16T07:05"),
        ("Được gửi bởi Hoài Thương vào Thứ 5, 16/05/2024 - 07:05", "2024-05-16T07:05"),
        ("Người đăng: Hoài Thương - Ngày 06/05/2024 07:05", "2024-05-06T07:05"),
        ("Đăng bởi Hoài Thương | 6/5/2024", "2024-05-06"),
        ("by Hoài Thương, 06/05/2024", "2024-05-06"),
    ],
)
def test_who_sent_a_page_and_when(line: str, published: str) -> None:
    for beside in (
        f"<p>{line}</p>",
        f"<div class='submitted'>{line}</div>",
        f"<article><footer><p class='submitted'>{line}</p></footer></article>",
    ):
        article = article_of(beside)
        assert (article.author, str(article.published)) == ("Hoài Thương", published)


@pytest.mark.parametrize(
    ("weekday", "published"),
    [
        ("Thứ hai", "2024-05-06"),
        ("Mon", "2024-05-06"),
        ("Thứ tư", "2024-06-05"),
        ("", "2024-06-05"),
    ],
)
def test_the_weekday_tells_day_from_month(weekday: str, published: str) -> None:
    line = f"{weekday}, 05/06/2024".strip(", ")
    assert str(article_of(f"<p class='date'>{line}</p>").published) == published


@pytest.mark.parametrize(
    ("beside", "published", "author"),
    [
        ("<p>2 giờ trước</p>", "2024-05-06T07:05", ""),
        ("<p class='time'>Hôm qua, 14:05</p>", "2024-05-05T14:05", ""),
        ("<p><span>Hoài Thương</span><span>2 giờ trước</span></p>", "2024-05-06T07:05",
         "Hoài Thương"),
        ("<p>2 giờ trước</p><p>05/05/2024 10:00</p>", "2024-05-05T10:00", ""),
        ("<p>Hoài Thương</p><time datetime='2024-05-06T07:05+07:00'></time>", "2024-05-06T07:05",
         "Hoài Thương"),
        ("<p class='post-time' title='2024-05-06T07:05:00'>2 giờ trước</p>", "2024-05-06T07:05",
         ""),
        ("<p><time datetime='2024-05-06T07:05'>6 Tháng Năm, 2024</time>"
         "<time datetime='2024-06-01T08:00'>1 Tháng Sáu, 2024</time></p>", "2024-05-06T07:05", ""),
    ],
)  # fmt: skip
def test_dates_for_readers_and_for_programs(beside: str, published: str, author: str) -> None:
    article = article_of(beside, saved=SAVED)
    assert (str(article.published), article.author) == (published, author)


def test_what_is_counted_back_from_an_unknown_moment_is_no_date() -> None:
    assert article_of("<p>2 giờ trước</p>").published is None


@pytest.mark.parametrize(
    "below",
    [
        "<p class='author'>Khánh Hòa (TTXVN)</p>",
        "<p style='text-align:right'><b>Khánh Hòa (Bản tin Sông Hương)</b></p>",
        "<p align='right'>Khánh Hòa</p>",
    ],
)
def test_a_name_may_be_that_of_a_place(below: str) -> None:
    assert article_of("", below).author == "Khánh Hòa"


@pytest.mark.parametrize(
    "office",
    ["Công chức văn hóa xã", "Đài Truyền thanh xã", "Trường Tiểu học số 2", "CTV Hội Nhà báo"],
)
def test_who_signs_with_an_office(office: str) -> None:
    article = article_of("", f"<div align='right'>Bùi Thị Lành - {office}</div>")
    assert article.author == "Bùi Thị Lành"
    assert office not in article.body
    assert article.captions == ()


@pytest.mark.parametrize("account", ["Super User", "admin", "Administrator", "Quản trị viên"])
def test_accounts_sign_nothing(account: str) -> None:
    beside = f"<span class='author'>Viết bởi {account}</span>"
    assert article_of(beside).author == ""
    assert article_of(beside, "<p><b>Hoài Thương</b></p>").author == "Hoài Thương"


def test_links_among_the_text_that_a_style_sheet_sets_apart() -> None:
    box = "<div><span>Xem thêm</span><a href='/ghe.html'>Chợ nổi vắng ghe ngày cuối tuần</a></div>"
    article = article_of("", box + PARAGRAPHS)
    assert "Chợ nổi" not in article.body
    assert [(link.title, link.url) for link in article.related] == [
        ("Chợ nổi vắng ghe ngày cuối tuần", "/ghe.html")
    ]


def test_the_present_day_in_the_head_of_the_site_is_not_the_date() -> None:
    for head in ("<div id='header'>", "<header class='site-header'>", "<div><span class='now'>"):
        html = (
            f"<html><head><title>{TITLE}</title></head><body>{head}<a href='/'>Báo</a> "
            f"<p>Thứ bảy, 25/05/2024</p></{head[1:].split()[0]}><h1>{TITLE}</h1>"
            f"<div class='noi-dung'>{PARAGRAPHS}</div></body></html>"
        )
        if "now" in head:
            html = html.replace("<p>Thứ bảy", "Thứ bảy").replace("2024</p>", "2024</span>")
        article = parse_html(html, now=NOW).article
        assert article is not None
        assert article.published is None


def test_a_title_that_only_looks_like_one() -> None:
    html = (
        "<html><head><title>Bộ Y tế - Cổng thông tin</title></head><body><div>"
        f"<span class='name'>{TITLE}</span><p class='date'>06/05/2024</p>"
        f"<div class='noi-dung'>{PARAGRAPHS}</div></div></body></html>"
    )
    article = parse_html(html, now=NOW).article
    assert article is not None
    assert article.title == TITLE
