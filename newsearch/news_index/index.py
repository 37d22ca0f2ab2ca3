"""NewsIndex: the one object that programs use.

with NewsIndex.open("indexes/news") as index:
    for hit in index.search("bầu cử quốc hội", since="2021"):
        print(hit.article.title, hit.article.published)
"""

from __future__ import annotations

from typing import Self

from newsearch.engines.registry import DEFAULT_ENGINE, load_engine
from newsearch.errors import IndexExists
from newsearch.indexing.generations import index_exists
from newsearch.news_index.searching import IndexSearching
from newsearch.news_index.state import PathName
from newsearch.news_index.writing import IndexWriting


class NewsIndex(IndexSearching, IndexWriting):
    """An index of news articles in a directory.

    Reading (`search`, `get`, `sources`, `stats`) is safe from several threads and shows the
    generation that was current when the index was opened; `refresh` moves on to a newer one.
    Writing (`rebuild`, `update`, `add`, `delete`) makes a new generation, which this
    object then reads; one process writes at a time, others get `IndexLocked`.
    """

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
