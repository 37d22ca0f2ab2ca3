"""What follows or interrupts a page's text without a head, and lines that only look like text."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from newsearch.article import Article
from newsearch.readers import list_files
from newsearch.readers.input import ReadArticle
from newsearch.readers.pages.naming import named_by_itself
from newsearch.readers.pages.text import parse_page
from newsearch.results import Skipped
from tests.readers.reading import articles_of

NOW = datetime(2026, 11, 1, 8, 0)
TITLE = "Thợ đóng ghe Cái Răng truyền nghề cho lớp trẻ"
DATE = "Thứ Năm, 12/05/2022 08:12"
LEAD = (
    "Ba người thợ già ở Cái Răng mở lớp dạy đóng ghe không lấy tiền, mong giữ lại cái nghề đã "
    "nuôi sống mấy đời nhà mình."
)
FIRST = (
    "Lớp học là một mái lá cất sát mé sông, sáng nào cũng vang tiếng đục, tiếng bào. Mười hai học "
    "trò, người nhỏ nhất mới mười sáu, chia nhau từng thanh gỗ sao."
)
SECOND = (
    "Ông Ba Khía dạy cách nhìn vân gỗ trước, cầm cưa sau. Theo ông, ghe chìm hay nổi là do tấm "
    "lườn, mà tấm lườn thì phải chọn từ lúc cây còn nằm ngoài bãi."
)
LAST = (
    "Cuối khóa, mỗi nhóm hạ thủy một chiếc xuồng ba lá do tay mình đóng. Chiếc đẹp nhất sẽ được "
    "đem ra chợ nổi chở khách trong dịp Tết."
)
TITLES = (
    "Nước ròng, ghe hàng bông chờ con nước ở chợ nổi",
    "Chuyện lạ ở cù lao: Vì sao ghe không ai bán?",
)


def read(*lines: str) -> Article:
    return parse_page("\n".join(lines), saved=None, now=NOW).article


def body(article: Article) -> list[str]:
    return article.body.split("\n")


@pytest.mark.parametrize(
    "between",
    [
        ["Chú thích ảnh"],
        ["[In trang] [Gửi bài viết]"],
        ["Quảng cáo"],
        ["TIN LIÊN QUAN", TITLES[0]],
        ["Xem thêm", *TITLES],
        list(TITLES),
    ],
)
def test_what_stands_between_the_paragraphs_is_left_out(between: list[str]) -> None:
    article = read(TITLE, DATE, LEAD, FIRST, *between, SECOND, LAST, "Hồng Gấm")
    assert article.summary == LEAD
    assert body(article) == [FIRST, SECOND, LAST]
    assert article.captions == ()
    assert article.author == "Hồng Gấm"


@pytest.mark.parametrize("count", ["Bình luận 0", "0 bình luận", "Bình luận"])
def test_a_count_of_comments_below_the_lead_does_not_end_the_text(count: str) -> None:
    article = read(TITLE, DATE, LEAD, count, FIRST, SECOND, LAST)
    assert (article.summary, body(article)) == (LEAD, [FIRST, SECOND, LAST])


def test_comments_of_readers_are_no_text() -> None:
    comments = ["Bình luận (2)", "Trần Hai", FIRST, "Thích", "Trả lời", SECOND, "Trả lời"]
    assert body(read(TITLE, DATE, LEAD, LAST, *comments)) == [LAST]


@pytest.mark.parametrize(
    "end",
    [
        ["Đăng ký nhận thông báo từ Báo Đồng Quê để không bỏ lỡ tin nào trong ngày."],
        ["Tổng số điểm của bài viết là: 0 trong 0 đánh giá", "Click để đánh giá bài viết"],
        ["Xem theo ngày", "Ngày", "Xem"],
        ["Người đăng: Hồng Gấm vào lúc 08:12", "Đăng nhận xét"],
        ["* Mời quý độc giả xem các tin, bài liên quan."],
        ["Văn phòng Sở"],
        ["Ban Mai"],
    ],
)
def test_the_text_ends_where_the_article_does(end: list[str]) -> None:
    article = read(TITLE, DATE, LEAD, FIRST, SECOND, LAST, *end)
    assert body(article)[-1] == LAST
    assert article.captions == ()


def test_leads_of_other_news_at_the_end_are_known_by_their_sign() -> None:
    teasers = [f"VOV.VN - {LEAD}", f"VOV.VN - {SECOND}"]
    article = read(TITLE, DATE, LEAD, FIRST, SECOND, LAST, *teasers)
    assert body(article) == [FIRST, SECOND, LAST]


def test_one_lead_with_a_sign_is_the_article_s_own() -> None:
    article = read(TITLE, DATE, f"VOV.VN - {LEAD}", FIRST, SECOND, LAST)
    assert article.source == "vov.vn"
    assert article.summary.endswith(LEAD)
    assert body(article) == [FIRST, SECOND, LAST]


def test_teasers_that_are_broken_off_end_the_text() -> None:
    teasers = [f"Ở xóm thứ {number}, bà con kể chuyện cũ bên bếp lửa và…" for number in range(8)]
    article = read(TITLE, DATE, LEAD, FIRST, SECOND, FIRST, SECOND, FIRST, LAST, *teasers)
    assert body(article)[-1] == LAST


def test_questions_in_the_text_stay_in_it() -> None:
    questions = [
        "Vậy ai sẽ là người giữ lấy nghề này?",
        "Lớp trẻ có chịu ở lại với bến sông không?",
    ]
    article = read(TITLE, DATE, LEAD, FIRST, *questions, SECOND, LAST)
    assert body(article) == [FIRST, *questions, SECOND, LAST]


def test_verses_are_no_captions() -> None:
    verses = [
        "Ghe ai đậu bến Cái Răng",
        "Chở đầy bông bí chở trăng theo về",
        "Thương em mấy khúc sông quê",
        "Lái ghe sợ nước tràn trề mạn khoan",
    ]
    article = read(TITLE, DATE, LEAD, FIRST, *verses, SECOND, LAST)
    assert body(article) == [FIRST, *verses, SECOND, LAST]
    assert article.captions == ()


@pytest.mark.parametrize(
    "masthead",
    ["CÔNG AN TỈNH SÔNG TIỀN", "Truyền hình Sông Tiền", "Cổng thông tin điện tử xã Mỹ An"],
)
def test_the_name_of_the_site_is_no_title(masthead: str) -> None:
    article = read(masthead, "Trang chủ Tin tức - Sự kiện", DATE, TITLE, LEAD, FIRST, SECOND, LAST)
    assert article.title == TITLE
    assert body(article) == [FIRST, SECOND, LAST]


def test_a_title_in_capitals_that_begins_as_a_name_does_is_one() -> None:
    title = "CÔNG AN TỈNH RA QUÂN GIỮ CHỢ NỔI"
    assert read(title, DATE, LEAD, FIRST, SECOND, LAST).title == title


def test_a_labelled_author_is_no_title() -> None:
    article = read(TITLE, "Tác giả: Trần Thị Hồng Gấm", DATE, LEAD, FIRST, SECOND, LAST)
    assert (article.title, article.author) == (TITLE, "Trần Thị Hồng Gấm")


def test_a_host_alone_above_the_title_is_the_source() -> None:
    article = read("baodongque.vn", TITLE, "Hồng Gấm", "3 phút", DATE, LEAD, FIRST, SECOND, LAST)
    assert (article.title, article.source, article.author) == (TITLE, "baodongque.vn", "Hồng Gấm")


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("Hồng Gấm | 12-05-2022 - 08:12 AM | Sống", "Hồng Gấm", ""),
        ("Hồng Gấm, Theo Đời sống & Pháp luật 08:12 12/05/2022", "Hồng Gấm", "doisongphapluat.com"),
        ("08:12' 12/05/2022 (GMT+7)", "", ""),
        ("Bởi Hồng Gấm - 08:12 12/05/2022", "Hồng Gấm", ""),
        ("08:12 12 thg 5, 2022", "", ""),
    ],
)
def test_date_lines_of_papers(line: str, author: str, source: str) -> None:
    article = read(TITLE, line, LEAD, FIRST, SECOND, LAST)
    assert article.published is not None
    assert article.published.isoformat() == "2022-05-12T08:12"
    assert (article.title, article.author, article.source) == (TITLE, author, source)


@pytest.mark.parametrize(
    ("line", "author", "source"),
    [
        ("HẢI DƯƠNG", "HẢI DƯƠNG", ""),
        ("Hồng Gấm (lược dịch theo Reuters)", "Hồng Gấm", "reuters.com"),
        ("- Hết -\nHồng Gấm", "Hồng Gấm", ""),
        ("Hồng Gấm/VOV-ĐBSCL", "Hồng Gấm", "vov.vn"),
        ("Hồng Gấm(Nguồn: Tổng hợp)", "Hồng Gấm", ""),
        ("Hồng Gấm (UBND xã Mỹ An)", "Hồng Gấm", ""),
        ("Theo Hồng Gấm - VietNamNet", "Hồng Gấm", "vietnamnet.vn"),
        ("Hồng Gấm (TTXVN/Vietnam+)", "Hồng Gấm", "vietnamplus.vn"),
    ],
)
def test_bylines_below_the_text(line: str, author: str, source: str) -> None:
    article = read(TITLE, DATE, LEAD, FIRST, SECOND, LAST, line)
    assert (article.author, article.source) == (author, source)
    assert body(article)[-1] == LAST


@pytest.mark.parametrize("between", [" ", ""])
def test_a_name_behind_the_last_period_is_the_author_s(between: str) -> None:
    article = read(TITLE, DATE, LEAD, FIRST, SECOND, f"{LAST}{between}Hồng Gấm")
    assert (article.author, body(article)[-1]) == ("Hồng Gấm", LAST)


@pytest.mark.parametrize("end", ["về tới TP. Biên Hòa", "neo ở bến Ninh Kiều. Hồ Chí Minh"])
def test_a_place_at_the_end_is_no_author(end: str) -> None:
    last = f"{SECOND} Chiếc xuồng cuối cùng trong đoàn {end}"
    article = read(TITLE, DATE, LEAD, FIRST, last)
    assert (article.author, body(article)[-1]) == ("", last)


def test_labels_in_front_of_the_text_are_left_out() -> None:
    article = read(f"Tiêu đề: {TITLE}", f"Tóm tắt: {LEAD}", f"Nội dung: {FIRST}", SECOND, LAST)
    assert (article.title, article.summary) == (TITLE, LEAD)
    assert body(article) == [FIRST, SECOND, LAST]


def test_a_day_behind_an_hour_opens_a_sentence() -> None:
    first = f"Từ bốn giờ sáng ngày 12 tháng 10 năm 2019, bếp đã đỏ lửa. {FIRST}"
    published = read(TITLE, LEAD, first, SECOND, LAST).published
    assert published is not None
    assert published.isoformat() == "2019-10-12"
    told = f"Theo hồ sơ vụ án, 22h ngày 6/11/2024, ghe hàng bị giữ. {FIRST}"
    assert read(TITLE, LEAD, FIRST, told, LAST).published is None


def test_short_dates_behind_titles_of_other_news_leave_no_half_brackets() -> None:
    others = ["Các tin khác:", f"{TITLES[0]} (13/11)", "Chợ nổi mừng lễ hội sông nước (14/10/2021)"]
    article = read(TITLE, DATE, LEAD, FIRST, SECOND, LAST, *others)
    titles = [link.title for link in article.related]
    assert titles == [TITLES[0], "Chợ nổi mừng lễ hội sông nước"]


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Trao đổi với Tuổi Trẻ, ông Ba Khía nói ghe đã bán hết.", "tuoitre.vn"),
        ("Bà Sáu chia sẻ với phóng viên Dân trí rằng chợ vẫn đông.", "dantri.com.vn"),
        ("Như Báo Người Lao Động đã đưa tin, bến ghe dời ra ngoài vàm.", "nld.com.vn"),
        ("Nhiều độc giả VietNamNet gửi thư hỏi địa chỉ lớp học.", "vietnamnet.vn"),
        ("Ông trao đổi với lao động trẻ, với thanh niên trong xóm.", ""),
        ("Thuyền trưởng nói với Reuters rằng biển vẫn lặng.", ""),
        ("Ông nói với Tuổi Trẻ. Bà kể với phóng viên Thanh Niên.", ""),
    ],
)
def test_a_paper_names_itself(text: str, host: str) -> None:
    assert named_by_itself(text) == host


def test_a_known_publisher_is_not_overruled() -> None:
    told = f"Trao đổi với Tuổi Trẻ, ông Ba Khía hẹn khai giảng sang năm. {SECOND}"
    page = (f"(Dân trí) - {LEAD}", FIRST, told, LAST)
    assert read(TITLE, DATE, *page).source == "dantri.com.vn"
    assert read(TITLE, DATE, LEAD, FIRST, told, LAST).source == "tuoitre.vn"


def _read_file(folder: Path, text: str) -> list[ReadArticle | Skipped]:
    (folder / "trang.txt").write_text(text, "utf-8")
    (file,), _ = list_files([folder])
    return list(articles_of(file))


def test_a_page_of_videos_is_refused(tmp_path: Path) -> None:
    videos = [
        "Video",
        "Thời sự",
        f"Video: {TITLE}",
        "00:00 / 01:27",
        "Tốc độ",
        "Video: Chợ nổi",
        "02:14",
    ]
    (skipped,) = _read_file(tmp_path, "\n".join(videos))
    assert isinstance(skipped, Skipped)
    assert skipped.refused


def test_damaged_letters_are_repaired_before_the_page_is_read(tmp_path: Path) -> None:
    page = "\n".join((TITLE, DATE, LEAD, FIRST, SECOND, LAST, "Hồng Gấm"))
    damaged = page.encode().decode("latin-1")
    (found,) = _read_file(tmp_path, damaged)
    assert isinstance(found, ReadArticle)
    assert found.article.title == TITLE
    assert found.article.author == "Hồng Gấm"


def test_topics_on_lines_of_their_own_stay_apart() -> None:
    end = ["Từ khóa: chợ nổi", "đóng ghe", "Hồng Gấm/VOV-ĐBSCL"]
    article = read(TITLE, DATE, LEAD, FIRST, SECOND, LAST, *end)
    assert article.topics == ("chợ nổi", "đóng ghe")
    assert (article.author, body(article)[-1]) == ("Hồng Gấm", LAST)
