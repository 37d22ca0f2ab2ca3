"""Counting what can be completed in analysed articles, before it comes into a file.

This runs where the articles are analysed, which may be another process than the one that writes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from newsearch.analysis.term_batch import TermBatch
from newsearch.analysis.vocabulary import Vocabulary
from newsearch.article import Article
from newsearch.completion.compounds import CompoundPairs, mentions
from newsearch.completion.hashing import Hashes, hashes_of
from newsearch.completion.kinds import (
    AUTHOR,
    COMPOUND,
    MARK,
    NAME,
    ROW,
    SINGLE,
    SOURCE,
    TITLE,
    TOPIC,
)
from newsearch.completion.names import NameFinder
from newsearch.completion.rows import RowFinder, holding_words
from newsearch.sources.authors import author_names

_LONGEST_TITLE = 300  # letters
_LONGEST_WORD = 30
_MOST_ARTICLES = 8192  # that wait to be counted
_TEXTS = ("title", "summary", "body", "captions")


@dataclass(frozen=True, slots=True, eq=False)
class CompletionCounts:
    """Texts, each behind the letter of its kind, and how many articles have each.

    ``hashes`` has the hash of each text, and each is there once.
    """

    entries: list[bytes]
    hashes: Hashes
    counts: NDArray[np.int64]

    @classmethod
    def of(cls, batch: TermBatch) -> CompletionCounts:
        """What the articles of one batch hold."""
        counter = CompletionCounter()
        counter.add(batch)
        return counter.finish() or cls.summed([], np.zeros(0, np.int64))

    @classmethod
    def summed(cls, entries: list[bytes], counts: NDArray[np.int64]) -> CompletionCounts:
        """Entries, of which none is empty, and their counts."""
        return cls(entries, hashes_of(entries), counts)


class CompletionCounter:
    """Counts the articles that have a text, and gives what it has counted now and then."""

    def __init__(self) -> None:
        self._begin(Vocabulary())

    def _begin(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._pairs = CompoundPairs(vocabulary)
        self._row_finder = RowFinder(vocabulary)
        self._name_finder = NameFinder(vocabulary)
        self._forget()

    def _forget(self) -> None:
        self._terms: list[NDArray[np.int64]] = []
        self._names: list[NDArray[np.int64]] = []
        self._rows: list[tuple[NDArray[np.uint64], NDArray[np.int32]]] = []
        self._values: Counter[str] = Counter()
        self._articles = 0

    def add(self, batch: TermBatch) -> CompletionCounts | None:
        """Count a batch; gives the counts before it when they have become many.

        It gives them too when the batch has another vocabulary than those before it.
        """
        ready = None
        is_other = batch.vocabulary is not self._vocabulary
        if is_other or self._articles >= _MOST_ARTICLES:
            ready = self.finish()
        if is_other:
            self._begin(batch.vocabulary)
        self._articles += len(batch.articles)
        joined = self._pairs.of(batch)
        self._terms.append(_terms(batch))
        self._rows.append(self._row_finder.of(batch, joined))
        self._names.append(self._name_finder.of(batch.articles, joined))
        for article in batch.articles:
            self._values.update(_values(article))
        return ready

    def finish(self) -> CompletionCounts | None:
        """Give the rest, if there is any. The counter can be used again afterwards."""
        if not self._terms:
            return None
        parts = (self._counted_terms(), self._counted_names(), self._counted_rows())
        entries = [*self._values, *(entry for texts, _ in parts for entry in texts)]
        values = np.fromiter(self._values.values(), np.int64, len(self._values))
        counts = np.concatenate([values, *(numbers for _, numbers in parts)])
        self._forget()
        return CompletionCounts.summed([entry.encode() for entry in entries], counts)

    def _counted_terms(self) -> tuple[list[str], NDArray[np.int64]]:
        counts = np.bincount(np.concatenate(self._terms), minlength=1)
        holding = holding_words()
        terms = self._vocabulary.terms
        entries: list[str] = []
        numbers: list[int] = []
        for number in np.flatnonzero(counts).tolist():
            term = terms[number]
            if "_" in term:
                words = term.split("_")
                if len(words) <= 5 and all(map(str.isalpha, words)):
                    entries.append(COMPOUND + " ".join(words))
                    numbers.append(number)
            elif term.isalpha() and 1 < len(term) <= _LONGEST_WORD and term not in holding:
                entries.append(SINGLE + term)
                numbers.append(number)
        return entries, counts[np.array(numbers, np.int64)]

    def _counted_names(self) -> tuple[list[str], NDArray[np.int64]]:
        names = self._name_finder.take()
        counts = np.bincount(np.concatenate(self._names), minlength=len(names))
        there = np.flatnonzero(counts)
        return [NAME + names[number] for number in there.tolist()], counts[there]

    def _counted_rows(self) -> tuple[list[str], NDArray[np.int64]]:
        hashes = np.concatenate([hashes for hashes, _ in self._rows])
        lines = np.concatenate([lines for _, lines in self._rows])
        _, places, counts = np.unique(hashes, return_index=True, return_counts=True)
        terms = [*self._vocabulary.terms, ""]
        columns = [[terms[number] for number in column] for column in lines[places].T.tolist()]
        entries = [ROW + " ".join(words).rstrip() for words in zip(*columns, strict=True)]
        return entries, counts.astype(np.int64)


def _terms(batch: TermBatch) -> NDArray[np.int64]:
    """The number of each term and compound word of an article, once."""
    documents, terms = mentions(batch)
    fields = [batch.places[name] for name in _TEXTS]
    documents = np.concatenate([documents, *(field.documents for field in fields)])
    terms = np.concatenate([terms, *(field.terms for field in fields)])
    size = len(batch.vocabulary)
    keys = documents * size + terms
    if len(batch.articles) * size < 1 << 31:
        keys = keys.astype(np.int32)  # which are sorted faster
    keys.sort()
    is_new = np.ones(len(keys), np.bool_)
    np.not_equal(keys[1:], keys[:-1], out=is_new[1:])
    return keys[is_new].astype(np.int64) % size


def _values(article: Article) -> Iterable[str]:
    """The title with its day, and the other values of an article, each once."""
    title = " ".join(article.title[:_LONGEST_TITLE].split())
    if title and len(article.title) <= _LONGEST_TITLE:
        day = article.published.moment.strftime("%Y%m%d") if article.published else ""
        yield f"{TITLE}{title}{MARK}{day}"
    authors = author_names(article.author)
    for letter, values in (
        (SOURCE, (article.source,)),
        (TOPIC, article.topics),
        (AUTHOR, authors),
    ):
        for value in dict.fromkeys(" ".join(value.split()) for value in values):
            if value:
                yield letter + value
