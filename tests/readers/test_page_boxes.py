"""Other news inside and below a page's text, buttons around it, and signs of desks."""

from __future__ import annotations

from datetime import datetime

import pytest

from newsearch.article import Article
from newsearch.readers.pages.text import parse_page

NOW = datetime(2026, 1, 1)
TITLE = "Lớp học dệt chiếu cói của bà Năm Thoại giữ chân thanh niên ở lại làng"
DATE = "Thứ Tư, 15/05/2024 08:20 (GMT+7)"
LEAD = (
    "Ba buổi tối mỗi tuần, gian nhà ngang của bà Năm Thoại sáng đèn, hơn chục người trẻ ngồi "
    "bên khung dệt đến tận khuya."
)
BODY = [
    "Nghề chiếu ở xóm Cồn có từ đời ông cố của bà, từng nuôi sống gần trăm gia đình trước khi "
    "chiếu nhựa tràn về các chợ huyện.",
    "Bà không lấy học phí, chỉ buộc ai theo học phải tự tay nhuộm lấy mớ cói đầu tiên, hỏng thì "
    "nhuộm lại cho đến lúc đều màu.",
    "Hai năm nay đã có mười bốn người mở khung dệt riêng, hàng làm ra được một hợp tác xã ở thị "
    "trấn thu mua hết.",
    "Hội phụ nữ xã đang xin thêm một gian nhà văn hóa cũ để lớp có chỗ phơi cói vào mùa mưa dầm.",
]
OTHER = "Trai làng gốm lập xưởng giữa phố cổ"
TEASER = "Bốn chàng trai gom tiền thuê lại căn nhà bỏ hoang để nặn bình."


def read(*lines: str, between: str = "\n") -> Article:
    return parse_page(between.join(lines), saved=None, now=NOW).article


def is_whole(article: Article) -> bool:
    return (article.title, article.summary, article.body.split("\n")) == (TITLE, LEAD, BODY)


@pytest.mark.parametrize("sign", ["LDO | ", "(PLO)- ", "TTO - "])
def test_the_signed_lead_of_other_news_goes_with_its_title(sign: str) -> None:
    article = read(TITLE, DATE, LEAD, *BODY[:2], OTHER, sign + TEASER, *BODY[2:])
    assert is_whole(article)
    assert OTHER in [link.title for link in article.related]


def test_the_signed_lead_of_other_news_goes_though_its_title_was_a_link() -> None:
    other = [f"## [{OTHER}](https://plo.vn/gom.html)", f"(PLO)- {TEASER}"]
    article = read(f"# {TITLE}", DATE, f"(PLO)- {LEAD}", *BODY[:2], *other, *BODY[2:])
    assert article.body.split("\n") == BODY


@pytest.mark.parametrize("dates", [["14/05/2024 16:20"], ["16:20 14/05/2024", "14/05/2024 16:20"]])
def test_linked_titles_below_the_text_take_date_and_teaser_along(dates: list[str]) -> None:
    link = f"[{OTHER}](https://znews.vn/gom-post1.html)"
    article = read(f"# {TITLE}", DATE, LEAD, *BODY, link, *dates, TEASER, "[Lê Bình](/tac-gia/1)")
    assert is_whole(article)


@pytest.mark.parametrize(
    "head",
    [
        *("Mời độc giả xem thêm:", "Mời bạn đọc xem thêm video:", "Kính mời quý độc giả đón đọc"),
        *("Bấm xem >>", "Nhấn để đọc tiếp"),
    ],
)
def test_heads_that_invite_readers_open_other_news(head: str) -> None:
    assert is_whole(read(TITLE, DATE, LEAD, *BODY, head, OTHER, TEASER))


def test_a_list_ends_where_a_line_says_whose_text_it_was() -> None:
    end = ["Bấm xem >>", OTHER, TEASER, "Theo Hữu Lộc (Tạp chí Làng nghề)"]
    article = read(TITLE, DATE, LEAD, *BODY, *end)
    assert is_whole(article)
    assert (article.author, article.source) == ("Hữu Lộc", "Tạp chí Làng nghề")


@pytest.mark.parametrize(
    "button",
    [
        *(
            "Gửi góp ý",
            "Lưu bài Bỏ lưu bài",
            "Nam miền Nam",
            "Nữ miền Bắc",
            "Link bài gốc Lấy link",
        ),
        "Hãy chia sẻ bài viết của bạn với cộng đồng",
    ],
)
def test_buttons_are_neither_text_nor_captions(button: str) -> None:
    article = read(TITLE, DATE, LEAD, *BODY, button)
    assert is_whole(article)
    assert article.captions == ()


def test_a_campaign_above_the_date_is_not_the_title_of_a_signed_lead() -> None:
    campaign = "Cả nước chung tay giữ nghề xưa"
    article = read("Xã hội", "Văn hóa", campaign, DATE, TITLE, f"QĐND - {LEAD}", *BODY)
    assert (article.title, article.summary) == (TITLE, f"QĐND - {LEAD}")


@pytest.mark.parametrize("signature", ["T.D", "H.L.", "N.T.H"])
def test_initials_behind_the_last_sentence_sign_it(signature: str) -> None:
    article = read(TITLE, DATE, LEAD, *BODY[:-1], f"{BODY[-1]} {signature}")
    assert is_whole(article)
    assert article.author == signature


def test_the_dash_of_a_lost_dateline_is_left_out() -> None:
    assert is_whole(read(TITLE, DATE, f"- {LEAD}", *BODY))


def test_dashes_of_a_list_stay() -> None:
    article = read(TITLE, DATE, f"- {LEAD}", *(f"- {line}" for line in BODY))
    assert article.summary == f"- {LEAD}"


def test_a_short_sentence_behind_the_lead_of_long_paragraphs_is_a_caption() -> None:
    caption = "Khung cửi cũ bị mọt nằm ở góc hiên nhà."
    body = [f"{BODY[first]} {BODY[second]}" for first, second in ((0, 1), (2, 3), (1, 2))]
    article = read(TITLE, DATE, LEAD, caption, *body, between="\n\n")
    assert (article.body.split("\n"), article.captions) == (body, (caption,))


@pytest.mark.parametrize(
    ("signs", "author"),
    [
        (["Lê Bình/VOV-Tây Bắc"], "Lê Bình/VOV-Tây Bắc"),
        (["Lê Bình/VOV-Tây Bắc", "VOV Tây Bắc"], "Lê Bình/VOV-Tây Bắc"),
        (["Lê Bình/VOV.VN"], "Lê Bình"),
    ],
)
def test_the_publisher_s_own_desk_stays_with_the_name(signs: list[str], author: str) -> None:
    article = read(TITLE, DATE, f"VOV.VN - {LEAD}", *BODY, *signs)
    assert (article.author, article.source, article.origin) == (author, "vov.vn", "")
