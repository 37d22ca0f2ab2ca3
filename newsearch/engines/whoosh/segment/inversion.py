"""Analysed articles to segments: a segment is inverted at once, by sorting arrays."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from whoosh.fields import DATETIME

from newsearch.analysis.term_batch import TermBatch
from newsearch.analysis.vocabulary import Vocabulary
from newsearch.article import Article
from newsearch.engines.article_store import ArticleCompressor
from newsearch.engines.documents import first_minute, keywords, last_minute
from newsearch.engines.whoosh.segment.coding import Array, Postings
from newsearch.engines.whoosh.segment.file import NO_VALUE
from newsearch.engines.whoosh.segment.text_field import (
    MEASURED_FIELDS,
    STORED_POSITIONAL_FIELDS,
    TEXT,
    starts_in_text,
)
from newsearch.engines.whoosh.segment.writer import SegmentFileWriter, new_segment_name
from newsearch.query import (
    KEYWORD_FIELDS,
    LIST_FIELDS,
    PAIR_FIELDS,
    TEXT_FIELDS,
    WORD_FIELDS,
)

# What the arrays of a batch hold beside their document: terms, positions or second terms.
_Rows = tuple[Array, ...]
_DATES: Any = DATETIME()


class SegmentInverter:
    """Gathers batches in memory, and writes a segment of them when it is asked to finish.

    Gives the names of the segments that are written.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._compressor = ArticleCompressor(directory)
        self._begin()

    def _begin(self) -> None:
        self._vocabulary = Vocabulary()
        self._count = 0
        self._rows: dict[str, list[_Rows]] = {}
        self._lengths: dict[str, list[Array]] = {}
        self._minutes: tuple[list[int], list[int]] = ([], [])
        # Of the keyword fields and the date: terms in bytes, for each its document.
        self._keywords: dict[str, tuple[list[int], list[bytes]]] = {
            name: ([], []) for name in (*KEYWORD_FIELDS, *LIST_FIELDS, "published")
        }

    def add(self, batch: TermBatch) -> list[str] | None:
        """Take a batch; gives the names of finished segments, if there are any."""
        finished = []
        if self._count and batch.vocabulary is not self._vocabulary:
            finished += self.finish() or []
        self._vocabulary = batch.vocabulary
        first = self._count
        starts = starts_in_text(batch.lengths)
        for name, places in batch.places.items():
            if name in STORED_POSITIONAL_FIELDS:
                self._gather(name, first, places.documents, places.terms, places.positions)
            if name in starts:
                positions = places.positions + starts[name][places.documents]
                self._gather(TEXT, first, places.documents, places.terms, positions)
        for name, pairs in batch.pairs.items():
            self._gather(name, first, pairs.documents, pairs.firsts, pairs.seconds)
        for name, words in batch.words.items():
            self._gather(name, first, words.documents, words.terms)
        together = sum((batch.lengths[name] for name in TEXT_FIELDS), np.zeros(1, np.int64))
        for name, lengths in {**batch.lengths, TEXT: together}.items():
            self._lengths.setdefault(name, []).append(lengths)
        for document, article in enumerate(batch.articles, start=first):
            self._gather_keywords(document, article)
        self._compressor.add(batch.articles)
        self._count += len(batch.articles)
        return finished or None

    def _gather(self, name: str, first: int, documents: Array, *values: Array) -> None:
        self._rows.setdefault(name, []).append((documents + np.int32(first), *values))

    def _gather_keywords(self, document: int, article: Article) -> None:
        for name, value in keywords(article):
            documents, terms = self._keywords[name]
            documents.append(document)
            terms.append(value.encode("utf-8"))
        if article.published:
            documents, terms = self._keywords["published"]
            dates = _date_terms(article.published.moment)
            documents += [document] * len(dates)
            terms += dates
        self._minutes[0].append(first_minute(article))
        self._minutes[1].append(last_minute(article))

    def finish(self) -> list[str] | None:
        """Write a segment of what has come since the last one; gives its name in a list."""
        if not self._count:
            return None
        out = SegmentFileWriter(self._directory, new_segment_name())
        try:
            self._write(out)
        except BaseException:
            out.cancel()
            raise
        self._begin()
        return [out.name]

    def _write(self, out: SegmentFileWriter) -> None:
        ranks, keyword_ranks = self._rank_terms(out)
        for name in STORED_POSITIONAL_FIELDS:
            documents, terms, positions = self._joined(name, 3)
            out.field(name, [_invert_places(ranks[terms], documents, positions)], True, False)
        for name in PAIR_FIELDS:
            documents, firsts, seconds = self._joined(name, 3)
            inverted = _invert_pairs(ranks[firsts], ranks[seconds], documents)
            out.field(name, [inverted], positional=False, pairs=True)
        for name in WORD_FIELDS:
            documents, terms = self._joined(name, 2)
            out.field(name, [_invert_mentions(ranks[terms], documents)], False, False)
        for name in MEASURED_FIELDS:
            out.numbers(f"{name}/lengths", np.concatenate(self._lengths[name]))
        for name, (numbers, terms_of) in self._keywords.items():
            documents = np.array(numbers, np.int64)
            own = np.fromiter(map(keyword_ranks.__getitem__, terms_of), np.int64, len(terms_of))
            out.field(name, [_invert_mentions(own, documents)], False, False)
            if name in KEYWORD_FIELDS:
                values = np.full(self._count, NO_VALUE, np.int64)
                values[documents] = own
                out.numbers(f"{name}/values", values)
            elif name in LIST_FIELDS:
                out.numbers(f"{name}/values", own)
                out.numbers(f"{name}/counts", np.bincount(documents, minlength=self._count))
        out.minutes("first_minute", np.array(self._minutes[0], np.int64))
        out.minutes("last_minute", np.array(self._minutes[1], np.int64))
        frames = self._compressor.flush()
        out.frames([frames], np.fromiter(map(len, frames), np.int64, len(frames)))
        out.close()

    def _joined(self, name: str, width: int) -> tuple[Array, ...]:
        rows = self._rows.pop(name, [])
        if not rows:
            return tuple(np.empty(0, np.int32) for _ in range(width))
        return tuple(np.concatenate(column) for column in zip(*rows, strict=True))

    def _rank_terms(self, out: SegmentFileWriter) -> tuple[Array, dict[bytes, int]]:
        """Writes the vocabulary in order; gives the places of terms, by number and by bytes."""
        used = np.zeros(len(self._vocabulary), np.bool_)
        for name, rows in self._rows.items():
            for row in rows:
                used[row[1]] = True
                if name in PAIR_FIELDS:
                    used[row[2]] = True
        numbers = np.flatnonzero(used)
        terms = self._vocabulary.terms
        written = [terms[number].encode("utf-8") for number in numbers.tolist()]
        keywords = {term for _, of_field in self._keywords.values() for term in of_field}
        ordered = sorted(keywords.union(written))
        out.vocabulary(ordered)
        places = {term: place for place, term in enumerate(ordered)}
        ranks = np.zeros(len(used), np.int64)
        ranks[numbers] = np.fromiter(map(places.__getitem__, written), np.int64, len(written))
        return ranks, places


