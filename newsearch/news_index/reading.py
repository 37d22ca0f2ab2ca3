"""Looking into an index: articles by id, their versions, what it holds, whether it is sound."""

from __future__ import annotations

from collections.abc import Sequence

from newsearch.article import Article, canonical_url, clean_text
from newsearch.engines.base import EngineReader
from newsearch.errors import ArticleNotFound
from newsearch.news_index.state import IndexState
from newsearch.results import Analysis, CheckReport, IndexStats, SourceCount, Suggestion


class IndexReading(IndexState):
    """What an index holds, told from one generation."""

    def get(self, id: str) -> Article:
        """The article with this id, or else with this url. Raises `ArticleNotFound`."""
        id = clean_text(id)
        with self._reading() as current:
            reader = current.reader
            article = reader.get(id) or reader.get(canonical_url(id)) or _with_url(reader, id)
            if article is None:
                from difflib import get_close_matches

                near = get_close_matches(id, list(reader.ids()), n=3, cutoff=0.7)
                hint = f": did you mean {', '.join(near)}?" if near else ""
                raise ArticleNotFound(f"there is no article {id!r} in {self._path}{hint}")
            return article

    def versions(self, id: str) -> tuple[Article, ...]:
        """The copies of an article's text, itself among them, the earliest first, undated last.

        One article where it has no copies. Raises `ArticleNotFound`.
        """
        article = self.get(id)
        with self._reading() as current:
            members = current.stories.members(article.id)
            found = (current.reader.get(identity) for identity in members)
            return tuple(one for one in found if one is not None) or (article,)

    def suggest(
        self, typed: str, limit: int = 10, *, kinds: Sequence[str] | str | None = None
    ) -> tuple[Suggestion, ...]:
        """What a text that is being typed may become, the best first.

        Typed without accents it finds words with any; accents that are typed bind, but for the
        tone of the last syllable, which may still come. ``kinds`` are ``word``, ``name`` and
        ``title``, which are suggested if nothing is said, or ``source``, ``topic`` and
        ``author``; of an empty text the most frequent are suggested. Raises `QueryError` for a
        kind that there is not.

        >>> index.suggest("bau cu q", limit=1)  # doctest: +SKIP
        (Suggestion(text='bầu cử quốc hội', kind='word', articles=12),)
        """
        from newsearch.completion.kinds import chosen_kinds

        chosen = chosen_kinds(kinds)
        with self._reading() as current:
            return current.completions().suggest(typed, limit, chosen)

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

    def check(self) -> CheckReport:
        """Read every file and every article, and tell what is damaged.

        Works with an index that cannot be opened, too: `NewsIndex.open_or_create` gives it.
        Raises `IndexNotFound`, `IndexOutdated`, `IndexUnreadable`, `EngineUnavailable`.
        """
        from newsearch.indexing.checking import check

        self._check_open()
        return check(self._path)

    def analyze(self, text: str) -> Analysis:
        """How this index analyses a text: its tokens, and its words as pyvi cuts them."""
        from newsearch.analysis.analyzer import explain_analysis

        with self._reading() as current:
            return explain_analysis(text, current.segmenter())


def _with_url(reader: EngineReader, url: str) -> Article | None:
    """The article with this address, whatever its id."""
    from newsearch.query import Keyword, Request

    page = reader.search(Request(Keyword("url", (canonical_url(url),)), limit=1)).page
    return reader.read(page[0].document) if page else None


def analyze_text(text: str) -> Analysis:
    """How a text is analysed, without an index: pyvi's model is compiled first."""
    from newsearch.analysis.analyzer import explain_analysis
    from newsearch.analysis.pyvi_model import compile_segmenter

    return explain_analysis(text, compile_segmenter())
