"""Titles, leads and short sentences keep their places: nothing is lost, no order is broken."""

from __future__ import annotations

from datetime import datetime

import pytest

from newsearch.article import Article
from newsearch.readers.pages.text import parse_page
from tests.readers.pages import COMMUNE_PAGE

NOW = datetime(2026, 11, 1, 8, 0)

TITLE = "Chim hồng hạc lạc đàn đậu lại đầm Thị Nại"
LEAD = "Người nuôi tôm phát hiện con hồng hạc kiếm ăn ở đầm Thị Nại, sáng 4/5."
SECOND = (
    "Theo kiểm lâm địa phương, loài chim này hiếm khi ghé miền Trung. Cán bộ kiểm lâm đã căng dây "
    "để không ai lại gần."
)
THIRD = (
    "Bà Mai Thị Sáu, chủ đìa tôm, cho biết đã rải thêm cá nhỏ ven bờ cho chim ăn. Bà con thay nhau "
    "canh chừng cả ban đêm."
)


def parse(*lines: str) -> Article:
    return parse_page("\n".join(lines), saved=None, now=NOW)[0]


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize(
    "above",
    [
        ["Trang chủ", "Thời sự", "Thời sự Giao thông"],
        ["Trang chủ", "Thời sự", "Thế giới", "Kinh doanh", "Đăng nhập", "Thời sự Môi trường"],
        ["Thời sự", "Thời sự > Môi trường"],
        ["Trang chủ", "Câu chuyện làng quê"],
        ["Môi trường Đời sống"],
        [],
    ],
)
@pytest.mark.parametrize("date", ["Thứ ba, 4/5/2021, 09:45 (GMT+7)", "04/05/2021"])
def test_a_section_above_the_date_is_not_the_title(above: list[str], date: str, gap: str) -> None:
    article = parse(gap.join([*above, date, TITLE, LEAD, SECOND, THIRD]))
    assert (article.title, article.summary) == (TITLE, LEAD)
    assert article.body.split("\n")[-2:] == [SECOND, THIRD]
    assert article.captions == ()
    assert str(article.published).startswith("2021-05-04")


def test_a_title_above_the_date_stays_the_title() -> None:
    article = parse("Trang chủ", "Thời sự", TITLE, "Thứ ba, 4/5/2021, 09:45", LEAD, SECOND, THIRD)
    assert (article.title, article.summary) == (TITLE, LEAD)
    assert article.body.split("\n") == [SECOND, THIRD]


def test_names_of_sections_are_a_title_where_there_is_no_other() -> None:
    article = parse("Giáo dục Hải Phòng", "04/05/2021", SECOND, THIRD)
    assert article.title == "Giáo dục Hải Phòng"


def test_a_title_that_is_passed_over_stays_in_the_text() -> None:
    surtitle = "Chuyện lạ ở vùng đầm phá miền Trung"
    article = parse(surtitle, TITLE, "04/05/2021", LEAD, SECOND, THIRD)
    text = [article.title, article.summary, *article.body.split("\n")]
    assert sorted(text) == sorted([surtitle, TITLE, LEAD, SECOND, THIRD])
    article = parse("Trang chủ", "Câu chuyện làng quê", "04/05/2021", TITLE, LEAD, SECOND, THIRD)
    assert (article.title, article.summary) == (TITLE, LEAD)
    assert article.body.split("\n") == ["Câu chuyện làng quê", SECOND, THIRD]


def test_what_stands_between_title_and_text_is_not_lost() -> None:
    subtitle = "Cả xóm chài thay nhau canh giữ vị khách lạ"
    article = parse(TITLE, "04/05/2021 09:45", "Hoài Nhân", subtitle, LEAD, SECOND, THIRD)
    assert article.title == TITLE
    assert article.author == "Hoài Nhân"
    assert f"{article.summary}\n{article.body}".split("\n") == [subtitle, LEAD, SECOND, THIRD]


def test_a_title_stated_twice_is_no_lead() -> None:
    article = parse("Trang chủ", "04/05/2021", TITLE, TITLE, LEAD, SECOND, THIRD)
    assert (article.title, article.summary) == (TITLE, LEAD)


@pytest.mark.parametrize(
    "lead",
    [
        LEAD,
        "Đội tuần tra dùng hai xuồng máy xua đàn vịt trời khỏi bãi nuôi hàu ở đầm Thị Nại trước "
        "khi trời sáng.",
        "Nông dân xã Phước Sơn lùa vịt chạy đồng về nhà.",
        "Cảnh sát biển dẫn tàu cá về bến.",
        "Hình ảnh con hồng hạc đã khiến cả vùng đầm xôn xao.",
    ],
)
@pytest.mark.parametrize("date", [["Thứ ba, 4/5/2021, 09:45 (GMT+7)"], []])
def test_the_first_paragraph_is_the_lead(lead: str, date: list[str]) -> None:
    article = parse(TITLE, *date, lead, SECOND, "Chim đậu trên bãi bồi. Ảnh: Hoài Nhân", THIRD)
    assert article.summary == lead
    assert article.body.split("\n") == [SECOND, THIRD]
    assert article.captions == ("Chim đậu trên bãi bồi. Ảnh: Hoài Nhân",)


