"""One text at a time, as queries and people want it analysed.

Articles are analysed many at once (`newsearch.analysis.batch_analyzer`), with the same terms.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator

from newsearch.analysis.folding import fold
from newsearch.analysis.segmenter import Segmenter
from newsearch.analysis.spelling import canonical, without_capitals
from newsearch.analysis.tokens import Token, tokenize
from newsearch.results import Analysis, TokenInfo

ANALYSIS_VERSION = 4
"""Changes whenever the same text would give other terms: older indexes must be rebuilt."""


def neighbour_pairs(tokens: Iterable[Token]) -> Iterator[str]:
    """The pairs of a text's tokens, as they are counted of articles."""
    previous = ""
    for token in tokens:
        if token.width > 1:
            continue
        if previous and not token.breaks:
            yield f"{previous} {token.term}"
        previous = token.term


def compound_words(text: str, segmenter: Segmenter) -> Iterator[str]:
    """The words of several syllables in a text, as terms: ``"bầu_cử"``."""
    for syllables in segmenter.compounds(without_capitals(text)):
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
