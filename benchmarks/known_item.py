"""Known-item search: an article's title is asked, and the article has to be found by its text.

The titles are taken out of all articles beforehand, or every way to search would only have to
find the title itself.
"""

from __future__ import annotations

import gzip
import random
from collections.abc import Iterator
from itertools import islice

from benchmarks.corpus import Record, write_lines
from benchmarks.query_sets import Query
from benchmarks.workspace import Corpus, Workspace

SEED = 2013

FEWEST_WORDS = 4  # of a title that is asked: shorter ones name a column, not an article

# Stands for no title: it holds no word, and a reader takes the first sentence for none at all.
NO_TITLE = "–"


def draw(corpus: Corpus, number: int) -> list[Query]:
    """Titles of so many articles that have a body, the same ones every time."""
    fit = [
        Query(record["title"], frozenset([record["id"]]))
        for record in islice(corpus.records(), corpus.original)
        if len(record.get("title", "").split()) >= FEWEST_WORDS and record.get("body")
    ]
    return random.Random(SEED).sample(fit, min(number, len(fit)))


def without_titles(workspace: Workspace, corpus: Corpus) -> tuple[Workspace, Corpus]:
    """The same articles without their titles, in a workspace of their own below the first one."""
    path = corpus.path.with_name(f"untitled-{corpus.articles}.jsonl.gz")
    if not path.exists():
        unfinished = path.with_name(f"{path.name}.unfinished")
        with gzip.GzipFile(unfinished, "wb", mtime=0) as out:
            write_lines(_untitled(corpus), out)
        unfinished.rename(path)
    untitled = Workspace(path.parent, [path], workspace.yardsticks)
    return untitled, untitled.corpus()


def _untitled(corpus: Corpus) -> Iterator[Record]:
    for record in corpus.records():
        yield record | {"title": NO_TITLE}
