"""All articles that match, one by one: as many as there are, in the order of the search."""

from __future__ import annotations

import weakref
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Self

from newsearch.article import Article
from newsearch.engines.base import Document, EngineReader
from newsearch.searching.corpus import Corpus
from newsearch.searching.options import SearchOptions
from newsearch.searching.ranking import rank
from newsearch.searching.search import Search


class ExportedArticles(Iterator[Article]):
    """The articles of an export, each read when its turn comes.

    ``total`` is how many there are in all, ``reading`` and ``notices`` are those of
    `SearchResults`. The state of the index that answered is kept open until the last article was
    given, or nobody asks any more.
    """

    def __init__(
        self,
        reader: EngineReader,
        documents: Sequence[Document],
        release: Callable[[], None],
        reading: str = "",
        notices: tuple[str, ...] = (),
    ) -> None:
        self.total = len(documents)
        self.reading = reading
        self.notices = notices
        self._articles: Iterator[Article] = map(reader.read, documents)
        self._release = weakref.finalize(self, release)
        self._release.atexit = False  # the files are closed then anyway

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> Article:
        try:
            return next(self._articles)
        except StopIteration:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the index before the last article was given. May be called again."""
        self._articles = iter(())
        self._release()


class Export(Search):
    """One query to one committed index whose whole result is wanted."""

    def __init__(self, corpus: Corpus, options: SearchOptions) -> None:
        """``limit``, ``offset`` and ``snippets`` do not count. Raises `QueryError`."""
        super().__init__(corpus, replace(options, limit=0, offset=0, snippets=0))

    def articles(self, query: str, hold: Callable[[], Callable[[], None]]) -> ExportedArticles:
        """Every article that matches. Raises `QueryError` with the position of what is wrong.

        ``hold`` keeps the reader open until what it returns is called.
        """
        corpus, options = self._corpus, self._options
        understood = self._understood(query)
        compiled = understood.compiled
        request = replace(self._request(compiled), limit=corpus.reader.count(), facets=())
        ranked = rank(corpus.reader, request, corpus.lexicon, options.feedback, self._freshness)
        return ExportedArticles(
            corpus.reader,
            [one.document for one in ranked.page],
            hold(),
            compiled.reading,
            (*understood.parsed.notices, *compiled.notices, *self._unused()),
        )
