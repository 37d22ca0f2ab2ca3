"""Writing stories: the articles of the generation before, with what comes in and what leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from itertools import chain, pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from newsearch.analysis.array_file import ArrayFileWriter
from newsearch.errors import IndexDamaged
from newsearch.stories.grouping import stories_of
from newsearch.stories.resemblance import Rows
from newsearch.stories.signatures import COLUMNS, Signatures, in_order, no_signatures
from newsearch.stories.storage import (
    BEGINNING_PLACES,
    NUMBERS,
    PLACES,
    VERSION,
    StoriesFile,
    identity_hash,
)


class StoriesWriter:
    """Gathers the signatures of articles that come into an index, and groups all at the end.

    An article takes some 400 bytes of memory, and twice as much while the file is made.
    """

    def __init__(self, path: Path, base: Path | None = None) -> None:
        """A writer of a new file that goes on from the articles of another one, if any."""
        self._path = path
        self._base = base
        self.cancel()

    def add(self, signatures: Signatures) -> None:
        """Take articles that come in."""
        self._added.append(signatures)

    def subtract(self, identities: Iterable[str]) -> None:
        """Leave out articles of the base. Others may come in with the same ids."""
        self._gone.update(identities)

    def close(self) -> None:
        """Group all articles and write the file.

        Raises `IndexDamaged` when the base cannot be read, `OSError` when the file cannot be
        written.
        """
        with _base(self._base, self._gone) as parts:
            parts += self._added
            self.cancel()
            articles = in_order(parts)
        with ArrayFileWriter(self._path) as file:
            _write_articles(file, articles)
            _write_stories(file, articles, stories_of(articles))

    def cancel(self) -> None:
        """Forget what was gathered."""
        self._added: list[Signatures] = []
        self._gone: set[str] = set()


@contextmanager
def _base(path: Path | None, gone: set[str]) -> Iterator[list[Signatures]]:
    """The articles of a file that stay, mostly where they lie in it, as long as it is open.

    Raises `IndexDamaged` when it cannot be read.
    """
    if path is None:
        yield [no_signatures()]
        return
    with closing(StoriesFile(path)) as file:
        try:
            ids = tuple(file.identity(row) for row in range(file.articles))
        except ValueError as error:
            raise IndexDamaged(f"{path}: the stories cannot be read ({error})") from error
        whole = Signatures(
            ids=ids,
            places=np.asarray(file.array("places")).reshape(-1, PLACES),
            shingles=np.asarray(file.array("shingles")),
            beginnings=np.asarray(file.array("beginnings")).reshape(-1, BEGINNING_PLACES),
            numbers=np.asarray(file.array("numbers")).reshape(-1, NUMBERS),
            first_minutes=np.asarray(file.array("first_minutes")),
            last_minutes=np.asarray(file.array("last_minutes")),
            sources=np.asarray(file.array("sources")),
        )
        leaving = [row for row, identity in enumerate(ids) if identity in gone]
        bounds = [-1, *leaving, len(ids)]
        yield [whole.part(before + 1, row) for before, row in pairwise(bounds)]


def _write_articles(file: ArrayFileWriter, articles: Signatures) -> None:
    file.add("version", np.array([VERSION], np.uint32))
    starts = np.zeros(len(articles) + 1, np.uint64)
    with file.array("ids", "B") as out:
        for row, identity in enumerate(articles.ids, 1):
            out.write(identity.encode("utf-8", "replace"))
            starts[row] = out.size
    file.add("id_starts", starts)
    for name in COLUMNS:
        file.add(name, getattr(articles, name).reshape(-1))


def _write_stories(file: ArrayFileWriter, articles: Signatures, stories: list[Rows]) -> None:
    sizes = [len(story) for story in stories]
    minutes = articles.first_minutes.tolist()
    members = [
        sorted(story.tolist(), key=lambda row: (minutes[row], articles.ids[row]))
        for story in stories
    ]
    rows = np.array(list(chain.from_iterable(members)), np.uint32)
    numbers = np.repeat(np.arange(len(stories), dtype=np.uint32), sizes)
    hashes = np.array([identity_hash(articles.ids[row]) for row in rows.tolist()], np.uint64)
    order = hashes.argsort(kind="stable")
    file.add("grouped_hashes", hashes[order])
    file.add("grouped_rows", rows[order])
    file.add("grouped_stories", numbers[order])
    file.add("story_starts", _starts(sizes).astype(np.uint32))
    file.add("story_rows", rows)


def _starts(lengths: list[int]) -> NDArray[np.int64]:
    """Where each of some pieces that follow one another begins, and where the last one ends."""
    return np.cumsum([0, *lengths])
