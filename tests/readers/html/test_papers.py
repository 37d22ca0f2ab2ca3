"""Article pages in many papers' markup: every field that is read from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsearch.article import Article
from newsearch.readers import ReadArticle, list_files
from tests.readers.html.papers import PAPERS, html_of
from tests.readers.html.words import FIRST, LEAD, OTHERS, TEASER, TITLE
from tests.readers.reading import articles_of


def read(tmp_path: Path, html: str) -> ReadArticle:
    path = tmp_path / "bai.html"
    path.write_text(html, "utf-8")
    (file,), _ = list_files([path])
    (found,) = articles_of(file)
    assert isinstance(found, ReadArticle), found
    return found


def text_of(article: Article) -> str:
    return f"{article.title}\n{article.summary}\n{article.body}"


@pytest.fixture(params=PAPERS, name="paper")
def _paper(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def test_every_field_is_read(tmp_path: Path, paper: str) -> None:
    wanted = PAPERS[paper]
    article = read(tmp_path, html_of(paper)).article
    assert article.title == TITLE
    assert article.summary == wanted.summary
    assert str(article.published) == wanted.published
    assert (article.source, article.author) == (wanted.source, wanted.author)
    assert article.origin == wanted.origin
    assert article.captions == wanted.captions
    if wanted.topics is not None:
        assert article.topics == wanted.topics


def test_the_body_has_its_first_and_its_last_words(tmp_path: Path, paper: str) -> None:
    wanted = PAPERS[paper]
    article = read(tmp_path, html_of(paper)).article
    text = article.body if article.summary != FIRST else f"{FIRST}\n{article.body}"
    assert text.startswith(FIRST)
    assert text.endswith(wanted.last)


def test_nothing_of_the_page_around_is_text(tmp_path: Path, paper: str) -> None:
    text = text_of(read(tmp_path, html_of(paper)).article)
    clutter = (
        *OTHERS, TEASER, "nón lá", "Trở lại", "Copy link", "bình luận", "Quảng cáo", "Theo dõi",
        "tặng sao", "Lấy link", "TIN MỚI", "Chia sẻ", "Giấy phép", "Cơ quan chủ quản",
    )  # fmt: skip
    assert [words for words in clutter if words in text] == []
    assert text.count(LEAD) <= 1


def test_where_the_links_start_tells_the_publisher(tmp_path: Path) -> None:
    html = html_of("server form").replace(
        "<head>", "<head><base href='http://nguonsang.gov.vn/index.php/tin/12-lang-gom'>"
    )
    assert read(tmp_path, html).article.source == "nguonsang.gov.vn"


def test_links_in_the_text_are_related_news(tmp_path: Path) -> None:
    for name in ("split column", "boxes in text", "story system"):
        related = read(tmp_path, html_of(name)).article.related
        assert "Nghề nón lá Tây Hồ tìm khách mới" in [link.title for link in related]
