"""Writing an index: rebuild, update, add, delete."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from newsearch.article import Article, clean_text
from newsearch.engines.registry import load_engine
from newsearch.news_index.state import IndexState, PathName
from newsearch.results import BuildReport, Progress


class IndexWriting(IndexState):
    """What changes an index: each makes a new generation."""

    def rebuild(
        self,
        sources: Iterable[PathName] | PathName,
        *,
        workers: int | None = None,
        progress: Callable[[Progress], None] | None = None,
        field_map: Mapping[str, str] | None = None,
    ) -> BuildReport:
        """Replace everything by what the sources hold: folders, files, or ``"-"``.

        ``workers`` is the number of processes that analyse text, by default the cores.
        ``field_map`` names, for fields of an article, the fields of records that hold them
        (``{"title": "TieuDeBaiViet"}``), where they are not recognised; updates keep to it.
        What could not be read is in the report. Raises `IndexLocked`, and `CorpusUnreadable`
        when not one article was found, in which case the old generation stays; `UnknownField`.
        """
        self._check_open()
        from newsearch.indexing import build

        with self._writing():
            engine = load_engine(self._engine_name())
            return build.rebuild(self._path, engine, sources, workers, progress, field_map)

    def update(
        self,
        sources: Iterable[PathName] | PathName,
        *,
        workers: int | None = None,
        progress: Callable[[Progress], None] | None = None,
        field_map: Mapping[str, str] | None = None,
    ) -> BuildReport:
        """Take in what changed in the sources: articles added, edited, removed.

        Files that have the same size and time as before are not read. What a changed file, or one
        that vanished from a source, no longer provides is removed; articles from elsewhere stay.
        Standard input only adds and edits. ``field_map`` adds to the one of the rebuild. Raises
        `IndexLocked`, `IndexNotFound`, `UnknownField`.
        """
        from newsearch.indexing import build

        with self._changing() as (engine, base):
            return build.update(self._path, engine, base, sources, workers, progress, field_map)

    def add(self, articles: Iterable[Article] | Article) -> BuildReport:
        """Add articles, or one; each replaces the article with its id. Raises `IndexLocked`."""
        from newsearch.indexing import build

        articles = [articles] if isinstance(articles, Article) else list(articles)
        for article in articles:
            if not isinstance(article, Article):
                raise TypeError(f"add takes articles, not {article!r}: Article(…) makes one")
        with self._changing() as (engine, base):
            return build.add(self._path, engine, base, articles)

    def delete(self, ids: Iterable[str]) -> BuildReport:
        """Remove articles. Ids that are not there are in the report. Raises `IndexLocked`.

        An article whose corpus file still holds it comes back when that file changes, or with
        the next `rebuild`.
        """
        from newsearch.indexing import build

        with self._changing() as (engine, base):
            return build.delete(self._path, engine, base, map(clean_text, ids))
