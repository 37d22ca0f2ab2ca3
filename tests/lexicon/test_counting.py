"""Counting words and pairs in arrays: the same as counting them one by one."""

from __future__ import annotations

import pickle
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.analysis.vocabulary import Vocabulary
from newsearch.lexicon import counting
from newsearch.lexicon.counting import LexiconCounter, LexiconCounts
from newsearch.lexicon.pair_counts import first_words, second_words
from tests.lexicon.batches import batch, batch_of

ROWS = st.lists(st.lists(st.sampled_from(["mưa", "lũ", "lu", "đá", "da", "bão"])), max_size=4)


def words_of(counts: LexiconCounts) -> Counter[str]:
    return Counter(dict(zip(counts.terms, counts.counts.tolist(), strict=True)))


def pairs_of(counts: LexiconCounts) -> Counter[tuple[str, str]]:
    keys = counts.pairs.keys
    firsts = [counts.terms[number] for number in first_words(keys)]
    seconds = [counts.terms[number] for number in second_words(keys)]
    pairs = list(zip(firsts, seconds, strict=True))
    assert len(set(pairs)) == len(pairs)
    return Counter(dict(zip(pairs, counts.pairs.counts.tolist(), strict=True)))


@given(st.lists(st.tuples(ROWS, st.booleans()), max_size=6), st.integers(1, 40))
def test_counts_are_those_of_the_texts(
    batches: list[tuple[list[list[str]], bool]], waiting: int
) -> None:
    words: Counter[str] = Counter()
    pairs: Counter[tuple[str, str]] = Counter()
    counter = LexiconCounter()
    given_out = []
    vocabulary = Vocabulary(["chưa", "gặp"])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(counting, "_WAITING", waiting)
        for rows, is_new in batches:
            vocabulary = Vocabulary() if is_new else vocabulary
            neighbours = [list(pairwise(row)) for row in rows]
            given_out.append(counter.add(batch_of(rows, neighbours, vocabulary)))
            words.update(term for row in rows for term in row)
            pairs.update(pair for row in neighbours for pair in row)
    given_out.append(counter.finish())
    counted = [pickle.loads(pickle.dumps(counts)) for counts in given_out if counts]
    assert sum(map(words_of, counted), Counter()) == words
    assert sum(map(pairs_of, counted), Counter()) == pairs
    assert counter.finish() is None


def test_a_batch_alone_is_counted_at_once() -> None:
    counts = LexiconCounts.of(batch("Mưa lũ, mưa lũ. TP.HCM ngập.", "Mưa lũ"))
    assert words_of(counts) == {
        "mưa": 3,
        "lũ": 3,
        "tphcm": 1,
        "tp": 1,
        "hcm": 1,
        "ngập": 1,
    }
    assert pairs_of(counts) == {("mưa", "lũ"): 3, ("tp", "hcm"): 1, ("hcm", "ngập"): 1}


def test_only_words_of_the_texts_are_given_out() -> None:
    vocabulary = Vocabulary(f"từ{number}" for number in range(1000))
    assert LexiconCounts.of(batch("Bão lũ", vocabulary=vocabulary)).terms == ["bão", "lũ"]


def test_nothing_gives_nothing() -> None:
    counter = LexiconCounter()
    assert counter.add(batch()) is None
    assert counter.add(batch("", "…")) is None
    assert counter.finish() is None
    assert LexiconCounts.of(batch()).terms == []
