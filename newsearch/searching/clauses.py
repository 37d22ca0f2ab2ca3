"""Words that were read to clauses of terms, with weights: the base of what compiles words."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from newsearch.analysis.analyzer import compound_words, neighbour_pairs
from newsearch.analysis.tokens import Token
from newsearch.query import PAIR_FIELDS, TEXT_FIELDS, WORD_FIELDS, Clause, FieldGroup, Variant
from newsearch.searching.acronym_terms import ACRONYM_WEIGHT
from newsearch.searching.compiled import CompiledQuery, Origin
from newsearch.searching.corpus import Corpus
from newsearch.searching.patterns import pattern_of

# Weights measured on people's queries (docs/relevance.md): the whole article, and its title once
# more at half the weight; a heavier title hurts.
TITLE_WEIGHT = 0.5
PAIR_WEIGHT = 0.25
WORD_WEIGHT = 0.15

_WORD_GROUPS = (FieldGroup(TEXT_FIELDS), FieldGroup(("title",), TITLE_WEIGHT))
_PAIR_GROUPS = (FieldGroup(PAIR_FIELDS), FieldGroup(("title_pairs",), TITLE_WEIGHT))
_COMPOUND_GROUPS = (FieldGroup(WORD_FIELDS), FieldGroup(("title_words",), TITLE_WEIGHT))


class ClauseMaker:
    """Makes the clauses of one query, and notes in ``compiled`` where each comes from."""

    def __init__(self, corpus: Corpus, compiled: CompiledQuery) -> None:
        self._corpus = corpus
        self._compiled = compiled

    def _clauses(
        self,
        tokens: list[Token],
        readings: list[tuple[Variant, ...]],
        field: str,
        acronyms: dict[int, tuple[str, ...]] | None = None,
    ) -> list[Clause]:
        """A clause for each word; ``acronyms`` may stand for those at their places."""
        wholes = {
            token.position + place: token.term
            for token in tokens
            if token.width > 1
            for place in range(token.width)
        }
        parts = [token for token in tokens if token.width == 1]
        # A word that is typed twice counts twice, and is looked up once.
        times: dict[tuple[Variant, ...], list[str]] = {}
        for place, (token, variants) in enumerate(zip(parts, readings, strict=True)):
            whole = wholes.get(token.position)
            if whole and whole != token.term:
                variants = (*variants, Variant(whole))
            own = acronyms.get(place, ()) if acronyms else ()
            variants = (*variants, *[Variant(acronym, ACRONYM_WEIGHT) for acronym in own])
            times.setdefault(variants, []).append(token.text)
        clauses = []
        for variants, typed in times.items():
            clause = Clause(variants, word_groups(field), float(len(typed)))
            self._compiled.origins[clause] = Origin("word", typed[0])
            clauses.append(clause)
        return clauses

    def _boosts(
        self, text: str, tokens: list[Token], readings: list[tuple[Variant, ...]], field: str
    ) -> Iterator[Clause]:
        """What adds to the score: abbreviations as a whole, and words that stand together."""
        wholes = {token.term: token.text for token in tokens if token.width > 1}
        for whole, typed in wholes.items():
            yield self._known(Clause((Variant(whole),), word_groups(field)), "abbreviation", typed)
        if field not in ("", "title"):
            return
        parts = [token for token in tokens if token.width == 1]
        likely = [
            token._replace(term=variants[0].term)
            for token, variants in zip(parts, readings, strict=True)
        ]
        if likely != parts:  # with restored accents there is no text as it was typed
            text = " ".join(token.term for token in likely)
        compound_groups = (FieldGroup(("title_words",)),) if field else _COMPOUND_GROUPS
        typed_pairs = {
            f"{first.term} {second.term}": f"{before.text} {after.text}"
            for (first, second), (before, after) in zip(
                pairwise(likely), pairwise(parts), strict=True
            )
        }
        for pair in dict.fromkeys(neighbour_pairs(likely)):
            clause = Clause((Variant(pair),), pair_groups(field), PAIR_WEIGHT)
            yield self._known(clause, "pair", typed_pairs[pair])
        for word in dict.fromkeys(compound_words(text, self._corpus.segmenter)):
            typed = word.replace("_", " ")
            yield self._known(
                Clause((Variant(word),), compound_groups, WORD_WEIGHT), "compound word", typed
            )

    def _known(self, clause: Clause, kind: str, typed: str) -> Clause:
        self._compiled.origins[clause] = Origin(kind, typed)
        return clause

    def _mark(
        self,
        readings: list[tuple[Variant, ...]],
        fields: tuple[str, ...],
        share: float = 1.0,
    ) -> None:
        pattern = pattern_of(readings, self._corpus.lexicon, fields, share)
        self._compiled.patterns.append(pattern)


def word_groups(field: str) -> tuple[FieldGroup, ...]:
    """Where a word is looked for: in a field, or in the whole article and its title."""
    return (FieldGroup((field,)),) if field else _WORD_GROUPS


def pair_groups(field: str) -> tuple[FieldGroup, ...]:
    """Where a pair of neighbours is looked for."""
    return (FieldGroup(("title_pairs",)),) if field else _PAIR_GROUPS
