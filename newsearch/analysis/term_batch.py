"""The terms of many articles in arrays: what analysis gives and engines and lexicon take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsearch.analysis.vocabulary import Vocabulary
from newsearch.article import Article

Numbers = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class TermPlaces:
    """Where terms stand in one positional field: three arrays of the same length.

    Documents are counted within the batch, terms by the batch's vocabulary. Ordered by document,
    then position; of two terms at one position (TP.HCM and its TP) any may come first.
    """

    documents: Numbers
    terms: Numbers
    positions: Numbers


@dataclass(frozen=True, slots=True)
class PairPlaces:
    """Pairs of neighbouring terms in one field, ordered by document: one entry for each time."""

    documents: Numbers
    firsts: Numbers
    seconds: Numbers


@dataclass(frozen=True, slots=True)
class TermMentions:
    """Terms counted without positions, ordered by document: one entry for each time."""

    documents: Numbers
    terms: Numbers


@dataclass(frozen=True, slots=True)
class TermBatch:
    """Articles and their terms, by field.

    ``places`` holds the positional fields, ``pairs`` and ``words`` the counted ones; ``lengths``
    the number of tokens of each of them, one for each article. ``vocabulary`` may be shared with
    other batches and grow later.
    """

    articles: tuple[Article, ...]
    vocabulary: Vocabulary
    places: Mapping[str, TermPlaces]
    pairs: Mapping[str, PairPlaces]
    words: Mapping[str, TermMentions]
    lengths: Mapping[str, Numbers]
