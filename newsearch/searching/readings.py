"""Readings: the forms that each word of a query may stand for.

A word typed with accents is that word; one typed without finds every accented form that the corpus
has, and the form that restoration finds most likely counts most (*nam* beside *Việt*). Who typed
accents elsewhere probably meant a word without them as it stands: *Trịnh Xuân Thanh* is not
*Thành*. *BOT* in capitals is no *bột*.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsearch.analysis.folding import is_unaccented
from newsearch.analysis.syllables import is_syllable
from newsearch.analysis.tokens import Token
from newsearch.lexicon.accents import likeliest_row, spellings
from newsearch.lexicon.lexicon import Lexicon, LexiconWord
from newsearch.query import Variant

OTHER_READING_WEIGHT = 0.05
"""What an accented form counts that an unaccented word may stand for but probably does not."""

# How much likelier a word without accents is meant as it stands beside words with accents: a
# logarithm.
_AS_TYPED = 2.0


class Readings:
    """Reads the words of one query. ``verbatim``: each stands for nothing but itself."""

    def __init__(self, lexicon: Lexicon, verbatim: bool = False) -> None:
        self._lexicon = lexicon
        self._verbatim = verbatim
        self._spellings: dict[str, tuple[LexiconWord, ...]] = {}
        self._read: list[tuple[int, str]] = []
        self.restored = False
        """Whether accents were restored to any."""
        self.unknown = False
        """Whether a word stands in no article, however it is read."""

    def read(
        self, tokens: Sequence[Token], position: int, quoted: bool = False
    ) -> list[tuple[Variant, ...]]:
        """For each token the forms that it may stand for, the likely one first.

        ``position`` says where in the query the tokens stand.
        """
        terms = [token.term for token in tokens]
        if self._verbatim:
            return [(Variant(term),) for term in terms]
        shouted = sum(token.text.isupper() for token in tokens) == len(tokens) > 1
        choices = [self._forms(token, shouted) for token in tokens]
        accented = any(not is_unaccented(term) for term in terms if any(map(str.isalpha, term)))
        favoured = dict.fromkeys(terms, _AS_TYPED) if accented else {}
        likely_row = likeliest_row(choices, self._lexicon, favoured)
        readings: list[tuple[Variant, ...]] = []
        for words, likely in zip(choices, likely_row, strict=True):
            self.unknown = self.unknown or not likely.count
            others = [word.term for word in words if word.term != likely.term]
            readings.append(
                (Variant(likely.term), *[Variant(other, OTHER_READING_WEIGHT) for other in others])
            )
        read = [variants[0].term for variants in readings]
        text = " ".join(read)
        self.restored = self.restored or read != terms
        self._read.append((position, f'"{text}"' if quoted else text))
        return readings

    def text(self) -> str:
        """All words as they were read, in the order of the query."""
        return " ".join(text for _, text in sorted(self._read))

    def _forms(self, token: Token, shouted: bool) -> tuple[LexiconWord, ...]:
        """The words that a token may stand for.

        In capitals, and not among others in capitals, it is an abbreviation, if the corpus has it.
        """
        words = self._spelled(token.term)
        if shouted or len(words) < 2 or not (token.text.isupper() and len(token.text) > 1):
            return words
        short = [word for word in words if word.term == token.term or not is_syllable(word.term)]
        return tuple(short) or words

    def _spelled(self, term: str) -> tuple[LexiconWord, ...]:
        """The words that a term may stand for; each is looked up once in a query."""
        known = self._spellings.get(term)
        if known is None:
            known = self._spellings[term] = spellings(term, self._lexicon)
        return known
