"""Records to articles: field names, shapes of values, and dates as metadata state them."""

from __future__ import annotations

import json
import unicodedata
from datetime import datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.article import Article, Precision, Published, RelatedLink
from newsearch.dates.values import read_date
from newsearch.readers.records.fields import article_from_record
from newsearch.sources.names import normalize_source


def article(**record: Any) -> Article:
    found, _ = article_from_record({"title": "Tin", **record})
    assert found is not None
    return found


def test_all_fields() -> None:
    found = article(
        id="tin-17",
        summary="Sapô.",
        body="Một.\nHai.",
        captions=["Ảnh một", "Ảnh hai"],
        author=["Lê Na", "Vũ Lâm"],
        source="https://www.TuoiTre.vn",
        url="https://tuoitre.vn/tin.htm",
        published="2021-01-07T10:00:00+07:00",
        topics="bầu cử, quốc hội",
        language="vi",
        related=[{"title": "Tin khác", "url": "u", "published": "2021-01-06"}, "Tin nữa"],
    )
    assert (found.id, found.author, found.source) == ("tin-17", "Lê Na, Vũ Lâm", "tuoitre.vn")
    assert found.captions == ("Ảnh một", "Ảnh hai")
    assert found.topics == ("bầu cử", "quốc hội")
    assert found.related == (
        RelatedLink("Tin khác", "u", Published(datetime(2021, 1, 6))),
        RelatedLink("Tin nữa"),
    )


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("headline", "title"),
        ("tieu_de", "title"),
        ("sapo", "summary"),
        ("description", "summary"),
        ("abstract", "summary"),
        ("content", "body"),
        ("text", "body"),
        ("noi_dung", "body"),
        ("link", "url"),
        ("tac_gia", "author"),
        ("nguon", "source"),
        ("domain", "source"),
        ("Title", "title"),
    ],
)
def test_other_names_of_fields(name: str, field: str) -> None:
    value = "https://bantin.vn/gia-tri" if field == "url" else "giá trị"
    found, _ = article_from_record({name: value, "captions": "Ảnh"})
    assert found is not None
    assert getattr(found, field) == value


@pytest.mark.parametrize("name", ["date", "publish_date", "ngay_dang", "published_at"])
def test_other_names_of_the_date(name: str) -> None:
    assert str(article(**{name: "7/1/2021"}).published) == "2021-01-07"


def test_an_empty_field_gives_way_to_its_other_name() -> None:
    assert article(body="", content="Nội dung.").body == "Nội dung."


@pytest.mark.parametrize(
    ("record", "remarks"),
    [
        ({"title": "Tin", "published": "2021"}, ()),
        ({"title": "Tin"}, ("no date found",)),
        ({"title": "Tin", "date": "hôm kia"}, ("date not understood: 'hôm kia'",)),
        ({"title": "Tin", "date": "2021-13-01"}, ("date not understood: '2021-13-01'",)),
        ({"title": "Tin", "date": "2191"}, ("date not understood: '2191'",)),
        ({"title": "Tin", "date": "2099-01-01"}, ("date in the future, left out: '2099-01-01'",)),
        (
            {"body": "Câu đầu. Câu sau.", "date": "2021"},
            ("no title: first words of the text used",),
        ),
    ],
)
def test_remarks(record: dict[str, Any], remarks: tuple[str, ...]) -> None:
    assert article_from_record(record)[1] == remarks


def test_a_missing_title_is_the_first_sentence() -> None:
    found, _ = article_from_record({"body": "Câu đầu. Câu sau."})
    assert found is not None
    assert found.title == "Câu đầu"


@pytest.mark.parametrize(
    ("body", "title"),
    [
        ("Mưa lớn từ đêm qua", "Mưa lớn từ đêm qua"),
        ("Nước lên nhanh… Bà con chạy lũ.", "Nước lên nhanh… Bà con chạy lũ"),
        ("mưa " * 60, "mưa " * 24 + "mưa…"),
        (
            "Nước lên nhanh, " + "bà con chạy lũ, " * 10,
            "Nước lên nhanh" + ", bà con chạy lũ" * 5 + ", bà…",
        ),
        ("x" * 200, "x" * 99 + "…"),
    ],
)
def test_a_title_from_the_text_says_where_it_is_cut(body: str, title: str) -> None:
    found, remarks = article_from_record({"body": body})
    assert found is not None
    assert found.title == title
    assert "no title: first words of the text used" in remarks


def test_the_source_is_the_host_of_the_url_where_none_is_named() -> None:
    assert article(url="http://www.VnExpress.net:80/tin.html").source == "vnexpress.net"


