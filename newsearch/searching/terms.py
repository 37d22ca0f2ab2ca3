"""Expressions to an engine's nodes: the same analysis as the articles', with weights.

Each word of a query becomes a clause. A word typed with accents is that word; one typed without
finds every accented form that the corpus has, and the form that restoration finds most likely
counts most (*nam* beside *Việt*). Pairs of neighbours and pyvi's words of several
syllables add to the score and decide nothing about matching.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from newsearch.analysis.analyzer import compound_words, neighbour_pairs
from newsearch.analysis.segmenter import Segmenter
from newsearch.analysis.tokens import Token, tokenize
from newsearch.lexicon.accents import likeliest_row, spellings
from newsearch.lexicon.lexicon import Lexicon, LexiconWord
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
from newsearch.searching.filters import author_node, source_node, unknown_source_notices
from newsearch.searching.syntax import (
    AllOf,
    AnyOf,
    AuthorIs,
    DateIs,
    Expression,
    NoneOf,
    QuotedPhrase,
    SourceIs,
    Words,
)

# Weights measured on people's queries (docs/relevance.md): the whole article, and its title once
# more at half the weight; a heavier title hurts.
TITLE_WEIGHT = 0.5
PAIR_WEIGHT = 0.25
WORD_WEIGHT = 0.15
# What an accented form counts that an unaccented word may stand for but probably does not.
OTHER_READING_WEIGHT = 0.05
# All of a few words must be in an article; of more words side by side this share.
FEW_WORDS = 3
REQUIRED_SHARE = 0.5

_WORD_GROUPS = (FieldGroup(TEXT_FIELDS), FieldGroup(("title",), TITLE_WEIGHT))
_PAIR_GROUPS = (FieldGroup(PAIR_FIELDS), FieldGroup(("title_pairs",), TITLE_WEIGHT))
_COMPOUND_GROUPS = (FieldGroup(WORD_FIELDS), FieldGroup(("title_words",), TITLE_WEIGHT))


@dataclass(frozen=True, slots=True)
class Pattern:
    """What to mark in a found article: terms in a row, with what they are worth.

    ``likely`` holds for each place the terms of the likely reading, ``possible`` all that match.
    ``fields`` limits where; empty means everywhere.
    """

    likely: tuple[frozenset[str], ...]
    possible: tuple[frozenset[str], ...]
    worth: float
    fields: tuple[str, ...] = ()


@dataclass
class CompiledQuery:
    """A query as an engine takes it, with what is needed to show its results."""

    node: Node
    patterns: list[Pattern] = field(default_factory=list)
    reading: str = ""
    notices: list[str] = field(default_factory=list)


class Compiler:
    """Turns expressions into nodes with the help of the corpus's lexicon.

    ``sources`` gives the sources that articles have; it is asked only when the query names one.
    """

    def __init__(
        self,
        lexicon: Lexicon,
        segmenter: Segmenter,
        sources: Callable[[], Iterable[str]],
        strict: bool = False,
    ) -> None:
        self._lexicon = lexicon
        self._segmenter = segmenter
        self._sources = sources
        self._strict = strict
        self._spellings: dict[str, tuple[LexiconWord, ...]] = {}
        self._counts: dict[str, int] = {}
        self._patterns: list[Pattern] = []
        self._readings: list[tuple[int, str]] = []
        self._restored = False
        self._notices: list[str] = []

    def compile(self, expression: Expression) -> CompiledQuery:
        """The nodes for a whole query; nothing matches if not a word of it can be searched for."""
        node = self._node(expression)
        if self._notices and not _selects(node):
            node = Or(())
        reading = " ".join(text for _, text in sorted(self._readings)) if self._restored else ""
        return CompiledQuery(node, self._patterns, reading, self._notices)

    def _node(self, expression: Expression) -> Node:
        if isinstance(expression, Words):
            return self._words(expression)
        if isinstance(expression, QuotedPhrase):
            return self._phrase(expression)
        if isinstance(expression, SourceIs):
            return self._source(expression.source)
        if isinstance(expression, AuthorIs):
            return author_node(expression.author, self._lexicon)
        if isinstance(expression, DateIs):
            return expression.dates
        if isinstance(expression, NoneOf):
            inside = Compiler(self._lexicon, self._segmenter, self._sources, strict=True)
            node = inside._node(expression.part)
            self._notices += inside._notices
            # What is nothing to search for is nothing to leave out either.
            return And((Everything(), Not(node))) if _selects(node) else Everything()
        if isinstance(expression, AllOf | AnyOf):
            nodes = [self._node(part) for part in expression.parts]
            parts = tuple(node for node in nodes if _selects(node))
            if not parts:
                return Everything()
            return And(parts) if isinstance(expression, AllOf) else Or(parts)
        raise TypeError(f"not an expression: {expression!r}")

    def _words(self, words: Words) -> Node:
        tokens = list(tokenize(words.text))
        terms = [token.term for token in tokens if token.width == 1]
        if not terms:
            return self._nothing_in(words.text)
        readings = self._read(terms, words.position)
        clauses, boosts = self._clauses(words.text, tokens, readings, words.field)
        required = len(clauses)
        if required > FEW_WORDS and not self._strict:
            required = max(FEW_WORDS, math.ceil(REQUIRED_SHARE * required))
        fields = (words.field,) if words.field else ()
        for variants in readings:
            self._mark([variants], fields)
        return Bag(tuple(clauses), required, tuple(boosts))

    def _phrase(self, phrase: QuotedPhrase) -> Node:
        tokens = list(tokenize(phrase.text))
        terms = [token.term for token in tokens if token.width == 1]
        if not terms:
            return self._nothing_in(phrase.text)
        readings = self._read(terms, phrase.position, quoted=True)
        clauses, boosts = self._clauses(phrase.text, tokens, readings, phrase.field)
        bag = Bag(tuple(clauses), len(clauses), tuple(boosts))
        fields = (phrase.field,) if phrase.field else ()
        self._mark(readings, fields)
        if len(readings) == 1:
            return bag
        slots = tuple(tuple(variant.term for variant in variants) for variants in readings)
        return And((bag, Phrase(slots, fields) if fields else Phrase(slots)))

    def _source(self, source: str) -> Node:
        known = self._sources()
        node = source_node(source, known)
        self._notices += unknown_source_notices((source,), known)
        return node

    def _nothing_in(self, text: str) -> Node:
        self._notices.append(f"there is no word to search for in {text!r}")
        return Everything()

    def _read(
        self, terms: Sequence[str], position: int, quoted: bool = False
    ) -> list[tuple[Variant, ...]]:
        """For each term the forms it may stand for, the likely one first."""
        choices = [self._spelled(term) for term in terms]
        readings: list[tuple[Variant, ...]] = []
        for words, likely in zip(choices, likeliest_row(choices, self._lexicon), strict=True):
            self._counts[likely.term] = likely.count
            others = [word.term for word in words if word.term != likely.term]
            readings.append(
                (Variant(likely.term), *[Variant(other, OTHER_READING_WEIGHT) for other in others])
            )
        read = [variants[0].term for variants in readings]
        text = " ".join(read)
        self._restored = self._restored or read != list(terms)
        self._readings.append((position, f'"{text}"' if quoted else text))
        return readings

    def _spelled(self, term: str) -> tuple[LexiconWord, ...]:
        """The words that a term may stand for; each is looked up once in a query."""
        known = self._spellings.get(term)
        if known is None:
            known = self._spellings[term] = spellings(term, self._lexicon)
        return known

    def _clauses(
        self, text: str, tokens: list[Token], readings: list[tuple[Variant, ...]], field: str
    ) -> tuple[list[Clause], list[Clause]]:
        groups = (FieldGroup((field,)),) if field else _WORD_GROUPS
        wholes = {
            token.position + place: token.term
            for token in tokens
            if token.width > 1
            for place in range(token.width)
        }
        parts = [token for token in tokens if token.width == 1]
        # A word that is typed twice counts twice, and is looked up once.
        times: dict[tuple[tuple[str, float], ...], int] = {}
        for token, variants in zip(parts, readings, strict=True):
            whole = wholes.get(token.position)
            if whole and whole != token.term:
                variants = (*variants, Variant(whole))
            key = tuple([(variant.term, variant.weight) for variant in variants])
            times[key] = times.get(key, 0) + 1
        clauses = [
            Clause(tuple([Variant(*variant) for variant in key]), groups, float(count))
            for key, count in times.items()
        ]
        boosts = [Clause((Variant(whole),), groups) for whole in dict.fromkeys(wholes.values())]
        if field in ("", "title"):
            boosts += self._neighbour_boosts(text, parts, readings, field)
        return clauses, boosts

    def _neighbour_boosts(
        self, text: str, parts: list[Token], readings: list[tuple[Variant, ...]], field: str
    ) -> Iterator[Clause]:
        """What adds to the score where words of the likely reading stand together."""
        likely = [
            token._replace(term=variants[0].term)
            for token, variants in zip(parts, readings, strict=True)
        ]
        if likely != parts:  # with restored accents there is no text as it was typed
            text = " ".join(token.term for token in likely)
        in_title = field == "title"
        pair_groups = (FieldGroup(("title_pairs",)),) if in_title else _PAIR_GROUPS
        word_groups = (FieldGroup(("title_words",)),) if in_title else _COMPOUND_GROUPS
        for pair in dict.fromkeys(neighbour_pairs(likely)):
            yield Clause((Variant(pair),), pair_groups, PAIR_WEIGHT)
        for word in dict.fromkeys(compound_words(text, self._segmenter)):
            yield Clause((Variant(word),), word_groups, WORD_WEIGHT)

    def _mark(self, readings: list[tuple[Variant, ...]], fields: tuple[str, ...]) -> None:
        total = self._lexicon.total() + 1
        worth = 0.0
        for variants in readings:
            worth += math.log(total / (self._counts[variants[0].term] + 1)) + 0.1
        self._patterns.append(
            Pattern(
                tuple(frozenset((variants[0].term,)) for variants in readings),
                tuple(frozenset(v.term for v in variants) for variants in readings),
                worth,
                fields,
            )
        )


def _selects(node: Node) -> bool:
    """Whether a node asks for anything at all; one that nothing can match does."""
    if isinstance(node, And | Or) and node.children:
        return any(_selects(child) for child in node.children)
    return not isinstance(node, Everything)
