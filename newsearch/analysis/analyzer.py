"""Articles to documents' terms: the recipe by which fields become terms with positions.

Recipe of a text field: tokens in their canonical spelling, each with its position; beside them,
counted, pairs of neighbouring terms, which do not reach over the end of a clause, and the words of
several syllables that the segmenter finds. What each is worth is measured in
``docs/relevance.md``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from newsearch.analysis.folding import fold
from newsearch.analysis.segmenter import Segmenter
from newsearch.analysis.spelling import canonical
from newsearch.analysis.tokens import Token, term_row, tokenize
from newsearch.article import Article
from newsearch.query import COUNTED_FIELDS
from newsearch.results import Analysis, TokenInfo

ANALYSIS_VERSION = 1
"""Changes whenever the same text would give other terms: older indexes must be rebuilt."""

# Positions left free between captions, so that no phrase reaches from one into the next.
_CAPTION_GAP = 10


@dataclass(frozen=True, slots=True)
class ArticleTerms:
    """The terms of an article, by field, as an engine's document wants them."""

    positions: dict[str, dict[str, list[int]]]
    counts: dict[str, dict[str, int]]
    lengths: dict[str, int]


def article_terms(article: Article, segmenter: Segmenter) -> ArticleTerms:
    """The terms of all fields of an article."""
    positions: dict[str, dict[str, list[int]]] = {}
    lengths: dict[str, int] = {}
    counts: dict[str, dict[str, int]] = {field: {} for field in COUNTED_FIELDS}
    for field in ("title", "summary", "body", "captions", "author"):
        texts = article.captions if field == "captions" else (getattr(article, field),)
        if field == "author":
            positions[field], lengths[field] = _field_terms(texts, {})
            continue
        kind = "title" if field == "title" else "text"
        positions[field], lengths[field] = _field_terms(texts, counts[f"{kind}_pairs"])
        words = counts[f"{kind}_words"]
        for text in texts:
            for word in compound_words(text, segmenter):
                words[word] = words.get(word, 0) + 1
    for name, counted in counts.items():
        lengths[name] = sum(counted.values())
    return ArticleTerms(positions, counts, lengths)


def _field_terms(texts: Iterable[str], pairs: dict[str, int]) -> tuple[dict[str, list[int]], int]:
    positions: dict[str, list[int]] = {}
    length = first = 0
    for text in texts:
        terms, breaks, wholes = term_row(text)
        for position, term in enumerate(terms, start=first):
            if term in positions:
                positions[term].append(position)
            else:
                positions[term] = [position]
        for term, place in wholes:
            positions.setdefault(term, []).append(first + place)
        neighbours = zip(terms, terms[1:], breaks[1:], strict=False)
        for pair in [f"{one} {other}" for one, other, broken in neighbours if not broken]:
            pairs[pair] = pairs.get(pair, 0) + 1
        length += len(terms)
        first += len(terms) + _CAPTION_GAP
    # A term may be a whole in one place and a word in another: HCM, TP.HCM, TPHCM.
    for places in positions.values():
        places.sort()
    return positions, length


def neighbour_pairs(tokens: Iterable[Token]) -> Iterator[str]:
    """The pairs of a text's tokens, as `article_terms` forms them."""
    previous = ""
    for token in tokens:
        if token.width > 1:
            continue
        if previous and not token.breaks:
            yield f"{previous} {token.term}"
        previous = token.term


def compound_words(text: str, segmenter: Segmenter) -> Iterator[str]:
    """The words of several syllables in a text, as terms: ``"bầu_cử"``."""
    for syllables in segmenter.compounds(text):
        yield "_".join([canonical(syllable) for syllable in syllables])


def explain_analysis(text: str, segmenter: Segmenter) -> Analysis:
    """How a text is analysed: for people. The text is brought into NFC first."""
    text = unicodedata.normalize("NFC", text)
    tokens = tuple(
        TokenInfo(
            token.text, token.term, token.kind.value, token.start, token.end, fold(token.term)
        )
        for token in whole_tokens(text)
    )
    words = tuple(
        "_".join(word.syllables) for word in segmenter.words(text) if word.syllables != ("\n",)
    )
    return Analysis(text, tokens, words)


def whole_tokens(text: str) -> Iterator[Token]:
    """The tokens of a text without the parts of those that are whole (``TP.HCM``)."""
    covered = 0
    for token in tokenize(text):
        if token.start >= covered or token.width > 1:
            yield token
        if token.width > 1:
            covered = token.end