@pytest.mark.parametrize("record", [{}, {"source": "a.vn"}, {"title": None, "body": {}}])
def test_records_without_text(record: dict[str, Any]) -> None:
    assert article_from_record(record)[0] is None


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2021-01-07", "2021-01-07"),
        ("2021-01", "2021-01"),
        ("2021", "2021"),
        (2021, "2021"),
        ("20210107", "2021-01-07"),
        (20210107, "2021-01-07"),
        ("2021/01/07", "2021-01-07"),
        ("2022-10-21 12:30", "2022-10-21T12:30"),
        ("2013-10-23T11:39:00", "2013-10-23T11:39"),
        ("2013-10-23T00:00:00", "2013-10-23"),
        ("2013-10-23 00:00:00.000Z", "2013-10-23"),
        ("2013-10-23T00:00", "2013-10-23T00:00"),
        ("2021-01-06T20:00:00Z", "2021-01-07T03:00"),
        ("2021-01-07T01:30:00+09:00", "2021-01-06T23:30"),
        ("2021-01-07T00:00:00+09:00", "2021-01-06T22:00"),
        ("2026-03-01T09:51:00&#x2B;07:00", "2026-03-01T09:51"),
        ("2026-03-01 09:51:00 +0700", "2026-03-01T09:51"),
        ("7/1/2021", "2021-01-07"),
        ("07/01/2021 08:05", "2021-01-07T08:05"),
        ("07/01/2021 00:00:00", "2021-01-07"),
        ("16:40 7-1-2021", "2021-01-07T16:40"),
        ("Ngày 27 tháng 7 năm 2024", "2024-07-27"),
        ("Thứ năm, 7/1/2021, 10:00 (GMT+7)", "2021-01-07T10:00"),
        ("Thứ năm, 7/1/2021, 23:30 (GMT+0)", "2021-01-08T06:30"),
        ("tháng 7/2024", "2024-07"),
        ("năm 2024", "2024"),
        ("Wed, 06 Jan 2021 20:00:00 GMT", "2021-01-07T03:00"),
        (1609966800, "2021-01-07T04:00"),
        ("1609966800000", "2021-01-07T04:00"),
        ("", None),
        (True, None),
        (12, None),
        (float("nan"), None),
        (float("inf"), None),
        (10**30, None),
        ([2021], None),
        ("31/02/2021", None),
        ("0001-01-01T00:00:00", None),
        ("2021-01-07T25:00:00", None),
        ("x" * 5000, None),
    ],
)
def test_date_values(value: object, expected: str | None) -> None:
    published = read_date(value)
    assert (published.isoformat() if published else None) == expected


@given(st.text() | st.integers() | st.floats() | st.none() | st.lists(st.integers()))
def test_any_date_value_is_read_or_refused(value: object) -> None:
    published = read_date(value)
    assert published is None or 1900 <= published.moment.year <= 2101


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://www.Tuoitre.vn/x", "tuoitre.vn"),
        ("//m.Dantri.com.vn:443/", "m.dantri.com.vn"),
        ("VnExpress.net", "vnexpress.net"),
        ("haiphong.gov.vn.", "haiphong.gov.vn"),
        ("tuoitre.vn/thoi-su", "tuoitre.vn"),
        ("  Bản tin   Hải Phòng ", "Bản tin Hải Phòng"),
        ("TP.HCM", "TP.HCM"),
        ("Tuổi Trẻ", "tuoitre.vn"),
        ("", ""),
    ],
)
def test_sources(text: str, expected: str) -> None:
    assert normalize_source(text) == expected


@given(st.text())
def test_a_normal_source_stays_as_it_is(text: str) -> None:
    once = normalize_source(text)
    assert normalize_source(once) == once


TEXTS = st.text(
    st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" ăâđêôơưạảấ"), min_size=1
).map(lambda text: " ".join(unicodedata.normalize("NFC", text).split()) or "x")
DATES = st.builds(
    lambda moment, precision: Published.fromisoformat(
        Published(moment, precision).isoformat(), "Chiều 7/1", "năm 2021"
    ),
    st.datetimes(datetime(1950, 1, 1), datetime(2025, 12, 31)),
    st.sampled_from(Precision),
)


@given(
    st.builds(
        Article,
        id=TEXTS.map("tin-{}".format),
        title=TEXTS,
        summary=TEXTS,
        body=TEXTS,
        captions=st.lists(TEXTS).map(tuple),
        author=TEXTS,
        source=TEXTS.map(normalize_source),
        published=DATES,
        topics=st.lists(TEXTS).map(tuple),
        related=st.lists(st.builds(RelatedLink, TEXTS, TEXTS, st.none() | DATES)).map(tuple),
    )
)
def test_an_exported_article_is_read_back_as_it_was(original: Article) -> None:
    record = json.loads(json.dumps(original.to_dict()))
    assert article_from_record(record)[0] == original
