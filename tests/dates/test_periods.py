"""Periods in words, told from Thursday, 14 January 2021, 9:30."""

from __future__ import annotations

import unicodedata
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.analysis.folding import fold
from newsearch.dates.periods import read_period
from newsearch.dates.spans import NoSuchDate

NOW = datetime(2021, 1, 14, 9, 30)


def days(text: str, now: datetime = NOW) -> str:
    """The period as ``first..last``, days or minutes; ``""`` for none."""
    period = read_period(text, now)
    if period is None:
        return ""
    first, last = period.first, period.last
    whole = first is None or (first.hour, first.minute) == (0, 0)
    whole = whole and (last is None or (last.hour, last.minute) == (23, 59))
    form = "%Y-%m-%d" if whole else "%Y-%m-%dT%H:%M"
    ends = ["" if moment is None else moment.strftime(form) for moment in (first, last)]
    return ends[0] if ends[0] == ends[1] else "..".join(ends)


PERIODS = [
    ("hôm nay", "2021-01-14"),
    ("Hôm qua", "2021-01-13"),
    ("hôm kia", "2021-01-12"),
    ("tuần này", "2021-01-11..2021-01-17"),
    ("tuần trước", "2021-01-04..2021-01-10"),
    ("tuần qua", "2021-01-04..2021-01-10"),
    ("2 tuần trước", "2020-12-28..2021-01-03"),
    ("tháng này", "2021-01-01..2021-01-31"),
    ("tháng trước", "2020-12-01..2020-12-31"),
    ("quý này", "2021-01-01..2021-03-31"),
    ("quý trước", "2020-10-01..2020-12-31"),
    ("năm nay", "2021-01-01..2021-12-31"),
    ("năm ngoái", "2020-01-01..2020-12-31"),
    ("năm kia", "2019-01-01..2019-12-31"),
    ("7 ngày qua", "2021-01-08..2021-01-14"),
    ("3 tuần qua", "2020-12-25..2021-01-14"),
    ("ba tháng qua", "2020-10-15..2021-01-14"),
    ("1 năm qua", "2020-01-15..2021-01-14"),
    ("24 giờ qua", "2021-01-13T09:30..2021-01-14T09:30"),
    ("3 ngày trước", "2021-01-11"),
    ("thứ 5 tuần trước", "2021-01-07"),
    ("thứ năm tuần này", "2021-01-14"),
    ("thứ hai", "2021-01-11"),
    ("thứ 5", "2021-01-14"),
    ("thứ sáu", "2021-01-08"),
    ("T6", "2021-01-08"),
    ("chủ nhật", "2021-01-10"),
    ("CN tuần này", "2021-01-17"),
    ("tháng 1", "2021-01-01..2021-01-31"),
    ("tháng 7", "2020-07-01..2020-07-31"),
    ("tháng 7/2024", "2024-07-01..2024-07-31"),
    ("tháng 7 năm 2024", "2024-07-01..2024-07-31"),
    ("tháng Bảy 2019", "2019-07-01..2019-07-31"),
    ("tháng năm năm 2019", "2019-05-01..2019-05-31"),
    ("tháng 7 năm ngoái", "2020-07-01..2020-07-31"),
    ("tháng mười một", "2020-11-01..2020-11-30"),
    ("quý 3/2024", "2024-07-01..2024-09-30"),
    ("quý III/2024", "2024-07-01..2024-09-30"),
    ("quí 3 năm 2024", "2024-07-01..2024-09-30"),
    ("quý 4", "2020-10-01..2020-12-31"),
    ("Q3/2020", "2020-07-01..2020-09-30"),
    ("năm 2021", "2021-01-01..2021-12-31"),
    ("2021", "2021-01-01..2021-12-31"),
    ("2021-02", "2021-02-01..2021-02-28"),
    ("2/2021", "2021-02-01..2021-02-28"),
    ("2021-1-7", "2021-01-07"),
    ("7/1/2021", "2021-01-07"),
    ("07-01-2021", "2021-01-07"),
    ("7.1.2021", "2021-01-07"),
    ("7/1", "2021-01-07"),
    ("15/1", "2020-01-15"),
    ("29/2", "2020-02-29"),
    ("Ngày 7 tháng 1 năm 2021", "2021-01-07"),
    ("7 tháng 1", "2021-01-07"),
    ("Thứ năm, 7/1/2021, 10:00 (GMT+7)", "2021-01-07T10:00"),
    ("2021-01-06T20:00:00Z", "2021-01-07T03:00"),
    ("hôm qua, 14:05", "2021-01-13T14:05"),
    ("từ 1/2021 đến 3/2021", "2021-01-01..2021-03-31"),
    ("từ tháng 11 đến tháng 2/2021", "2020-11-01..2021-02-28"),
    ("từ 1 đến 3/2021", "2021-01-01..2021-03-31"),
    ("từ ngày 7 đến 15/1/2021", "2021-01-07..2021-01-15"),
    ("từ 7/1 đến 15/1/2020", "2020-01-07..2020-01-15"),
    ("từ thứ hai đến thứ tư tuần này", "2021-01-11..2021-01-13"),
    ("từ 2020 đến nay", "2020-01-01..2021-01-14"),
    ("2020 đến 2021", "2020-01-01..2021-12-31"),
    ("1/2021 - 3/2021", "2021-01-01..2021-03-31"),
    ("1/2021 – 3/2021", "2021-01-01..2021-03-31"),
    ("2020-2021", "2020-01-01..2021-12-31"),
    ("7/1-15/1/2021", "2021-01-07..2021-01-15"),
    ("2021-01..2021-03", "2021-01-01..2021-03-31"),
    ("tháng 1/2021..tháng 3/2021", "2021-01-01..2021-03-31"),
    ("2021-01..", "2021-01-01.."),
    ("..2020", "..2020-12-31"),
    ("trước 2020", "..2019-12-31"),
    ("trước tuần này", "..2021-01-10"),
    ("sau 2020", "2021-01-01.."),
    ("từ 2020", "2020-01-01.."),
    ("từ 2020 trở đi", "2020-01-01.."),
    ("đến tháng 3/2020", "..2020-03-31"),
    ("today", "2021-01-14"),
    ("yesterday", "2021-01-13"),
    ("this week", "2021-01-11..2021-01-17"),
    ("last week", "2021-01-04..2021-01-10"),
    ("last 7 days", "2021-01-08..2021-01-14"),
    ("3 days ago", "2021-01-11"),
    ("last thursday", "2021-01-07"),
    ("July 2020", "2020-07-01..2020-07-31"),
    ("from 2020 to 2021", "2020-01-01..2021-12-31"),
    ("before 2020", "..2019-12-31"),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS)
