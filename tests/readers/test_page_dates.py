"""The date of a page: where it is found, where its year comes from, what it is not."""

from __future__ import annotations

from datetime import datetime

import pytest

from newsearch.article import Published
from newsearch.readers.pages.text import parse_page

NOW = datetime(2026, 11, 1, 8, 0)
REST = (
    "Đại biểu các thôn đã nghe báo cáo và thảo luận nhiều giờ về cách đưa nước sạch đến từng hộ, "
    "nhất là những hộ nghèo ở xa trung tâm."
)


def date_of(
    lead: str,
    body: str = "",
    *,
    above: str = "",
    below: str = "",
    others: str = "",
    saved: datetime | None = None,
) -> Published | None:
    parts = ["Hội nghị bàn về nước sạch của xã", above, _long(lead), REST, _long(body), below]
    text = "\n\n".join(part for part in parts if part)
    if others:
        text += f"\n\nTin khác\n\nChợ phiên mở lại sau ba năm\n\n{others}\n"
    return parse_page(text, saved=saved, now=NOW)[0].published


def _long(sentence: str) -> str:
    return (
        f"{sentence} Bà con ở các thôn trong xã đều mong mỏi và ủng hộ việc này từ lâu."
        if (sentence)
        else ""
    )


def iso(published: Published | None) -> str | None:
    return published.isoformat() if published else None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("17/11/2022 11:31 GMT+7", "2022-11-17T11:31"),
        ("Thứ bảy, 7/3/2026, 00:05 (GMT+7)", "2026-03-07T00:05"),
        ("Thứ Sáu, 08/05/2026 - 12:23", "2026-05-08T12:23"),
        ("07-03-2026 - 00:01 AM | Thị trường chứng khoán", "2026-03-07T00:01"),
        ("Nguyên Minh - 07/03/2026 08:47", "2026-03-07T08:47"),
        ("| 27-07-2023 | 13:34:47", "2023-07-27T13:34"),
        ("15:09 12/08/2010", "2010-08-12T15:09"),
        ("Chính trị 28-05-2024", "2024-05-28"),
        ("26/02/2026 17:21:00 +07:00", "2026-02-26T17:21"),
        ("Cập nhật: 9:05 PM, 3/4/2024", "2024-04-03T21:05"),
        ("Ngày 27 tháng 7 năm 2024", "2024-07-27"),
        ("Đăng lúc 14h30 ngày 5/6/2024", "2024-06-05T14:30"),
    ],
)
@pytest.mark.parametrize("place", ["above", "below"])
def test_a_date_line_is_the_date(line: str, expected: str, place: str) -> None:
    lead = "Sáng 3/2/2010, xã họp bàn chuyện nước sạch."
    published = date_of(lead, above=line) if place == "above" else date_of(lead, below=line)
    assert iso(published) == expected


@pytest.mark.parametrize(
    ("lead", "body", "expected"),
    [
        ("Sáng 18/9/2022, xã khởi công trạm bơm.", "", "2022-09-18"),
        ("Hôm 9.11.2024, xã khởi công trạm bơm.", "", "2024-11-09"),
        ("Xã khởi công trạm bơm vào ngày 12 tháng 5 năm 2023.", "", "2023-05-12"),
        ("Sáng 12-5, xã khởi công trạm bơm của năm 2023.", "", "2023-05-12"),
        ("Ngày 27 tháng 7, xã viếng nghĩa trang.", "Trong năm 2024, xã xây 5 nhà.", "2024-07-27"),
        ("Trong 2 ngày 27 và 28-7, đoàn làm việc ở xã.", "Năm 2023, xã có 2 đoàn.", "2023-07-28"),
        ("Từ ngày 14–17/10, mưa lớn làm ngập xã.", "Năm 2020 là năm lũ lớn.", "2020-10-17"),
        ("Tối 18/9, đội nhà thắng 3-2.", "Trận gặp nhau ngày 18/9/2022 rất hay.", "2022-09-18"),
        ("Chiều 7/1, hội tổng kết năm 2020, bàn kế hoạch năm 2021.", "", "2021-01-07"),
        ("Chiều 5/1, hội tổng kết công tác năm 2023.", "", "2024-01-05"),
        ("Chiều 5/1, hội họp về nhiệm vụ năm 2023.", "", "2023-01-05"),
        ("Sáng 25/12, hội tổng kết năm 2023, bàn nhiệm vụ năm 2024.", "", "2023-12-25"),
        ("Sáng 5/12, hội bàn kế hoạch năm 2024.", "", "2023-12-05"),
        ("Sáng 5/3, hội khai trương, khách tăng so với năm 2019.", "", "2020-03-05"),
        ("Sáng 5/4, hội họp tổng kết nhiệm kỳ 2021-2026.", "Năm 2025, hội làm tốt.", "2025-04-05"),
        ("Sáng 5/4, theo Luật Đất đai năm 2013, xã giao đất.", "Năm 2022, giá tăng.", "2022-04-05"),
        ("Sáng 5/4, ông Tư (sinh năm 1960) được khen.", "Năm 2022, ông làm tốt.", "2022-04-05"),
    ],
)
def test_a_date_in_the_text(lead: str, body: str, expected: str) -> None:
    assert iso(date_of(lead, body)) == expected


