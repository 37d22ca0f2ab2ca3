"""What the corpus taught: counts that come and go, and accents restored from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsearch.analysis.analyzer import article_terms
from newsearch.analysis.pyvi_model import compile_segmenter
from newsearch.analysis.tokens import tokenize
from newsearch.article import Article
from newsearch.errors import IndexDamaged
from newsearch.lexicon.accents import restore, spellings
from newsearch.lexicon.lexicon import Lexicon
from newsearch.lexicon.storage import LexiconWriter

TEXTS = [
    "Cử tri cả nước đi bầu cử đại biểu Quốc hội khóa mới.",
    "Ngày bầu cử, cử tri Việt Nam nô nức; bầu cử quốc hội là ngày hội.",
    "Chợ Tết đông, người chờ xe, con chó nằm cho ấm. Năm nay nấm được mùa ở miền Nam.",
    "Việt Nam và bạn bè quốc tế. Việt Nam thắng.",
]


def write(path: Path, added: list[str], removed: list[str]) -> None:
    writer = LexiconWriter(path)
    for texts, count in ((added, writer.add), (removed, writer.remove)):
        for text in texts:
            terms = article_terms(Article(body=text), compile_segmenter())
            words = {term: len(at) for term, at in terms.positions["body"].items()}
            count(words, terms.counts["text_pairs"])
    writer.close()


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    write(tmp_path / "lexicon.sqlite", TEXTS, [])
    return Lexicon(tmp_path / "lexicon.sqlite")


RESTORED = [
    ("bau cu quoc hoi", "bầu cử quốc hội"),
    ("viet nam", "việt nam"),
    ("dai bieu quoc hoi", "đại biểu quốc hội"),
    ("bầu cu", "bầu cử"),
    ("bâu cu", "bâu cử"),
    ("london 2021", "london 2021"),
]


@pytest.mark.parametrize(("typed", "read"), RESTORED)
def test_accents_are_restored_from_the_corpus(lexicon: Lexicon, typed: str, read: str) -> None:
    assert " ".join(restore([token.term for token in tokenize(typed)], lexicon)) == read
    lexicon.close()


def test_restoring_nothing_gives_nothing(lexicon: Lexicon) -> None:
    assert restore([], lexicon) == []
    lexicon.close()


def test_a_word_without_accents_has_many_spellings(lexicon: Lexicon) -> None:
    assert {word.term for word in spellings("cho", lexicon)} == {"chợ", "chờ", "chó", "cho"}
    assert [word.term for word in spellings("chó", lexicon)] == ["chó"]
    assert [word.term for word in spellings("chò", lexicon)] == ["chò"]
    lexicon.close()


def test_what_leaves_is_forgotten(tmp_path: Path) -> None:
    path, fresh = tmp_path / "lexicon.sqlite", tmp_path / "fresh.sqlite"
    write(path, TEXTS, [])
    write(path, ["Bão số 9 đổ bộ."], TEXTS[2:3])
    write(fresh, [*TEXTS[:2], TEXTS[3], "Bão số 9 đổ bộ."], [])
    updated, expected = Lexicon(path), Lexicon(fresh)
    assert updated.total() == expected.total()
    assert updated.size() == expected.size()
    assert updated.word("chợ") is None
    assert updated.spelled("bao")[0].term == "bão"
    for first, second in [("việt", "nam"), ("chợ", "tết"), ("bão", "số")]:
        counts = []
        for lexicon in (updated, expected):
            pairs = lexicon.pair_counts(
                [w for w in [lexicon.word(first)] if w], [w for w in [lexicon.word(second)] if w]
            )
            counts.append(list(pairs.values()))
        assert counts[0] == counts[1]
    updated.close()
    expected.close()


def test_a_damaged_file_says_what_to_run(tmp_path: Path) -> None:
    path = tmp_path / "lexicon.sqlite"
    path.write_bytes(b"no database at all" * 100)
    with pytest.raises(IndexDamaged, match="newsearch rebuild"):
        Lexicon(path)
