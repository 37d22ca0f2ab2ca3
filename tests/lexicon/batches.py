"""Batches for the tests of the lexicon, analysed text by text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from newsearch.analysis.analyzer import neighbour_pairs
from newsearch.analysis.term_batch import Numbers, PairPlaces, TermBatch, TermPlaces
from newsearch.analysis.tokens import tokenize
from newsearch.analysis.vocabulary import Vocabulary


def batch(*texts: str, vocabulary: Vocabulary | None = None) -> TermBatch:
    """Articles that consist of these bodies."""
    rows = [[token.term for token in tokenize(text)] for text in texts]
    pairs = [[pair.split(" ") for pair in neighbour_pairs(tokenize(text))] for text in texts]
    return batch_of(rows, pairs, vocabulary)


def batch_of(
    rows: Iterable[Sequence[str]],
    pairs: Iterable[Iterable[Sequence[str]]],
    vocabulary: Vocabulary | None = None,
) -> TermBatch:
    """Articles with these terms in a row, and these pairs of them."""
    known = Vocabulary() if vocabulary is None else vocabulary
    places = [
        (document, known.number(term), position)
        for document, row in enumerate(rows)
        for position, term in enumerate(row)
    ]
    paired = [
        (document, known.number(first), known.number(second))
        for document, row in enumerate(pairs)
        for first, second in row
    ]
    return TermBatch(
        articles=(),
        vocabulary=known,
        places={"title": TermPlaces(*_columns([])), "body": TermPlaces(*_columns(places))},
        pairs={
            "title_pairs": PairPlaces(*_columns(paired[::2])),
            "text_pairs": PairPlaces(*_columns(paired[1::2])),
        },
        words={},
        lengths={},
    )


def _columns(rows: list[tuple[int, int, int]]) -> tuple[Numbers, Numbers, Numbers]:
    table = np.array(rows, np.int32).reshape(-1, 3)
    return table[:, 0], table[:, 1], table[:, 2]
