"""Similar articles: from an article, or a text that was pasted, to a page of hits with snippets."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence

from newsearch.analysis.folding import fold
from newsearch.analysis.tokens import terms_of
from newsearch.article import Article, clean_text
from newsearch.engines.base import EngineReader
from newsearch.engines.documents import UNDATED, first_minute
from newsearch.lexicon.accents import likeliest_row, spellings
from newsearch.lexicon.lexicon import Lexicon
from newsearch.query import Keyword, Node, Not, Request
from newsearch.results import FacetCounter, Hit, SearchResults
from newsearch.searching.facets import ENGINE_FACETS, facets_of
from newsearch.searching.filters import unknown_source_notices, unknown_topic_notices
from newsearch.searching.grouping import GroupedPage, grouped, told, ungrouped
from newsearch.searching.options import SearchOptions, check_page, filters_of
from newsearch.searching.patterns import Pattern
from newsearch.searching.ranking import Ranked
from newsearch.searching.similar_ranking import candidate_bag, rank_similar, strongest
from newsearch.searching.similar_terms import LONGEST, TellingTerms, article_terms
from newsearch.searching.snippets import SnippetMaker
from newsearch.stories.stories import Stories

# Terms marked in a hit, at most: so many words, and so many pairs.
_MARKED = 20

# Characters of a pasted text that name it in the results.
_NAMED_BY = 80

# A Vietnamese text has accents on three words of four. With fewer than this share they were lost.
_ACCENTED = 0.15
# So many terms get their accents back; what a text is about has been said by then.
_RESTORED = 600


class SimilarSearch:
    """One look for similar articles in one committed index."""

    def __init__(
        self, reader: EngineReader, lexicon: Lexicon, stories: Stories, options: SearchOptions
    ) -> None:
        """Raises `QueryError` for a page that cannot be given."""
        self._reader = reader
        self._lexicon = lexicon
        self._stories = stories
        self._options = options
        check_page(options)

    def to_article(self, article: Article, hold: Callable[[], Callable[[], None]]) -> SearchResults:
        """The articles that are most like this one, which itself is not among them.

        ``hold`` is that of `newsearch.searching.search.Search.results`.
        """
        start = time.perf_counter()
        indexed = self._reader.get(article.id) is not None
        terms = article_terms(article)
        telling = TellingTerms.of(terms, self._lexicon, self._reader.count(), indexed)
        others = Not(Keyword("id", (article.id,)))
        return self._results(article.id, telling, hold, start, first_minute(article), (others,))

    def to_text(self, text: str, hold: Callable[[], Callable[[], None]]) -> SearchResults:
        """The articles that are most like a text; accents that it lost are restored.

        ``hold`` is that of `newsearch.searching.search.Search.results`.
        """
        start = time.perf_counter()
        text = clean_text(text).strip()
        reading, terms = "", terms_of(text[:LONGEST])
        if _lost_accents(terms):
            restored = _restored(terms, self._lexicon)
            if restored != terms:
                reading, terms = _beginning(" ".join(restored)), restored
        telling = TellingTerms.of(terms, self._lexicon, self._reader.count())
        return self._results(_beginning(text), telling, hold, start, reading=reading)

    def _results(
        self,
        query: str,
        telling: TellingTerms,
        hold: Callable[[], Callable[[], None]],
        start: float,
        minute: int = UNDATED,
        filters: tuple[Node, ...] = (),
        reading: str = "",
    ) -> SearchResults:
        reader, options = self._reader, self._options
        asked_sources = (*options.sources, *options.not_sources)
        sources = tuple(reader.values("source")) if asked_sources else ()
        topics = tuple(reader.values("topics")) if options.topics else ()
        filters += tuple(filters_of(options, self._lexicon, sources, topics))
        notices = [
            *unknown_source_notices(asked_sources, sources),
            *unknown_topic_notices(options.topics, topics),
        ]
        bag = candidate_bag(telling)
        if bag is None:
            notices.append("no article has a telling word of this text")
            return SearchResults(query, 0, _since(start), (), reading, tuple(notices))
        request = Request(
            bag, filters, limit=options.limit, offset=options.offset, facets=ENGINE_FACETS
        )
        page = self._page(request, telling, minute)
        found = page.ranked.found
        maker = SnippetMaker(_patterns(telling), options.snippets)
        articles = [reader.read(one.document) for one in page.ranked.page]
        hits = [
            Hit(
                article.id,
                round(score, 4),
                article,
                maker.snippets(article),
                told(reader, self._stories, story, article.id),
            )
            for article, story, score in zip(articles, page.stories, page.scores, strict=True)
        ]
        return SearchResults(
            query=query,
            total=found.total,
            took_ms=_since(start),
            hits=tuple(hits),
            reading=reading,
            notices=tuple(notices),
            facet_counter=FacetCounter(lambda: facets_of(found.count_facets()), hold()),
        )

    def _page(self, request: Request, telling: TellingTerms, minute: int) -> GroupedPage:
        """The page in its order, copies of one text grouped if that is asked for."""

        def ranked(request: Request) -> Ranked:
            return rank_similar(self._reader, request, self._lexicon, telling, minute)

        if not self._options.group:
            return ungrouped(ranked(request))
        return grouped(self._reader, self._stories, request, ranked)


def _patterns(telling: TellingTerms) -> list[Pattern]:
    """What to mark: the pairs and words that tell most."""
    words, pairs = strongest(telling, _MARKED)
    # A word counts by itself only where it tells as much as a pair that is marked.
    least = min((pair.weight for pair in pairs), default=0.0)
    patterns = []
    for chosen in (*pairs, *[word for word in words if word.weight >= least]):
        slots = tuple(frozenset((term,)) for term in chosen.terms)
        patterns.append(Pattern(slots, slots, chosen.weight))
    return patterns


def _lost_accents(terms: Sequence[str]) -> bool:
    """Whether so few words have accents that the text must have lost them."""
    words = [term for term in terms if any(map(str.isalpha, term))]
    return sum(fold(word) != word for word in words) < _ACCENTED * len(words)


def _restored(terms: Sequence[str], lexicon: Lexicon) -> list[str]:
    """The terms of a text that lost its accents, each in its likeliest form."""
    forms = {term: spellings(term, lexicon) for term in set(terms[:_RESTORED])}
    likely = likeliest_row([forms[term] for term in terms[:_RESTORED]], lexicon)
    return [*(word.term for word in likely), *terms[_RESTORED:]]


def _beginning(text: str) -> str:
    """The first words of a text, enough to know it by."""
    line = " ".join(text[: 4 * _NAMED_BY].split())
    if len(line) <= _NAMED_BY:
        return line
    return line[:_NAMED_BY].rsplit(" ", 1)[0] + " …"


def _since(start: float) -> float:
    return round((time.perf_counter() - start) * 1000, 1)
