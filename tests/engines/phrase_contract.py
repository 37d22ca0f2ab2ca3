"""What every engine must do with phrases: subclass `PhraseContract` with an ``engine`` fixture."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from newsearch.article import Article
from newsearch.engines.base import Engine
from newsearch.query import TEXT_FIELDS, Bag, Clause, FieldGroup, Node, Phrase, Request, Variant
from tests.engines.engine_contract import ids_of, write_articles


def found_ids(engine: Engine, directory: Path, node: Node) -> set[str]:
    reader = engine.reader(directory)
    request = Request(node, limit=1000)
    found = ids_of(reader, request)
    assert len(found) == reader.search(request).total
    reader.close()
    return set(found)


def in_field(term: str, *fields: str) -> Bag:
    return Bag((Clause((Variant(term),), (FieldGroup(fields),)),), 1)


def phrase(text: str, *fields: str, slop: int = 0, ordered: bool = True) -> Phrase:
    slots = tuple((term,) for term in text.split())
    return Phrase(slots, fields or TEXT_FIELDS, slop, ordered)


def near(text: str, slop: int, *fields: str) -> Phrase:
    return phrase(text, *fields, slop=slop, ordered=False)


class PhraseContract:
    """Phrases over captions, wholes like TP.HCM, slop, slots of many terms."""

    @pytest.fixture
    def captioned(self, engine: Engine, tmp_path: Path) -> Path:
        write_articles(
            engine,
            tmp_path,
            [
                Article(
                    id="1",
                    title="Mưa ở TP.HCM chiều nay",
                    captions=("Người dân lội nước", "Xe máy chết máy", "Công an TP.HCM"),
                ),
                Article(
                    id="2", title="Ngập nước", body="Sáng nay xe máy nối đuôi nhau. TP.HCM mưa."
                ),
            ],
        )
        return tmp_path

    @pytest.mark.parametrize(
        ("node", "expected"),
        [
            (phrase("tp hcm"), {"1", "2"}),
            (phrase("ở tp hcm chiều nay", "title"), {"1"}),
            (phrase("ở tphcm", "title"), {"1"}),
            (phrase("công an tphcm"), {"1"}),
            (phrase("mưa ở tphcm", "body"), set()),
            (phrase("tphcm hcm mưa"), {"2"}),
            (phrase("nhau tphcm"), {"2"}),
            (in_field("tphcm", "title"), {"1"}),
            (in_field("tphcm", "body"), {"2"}),
            (in_field("tphcm", "captions"), {"1"}),
            (in_field("tphcm", *TEXT_FIELDS), {"1", "2"}),
            (phrase("nước xe máy"), set()),
            (phrase("nước xe", slop=8), set()),
            (phrase("nước xe", slop=9), set()),
            (phrase("nước xe", slop=10), {"1"}),
            (phrase("máy tphcm", slop=8), {"2"}),
            (phrase("xe máy chết máy"), {"1"}),
            (phrase("sáng máy", slop=2), {"2"}),
            (phrase("sáng máy", slop=1), set()),
            (phrase("máy sáng", slop=5), set()),
            (phrase("sáng xe đuôi", slop=3), {"2"}),
            (phrase("sáng xe đuôi", slop=2), set()),
            (near("sáng máy", 2), {"2"}),
            (near("máy sáng", 2), {"2"}),
            (near("máy sáng", 1), set()),
            (near("chiều mưa", 2, "title"), set()),
            (near("chiều mưa", 3), {"1"}),
            (near("máy máy", 2), {"1"}),
            (near("máy máy", 0), set()),
            (near("xe xe", 50), set()),
            (near("mưa tphcm", 1, "title"), {"1"}),
            (near("xe nước", 9), set()),
            (near("xe nước", 10), {"1"}),
            (near("ngập sáng", 50), set()),
        ],
    )
    def test_phrases_with_gaps_and_wholes(
        self, engine: Engine, captioned: Path, node: Node, expected: set[str]
    ) -> None:
        assert found_ids(engine, captioned, node) == expected

    def test_slots_with_many_terms(self, engine: Engine, tmp_path: Path) -> None:
        texts = ["xem vnexpress.net/a(b)+c?", "giá 3,5 tỷ", "giá 345 tỷ", "giá [3] tỷ"]
        write_articles(
            engine, tmp_path, [Article(id=str(n), body=text) for n, text in enumerate(texts)]
        )
        prices = ("3,5", "3", "5", "4", "tỷ")
        firsts = ("giá", "xem", "net", "vnexpress", "a")
        whole = ("vnexpress.net/a(b)+c", "xem", "giá", "b", "c")
        assert found_ids(engine, tmp_path, Phrase((firsts, prices))) == {"1", "3"}
        assert found_ids(engine, tmp_path, Phrase((firsts, whole))) == {"0"}
        assert found_ids(engine, tmp_path, Phrase((firsts, whole, whole))) == {"0"}
        assert found_ids(engine, tmp_path, Phrase((firsts, ("không",)))) == set()

    def test_words_near_each_other_in_either_order(self, engine: Engine, tmp_path: Path) -> None:
        """Against the definition: places that differ by at most one more than the slop."""
        choose = random.Random(7)
        words = ["lũ", "bão", "mưa", "gió", "nắng", "hạn", "sóng"]
        texts = {f"{n}": choose.choices(words, k=choose.randint(1, 30)) for n in range(60)}
        articles = [Article(id=name, body=" ".join(text)) for name, text in texts.items()]
        write_articles(engine, tmp_path, articles)
        for first, second, slop in [
            ({"lũ"}, {"bão"}, 1),
            ({"bão"}, {"lũ"}, 3),
            ({"lũ"}, {"lũ"}, 2),
            ({"mưa", "lũ"}, {"lũ", "gió"}, 2),
            ({"mưa", "lũ", "bão", "gió"}, {"nắng", "hạn", "sóng", "lũ"}, 1),
        ]:
            expected = {
                name
                for name, text in texts.items()
                if any(
                    0 < abs(here - there) <= slop + 1
                    for here, one in enumerate(text)
                    for there, other in enumerate(text)
                    if one in first and other in second
                )
            }
            slots = (tuple(sorted(first)), tuple(sorted(second)))
            node = Phrase(slots, TEXT_FIELDS, slop, ordered=False)
            assert found_ids(engine, tmp_path, node) == expected, node

    def test_addresses_of_one_word_and_of_none(self, engine: Engine, tmp_path: Path) -> None:
        twice = Article(id="twice", body="xem https://https rồi một hai lụt lớn")
        empty = Article(id="empty", body="xem https://) tại đây")
        write_articles(engine, tmp_path, [twice, empty])
        assert found_ids(engine, tmp_path, phrase("https lụt")) == set()
        assert found_ids(engine, tmp_path, phrase("https rồi")) == {"twice"}
        assert found_ids(engine, tmp_path, phrase("xem tại")) == {"empty"}
