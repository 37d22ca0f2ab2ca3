"""A saved page's text to its article: what is taken, what is left out."""

from __future__ import annotations

import unicodedata
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsearch.article import Article
from newsearch.readers.pages.text import parse_page
from tests.readers.pages import COMMUNE_PAGE, CRAWLED_PAGE, MENU_PAGE

NOW = datetime(2026, 11, 1, 8, 0)


def parse(text: str, saved: datetime | None = None) -> Article:
    return parse_page(text, saved=saved, now=NOW)[0]


def links(article: Article) -> list[tuple[str, str]]:
    return [
        (link.title, link.published.isoformat() if link.published else "")
        for link in article.related
    ]


def test_a_saved_page_gives_its_parts() -> None:
    article, remarks, *_ = parse_page(COMMUNE_PAGE, saved=None, now=NOW)
    assert remarks == ()
    assert article.title == "Xã Đông Lĩnh khánh thành trạm nước sạch cho hơn nghìn hộ dân"
    assert article.summary.startswith("Sáng 9/3, Ủy ban nhân dân xã Đông Lĩnh")
    assert [paragraph[:12] for paragraph in article.body.split("\n")] == [
        "Trạm có công",
        "Phát biểu tạ",
    ]
    assert article.captions == (
        "Quang cảnh buổi lễ.",
        "Bà con thôn Thượng lấy nước tại vòi công cộng.",
        "Các cháu học sinh uống thử nước sau lễ khánh thành. Ảnh: Vũ Lâm",
    )
    assert article.author == "Vũ Lâm - Đỗ Hạnh"
    assert article.source == "tindonglinh.vn"
    assert article.topics == ("nước sạch", "nông thôn mới")
    assert article.published is not None
    assert article.published.isoformat() == "2023-03-09"
    assert (article.published.words, article.published.context) == ("Sáng 9/3", "năm 2023")
    assert links(article) == [
        ("Chợ phiên mở lại sau ba năm", "2023-04-12"),
        ("Đội văn nghệ thôn Hạ đoạt giải nhất", "2023-04-11"),
    ]


def test_menu_widgets_and_imprint_are_left_out() -> None:
    article = parse(MENU_PAGE)
    assert article.title == "Giá vải thiều đầu vụ ở Thanh Hà cao hơn năm ngoái"
    assert article.published is not None
    assert article.published.isoformat() == "2023-06-01T10:05"
    assert article.summary.startswith("TTO - Thương lái")
    assert article.body.count("\n") == 1
    assert (article.author, article.source) == ("THANH BÌNH", "tuoitre.vn")
    assert links(article) == [
        ("Nhãn lồng Hưng Yên được mùa", "2023-06-05"),
        ("Vải thiều lên sàn thương mại điện tử", ""),
    ]
    everything = "\n".join(map(str, article.to_dict().values()))
    for clutter in ("Chia sẻ", "Bình luận", "Trang chủ", "Bản quyền", "Giấy phép"):
        assert clutter not in everything


def test_a_crawled_page_in_markdown() -> None:
    article = parse(CRAWLED_PAGE)
    assert article.title == "Ngư dân Sa Hùng trúng đậm mẻ cá cơm đầu năm"
    assert (article.author, article.source) == ("Lê Na", "biendong.vn")
    assert article.id == "biendong.vn/ngu-dan-trung-ca-com-123.html"
    assert article.published is not None
    assert article.published.isoformat() == "2026-02-20T13:56"
    assert article.captions == ("Thương lái chờ mua cá tại bến. Ảnh: Lê Na",)
    assert "Cá được bán ngay tại bến" in article.body
    assert "](" not in article.body
    assert {link.url for link in article.related} == {
        "https://www.biendong.vn/nuoc-mam-9.html",
        "https://www.biendong.vn/bao-so-1.html",
    }


