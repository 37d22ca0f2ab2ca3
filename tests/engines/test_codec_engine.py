"""An index of the engine's own, opened with Whoosh, is like one that Whoosh wrote itself."""

from __future__ import annotations

import json
import random
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from whoosh import index as whoosh_index
from whoosh import query as q
from whoosh import scoring, sorting
from whoosh.codec.whoosh3 import W3Codec
from whoosh.query import spans
from whoosh.searching import Searcher

from newsearch.analysis.batch_analyzer import BatchAnalyzer
from newsearch.analysis.pyvi_model import compile_segmenter
from newsearch.article import Article, Published, canonical_url
from newsearch.engines.documents import first_minute, last_minute, pack_article
from newsearch.engines.whoosh.codec.codec import ArrayCodec
from newsearch.engines.whoosh.codec.schema import build_schema
from newsearch.engines.whoosh.engine import WhooshEngine
from newsearch.engines.whoosh.segment.text_field import STORED_FIELDS, TEXT, starts_in_text
from newsearch.query import TEXT_FIELDS
from newsearch.sources.authors import author_names
from newsearch.sources.keys import source_key
from tests.engines.engine_contract import write_articles
from tests.engines.whoosh_contents import (
    SYLLABLES,
    assert_same_answers,
    contents,
    random_text,
    rounded_length,
)

NEW_YEAR = datetime(2021, 1, 1)


# Lengths of title, summary and body that give only lengths which Whoosh's own codec does not
# round: of the title and its pairs, of all the text, of the pairs in the rest.
LENGTHS = [
    (title, summary, body)
    for title in range(2, 9)
    for summary in (0, 4)
    for body in range(2, 70)
    for sums in [(title + summary + body, max(summary - 1, 0) + body - 1)]
    if sums == tuple(map(rounded_length, sums))
]


def random_article(source: random.Random, identity: str) -> Article:
    title, summary, body = source.choice(LENGTHS)
    published = None
    if source.random() < 0.9:
        moment = NEW_YEAR + timedelta(minutes=source.randint(0, 10**6))
        published = Published.fromisoformat(moment.isoformat()[: source.choice((16, 10, 7))])
    return Article(
        id=identity,
        title=random_text(source, title),
        summary=random_text(source, summary),
        body=random_text(source, body),
        author=source.choice(("", "Phương Trang", "Trang Hạ", "Trang Hạ - Phương Trang")),
        topics=source.choice(((), ("Thời sự",), ("Thời sự", "Pháp luật, đời sống"))),
        source=source.choice(("a.vn", "b.vn", "Báo Đất Việt", "")),
        url=source.choice(("", f"https://www.a.vn/tin/{identity}.htm#top")),
        published=published,
    )


def build(directory: Path) -> dict[str, Article]:
    """An index of two segments, one of them merged, the other with deleted documents.

    Gives the articles that are left.
    """
    source = random.Random(7)
    left: dict[str, Article] = {}
    for first, last, deleted in ((0, 100, ()), (100, 118, (3, 4, 99)), (118, 134, (0, 50, 101))):
        new = [random_article(source, f"{number:03}") for number in range(first, last)]
        # Of those that are deleted one comes back with another text.
        new += [random_article(source, f"{number:03}") for number in deleted[-1:]]
        gone = [f"{number:03}" for number in deleted]
        write_articles(WhooshEngine(), directory, new, gone)
        left = {identity: one for identity, one in left.items() if identity not in gone}
        left |= {one.id: one for one in new}
    return left


def documents(articles: list[Article]) -> Iterator[dict[str, Any]]:
    """What Whoosh's writer is given of each article."""
    batch = BatchAnalyzer(compile_segmenter()).analyze(articles)
    terms = batch.vocabulary.terms
    fields: dict[str, list[dict[str, Any]]] = {
        name: [{} for _ in articles] for name in STORED_FIELDS
    }
    starts = starts_in_text(batch.lengths)
    for name, places in batch.places.items():
        rows = zip(places.documents.tolist(), places.terms, places.positions.tolist(), strict=True)
        for document, term, position in rows:
            if name in STORED_FIELDS:
                fields[name][document].setdefault(terms[term], []).append(position)
            if name in TEXT_FIELDS:
                position += int(starts[name][document])
                fields[TEXT][document].setdefault(terms[term], []).append(position)
    for name, pairs in batch.pairs.items():
        for document, first, second in zip(
            pairs.documents, pairs.firsts, pairs.seconds, strict=True
        ):
            counts, pair = fields[name][document], f"{terms[first]} {terms[second]}"
            counts[pair] = counts.get(pair, 0) + 1
    for name, words in batch.words.items():
        for document, term in zip(words.documents, words.terms, strict=True):
            counts = fields[name][document]
            counts[terms[term]] = counts.get(terms[term], 0) + 1
    for number, article in enumerate(articles):
        document_fields: dict[str, Any] = {
            "id": article.id,
            "source": source_key(article.source) or None,
            "url": canonical_url(article.url) if article.url else None,
            "day": article.published.isoformat()[:10] if article.published else None,
            "author_names": author_names(article.author) or None,
            "topics": article.topics or None,
            "published": article.published.moment if article.published else None,
            "first_minute": first_minute(article),
            "last_minute": last_minute(article),
            "article": pack_article(article),
        }
        yield document_fields | {name: found[number] for name, found in fields.items()}


