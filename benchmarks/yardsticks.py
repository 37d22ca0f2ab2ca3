"""What newsearch is measured against: search built plainly from well-known parts.

    python -m benchmarks.yardsticks build NAME ARTICLES.jsonl.gz DIR [--segmenter pyvi]
    python -m benchmarks.yardsticks search NAME DIR QUERY

Every yardstick indexes an article's title and its text (summary, body, captions) as pyvi's words,
and answers a query with the ten best articles that hold any of its words, with snippets where it
can make them:

- whoosh: TEXT fields with a whitespace tokenizer and lower case, default writer, `highlights`
- fts5: SQLite, unicode61 without removing accents, ``snippet()``
- bm25s: the index and the articles in arrays and a file; it makes no snippets
- tantivy: its default tokenizer, which takes pyvi's words apart again, and its snippets
"""

from __future__ import annotations

import argparse
import gzip
import json
import sqlite3
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, contextmanager
from datetime import datetime
from importlib import import_module
from importlib.util import find_spec
from itertools import islice
from pathlib import Path
from typing import NamedTuple, Protocol

HITS = 10

Segment = Callable[[str], str]
Search = Callable[[str], list[str]]


class Document(NamedTuple):
    """What a yardstick indexes: texts in which pyvi's words are joined by underscores."""

    id: str
    title: str
    body: str
    published: str


class Yardstick(Protocol):
    """A way to index and search. ``package`` is what has to be installed for it."""

    name: str
    package: str

    def build(self, documents: Iterable[Document], directory: Path) -> None:
        """Index documents in an empty directory."""

    def open(self, directory: Path) -> AbstractContextManager[Search]:
        """A function that gives the ids of the ten best for a segmented query."""


class WhooshYardstick:
    """Whoosh as its documentation shows it."""

    name = "whoosh"
    package = "whoosh"

    def build(self, documents: Iterable[Document], directory: Path) -> None:
        analysis, fields = import_module("whoosh.analysis"), import_module("whoosh.fields")
        analyzer = analysis.SpaceSeparatedTokenizer() | analysis.LowercaseFilter()
        schema = fields.Schema(
            id=fields.ID(stored=True, unique=True),
            title=fields.TEXT(stored=True, analyzer=analyzer),
            body=fields.TEXT(stored=True, analyzer=analyzer),
            published=fields.DATETIME(stored=True),
        )
        writer = import_module("whoosh.index").create_in(str(directory), schema).writer()
        for document in documents:
            moment = _moment(document.published)
            dated = {"published": moment} if moment else {}
            writer.add_document(id=document.id, title=document.title, body=document.body, **dated)
        writer.commit()

    @contextmanager
    def open(self, directory: Path) -> Iterator[Search]:
        opened = import_module("whoosh.index").open_dir(str(directory), readonly=True)
        syntax = import_module("whoosh.qparser")
        parser = syntax.MultifieldParser(["title", "body"], opened.schema, group=syntax.OrGroup)
        with closing(opened), opened.searcher() as searcher:

            def search(query: str) -> list[str]:
                found = []
                for hit in searcher.search(parser.parse(query), limit=HITS):
                    hit.highlights("body", top=3)
                    found.append(hit["id"])
                return found

            yield search


class Fts5Yardstick:
    """SQLite's full-text search."""

    name = "fts5"
    package = "an SQLite with FTS5"

    _CREATE = (
        "CREATE VIRTUAL TABLE articles USING fts5(id UNINDEXED, title, body, published UNINDEXED,"
        " tokenize=\"unicode61 remove_diacritics 0 tokenchars '_'\")"
    )
    _SEARCH = (
        "SELECT id, title, snippet(articles, 2, '<mark>', '</mark>', '…', 32) FROM articles"
        f" WHERE articles MATCH ? ORDER BY rank LIMIT {HITS}"
    )

    def build(self, documents: Iterable[Document], directory: Path) -> None:
        with closing(sqlite3.connect(directory / "fts5.sqlite")) as database, database:
            database.execute(self._CREATE)
            database.executemany("INSERT INTO articles VALUES (?, ?, ?, ?)", documents)

    @contextmanager
    def open(self, directory: Path) -> Iterator[Search]:
        with closing(sqlite3.connect(directory / "fts5.sqlite")) as database:

            def search(query: str) -> list[str]:
                words = [f'"{word}"' for word in query.replace('"', " ").split()]
                if not words:
                    return []
                return [row[0] for row in database.execute(self._SEARCH, (" OR ".join(words),))]

            yield search


class Bm25sYardstick:
    """bm25s: scores computed beforehand, in sparse arrays."""

    name = "bm25s"
    package = "bm25s"

    def build(self, documents: Iterable[Document], directory: Path) -> None:
        kept = list(documents)
        words = [f"{document.title} {document.body}".lower().split() for document in kept]
        scores = import_module("bm25s").BM25()
        scores.index(words, show_progress=False)
        stored = [document._asdict() for document in kept]
        scores.save(str(directory), corpus=stored, show_progress=False)

    @contextmanager
    def open(self, directory: Path) -> Iterator[Search]:
        load = import_module("bm25s").BM25.load
        scores = load(str(directory), load_corpus=True, mmap=True, show_progress=False)
        limit = min(HITS, scores.scores["num_docs"])

        def search(query: str) -> list[str]:
            asked = [query.lower().split()]
            found, values = scores.retrieve(asked, k=limit, show_progress=False, n_threads=0)
            return [hit["id"] for hit, value in zip(found[0], values[0], strict=True) if value > 0]

        yield search


