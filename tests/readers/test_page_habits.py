"""Habits of papers' pages: heads above titles, players, counters, names, boxes, imprints."""

from __future__ import annotations

from datetime import datetime

import pytest

from newsearch.article import Article
from newsearch.readers.pages.text import parse_page

NOW = datetime(2026, 11, 1, 8, 0)
TITLE = "Làng chiếu Định Yên vào vụ chiếu Tết"
DATE = "14/01/2023 08:15"
LEAD = (
    "Những ngày giáp Tết, đôi bờ kênh Định Yên rực màu lác nhuộm, nhà nào cũng sáng đèn tới khuya "
    "để kịp giao chiếu cho mối ở chợ huyện."
)
BODY = [
    "Bà Tư Lài, năm nay sáu mươi tám tuổi, ngồi bên khung dệt từ hồi mười hai tuổi. Bà nói nghề "
    "này cực mà vui, sáng nghe tiếng dập khung là biết xóm còn sống.",
    "Mỗi ngày hai mẹ con bà dệt được bốn chiếc, bán giá một trăm hai mươi nghìn đồng một chiếc, "
    "trừ tiền lác và phẩm còn lời chừng một nửa. Vụ này thương lái đặt nhiều hơn năm ngoái.",
    "Ông Năm Tòng, chủ cơ sở nhuộm ở đầu vàm, cho biết phẩm màu lên giá từ tháng mười nên ông "
    "phải tính lại từng mẻ, nhưng không bớt màu vì sợ mất khách quen.",
    "Hợp tác xã chiếu của xã đang xin vốn mua thêm hai máy dệt, để người trẻ đi làm xa có chỗ "
    "quay về. Ai chịu học nghề thì được trả công ngay trong tháng đầu tiên.",
]
OTHERS = [
    "Xóm lò gạch Sa Đéc đỏ lửa trở lại sau nhiều năm vắng",
    "Nhãn xuồng Cồn Phụng được giá, nhà vườn phấn khởi",
]
TEASERS = [
    "Lửa lò đỏ suốt đêm, bà con thay ca nhau canh từng mẻ gạch.",
    "Giá nhãn tại vườn tăng gần gấp rưỡi so với vụ trước.",
]


def read(*lines: str) -> Article:
    return parse_page("\n".join(lines), saved=None, now=NOW).article


def is_whole(article: Article) -> bool:
    """Whether lead and body are the page's own, without a line more or less."""
    return (article.title, article.summary, article.body) == (TITLE, LEAD, "\n".join(BODY))


@pytest.mark.parametrize(
    "head",
    [
        "Vấn đề quan tâm",
        "Tin tức - sự kiện >> Hoạt động của xã",
        "Trang nhất » Tin Tức » Hoạt động xã",
        "Tin tức --> Tin trong huyện",
        "Chuyên mục: Kinh tế",
        "Tin tức và Sự kiện",
        "Thông tin tuyên truyền",
    ],
)
@pytest.mark.parametrize("order", ["title first", "date first", "below a menu"])
def test_the_name_of_a_part_is_no_title(head: str, order: str) -> None:
    top = {
        "title first": [head, TITLE, DATE],
        "date first": [head, DATE, TITLE],
        "below a menu": ["Thời sự", "Kinh tế", "Pháp luật", head, DATE, "Chia sẻ", TITLE],
    }[order]
    article = read(*top, LEAD, *BODY)
    assert is_whole(article)
    assert article.published
    assert article.published.moment == datetime(2023, 1, 14, 8, 15)


@pytest.mark.parametrize(
    "button",
    [
        "Giọng đọc: Nữ miền Bắc",
        "Nghe audio 3:45",
        "Nữ miền Nam",
        "1.0x",
        "3 phút đọc",
        "ĐỌC NGAY",
        "Tương phản",
        "Thích 0",
        "12 chia sẻ",
        "👍 12",
        "5/5 - (2 bình chọn)",
        "In trang này | Đóng cửa sổ",
        "Góp ý / Báo lỗi",
        "Tệp đính kèm",
        "Quay trở lại trang chủ",
    ],
)
def test_buttons_players_and_counters_are_no_text(button: str) -> None:
    article = read(TITLE, DATE, LEAD, button, *BODY, button)
    assert is_whole(article)
    assert article.captions == ()
    assert article.author == ""


@pytest.mark.parametrize(
    "note",
    [
        f"Bạn đang đọc bài viết {TITLE} tại chuyên mục Kinh tế của Báo Miền Nam.",
        "Mọi thông tin góp ý, chia sẻ vui lòng gửi về hòm thư toasoan@mien.vn",
        "Vui lòng đăng nhập hoặc đăng ký để gửi bình luận",
        "Bài viết thể hiện quan điểm của tác giả.",
        "Quý độc giả có tin bài xin gửi về email bandoc@mien.vn",
    ],
)
def test_notes_of_the_newsroom_are_no_text_and_leave_the_author(note: str) -> None:
    article = read(TITLE, DATE, LEAD, *BODY, "Lê Na", note)
    assert is_whole(article)
    assert article.author == "Lê Na"


def test_a_paragraph_that_speaks_of_reports_is_text() -> None:
    last = (
        "Mọi thông tin phản ánh về hàng giả, người dân có thể cung cấp cho xã qua số máy trực ban."
    )
    assert read(TITLE, DATE, LEAD, *BODY, last).body.endswith(last)


