"""NewsIndex: the one object that programs use.

with NewsIndex.open("indexes/news") as index:
    for hit in index.search("bầu cử quốc hội", since="2021"):
        print(hit.article.title, hit.article.published)
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from newsearch.article import Article, canonical_url, clean_text
from newsearch.engines.base import Engine
from newsearch.engines.registry import DEFAULT_ENGINE, load_engine
from newsearch.errors import (
    ArticleNotFound,
    IndexClosed,
    IndexDamaged,
    IndexExists,
    IndexUnwritable,
    NewsearchError,
)
from newsearch.indexing.generations import (
    Generation,
    current_number,
    hold_current,
    index_exists,
    sweep,
    writer_lock,
)
from newsearch.indexing.manifest import Manifest
from newsearch.indexing.opened import OpenGeneration
from newsearch.results import (
    Analysis,
    BuildReport,
    IndexStats,
    Progress,
    SearchResults,
    SourceCount,
)

PathName = str | os.PathLike[str]


class NewsIndex:
    """An index of news articles in a directory.

    Reading (`search`, `get`, `sources`, `stats`) is safe from several threads and shows the
    generation that was current when the index was opened; `refresh` moves on to a newer one.
    Writing (`rebuild`, `update`, `add`, `delete`) makes a new generation, which this
    object then reads; one process writes at a time, others get `IndexLocked`.
    """

    def __init__(self, path: PathName) -> None:
        """Use `create`, `open` or `open_or_create`."""
        self._path = Path(path)
        self._lock = threading.RLock()
        self._open: OpenGeneration | None = None
        self._closed = False
        self._wanted_engine: str | None = None

    @classmethod
    def create(cls, path: PathName, *, engine: str = DEFAULT_ENGINE) -> Self:
        """Make an empty index in a directory that has none. Raises `IndexExists`."""
        from newsearch.indexing.generation_writer import GenerationWriter

        index = cls(path)
        chosen = load_engine(engine)
        with index._writing():
            if index_exists(index._path):
                raise IndexExists(
                    f"there is an index at {path} already: open it, or choose another place"
                )
            GenerationWriter(index._path, chosen).commit()
        return index

    @classmethod
    def open(cls, path: PathName) -> Self:
        """Open the index in a directory.

        Raises `IndexNotFound`, `IndexOutdated`, `IndexDamaged`, `EngineUnavailable`.
        """
        index = cls(path)
        with index._reading():
            return index

    @classmethod
    def open_or_create(cls, path: PathName, *, engine: str | None = None) -> Self:
        """Open the index, or have one made by the next `rebuild` where there is none.

        An index that cannot be opened (another version's, or damaged) can still be rebuilt.
        """
        if engine is not None:
            load_engine(engine)
        index = cls(path)
        index._wanted_engine = engine
        return index

    # Writing

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

    # Reading

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

    def refresh(self) -> bool:
        """Move on to the current generation; tells whether there was a newer one."""
        with self._lock:
            self._check_open()
            opened = self._open
            if opened and opened.manifest.generation == current_number(self._path):
                return False
            self._open = OpenGeneration.at(self._path)
        if opened:
            opened.retire()
        return True

    def close(self) -> None:
        """Close the files, once results with facets not counted yet let go. May be called again."""
        with self._lock:
            self._closed = True
            opened, self._open = self._open, None
        if opened:
            opened.retire()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"NewsIndex({str(self._path)!r})"

    # Inside

    def _check_open(self) -> None:
        if self._closed:
            raise IndexClosed(f"the index {self._path} was closed: open it again")

    @contextmanager
    def _reading(self) -> Iterator[OpenGeneration]:
        with self._lock:
            self._check_open()
            if self._open is None:
                self._open = OpenGeneration.at(self._path)
            use = self._open.use()
            current = use.__enter__()
        try:
            yield current
        finally:
            use.__exit__(None, None, None)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Be the one writer; afterwards read what was written, and let go of what was before."""
        self._check_open()
        try:
            with writer_lock(self._path):
                yield
                self.refresh()
                sweep(self._path)
        except sqlite3.OperationalError as error:
            raise self._unwritable(error) from error
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(f"{self._path}: lexicon or catalog: {error}") from error
        except FileNotFoundError as error:
            raise IndexDamaged(f"{self._path}: a file of the index is missing: {error}") from error
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: Exception) -> IndexUnwritable:
        return IndexUnwritable(
            f"{self._path}: the index cannot be written ({error}); what was there before is "
            "unchanged: check space and rights on the disk, and try again"
        )

    @contextmanager
    def _changing(self) -> Iterator[tuple[Engine, tuple[Generation, Manifest]]]:
        """Be the one writer, with the generation that is to be changed."""
        current_number(self._path)  # leaves no trace where there is no index
        with self._writing(), hold_current(self._path) as held:
            manifest = Manifest.read(held.generation.manifest)
            yield load_engine(manifest.engine), (held.generation, manifest)

    def _engine_name(self) -> str:
        """The engine asked for, else the one that the index has, else the default."""
        if self._wanted_engine is not None:
            return self._wanted_engine
        if index_exists(self._path):
            try:
                with hold_current(self._path) as held:
                    return Manifest.read(held.generation.manifest).engine
            except NewsearchError:
                return DEFAULT_ENGINE  # a damaged or outdated index is what a rebuild replaces
        return DEFAULT_ENGINE


def analyze_text(text: str) -> Analysis:
    """How a text is analysed, without an index: pyvi's model is compiled first."""
    from newsearch.analysis.analyzer import explain_analysis
    from newsearch.analysis.pyvi_model import compile_segmenter

    return explain_analysis(text, compile_segmenter())


def _listed(values: Sequence[str] | str | None) -> tuple[str, ...]:
    if values is None:
        return ()
    return (values,) if isinstance(values, str) else tuple(values)
