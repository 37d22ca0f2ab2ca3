"""The error tree: every error that newsearch raises on purpose.

    NewsearchError
    ├── IndexNotFound        no index at that path
    ├── IndexExists          an index is there already
    ├── IndexLocked          another process is writing
    ├── IndexUnwritable      the disk is full, or writing is not allowed
    ├── IndexDamaged         a file of the index is missing or unreadable
    ├── IndexUnreadable      no right to read it, or too many open files
    ├── IndexOutdated        built by another version of the analysis or format
    ├── IndexClosed          used after close()
    ├── ArticleNotFound      no article with that id
    ├── CorpusUnreadable     nothing at all could be read
    ├── UnknownField         a field map names a field that articles do not have
    ├── EngineUnavailable    unknown engine, or its package is not installed
    ├── AnalysisUnavailable  pyvi's model is missing or not the one expected
    └── QueryError           a query, date or option that cannot be understood

Each message says what happened, where, and what to do next. Errors of libraries
underneath are wrapped with ``raise … from …``.
"""

from __future__ import annotations


class NewsearchError(Exception):
    """The root: catch this to catch everything newsearch raises on purpose."""


class IndexNotFound(NewsearchError):
    """There is no index at the given path."""


class IndexExists(NewsearchError):
    """There is an index at the given path already."""


class IndexLocked(NewsearchError):
    """Another process (its pid is in the message) is writing to the index."""


class IndexUnwritable(NewsearchError):
    """The index cannot be written: a full disk, missing rights, no such folder."""


class IndexDamaged(NewsearchError):
    """A file of the index is missing, cut short or unreadable.

    ``damage`` says which and how; what to do is always the same, and is added.
    """

    def __init__(self, damage: str) -> None:
        self.damage = damage
        super().__init__(f"{damage}: run `newsearch rebuild` with your corpus")


class IndexUnreadable(NewsearchError):
    """The index cannot be read at the moment, though nothing says that it is damaged."""


class IndexOutdated(NewsearchError):
    """The index was built by another version of the format or of the analysis."""


class IndexClosed(NewsearchError):
    """The index object was used after ``close()``."""


class ArticleNotFound(NewsearchError):
    """The index holds no article with the given id."""


class CorpusUnreadable(NewsearchError):
    """Not one article could be read from what was given."""


class UnknownField(NewsearchError):
    """A field map names a field that articles do not have."""


class EngineUnavailable(NewsearchError):
    """The engine is unknown, or the package it needs is not installed."""


class AnalysisUnavailable(NewsearchError):
    """The word segmentation model cannot be loaded."""


class QueryError(NewsearchError):
    """A query, a date or an option that cannot be understood.

    ``position`` counts characters of the query from 0, or is ``None`` where the
    error does not stand at one place.
    """

    def __init__(self, message: str, position: int | None = None) -> None:
        super().__init__(message)
        self.position = position
