"""Printers on made-up results: nothing of an article's text is lost, run or obeyed."""

from __future__ import annotations

import contextlib
import csv
import io
import json
import sys
from datetime import datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.article import Article, Precision, Published
from newsearch.cli.printers.page import Page
from newsearch.cli.safe_text import visible
from newsearch.cli.search import PRINTERS, load_printer
from newsearch.cli.terminal import Screen
from newsearch.results import Hit, SearchResults, Snippet
from tests.cli.test_safe_text import TEXTS, is_safe

VOID = {"meta"}
FIRST_PAGE = Page(10)


class Checker(HTMLParser):
    """Reads a page: every element closed in order, the texts of each kind collected."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.links: list[str] = []
        self.marks: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] == "mark":
            self.marks.append(data)


def printed(results: SearchResults, form: str, color: bool = False, page: Page = FIRST_PAGE) -> str:
    """What a printer writes."""
    with contextlib.redirect_stdout(io.StringIO()) as target:
        load_printer(form)(results, page, Screen(color))
    return target.getvalue()


def results_of(*hits: Hit, query: str = "bầu cử") -> SearchResults:
    return SearchResults(query, len(hits), 8.25, hits)


def hit(title: str = "Bầu cử", body: str = "", url: str = "", end: int = 0) -> Hit:
    article = Article(
        id="mot",
        title=title,
        source="tuoitre.vn",
        url=url,
        published=Published(datetime(2021, 5, 1), Precision.MONTH),
        body=body,
    )
    snippet = Snippet("body", body, ((0, end),) if end else (), cut_after=True)
    return Hit("mot", 1.25, article, (snippet,) if body else ())


@given(title=TEXTS, body=TEXTS, query=TEXTS, end=st.integers(0, 5))
def test_any_text_prints_in_every_format(title: str, body: str, query: str, end: int) -> None:
    results = results_of(hit(title, body, end=min(end, len(body))), query=query)
    for color in (False, True):
        text = printed(results, "text", color)
        assert text.count("2021-05") >= 1
        plain = text.replace("\n", "") if not color else ""
        assert is_safe(plain)
    record = json.loads(printed(results, "json"))
    assert record["query"] == query
    assert [line["text"] for line in record["hits"][0]["snippets"]] == ([body] if body else [])
    assert is_safe(printed(results, "json").replace("\n", ""))
    assert json.loads(printed(results, "jsonl")) == record["hits"][0]
    rows = list(csv.reader(io.StringIO(printed(results, "csv"), newline="")))
    assert rows[1][1].removeprefix("'") == visible(results[0].article.title).removeprefix("'")
    assert is_safe("".join(rows[1]))
    assert not any(cell.strip().startswith(("=", "+", "-", "@")) for cell in rows[1])
    checker = Checker()
    page = printed(results, "html")
    checker.feed(page)
    assert checker.open == []
    assert "script" not in checker.tags
    assert is_safe(page.replace("\n", ""))
    assert "".join(checker.marks) == visible(body[: min(end, len(body))])


@pytest.mark.parametrize(
    ("url", "linked"),
    [
        ("https://tuoitre.vn/bau-cu.htm", True),
        ("http://tuoitre.vn/a?b=1&c=%22", True),
        ("HTTPS://TUOITRE.VN/a", True),
        ("javascript:alert(1)", False),
        ("java\tscript:alert(1)", False),
        ("data:text/html,<script>alert(1)</script>", False),
        ("//tuoitre.vn/a", False),
        ("tuoitre.vn/a", False),
        ("http://[hỏng", False),
        ("https:", False),
        ("", False),
    ],
)
def test_only_web_addresses_become_links(url: str, linked: bool) -> None:
    checker = Checker()
    checker.feed(printed(results_of(hit(url=url)), "html"))
    assert checker.links == ([url] if linked else [])


def test_a_url_cannot_leave_its_attribute() -> None:
    checker = Checker()
    checker.feed(printed(results_of(hit(url='https://a.vn/"><script>alert(1)</script>')), "html"))
    assert "script" not in checker.tags


def test_a_page_of_html_is_whole_also_without_hits() -> None:
    for results in (results_of(), results_of(hit(body="bầu cử", end=6))):
        page = printed(results, "html")
        assert page.startswith("<!DOCTYPE html>\n<html lang=")
        assert page.endswith("</html>\n")
        assert '<meta charset="utf-8">' in page
        assert "<title>bầu cử – newsearch</title>" in page
    assert "<mark>bầu cử</mark>" in page
    assert "no results" in printed(results_of(), "html")


def test_a_highlighted_title_is_not_shown_twice() -> None:
    article = Article(id="hai", title="Bầu cử ở Huế")
    title = Snippet("title", article.title, ((0, 6),))
    text = printed(results_of(Hit("hai", 1.0, article, (title,))), "text")
    assert text == "1. Bầu cử ở Huế\n   hai\n\n1 result in 8 ms (page 1)\n"
    page = printed(results_of(Hit("hai", 1.0, article, (title,))), "html")
    assert "<h2><mark>Bầu cử</mark> ở Huế</h2>" in page


def test_an_ellipsis_says_that_the_field_goes_on() -> None:
    body = Snippet("body", "đi bầu cử", ((3, 9),), 5, cut_before=True, cut_after=True)
    text = printed(results_of(Hit("ba", 1.0, Article(id="ba", title="Tin"), (body,))), "text")
    assert "   … đi bầu cử …\n" in text


def test_numbers_of_later_hits_stay_aligned() -> None:
    text = printed(results_of(hit(), hit()), "text", page=Page(10, 99))
    assert text.startswith("100. Bầu cử\n     tuoitre.vn · 2021-05\n")
    assert "101. Bầu cử\n" in text


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("Giá vàng = 80 triệu", "Giá vàng = 80 triệu"),
        ('=HYPERLINK("http://la.example")', '\'=HYPERLINK("http://la.example")'),
        ("+84 225 gọi nhiều lần", "'+84 225 gọi nhiều lần"),
        ("-2°C ở Mẫu Sơn", "'-2°C ở Mẫu Sơn"),
        ("@SUM(1+1)", "'@SUM(1+1)"),
        ("＝1+1", "'＝1+1"),
        (" =1+1", "' =1+1"),
        ("\t=1+1", "' =1+1"),
        ("\tBão số 3", "' Bão số 3"),
        ("\rBão số 3", "'␍Bão số 3"),
        ("\nBão số 3", "' Bão số 3"),
        ("Bão\nsố 3", "Bão số 3"),
        ("Bão \x1b[31msố 3", "Bão ␛[31msố 3"),
        ("", ""),
    ],
)
def test_no_cell_becomes_a_formula(text: str, cell: str) -> None:
    found = Hit("mot", 1.0, Article(id="mot", title="Tin"), (Snippet("body", text),))
    rows = list(csv.reader(io.StringIO(printed(results_of(found), "csv"), newline="")))
    assert rows[1][7] == cell


def test_scores_stay_numbers() -> None:
    found = results_of(Hit("mot", -0.5, Article(id="mot", title="Tin")))
    rows = list(csv.reader(io.StringIO(printed(found, "csv"), newline="")))
    assert rows[1][6] == "-0.500000"


def test_a_count_names_no_page() -> None:
    counted = SearchResults("bầu cử", 4, 29.0, ())
    for offset in (0, 5):
        assert printed(counted, "text", page=Page(0, offset)) == "4 results in 29 ms\n"
        assert '<p class="count" lang="en">4 results</p>' in printed(
            counted, "html", page=Page(0, offset)
        )


def test_controls_go_to_files_but_not_to_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    form = "ids"
    results = results_of(Hit("a\x1bb", 1.0, Article(id="a\x1bb", title="Tin")))
    assert "a\x1bb" in printed(results, form)

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    terminal = Terminal()
    monkeypatch.setattr(sys, "stdout", terminal)
    load_printer(form)(results, Page(10), Screen(False))
    assert "a␛b" in terminal.getvalue()
    assert "\x1b" not in terminal.getvalue()


def test_every_format_has_a_printer() -> None:
    for form in PRINTERS:
        assert printed(results_of(hit()), form)