@lru_cache(10_000)
def _date_terms(moment: Any) -> list[bytes]:
    """What Whoosh indexes for a date: the number at several levels of exactness."""
    return [term for term, *_ in _DATES.index(moment)]


def _invert_places(terms: Array, documents: Array, positions: Array) -> tuple[Array, Postings]:
    terms, documents, positions = _sorted_rows(terms, documents, positions)
    keys, counts, starts = _groups(terms, documents)
    frequencies = np.diff(np.append(starts, len(documents)))
    return keys, Postings(counts, documents[starts], frequencies, positions)


def _invert_mentions(terms: Array, documents: Array) -> tuple[Array, Postings]:
    terms, documents = _sorted_rows(terms, documents)
    keys, counts, starts = _groups(terms, documents)
    frequencies = np.diff(np.append(starts, len(documents)))
    return keys, Postings(counts, documents[starts], frequencies, None)


def _invert_pairs(firsts: Array, seconds: Array, documents: Array) -> tuple[Array, Postings]:
    firsts, seconds, documents = _sorted_rows(firsts, seconds, documents)
    keys, counts, starts = _groups(firsts << 32 | seconds, documents)
    frequencies = np.diff(np.append(starts, len(documents)))
    return keys, Postings(counts, documents[starts], frequencies, None)


def _sorted_rows(*columns: Array) -> list[Array]:
    """Rows of numbers in order: by the first column, then the second, then the third.

    Each row is packed into one number: these are sorted ten times faster than rows are.
    """
    widths = [max(1, int(column.max(initial=0)).bit_length()) for column in columns]
    if sum(widths) > 63:
        order = np.lexsort(columns[::-1])
        return [column[order].astype(np.int64) for column in columns]
    packed = np.zeros(len(columns[0]), np.int64)
    for column, width in zip(columns, widths, strict=True):
        packed <<= width
        packed |= column
    packed.sort()
    unpacked = []
    for width in reversed(widths):
        unpacked.append(packed & ((1 << width) - 1))
        packed >>= width
    return unpacked[::-1]


def _groups(terms: Array, documents: Array) -> tuple[Array, Array, Array]:
    """Of sorted terms and their documents: distinct terms, in how many documents each is, and
    where each term's row in each document begins.
    """
    if not len(terms):
        nothing = np.empty(0, np.int64)
        return nothing, nothing, nothing
    new_term = np.append(True, terms[1:] != terms[:-1])
    starts = np.flatnonzero(new_term | np.append(True, documents[1:] != documents[:-1]))
    first_of_term = np.flatnonzero(new_term[starts])
    counts = np.diff(np.append(first_of_term, len(starts)))
    return terms[starts[first_of_term]], counts, starts