def test_periods(text: str, expected: str) -> None:
    assert days(text) == expected


@pytest.mark.parametrize(("text", "expected"), PERIODS)
def test_accents_unicode_form_case_and_spaces_make_no_difference(text: str, expected: str) -> None:
    told_from_unaccented = fold(text) if text not in WITH_ACCENTS else text
    for written in (told_from_unaccented, unicodedata.normalize("NFD", text), text.upper()):
        assert days(f"  {written.replace(' ', '  ')} ") == expected


# The ways of pages with a time of day want their accents.
WITH_ACCENTS = {"hôm qua, 14:05", "Thứ năm, 7/1/2021, 10:00 (GMT+7)"}

NO_PERIODS = [
    "", "lũ lụt", "Tết 2021", "từ", "..", "...", "2021...", "5", "đầu tháng 7", "hôm nay 30 người",
    "Tuấn này", "thắng trước", "sáu 2020", "ngáy 7/1", "7/1/2021 lũ lụt", "2021 lũ 7/1/2021",
    "1609959000", "trước", "x..2020",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_PERIODS)
def test_what_is_no_period(text: str) -> None:
    assert days(text) == ""


@pytest.mark.parametrize(
    "text",
    ["30/2", "30/2/2021", "2021-13", "tháng 13", "quý 5/2020", "0 ngày qua", "2021..2020", "0000"],
)
def test_dates_that_no_calendar_has(text: str) -> None:
    with pytest.raises(NoSuchDate):
        read_period(text, NOW)


BORDERS = [
    ("hôm qua", datetime(2021, 1, 1), "2020-12-31"),
    ("hôm nay", datetime(2020, 12, 31, 23, 59), "2020-12-31"),
    ("tuần này", datetime(2021, 1, 3), "2020-12-28..2021-01-03"),
    ("tuần này", datetime(2021, 1, 4), "2021-01-04..2021-01-10"),
    ("tháng trước", datetime(2021, 3, 31), "2021-02-01..2021-02-28"),
    ("1 tháng qua", datetime(2021, 3, 31), "2021-03-01..2021-03-31"),
    ("quý trước", datetime(2021, 4, 1), "2021-01-01..2021-03-31"),
    ("29/2", datetime(2107, 1, 1), "2104-02-29"),
    ("tháng 7", datetime(2021, 7, 1), "2021-07-01..2021-07-31"),
    ("thứ 2", datetime(2021, 1, 11), "2021-01-11"),
    ("thứ 3", datetime(2021, 1, 11), "2021-01-05"),
]


@pytest.mark.parametrize(("text", "now", "expected"), BORDERS)
def test_where_days_weeks_and_years_meet(text: str, now: datetime, expected: str) -> None:
    assert days(text, now) == expected


DATE_WORDS = st.sampled_from(
    (
        *("hôm", "nay", "qua", "tuần", "trước", "này", "tháng", "năm", "quý", "thứ", "chủ nhật"),
        *("từ", "đến", "sau", "ngày", "1", "7", "30", "2", "13", "2021", "3/2021", "7/1/2021"),
        *("29/2", "..", "-", "/", "III", "a", "last", "week", "ago", "9999", "0"),
    )
)


@given(
    st.lists(DATE_WORDS, max_size=7).map(" ".join) | st.text(max_size=30),
    st.datetimes(datetime(1, 1, 1), datetime(9999, 12, 31)),
)
def test_any_words_are_a_period_or_none(text: str, now: datetime) -> None:
    try:
        period = read_period(text, now)
    except NoSuchDate:
        return
    if period is not None and period.first is not None and period.last is not None:
        assert period.first <= period.last


@given(st.dates(datetime(1000, 1, 1).date()))
def test_days_are_read_as_they_are_written(day: object) -> None:
    for form in ("{:%Y-%m-%d}", "{:%d/%m/%Y}", "ngày {:%d tháng %m năm %Y}"):
        written = form.format(day)
        period = read_period(written, NOW)
        assert period is not None
        assert str(period.first) == f"{day} 00:00:00"
        assert period.last == period.first + timedelta(hours=23, minutes=59)  # type: ignore[operator]
