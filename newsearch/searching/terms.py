"""Words of a query to clauses of terms: the same analysis as the articles', with weights.

Each word becomes a clause. A word typed with accents is that word; one typed without finds every
accented form that the corpus has (`newsearch.searching.readings`). Pairs of neighbours and pyvi's
words of several syllables add to the score and decide nothing about matching.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from itertools import pairwise

from newsearch.analysis.analyzer import compound_words, neighbour_pairs
from newsearch.analysis.tokens import Token, tokenize
from newsearch.query import (
    PAIR_FIELDS,
    TEXT_FIELDS,
    WORD_FIELDS,
    And,
    Bag,
    Clause,
    Everything,
    FieldGroup,
    Node,
    Not,
    Or,
    Phrase,
    Variant,
)
from newsearch.searching.acronym_terms import (
    ACRONYM_WEIGHT,
    LongForm,
    acronyms_in,
    long_forms_in,
)
from newsearch.searching.compiled import CompiledQuery, Origin
from newsearch.searching.corpus import Corpus
from newsearch.searching.patterns import pattern_of
from newsearch.searching.readings import Readings
from newsearch.searching.syntax import QuotedPhrase, Words

# Weights measured on people's queries (docs/relevance.md): the whole article, and its title once
# more at half the weight; a heavier title hurts.
TITLE_WEIGHT = 0.5
PAIR_WEIGHT = 0.25
WORD_WEIGHT = 0.15
# All of a few words must be in an article; of more words side by side this share.
FEW_WORDS = 3
REQUIRED_SHARE = 0.5

_WORD_GROUPS = (FieldGroup(TEXT_FIELDS), FieldGroup(("title",), TITLE_WEIGHT))
_PAIR_GROUPS = (FieldGroup(PAIR_FIELDS), FieldGroup(("title_pairs",), TITLE_WEIGHT))
_COMPOUND_GROUPS = (FieldGroup(WORD_FIELDS), FieldGroup(("title_words",), TITLE_WEIGHT))


class WordCompiler:
    """Turns the words and phrases of one query into nodes, and notes in ``compiled`` what it did.

    ``strict`` queries mean every word; in ``verbatim`` ones each word stands for itself alone, and
    without ``spell_out`` acronyms do.
    """

    def __init__(
        self,
        corpus: Corpus,
        compiled: CompiledQuery,
        strict: bool = False,
        verbatim: bool = False,
        spell_out: bool = True,
    ) -> None:
        self._corpus = corpus
        self._compiled = compiled
        self._strict = strict
        self._spell_out = spell_out and not verbatim
        self._readings = Readings(corpus.lexicon, verbatim)

    def reading(self) -> str:
        """All words of the query as they were read."""
        return self._readings.text()

    @property
    def unknown(self) -> bool:
        """Whether a word stands in no article."""
        return self._readings.unknown

    @property
    def restored(self) -> bool:
        """Whether accents were restored."""
        return self._readings.restored

    def words(self, words: Words) -> Node:
        """The node for words side by side."""
        tokens = list(tokenize(words.text))
        parts = [token for token in tokens if token.width == 1]
        if not parts:
            return self._nothing_in(words.text)
        readings = self._readings.read(parts, words.position)
        fields = (words.field,) if words.field else ()
        for variants in readings:
            self._mark([variants], fields)
        acronyms: dict[int, tuple[str, ...]] = {}
        long_forms: list[LongForm] = []
        if self._spell_out and words.field in ("", "title"):
            likely = [variants[0].term for variants in readings]
            acronyms = acronyms_in(likely, self._corpus.acronyms)
            long_forms = long_forms_in(likely, self._corpus.acronyms)
        clauses = self._clauses(tokens, readings, words.field, acronyms)
        boosts = [*self._boosts(words.text, tokens, readings, words.field)]
        required = len(clauses)
        if required > FEW_WORDS and not self._strict:
            required = max(FEW_WORDS, math.ceil(REQUIRED_SHARE * required))
        self._explain_words(parts, acronyms, long_forms, len(clauses), required, fields)
        if 1 < len(parts) <= FEW_WORDS and not self._stand_together(readings):
            self._compiled.notices.append(f"no article has words of {words.text!r} side by side")
        pairs = {form: self._long_form_clauses(form, parts, words.field) for form in long_forms}
        long_pairs = {clause.variants: clause for own in pairs.values() for clause in own}
        boosts += long_pairs.values()
        bag = Bag(tuple(clauses), required, tuple(boosts))
        if required < len(clauses) or not long_forms:  # the acronym itself need not be there
            return bag
        instead = [
            self._without_acronym(form, pairs[form], tokens, readings, words.field)
            for form in long_forms
        ]
        # What both find is scored once.
        return Or((bag, And((Or(tuple(instead)), Not(bag)))))

    def _stand_together(self, readings: list[tuple[Variant, ...]]) -> bool:
        """Whether any two of the words stand together somewhere; so they do if one is unknown."""
        lexicon = self._corpus.lexicon
        words = [lexicon.word(variants[0].term) for variants in readings]
        return None in words or any(
            lexicon.pair_counts([first], [second])
            for first, second in pairwise(word for word in words if word)
        )

    def phrase(self, phrase: QuotedPhrase) -> Node:
        """The node for words in quotes."""
        tokens = list(tokenize(phrase.text))
        parts = [token for token in tokens if token.width == 1]
        if not parts:
            return self._nothing_in(phrase.text)
        readings = self._readings.read(parts, phrase.position, quoted=True)
        clauses = self._clauses(tokens, readings, phrase.field)
        boosts = tuple(self._boosts(phrase.text, tokens, readings, phrase.field))
        bag = Bag(tuple(clauses), len(clauses), boosts)
        fields = (phrase.field,) if phrase.field else ()
        self._mark(readings, fields)
        if len(readings) == 1:
            return bag
        slots = tuple(tuple(variant.term for variant in variants) for variants in readings)
        return And((bag, Phrase(slots, fields) if fields else Phrase(slots)))

    def _nothing_in(self, text: str) -> Node:
        self._compiled.notices.append(f"there is no word to search for in {text!r}")
        return Everything()

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
            clause = Clause(variants, _word_groups(field), float(len(typed)))
            self._compiled.origins[clause] = Origin("word", typed[0])
            clauses.append(clause)
        return clauses

    def _boosts(
        self, text: str, tokens: list[Token], readings: list[tuple[Variant, ...]], field: str
    ) -> Iterator[Clause]:
        """What adds to the score: abbreviations as a whole, and words that stand together."""
        wholes = {token.term: token.text for token in tokens if token.width > 1}
        for whole, typed in wholes.items():
            yield self._known(Clause((Variant(whole),), _word_groups(field)), "abbreviation", typed)
        if field not in ("", "title"):
            return
        parts = [token for token in tokens if token.width == 1]
        likely = [
            token._replace(term=variants[0].term)
            for token, variants in zip(parts, readings, strict=True)
        ]
        if likely != parts:  # with restored accents there is no text as it was typed
            text = " ".join(token.term for token in likely)
        word_groups = (FieldGroup(("title_words",)),) if field else _COMPOUND_GROUPS
        typed_pairs = {
            f"{first.term} {second.term}": f"{before.text} {after.text}"
            for (first, second), (before, after) in zip(
                pairwise(likely), pairwise(parts), strict=True
            )
        }
        for pair in dict.fromkeys(neighbour_pairs(likely)):
            clause = Clause((Variant(pair),), _pair_groups(field), PAIR_WEIGHT)
            yield self._known(clause, "pair", typed_pairs[pair])
        for word in dict.fromkeys(compound_words(text, self._corpus.segmenter)):
            typed = word.replace("_", " ")
            yield self._known(
                Clause((Variant(word),), word_groups, WORD_WEIGHT), "compound word", typed
            )

    def _long_form_clauses(self, form: LongForm, parts: list[Token], field: str) -> list[Clause]:
        """What of a long form stands in each article that has it: its pairs of neighbours."""
        typed = " ".join(token.text for token in parts[form.start : form.end])
        groups = _word_groups(field) if form.is_short else _pair_groups(field)
        terms = form.terms if form.is_short else form.pairs
        weight = ACRONYM_WEIGHT / len(terms)  # of all of them together
        return [
            self._known(Clause((Variant(term),), groups, weight), "long form", typed)
            for term in terms
        ]

    def _without_acronym(
        self,
        form: LongForm,
        pairs: Sequence[Clause],
        tokens: list[Token],
        readings: list[tuple[Variant, ...]],
        field: str,
    ) -> Node:
        """The query with a long form in the place of its acronym."""
        parts = [token for token in tokens if token.width == 1]
        named = Bag(tuple(pairs), len(pairs))
        replaced = range(form.start, form.end)
        rest = [place for place in range(len(parts)) if place not in replaced]
        if not rest:
            return named
        clauses = self._clauses(
            [parts[place] for place in rest], [readings[place] for place in rest], field
        )
        return And((named, Bag(tuple(clauses), len(clauses))))

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

    def _explain_words(
        self,
        parts: list[Token],
        acronyms: dict[int, tuple[str, ...]],
        long_forms: list[LongForm],
        clauses: int,
        required: int,
        fields: tuple[str, ...],
    ) -> None:
        """Mark what acronyms and long forms find, and note which rules fired."""
        rules = self._compiled.rules
        if required < clauses:
            rules.append(f"at least {required} of the {clauses} words must be there")
        spelled_out: dict[str, list[str]] = {}
        for place, own in acronyms.items():
            for acronym in own:
                spelled_out.setdefault(acronym, []).append(parts[place].text)
        for acronym, words in spelled_out.items():
            self._mark([(Variant(acronym),)], fields, ACRONYM_WEIGHT)
            rules.append(f"{' '.join(words)}: also {acronym}, at {ACRONYM_WEIGHT}")
        for form in long_forms:
            self._mark([(Variant(term),) for term in form.terms], fields, ACRONYM_WEIGHT)
            acronym = " ".join(token.text for token in parts[form.start : form.end])
            rules.append(f"{acronym}: also {' '.join(form.terms)}, at {ACRONYM_WEIGHT}")


def _word_groups(field: str) -> tuple[FieldGroup, ...]:
    return (FieldGroup((field,)),) if field else _WORD_GROUPS


def _pair_groups(field: str) -> tuple[FieldGroup, ...]:
    return (FieldGroup(("title_pairs",)),) if field else _PAIR_GROUPS
