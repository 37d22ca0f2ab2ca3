"""Searching the sample articles as people do."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from newsearch import Article, NewsIndex, SearchResults
from newsearch.analysis.folding import fold
from newsearch.analysis.tokens import tokenize
from newsearch.errors import ArticleNotFound, QueryError

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


def test_an_unaccented_word_beside_accents_reads_as_the_corpus_makes_likely(
    sample_index: NewsIndex,
) -> None:
    results = sample_index.search('"Việt Nam"', limit=50)
    assert results.total
    assert results.reading == ""
    for hit in results:
        for snippet in hit.snippets:
            for start, end in snippet.highlights:
                assert snippet.text[start:end].lower() == "việt nam"


@pytest.mark.parametrize("query", ["ma bảy", "bảy ma", "ma bay", "bay ma"])
def test_a_word_without_accents_finds_all_whatever_stands_beside_it(
    tmp_path: Path, query: str
) -> None:
    with NewsIndex.create(tmp_path / "index") as index:
        index.add(
            [
                Article(id="1", body="Ma túy là hiểm họa; ma túy đá. Ma ma."),
                Article(id="2", body="Má Bảy kể chuyện."),
            ]
        )
        assert [hit.id for hit in index.search(query)] == ["2"]


BAD_TEXT = ["bầu \udcff", "source:\udcff", "\udcff", "author:\udcff x"]


@pytest.mark.parametrize("query", BAD_TEXT)
def test_text_that_is_no_unicode_is_not_taken_for_damage(
    sample_index: NewsIndex, query: str
) -> None:
    assert sample_index.search(query).total >= 0
    assert sample_index.search("", source=query, author=query).total == 0
    with pytest.raises(ArticleNotFound):
        sample_index.get(query)


@pytest.mark.parametrize("date", ["9999", "9999-12", "31/12/9999", "1"])
def test_the_ends_of_time(sample_index: NewsIndex, date: str) -> None:
    if date == "1":
        assert sample_index.search("", since="0001-01-01").total == 48
    else:
        assert sample_index.search("", until=date).total == 48
        assert sample_index.search(f"date:..{date}").total == 48


SOURCES = [
    ("https://www.Tuoitre.vn/x", ["tuoitre.vn", "TuoiTre.vn", "https://tuoitre.vn/"]),
    ("Báo  Hoà Bình", ["báo hòa bình", "Báo Hoà Bình", "bao hoa binh", "BÁO HÒA BÌNH"]),
]


@pytest.mark.parametrize(("source", "asked"), SOURCES)
def test_a_source_is_found_by_every_spelling(tmp_path: Path, source: str, asked: list[str]) -> None:
    with NewsIndex.create(tmp_path / "index") as index:
        index.add([Article(title="Tin", source=source), Article(title="Khác", source="khac.vn")])
        for name in [source, *asked]:
            nfd = unicodedata.normalize("NFD", name)
            assert index.search("", source=name).total == 1, name
            assert index.search(f'source:"{nfd}"').total == 1, name


def test_a_phrase_over_a_line_break_is_marked(tmp_path: Path) -> None:
    with NewsIndex.create(tmp_path / "index") as index:
        index.add([Article(title="Tin", body="Ngày hội bầu\ncử của cả nước.")])
        (hit,) = index.search('"bầu cử"')
        marks = [s.text[a:b] for s in hit.snippets for a, b in s.highlights]
        assert marks == ["bầu", "cử"]


def test_signs_that_nobody_sees_hide_no_word(tmp_path: Path) -> None:
    with NewsIndex.create(tmp_path / "index") as index:
        index.add([Article(title="b\u00adầu c\u200bử")])
        assert index.search("bầu cử").total == 1


def test_words_typed_twice_cost_nothing(sample_index: NewsIndex) -> None:
    many = sample_index.search("lũ " * 600)
    assert many.total == sample_index.search("lũ").total


@pytest.mark.parametrize("query", QUERIES)
def test_snippets_mark_what_was_asked_for(sample_index: NewsIndex, query: str) -> None:
    wanted = folded_words(query)
    if query == "TP.HCM":  # what it stands for is found too
        wanted |= folded_words("thành phố Hồ Chí Minh")
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
    assert every.total == 52
    assert sum(every.facets["source"].values()) == 52
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


NOTHING = ["!!!", '"…"', "... -", "title:!!!"]


@pytest.mark.parametrize("query", NOTHING)
def test_a_query_without_a_word_finds_nothing_and_says_so(
    sample_index: NewsIndex, query: str
) -> None:
    results = sample_index.search(query)
    assert results.total == 0
    assert "no word" in results.notices[-1]


def test_an_author_without_a_word_is_nobody(sample_index: NewsIndex) -> None:
    for query in ('author:"!!!"', 'lũ author:"!!!"'):
        assert sample_index.search(query).total == 0
    assert sample_index.search("lũ", author="…").total == 0


def test_an_empty_query_finds_everything(sample_index: NewsIndex) -> None:
    assert sample_index.search("  ").total == 52


def test_signs_beside_words_are_named_and_do_no_harm(sample_index: NewsIndex) -> None:
    results = sample_index.search('lũ "!!!" -…')
    assert results.total == sample_index.search("lũ").total
    assert len(results.notices) == 2


def test_an_unknown_source_is_named(sample_index: NewsIndex) -> None:
    for results in (
        sample_index.search("lũ source:khongco.vn"),
        sample_index.search("lũ", source="khongco.vn"),
    ):
        assert results.total == 0
        assert "khongco.vn" in results.notices[0]


@pytest.mark.parametrize("query", ["H'Nga", "H’Nga", "hnga", "h'nga"])
def test_names_with_an_apostrophe_are_found_however_it_is_typed(
    sample_index: NewsIndex, query: str
) -> None:
    assert "Nga" in sample_index.search(query)[0].article.body


def test_facets_count_the_whole_result_not_the_page(sample_index: NewsIndex) -> None:
    results = sample_index.search("năm", limit=1)
    assert sum(results.facets["source"].values()) == results.total > 1


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"sort": "random"}, "newest"),
        ({"limit": -1}, "negative"),
        ({"offset": 10_000}, "10000"),
        ({"since": "hôm xưa"}, "2021-01-07"),
        ({"since": "2022", "until": "2021"}, "exchange"),
    ],
)
def test_wrong_options_say_what_is_accepted(
    sample_index: NewsIndex, options: dict[str, object], words: str
) -> None:
    with pytest.raises(QueryError, match=words):
        sample_index.search("lũ", **options)  # type: ignore[arg-type]
