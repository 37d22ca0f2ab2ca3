"""Suggestions of a real index: what a beginning finds, and in which order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsearch import NewsearchError, NewsIndex
from tests.completion.samples import articles


@pytest.fixture(scope="module", params=["whoosh", "tantivy"])
def index(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[NewsIndex]:
    path = tmp_path_factory.mktemp("suggest") / "index"
    with NewsIndex.create(path, engine=request.param) as made:
        made.add(articles())
        yield made


def texts(index: NewsIndex, typed: str, *kinds: str) -> list[str]:
    return [one.text for one in index.suggest(typed, 20, kinds=kinds or None)]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("bau cu quoc", "bầu cử quốc hội"),
        ("bau cu q", "bầu cử quốc gia"),
        ("bầu c", "bầu cử"),
        ("bầ", "bầu cử"),
        ("bâ", "bầu cử"),
        ("bâu", "bầu cử"),
        ("BẦU CỬ QUỐC H", "bầu cử quốc hội"),
        ("hoa gi", "hòa giải"),
        ("hoà gi", "hòa giải"),
        ("hòa gi", "hòa giải"),
        ("bac si", "bác sĩ"),
        ("bác sỹ", "bác sĩ"),
        ("da n", "Đà Nẵng"),
        ("dak", "Đắk Lắk"),
        ("đak", "Đắk Lắk"),
        ("đă", "Đắk Lắk"),
        ("đươ", "đường hoa"),
        ("le van", "Lê Văn Đạt"),
        ("lê văn đ", "Lê Văn Đạt"),
        ("cu tri tre hao", "Cử tri trẻ háo hức trước ngày bầu cử quốc hội"),
        ("bau cu quoc gia lang gieng ket", "Bầu cử quốc gia láng giềng: kết quả sít sao"),
        ("bau cu quoc gia lang gieng phai k", "Bầu cử quốc gia láng giềng phải kiểm phiếu lại"),
        ("duong hoa mo", "ĐƯỜNG HOA MỞ CỬA"),
    ],
)
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_a_beginning_finds(index: NewsIndex, typed: str, found: str, form: str) -> None:
    normalized = unicodedata.normalize(form, typed)  # type: ignore[arg-type]
    assert found in texts(index, normalized)


@pytest.mark.parametrize(
    ("typed", "other"),
    [
        ("bầu", "bàu sen"),
        ("bàu", "bầu cử"),
        ("bầ", "bàu sen"),
        ("bâu", "bàu sen"),
        ("bâu ", "bầu cử"),
        ("bàu c", "bầu cử"),
        ("bàu cu", "bầu cử quốc hội"),
        ("đa n", "Đà Nẵng"),
        ("duo", "Đà Nẵng"),
    ],
)
def test_accents_that_were_typed_bind(index: NewsIndex, typed: str, other: str) -> None:
    assert other not in texts(index, typed)


def test_a_finished_word_is_no_beginning(index: NewsIndex) -> None:
    assert "đường hoa" in texts(index, "duong")
    assert "đường hoa" in texts(index, "duong ")
    assert "đường hoa" not in texts(index, "duon ")


def test_what_was_typed_comes_before_what_it_may_become(index: NewsIndex) -> None:
    found = texts(index, "đak")
    assert found[0] == "Đắk Lắk"
    found = [one.text for one in index.suggest("ba", kinds="word")]
    assert found.index("bầu cử") < found.index("bàu sen")  # more articles have it


def test_titles_come_last_and_the_newest_first(index: NewsIndex) -> None:
    found = index.suggest("bau cu")
    kinds = [one.kind for one in found]
    assert kinds == sorted(kinds, key=["word", "name", "title"].index)
    titles = [one.text for one in found if one.kind == "title"]
    assert titles[:2] == [
        "Bầu cử quốc gia láng giềng phải kiểm phiếu lại",
        "Bầu cử quốc gia láng giềng: kết quả sít sao",
    ]


def test_counts_are_articles(index: NewsIndex) -> None:
    counts = {one.text: one.articles for one in index.suggest("bau", 20, kinds="word")}
    assert counts["bầu cử"] == 4
    assert counts["bàu sen"] == 2
    assert counts["bầu cử quốc hội"] == 2


@pytest.mark.parametrize("typed", ["b", "ba", "bau cu", "d", "c", ""])
def test_nothing_is_suggested_twice(index: NewsIndex, typed: str) -> None:
    found = [text.lower() for text in texts(index, typed)]
    assert len(found) == len(set(found))


def test_what_one_article_says_is_not_suggested(index: NewsIndex) -> None:
    assert "hải châu" not in [text.lower() for text in texts(index, "hai")]
    assert not any("ảnh chụp" in text.lower() for text in texts(index, "đón"))


def test_beginnings_of_sentences_and_titles_in_capitals_are_no_names(index: NewsIndex) -> None:
    names = texts(index, "", "name")
    assert "Lê Văn Đạt" in names
    assert not {"Sáng", "Con", "ĐƯỜNG HOA", "Khách"} & set(names)


def test_sources_topics_and_authors(index: NewsIndex) -> None:
    assert texts(index, "", "topic") == ["Thời sự", "Đời sống"]
    assert texts(index, "doi", "topic") == ["Đời sống"]
    assert texts(index, "tuoi", "source") == ["tuoitre.vn"]
    assert texts(index, "tran b", "author") == ["Trần Bình"]
    assert texts(index, "t", "source", "author") == ["Trần Bình", "tuoitre.vn", "thanhnien.vn"]
    assert "tuoitre.vn" not in texts(index, "tuoi")


def test_a_limit(index: NewsIndex) -> None:
    assert len(index.suggest("b", 2)) == 2
    assert index.suggest("b", 0) == ()


@pytest.mark.parametrize("typed", ["zzz", "???", "bầu cử tháng nào", "\0", "-"])
def test_strange_text_finds_little_and_fails_never(index: NewsIndex, typed: str) -> None:
    assert all(one.articles > 0 for one in index.suggest(typed))


def test_an_unknown_kind_is_named(index: NewsIndex) -> None:
    with pytest.raises(NewsearchError, match=r"'wrod'.*word, name"):
        index.suggest("b", kinds="wrod")


def test_an_empty_index_suggests_nothing(tmp_path: Path) -> None:
    with NewsIndex.create(tmp_path / "index") as empty:
        assert empty.suggest("b") == ()
        assert empty.suggest("") == ()
