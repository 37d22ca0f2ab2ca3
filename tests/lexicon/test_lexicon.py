"""What the corpus taught: counts that come and go, and accents restored from them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from newsearch.analysis.tokens import tokenize
from newsearch.errors import IndexDamaged
from newsearch.lexicon.accents import spellings
from newsearch.lexicon.counting import LexiconCounts
from newsearch.lexicon.lexicon import Lexicon
from newsearch.lexicon.writer import LexiconWriter
from tests.lexicon.batches import batch
from tests.lexicon.small import restore

TEXTS = [
    "Cử tri cả nước đi bầu cử đại biểu Quốc hội khóa mới.",
    "Ngày bầu cử, cử tri Việt Nam nô nức; bầu cử quốc hội là ngày hội.",
    "Chợ Tết đông, người chờ xe, con chó nằm cho ấm. Năm nay nấm được mùa ở miền Nam.",
    "Việt Nam và bạn bè quốc tế. Việt Nam thắng.",
]


@pytest.fixture
def lexicon(tmp_path: Path) -> Lexicon:
    writer = LexiconWriter(tmp_path / "lexicon")
    writer.add(LexiconCounts.of(batch(*TEXTS)))
    writer.close()
    return Lexicon(tmp_path / "lexicon")


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
    first, second = tmp_path / "first", tmp_path / "second"
    writer = LexiconWriter(first)
    writer.add(LexiconCounts.of(batch(*TEXTS)))
    writer.close()
    writer = LexiconWriter(second, first)
    writer.add(LexiconCounts.of(batch("Bão số 9 đổ bộ.")))
    writer.subtract(LexiconCounts.of(batch(TEXTS[2])))
    writer.close()
    lexicon = Lexicon(second)
    assert lexicon.word("chợ") is None
    assert lexicon.spelled("bao")[0].term == "bão"
    assert restore(["viet", "nam"], lexicon) == ["việt", "nam"]
    lexicon.close()


def test_a_closed_lexicon_is_not_read(lexicon: Lexicon) -> None:
    lexicon.close()
    lexicon.close()
    with pytest.raises(IndexDamaged):
        lexicon.spelled("bau")


def test_threads_share_a_lexicon(lexicon: Lexicon) -> None:
    typed = [line.split() for line, _ in RESTORED] * 20
    with ThreadPoolExecutor(4) as threads:
        together = list(threads.map(lambda terms: restore(terms, lexicon), typed))
    assert together == [restore(terms, lexicon) for terms in typed]
    lexicon.close()