@pytest.mark.parametrize(
    "lead",
    [
        "Đội nhà thắng 3-2 trong trận chung kết năm 2022.",
        "Khoảng 1/2 số hộ đã có nước sạch trong năm 2022.",
        "Đường dây nóng trực 24/7 suốt mùa bão năm 2022.",
        "Tỷ lệ 5/3 được giữ nguyên trong năm 2022.",
        "Theo Nghị quyết số 32/NQ ngày 21-5-2018, xã khởi công trạm bơm.",
        "Quy định có hiệu lực từ ngày 5/3/2024, người dân cần biết.",
        "Sáng 30/2, xã khởi công trạm bơm của năm 2022.",
        "Nước về đến thôn Hạ trong niềm vui của năm 2022.",
    ],
)
def test_what_is_no_date(lead: str) -> None:
    assert date_of(lead) is None


def test_dates_of_other_news_are_never_the_article_s() -> None:
    assert date_of("Nước sạch đã về thôn Hạ.", others="27/07/2024") is None


def test_the_other_news_limit_the_year() -> None:
    lead = "Sáng 5/9, xã khai giảng lớp học của năm 2024 và bàn kế hoạch năm 2025."
    assert iso(date_of(lead, others="27/10/2024")) == "2024-09-05"


@pytest.mark.parametrize(
    ("others", "saved", "expected", "context"),
    [
        ("27/07/2024", None, "2024-07-20", "other news 27/07/2024"),
        ("27/12/2024", None, None, ""),
        ("", datetime(2023, 7, 22, 9, 0), "2023-07-20", "file time 22/07/2023"),
        ("", datetime(2023, 9, 22, 9, 0), None, ""),
        ("", None, None, ""),
    ],
)
def test_without_a_year_in_the_text_only_near_dates_help(
    others: str, saved: datetime | None, expected: str | None, context: str
) -> None:
    published = date_of("Sáng 20/7, xã khởi công trạm bơm.", others=others, saved=saved)
    assert iso(published) == expected
    assert published is None or published.context == context


@pytest.mark.parametrize(
    "line",
    [
        "Print Thứ Bảy, 26/01/2019 19:26",
        "Hải Phòng, ngày 21 tháng 11 năm 2019",
        "**Crawled:** 2019-06-08T10:52:49",
    ],
)
def test_the_day_of_printing_is_not_the_date(line: str) -> None:
    published = date_of("Ngày 14-9-2018, xã khởi công trạm bơm.", above=line)
    assert iso(published) == "2018-09-14"


def test_days_long_before_the_text_s_own_are_history() -> None:
    lead = "Ngày 23/4/2021, chị Hằng rời làng."
    assert date_of(lead, "Ngày 9/11/2024, công an mời chị lên làm việc.") is None
    assert iso(date_of(lead, "Dự kiến ngày 9/11/2024, chị sẽ về thăm nhà.")) == "2021-04-23"


