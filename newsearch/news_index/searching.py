"""Searching an index: by a query, by likeness, over time; all that matches."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Unpack

from newsearch.article import Article
from newsearch.news_index.filters import Filters, Names, options_of
from newsearch.news_index.reading import IndexReading
from newsearch.results import SearchResults

if TYPE_CHECKING:
    from newsearch.indexing.opened import OpenGeneration
    from newsearch.searching.corpus import Corpus
    from newsearch.searching.export import ExportedArticles
    from newsearch.timelines import Timeline


class IndexSearching(IndexReading):
    """What is asked of the articles; all of it answers from one generation."""

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        since: str | None = None,
        until: str | None = None,
        source: Names = None,
        not_source: Names = None,
        topic: Names = None,
        author: Names = None,
        sort: str = "relevance",
        snippets: int = 3,
        feedback: bool = True,
        fresh: float | None = None,
        verbatim: bool = False,
        explain: bool = False,
        group: bool = True,
        now: datetime | None = None,
    ) -> SearchResults:
        """Find articles; see ``docs/query.md`` for what a query may say.

        ``since`` and ``until`` are days or periods, both included; words such as *tuần trước* are
        told from ``now``, the present in Vietnam if not given. Of several sources,
        topics or authors any will do. ``snippets`` is how many passages each hit shows at most.

        ``feedback`` lets the words of the best few articles speak for others like them;
        ``fresh`` is a half-life in days, by which recent articles count more (both in
        ``docs/relevance.md``). ``verbatim`` takes each word for itself alone: no accents are
        restored, no acronyms or input methods seen to. ``group`` makes one hit of copies of one
        text, which `Hit.story` tells of; ``limit`` and ``offset`` count such hits. ``explain`` asks
        for the results' ``explanation``. Raises `QueryError` with the position of what cannot be
        understood.
        """
        from newsearch.searching.search import Search

        filters = Filters(
            since=since,
            until=until,
            source=source,
            not_source=not_source,
            topic=topic,
            author=author,
            now=now,
        )
        options = options_of(
            filters,
            limit=limit,
            offset=offset,
            sort=sort,
            snippets=snippets,
            feedback=feedback,
            fresh=fresh,
            verbatim=verbatim,
            explain=explain,
            group=group,
        )
        with self._reading() as current:
            return Search(corpus_of(current), options).results(query, current.hold)

    def export(
        self,
        query: str = "",
        *,
        sort: str | None = None,
        verbatim: bool = False,
        **filters: Unpack[Filters],
    ) -> ExportedArticles:
        """Every article that matches, or all there are, one after another.

        The options are those of `search`, in whose order the articles come; without a query the
        newest come first. There is no limit, and memory holds one article at a time. What is
        given has ``total``, ``reading`` and ``notices`` as a search's results have, and shows
        the generation of the call to its end. Raises `QueryError`.

        >>> for article in index.export("lũ lụt", since="2020"):
        ...     print(article.title)  # doctest: +SKIP
        """
        from newsearch.searching.export import Export

        options = options_of(
            filters,
            sort=sort or ("relevance" if query.strip() else "newest"),
            verbatim=verbatim,
        )
        with self._reading() as current:
            return Export(corpus_of(current), options).articles(query, current.hold)

    def timeline(
        self,
        query: str = "",
        *,
        by: str | None = None,
        verbatim: bool = False,
        peaks: int = 10,
        **filters: Unpack[Filters],
    ) -> Timeline:
        """How many articles match, day by day or by week, month or year, with their share of all.

        ``by`` is ``"day"``, ``"week"``, ``"month"`` or ``"year"``; without it, what fits the
        length. Every word of the query must be there. The other options are those of `search`:
        ``since`` and ``until`` limit the timeline, and shares are of all articles that the options
        let through. ``peaks`` is how many peaks are told at most; see ``docs/timeline.md``.
        Raises `QueryError`.

        >>> for period in index.timeline("lũ lụt", by="month").periods:
        ...     print(period.start, period.articles, period.share)  # doctest: +SKIP
        """
        from newsearch.searching.timeline import TimelineSearch

        options = options_of(
            filters,
            verbatim=verbatim,
        )
        with self._reading() as current:
            return TimelineSearch(corpus_of(current), options).timeline(query, by, peaks)

    def similar(
        self,
        article: str | Article,
        *,
        limit: int = 10,
        offset: int = 0,
        snippets: int = 3,
        group: bool = True,
        **filters: Unpack[Filters],
    ) -> SearchResults:
        """The articles that are most like this one, those of the same event first.

        ``article`` is an id or a url, as `get` takes it, or an article, indexed or not; it is
        never among the hits. The options are those of `search`. A hit's score is 0 without
        anything in common and about 1 for the same text. Raises `ArticleNotFound`, `QueryError`.
        """
        from newsearch.searching.similar import SimilarSearch

        options = options_of(
            filters,
            limit=limit,
            offset=offset,
            snippets=snippets,
            group=group,
        )
        with self._reading() as current:
            like = self.get(article) if isinstance(article, str) else article
            search = SimilarSearch(current.reader, current.lexicon, current.stories, options)
            return search.to_article(like, current.hold)

    def similar_to_text(
        self,
        text: str,
        *,
        limit: int = 10,
        offset: int = 0,
        snippets: int = 3,
        group: bool = True,
        **filters: Unpack[Filters],
    ) -> SearchResults:
        """The articles that are most like a text: a draft, a press release, a pasted passage.

        Accents that the text lost are restored. As `similar` otherwise; an article that is this
        text is the first hit. Without a known word there are no hits. Raises `QueryError`.
        """
        from newsearch.searching.similar import SimilarSearch

        options = options_of(
            filters,
            limit=limit,
            offset=offset,
            snippets=snippets,
            group=group,
        )
        with self._reading() as current:
            search = SimilarSearch(current.reader, current.lexicon, current.stories, options)
            return search.to_text(text, current.hold)


def corpus_of(current: OpenGeneration) -> Corpus:
    """What a search needs of an open generation."""
    from newsearch.searching.corpus import Corpus

    return Corpus(
        current.reader,
        current.lexicon,
        current.acronyms,
        current.segmenter(),
        current.stories,
    )
