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
    "bot": "Trạm BOT Dầu Giây xả trạm, tài xế trạm BOT phản đối.",
    "bột": "Giá bột mì tăng, bột ớt giả bị thu; bột gạo, bột ngọt cũng tăng.",
    "thanh": "Ông Trịnh Xuân Thanh ra tòa.",
    "thành": "Ông Lê Xuân Thành, ông Mai Xuân Thành và ông Trịnh Văn Thành họp.",
    "tphcm": "TPHCM mưa lớn.",
    "tp hcm": "Ngập ở TP. HCM.",
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


OPERATORS = [
    ('"UBND" AND "cấp nước"', {"ủy ban", "ubnd"}),  # quotes mean the acronym itself
    ('UBND AND "cấp nước"', {"uỷ ban", "ủy ban", "ubnd"}),
    ("UBND OR chó", {"uỷ ban", "ủy ban", "ubnd", "ubnd 2", "chó"}),
    ("quận -UBND", {"lhpn", "liên hiệp", "uỷ ban"}),  # nor is what it stands for left out
]


@pytest.mark.parametrize(("query", "expected"), OPERATORS)
def test_acronyms_beside_operators(index: NewsIndex, query: str, expected: set[str]) -> None:
    assert found(index, query) == expected


def test_what_both_forms_find_is_scored_once(index: NewsIndex) -> None:
    results = index.search("UBND Lê Chân", feedback=False, explain=True)
    assert results.explanation is not None
    for why in results.explanation.hits:
        words = [(match.typed, match.kind, match.found, match.where) for match in why.matches]
        assert len(set(words)) == len(words)


@pytest.mark.parametrize("query", ["TPHCM", "TP.HCM", "tp hcm", "thành phố Hồ Chí Minh"])
def test_the_names_of_one_city(index: NewsIndex, query: str) -> None:
    assert found(index, query) == {"tphcm", "tp hcm"}


def test_a_word_in_capitals_is_an_abbreviation(index: NewsIndex) -> None:
    assert found(index, "BOT") == {"bot"}
    assert found(index, "bot") == {"bot", "bột"}
    assert index.search("bot").reading == "bột"
    assert index.search("HOA BINH").reading == "hòa bình"  # all in capitals says nothing


def test_beside_accents_a_word_without_them_is_meant_so(index: NewsIndex) -> None:
    results = index.search("Trịnh Xuân Thanh")
    assert results.reading == ""
    assert results[0].id == "thanh"
    assert index.search("trinh xuan thanh").reading == "trịnh xuân thành"


TYPED = [
    ("uyr ban nhaan daan", "Telex", "ủy ban nhân dân"),
    ("uy3 ban nha6n da6n", "VNI", "ủy ban nhân dân"),
    ("ddieenj thoaij samsung", "Telex", "điện thoại samsung"),
    ('"hoaf binhf"', "Telex", '"hòa bình"'),
    ("điện thoaij samsung", "Telex", "điện thoại samsung"),
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
    ("xa", ""),  # alone too short to guess
    ("BOX", ""),
    ("Điện Thọi", "Điện Thoại"),
    ("quả thoạj", ""),  # stands beside no such word
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


def test_a_suggestion_touches_nothing_but_words(index: NewsIndex) -> None:
    assert index.search("“điện thoạy” samsung").suggestion == "“điện thoại” samsung"
    assert index.search("source:thoạy điện thoạy").suggestion == ""  # finds nothing either
    assert index.search("-mưa điện   thoạy").suggestion == "-mưa điện thoại"
    assert index.search("hoaf binhf khai mạcc").suggestion == "hòa bình khai mạc"
    assert index.search("ĐIỆN THOẠY").suggestion == "ĐIỆN THOẠI"


def test_long_queries_are_not_looked_at_for_slips(index: NewsIndex) -> None:
    assert index.search(" ".join(["điệnthoại"] * 200)).suggestion == ""
    assert index.search("xqzwv " * 300).total == 0


def test_words_that_nowhere_stand_together_are_named(index: NewsIndex) -> None:
    assert index.search("Trịnh Samsung").notices == (
        "no article has words of 'Trịnh Samsung' side by side",
    )
    assert index.search("điện thoại").notices == ()
    assert index.search("samsung").notices == ()


def test_verbatim_authors_and_citations(index: NewsIndex) -> None:
    assert found(index, "“tâm linh nhà” bị bắt", verbatim=True) == set()


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


def test_a_number_is_no_sign_that_accents_were_typed(index: NewsIndex) -> None:
    without, beside_a_number = (index.search(query) for query in ("bau cu", "bau cu 2021"))
    assert without.reading == "bầu cử"
    assert beside_a_number.reading == "bầu cử 2021"