def write_with_whoosh(directory: Path, engine_reader: Any) -> None:
    """An index with the same documents in the same segments, by Whoosh's own writer and codec."""
    index = whoosh_index.create_in(str(directory), build_schema())
    for leaf, _ in engine_reader.leaf_readers():
        writer = index.writer(codec=W3Codec(blocklimit=16))
        stored = [leaf.stored_fields(number) for number in range(leaf.doc_count_all())]
        articles = [Article.from_dict(json.loads(fields["article"])) for fields in stored]
        for document in documents(articles):
            writer.add_document(**document)
        writer.commit(merge=False)
    writer = index.writer()
    for number in range(engine_reader.doc_count_all()):
        if engine_reader.is_deleted(number):
            writer.delete_document(number)
    writer.commit(merge=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path, dict[str, Article]]:
    """The directory of the engine's index, that of Whoosh's, and the articles in them."""
    ours, plain = tmp_path_factory.mktemp("ours"), tmp_path_factory.mktemp("plain")
    left = build(ours)
    with whoosh_index.open_dir(str(ours)).reader() as reader:
        write_with_whoosh(plain, reader)
    return ours, plain, left


@pytest.fixture(scope="module")
def searchers(built: tuple[Path, Path, dict[str, Article]]) -> Iterator[list[Searcher]]:
    """A searcher of Whoosh's own index, and one of the engine's."""
    ours, plain, _ = built
    opened = [whoosh_index.open_dir(str(directory)).searcher() for directory in (plain, ours)]
    yield opened
    for searcher in opened:
        searcher.close()


def test_the_index_has_segments_of_both_kinds(
    searchers: list[Searcher], built: tuple[Path, Path, dict[str, Article]]
) -> None:
    leaves = [leaf for leaf, _ in searchers[1].reader().leaf_readers()]
    assert len(leaves) == 2
    assert {leaf.has_deletions() for leaf in leaves} == {True, False}
    stored = [json.loads(fields["article"]) for fields in searchers[1].reader().all_stored_fields()]
    assert {one["id"]: Article.from_dict(one) for one in stored} == built[2]


def test_the_same_is_in_them(searchers: list[Searcher]) -> None:
    expected, found = (contents(searcher.reader()) for searcher in searchers)
    assert len(found) == len(expected)
    for segment, expected_segment in zip(found, expected, strict=True):
        assert segment.keys() == expected_segment.keys()
        for what, value in expected_segment.items():
            assert segment[what] == value, what
        assert len(segment["terms"]) > 500


A, B, C, D = SYLLABLES[1], SYLLABLES[4], SYLLABLES[6], SYLLABLES[18]
WORDS = [q.Term("text", word) for word in (A, B, C, D, SYLLABLES[60])]
JUNE = (datetime(2021, 6, 1), datetime(2021, 12, 31))
QUERIES: list[Any] = [
    WORDS[0],
    q.Term("title", A),
    q.Term("author", "trang"),
    q.Term("text", "không"),
    q.Term("text_pairs", f"{A} {B}"),
    q.Term("source", "b.vn"),
    q.Term("id", "050"),
    q.Term("url", "a.vn/tin/007.htm"),
    q.Term("day", "2021-05"),
    q.Term("author_names", "Trang Hạ"),
    q.Term("topics", "Pháp luật, đời sống"),
    q.And(WORDS[:2]),
    q.Or(WORDS),
    q.Or([*WORDS, q.Term("title", B), q.Term("text_pairs", f"{B} {A}", boost=2.0)]),
    q.Not(WORDS[0]),
    q.And([WORDS[1], q.Not(WORDS[2]), q.DateRange("published", *JUNE)]),
    q.AndNot(WORDS[1], q.Term("source", "a.vn")),
    q.AndMaybe(WORDS[3], q.Term("title", C)),
    q.Phrase("text", [A, B]),
    q.Phrase("text", [A, B, A], slop=3),
    q.Phrase("author", ["phương", "trang"]),
    spans.SpanNear(WORDS[0], WORDS[2], slop=4, ordered=False),
    q.Prefix("text", "ngh"),
    q.Prefix("text_pairs", f"{A} "),
    q.Prefix("url", "a.vn/tin/0"),
    q.Wildcard("title", "t*ư?"),
    q.FuzzyTerm("text", "ngướ"),
    q.TermRange("text", "gi", "kh"),
    q.TermRange("id", "020", "040", endexcl=True),
    q.DateRange("published", *JUNE),
    q.DateRange("published", None, JUNE[0]),
    q.DateRange("published", JUNE[0] + timedelta(minutes=1), JUNE[0] + timedelta(days=40)),
    q.Every(),
    q.Every("author"),
]
WEIGHTINGS = [scoring.BM25F(), scoring.BM25F(B=0.4, text_B=1.0), scoring.TF_IDF()]


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_queries_find_and_score_the_same(searchers: list[Searcher], query: Any) -> None:
    for weighting in WEIGHTINGS:
        for searcher in searchers:
            searcher.weighting = weighting
        assert_same_answers(searchers, query)


