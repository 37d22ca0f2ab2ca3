"""Articles to terms, many at once, in arrays: the recipe by which fields become terms.

Recipe of a text field: tokens in their canonical spelling, each with its position; beside them,
counted, pairs of neighbouring terms, which do not reach over the end of a clause, and the words of
several syllables that the segmenter finds. What each is worth is measured in
``docs/relevance.md``.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from newsearch.analysis.batch_segmenter import BatchSegmenter
from newsearch.analysis.chunk_numbers import Rows
from newsearch.analysis.compound_table import CompoundTable
from newsearch.analysis.segmenter import Segmenter
from newsearch.analysis.spelling import without_capitals
from newsearch.analysis.syllable_table import Flags
from newsearch.analysis.term_batch import Numbers, PairPlaces, TermBatch, TermMentions, TermPlaces
from newsearch.analysis.term_table import TermTable
from newsearch.analysis.vocabulary import Vocabulary
from newsearch.article import Article
from newsearch.query import POSITIONAL_FIELDS

# Positions left free between captions, so that no phrase reaches from one into the next.
_CAPTION_GAP = 10
_MOST_TERMS = 400_000
_TITLE, _SUMMARY, _BODY, _CAPTIONS, _AUTHOR = range(len(POSITIONAL_FIELDS))


class BatchAnalyzer:
    """Analyses articles with one segmenter. Not to be shared between threads.

    What it learns of words is kept for the next batch, in tables that grow: when `reset_due`
    tells, `reset` drops them, and the batches after that have a new vocabulary.
    """

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = BatchSegmenter(segmenter)
        self.reset()

    def reset(self) -> None:
        """Forget all words met so far, and begin a new vocabulary."""
        self._segmenter.reset()
        self._vocabulary = Vocabulary()
        self._terms = TermTable(self._vocabulary)
        self._compounds = CompoundTable(self._segmenter.syllables, self._vocabulary)

    @property
    def reset_due(self) -> bool:
        """Whether the tables have become large: from then on `reset` is worth its price."""
        return self._segmenter.chunks.full or len(self._vocabulary) > _MOST_TERMS

    def analyze(self, articles: Sequence[Article]) -> TermBatch:
        """The terms of the articles, in all fields. It is fastest with some hundred at once."""
        texts = _Texts(articles)
        chunks = self._segmenter.chunks.row(texts.texts)
        small = texts.in_small_letters()
        small_chunks = self._segmenter.chunks.row(small) if small else chunks
        self._segmenter.syllables.read(self._segmenter.chunks)
        self._terms.read(self._segmenter.chunks)
        self._compounds.read()
        chunk_ends = np.flatnonzero(chunks == 0) + 1
        ends, terms, breaks = self._terms.of(chunks)
        # Where each text begins among the terms, and at last where all end.
        bounds = np.concatenate(([0], ends[chunk_ends - 1]))
        counts = np.diff(bounds)
        places = TermPlaces(
            texts.documents.repeat(counts), _numbers(terms), texts.positions(counts)
        )
        pairs = _pairs(places, breaks, texts.cuts(bounds))
        segmented = small_chunks
        if small is None:
            segmented = chunks[: texts.cuts(np.concatenate(([0], chunk_ends)))[1]]
        words = self._words(segmented, texts)
        lengths = texts.sums(counts)
        mentions: dict[str, PairPlaces | TermMentions] = {**pairs, **words}
        for name, counted in mentions.items():
            lengths[name] = _numbers(np.bincount(counted.documents, minlength=len(articles)))
        at, wholes = self._terms.wholes(chunks, ends)
        if at:
            places = _with_wholes(places, at, wholes)
            counts = np.diff(bounds + np.searchsorted(at, bounds))
        return TermBatch(
            articles=tuple(articles),
            vocabulary=self._vocabulary,
            places=texts.by_field(places, counts),
            pairs=pairs,
            words=words,
            lengths=lengths,
        )

    def _words(self, chunks: Rows, texts: _Texts) -> dict[str, TermMentions]:
        """The words of several syllables in titles and texts."""
        syllables = self._segmenter.syllables.of(chunks)
        continues = self._segmenter.labels(syllables)
        begins, terms = self._compounds.of(syllables, continues)
        # How many words there are up to the end of each text.
        ends = np.searchsorted(begins, np.flatnonzero(syllables == 0))
        bounds = np.concatenate(([0], ends))
        documents = texts.documents[: len(ends)].repeat(np.diff(bounds))
        numbers, cut = _numbers(terms), bounds.item(texts.articles)
        return {
            "title_words": TermMentions(documents[:cut], numbers[:cut]),
            "text_words": TermMentions(documents[cut:], numbers[cut:]),
        }


class _Texts:
    """The texts of articles in one row: all titles, then the other texts that are segmented,
    article by article, then all authors.
    """

    def __init__(self, articles: Sequence[Article]) -> None:
        texts = [article.title for article in articles]
        documents = list(range(len(articles)))
        fields = [_TITLE] * len(articles)
        for document, article in enumerate(articles):
            captions = article.captions
            texts += (article.summary, article.body, *captions)
            documents += (document,) * (2 + len(captions))
            fields += (_SUMMARY, _BODY) + (_CAPTIONS,) * len(captions)
        texts += [article.author for article in articles]
        self.articles = len(articles)
        self.texts = texts
        self.documents = np.array([*documents, *range(len(articles))], np.int32)
        self.fields = np.array(fields + [_AUTHOR] * len(articles), np.int8)

    def in_small_letters(self) -> list[str] | None:
        """The texts that are segmented, where one is in capitals: that one in small letters."""
        if not any(map(str.isupper, self.texts)):
            return None
        return [without_capitals(text) for text in self.texts[: len(self.texts) - self.articles]]

    def cuts(self, bounds: Rows) -> tuple[int, int]:
        """Where titles end and where authors begin, in a row where the texts have these bounds."""
        return bounds.item(self.articles), bounds.item(-1 - self.articles)

    def positions(self, counts: Rows) -> Numbers:
        """The position of each term in its field, for texts of so many terms."""
        # A caption is counted on from the one before it, every other text from 0.
        follows = np.zeros(len(counts), np.bool_)
        follows[1:] = (self.fields[1:] == _CAPTIONS) & (self.fields[:-1] == _CAPTIONS)
        spans = counts + _CAPTION_GAP
        first = spans.cumsum() - spans
        first -= first[np.maximum.accumulate(np.where(follows, 0, np.arange(len(counts))))]
        first -= counts.cumsum() - counts
        return _numbers(np.arange(counts.sum()) + first.repeat(counts))

    def sums(self, counts: Rows) -> dict[str, Numbers]:
        """For each field the sum of its texts' counts, for each article."""
        sums = {}
        for field, name in enumerate(POSITIONAL_FIELDS):
            chosen = self.fields == field
            total = np.bincount(self.documents[chosen], counts[chosen], self.articles)
            sums[name] = _numbers(total)
        return sums

    def by_field(self, places: TermPlaces, counts: Rows) -> dict[str, TermPlaces]:
        """The places of all texts, of which each has so many, by field."""
        fields = self.fields.repeat(counts)
        divided = {}
        for field, name in enumerate(POSITIONAL_FIELDS):
            chosen = np.flatnonzero(fields == field)
            divided[name] = TermPlaces(
                places.documents[chosen], places.terms[chosen], places.positions[chosen]
            )
        return divided


def _pairs(places: TermPlaces, breaks: Flags, cuts: tuple[int, int]) -> dict[str, PairPlaces]:
    """The pairs of neighbouring terms in titles and texts."""
    seconds = np.flatnonzero(~breaks)
    titles, texts = np.searchsorted(seconds, cuts)
    return {
        name: PairPlaces(places.documents[chosen], places.terms[chosen - 1], places.terms[chosen])
        for name, chosen in (
            ("title_pairs", seconds[:titles]),
            ("text_pairs", seconds[titles:texts]),
        )
    }


def _with_wholes(places: TermPlaces, at: list[int], wholes: list[int]) -> TermPlaces:
    """The places with more terms, each put before the one at the given row, at its position."""
    return TermPlaces(
        np.insert(places.documents, at, places.documents[at]),
        np.insert(places.terms, at, wholes),
        np.insert(places.positions, at, places.positions[at]),
    )


def _numbers(values: NDArray[Any]) -> Numbers:
    return values.astype(np.int32, copy=False)