class TantivyYardstick:
    """tantivy with its defaults; it writes with threads of its own."""

    name = "tantivy"
    package = "tantivy"

    def build(self, documents: Iterable[Document], directory: Path) -> None:
        tantivy = import_module("tantivy")
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("title", stored=True)
        builder.add_text_field("body", stored=True)
        builder.add_date_field("published", stored=True, indexed=True)
        writer = tantivy.Index(builder.build(), path=str(directory)).writer()
        for written in documents:
            document = tantivy.Document(id=written.id, title=written.title, body=written.body)
            moment = _moment(written.published)
            if moment:
                document.add_date("published", moment)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()

    @contextmanager
    def open(self, directory: Path) -> Iterator[Search]:
        tantivy = import_module("tantivy")
        index = tantivy.Index.open(str(directory))
        searcher = index.searcher()

        def search(query: str) -> list[str]:
            parsed, _ = index.parse_query_lenient(query, ["title", "body"])
            snippets = tantivy.SnippetGenerator.create(searcher, parsed, index.schema, "body")
            found = []
            for _, address in searcher.search(parsed, HITS).hits:
                document = searcher.doc(address)
                snippets.snippet_from_doc(document).to_html()
                found.append(document["id"][0])
            return found

        yield search


YARDSTICKS: tuple[Yardstick, ...] = (
    WhooshYardstick(),
    Fts5Yardstick(),
    Bm25sYardstick(),
    TantivyYardstick(),
)


def by_name(name: str) -> Yardstick:
    """The yardstick of that name. Raises ``KeyError``."""
    return {yardstick.name: yardstick for yardstick in YARDSTICKS}[name]


def missing(yardstick: Yardstick) -> str | None:
    """What to install for a yardstick that cannot run here."""
    if isinstance(yardstick, Fts5Yardstick):
        with closing(sqlite3.connect(":memory:")) as database:
            options = {row[0] for row in database.execute("PRAGMA compile_options")}
        there = "ENABLE_FTS5" in options
    else:
        there = find_spec(yardstick.package) is not None
    return None if there else f"not here: install {yardstick.package}"


def pyvi_segment() -> Segment:
    """pyvi's own function, its model loaded."""
    segment: Segment = import_module("pyvi.ViTokenizer").tokenize
    segment("Tải mô hình trước khi đo.")
    return segment


def read_documents(articles: Path) -> Iterator[Document]:
    """The articles of a JSON Lines file (packed if its name ends in ``.gz``)."""
    with (gzip.open if articles.suffix == ".gz" else open)(articles, "rb") as lines:
        for line in lines:
            record = json.loads(line)
            parts = [record.get("summary"), record.get("body"), *record.get("captions", ())]
            body = "\n".join(part for part in parts if part)
            published = record.get("published", "")
            yield Document(record["id"], record.get("title", ""), body, published)


def _moment(published: str) -> datetime | None:
    """The first moment of an ISO date that may lack month and day."""
    try:
        return datetime.fromisoformat(published + "-01-01"[max(0, len(published) - 4) :])
    except ValueError:
        return None


def _build(options: argparse.Namespace) -> dict[str, float]:
    segment = pyvi_segment() if options.segmenter == "pyvi" else str
    spent = {"articles": 0.0, "segmenting": 0.0}

    def documents() -> Iterator[Document]:
        for document in islice(read_documents(options.articles), options.limit):
            start = time.perf_counter()
            title, body = segment(document.title), segment(document.body)
            spent["segmenting"] += time.perf_counter() - start
            spent["articles"] += 1
            yield document._replace(title=title, body=body)

    yardstick = by_name(options.name)
    if yardstick.name != "fts5":
        import_module(yardstick.package)  # importing is not indexing
    options.directory.mkdir(parents=True)
    start = time.perf_counter()
    yardstick.build(documents(), options.directory)
    return spent | {"seconds": time.perf_counter() - start}


def main(arguments: Sequence[str] | None = None) -> int:
    """Build a yardstick's index and print what it took, or ask it a query."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    commands = parser.add_subparsers(dest="command", required=True)
    names = [yardstick.name for yardstick in YARDSTICKS]
    build = commands.add_parser("build")
    build.add_argument("name", choices=names)
    build.add_argument("articles", type=Path)
    build.add_argument("directory", type=Path, help="a folder that is not there yet")
    build.add_argument("--segmenter", choices=("pyvi", "none"), default="pyvi")
    build.add_argument("--limit", type=int)
    search = commands.add_parser("search")
    search.add_argument("name", choices=names)
    search.add_argument("directory", type=Path)
    search.add_argument("query")
    options = parser.parse_args(arguments)
    if options.command == "build":
        print(json.dumps(_build(options)))
    else:
        with by_name(options.name).open(options.directory) as ask:
            print("\n".join(ask(pyvi_segment()(options.query))))
    return 0


if __name__ == "__main__":
    sys.exit(main())
