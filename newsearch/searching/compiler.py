"""Expressions to an engine's nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from newsearch.query import And, Everything, Node, Not, Or
from newsearch.searching.compiled import CompiledQuery
from newsearch.searching.corpus import Corpus
from newsearch.searching.filters import (
    author_node,
    source_node,
    topic_node,
    unknown_source_notices,
    unknown_topic_notices,
)
from newsearch.searching.syntax import (
    AllOf,
    AnyOf,
    AuthorIs,
    DateIs,
    Expression,
    NoneOf,
    Prefix,
    QuotedPhrase,
    SourceIs,
    TopicIs,
    Words,
)
from newsearch.searching.terms import WordCompiler


class Compiler:
    """Turns expressions into nodes with the help of what the corpus taught.

    ``sources`` gives the sources that articles have; it is asked only when the query names one.
    ``strict`` queries mean every word; in ``verbatim`` ones each word stands for itself alone, and
    without ``spell_out`` acronyms do. ``counting`` ones are for a count, which no order of hits
    makes good: see `WordCompiler`.
    """

    def __init__(
        self,
        corpus: Corpus,
        sources: Callable[[], Iterable[str]],
        strict: bool = False,
        verbatim: bool = False,
        spell_out: bool = True,
        counting: bool = False,
    ) -> None:
        self._corpus = corpus
        self._sources = sources
        self._verbatim = verbatim
        self._compiled = CompiledQuery(Everything())
        self._words = WordCompiler(corpus, self._compiled, strict, verbatim, spell_out, counting)

    def compile(self, expression: Expression, method: str = "") -> CompiledQuery:
        """The nodes for a whole query; nothing matches if not a word of it can be searched for.

        ``method`` names the input method that the query was decoded from, if it was.
        """
        compiled = self._compiled
        compiled.node = self._node(expression)
        if compiled.notices and not selects(compiled.node):
            compiled.node = Or(())
        compiled.unknown = self._words.unknown
        if self._words.restored:
            compiled.rules.insert(0, f"accents restored: {self._words.reading()}")
        if method:
            compiled.rules.insert(0, f"typed in {method}: {self._words.reading()}")
        if method or self._words.restored:
            compiled.reading = self._words.reading()
        return compiled

    def _node(self, expression: Expression) -> Node:
        if isinstance(expression, Words):
            return self._words.words(expression)
        if isinstance(expression, QuotedPhrase):
            return self._words.phrase(expression)
        if isinstance(expression, Prefix):
            return self._words.prefix(expression)
        if isinstance(expression, SourceIs):
            return self._source(expression.source)
        if isinstance(expression, TopicIs):
            return self._topic(expression.topic)
        if isinstance(expression, AuthorIs):
            return author_node(expression.author, self._corpus.lexicon, self._verbatim)
        if isinstance(expression, DateIs):
            return expression.dates
        if isinstance(expression, NoneOf):
            inside = Compiler(
                self._corpus, self._sources, strict=True, verbatim=self._verbatim, spell_out=False
            )
            node = inside._node(expression.part)
            self._compiled.notices += inside._compiled.notices
            # What is nothing to search for is nothing to leave out either.
            return And((Everything(), Not(node))) if selects(node) else Everything()
        if isinstance(expression, AllOf | AnyOf):
            nodes = [self._node(part) for part in expression.parts]
            parts = tuple(node for node in nodes if selects(node))
            if not parts:
                return Everything()
            return And(parts) if isinstance(expression, AllOf) else Or(parts)
        raise TypeError(f"not an expression: {expression!r}")

    def _source(self, source: str) -> Node:
        known = self._sources()
        node = source_node(source, known)
        self._compiled.notices += unknown_source_notices((source,), known)
        return node

    def _topic(self, topic: str) -> Node:
        known = tuple(self._corpus.reader.values("topics"))
        self._compiled.notices += unknown_topic_notices((topic,), known)
        return topic_node(topic, known)


def selects(node: Node) -> bool:
    """Whether a node asks for anything at all; one that nothing can match does."""
    if isinstance(node, And | Or) and node.children:
        return any(selects(child) for child in node.children)
    return not isinstance(node, Everything)