@pytest.mark.parametrize(
    ("line", "author", "origin"),
    [
        ("Lê Na", "Lê Na", ""),
        ("Tác giả: Lê Na", "Lê Na", ""),
        ("Bài và ảnh: Lê Na", "Lê Na", ""),
        ("Lê Na - Phóng viên", "Lê Na", ""),
        ("Lê Na | Báo Miền Nam", "Lê Na", "Báo Miền Nam"),
        ("Lê Na - TTXVN", "Lê Na", "TTXVN"),
    ],
)
def test_a_name_is_read_wherever_it_stands(line: str, author: str, origin: str) -> None:
    website = "Website: http://baodongthap.vn"
    for lines in ([LEAD, line, *BODY], [line, LEAD, *BODY], [LEAD, *BODY, line]):
        article = read(TITLE, DATE, *lines, "Cơ quan chủ quản: Tỉnh ủy", website)
        assert is_whole(article)
        assert (article.author, article.origin) == (author, origin)
        assert article.source == "baodongthap.vn"


@pytest.mark.parametrize(
    "lines",
    [["Thái Bình", "Tác giả", DATE], ["Tác giả:", "Thái Bình", DATE]],
)
def test_a_label_of_its_own_tells_that_a_place_s_name_is_a_person_s(lines: list[str]) -> None:
    article = read(TITLE, *lines, LEAD, *BODY)
    assert is_whole(article)
    assert article.author == "Thái Bình"


@pytest.mark.parametrize("mark", ["", "- ", "• ", "+ ", "➤ ", ">> "])
@pytest.mark.parametrize("place", [0, 2])
def test_titles_that_share_nothing_with_the_text_are_other_news(mark: str, place: int) -> None:
    boxes = [f"{mark}{other}" for other in OTHERS]
    assert is_whole(read(TITLE, DATE, LEAD, *BODY[:place], *boxes, *BODY[place:]))
    assert is_whole(read(TITLE, DATE, LEAD, *BODY[:2], boxes[0], *BODY[2:]))


def test_a_heading_of_the_text_stays() -> None:
    heading = "Khung dệt của hai mẹ con bà Tư Lài bên kênh"
    article = read(TITLE, DATE, LEAD, *BODY[:2], heading, *BODY[2:])
    assert heading in article.body


@pytest.mark.parametrize("between", [[], ["#chiếu", "#làng nghề"], ["Lê Na"]])
def test_entries_of_a_list_without_head_are_cut_off_the_end(between: list[str]) -> None:
    entries = [OTHERS[0], TEASERS[0], OTHERS[1], TEASERS[1]]
    article = read(TITLE, DATE, LEAD, *BODY, *between, *entries)
    assert is_whole(article)
    assert article.captions == ()


def test_a_list_between_lead_and_text_ends_at_the_caption_of_the_first_picture() -> None:
    caption = "Phối cảnh khu trưng bày chiếu ở đầu vàm."
    article = read(TITLE, DATE, LEAD, "TIN LIÊN QUAN", *OTHERS, caption, *BODY)
    assert is_whole(article)
    assert article.captions == (caption,)


def test_a_linked_title_takes_the_teaser_below_it_along() -> None:
    link = f"[{OTHERS[0]}](https://mien.vn/lo-gach-1.html)\n{TEASERS[0]}"
    page = "\n\n".join([f"# {TITLE}", DATE, LEAD, BODY[0], link, *BODY[1:]])
    assert is_whole(parse_page(page, saved=None, now=NOW).article)


def test_what_is_emphasised_below_a_picture_is_its_caption() -> None:
    caption = "Hai mẹ con bà Tư Lài dập khung cho kịp chuyến ghe chiều."
    picture = f"![chiếu](https://mien.vn/1.jpg)\n\n_{caption}_"
    page = [f"# {TITLE}", DATE, LEAD, BODY[0], picture, "Bà gọi đó là _chiếu cổ_ , hay chiếu vua."]
    article = parse_page("\n\n".join([*page, *BODY[1:]]), saved=None, now=NOW).article
    assert article.captions == (caption,)
    assert "Bà gọi đó là chiếu cổ, hay chiếu vua." in article.body


@pytest.mark.parametrize(
    ("imprint", "source"),
    [
        ("© Báo và Phát thanh, Truyền hình Quảng Ninh", "baoquangninh.vn"),
        ("Bản quyền thuộc Báo và Đài PTTH Thanh Hóa", "baothanhhoa.vn"),
        ("© Bản quyền thuộc Báo Tin tức và Dân tộc - TTXVN", "baotintuc.vn"),
        ("® Báo Công an nhân dân giữ bản quyền nội dung", "cand.com.vn"),
        ("Website: baohaiduong.vn", "baohaiduong.vn"),
        ("baothaibinh.com.vn", "baothaibinh.com.vn"),
        ("© Bản quyền thuộc về Báo và", ""),
    ],
)
def test_the_imprint_names_the_publisher(imprint: str, source: str) -> None:
    assert read(TITLE, DATE, LEAD, *BODY, "Cơ quan chủ quản: Tỉnh ủy", imprint).source == source


@pytest.mark.parametrize(
    "line", ["8:5', 14/1/2023 (GMT+7)", "Sat, 14/01/2023 | 08:05", "14/01/2023 | 08:05 Sáng"]
)
def test_dates_leave_no_words_behind(line: str) -> None:
    article = read(TITLE, line, LEAD, *BODY)
    assert article.published
    assert article.published.moment == datetime(2023, 1, 14, 8, 5)
    assert article.author == ""


@pytest.mark.parametrize("sign", ["In trang này | Đóng cửa sổ", "[In trang] [Đóng cửa sổ]"])
def test_the_day_in_the_letterhead_of_a_print_page_is_no_date(sign: str) -> None:
    head = ["BỘ NỘI VỤ", "Hà Nội, ngày 04 tháng 12 năm 2025"]
    assert read(*head, TITLE, LEAD, *BODY, sign).published is None