def test_a_date_in_the_future_is_left_out_and_named() -> None:
    page = f"Xã mở hội làng\n\n17/11/2031 11:31\n\n{REST}\n\n{REST}\n"
    article, remarks, *_ = parse_page(page, saved=None, now=NOW)
    assert article.published is None
    assert remarks == ("date in the future, left out: '17/11/2031 11:31'",)


def test_a_day_without_a_year_is_named_in_the_remark() -> None:
    page = f"Xã mở hội làng\n\nSáng nay (5/3), {REST}\n\n{REST} Thật vui.\n"
    assert parse_page(page, saved=None, now=NOW)[1] == (
        "no date found: no year for 'Sáng nay (5/3)'",
    )


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("15:20 | Thứ Hai, 06/04/2026", "2026-04-06T15:20"),
        ("Cập nhật lúc 15:20, Thứ Hai, 06/04/2026 (GMT+7)", "2026-04-06T15:20"),
        ("06 Tháng Tư, 2026", "2026-04-06"),
        ("Tháng Mười Hai 6, 2025", "2025-12-06"),
        ("Monday, April 6, 2026 3:20 PM", "2026-04-06T15:20"),
        ("Ngày đăng: 06/04/2026 | Lượt xem: 1.234", "2026-04-06"),
        ("Đã đăng vào 06/04/2026", "2026-04-06"),
        ("06/04/2026 15:20 - 3 phút đọc", "2026-04-06T15:20"),
        ("06/04/2026 15:20 (Giờ Việt Nam)", "2026-04-06T15:20"),
        ("Hoài Nhân | 06/04/2026 15:20", "2026-04-06T15:20"),
        ("Hoài Nhân, Theo Đời sống & Pháp luật 15:20 06/04/2026", "2026-04-06T15:20"),
        ("Pháp luật 06/04/2026", "2026-04-06"),
    ],
)
def test_other_writings_of_date_lines(line: str, expected: str) -> None:
    assert iso(date_of("Xã họp bàn chuyện nước sạch.", above=line)) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("2 giờ trước", "2026-10-20T07:30"),
        ("Hôm qua, 14:05", "2026-10-19T14:05"),
        ("3 ngày trước", "2026-10-17"),
    ],
)
def test_a_relative_date_counts_from_when_the_file_was_written(line: str, expected: str) -> None:
    saved = datetime(2026, 10, 20, 9, 30)
    assert iso(date_of("Xã bàn chuyện nước sạch.", above=line, saved=saved)) == expected
    assert date_of("Xã bàn chuyện nước sạch.", above=line) is None


def test_the_first_printing_comes_before_an_update() -> None:
    lines = "Cập nhật: 06/04/2026 17:45\nĐăng lúc: 05/04/2026 09:10"
    assert iso(date_of("Xã bàn chuyện nước sạch.", above=lines)) == "2026-04-05T09:10"
    lines = "05/04/2026 09:10\nCập nhật: 06/04/2026 17:45"
    assert iso(date_of("Xã bàn chuyện nước sạch.", above=lines)) == "2026-04-05T09:10"


def test_the_present_day_above_the_menu_is_not_the_date() -> None:
    menu = "Trang chủ\nThời sự\nThế giới\nKinh tế\nGiáo dục\nPháp luật\n"
    page = (
        f"Chủ nhật, 01/11/2026\n{menu}Hội nghị bàn về nước sạch của xã\n{{}}{REST}\n{REST} Vui.\n"
    )
    dated, undated = page.format("20/03/2025 07:00\n"), page.format("Sáng 12/5/2024, ")
    assert iso(parse_page(dated, saved=None, now=NOW).article.published) == "2025-03-20T07:00"
    assert iso(parse_page(undated, saved=None, now=NOW).article.published) == "2024-05-12"


def test_dates_of_unheaded_news_below_the_text_are_not_the_article_s() -> None:
    below = "\n".join(f"Tin vắn thứ {day} của thôn Hạ\n0{day}/03/2025" for day in range(1, 6))
    assert date_of("Nước sạch đã về thôn Hạ.", below=below) is None


def test_a_last_day_for_something_is_no_date() -> None:
    assert date_of("Nước sạch về thôn Hạ.", below="Hạn nộp hồ sơ: 06/04/2026") is None