@pytest.mark.parametrize("page", [COMMUNE_PAGE, MENU_PAGE, CRAWLED_PAGE])
def test_the_writing_of_characters_and_line_ends_changes_nothing(page: str) -> None:
    other = unicodedata.normalize("NFD", page).replace("\n", "\r\n").replace(", ", ",\u200b ")
    assert parse(other) == parse(page)


@pytest.mark.parametrize(
    "head",
    [
        "Tin khác",
        "TIN LIÊN QUAN:",
        "Tin cùng chuyên mục",
        "» Tin mới",
        "Đọc thêm",
        "Xem thêm:",
        "Bài viết liên quan",
        "Có thể bạn quan tâm",
        "Đọc nhiều trong Xã hội",
        "Dòng sự kiện:",
    ],
)
def test_what_follows_a_head_of_other_news_is_not_the_article(head: str) -> None:
    article = parse(COMMUNE_PAGE.replace("Tin khác", head))
    assert "Chợ phiên" not in article.body + article.summary
    assert article.related[0].title == "Chợ phiên mở lại sau ba năm"


@pytest.mark.parametrize(
    ("line", "author"),
    [
        ("Phương Thảo", "Phương Thảo"),
        ("MINH CHÂU - BÁ LỘC", "MINH CHÂU - BÁ LỘC"),
        ("L.H.", "L.H."),
        ("H’Lan Niê", "H’Lan Niê"),
        ("Hà Thu (tổng hợp)", "Hà Thu"),
        ("Phiên An (theo Reuters, AP)", "Phiên An"),
        ("Bài, ảnh: Quốc Bảo", "Quốc Bảo"),
        ("Tổng hợp: THỤY KHUÊ", "THỤY KHUÊ"),
        ("Theo Hồ Hương", "Hồ Hương"),
        ("Nhóm phóng viên", "Nhóm phóng viên"),
    ],
)
def test_bylines(line: str, author: str) -> None:
    article = parse(COMMUNE_PAGE.replace("Vũ Lâm - Đỗ Hạnh", line))
    assert article.author == author
    assert line not in article.body
    assert line not in article.captions


def test_a_byline_at_the_end_of_the_last_sentence() -> None:
    article = parse(COMMUNE_PAGE.replace("bà Hòa nói.\n\nVũ Lâm - Đỗ Hạnh", "bà Hòa nói. VŨ LÂM"))
    assert article.author == "VŨ LÂM"
    assert article.body.endswith("bà Hòa nói.")


@pytest.mark.parametrize(
    ("line", "source"),
    [
        ("Nguồn: https://www.HaiDuong.gov.vn/tin", "haiduong.gov.vn"),
        ("Nguồn tin: Báo  Đồng Quê", "Báo Đồng Quê"),
        ("Theo haiduong.gov.vn", "haiduong.gov.vn"),
    ],
)
def test_sources(line: str, source: str) -> None:
    article = parse(COMMUNE_PAGE.replace("Nguồn tin: tindonglinh.vn", line))
    assert article.source == source
    assert article.author == "Vũ Lâm - Đỗ Hạnh"


@pytest.mark.parametrize(
    ("line", "is_caption"),
    [
        ("Lãnh đạo xã trao quà cho các hộ nghèo.", True),
        ("Chủ tịch xã (áo trắng) kiểm tra trạm bơm", True),
        ("Trạm nước nhìn từ trên cao. Ảnh minh họa", True),
        ("Hiện trường vụ sạt lở bờ sông", True),
        ("Niềm vui của bà con khi nước về tận nhà", True),
        ("Nguyên nhân vụ việc đang được điều tra làm rõ.", False),
        ("Tuy nhiên, kinh phí còn thiếu.", False),
        ("Bài toán khó", False),
        ("“Chúng tôi rất vui”, ông Tám nói.", False),
        ("Các giải pháp gồm:", False),
        ("1. Nâng cấp trạm bơm", False),
    ],
)
def test_captions_among_paragraphs(line: str, is_caption: bool) -> None:
    article = parse(COMMUNE_PAGE.replace("Quang cảnh buổi lễ.", line))
    assert (line in article.captions) is is_caption
    assert (line in article.body.split("\n")) is not is_caption


