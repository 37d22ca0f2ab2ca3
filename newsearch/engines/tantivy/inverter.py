"""Batches of terms to rows of text for tantivy: what the writer of this engine takes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from pathlib import Path
from typing import NamedTuple

from newsearch.analysis.term_batch import Numbers, TermBatch, TermMentions, TermPlaces
from newsearch.engines.article_store import ArticleCompressor
from newsearch.engines.documents import first_minute, keywords, last_minute
from newsearch.engines.tantivy.pair_texts import CODE_WIDTH, PairCoder
from newsearch.engines.tantivy.schema import PAIRS, TEXT, WORDS, wholes_field
from newsearch.query import POSITIONAL_FIELDS, TEXT_FIELDS

# Tantivy leaves one position free after each value of a field, so these keep even a phrase with
# some slop from reaching into a whole that stands apart.
_APART = ("",) * 10
# Terms repeated on each side of a whole: no longer phrase with a whole in it is found.
_SURROUNDINGS = 8


class Row(NamedTuple):
    """One article as tantivy takes it: keywords, dates, the stored form, texts by field."""

    identity: str
    keywords: list[tuple[str, str]]
    first_minute: int
    last_minute: int
    stored: bytes
    texts: list[tuple[str, str]]


class Rows(NamedTuple):
    """Articles that are ready for the writer."""

    rows: list[Row]


class TantivyInverter:
    """Prepares batches for the writer of one index.

    Each comes back at once, but for the first of a new index: their articles are kept until a
    dictionary to compress them with has been trained.
    """

    def __init__(self, directory: Path) -> None:
        self._compressor = ArticleCompressor(directory)
        self._coder = PairCoder()
        self._waiting: list[Row] = []

    def add(self, batch: TermBatch) -> Rows | None:
        """Take a batch; gives its rows and those that were kept, if they are ready."""
        self._compressor.add(batch.articles)
        for article, texts in zip(batch.articles, batch_texts(batch, self._coder), strict=True):
            self._waiting.append(
                Row(
                    article.id,
                    list(keywords(article)),
                    first_minute(article),
                    last_minute(article),
                    b"",
                    texts,
                )
            )
        return self._with_stored(self._compressor.take())

    def finish(self) -> Rows | None:
        """Give the rows that were kept."""
        return self._with_stored(self._compressor.flush())

    def _with_stored(self, frames: Sequence[bytes]) -> Rows | None:
        if not frames:
            return None
        rows = [
            row._replace(stored=frame) for row, frame in zip(self._waiting, frames, strict=True)
        ]
        self._waiting = []
        return Rows(rows)


def batch_texts(batch: TermBatch, coder: PairCoder) -> list[list[tuple[str, str]]]:
    """For each article the values of its text fields: field and text, empty ones left out."""
    count = len(batch.articles)
    texts: list[list[tuple[str, str]]] = [[] for _ in range(count)]
    together: list[list[str]] = [[] for _ in range(count)]
    vocabulary = batch.vocabulary.terms
    for field in POSITIONAL_FIELDS:
        own = field in TEXT_FIELDS
        for document, values, wholes in _positional_values(batch.places[field], vocabulary):
            texts[document] += [(field, value) for value in values]
            if wholes:
                texts[document] += [(wholes_field(field), value) for value in wholes]
            if own:
                together[document] += values
    for document, text in _mentions(batch.words["title_words"], vocabulary):
        texts[document] += [("title_words", text), (WORDS, text)]
    for document, text in _mentions(batch.words["text_words"], vocabulary):
        texts[document].append((WORDS, text))
    for field, names in (("title_pairs", ("title_pairs", PAIRS)), ("text_pairs", (PAIRS,))):
        pairs = batch.pairs[field]
        codes = coder.text(pairs, batch.vocabulary)
        for document, start, end in _spans(pairs.documents):
            text = codes[start * CODE_WIDTH : end * CODE_WIDTH]
            texts[document] += [(name, text) for name in names]
    for row, values in zip(texts, together, strict=True):
        if values:
            row.append((TEXT, values[0] if len(values) == 1 else " ".join(values)))
    return texts


def _mentions(mentions: TermMentions, vocabulary: Sequence[str]) -> Iterator[tuple[int, str]]:
    terms = _strings(mentions.terms, vocabulary)
    for document, start, end in _spans(mentions.documents):
        yield document, " ".join(terms[start:end])


def _positional_values(
    places: TermPlaces, vocabulary: Sequence[str]
) -> Iterator[tuple[int, list[str], list[str]]]:
    """For each document that has any: the values of the field, and those of its wholes."""
    terms = _strings(places.terms, vocabulary)
    positions, documents = places.positions, places.documents
    # Positions that do not follow from the one before: several texts, or wholes.
    uneven = (positions[1:] - positions[:-1] != 1) & (documents[1:] == documents[:-1])
    breaks: dict[int, list[int]] = {}
    for place in (uneven.nonzero()[0] + 1).tolist():
        breaks.setdefault(int(documents[place]), []).append(place)
    for document, start, end in _spans(documents):
        own, first = terms[start:end], int(positions[start])
        if first or document in breaks:
            steps = {
                place - start: int(positions[place] - positions[place - 1])
                for place in breaks.get(document, ())
            }
            yield document, *uneven_values(own, first, steps)
        else:
            yield document, [" ".join(own)], []


def _strings(terms: Numbers, vocabulary: Sequence[str]) -> Sequence[str]:
    """The terms of an array as text."""
    if len(terms) < 2:  # of one index itemgetter makes no tuple
        return [vocabulary[number] for number in terms.tolist()]
    strings: Sequence[str] = itemgetter(*terms.tolist())(vocabulary)
    return strings


def _spans(documents: Numbers) -> Iterator[tuple[int, int, int]]:
    """The documents, with where their entries begin and end."""
    if not len(documents):
        return
    changes = (documents[1:] != documents[:-1]).nonzero()[0] + 1
    starts = [0, *changes.tolist()]
    for start, end in zip(starts, [*starts[1:], len(documents)], strict=True):
        yield int(documents[start]), start, end


def uneven_values(
    terms: Sequence[str], first: int, steps: Mapping[int, int]
) -> tuple[list[str], list[str]]:
    """Values of a field that give the terms their positions in tantivy, and those of the wholes.

    ``first`` is the first term's position; ``steps`` tells of each place in ``terms`` whose
    position is not one more than that of the place before how much more it is. Of two terms at
    one position the longer is the whole. It stands far behind the others in the field itself,
    and among its neighbours in the second list.

    >>> uneven_values(["ở", "tphcm", "tp", "hcm", "mưa"], 0, {2: 0, 4: 3})[0][:3]
    ['ở tp hcm', '', 'mưa']
    """
    values = [""] * first
    run: list[str] = []
    wholes: list[tuple[list[str], int, str]] = []
    start = 0
    for place, step in steps.items():
        run += terms[start:place]
        start = place
        if step:
            values.append(" ".join(run))
            values += [""] * (step - 2)
            run = []
        else:
            part, whole = sorted((run.pop(), terms[place]), key=len)
            wholes.append((run, len(run), whole))
            run.append(part)
            start += 1
    run += terms[start:]
    values.append(" ".join(run))
    around: list[str] = []
    for run, place, whole in wholes:
        before = run[max(0, place - _SURROUNDINGS) : place]
        after = run[place + 1 : place + 1 + _SURROUNDINGS]
        values += [*_APART, whole]
        around += [*_APART, " ".join([*before, whole, *after])]
    return values, around