def test_a_caption_above_the_lead_is_one() -> None:
    article = parse(TITLE, "04/05/2021", "Chim đậu bãi bồi. Ảnh: Hoài Nhân", LEAD, SECOND, THIRD)
    assert (article.summary, article.captions) == (LEAD, ("Chim đậu bãi bồi. Ảnh: Hoài Nhân",))


SENTENCES = [
    "Khách xếp hàng kín sân.",
    "Vé gửi thuyền 10.000 đồng một lượt.",
    "Sản lượng cá giảm chừng 15%.",
    "Hội Nghề cá miền Trung dự báo vụ tới thất thu.",
    "Du khách ghé xóm được tự tay gỡ lưới và mang cá về làm quà.",
    "Cảnh sát biển tuần tra suốt đêm quanh khu vực cửa đầm.",
    "Chúng tôi chưa thấy cảnh ấy bao giờ.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_short_sentence_alone_stays_in_the_text(sentence: str) -> None:
    article = parse(TITLE, LEAD, SECOND, sentence, THIRD)
    assert article.body.split("\n") == [SECOND, sentence, THIRD]
    assert parse(TITLE, LEAD, SECOND, THIRD, sentence).body.split("\n")[-1] == sentence


@pytest.mark.parametrize("number", [0, 1, 2, 3])
def test_short_sentences_beside_a_caption_stay_in_the_text(number: int) -> None:
    caption = "Ghe tôm neo ở cửa đầm - Ảnh: H.N."
    article = parse(TITLE, LEAD, SECOND, caption, SENTENCES[number], THIRD)
    assert article.captions == (caption,)
    assert article.body.split("\n") == [SECOND, SENTENCES[number], THIRD]


def test_a_page_of_short_paragraphs_has_no_captions_without_evidence() -> None:
    short = [
        "Bà con gọi nhau ra xem từ mờ sáng.",
        "Trẻ em trong xóm đứng kín bờ đê.",
        "Con chim lững thững đi dọc mép nước.",
        "Đến trưa, nó bay sang bãi bên kia.",
    ]
    caption = "Quang cảnh đầm Thị Nại."
    article = parse(TITLE, LEAD, SECOND, *short, caption, THIRD)
    assert article.captions == (caption,)
    assert article.body.split("\n") == [SECOND, *short, THIRD]


def test_captions_support_one_another() -> None:
    first, second = (
        "Hội viên phụ nữ xã phân loại chai lọ tại nhà văn hóa.",
        "Đoàn viên nhặt rác dọc bờ kè cùng bà con thôn Thượng.",
    )
    article = parse(TITLE, LEAD, SECOND, first, THIRD, second, f"{SECOND} Và còn nữa.")
    assert article.captions == (first, second)


@pytest.mark.parametrize(
    "line",
    [
        "Mời bạn đọc theo dõi Báo Đồng Quê trên Facebook",
        "Mời quý độc giả theo dõi Đồng Quê trên Zalo, YouTube.",
        "Theo dõi Đồng Quê trên Google News",
        "Bấm theo dõi kênh TikTok của báo để xem thêm",
        "Kính mời độc giả đón đọc bản tin trên kênh YouTube Đồng Quê",
        "Hãy theo dõi fanpage Đồng Quê để cập nhật tin mới nhất!",
    ],
)
def test_calls_to_follow_the_paper_are_dropped(line: str) -> None:
    article = parse(COMMUNE_PAGE.replace("Vũ Lâm - Đỗ Hạnh", f"Vũ Lâm - Đỗ Hạnh\n\n{line}"))
    assert article == parse(COMMUNE_PAGE)
    inside = parse(COMMUNE_PAGE.replace("Quang cảnh buổi lễ.", f"{line}\n\nQuang cảnh buổi lễ."))
    assert inside == parse(COMMUNE_PAGE)


def test_a_sentence_about_following_is_text() -> None:
    line = "Bà con theo dõi trận đấu qua màn hình lớn trên sân vận động xã và cổ vũ hết mình."
    assert line in parse(TITLE, LEAD, SECOND, line, THIRD).body


def test_sentences_torn_at_links_and_quotes_are_whole_again() -> None:
    torn = [
        "Theo kiểm lâm địa phương, loài chim này hiếm khi ghé miền Trung, riêng vùng",
        "Đầm Thị Nại",
        ", nơi có nhiều cá nhỏ, chưa ai thấy bao giờ. Bà con kể:",
        "“",
        "Nó đứng một chân suốt buổi sáng",
        "”. Người lớn, trẻ em đều tới xem.",
    ]
    article = parse(TITLE, "04/05/2021 09:45", LEAD, *torn, THIRD)
    assert article.body.split("\n") == [
        "Theo kiểm lâm địa phương, loài chim này hiếm khi ghé miền Trung, riêng vùng Đầm Thị Nại, "
        "nơi có nhiều cá nhỏ, chưa ai thấy bao giờ. Bà con kể:",
        "“Nó đứng một chân suốt buổi sáng”. Người lớn, trẻ em đều tới xem.",
        THIRD,
    ]
