"""Pages that hold no article: they are named for what they are and never read as one."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsearch.readers import ReadArticle, list_files
from newsearch.results import Skipped
from tests.readers.html.papers import html_of
from tests.readers.html.words import (
    FIRST,
    PARAGRAPHS,
    SECOND,
    TEASER,
    TITLE,
    links,
    teasers,
)
from tests.readers.reading import articles_of


def read(tmp_path: Path, html: str) -> ReadArticle | Skipped:
    path = tmp_path / "trang.html"
    path.write_text(html, "utf-8")
    (file,), _ = list_files([path])
    (found,) = articles_of(file)
    return found


def page(head: str, body: str, attributes: str = "") -> str:
    return f"<html><head>{head}</head><body{attributes}>{body}</body></html>"


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("section front", "lists articles"),
        ("tag page", "lists articles"),
        ("archive", "lists articles"),
        ("home page", "lists articles"),
        ("search", "lists articles"),
        ("old front", "lists articles"),
        ("stated list", "lists articles"),
        ("read on", "lists articles"),
        ("search hits", "lists articles"),
        ("dated list", "lists articles"),
        ("list below words", "lists articles"),
        ("list with counts", "lists articles"),
        ("gallery", "no running text"),
        ("video", "a video"),
        ("podcast", "a video or a recording"),
        ("not found", "an error page"),
        ("login", "log in"),
        ("challenge", "an error page"),
        ("frames", "no article found"),
    ],
)
def test_a_page_without_an_article_is_named(tmp_path: Path, name: str, reason: str) -> None:
    found = read(tmp_path, html_of(name))
    assert isinstance(found, Skipped), found
    assert reason in found.reason


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(
            page(f"<title>{TITLE}</title>", f"<h1>{TITLE}</h1><p>{FIRST}</p>{teasers()}{links(8)}"),
            id="one paragraph above many teasers",
        ),
        pytest.param(
            page(
                f"<title>{TITLE}</title><meta property='og:type' content='website'>"
                "<meta property='article:published_time' content='2024-05-06T07:05:00+07:00'>",
                f"<div>{links(8)}</div><h1>{TITLE}</h1><div>{PARAGRAPHS}</div>",
            ),
            id="called a website",
        ),
        pytest.param(
            page(
                f"<title>{TITLE}</title>",
                f"<h1>{TITLE}</h1><iframe src='x'></iframe><div>{PARAGRAPHS}</div>",
            ),
            id="a video above a text",
        ),
        pytest.param(
            page(
                "<title>Lỗi 404 làm nhiều trang của xã không vào được</title>",
                "<h1>Lỗi 404 làm nhiều trang của xã không vào được</h1><p>06/05/2024 07:05</p>"
                f"<div>{PARAGRAPHS * 2}</div>",
            ),
            id="an article about errors",
        ),
        pytest.param(
            page(
                "<title>Ba ngày vẫn không tìm thấy thuyền thúng</title>"
                "<link rel='canonical' href='https://a.vn/chu-de/thuyen-thung.html'>",
                "<h1>Ba ngày vẫn không tìm thấy thuyền thúng</h1><p>06/05/2024 07:05</p>"
                f"<div><p>{FIRST}</p><p>{SECOND}</p></div>",
            ),
            id="an address like a list's",
        ),
    ],
)
def test_an_article_among_much_else_is_read(tmp_path: Path, html: str) -> None:
    found = read(tmp_path, html)
    assert isinstance(found, ReadArticle), found
    text = f"{found.article.summary}\n{found.article.body}"
    assert FIRST in text
    assert TEASER not in text
