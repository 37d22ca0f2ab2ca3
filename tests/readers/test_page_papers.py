"""Pages as different papers print them: title, date, author, source and ends of the text."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import pytest

from newsearch.readers.pages.text import ParsedPage, parse_page

NOW = datetime(2026, 11, 1, 8, 0)
TITLE = "Xóm chài Mỹ Thuận dựng lại cầu gỗ sau mùa lũ"
LEAD = (
    "Hơn một trăm hộ dân xóm chài Mỹ Thuận góp công, góp gỗ dựng lại cây cầu bị nước cuốn trôi "
    "hồi cuối tháng trước, để trẻ con kịp sang sông đi học."
)
FIRST = (
    "Cây cầu dài chừng bốn chục mét nối xóm với đường tỉnh là lối đi duy nhất của bà con. Từ khi "
    "cầu trôi, mỗi ngày hai chuyến đò ngang chở người và nông sản qua sông, chuyến nào cũng chật."
)
LAST = (
    "Theo tính toán của ban đại diện, phần việc còn lại chừng mười ngày công. Chính quyền xã hứa "
    "hỗ trợ đinh, ốc và lan can để cây cầu chắc chắn hơn trước mùa nước tới."
)
MENU = ["Trang chủ", "Thời sự", "Thế giới", "Kinh tế", "Giáo dục", "Đời sống", "Pháp luật"]
OTHERS = [
    "Đàn sếu trở lại cánh đồng năn sau nhiều năm vắng bóng",
    "Người giữ nghề đan lờ cuối cùng ở cù lao Long Trị",
    "Nước mặn lên sớm, nhà vườn đắp đập giữ nước ngọt",
    "Chuyến xe buýt đêm chở người bệnh nghèo về quê",
]


@dataclass
class Paper:
    name: str
    lines: list[str]
    published: str | None = None
    author: str = ""
    source: str = ""
    origin: str = ""
    lead: str = LEAD


PAPERS = [
    Paper(
        "author, date with weekday, lead with sign, topics",
        [*MENU, TITLE, "Nguyễn Hòa Bảo", "Thứ sáu, 08/05/2026 - 12:23", "Chia sẻ",
         f"(Dân trí) - {LEAD}", FIRST, LAST, "Từ khóa:", "xóm chài", "cầu gỗ",
         "Đọc nhiều trong Xã hội", *OTHERS],
        "2026-05-08T12:23", "Nguyễn Hòa Bảo", "dantri.com.vn", lead=f"(Dân trí) - {LEAD}",
    ),
    Paper(
        "section and date in one line, agency in brackets at the end",
        ["Trang chủ > Xã hội", "Xã hội", "26/04/2026 06:30 GMT+7", TITLE, LEAD, FIRST, LAST,
         "Minh Quyên (TTXVN/Vietnam+)", "#xóm chài #cầu gỗ", "Tin liên quan", *OTHERS,
         "© Bản quyền thuộc về VietnamPlus, TTXVN", "Giấy phép số 12/GP-BTTTT"],
        "2026-04-26T06:30", "Minh Quyên", "vietnamplus.vn",
    ),
    Paper(
        "name, origin and date in one line",
        ["ĐỜI SỐNG", TITLE, "Bảo Quyên, Theo Nhịp sống miền sông 11:12 22/05/2026", "Chia sẻ",
         LEAD, FIRST, LAST, "Theo Nhịp sống miền sông Copy link",
         "Link bài gốc Lấy link! https://nhipsongmiensong.vn/cau-go-123.html", "CÙNG CHUYÊN MỤC",
         *OTHERS, "Email: toasoan@kenhdoisong.vn", "Chịu trách nhiệm nội dung: Ông Lê Văn Tới"],
        "2026-05-22T11:12", "Bảo Quyên", "kenhdoisong.vn", "Nhịp sống miền sông",
    ),
    Paper(
        "date before the title, roles in front, photographer named",
        ["Thứ Hai, 06/04/2026, 15:20 (GMT+7)", TITLE, LEAD, FIRST,
         "Bà con xóm chài khiêng gỗ ra bến. Ảnh: QUANG TÂM", LAST,
         "Bài: HOÀI THANH; ảnh: QUANG TÂM", "Ý kiến bạn đọc (0)", "Gửi ý kiến"],
        "2026-04-06T15:20", "HOÀI THANH",
    ),
    Paper(
        "a portal with labels, counts of readers, and a source",
        [TITLE, "Ngày đăng: 06/04/2026 | Lượt xem: 1.234", LEAD, FIRST, LAST, "Tác giả: Lê Thị Na",
         "Nguồn: Báo Đồng Tháp", "Các tin khác", *OTHERS,
         "Cổng thông tin điện tử xã Mỹ Thuận", "Email: xamythuan@dongthap.gov.vn"],
        "2026-04-06", "Lê Thị Na", "dongthap.gov.vn", "Báo Đồng Tháp",
    ),
    Paper(
        "capitals at the end of the last sentence, sign of the army's paper",
        [*MENU, TITLE, "QĐND",
         "06/04/2026 - 08:15", f"QĐND - {LEAD}", FIRST, f"{LAST} TRẦN HOÀI VŨ",
         "Tin, bài liên quan", *OTHERS],
        "2026-04-06T08:15", "TRẦN HOÀI VŨ", "qdnd.vn", lead=f"QĐND - {LEAD}",
    ),
    Paper(
        "an update after the first printing, an e-mail beside the name",
        ["Thứ bảy, 07/11/2026", *MENU, TITLE, "Phan Vĩnh Lộc - phanloc@baomien.vn",
         "Đăng lúc: 05/04/2026 09:10", "Cập nhật: 06/04/2026 17:45", LEAD, FIRST, LAST,
         "Bình luận", "Tổng Biên tập: NGUYỄN VĂN HẠ",
         "Ghi rõ nguồn “baomien.vn” khi phát hành lại."],
        "2026-04-05T09:10", "Phan Vĩnh Lộc", "baomien.vn",
    ),
    Paper(
        "desk as author, audio player, related links without head in the middle",
        [*MENU, TITLE, "Ban Bạn đọc", "07/03/2026 08:06 GMT+7", "Nghe đọc bài", "0:00 / 3:45",
         "Nữ miền Bắc", "Chia sẻ", LEAD, FIRST, OTHERS[0], OTHERS[1], LAST, "Tin liên quan",
         *OTHERS, "Bình luận (0)"],
        "2026-03-07T08:06", "Ban Bạn đọc",
    ),
    Paper(
        "translated, origin behind the author",
        [TITLE, "12:05, 03/03/2026", LEAD, FIRST, LAST, "Phiên An (theo Reuters, AP)",
         "Trở lại Thế giới", "Copy link thành công", "×"],
        "2026-03-03T12:05", "Phiên An", origin="", source="Reuters, AP",
    ),
    Paper(
        "teaser of other news with a sign inside the text",
        ["17/11/2022 11:31 GMT+7", TITLE, "HẢI ĐĂNG", f"TTO - {LEAD}", FIRST, LAST, OTHERS[2],
         "TTO - Độ mặn đo được ở các cửa sông đã vượt mức cùng kỳ, nhiều nhà vườn lo thiếu nước.",
         "Đọc tiếp", "Về trang Chủ đề", "HẢI ĐĂNG", "Facebook", "Mail", "Zalo", "Tặng sao"],
        "2022-11-17T11:31", "HẢI ĐĂNG", "tuoitre.vn", lead=f"TTO - {LEAD}",
    ),
    Paper(
        "title of the browser above a menu, date far from it",
        [f"{TITLE} | Thời sự | Báo Hải Dương", *MENU, "Bạn đọc", "Nhà nông", "Việc làm",
         TITLE, "Chủ Nhật, ngày 05/04/2026 - 07:00", LEAD, FIRST, LAST, "PV"],
        "2026-04-05T07:00", "PV", "baohaiduong.vn",
    ),
    Paper(
        "address of the page and topics without a head above the origin",
        ["Đời sống", TITLE, "Bảo Quyên, Theo Đời sống & Pháp luật 10:22 12/05/2026", LEAD, FIRST,
         LAST, "https://kenh14.vn/cau-go-2152.chn", "xóm chài, cầu gỗ", "Theo Bảo Quyên"],
        "2026-05-12T10:22", "Bảo Quyên", "kenh14.vn", "Đời sống & Pháp luật",
    ),
    Paper(
        "only the origin is known",
        [TITLE, "05/04/2026", LEAD, FIRST, LAST, "(Theo VnExpress)"],
        "2026-04-05", "", "vnexpress.net",
    ),
    Paper(
        "an address inside the text",
        [TITLE, "05/04/2026 10:00", LEAD, FIRST,
         "Địa chỉ: Ban đại diện xóm chài Mỹ Thuận, xã Mỹ Thuận.", FIRST + " " + LEAD, LAST + FIRST,
         "Lê Vy"],
        "2026-04-05T10:00", "Lê Vy",
    ),
]  # fmt: skip


def parse(lines: list[str], gap: str = "\n") -> ParsedPage:
    return parse_page(gap.join(lines), saved=None, now=NOW)


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.name))
def test_a_page_of_a_paper(paper: Paper, gap: str) -> None:
    page = parse(paper.lines, gap)
    article = page.article
    assert page.refused == ""
    assert article.title == TITLE
    assert (article.published.isoformat() if article.published else None) == paper.published
    assert (article.author, article.source, article.origin) == (
        paper.author, paper.source, paper.origin,
    )  # fmt: skip
    assert article.summary == paper.lead
    paragraphs = article.body.split("\n")
    assert paragraphs[0] == FIRST
    assert paragraphs[-1] in (LAST, LAST + FIRST)
    assert not set(OTHERS) & {*paragraphs, *article.captions}


@pytest.mark.parametrize("paper", PAPERS, ids=lambda paper: str(paper.name))
def test_every_line_is_read_or_cut(paper: Paper) -> None:
    page = parse(paper.lines)
    article = page.article
    read = [article.title, article.summary, *article.body.split("\n"), *article.captions]
    assert not set(page.cut) & set(read)
    order = [paper.lines.index(line) for line in dict.fromkeys(page.cut)]
    assert order == sorted(order)
    for line in paper.lines:
        if line in OTHERS or line in MENU or line.startswith(("Chia sẻ", "Tin ")):
            assert line in page.cut
