"""The protocol that every engine fulfils.

Engines receive terms, not text: they never analyse. They write into a directory that is theirs
alone and never into one that a reader has open (`newsearch.indexing` sees to that).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol, TypeAlias

from newsearch.article import Article
from newsearch.query import Node, Request

if TYPE_CHECKING:  # a search needs no arrays from here
    from newsearch.analysis.term_batch import TermBatch

# BM25 (Robertson and Zaragoza 2009): saturation of frequency, strength of length normalisation.
BM25_K1 = 1.2
BM25_B = 0.75


Document: TypeAlias = Any
"""What a reader knows an article by. It means something to the reader that gave it only."""


def rounded(score: float) -> float:
    """A score to as many digits as engines agree on: what differs after these is equal."""
    return float(f"{score:.5g}")


class FoundDocument(NamedTuple):
    """One article of a result page, not read yet, with its score."""

    document: Document
    score: float


@dataclass(frozen=True, slots=True)
class Found:
    """The answer to a `Request`: how many match in all, and one page of them in order.

    ``count_facets`` counts the values of each requested facet over the whole result, the most
    frequent first. The reader must still be open then.
    """

    total: int
    page: tuple[FoundDocument, ...]
    count_facets: Callable[[], Mapping[str, Mapping[str, int]]] = field(compare=False)


@dataclass(frozen=True, slots=True)
class EngineStats:
    """Counts of an engine's index."""

    terms: int
    segments: int


class Inverter(Protocol):
    """Prepares analysed articles for a writer. It may live in another process than the writer.

    What it gives out can be pickled, means something to the writer of the same engine only,
    and comes at any time: after each batch, now and then, or at the end.
    """

    def add(self, batch: TermBatch) -> object | None:
        """Take a batch; gives what is ready for the writer, if anything is."""

    def finish(self) -> object | None:
        """Give the rest. The inverter can be used again afterwards."""


class EngineWriter(Protocol):
    """Adds and deletes; nothing is to be seen before `commit`."""

    def delete(self, ids: Iterable[str]) -> None:
        """Delete the articles with these ids, those taken by this writer not included."""

    def take(self, prepared: object) -> None:
        """Add the articles that an inverter prepared. Their ids must not be there already."""

    def commit(self) -> None:
        """Write everything to disk. The writer cannot be used afterwards."""

    def cancel(self) -> None:
        """Throw away what was added."""


class EngineReader(Protocol):
    """Reads one committed state of an index. Safe to share between threads."""

    def search(self, request: Request) -> Found:
        """Answer a request."""

    def identities(self, documents: Sequence[Document]) -> list[str]:
        """The id of each document, quicker than by reading its article."""

    def read(self, document: Document) -> Article:
        """The stored article of a document."""

    def scores(self, node: Node, documents: Sequence[Document]) -> list[float]:
        """The score that a node gives each of some documents, 0 where it does not match.

        For few documents this is much quicker than a search.
        """

    def minutes(self, documents: Sequence[Document]) -> list[int]:
        """The first minute of each document's date (`newsearch.engines.documents.minutes`)."""

    def get(self, identity: str) -> Article | None:
        """The article with this id."""

    def articles(self) -> Iterator[Article]:
        """All articles, in no particular order."""

    def ids(self) -> Iterator[str]:
        """All ids, in no particular order."""

    def count(self) -> int:
        """The number of articles."""

    def values(self, field: str) -> Mapping[str, int]:
        """The values of a keyword or list field that articles have, each with their number."""

    def stats(self) -> EngineStats:
        """Counts for people who look after an index."""

    def close(self) -> None:
        """Close the files. Searches afterwards fail."""


class Engine(Protocol):
    """A kind of index."""

    name: str

    def version(self) -> str:
        """The version of the package underneath."""

    def inverter(self, directory: Path) -> Inverter:
        """An inverter for the writer of the index in this directory."""

    def writer(self, directory: Path) -> EngineWriter:
        """A writer for the index in an existing directory; an empty one gets a new index."""

    def reader(self, directory: Path) -> EngineReader:
        """A reader. Raises `newsearch.errors.IndexDamaged` when the files cannot be read."""
