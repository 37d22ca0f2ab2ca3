"""Words of a query to clauses of terms: the same analysis as the articles', with weights.

Each word becomes a clause. A word typed with accents is that word; one typed without finds every
accented form that the corpus has (`newsearch.searching.readings`). Pairs of neighbours and pyvi's
words of several syllables add to the score and decide nothing about matching.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from newsearch.analysis.analyzer import compound_words
from newsearch.analysis.syllables import is_syllable
from newsearch.analysis.tokens import Token, tokenize
from newsearch.lexicon.accents import spellings
from newsearch.lexicon.lexicon import LexiconWord
from newsearch.query import (
    TEXT_FIELDS,
    And,
    Bag,
    Clause,
    Everything,
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
from newsearch.searching.clauses import ClauseMaker, pair_groups, word_groups
from newsearch.searching.compiled import CompiledQuery
from newsearch.searching.corpus import Corpus
from newsearch.searching.patterns import pattern_of_terms
from newsearch.searching.prefixes import Expansion, expand
from newsearch.searching.readings import Readings
from newsearch.searching.syntax import Prefix, QuotedPhrase, Words

# All of a few words must be in an article; of more words side by side this share.
FEW_WORDS = 3
REQUIRED_SHARE = 0.5

MOST_PREFIXES = 20
"""How many words of a query may be given by their beginnings."""

_WORDS_NAMED = 10
_TWO = 2


class WordCompiler(ClauseMaker):
    """Turns the words and phrases of one query into nodes, and notes in ``compiled`` what it did.

    ``strict`` queries mean every word; in ``verbatim`` ones each word stands for itself alone, and
    without ``spell_out`` acronyms do. In ``counting`` ones every word must be there in its likely
    reading, and the syllables of a word of several, or of two that are the whole query, together:
    where *biểu* and *tình* are far apart nobody demonstrates.
    """

    def __init__(
        self,
        corpus: Corpus,
        compiled: CompiledQuery,
        strict: bool = False,
        verbatim: bool = False,
        spell_out: bool = True,
        counting: bool = False,
    ) -> None:
        super().__init__(corpus, compiled)
        self._strict = strict or counting
        self._counting = counting
        self._verbatim = verbatim
        self._spell_out = spell_out and not verbatim
        self._readings = Readings(corpus.lexicon, verbatim)
        self._prefixes = 0

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
        if self._counting:
            readings = [variants[:1] for variants in readings]
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
        if self._counting:
            spelled_out = {readings[place][0].term for place in acronyms}
            if together := self._together(words.text, parts, readings, fields, spelled_out):
                return And((bag, *together))
        if required < len(clauses) or not long_forms:  # the acronym itself need not be there
            return bag
        instead = [
            self._without_acronym(form, pairs[form], tokens, readings, words.field)
            for form in long_forms
        ]
        # What both find is scored once.
        return Or((bag, And((Or(tuple(instead)), Not(bag)))))

    def _together(
        self,
        text: str,
        parts: list[Token],
        readings: list[tuple[Variant, ...]],
        fields: tuple[str, ...],
        spelled_out: set[str],
    ) -> tuple[Node, ...]:
        """The words of several syllables as phrases, but for those an acronym may stand for."""
        likely = [variants[0].term for variants in readings]
        if likely != [token.term for token in parts]:
            text = " ".join(likely)
        rows = [word.split("_") for word in compound_words(text, self._corpus.segmenter)]
        if len(likely) == _TWO and not rows and all(map(is_syllable, likely)):
            rows = [likely]
        rows = [row for row in rows if not spelled_out.issuperset(row)]
        where = fields or TEXT_FIELDS
        for row in rows:
            self._compiled.rules.append(f"counted only where they stand together: {' '.join(row)}")
        return tuple(Phrase(tuple((term,) for term in row), where) for row in rows)

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
        if len(readings) == 1 or not phrase.slop:
            self._mark(readings, fields)
        else:
            for variants in readings:
                self._mark([variants], fields)
        if len(readings) == 1:
            return bag
        slots = tuple(tuple(variant.term for variant in variants) for variants in readings)
        where = fields or TEXT_FIELDS
        if not phrase.slop:
            return And((bag, Phrase(slots, where)))
        self._compiled.rules.append(
            f"{phrase.text}: each word at most {phrase.slop} words from the next, in any order"
        )
        near = [Phrase(pair, where, phrase.slop, ordered=False) for pair in pairwise(slots)]
        return And((bag, *near))

    def prefix(self, prefix: Prefix) -> Node:
        """The node for words of which the last only begins as it is typed."""
        parts = [token for token in tokenize(prefix.text) if token.width == 1]
        if not parts:
            return self._nothing_in(prefix.text)
        self._prefixes += 1
        if self._prefixes > MOST_PREFIXES:
            self._compiled.notices.append(
                f"{prefix.text}* was ignored: at most {MOST_PREFIXES} words may be cut short"
            )
            return Everything()
        *before, last = parts
        lexicon = self._corpus.lexicon
        whole = [self._whole(token) for token in before]
        expansion = expand(last, lexicon, self._verbatim, whole[-1] if whole else ())
        self._explain_prefix(f"{prefix.text}*", expansion)
        groups = word_groups(prefix.field)
        slots = [tuple(word.term for word in words) for words in whole]
        slots.append(tuple(word.term for word in expansion.words) or (last.term,))
        fields = (prefix.field,) if prefix.field else ()
        self._compiled.patterns.append(pattern_of_terms(slots, lexicon, fields))
        if len(slots) > 1:
            parts, scored = before, slots[:-1]  # of the last word the phrase says enough
        else:
            scored = slots
        clauses = [
            self._known(
                Clause(tuple(map(Variant, slot)), groups),
                "prefix" if token is last else "word",
                token.text,
            )
            for token, slot in zip(parts, scored, strict=True)
        ]
        bag = Bag(tuple(clauses), len(clauses))
        if len(slots) == 1:
            return bag
        return And((bag, Phrase(tuple(slots), fields or TEXT_FIELDS)))

    def _whole(self, token: Token) -> tuple[LexiconWord, ...]:
        """All words that a whole word before a prefix may stand for."""
        if self._verbatim:
            known = self._corpus.lexicon.word(token.term)
            return (known or LexiconWord(0, token.term, 0),)
        return spellings(token.term, self._corpus.lexicon)

    def _explain_prefix(self, typed: str, expansion: Expansion) -> None:
        words, found = expansion
        if not words:
            self._compiled.notices.append(f"no article has a word that begins as in {typed!r}")
            return
        if found > len(words):
            self._compiled.notices.append(
                f"{typed!r} was searched as the {len(words)} most frequent of the {found:,} words "
                "that begin so: type more letters"
            )
        named = ", ".join(word.term for word in words[:_WORDS_NAMED])
        more = ", ..." if len(words) > _WORDS_NAMED else ""
        self._compiled.rules.append(f"{typed}: {named}{more}")

    def _nothing_in(self, text: str) -> Node:
        self._compiled.notices.append(f"there is no word to search for in {text!r}")
        return Everything()

    def _long_form_clauses(self, form: LongForm, parts: list[Token], field: str) -> list[Clause]:
        """What of a long form stands in each article that has it: its pairs of neighbours."""
        typed = " ".join(token.text for token in parts[form.start : form.end])
        groups = word_groups(field) if form.is_short else pair_groups(field)
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
