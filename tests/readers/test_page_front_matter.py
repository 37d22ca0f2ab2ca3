"""Markdown files: the fields that open them, their pictures, and who they say owns them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.readers import CorpusFile, ReadArticle, read_file
from newsearch.readers.encodings.lost_accents import LOST
from newsearch.readers.pages.front_matter import take_front_matter

if TYPE_CHECKING:
    from pathlib import Path

TITLE = "Phiên chợ Bản Liền: người già gùi mật ong xuống núi"
LEAD = (
    "Sương chưa tan trên mái lá mà dốc chợ Bản Liền đã rộn tiếng gọi nhau, phiên đầu tiên sau "
    "gần ba năm phải đóng cửa."
)
BODY = [
    "Bà Giàng Thị Sua gùi sáu chai mật ong rừng, đi bộ từ lúc gà gáy lần đầu, bán hết trước khi "
    "nắng kịp chạm tới bãi gửi ngựa.",
    "Ban quản lý chợ nói từ nay mỗi tháng sẽ có hai phiên, bà con không phải nộp phí chỗ ngồi "
    "cho đến hết mùa thu hoạch thảo quả.",
]


def read(folder: Path, *lines: str) -> ReadArticle:
    path = folder / "bai.md"
    path.write_text("\n".join(lines), encoding="utf-8")
    (one,) = [
        it
        for it in read_file(CorpusFile(str(path), path.stat().st_size, 0))
        if isinstance(it, ReadArticle)
    ]
    return one


def text(*paragraphs: str) -> list[str]:
    return "\n\n".join(paragraphs).split("\n")


@pytest.mark.parametrize("quote", ["", '"', "'"])
@pytest.mark.parametrize("heading", [[], [f"# {TITLE}", ""]])
def test_front_matter_gives_title_author_date_and_topics(
    tmp_path: Path, quote: str, heading: list[str]
) -> None:
    one = read(
        tmp_path,
        "---",
        f"title: {quote}{TITLE}{quote}",
        "author: Sùng A Lử",
        "date: 2023-02-05",
        "tags: [chợ phiên, 'Lào Cai']",
        "url: https://baolaocai.vn/cho-ban-lien.html",
        "---",
        *heading,
        *text(LEAD, *BODY),
    )
    article = one.article
    assert (article.title, article.author) == (TITLE, "Sùng A Lử")
    assert article.published is not None
    assert article.published.isoformat() == "2023-02-05"
    assert (article.topics, article.source) == (("chợ phiên", "Lào Cai"), "baolaocai.vn")
    assert article.url == "https://baolaocai.vn/cho-ban-lien.html"
    assert (article.summary, article.body.split("\n"), one.remarks) == (LEAD, BODY, ())


def test_front_matter_may_list_authors_and_fold_the_summary(tmp_path: Path) -> None:
    half = LEAD.index(",") + 1
    article = read(
        tmp_path,
        "---",
        f"title: {TITLE}  # bản cuối",
        "authors:",
        "  - Sùng A Lử",
        "  - Vàng Thị Dợ",
        "published: 2022-09-14T07:30:00+07:00",
        "description: >",
        f"  {LEAD[:half]}",
        f"  {LEAD[half + 1 :]}",
        "draft: false",
        "---",
        *text(*BODY),
    ).article
    assert (article.title, article.author) == (TITLE, "Sùng A Lử, Vàng Thị Dợ")
    assert article.published is not None
    assert article.published.isoformat() == "2022-09-14T07:30"
    assert (article.summary, article.body.split("\n")) == (LEAD, BODY)


def test_a_rule_that_opens_a_page_is_no_front_matter() -> None:
    page = f"---\n{LEAD}\n---\n{BODY[0]}"
    assert take_front_matter(page) == (None, page)
    assert take_front_matter(f"---\ntitle: {TITLE}\n{LEAD}") == (
        None,
        f"---\ntitle: {TITLE}\n{LEAD}",
    )


@given(st.text(alphabet="-:[]\"'|> \n\tatitle#đề,", max_size=300))
def test_any_block_is_read_or_left(block: str) -> None:
    page = f"---\n{block}\n---\nSương tan."
    fields, rest = take_front_matter(page)
    assert page.endswith(rest)
    assert fields is not None or rest == page


def test_pictures_never_stand_raw_in_the_text(tmp_path: Path) -> None:
    inside = BODY[0].replace("rừng,", "rừng ![mật ong](anh/mat-ong.jpg) quý,")
    article = read(
        tmp_path, *text(f"# {TITLE}", LEAD, "![Dốc chợ](anh/doc-cho.jpg)", inside, BODY[1])
    ).article
    assert "](" not in article.body + article.summary
    assert article.body.split("\n") == [BODY[0].replace("rừng,", "rừng quý,"), BODY[1]]


@pytest.mark.parametrize(
    "below",
    [
        "Người bán mật ong ngồi kín hai bên dốc",
        "_Người bán mật ong ngồi kín hai bên dốc._",
        "| --- |\n| Người bán mật ong ngồi kín hai bên dốc. |",
    ],
)
def test_what_stands_below_a_picture_is_its_caption(tmp_path: Path, below: str) -> None:
    picture = f"| ![](https://cho.vn/1.jpg) |\n{below}"
    article = read(tmp_path, *text(f"# {TITLE}", LEAD, BODY[0], picture, BODY[1])).article
    assert [caption.rstrip(".") for caption in article.captions] == [
        "Người bán mật ong ngồi kín hai bên dốc"
    ]
    assert article.body.split("\n") == BODY


@pytest.mark.parametrize(
    ("imprint", "source"),
    [
        ("© 2023 Văn Nghệ Thượng Ngàn", "Văn Nghệ Thượng Ngàn"),
        ("© 2019 - 2023 Văn Nghệ Thượng Ngàn.", "Văn Nghệ Thượng Ngàn"),
        ("© 2023 Công ty Cổ phần Thượng Ngàn", ""),
        ("© 2023 All Rights Reserved", ""),
    ],
)
def test_the_imprint_names_the_source_where_nothing_else_does(
    tmp_path: Path, imprint: str, source: str
) -> None:
    assert read(tmp_path, *text(TITLE, LEAD, *BODY, imprint)).article.source == source


def test_a_page_that_lost_its_accents_says_so(tmp_path: Path) -> None:
    lost = [it.translate(dict.fromkeys(map(ord, "ươớờợếềệạảậấầốồộựừứ"), "?")) for it in BODY]
    assert LOST in read(tmp_path, *text(TITLE, LEAD, *lost, *lost)).remarks
    assert LOST not in read(tmp_path, *text(TITLE, LEAD, *BODY)).remarks
