"""The ways to search that relevance is compared of: newsearch's and the yardsticks'.

One yardstick is only here, for it is about what is found and not about how soon: the standard
analyzer, which takes no notice of Vietnamese. It is BM25 over lower-cased words of letters and
digits (so: syllables), accents kept, title and text together, in arrays of bm25s.
"""

from __future__ import annotations

import logging
import re
import shutil
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, ExitStack, contextmanager
from typing import Any, NamedTuple

from benchmarks.query import yardstick_search
from benchmarks.ranking_figures import DEPTH
from benchmarks.workspace import Corpus, Workspace, missing_engine
from benchmarks.yardsticks import Bm25sYardstick, Search, Yardstick, missing, read_documents
from newsearch import NewsIndex

NEWSEARCH = "newsearch, "
NO_FEEDBACK = "newsearch, no feedback"
STANDARD = "standard analyzer"

# A combining mark belongs to its letter, as in Unicode's word boundaries (UAX 29).
_WORD = re.compile(r"[^\W_][\w\u0300-\u036f]*")


class Ways(NamedTuple):
    """Ways to search by name, newsearch's first, and who is not here, with the reason."""

    searches: dict[str, Search]
    absent: list[tuple[str, str]]

    def newsearch(self) -> list[str]:
        """The names of newsearch's."""
        return [name for name in self.searches if name.startswith(NEWSEARCH)]


@contextmanager
def ways_to_search(
    workspace: Workspace, corpus: Corpus, engines: Sequence[str], workers: int
) -> Iterator[Ways]:
    """All ways to search a corpus; newsearch's indexes are built anew, the others' are kept."""
    ways = Ways({}, [])
    with ExitStack() as stack:
        for engine in engines:
            name, reason = f"{NEWSEARCH}{engine}", missing_engine(engine)
            if reason:
                ways.absent.append((name, reason))
                continue
            place = workspace.ready_index(engine, corpus, workers)
            index = stack.enter_context(NewsIndex.open(place))
            ways.searches[name] = index_search(index)
            ways.searches.setdefault(NO_FEEDBACK, index_search(index, feedback=False))
        if workspace.yardsticks:
            _enter(stack, ways, STANDARD, Bm25sYardstick(), standard_search(workspace, corpus))
        for yardstick in workspace.yardsticks:
            name = f"pyvi words, {_NAMES.get(yardstick.name, yardstick.name)}"
            _enter(stack, ways, name, yardstick, _kept_yardstick(workspace, corpus, yardstick.name))
        yield ways


_NAMES = {"whoosh": "Whoosh", "fts5": "FTS5"}


def index_search(index: NewsIndex, **options: Any) -> Search:
    """The ids of the first `DEPTH` hits of newsearch."""

    def search(text: str) -> list[str]:
        found = index.search(text, limit=DEPTH, snippets=0, group=False, **options)
        return [hit.id for hit in found]

    return search


@contextmanager
def standard_search(workspace: Workspace, corpus: Corpus) -> Iterator[Search]:
    """The standard analyzer's search; its index is kept from an earlier run or built."""
    directory = corpus.path.with_name(f"standard-{corpus.articles}")
    yardstick = Bm25sYardstick()
    if not directory.exists():
        unfinished = directory.with_name(f"{directory.name}.unfinished")
        shutil.rmtree(unfinished, ignore_errors=True)
        unfinished.mkdir()
        logging.getLogger("bm25s").disabled = True  # it tells of each step
        documents = (
            document._replace(title=syllables(document.title), body=syllables(document.body))
            for document in read_documents(corpus.path)
        )
        yardstick.build(documents, unfinished)
        unfinished.rename(directory)
    with yardstick.open(directory) as search:
        yield lambda query: search(syllables(query))


def syllables(text: str) -> str:
    """The words that a standard analyzer finds, between spaces.

    >>> syllables("Giá cà-phê (tăng 5%)")
    'giá cà phê tăng 5'
    """
    return " ".join(_WORD.findall(text.lower()))


@contextmanager
def _kept_yardstick(workspace: Workspace, corpus: Corpus, name: str) -> Iterator[Search]:
    with yardstick_search(name, workspace.yardstick(name, corpus)) as search:
        yield search


def _enter(
    stack: ExitStack,
    ways: Ways,
    name: str,
    yardstick: Yardstick,
    opening: AbstractContextManager[Search],
) -> None:
    reason = missing(yardstick)
    if reason:
        ways.absent.append((name, reason))
    else:
        ways.searches[name] = stack.enter_context(opening)
