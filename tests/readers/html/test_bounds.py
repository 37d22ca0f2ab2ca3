"""HTML that is broken, huge or no page at all: one line in the report, or what can be read."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsearch.readers import ReadArticle, list_files
from newsearch.readers.html import file as html_file
from newsearch.readers.html.page import parse_html
from newsearch.readers.html.tree import TAG_LIMIT
from newsearch.results import Skipped
from tests.readers.html.papers import html_of
from tests.readers.html.words import FIRST, LAST, LEAD, PARAGRAPHS, TITLE
from tests.readers.reading import articles_of

NOW = datetime(2026, 9, 1)
START = f"<html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1><p>06/05/2024 07:05</p>"


def read(tmp_path: Path, html: str) -> ReadArticle | Skipped:
    path = tmp_path / "trang.html"
    path.write_bytes(html.encode(errors="surrogatepass"))
    (file,), _ = list_files([path])
    (found,) = articles_of(file)
    return found


@pytest.mark.parametrize(
    ("html", "reason"),
    [
        pytest.param("<html>" + "<div>" * 100_000, "nested deeper than 255", id="open divs"),
        pytest.param("<html>" + "<table><tr><td>" * 40_000, "nested deeper", id="open tables"),
        pytest.param("<html><p>" + "từ " * 4_000_000, "more than 10 MB", id="a huge page"),
        pytest.param("<html>" + "<br>" * TAG_LIMIT, "more than 500,000 tags", id="tags alone"),
        pytest.param("<html></html>", "no article found", id="empty"),
        pytest.param("<html><body></body></html>", "no article found", id="empty body"),
        pytest.param("<!DOCTYPE html>", "without content", id="a doctype alone"),
        pytest.param("<html><script>" + "x" * 10_000, "no article found", id="an open script"),
        pytest.param(f"<html><p>{FIRST}</p><p>12345</p>", "no article found", id="no title"),
    ],
)
def test_what_is_no_page_is_reported(tmp_path: Path, html: str, reason: str) -> None:
    found = read(tmp_path, html)
    assert isinstance(found, Skipped), found
    assert reason in found.reason


@pytest.mark.parametrize(
    "html",
    [
        pytest.param(START + PARAGRAPHS, id="nothing closed"),
        pytest.param(START.upper().replace(TITLE.upper(), TITLE) + PARAGRAPHS, id="capitals"),
        pytest.param(START + "<p>" + "</div></td>" * 300 + PARAGRAPHS, id="closed too often"),
        pytest.param(START + "<!-- <p> -- >" + "-->" + PARAGRAPHS, id="odd comments"),
        pytest.param(START + PARAGRAPHS.replace("<p>", "<p\n=<b 'x>", 1), id="odd attributes"),
        pytest.param(START + PARAGRAPHS.replace(" ", "&nbsp;"), id="hard spaces"),
        pytest.param(START + PARAGRAPHS + "<p>" + "\ud800" + "</p>", id="a lone surrogate"),
        pytest.param(
            "<script type='application/ld+json'>{\"@graph\": " + "[" * 50_000 + START + PARAGRAPHS
            + "</script>" + START + PARAGRAPHS,
            id="deep JSON-LD",
        ),
    ],
)  # fmt: skip
def test_a_broken_page_is_read_nevertheless(tmp_path: Path, html: str) -> None:
    found = read(tmp_path, html)
    assert isinstance(found, ReadArticle), found
    assert found.article.title == TITLE
    text = f"{found.article.summary}\n{found.article.body}"
    assert FIRST in text
    assert LAST in text


def test_control_characters_end_no_page() -> None:
    page = parse_html(START + PARAGRAPHS.replace("<p>", "<p>\0\x01"), now=NOW)
    assert page.article is not None
    assert page.article.body.endswith(LAST)


def test_a_view_of_the_source_is_read_as_the_page() -> None:
    page = html_of("saved").replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    cells = "".join(f'<td class="line-content">{line}</td>' for line in page.split("\n"))
    for source in (page, f"<html><body><table><tr>{cells}</tr></table></body></html>"):
        article = parse_html(source, now=NOW).article
        assert article is not None
        assert (article.title, article.summary) == (TITLE, LEAD)


def test_dates_in_the_future_are_left_out_with_a_remark() -> None:
    page = parse_html(START.replace("2024", "2031") + PARAGRAPHS, now=NOW)
    assert page.article is not None
    assert page.article.published is None
    assert page.remarks == ("date in the future, left out: '06/05/2031 07:05'",)


def test_a_page_is_no_newer_than_its_fetching() -> None:
    head = "<meta property='article:published_time' content='2024-06-20T10:00:00+07:00'>"
    html = START.replace("<head>", f"<head>{head}") + PARAGRAPHS
    for fetched, wanted in ((datetime(2024, 5, 9), "2024-05-06T07:05"), (None, "2024-05-06T07:05")):
        article = parse_html(html, fetched=fetched, now=NOW).article
        assert article is not None
        assert str(article.published) == wanted


def test_the_address_of_an_archive_names_the_source() -> None:
    article = parse_html(START + PARAGRAPHS, url="https://www.gio.vn/a/b.html", now=NOW).article
    assert article is not None
    assert (article.source, article.url) == ("gio.vn", "https://www.gio.vn/a/b.html")


def test_without_the_library_the_report_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.partition(".")[0] == "lxml"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lxml", None)
    found = read(tmp_path, START + PARAGRAPHS)
    assert isinstance(found, Skipped)
    assert found.reason == html_file.MISSING
    assert "pip install 'newsearch[html]'" in found.reason


_PIECES = st.sampled_from(
    ["<p>", "</p>", "<div", ">", "<table><td>", "<a href='x'>", "</a>", "<h1>", FIRST, LEAD, TITLE,
     "<script type='application/ld+json'>", "{\"@type\": \"NewsArticle\"", "</script>",
     "<!--", "-->", "<figure><figcaption>", "&#x1F", "&amp;", "<br>", "06/05/2024",
     "<meta property='og:url'", " content='http://[::1'", "<title>", "<time datetime='x'>",
     "<b><i>", "Theo TTXVN", "Tin khác"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_nothing_breaks_the_reading(html: str) -> None:
    page = parse_html(html, now=NOW)
    assert (page.article is None) == bool(page.refused)
