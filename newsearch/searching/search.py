"""One search from its words to a page of hits with snippets."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from functools import cache

from newsearch.article import Article, clean_text
from newsearch.query import Request
from newsearch.results import Explanation, FacetCounter, Facets, Hit, SearchResults
from newsearch.searching.compiled import CompiledQuery
from newsearch.searching.compiler import Compiler
from newsearch.searching.corpus import Corpus
from newsearch.searching.filters import unknown_source_notices
from newsearch.searching.options import (
    SearchOptions,
    check_page,
    filters_of,
    freshness_of,
    sort_of,
)
from newsearch.searching.parser import ParsedQuery, parse
from newsearch.searching.ranking import Ranked, rank
from newsearch.searching.repairs import corrected_query, decode_expression
from newsearch.searching.snippets import SnippetMaker

FACETS = ("source", "year")

FEW_HITS = 3
"""With fewer hits, and where a word stands in no article, the query is looked at for slips."""


class Search:
    """One query to one committed index."""

    def __init__(self, corpus: Corpus, options: SearchOptions) -> None:
        """Raises `QueryError` for options that cannot be met."""
        self._corpus = corpus
        self._options = options
        check_page(options)
        self._sort = sort_of(options.sort)
        self._freshness = freshness_of(options)
        self._known_sources = cache(lambda: tuple(corpus.reader.values("source")))

    def results(
        self, query: str, later: Callable[[], AbstractContextManager[object]]
    ) -> SearchResults:
        """Answer a query. Raises `QueryError` with the position of what cannot be understood.

        The results count facets within a context that ``later`` gives, which keeps the reader
        open.
        """
        start = time.perf_counter()
        corpus, options = self._corpus, self._options
        parsed = parse(query)
        compiled = self._compile(parsed)
        request = self._request(compiled)
        ranked = rank(corpus.reader, request, corpus.lexicon, options.feedback, self._freshness)
        found = ranked.found
        maker = SnippetMaker(compiled.patterns, options.snippets)
        articles = [corpus.reader.read(one.document) for one in ranked.page]
        hits = [
            Hit(article.id, round(one.score, 4), article, maker.snippets(article))
            for one, article in zip(ranked.page, articles, strict=True)
        ]
        suggestion = ""
        if (found.total < FEW_HITS or compiled.unknown) and not options.verbatim:
            suggestion = self._suggestion(query, parsed, found.total)
        unknown = unknown_source_notices(options.sources, self._named_sources())

        def count_facets() -> Facets:
            with later():
                return found.count_facets()

        return SearchResults(
            query=query,
            total=found.total,
            took_ms=round((time.perf_counter() - start) * 1000, 1),
            hits=tuple(hits),
            reading=compiled.reading,
            notices=(*parsed.notices, *compiled.notices, *unknown),
            suggestion=suggestion,
            explanation=self._explanation(compiled, ranked, articles),
            facet_counter=FacetCounter(count_facets),
        )

    def _compile(self, parsed: ParsedQuery) -> CompiledQuery:
        corpus, options = self._corpus, self._options
        compiler = Compiler(corpus, self._known_sources, parsed.strict, options.verbatim)
        if options.verbatim:
            return compiler.compile(parsed.expression)
        return compiler.compile(*decode_expression(parsed.expression, corpus.lexicon))

    def _request(self, compiled: CompiledQuery) -> Request:
        options, lexicon = self._options, self._corpus.lexicon
        return Request(
            node=compiled.node,
            filters=tuple(filters_of(options, lexicon, self._named_sources())),
            sort=self._sort,
            limit=options.limit,
            offset=options.offset,
            facets=FACETS,
        )

    def _named_sources(self) -> tuple[str, ...]:
        """The sources that articles have, where the options name any."""
        return self._known_sources() if self._options.sources else ()

    def _explanation(
        self, compiled: CompiledQuery, ranked: Ranked, articles: Sequence[Article]
    ) -> Explanation | None:
        if not self._options.explain:
            return None
        from newsearch.searching.explanation import explain, rules_of

        rules = rules_of(compiled, self._request(compiled), self._freshness, ranked)
        return Explanation(rules, explain(self._corpus.reader, compiled, ranked, articles))

    def _suggestion(self, query: str, parsed: ParsedQuery, total: int) -> str:
        """A query without slips that finds more, or all of whose words stand in articles."""
        better = corrected_query(clean_text(query), parsed.expression, self._corpus.lexicon)
        if not better:
            return ""
        compiled = self._compile(parse(better))
        request = replace(self._request(compiled), limit=0, facets=())
        finds = self._corpus.reader.search(request).total
        return better if finds > total or (finds and not compiled.unknown) else ""
