"""Query text to expressions; anything parses, and what is ignored is said."""

from __future__ import annotations

from datetime import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.errors import QueryError
from newsearch.query import DateRange
from newsearch.searching.dates import read_date, read_range
from newsearch.searching.parser import DEEPEST_QUERY, LONGEST_QUERY, parse
from newsearch.searching.syntax import (
    AllOf,
    AnyOf,
    AuthorIs,
    DateIs,
    Expression,
    NoneOf,
    QuotedPhrase,
    SourceIs,
    Words,
)

JANUARY = DateRange(datetime(2021, 1, 1), datetime(2021, 1, 31, 23, 59))

PARSED: list[tuple[str, Expression]] = [
    ("bầu cử quốc hội", Words("bầu cử quốc hội", 0)),
    ("  bầu   cử ", Words("bầu cử", 2)),
    ('"bầu cử"', QuotedPhrase("bầu cử", 1)),
    ("“bầu cử”", QuotedPhrase("bầu cử", 1)),
    ('giá "cà phê" tăng', AllOf((Words("giá", 0), QuotedPhrase("cà phê", 5), Words("tăng", 13)))),
    ("bầu AND cử", AllOf((Words("bầu", 0), Words("cử", 8)))),
    ("bầu OR cử", AnyOf((Words("bầu", 0), Words("cử", 7)))),
    ("a OR b AND c", AnyOf((Words("a", 0), AllOf((Words("b", 5), Words("c", 11)))))),
    ("(a OR b) AND c", AllOf((AnyOf((Words("a", 1), Words("b", 6))), Words("c", 13)))),
    ("lũ -mưa", AllOf((Words("lũ", 0), NoneOf(Words("mưa", 4))))),
    ("lũ NOT mưa gió", AllOf((Words("lũ", 0), NoneOf(Words("mưa", 7)), Words("gió", 11)))),
    ("-mưa", NoneOf(Words("mưa", 1))),
    ('-"cà phê"', NoneOf(QuotedPhrase("cà phê", 2))),
    ("--mưa", Words("--mưa", 0)),
    ("Covid-19", Words("Covid-19", 0)),
    ("title:bầu", Words("bầu", 6, "title")),
    ("TITLE:bầu", Words("bầu", 6, "title")),
    ("title: bầu", Words("bầu", 7, "title")),
    (
        "title:(lũ OR -bão)",
        AnyOf((Words("lũ", 7, "title"), NoneOf(Words("bão", 14, "title")))),
    ),
    ('title:"bầu cử"', QuotedPhrase("bầu cử", 7, "title")),
    ("source:haiphong.gov.vn", SourceIs("haiphong.gov.vn", 7)),
    ('author:"Phương Trang"', AuthorIs("Phương Trang", 8)),
    ("date:2021-01", DateIs(JANUARY, 5)),
    ("-source:a.vn", NoneOf(SourceIs("a.vn", 8))),
    ("http://a.vn/b", Words("http://a.vn/b", 0)),
    ("tại sao: vì mưa", Words("tại sao: vì mưa", 0)),
    ("and or not", Words("and or not", 0)),
    ("", AllOf(())),
    ("()", AllOf(())),
]


@pytest.mark.parametrize(("query", "expected"), PARSED)
def test_what_a_query_says(query: str, expected: Expression) -> None:
    parsed = parse(query)
    assert parsed.expression == expected
    assert parsed.notices == []


IGNORED = [
    ("bầu AND", Words("bầu", 0), "'AND' at 5"),
    ("OR bầu", Words("bầu", 3), "'OR' at 1"),
    ("bầu AND AND cử", AllOf((Words("bầu", 0), Words("cử", 12))), "'AND' at 9"),
    ("bầu NOT", Words("bầu", 0), "'NOT' at 5"),
    ('"bầu cử', Words("bầu cử", 1), "quotation mark at 1"),
    ("(bầu", AllOf((Words("bầu", 1),)), "parenthesis at 1"),
    ("bầu)", Words("bầu", 0), "')' at 4"),
    ("titel:bầu", Words("titel:bầu", 0), "no field 'titel'"),
    ("bầu title:", Words("bầu", 0), "'title:' at 5"),
]


@pytest.mark.parametrize(("query", "expected", "notice"), IGNORED)
def test_what_is_ignored_is_said(query: str, expected: Expression, notice: str) -> None:
    parsed = parse(query)
    assert parsed.expression == expected
    assert notice in parsed.notices[0]


def test_operators_make_a_query_strict() -> None:
    assert parse("bầu AND cử").strict
    assert parse("(bầu cử)").strict
    assert not parse("bầu cử -mưa source:a.vn").strict


@given(st.text(st.sampled_from('ab đ"()-:ANDORT “”.\n') | st.characters(), max_size=60))
def test_any_text_parses(text: str) -> None:
    # Only a date can be wrong; the others of this alphabet cannot even begin one.
    assert isinstance(parse(text).expression, Expression)


def test_limits_name_themselves() -> None:
    with pytest.raises(QueryError, match=str(LONGEST_QUERY)):
        parse("a " * LONGEST_QUERY)
    with pytest.raises(QueryError, match=str(DEEPEST_QUERY)) as caught:
        parse("(" * (DEEPEST_QUERY + 1) + "a")
    assert caught.value.position == DEEPEST_QUERY
    with pytest.raises(QueryError, match=str(DEEPEST_QUERY)):
        parse("-(" * DEEPEST_QUERY + "a")


DATES = [
    ("2021", "2021"),
    ("2021-01", "2021-01"),
    ("2021-1-7", "2021-01-07"),
    ("7/1/2021", "2021-01-07"),
    ("07-01-2021", "2021-01-07"),
    ("7.1.2021", "2021-01-07"),
    ("1/2021", "2021-01"),
    ("tháng 1/2021", "2021-01"),
    ("năm 2021", "2021"),
    ("Ngày 7 tháng 1 năm 2021", "2021-01-07"),
    ("Thứ năm, 7/1/2021, 10:00 (GMT+7)", "2021-01-07T10:00"),
    ("2021-01-06T20:00:00Z", "2021-01-07T03:00"),
]


@pytest.mark.parametrize(("text", "expected"), DATES)
def test_dates(text: str, expected: str) -> None:
    assert read_date(text).isoformat() == expected


RANGES = [
    ("2021-01..2021-03", datetime(2021, 1, 1), datetime(2021, 3, 31, 23, 59)),
    ("2021..", datetime(2021, 1, 1), None),
    ("..7/1/2021", None, datetime(2021, 1, 7, 23, 59)),
    ("2020-02", datetime(2020, 2, 1), datetime(2020, 2, 29, 23, 59)),
    ("2021-12", datetime(2021, 12, 1), datetime(2021, 12, 31, 23, 59)),
]


@pytest.mark.parametrize(("text", "first", "last"), RANGES)
def test_date_ranges(text: str, first: datetime | None, last: datetime | None) -> None:
    assert read_range(text) == DateRange(first, last)


WRONG_DATES = [
    ("date:32/1/2021", 5, "32/1/2021"),
    ("lũ date:2021-13", 8, "2021-13"),
    ("date:hôm", 5, "2021-01-07"),
    ("date:2021..x", 11, "2021-01"),
    ("date:2021..2020", 5, "ends before"),
    ("date:..", 5, "first or a last"),
]


@pytest.mark.parametrize(("query", "position", "words"), WRONG_DATES)
def test_a_wrong_date_says_where_and_what_is_accepted(
    query: str, position: int, words: str
) -> None:
    with pytest.raises(QueryError, match=words) as caught:
        parse(query)
    assert caught.value.position == position
