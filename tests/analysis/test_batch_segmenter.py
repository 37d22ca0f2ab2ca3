"""Many texts at once give the words that `Segmenter` finds in each."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyvi import ViTokenizer

from newsearch.analysis.batch_segmenter import BatchSegmenter
from newsearch.analysis.pyvi_model import compile_segmenter
from newsearch.analysis.segmenter import Segmenter
from newsearch.article import clean_text
from newsearch.readers import ReadArticle, list_files, read_file
from tests.analysis.test_segmenter import SENTENCES

PIECES = [*" ".join(SENTENCES).split(), "\n", "_", "->", "ǅ", "xã", "hội", "chủ", "nghĩa"]


@pytest.fixture(scope="module")
def segmenter() -> BatchSegmenter:
    return BatchSegmenter(compile_segmenter())


def test_words_are_those_of_pyvi(segmenter: BatchSegmenter) -> None:
    expected = [ViTokenizer.tokenize(text) for text in SENTENCES]
    assert segmenter.tokenize_many(SENTENCES) == expected
    assert [segmenter.tokenize_many([text]) for text in SENTENCES] == [[one] for one in expected]
    assert segmenter.tokenize_many([]) == []


def test_words_are_those_of_pyvi_on_the_sample_corpus(
    segmenter: BatchSegmenter, corpus: Path
) -> None:
    texts = [
        "\n".join((article.title, article.summary, article.body, *article.captions))
        for file in list_files([corpus])[0]
        for found in read_file(file)
        if isinstance(found, ReadArticle)
        for article in [found.article]
    ]
    assert len(texts) >= 40
    assert segmenter.tokenize_many(texts) == [ViTokenizer.tokenize(text) for text in texts]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.lists(st.sampled_from(PIECES)).map(" ".join) | st.text(max_size=40), max_size=6))
def test_words_are_those_of_one_text_at_a_time(segmenter: BatchSegmenter, texts: list[str]) -> None:
    texts = [clean_text(text) for text in texts]
    assert segmenter.tokenize_many(texts) == [compile_segmenter().tokenize(text) for text in texts]


# Eighths have exact sums, in whatever order: two ways of the same worth are the same to both.
WEIGHTS = st.integers(-24, 24).map(lambda eighths: eighths / 8)


@settings(max_examples=300, deadline=None)
@given(
    st.tuples(WEIGHTS, WEIGHTS, WEIGHTS, WEIGHTS),
    st.fixed_dictionaries({f"word.lower():{letter}": WEIGHTS for letter in "abcd"}),
    st.lists(st.lists(st.sampled_from("abcd"), max_size=12).map(" ".join), max_size=3),
)
def test_the_best_labels_are_found_with_any_weights(
    transitions: tuple[float, float, float, float], weights: dict[str, float], texts: list[str]
) -> None:
    weights |= {"-1:word.bi_gram()": 1.5, "+1:word.bi_gram()": -0.25, "-2:word.tri_gram()": 0.75}
    bigrams, trigrams = frozenset({"a b", "b c"}), frozenset({"a b c", "d a b"})
    segmenter = Segmenter("thử", transitions, weights, bigrams, trigrams)
    expected = [segmenter.tokenize(text) for text in texts]
    assert BatchSegmenter(segmenter).tokenize_many(texts) == expected


def test_a_model_without_lists_of_words() -> None:
    segmenter = Segmenter("thử", (0.0, 1.0, 0.0, 1.0), {}, frozenset(), frozenset())
    assert BatchSegmenter(segmenter).tokenize_many(["mưa lũ"]) == [segmenter.tokenize("mưa lũ")]
