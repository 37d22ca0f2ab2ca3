"""All articles of a corpus, one after another, without an index."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from newsearch.readers.corpus import list_files
from newsearch.readers.input import ReadArticle, ReadAs, ReadOptions
from newsearch.readers.reading import read_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from newsearch.results import Skipped


def read_corpus(
    sources: Iterable[str | os.PathLike[str]] | str | os.PathLike[str],
    *,
    field_map: Mapping[str, str] | None = None,
) -> Iterator[ReadArticle | Skipped | ReadAs]:
    """What an index of these files and folders would hold, as it is read.

    Gives a `ReadArticle` for each article, with the place where it was found and remarks on
    it, a `Skipped` for what gave none, and a `ReadAs` behind the articles of each file or
    member of an archive. ``field_map`` names fields of records by hand, as for
    `NewsIndex.rebuild`; raises `UnknownField`. Memory does not grow with the corpus.

    >>> for found in read_corpus("corpus/"):
    ...     if isinstance(found, ReadArticle):
    ...         print(found.path, found.article.title)  # doctest: +SKIP
    """
    options = ReadOptions(dict(field_map or {}))
    return _read(sources, options)


def _read(
    sources: Iterable[str | os.PathLike[str]] | str | os.PathLike[str], options: ReadOptions
) -> Iterator[ReadArticle | Skipped | ReadAs]:
    files, unlisted = list_files([sources] if isinstance(sources, str | os.PathLike) else sources)
    yield from unlisted
    for file in files:
        yield from read_file(file, options=options)
