"""One search from its words to a page of hits with snippets."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from newsearch.article import Article, clean_text
from newsearch.query import Everything, Or, Request, Sort
from newsearch.results import Explanation, FacetCounter, Hit, SearchResults
from newsearch.searching.compiled import CompiledQuery
from newsearch.searching.compiler import Compiler, selects
from newsearch.searching.corpus import Corpus
from newsearch.searching.facets import ENGINE_FACETS, facets_of
from newsearch.searching.filters import unknown_source_notices, unknown_topic_notices
from newsearch.searching.grouping import GroupedPage, grouped, told, ungrouped
from newsearch.searching.options import (
    SearchOptions,
    check_page,
    filters_of,
    freshness_of,
    sort_of,
)
from newsearch.searching.parser import LONGEST_QUERY, ParsedQuery, parse
from newsearch.searching.ranking import Ranked, rank
from newsearch.searching.repairs import corrected_query, decoded_query
from newsearch.searching.snippets import SnippetMaker

FEW_HITS = 3
"""With fewer hits, and where a word stands in no article, the query is looked at for slips."""


class _Understood(NamedTuple):
    """A query as it was decoded, parsed and compiled."""

    query: str
    parsed: ParsedQuery
    compiled: CompiledQuery


class Search:
    """One query to one committed index."""

    _counting = False
    """Whether words side by side must all be there, as in a query with AND."""

    def __init__(self, corpus: Corpus, options: SearchOptions) -> None:
        """Raises `QueryError` for options that cannot be met."""
        self._corpus = corpus
        self._options = options
        check_page(options)
        self._sort = sort_of(options.sort)
        self._freshness = freshness_of(options)
        self._known_sources = cache(lambda: tuple(corpus.reader.values("source")))

    def results(self, query: str, hold: Callable[[], Callable[[], None]]) -> SearchResults:
        """Answer a query. Raises `QueryError` with the position of what cannot be understood.

        ``hold`` keeps the reader open until what it returns is called: the results do that once
        their facets are counted or nobody can ask for them any more.
        """
        start = time.perf_counter()
        corpus, options = self._corpus, self._options
        understood = self._understood(query)
        compiled = understood.compiled
        request = self._request(compiled)
        page = self._page(request)
        ranked, found = page.ranked, page.ranked.found
        maker = SnippetMaker(compiled.patterns, options.snippets)
        articles = [corpus.reader.read(one.document) for one in ranked.page]
        hits = [
            Hit(
                article.id,
                round(score, 4),
                article,
                maker.snippets(article),
                told(corpus.reader, corpus.stories, story, article.id),
            )
            for article, story, score in zip(articles, page.stories, page.scores, strict=True)
        ]
        suggestion = ""
        if (found.total < FEW_HITS or compiled.unknown) and not options.verbatim:
            suggestion = self._suggestion(understood, found.total)
        return SearchResults(
            query=query,
            total=found.total,
            took_ms=round((time.perf_counter() - start) * 1000, 1),
            hits=tuple(hits),
            reading=compiled.reading,
            notices=(
                *understood.parsed.notices,
                *compiled.notices,
                *self._unused(),
                *self._days_asked_for(request, found.total),
            ),
            suggestion=suggestion,
            explanation=self._explanation(compiled, request, ranked, articles),
            facet_counter=FacetCounter(lambda: facets_of(found.count_facets()), hold()),
        )

    def _page(self, request: Request) -> GroupedPage:
        """The page in its order, copies of one text grouped if that is asked for."""
        corpus, options = self._corpus, self._options

        def ranked(request: Request) -> Ranked:
            return rank(corpus.reader, request, corpus.lexicon, options.feedback, self._freshness)

        if not options.group:
            return ungrouped(ranked(request))
        return grouped(corpus.reader, corpus.stories, request, ranked)

    def _unused(self) -> Iterator[str]:
        """What to say of options that have no part in this search, or name what is not there."""
        options = self._options
        asked = (*options.sources, *options.not_sources)
        yield from unknown_source_notices(asked, self._named_sources())
        yield from unknown_topic_notices(options.topics, self._named_topics())
        if self._freshness and self._sort is not Sort.RELEVANCE:
            yield f"fresh has no part in the order {self._sort.value}: it is for relevance"

    def _days_asked_for(self, request: Request, total: int) -> Iterator[str]:
        """Where nothing is found in the days asked for: which these are, and what there is."""
        if total:
            return
        from newsearch.searching.overview import span
        from newsearch.searching.rules import dates_in

        limits = [told for node in (request.node, *request.filters) for told in dates_in(node)]
        if limits:
            first, last = span(self._corpus.reader, Everything())
            yield f"{'; '.join(limits)}; the articles are of {first or '-'} to {last or '-'}"

    def _understood(self, query: str) -> _Understood:
        """The query parsed and compiled, decoded first where it was typed in an input method.

        Dates without a field are words where no article of these days matches.
        """
        options = self._options
        bare_dates = not (options.verbatim or options.since or options.until)
        understood = self._read(query, bare_dates)
        bare = understood.parsed.bare
        if not bare:
            return understood
        request = replace(self._request(understood.compiled), limit=0, offset=0, facets=())
        if self._corpus.reader.search(request).total:
            return understood
        as_words = self._read(query, bare_dates=False)
        days = ", ".join(understood.parsed.rules)
        as_words.parsed.notices.insert(
            0, f"no article of these days matches: {bare!r} was searched as words"
        )
        as_words.compiled.rules.insert(0, f"{days}: no article")
        return as_words

    def _read(self, query: str, bare_dates: bool) -> _Understood:
        corpus, verbatim, now = self._corpus, self._options.verbatim, self._options.now
        text = clean_text(query)
        parsed = parse(text, not verbatim, now, bare_dates)
        method = ""
        if not verbatim:
            text, method = decoded_query(text, parsed.expression, corpus.lexicon)
            if method:
                parsed = parse(text, True, now, bare_dates)
        compiler = Compiler(
            corpus, self._known_sources, parsed.strict, verbatim, counting=self._counting
        )
        compiled = compiler.compile(parsed.expression, method)
        compiled.rules += parsed.rules
        if text.strip() and not selects(compiled.node):
            compiled.node = Or(())
            if not (parsed.notices or compiled.notices):
                compiled.notices.append(f"there is no word to search for in {text.strip()!r}")
        return _Understood(text, parsed, compiled)

    def _request(self, compiled: CompiledQuery) -> Request:
        options, lexicon = self._options, self._corpus.lexicon
        return Request(
            node=compiled.node,
            filters=tuple(
                filters_of(options, lexicon, self._named_sources(), self._named_topics())
            ),
            sort=self._sort,
            limit=options.limit,
            offset=options.offset,
            facets=ENGINE_FACETS,
        )

    def _named_sources(self) -> tuple[str, ...]:
        """The sources that articles have, where the options name any."""
        named = self._options.sources or self._options.not_sources
        return self._known_sources() if named else ()

    def _named_topics(self) -> tuple[str, ...]:
        """The topics that articles have, where the options name any."""
        return tuple(self._corpus.reader.values("topics")) if self._options.topics else ()

    def _explanation(
        self,
        compiled: CompiledQuery,
        request: Request,
        ranked: Ranked,
        articles: Sequence[Article],
    ) -> Explanation | None:
        if not self._options.explain:
            return None
        from newsearch.searching.explanation import explain
        from newsearch.searching.rules import rules_of

        rules = rules_of(compiled, request, self._freshness, ranked)
        return Explanation(rules, explain(self._corpus.reader, compiled, ranked, articles))

    def _suggestion(self, understood: _Understood, total: int) -> str:
        """A query without slips that finds more, or all of whose words stand in articles."""
        query, expression = understood.query, understood.parsed.expression
        better = corrected_query(query, expression, self._corpus.lexicon)
        if not better or len(better) > LONGEST_QUERY:
            return ""
        compiled = self._understood(better).compiled
        request = replace(self._request(compiled), limit=0, facets=())
        finds = self._corpus.reader.search(request).total
        return better if finds > total or (finds and not compiled.unknown) else ""
