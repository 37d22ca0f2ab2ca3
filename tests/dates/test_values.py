"""Dates as metadata, records and people write them, and what is none."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.dates.relative import relative_date
from newsearch.dates.values import read_date, serial_date

NOW = datetime(2021, 1, 7, 1, 30)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("27/07/2024", "2024-07-27"),
        ("7-1-2021", "2021-01-07"),
        ("7.1.2021", "2021-01-07"),
        ("2021/01/07", "2021-01-07"),
        ("T5, 07/01/2021", "2021-01-07"),
        ("Thứ năm, 7/1/2021, 10:00 (GMT+7)", "2021-01-07T10:00"),
        ("Thứ Hai, ngày 07/01/2021 - 10:05", "2021-01-07T10:05"),
        ("Ngày 27 tháng 7 năm 2024", "2024-07-27"),
        ("tháng 7/2024", "2024-07"),
        ("năm 2021", "2021"),
        ("Cập nhật: 07/01/2021 09:15", "2021-01-07T09:15"),
        ("Cập nhật lúc 10:30 ngày 12/03/2021", "2021-03-12T10:30"),
        ("20h30 ngày 7/1/2021", "2021-01-07T20:30"),
        ("07-03-2026 - 00:01 AM", "2026-03-07T00:01"),
        ("7/1/2021 8:05:09 CH", "2021-01-07T20:05"),
        # ISO, with and without zone, and as programs bend it
        ("2021-01-06T20:00:00Z", "2021-01-07T03:00"),
        ("2021-01-06 20:00:00 UTC", "2021-01-07T03:00"),
        ("2021-01-06 20:00:00 +0000", "2021-01-07T03:00"),
        ("2021-01-06T20:00+7", "2021-01-06T20:00"),
        ("2026-03-01T09:51:00&#x2B;07:00", "2026-03-01T09:51"),
        ("2026-03-01T09:51:00 +07:00", "2026-03-01T09:51"),
        ("20210107", "2021-01-07"),
        ("20210107103059", "2021-01-07T10:30"),
        # since 1970, in seconds and finer
        ("1610000000", "2021-01-07T13:13"),
        (1610000000, "2021-01-07T13:13"),
        (1610000000.5, "2021-01-07T13:13"),
        ("1610000000000", "2021-01-07T13:13"),
        (1610000000000000, "2021-01-07T13:13"),
        ("1610000000000000000", "2021-01-07T13:13"),
        # the month first, or named
        ("10/2/2026 9:25:00 AM", "2026-10-02T09:25"),
        ("10/2/2026 12:05:00 PM", "2026-10-02T12:05"),
        ("12/13/2024", "2024-12-13"),
        ("January 27, 2024", "2024-01-27"),
        ("27 Jan 2024 10:00 PM", "2024-01-27T22:00"),
        ("Tháng Một 27, 2024", "2024-01-27"),
        ("27 Tháng Mười Hai, 2024", "2024-12-27"),
        ("Tháng Mười 2024", "2024-10"),
        ("Sat, 27 Jan 24 14:15:00 +0700", "2024-01-27T14:15"),
        ("Wed, 06 Jan 2021 20:00:00 GMT", "2021-01-07T03:00"),
        # as spreadsheets print them
        ("1/2/23", "2023-02-01"),
        ("1/31/23", "2023-01-31"),
        ("01-Feb-23", "2023-02-01"),
        ("1-Thg2-23", "2023-02-01"),
        ("1/2/98", "1998-02-01"),
        ("1/2/23 10:05 PM", "2023-02-01T22:05"),
        ("1/2/23 00:00:00", "2023-02-01"),
        # told from the present
        ("2 giờ trước", "2021-01-06T23:30"),
        ("Cập nhật: 45 phút trước", "2021-01-07T00:45"),
        ("nửa tiếng trước", "2021-01-07T01:00"),
        ("năm giờ trước", "2021-01-06T20:30"),
        ("2 hours ago", "2021-01-06T23:30"),
        ("3 ngày trước", "2021-01-04"),
        ("một tuần trước", "2020-12-31"),
        ("2 tháng trước", "2020-11"),
        ("1 năm trước", "2020"),
        ("vừa xong", "2021-01-07T01:30"),
        ("Hôm nay, 00:10", "2021-01-07T00:10"),
        ("14:05 hôm qua", "2021-01-06T14:05"),
        ("Hôm qua", "2021-01-06"),
        ("hôm kia", "2021-01-05"),
    ],
)
def test_dates(written: object, expected: str) -> None:
    published = read_date(written, NOW)
    assert published is not None
    assert published.isoformat() == expected


@pytest.mark.parametrize(
    "written",
    [
        "", " ", None, True, [], "31/02/2021", "2021-13-01", "30 tháng 2 năm 2021", "Phố 12, 2021",
        "24/7", "12:00 01/02/03", "27 Jan 28, 2024", "2021-01-07T25:00:00Z", "20211307",
        "0 tháng năm", "9999 năm trước", "vài giờ trước", "trước 2 giờ", 12, "1899-01-01",
        "١٢/٣/٢٠٢١", "30/2/23", "13/13/23", "1-Tin-23", "1/2/3", 44958, "44958",
    ],
)  # fmt: skip
def test_no_dates(written: object) -> None:
    assert read_date(written, NOW) is None


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("44958", "2023-02-01"),
        (44958, "2023-02-01"),
        (44958.0, "2023-02-01"),
        ("44958,5", "2023-02-01T12:00"),
        (32_874, "1990-01-01"),
        ("32873", "None"),
        (49_674, "None"),
        ("449580", "None"),
        (True, "None"),
        ([], "None"),
    ],
)
def test_days_as_spreadsheets_count_them(written: object, expected: str) -> None:
    assert str(serial_date(written)) == expected


def test_what_tells_the_time_from_the_present_needs_the_present() -> None:
    assert read_date("2 giờ trước") is None


def test_the_words_are_kept() -> None:
    published = read_date("Cập nhật:  2 giờ trước ", NOW)
    assert published is not None
    assert published.words == "Cập nhật: 2 giờ trước"


@given(st.text(max_size=80))
def test_any_text_is_a_date_or_none(text: str) -> None:
    for published in (read_date(text, NOW), relative_date(text, NOW)):
        assert published is None or published.moment.year >= 1


@given(st.datetimes(datetime(1945, 1, 2), datetime(2099, 12, 30)))
def test_what_is_printed_is_read(moment: datetime) -> None:
    minute = moment.replace(second=0, microsecond=0)
    for form in ("%d/%m/%Y %H:%M", "%Y-%m-%dT%H:%M:30", "%H:%M ngày %d/%m/%Y", "%d-%m-%Y, %H:%M"):
        published = read_date(minute.strftime(form))
        assert published is not None
        assert published.moment == minute
