"""Query text to expressions; anything parses, and what is ignored is said."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.errors import QueryError
from newsearch.searching.parser import DEEPEST_QUERY, LARGEST_SLOP, LONGEST_QUERY, parse
from newsearch.searching.syntax import (
    AllOf,
    AnyOf,
    AuthorIs,
    Expression,
    NoneOf,
    Prefix,
    QuotedPhrase,
    SourceIs,
    TopicIs,
    Words,
)

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
    ("-source:a.vn", NoneOf(SourceIs("a.vn", 8))),
    ("source:(a.vn OR Sông Hồng)", AnyOf((SourceIs("a.vn", 8), SourceIs("Sông Hồng", 16)))),
    ('topic:"Thể thao"', TopicIs("Thể thao", 7)),
    ("http://a.vn/b", Words("http://a.vn/b", 0)),
    ("tại sao: vì mưa", Words("tại sao: vì mưa", 0)),
    ("", AllOf(())),
    ("()", AllOf(())),
]

OPERATORS: list[tuple[str, Expression]] = [
    ("lũ and bão", AllOf((Words("lũ", 0), Words("bão", 7)))),
    ("lũ And bão", AllOf((Words("lũ", 0), Words("bão", 7)))),
    ("lũ or bão", AnyOf((Words("lũ", 0), Words("bão", 6)))),
    ("lũ not bão", AllOf((Words("lũ", 0), NoneOf(Words("bão", 7))))),
    ("lu and not bao", AllOf((Words("lu", 0), NoneOf(Words("bao", 11))))),
    ("lũ and not bão", AllOf((Words("lũ", 0), NoneOf(Words("bão", 11))))),
    ("lũ VÀ bão", AllOf((Words("lũ", 0), Words("bão", 6)))),
    ("lũ HOẶC bão", AnyOf((Words("lũ", 0), Words("bão", 8)))),
    ("lũ KHÔNG bão", AllOf((Words("lũ", 0), NoneOf(Words("bão", 9))))),
    ("lũ và bão", Words("lũ và bão", 0)),
    ("lũ hoặc bão", Words("lũ hoặc bão", 0)),
    ("không khí", Words("không khí", 0)),
    ("lũ VA bão", Words("lũ VA bão", 0)),
    ("and or not", Words("and or not", 0)),
    ("not", Words("not", 0)),
    ("rock and", Words("rock and", 0)),
    ('"lũ and bão"', QuotedPhrase("lũ and bão", 1)),
    (r"lũ \AND bão", Words("lũ AND bão", 0)),
    (r"lũ \and bão", Words("lũ and bão", 0)),
]

FIELDS: list[tuple[str, Expression]] = [
    ("tiêu_đề:bầu", Words("bầu", 8, "title")),
    ("Tiêu đề:bầu", Words("bầu", 8, "title")),
    ("tieu_de:bầu", Words("bầu", 8, "title")),
    ("tóm_tắt:bầu", Words("bầu", 8, "summary")),
    ("sapo:bầu", Words("bầu", 5, "summary")),
    ("nội_dung:bầu", Words("bầu", 9, "body")),
    ("chú_thích:bầu", Words("bầu", 10, "captions")),
    ("nguồn:a.vn", SourceIs("a.vn", 6)),
    ("BÁO:a.vn", SourceIs("a.vn", 4)),
    ('tác giả:"Hà Thu"', AuthorIs("Hà Thu", 9)),
    ("TAC_GIA:thu", AuthorIs("thu", 8)),
    ("chủ_đề:lũ", TopicIs("lũ", 7)),
    ("chuyên mục:lũ", TopicIs("lũ", 11)),
    ("Cảnh báo: bão mạnh", Words("Cảnh báo: bão mạnh", 0)),
    (r"title\:bầu", Words("title:bầu", 0)),
]

NEAR_AND_PREFIXES: list[tuple[str, Expression]] = [
    ('"gần nhau"~5', QuotedPhrase("gần nhau", 1, "", 5)),
    ('title:"gần nhau"~5', QuotedPhrase("gần nhau", 7, "title", 5)),
    ("“gần nhau”~5 lũ", AllOf((QuotedPhrase("gần nhau", 1, "", 5), Words("lũ", 13)))),
    ('"gần nhau"~0', QuotedPhrase("gần nhau", 1)),
    ("bầu*", Prefix("bầu", 0)),
    ("title:bầ*", Prefix("bầ", 6, "title")),
    ('"quốc h*"', Prefix("quốc h", 1)),
    ("-bầu*", NoneOf(Prefix("bầu", 1))),
    ("lũ bầu* mưa", AllOf((Words("lũ", 0), Prefix("bầu", 3), Words("mưa", 8)))),
]

ESCAPED: list[tuple[str, Expression]] = [
    (r"\"bầu cử\"", Words('"bầu cử"', 0)),
    (r"lũ \-mưa", Words("lũ -mưa", 0)),
    (r"\(lũ\)", Words("(lũ)", 0)),
    (r"bầu\*", Words("bầu*", 0)),
    (r"bầu\\cử", Words(r"bầu\cử", 0)),
    (r'"bầu \"cử\""', QuotedPhrase('bầu "cử"', 1)),
    (r"c:\lũ", Words(r"c:\lũ", 0)),
    ("lũ \\", Words("lũ \\", 0)),
]


@pytest.mark.parametrize(
    ("query", "expected"), [*PARSED, *OPERATORS, *FIELDS, *NEAR_AND_PREFIXES, *ESCAPED]
)
def test_what_a_query_says(query: str, expected: Expression) -> None:
    for written in (query, unicodedata.normalize("NFD", query)):
        parsed = parse(written)
        assert parsed.expression == expected
        assert [notice for notice in parsed.notices if "no field 'c'" not in notice] == []


IGNORED = [
    ("bầu AND", Words("bầu", 0), "'AND' at 5"),
    ("OR bầu", Words("bầu", 3), "'OR' at 1"),
    ("bầu AND AND cử", AllOf((Words("bầu", 0), Words("cử", 12))), "'AND' at 9"),
    ("bầu NOT", Words("bầu", 0), "'NOT' at 5"),
    ("bầu KHÔNG", Words("bầu", 0), "'KHÔNG' at 5"),
    ('"bầu cử', Words("bầu cử", 1), "quotation mark at 1"),
    (r'"bầu cử\"', Words('bầu cử"', 1), "quotation mark at 1"),
    ("(bầu", AllOf((Words("bầu", 1),)), "parenthesis at 1"),
    ("bầu)", Words("bầu", 0), "')' at 4"),
    ("titel:bầu", Words("titel:bầu", 0), "no field 'titel'"),
    ("bầu title:", Words("bầu", 0), "'title:' at 5"),
    ("bầu *", Words("bầu", 0), "'*' at 5"),
    ("b*u", Words("b*u", 0), "star in 'b*u'"),
    ("source:vn*", SourceIs("vn", 7), "star behind 'vn'"),
    ('"a b"~999', QuotedPhrase("a b", 1, "", LARGEST_SLOP), f"~{LARGEST_SLOP}"),
    ('"a b*"~3', Prefix("a b", 1), "~3 was ignored"),
    ("not nhac", Words("not nhac", 0), "'not' at 1 was searched as a word"),
    ("lu not bao", Words("lu not bao", 0), "'not' at 4 was searched as a word"),
    ("LŨ VÀ BÃO", Words("LŨ VÀ BÃO", 0), "VÀ in a query all in capitals"),
    ("VIỆT NAM KHÔNG LŨ", Words("VIỆT NAM KHÔNG LŨ", 0), "KHÔNG in a query all in capitals"),
]


@pytest.mark.parametrize(("query", "expected", "notice"), IGNORED)
def test_what_is_ignored_is_said(query: str, expected: Expression, notice: str) -> None:
    parsed = parse(query)
    assert parsed.expression == expected
    assert notice in parsed.notices[0]


def test_operators_make_a_query_strict() -> None:
    assert parse("bầu AND cử").strict
    assert parse("bầu and cử").strict
    assert parse("bầu HOẶC cử").strict
    assert parse("(bầu cử)").strict
    assert not parse("bầu cử -mưa source:a.vn").strict
    assert not parse("bầu và cử").strict


PIECES = st.sampled_from(
    [
        *' \\"“”()-−:*~.\n%😀\u0301',
        *("AND", "OR", "NOT", "and", "or", "not", "VÀ", "KHÔNG", "title:", "nguồn:", "tác giả:"),
        *("topic:", "bầu*", "mưa lũ", "hôm qua", "tuần trước", "từ 1/2021 đến 3/2021", "2021-01.."),
        *("..2020", "baafu cuwr", "~5", "date:2021", "date:", "\ud800"),
    ]
)


@given(st.lists(PIECES | st.characters(), max_size=40).map("".join), st.booleans())
def test_any_text_parses(text: str, bare_dates: bool) -> None:
    try:
        assert isinstance(parse(text, bare_dates=bare_dates).expression, Expression)
    except QueryError as error:
        position = error.position
    else:
        position = 0
    assert position is not None


@given(st.text(st.sampled_from('ab đ"()-:*\\~ANDORT “”.\n') | st.characters(), max_size=60))
def test_only_dates_can_be_wrong(text: str) -> None:
    # The letters of this alphabet cannot begin a date field.
    assert isinstance(parse(text, bare_dates=True).expression, Expression)


LONG = [
    "từ 1 ", "hôm qua ", "\\", '"\\', '"\\\\', "\\\\ ", "not ", "a..1 ", "2021 ", "title:", "** ",
    "date:2021 a b c d e f g h i ", "tu 2020 den ", '"a"~', "nguồn: ", "(a) ", "-", "VÀ ",
]  # fmt: skip


@pytest.mark.parametrize("piece", LONG)
def test_the_longest_queries_parse(piece: str) -> None:
    text = (piece * LONGEST_QUERY)[:LONGEST_QUERY]
    assert isinstance(parse(text, bare_dates=True).expression, Expression)


def test_limits_name_themselves() -> None:
    with pytest.raises(QueryError, match=str(LONGEST_QUERY)):
        parse("a " * LONGEST_QUERY)
    with pytest.raises(QueryError, match=str(DEEPEST_QUERY)) as caught:
        parse("(" * (DEEPEST_QUERY + 1) + "a")
    assert caught.value.position == DEEPEST_QUERY
    with pytest.raises(QueryError, match=str(DEEPEST_QUERY)):
        parse("-(" * DEEPEST_QUERY + "a")
