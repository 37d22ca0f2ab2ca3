"""Searching the sample articles as people do."""

from __future__ import annotations

import unicodedata

import pytest

from newsearch import NewsIndex, SearchResults
from newsearch.analysis.folding import fold
from newsearch.analysis.tokens import tokenize
from newsearch.errors import QueryError

QUERIES = [
    "bầu cử quốc hội",
    "lũ lụt Quảng Bình",
    "giá cà phê",
    '"cầu vượt" Hải Phòng',
    "kỹ thuật",
    "hòa bình",
    "TP.HCM",
    "thủy sản",
]


def answers(results: SearchResults) -> list[tuple[str, float]]:
    return [(hit.id, hit.score) for hit in results]


def folded_words(text: str) -> set[str]:
    return {fold(token.term) for token in tokenize(text) if token.width == 1}


BEST = [
    ("Khánh thành cầu vượt Đông Khê Hạ", "cầu vượt"),
    ("khanh thanh cau vuot dong khe ha", "cầu vượt"),
    ("cháy chợ Phú Hòa Đông", "Phú Hòa Đông"),
    ("chay cho phu hoa dong", "Phú Hòa Đông"),
    ("Sông Lam Trẻ vô địch U21", "U21"),
    ("song lam tre vo dich u21", "U21"),
    ("cụ bà 102 tuổi đi bầu cử", "102 tuổi"),
    ("giá cà phê Đắk Lắk kỷ lục", "phê"),
    ("gia ca phe dak lak ky luc", "phê"),
]


@pytest.mark.parametrize(("query", "in_title"), BEST)
def test_the_best_hit_is_the_one_that_is_meant(
    sample_index: NewsIndex, query: str, in_title: str
) -> None:
    assert in_title in sample_index.search(query)[0].article.title


@pytest.mark.parametrize("query", QUERIES)
def test_unicode_form_and_case_make_no_difference(sample_index: NewsIndex, query: str) -> None:
    expected = sample_index.search(query, limit=50)
    assert expected.total
    for form in (unicodedata.normalize("NFD", query), query.upper(), query.capitalize()):
        found = sample_index.search(form, limit=50)
        assert {hit.id for hit in found} == {hit.id for hit in expected}, form
    nfd = sample_index.search(unicodedata.normalize("NFD", query), limit=50)
    assert answers(nfd) == answers(expected)


SPELLINGS = [("hòa bình", "hoà bình"), ("kỹ thuật", "kĩ thuật"), ("thủy sản", "thuỷ sản")]


@pytest.mark.parametrize(("one", "other"), SPELLINGS)
def test_spellings_of_one_word_find_the_same(sample_index: NewsIndex, one: str, other: str) -> None:
    found = {hit.id for hit in sample_index.search(one, limit=50)}
    assert found
    assert {hit.id for hit in sample_index.search(other, limit=50)} == found


ACCENTED = ["chó", "chợ", "chờ", "năm", "nấm", "nam", "bán", "bạn", "bàn"]


@pytest.mark.parametrize("word", ACCENTED)
def test_what_is_typed_with_accents_is_what_is_found(sample_index: NewsIndex, word: str) -> None:
    for hit in sample_index.search(word, limit=50):
        for snippet in hit.snippets:
            for start, end in snippet.highlights:
                if fold(word) != word:
                    assert snippet.text[start:end].lower() in {word, f"{word} {word}"}


def test_without_accents_everything_is_found_and_the_typed_word_is_among_it(
    sample_index: NewsIndex,
) -> None:
    unaccented = {hit.id for hit in sample_index.search("cho", limit=50)}
    for word in ("chó", "chợ", "chờ"):
        found = {hit.id for hit in sample_index.search(word, limit=50)}
        assert found
        assert found <= unaccented
    assert sample_index.search("chò").total == 0


def test_the_reading_is_told(sample_index: NewsIndex) -> None:
    assert sample_index.search("bau cu quoc hoi").reading == "bầu cử quốc hội"
    assert sample_index.search('"cau vuot" hai phong').reading == '"cầu vượt" hải phòng'
    assert sample_index.search("bầu cử quốc hội").reading == ""


def test_an_unaccented_word_beside_accents_is_taken_as_typed(sample_index: NewsIndex) -> None:
    results = sample_index.search('"Việt Nam"', limit=50)
    assert results.reading == ""
    for hit in results:
        for snippet in hit.snippets:
            for start, end in snippet.highlights:
                assert snippet.text[start:end].lower() == "việt nam"


