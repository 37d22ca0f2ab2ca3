"""How a query is understood: tiers of spelling, acronyms, input methods, slips, and verbatim."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from newsearch import Article, NewsIndex

BODIES = {
    "chó": "Con chó sủa vang xóm.",
    "chò": "Hàng chò nâu trăm tuổi.",
    "cho": "Quà cho trẻ vùng cao.",
    "hoà": "Hội nghị hoà bình khai mạc.",
    "hòa": "Ký hiệp định hòa bình.",
    "hóa": "Hóa đơn tiền điện tăng.",
    "kĩ thuật": "Trường kĩ thuật tuyển sinh.",
    "kỹ thuật": "Lỗi kỹ thuật ở nhà máy.",
    "kỳ thuật": "Một kỳ thi, một mỹ thuật.",
    "uỷ ban": "Uỷ ban nhân dân quận Lê Chân họp về cấp nước.",
    "ủy ban": "Ủy ban Nhân dân quận Lê Chân (UBND) thông báo cấp nước.",
    "ubnd": "UBND quận Lê Chân trả lời về cấp nước.",
    "ubnd 2": "Ủy ban nhân dân (UBND) quận Ngô Quyền họp.",
    "dân": "Nhân dân cả nước đi bầu cử.",
    "lhpn": "LHPN quận tặng quà.",
    "liên hiệp": "Hội Liên hiệp phụ nữ (LHPN) quận tặng quà hội viên.",
    "liên hiệp 2": "Hội Liên hiệp phụ nữ (LHPN) tỉnh họp.",
    "đường": "Đường Nguyễn Văn Linh ngập nước.",
    "samsung": "Samsung ra mắt điện thoại mới.",
    "iphone": "Apple ra mắt iPhone 15.",
    "trích dẫn": "Nữ ca sĩ được gọi là nhà tâm linh bị bắt ở Sài Gòn.",
}


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[NewsIndex]:
    path = tmp_path_factory.mktemp("understanding")
    with NewsIndex.create(path / "index") as index:
        index.add([Article(id=key, body=body) for key, body in BODIES.items()])
        yield index


def found(index: NewsIndex, query: str, verbatim: bool = False) -> set[str]:
    return {hit.id for hit in index.search(query, limit=50, verbatim=verbatim)}


TIERS = [
    ("chó", {"chó"}),
    ("chò", {"chò"}),
    ("cho", {"chó", "chò", "cho"}),
    ("CHÓ", {"chó"}),
    ("hòa bình", {"hoà", "hòa"}),
    ("hoà bình", {"hoà", "hòa"}),
    ("hoa binh", {"hoà", "hòa"}),
    ("hóa", {"hóa"}),
    ("hoá", {"hóa"}),
    ("kỹ thuật", {"kĩ thuật", "kỹ thuật"}),
    ("kĩ thuật", {"kĩ thuật", "kỹ thuật"}),
    ("ky thuat", {"kĩ thuật", "kỹ thuật", "kỳ thuật"}),
    ("đường", {"đường"}),
    ("Ðường", {"đường"}),  # with the Icelandic letter
    ("duong", {"đường"}),
]


@pytest.mark.parametrize(("query", "expected"), TIERS)
def test_a_word_finds_itself_in_every_spelling_and_no_other_accents(
    index: NewsIndex, query: str, expected: set[str]
) -> None:
    assert found(index, query) == expected


ACRONYMS = [
    ("UBND Lê Chân", {"uỷ ban", "ủy ban", "ubnd"}),
    ("ubnd", {"uỷ ban", "ủy ban", "ubnd", "ubnd 2"}),
    ("ủy ban nhân dân quận Lê Chân cấp nước", {"uỷ ban", "ủy ban", "ubnd", "ubnd 2"}),
    ("LHPN", {"lhpn", "liên hiệp", "liên hiệp 2"}),
    ("liên hiệp phụ nữ", {"lhpn", "liên hiệp", "liên hiệp 2"}),
    ("lien hiep phu nu", {"lhpn", "liên hiệp", "liên hiệp 2"}),
    ("title:ubnd", set()),
]


@pytest.mark.parametrize(("query", "expected"), ACRONYMS)
def test_acronyms_and_their_long_forms_find_each_other(
    index: NewsIndex, query: str, expected: set[str]
) -> None:
    assert found(index, query) == expected


def test_what_was_typed_ranks_above_what_it_stands_for(index: NewsIndex) -> None:
    hits = {hit.id: hit for hit in index.search("UBND Lê Chân", feedback=False)}
    assert hits["ubnd"].score > hits["uỷ ban"].score > 0
    marked = [s.text[a:b] for s in hits["uỷ ban"].snippets for a, b in s.highlights]
    assert marked == ["Uỷ ban nhân dân", "Lê Chân"]


def test_operators_and_phrases_mean_the_acronym_itself(index: NewsIndex) -> None:
    assert found(index, '"LHPN"') == {"lhpn", "liên hiệp", "liên hiệp 2"}  # all of them write it
    assert found(index, '"UBND" AND "cấp nước"') == {"ủy ban", "ubnd"}


TYPED = [
    ("uyr ban nhaan daan", "Telex", "ủy ban nhân dân"),
    ("uy3 ban nha6n da6n", "VNI", "ủy ban nhân dân"),
    ("ddieenj thoaij samsung", "Telex", "điện thoại samsung"),
    ('"hoaf binhf"', "Telex", '"hòa bình"'),
]


@pytest.mark.parametrize(("query", "method", "reading"), TYPED)
def test_queries_typed_with_the_input_method_off(
    index: NewsIndex, query: str, method: str, reading: str
) -> None:
    results = index.search(query)
    assert results.reading == reading
    assert [hit.id for hit in results] == [hit.id for hit in index.search(reading)]
    assert results.total


@pytest.mark.parametrize("query", ["samsung", "iphone 15", "Apple iPhone", "điện thoại samsung"])
def test_words_that_are_no_typing_stay(index: NewsIndex, query: str) -> None:
    results = index.search(query)
    assert results.reading == ""
    assert results.total


VERBATIM = [
    ("cho", {"cho"}),
    ("chó", {"chó"}),
    ("hoa binh", set()),
    ("UBND", {"ủy ban", "ubnd", "ubnd 2"}),
    ("hoà bình", {"hoà", "hòa"}),  # one spelling, not another word
    ("uyr ban", set()),
]


@pytest.mark.parametrize(("query", "expected"), VERBATIM)
def test_verbatim_words_stand_for_themselves(
    index: NewsIndex, query: str, expected: set[str]
) -> None:
    assert found(index, query, verbatim=True) == expected
    results = index.search(query, verbatim=True)
    assert (results.reading, results.suggestion) == ("", "")


SLIPS = [
    ("hóa đơn tiền đieenj tăng", ""),  # decoded, not corrected
    ("điện thọai samsung", ""),  # a tone mark at another letter is a spelling
    ("điện thoạy", "điện thoại"),
    ("đuờng nguyễn", "đường nguyễn"),
    ("iphnoe", "iphone"),
    ("chó", ""),
    ("xyzzy", ""),
    ('"hòa bìn"', '"hòa bình"'),
]


@pytest.mark.parametrize(("query", "expected"), SLIPS)
def test_a_query_that_finds_next_to_nothing_is_looked_at_for_slips(
    index: NewsIndex, query: str, expected: str
) -> None:
    results = index.search(query)
    assert results.suggestion == expected
    if expected:
        assert index.search(expected).total > results.total


CITED = [
    ("“nhà tâm linh” lừa tiền bị bắt Sài Gòn", {"trích dẫn"}),
    ("“tâm linh nhà”", set()),
    ("title:“tâm linh”", set()),
    ("bị bắt -“nhà tâm linh”", set()),
    ('"tâm linh nhà" bị bắt', set()),
    ("“tâm linh nhà” bị bắt", {"trích dẫn"}),
    ("“tâm linh nhà” AND bắt", set()),
]


@pytest.mark.parametrize(("query", "expected"), CITED)
def test_typographic_quotes_beside_words_cite(
    index: NewsIndex, query: str, expected: set[str]
) -> None:
    assert found(index, query) == expected