def test_the_queries_are_worth_asking(searchers: list[Searcher]) -> None:
    found = [len(searchers[1].search(query, limit=None)) for query in QUERIES]
    assert sum(1 for count in found if count > 1) >= len(QUERIES) - 7


FieldFacet = sorting.FieldFacet
OPTIONS: list[dict[str, Any]] = [
    {"sortedby": "published"},
    {"sortedby": FieldFacet("published", reverse=True)},
    {"sortedby": "published", "reverse": True, "limit": 9},
    {"sortedby": ["source", FieldFacet("first_minute", reverse=True), "id"]},
    {"sortedby": [FieldFacet("source", reverse=True), "last_minute"]},
    {"sortedby": FieldFacet("url", reverse=True)},
    {"groupedby": "source"},
    {"groupedby": ["source", "first_minute"], "maptype": sorting.Count},
    {"groupedby": sorting.DateRangeFacet("published", NEW_YEAR, JUNE[1], timedelta(days=30))},
    {"collapse": "source"},
    {"collapse": "source", "collapse_limit": 4, "collapse_order": FieldFacet("published")},
    {"filter": q.Term("source", "a.vn"), "mask": WORDS[2]},
]


@pytest.mark.parametrize("options", OPTIONS, ids="-".join)
def test_results_are_ordered_and_grouped_the_same(
    searchers: list[Searcher], options: dict[str, Any]
) -> None:
    for searcher in searchers:
        searcher.weighting = scoring.BM25F()
    expected, found = (
        searcher.search(q.Or(WORDS), **{"limit": None} | options) for searcher in searchers
    )
    assert len(found) > 3
    assert [hit.docnum for hit in found] == [hit.docnum for hit in expected]
    assert found.facet_names() == expected.facet_names()
    for name in expected.facet_names():
        assert len(found.groups(name)) > 1
        assert found.groups(name) == expected.groups(name)


def test_columns_are_reversed_where_they_can_be(searchers: list[Searcher]) -> None:
    keys = []
    for searcher in searchers:
        leaf, _ = searcher.reader().leaf_readers()[0]
        column = leaf.column_reader("published", reverse=True, translate=False)
        keys.append([column.sort_key(number) for number in range(leaf.doc_count_all())])
        with pytest.raises(NotImplementedError):
            leaf.column_reader("source", reverse=True)
    assert keys[0] == keys[1]
    assert max(keys[1]) < 0


@pytest.mark.parametrize("codec", [W3Codec(), ArrayCodec()], ids=["W3Codec", "ArrayCodec"])
def test_whoosh_merges_and_extends_the_index(
    built: tuple[Path, Path, dict[str, Article]], tmp_path: Path, codec: Any
) -> None:
    both = []
    new = random_article(random.Random(8), "mới")
    for name, directory in zip(("ours", "plain"), built[:2], strict=True):
        shutil.copytree(directory, tmp_path / name)
        index = whoosh_index.open_dir(str(tmp_path / name))
        with index.writer(codec=codec) as writer:
            for document in documents([new]):
                writer.update_document(**document)
            writer.delete_by_term("source", "b.vn")
            writer.optimize = True
        with index.reader() as reader:
            assert isinstance(reader.codec(), type(codec))
            (segment,) = contents(reader)
            both.append(segment)
    assert both[0].keys() == both[1].keys()
    for what, value in both[1].items():
        assert both[0][what] == value, what
