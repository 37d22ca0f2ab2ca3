"""The likeliest row of words is the best of all rows."""

from __future__ import annotations

import math
from itertools import pairwise, product
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given
from hypothesis import strategies as st

from newsearch.lexicon.accents import likeliest_row, spellings
from newsearch.lexicon.counting import LexiconCounts
from newsearch.lexicon.lexicon import Lexicon, LexiconWord
from newsearch.lexicon.writer import LexiconWriter
from tests.lexicon.batches import batch
from tests.lexicon.small import restore

SYLLABLES = ["ma", "má", "mà", "ba", "bà", "bả", "la", "lá", "nhà"]
TYPED = ["ma", "ba", "la", "nha", "má", "xa"]


def probability(row: tuple[LexiconWord, ...], lexicon: Lexicon) -> float:
    total = max(1, lexicon.total())
    logarithm = math.log((row[0].count + 0.5) / total)
    for first, second in pairwise(row):
        pair = lexicon.pair_counts([first], [second]).get((first.number, second.number), 0)
        share = 0.95 * pair / first.count if first.count else 0.0
        logarithm += math.log(share + 0.05 * (second.count + 0.5) / total)
    return logarithm


@given(
    st.lists(st.sampled_from(SYLLABLES), max_size=60).map(" ".join),
    st.lists(st.sampled_from(TYPED), min_size=1, max_size=5),
)
def test_no_row_is_likelier(text: str, typed: list[str]) -> None:
    with TemporaryDirectory() as directory:
        path = Path(directory, "lexicon")
        writer = LexiconWriter(path)
        writer.add(LexiconCounts.of(batch(text)))
        writer.close()
        lexicon = Lexicon(path)
        check_row(typed, lexicon)
        lexicon.close()


def check_row(typed: list[str], lexicon: Lexicon) -> None:
    choices = [spellings(term, lexicon) for term in typed]
    likeliest = likeliest_row(choices, lexicon)
    best = max(probability(row, lexicon) for row in product(*choices))
    assert math.isclose(probability(tuple(likeliest), lexicon), best)
    assert restore(typed, lexicon) == [word.term for word in likeliest]
