"""Pages that hold no article are refused, short articles are not, and no page takes long."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from newsearch.readers import ReadArticle, list_files
from newsearch.readers.pages.listing import LIST, NO_TEXT
from newsearch.readers.pages.text import MOST_LINES, ParsedPage, parse_page
from newsearch.results import Skipped
from tests.readers.pages import COMMUNE_PAGE
from tests.readers.reading import articles_of

NOW = datetime(2026, 11, 1, 8, 0)
MENU = "Trang chủ\nThời sự\nKinh tế\nThể thao\n"
TITLES = [
    f"{what} {where}"
    for where in ("ở cù lao Long Trị sau mùa lũ", "trên bến sông Mỹ Thuận dịp cuối năm")
    for what in (
        "Đàn sếu bay về đồng năn", "Người già giữ nghề đan lờ", "Nhà vườn đắp đập giữ nước",
        "Chợ nổi họp lại lúc nửa đêm", "Cầu gỗ mới nối hai xóm chài", "Ghe hàng đầu mùa cập bến",
    )
]  # fmt: skip
TEASER = "Bà con cho biết năm nay nước về muộn hơn mọi năm, nhưng phù sa nhiều và cá tôm cũng khá."


def parse(text: str) -> ParsedPage:
    return parse_page(text, saved=None, now=NOW)


@pytest.mark.parametrize(
    "entry",
    ["{title}\n{teaser}", "{title}\n{date}\n{teaser}", "{title}\n{date}", "{title}"],
)
def test_a_list_of_news_is_refused(entry: str) -> None:
    entries = [
        entry.format(title=title, teaser=TEASER, date=f"{number + 1:02}/03/2026 - 07:{number:02}")
        for number, title in enumerate(TITLES)
    ]
    assert parse(MENU + "\n".join(entries)).refused == LIST


def test_a_video_without_text_is_refused() -> None:
    page = f"{TITLES[0]}\nVideo\nChia sẻ\nTin khác\n" + "\n".join(TITLES[1:4])
    assert parse(page).refused == NO_TEXT


def test_a_refused_page_is_reported(tmp_path: Path) -> None:
    (tmp_path / "trang.txt").write_text(MENU + "\n".join(TITLES), "utf-8")
    (file,), _ = list_files([tmp_path])
    assert articles_of(file) == [Skipped(file.path, 0, LIST, refused=True)]


def test_a_short_article_is_none(tmp_path: Path) -> None:
    entries = [f"{title}\n{TEASER}…\n{n + 1:02}/03/2026" for n, title in enumerate(TITLES)]
    page = f"Xã mở lại chợ phiên\n05/03/2026\n{TEASER}\n{TEASER} Chợ họp hai buổi.\nLê Na\n"
    (tmp_path / "trang.txt").write_text(page + "Tin khác\n" + "\n".join(entries), "utf-8")
    (file,), _ = list_files([tmp_path])
    (found,) = articles_of(file)
    assert isinstance(found, ReadArticle)
    assert (found.article.author, str(found.article.published)) == ("Lê Na", "2026-03-05")
    assert "Tin khác" in found.cut
    assert TEASER not in found.cut


def test_questions_and_answers_are_an_article() -> None:
    answer = f"{TEASER} {TEASER} {TEASER} {TEASER} {TEASER}"
    asked = [f"Thưa ông, {title[0].lower()}{title[1:]} là vì sao?" for title in TITLES]
    page = "\n".join(f"{question}\n{answer}" for question in asked)
    assert parse(f"Chuyện trò với người giữ bến\n{TEASER}\n{page}").refused == ""


def test_what_was_cut_is_told_in_order() -> None:
    cut = parse(COMMUNE_PAGE).cut
    assert cut[0] == "Tin khác"
    assert cut[-1] == "Read More"
    assert "12/04/2023" in cut
    assert not {"Vũ Lâm - Đỗ Hạnh", "Nguồn tin: tindonglinh.vn"} & set(cut)


@pytest.mark.parametrize(
    "text",
    [
        "Tiêu đề bài viết\n" + "dài " * 500_000,
        "\n".join(f"Dòng {number} rất ngắn" for number in range(200_000)),
        "Tiêu đề\n" + "([" * 300_000,
        "# Tiêu đề\n" + "[a](" * 300_000,
        "\n".join("(" * 290 for _ in range(5_000)),
        "\n".join(["Tin khác", TITLES[0]] * 5_000),
        "Tiêu đề\n" + " " * 2_000_000 + "x",
        "Tiêu đề\n" + "năm 2024 " * 200_000,
        "&amp;" * 300_000,
    ],
    ids=["line", "lines", "brackets", "links", "rows", "heads", "spaces", "years", "entities"],
)
def test_odd_pages_are_read_or_refused(text: str) -> None:
    page = parse(text)
    assert page.refused or page.article.id


def test_too_many_lines_are_no_page() -> None:
    text = "\n".join(f"Dòng {number} của trang." for number in range(MOST_LINES + 1))
    assert str(MOST_LINES) in parse(text).refused