def test_a_credit_on_its_own_line_joins_its_caption() -> None:
    article = parse(COMMUNE_PAGE.replace("Quang cảnh buổi lễ.", "Nước về thôn\nẢnh: CTV"))
    assert article.captions[0] == "Nước về thôn Ảnh: CTV"


def test_a_caption_broken_over_two_lines_is_one() -> None:
    page = COMMUNE_PAGE.replace(
        "Quang cảnh buổi lễ.", "Chủ tịch xã Lê Thị Hòa \n(đứng) trao đổi với bà con các thôn"
    )
    assert parse(page).captions[0] == ("Chủ tịch xã Lê Thị Hòa (đứng) trao đổi với bà con các thôn")


def test_lines_broken_at_a_fixed_width_are_paragraphs_again() -> None:
    words = COMMUNE_PAGE.split("\n\n")[3].split()
    lines, line = [], ""
    for word in words:
        if len(line) + len(word) > 70:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    wrapped = "\n".join([*lines, line])
    assert parse(COMMUNE_PAGE.replace(" ".join(words), wrapped)).body == parse(COMMUNE_PAGE).body


def test_a_list_inside_the_text_does_not_end_it() -> None:
    first, second = (f"{number} " + "Người dân thôn Hạ đã góp công sức. " * 9 for number in "12")
    page = MENU_PAGE.replace(
        "THANH BÌNH", f"Tin liên quan\nMận Bắc Hà vào mùa chín rộ\n{first}\n{second}\nTHANH BÌNH"
    )
    article = parse(page)
    assert "2 Người dân thôn Hạ" in article.body
    assert "Mận Bắc Hà" not in article.body
    assert article.author == "THANH BÌNH"


def test_an_unheaded_list_behind_the_byline_is_not_the_article() -> None:
    page = COMMUNE_PAGE.split("Nguồn tin:")[0] + (
        "18:01 12/11/2023\nPhấn đấu cấp điện cho toàn huyện đảo\n"
        "Diễn tập chữa cháy tại khu chợ mới\nKỷ niệm ngày truyền thống của ngành\n"
    )
    article = parse(page)
    assert article.author == "Vũ Lâm - Đỗ Hạnh"
    assert article.captions == parse(COMMUNE_PAGE).captions
    assert "Phấn đấu" not in article.body


def test_a_page_without_title_is_named_by_its_first_words() -> None:
    page = "12/08/2023 15:09\n" + COMMUNE_PAGE.split("\n\n", 1)[1]
    article, remarks, *_ = parse_page(page, saved=None, now=NOW)
    assert remarks == ("no title: first words of the text used",)
    assert article.title.startswith("Sáng 9/3, Ủy ban nhân dân xã Đông Lĩnh")
    assert article.summary.startswith("Sáng 9/3")


def test_a_page_of_one_paragraph_has_a_body_and_no_summary() -> None:
    page = (
        "Khai mạc hội trại hè\n\nSáng 2/6/2023, hội trại hè khai mạc tại bãi biển của thị trấn.\n"
    )
    article = parse(page)
    assert (article.title, article.summary) == ("Khai mạc hội trại hè", "")
    assert article.body.startswith("Sáng 2/6/2023")


LINES = st.sampled_from(
    [*(COMMUNE_PAGE + MENU_PAGE + CRAWLED_PAGE).split("\n"), "Ảnh: ", "||", "("]
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES | st.text(max_size=120), max_size=40), st.booleans())
def test_any_page_gives_clean_fields(lines: list[str], dated: bool) -> None:
    article, remarks, *_ = parse_page("\n".join(lines), saved=NOW if dated else None, now=NOW)
    assert article == Article.from_dict(article.to_dict())
    assert all("\n" not in text for text in (article.title, article.summary, *article.captions))
    assert article.published is None or article.published.moment.year <= 2026
    assert article.published is not None or remarks
