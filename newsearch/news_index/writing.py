"""Writing an index: rebuild, update, add, delete."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from newsearch.article import Article, clean_text
from newsearch.engines.registry import load_engine
from newsearch.indexing.generations import current_number
from newsearch.news_index.state import IndexState, PathName
from newsearch.results import BuildReport, Progress

if TYPE_CHECKING:
    from newsearch.indexing.reading import Listing


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

    def watch(
        self,
        sources: Iterable[PathName] | PathName,
        *,
        on_update: Callable[[BuildReport], None] | None = None,
        on_trouble: Callable[[str], None] | None = None,
        stop: threading.Event | None = None,
        every: float | None = None,
        workers: int | None = None,
        field_map: Mapping[str, str] | None = None,
    ) -> None:
        """Keep the index up to date with files and folders until ``stop`` is set.

        It is updated at once and whenever files have changed and come to rest, so that none is
        read while it is being written (``docs/reliability.md``). ``on_update`` gets the report of
        each update that changed something, ``on_trouble`` a message, once, for what is in the way
        of the next: it is tried again until it can be done. All files are looked at ``every`` 10
        seconds, and with `watchfiles` as soon as the system tells of a change. Call it from a
        thread of its own, or let Ctrl-C end it. Raises `CorpusUnreadable` when none of the sources
        is there at the beginning, `IndexNotFound` and `UnknownField`.
        """
        from newsearch.indexing.watching import watch

        def update(roots: Sequence[str], listing: Listing) -> BuildReport:
            from newsearch.indexing import build

            with self._changing() as (engine, base):
                return build.update(
                    self._path, engine, base, roots, workers, None, field_map, listing
                )

        self._check_open()
        watch(
            sources,
            update,
            lambda: current_number(self._path),
            on_update=on_update,
            on_trouble=on_trouble,
            stop=stop,
            every=every,
            field_map=field_map,
        )

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
