"""The date of an HTML article, where metadata and the page agree and where they do not."""

from __future__ import annotations

from datetime import datetime

import pytest

from newsearch.readers.html.page import parse_html
from tests.readers.html.words import PARAGRAPHS, TITLE

NOW = datetime(2026, 9, 1)


def published(head: str, line: str) -> str:
    html = (
        f"<html><head><title>{TITLE}</title>{head}</head><body><h1>{TITLE}</h1>"
        f"<span class='date'>{line}</span><div class='noi-dung'>{PARAGRAPHS}</div></body></html>"
    )
    article = parse_html(html, now=NOW).article
    assert article is not None
    return str(article.published)


def stated(value: str) -> str:
    return f'<meta property="article:published_time" content="{value}">'


@pytest.mark.parametrize(
    ("head", "line", "wanted"),
    [
        pytest.param(stated("2024-05-06T07:05:00&#x2B;07:00"), "", "2024-05-06T07:05", id="entity"),
        pytest.param(stated("2024-05-06T07:05:00 +07:00"), "", "2024-05-06T07:05", id="space"),
        pytest.param(stated("2024-05-06T00:05:00Z"), "", "2024-05-06T07:05", id="zone"),
        pytest.param("", "Thứ hai, 06/05/2024, 07:05 (GMT+7)", "2024-05-06T07:05", id="shown"),
        pytest.param("", "06-05-2024 - 07:05 AM | Chứng khoán", "2024-05-06T07:05", id="section"),
        pytest.param(stated("2024-05-06"), "06/05/2024 07:05", "2024-05-06T07:05", id="minute"),
        pytest.param(
            stated("2024-05-06T07:05:00Z"), "06/05/2024 07:05", "2024-05-06T07:05", id="wrong zone"
        ),
        pytest.param(
            stated("2024-06-05T07:05:00"), "05/06/2024 07:05", "2024-06-05T07:05", id="they agree"
        ),
        pytest.param(
            stated("2024-06-05T07:05:00"), "06/05/2024 07:05", "2024-05-06T07:05", id="exchanged"
        ),
        pytest.param(
            stated("2026-08-30T10:00"), "06/05/2024 07:05", "2024-05-06T07:05", id="fetching"
        ),
        pytest.param(
            stated("2024-05-06T07:05:00"), "Cập nhật: 08/05/2024 09:00", "2024-05-06T07:05",
            id="day of an update",
        ),
        pytest.param(
            '<meta itemprop="dateModified" content="2024-05-08T09:00:00">'
            '<meta itemprop="datePublished" content="2024-05-06T07:05:00">',
            "", "2024-05-06T07:05", id="published before modified",
        ),
        pytest.param(
            '<script type="application/ld+json">{"@type": "Report",'
            '"datePublished": "6/5/2024 7:05",}'
            "</script>", "", "2024-05-06T07:05", id="bad JSON-LD",
        ),
        pytest.param("", "<time datetime='2024-05-06T07:05'>2 giờ trước</time>", "2024-05-06T07:05",
                     id="time element"),
        pytest.param("", "", "None", id="none"),
    ],
)  # fmt: skip
def test_the_date_of_an_article(head: str, line: str, wanted: str) -> None:
    assert published(head, line) == wanted
