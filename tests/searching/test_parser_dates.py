"""Dates in queries: behind a field, and among the words; told from Thursday, 14 January 2021."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from newsearch.errors import QueryError
from newsearch.query import DateRange
from newsearch.searching.dates import in_words, read_range
from newsearch.searching.parser import parse
from newsearch.searching.syntax import AllOf, AnyOf, DateIs, Expression, NoneOf, Words

NOW = datetime(2021, 1, 14, 9, 30)


def dated(days: str, position: int) -> DateIs:
    return DateIs(read_range(days), position)


LAST_WEEK, YESTERDAY = "2021-01-04..2021-01-10", "2021-01-13"
FIELDS: list[tuple[str, Expression]] = [
    ("date:2021-01", dated("2021-01", 5)),
    ("ngày:tuần trước", dated(LAST_WEEK, 5)),
    ("ngay:tuan truoc", dated(LAST_WEEK, 5)),
    ("ngày:tuần trước lũ lụt", AllOf((dated(LAST_WEEK, 5), Words("lũ lụt", 16)))),
    ("lũ date:2020 lụt", AllOf((Words("lũ", 0), dated("2020", 8), Words("lụt", 13)))),
    ('ngày:"quý 3/2020" lũ', AllOf((dated("2020-07..2020-09", 6), Words("lũ", 18)))),
    ("date:(hôm qua OR 2019)", AnyOf((dated(YESTERDAY, 6), dated("2019", 17)))),
    ("date:từ 1/2020 đến 3/2020", dated("2020-01..2020-03", 5)),
    ("date:1/2020 - 3/2020 lũ", AllOf((dated("2020-01..2020-03", 5), Words("lũ", 21)))),
    ("date:trước 2020", dated("..2019", 5)),
    ("date:2020 đến Huế", AllOf((dated("2020", 5), Words("đến Huế", 10)))),
    ("date:7/1/2021 bầu cử", AllOf((dated("2021-01-07", 5), Words("bầu cử", 14)))),
    ("date:2021 30/2", AllOf((dated("2021", 5), Words("30/2", 10)))),
    ("-date:hôm qua", NoneOf(dated(YESTERDAY, 6))),
    ("lũ AND date:2020", AllOf((Words("lũ", 0), dated("2020", 12)))),
]


@pytest.mark.parametrize(("query", "expected"), FIELDS)
def test_dates_behind_a_field(query: str, expected: Expression) -> None:
    parsed = parse(query, now=NOW, bare_dates=True)
    assert parsed.expression == expected
    assert parsed.notices == []
    assert parsed.rules


LIMITING = [
    ("lũ lụt tuần trước", Words("lũ lụt", 0), "tuần trước", LAST_WEEK),
    ("lu lut tuan truoc", Words("lu lut", 0), "tuan truoc", LAST_WEEK),
    ("Hôm qua bão lớn", Words("bão lớn", 8), "Hôm qua", YESTERDAY),
    ("lũ thứ 5 tuần trước", Words("lũ", 0), "thứ 5 tuần trước", "2021-01-07"),
    ("lũ 7 ngày qua", Words("lũ", 0), "7 ngày qua", "2021-01-08..2021-01-14"),
    ("lũ năm ngoái", Words("lũ", 0), "năm ngoái", "2020"),
    ("lũ 2020-01..2020-03", Words("lũ", 0), "2020-01..2020-03", "2020-01..2020-03"),
    ("2020-01.. lũ", Words("lũ", 10), "2020-01..", "2020-01.."),
    (
        "giá vàng từ 1/2020 đến 3/2020 ở Huế",
        Words("giá vàng ở Huế", 0),
        "từ 1/2020 đến 3/2020",
        "2020-01..2020-03",
    ),
    ("lũ OR bão hôm qua", AnyOf((Words("lũ", 0), Words("bão", 6))), "hôm qua", YESTERDAY),
    ("lũ trong tháng này", Words("lũ", 0), "trong tháng này", "2021-01"),
    ("họp ngày hôm qua", Words("họp", 0), "ngày hôm qua", YESTERDAY),
    ("Giá vàng hôm qua?", Words("Giá vàng", 0), "hôm qua?", YESTERDAY),
    ("lũ AND hôm qua", Words("lũ", 0), "hôm qua", YESTERDAY),
]


@pytest.mark.parametrize(("query", "words", "bare", "days"), LIMITING)
def test_dates_among_the_words_that_limit_the_days(
    query: str, words: Expression, bare: str, days: str
) -> None:
    parsed = parse(query, now=NOW, bare_dates=True)
    expected = dated(days, query.index(bare))
    assert parsed.expression == AllOf((words, expected))
    assert parsed.bare == bare
    assert parsed.notices[0].startswith(f"{bare!r} limits the days to {in_words(expected.dates)}")
    assert parse(query, now=NOW).bare == ""


def test_a_date_alone_asks_for_all_of_these_days() -> None:
    parsed = parse("tuần trước", now=NOW, bare_dates=True)
    assert parsed.expression == dated(LAST_WEEK, 0)


OFFERED = [
    ("kết quả kinh doanh quý 3/2013", "quý 3/2013"),
    ("lũ lụt năm 2020", "năm 2020"),
    ("tháng 7/2020 lũ", "tháng 7/2020"),
    ("họp 7/1/2021", "7/1/2021"),
    ("giá vàng hôm nay tăng", "hôm nay"),
]


@pytest.mark.parametrize(("query", "date"), OFFERED)
def test_other_dates_are_words_and_the_field_is_offered(query: str, date: str) -> None:
    parsed = parse(query, now=NOW, bare_dates=True)
    assert parsed.expression == Words(query, 0)
    assert parsed.notices == [f'{date!r} was searched as words; ngày:"{date}" limits the days']


TOLD = [
    "lũ lớn nhất từ 35 năm trước", "chia tay từ vài tháng trước", "cô gái đến từ hôm qua",
    "di dời trước 12h hôm nay", "ở Anh hơn 3 tháng qua", "cháy lớn nhất 27 năm qua",
    "hôm nay 8-2 duyệt binh", "nhiều tháng qua",
]  # fmt: skip


@pytest.mark.parametrize("query", TOLD)
def test_periods_that_are_part_of_what_is_told_are_words(query: str) -> None:
    assert parse(query, now=NOW, bare_dates=True).expression == Words(query, 0)


ONLY_WORDS = [
    "lũ 2020", "tháng 7", "thứ 5", "Tuấn này", "thắng trước", "hơn 3 người", "2021...", "a..b",
    "từ ngày 7/1 đến 15/1", "năm 2020 date:2021", "vietnam today",
]  # fmt: skip


@pytest.mark.parametrize("query", ONLY_WORDS)
def test_what_is_too_little_of_a_date_is_words(query: str) -> None:
    parsed = parse(query, now=NOW, bare_dates=True)
    assert parsed.bare == ""
    assert parsed.notices == []


@pytest.mark.parametrize("query", ['"hôm qua"', "title:hôm qua", "(lũ hôm qua)", "lũ -hôm qua"])
def test_no_dates_are_taken_out_of_phrases_fields_and_parentheses(query: str) -> None:
    assert parse(query, now=NOW, bare_dates=True).bare == ""


WRONG_DATES = [
    ("date:32/1/2021", 5, "32/1/2021"),
    ("date:30/2", 5, "30/2"),
    ("lũ date:2021-13", 8, "2021-13"),
    ("date:hôm", 5, "2021-01-07"),
    ("date:2021..x", 11, "2021-01"),
    ("date:2021..2020", 5, "ends before"),
    ("date:..", 5, "first or a last"),
    ('date:"tết 2021"', 6, "tết 2021"),
    ("ngày:(lũ)", 6, "lũ"),
]


@pytest.mark.parametrize(("query", "position", "words"), WRONG_DATES)
def test_a_wrong_date_says_where_and_what_is_accepted(
    query: str, position: int, words: str
) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        parse(query, now=NOW)
    assert caught.value.position == position


def test_the_present_is_that_of_vietnam() -> None:
    # In London it is still the evening of the 13th.
    assert read_range("hôm nay", now=datetime(2021, 1, 13, 18, 0, tzinfo=UTC)) == DateRange(
        datetime(2021, 1, 14), datetime(2021, 1, 14, 23, 59)
    )


AFTER_AND_COMPARISONS = [
    ("sau hôm nay", "2021-01-15.."),
    ("sau tuần trước", "2021-01-11.."),
    ("sau tháng trước", "2021-01-01.."),
    ("tháng sáu", "2020-06-01..2020-06-30"),
    (">2020-06-01", "2020-06-02.."),
    (">=2020-06", "2020-06-01.."),
    ("<2020", "..2019-12-31"),
    ("<= 7/1/2021", "..2021-01-07"),
]


@pytest.mark.parametrize(("text", "expected"), AFTER_AND_COMPARISONS)
def test_after_is_no_number_and_comparisons_are_ranges(text: str, expected: str) -> None:
    found = read_range(text, now=datetime(2021, 1, 14, 9, 30))
    assert in_words(found) == expected


@pytest.mark.parametrize(
    "text",
    [
        "từ 25 đến 9/2021",
        "từ 0 đến 3/2021",
        "cuối 32 - 1/2021",
        "tháng sau",
        "2020-05-05junk",
        "1/1/2021,5/1/2021",
        "2021-01-05..07",
        "2021-01-05..abc",
    ],
)
def test_what_is_glued_to_a_date_is_no_part_of_it(text: str) -> None:
    with pytest.raises(QueryError):
        read_range(text, now=datetime(2021, 1, 14, 9, 30))
