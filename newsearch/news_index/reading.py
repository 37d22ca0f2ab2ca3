"""Reading an index: search, get, and what it holds."""

from __future__ import annotations

from collections.abc import Sequence

from newsearch.article import Article, canonical_url, clean_text
from newsearch.errors import ArticleNotFound
from newsearch.news_index.state import IndexState
from newsearch.results import Analysis, IndexStats, SearchResults, SourceCount


class IndexReading(IndexState):
    """What is asked of an index; all of it answers from one generation."""

    def search(
        self,
        query: str,
        *,
        limit: int = 10,
        offset: int = 0,
        since: str | None = None,
        until: str | None = None,
        source: Sequence[str] | str | None = None,
        author: Sequence[str] | str | None = None,
        sort: str = "relevance",
        snippets: int = 3,
        feedback: bool = True,
        fresh: float | None = None,
        verbatim: bool = False,
        explain: bool = False,
    ) -> SearchResults:
        """Find articles; see ``docs/query.md`` for what a query may say.

        ``since`` and ``until`` are days, months or years, both included; of several sources or
        authors any will do. ``snippets`` is how many passages each hit shows at most.

        ``feedback`` lets the words of the best few articles speak for others like them;
        ``fresh`` is a half-life in days, by which recent articles count more (both in
        ``docs/relevance.md``). ``verbatim`` takes each word for itself alone: no accents are
        restored, no acronyms or input methods seen to. ``explain`` asks for the results'
        ``explanation``. Raises `QueryError` with the position of what cannot be understood.
        """
        from newsearch.searching.corpus import Corpus
        from newsearch.searching.options import SearchOptions
        from newsearch.searching.search import Search

        options = SearchOptions(
            limit=limit,
            offset=offset,
            since=since,
            until=until,
            sources=_listed(source),
            authors=_listed(author),
            sort=sort,
            snippets=snippets,
            feedback=feedback,
            fresh=fresh,
            verbatim=verbatim,
            explain=explain,
        )
        with self._reading() as current:
            corpus = Corpus(current.reader, current.lexicon, current.acronyms, current.segmenter())
            return Search(corpus, options).results(query, current.hold)

    def get(self, id: str) -> Article:
        """The article with this id, or else with this url. Raises `ArticleNotFound`."""
        id = clean_text(id)
        with self._reading() as current:
            reader = current.reader
            article = reader.get(id) or reader.get(canonical_url(id))
            if article is None:
                from difflib import get_close_matches

                near = get_close_matches(id, list(reader.ids()), n=3, cutoff=0.7)
                hint = f": did you mean {', '.join(near)}?" if near else ""
                raise ArticleNotFound(f"there is no article {id!r} in {self._path}{hint}")
            return article

    def sources(self) -> tuple[SourceCount, ...]:
        """The sources with their articles and first and last day, the largest first."""
        from newsearch.searching.overview import source_counts

        with self._reading() as current:
            return source_counts(current.reader)

    def stats(self) -> IndexStats:
        """What the index holds and how large it is."""
        from newsearch.query import Everything
        from newsearch.searching.overview import span, undated_count

        with self._reading() as current:
            manifest, reader = current.manifest, current.reader
            engine = reader.stats()
            earliest, latest = span(reader, Everything())
            sizes = current.sizes()
            return IndexStats(
                path=str(self._path),
                engine=manifest.engine,
                engine_version=manifest.engine_version,
                generation=manifest.generation,
                built=manifest.built,
                articles=reader.count(),
                sources=len(reader.values("source")),
                earliest=earliest,
                latest=latest,
                undated=undated_count(reader),
                terms=engine.terms,
                syllables=current.lexicon.size(),
                segments=engine.segments,
                size=sum(sizes.values()),
                sizes=sizes,
                analysis=f"{manifest.analysis_version}, {manifest.segmenter}",
            )

    def analyze(self, text: str) -> Analysis:
        """How this index analyses a text: its tokens, and its words as pyvi cuts them."""
        from newsearch.analysis.analyzer import explain_analysis

        with self._reading() as current:
            return explain_analysis(text, current.segmenter())


def analyze_text(text: str) -> Analysis:
    """How a text is analysed, without an index: pyvi's model is compiled first."""
    from newsearch.analysis.analyzer import explain_analysis
    from newsearch.analysis.pyvi_model import compile_segmenter

    return explain_analysis(text, compile_segmenter())


def _listed(values: Sequence[str] | str | None) -> tuple[str, ...]:
    if values is None:
        return ()
    return (values,) if isinstance(values, str) else tuple(values)