@pytest.mark.parametrize("query", QUERIES)
def test_snippets_mark_what_was_asked_for(sample_index: NewsIndex, query: str) -> None:
    wanted = folded_words(query)
    for text in (query, fold(query)):
        results = sample_index.search(text)
        assert results.total
        for hit in results:
            marks = [s.text[a:b] for s in hit.snippets for a, b in s.highlights]
            assert marks, hit.article.title
            for mark in marks:
                assert folded_words(mark) & wanted


OTHER_NEWS = [
    "Đoàn Thị Mùi",
    "Mạc Yến Trang",
    "Tôn Thất Duy",
    "Ngụy Thị Băng",
    "Vương Tường Lam",
    '"gấu ngựa"',
    '"con rối nước"',
]


@pytest.mark.parametrize("query", OTHER_NEWS)
def test_other_news_on_a_page_is_not_found(sample_index: NewsIndex, query: str) -> None:
    assert sample_index.search(query).total == 0


def test_other_news_is_kept_with_the_article(sample_index: NewsIndex) -> None:
    (hit,) = sample_index.search("title:Đông title:Khê source:tinhaiphong.vn")
    assert len(hit.article.related) >= 3
    assert all(link.published for link in hit.article.related)


def test_filters(sample_index: NewsIndex) -> None:
    every = sample_index.search("", limit=100)
    assert every.total == 50
    assert sum(every.facets["source"].values()) == 50
    for source, count in every.facets["source"].items():
        found = sample_index.search("", source=source, limit=100)
        assert found.total == count
        assert {hit.article.source for hit in found} == {source}
    for year, count in every.facets["year"].items():
        assert sample_index.search("", since=year, until=year).total == count
    two = sample_index.search("", source=["tinhaiphong.vn", "thethaotredep.vn"])
    assert two.total == 8
    assert sample_index.search("", source="https://www.TinHaiPhong.vn/").total == 5


@pytest.mark.parametrize("author", ["Hà Thu", "ha thu", "HÀ THU"])
def test_an_author_is_found_with_and_without_accents(sample_index: NewsIndex, author: str) -> None:
    by_option = sample_index.search("", author=author)
    by_query = sample_index.search(f'author:"{author}"')
    assert by_option.total == by_query.total >= 1
    assert {hit.article.author for hit in by_option} == {"Hà Thu"}


def test_pages_follow_each_other(sample_index: NewsIndex) -> None:
    whole = answers(sample_index.search("năm", limit=40))
    parts = [answers(sample_index.search("năm", limit=7, offset=n)) for n in range(0, 42, 7)]
    assert [answer for part in parts for answer in part] == whole


@pytest.mark.parametrize("sort", ["newest", "oldest"])
def test_by_date_the_undated_come_last(sample_index: NewsIndex, sort: str) -> None:
    dates = [hit.article.published for hit in sample_index.search("", sort=sort, limit=100)]
    dated = [date.moment for date in dates if date]
    assert dated == sorted(dated, reverse=sort == "newest")
    assert dates[-4:] == [None] * 4
    assert None not in dates[:-4]


def test_operators(sample_index: NewsIndex) -> None:
    def found(query: str) -> set[str]:
        return {hit.id for hit in sample_index.search(query, limit=100)}

    bridge, coffee = found('"cầu vượt"'), found('"cà phê"')
    assert found('"cầu vượt" OR "cà phê"') == bridge | coffee
    assert found('"cầu vượt" AND "cà phê"') == bridge & coffee == set()
    assert found('"cà phê" -"kỷ lục"') == coffee - found('"kỷ lục"')
    assert found('NOT "cà phê"') == found("") - coffee
    assert found("mưa AND lũ AND nước AND gió") <= found("mưa lũ nước gió")
    assert found("title:lũ") <= found("lũ")


def test_facets_count_the_whole_result_not_the_page(sample_index: NewsIndex) -> None:
    results = sample_index.search("năm", limit=1)
    assert sum(results.facets["source"].values()) == results.total > 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"sort": "random"}, "newest"),
        ({"limit": -1}, "negative"),
        ({"offset": 10_000}, "10000"),
        ({"since": "hôm qua"}, "2021-01-07"),
        ({"since": "2022", "until": "2021"}, "exchange"),
    ],
)
def test_wrong_options_say_what_is_accepted(
    sample_index: NewsIndex, options: dict[str, object], words: str
) -> None:
    with pytest.raises(QueryError, match=words):
        sample_index.search("lũ", **options)  # type: ignore[arg-type]
