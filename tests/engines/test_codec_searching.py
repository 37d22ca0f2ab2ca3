"""Indexes of Whoosh's ordinary writer: with this codec they hold and find the same as with W3's."""

from __future__ import annotations

import random
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from whoosh import highlight, scoring, sorting
from whoosh import query as q
from whoosh.filedb.filestore import FileStorage
from whoosh.query import spans
from whoosh.searching import Searcher

from newsearch.engines.whoosh.codec.codec import ArrayCodec
from tests.engines.whoosh_contents import (
    SYLLABLES,
    assert_same_answers,
    assert_same_ranking,
    contents,
    ranking,
)
from tests.engines.whoosh_samples import CODECS, FIRST_DAY, build, build_schema, random_document


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same index of each codec, in a directory of the codec's name."""
    directory = tmp_path_factory.mktemp("searching")
    for name, codec in CODECS.items():
        build(directory / name, codec)
    return directory


def merged(built: Path, name: str, directory: Path, codec: Any) -> Any:
    """A copy of an index, merged into one segment of a codec."""
    shutil.copytree(built / name, directory)
    index = FileStorage(str(directory)).open_index()
    index.writer(codec=codec).commit(optimize=True)
    return index


@pytest.fixture(scope="module", params=["several segments", "one segment"])
def searchers(
    request: pytest.FixtureRequest, built: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[list[Searcher]]:
    """A searcher of W3's index, and one of ours."""
    directory = tmp_path_factory.mktemp("merged")
    opened = []
    for name, codec in CODECS.items():
        if request.param == "one segment":
            index = merged(built, name, directory / name, codec)
        else:
            index = FileStorage(str(built / name)).open_index()
        opened.append(index.searcher())
    yield opened
    for searcher in opened:
        searcher.close()


def test_the_same_is_in_them(searchers: list[Searcher]) -> None:
    expected, found = (contents(searcher.reader()) for searcher in searchers)
    assert len(found) == len(expected)
    for segment, expected_segment in zip(found, expected, strict=True):
        assert segment.keys() == expected_segment.keys()
        for what, value in expected_segment.items():
            assert segment[what] == value, what


def test_the_readers_say_the_same(searchers: list[Searcher]) -> None:
    said = []
    for searcher in searchers:
        reader = searcher.reader()
        said.append(
            (
                reader.doc_count(),
                [list(reader.field_terms(name)) for name in ("paper", "title", "tags")],
                list(reader.expand_prefix("body", "ng")),
                [term for term, _ in reader.iter_prefix("tags", "ch")],
                reader.most_frequent_terms("body", 12),
                reader.most_distinctive_terms("body", 12, prefix="tr"),
                sorted(reader.terms_within("body", "ngước", 2)),
                sorted(reader.terms_within("title", "chước", 1, prefix=2)),
                reader.first_id("paper", "a.vn"),
                searcher.suggest("body", "nghiênn", limit=4),
                searcher.document(key="007"),
                [stored["key"] for stored in searcher.documents(paper="tuổi trẻ")],
                searcher.key_terms([3, 4, 9], "body", numterms=6),
                [hit["key"] for hit in searcher.more_like(3, "body", numterms=9)],
            )
        )
    assert said[1] == said[0]


A, B, C, D = SYLLABLES[1], SYLLABLES[4], SYLLABLES[6], SYLLABLES[18]
WORDS = [q.Term("body", word) for word in (A, B, C, D, SYLLABLES[60])]
RARE = q.Term("body", SYLLABLES[150])
QUERIES: list[Any] = [
    WORDS[0],
    RARE,
    q.Term("body", "không có"),
    q.Term("title", B),
    q.Term("summary", B),
    q.Term("tags", SYLLABLES[20]),
    q.Term("boosted", SYLLABLES[21]),
    q.Term("paper", "báo Hà Nội"),
    q.Term("breaking", True),
    q.And(WORDS[:3]),
    q.And([WORDS[0], q.Term("title", B, boost=2.5), q.Every()]),
    q.Or(WORDS),
    q.Or([*WORDS, RARE, q.Term("title", C), q.Term("summary", C), q.Term("boosted", C)]),
    q.Or([q.And(WORDS[:2]), q.And(WORDS[2:])], minmatch=1),
    q.DisjunctionMax([WORDS[0], q.Term("title", A), RARE]),
    q.AndNot(WORDS[1], WORDS[2]),
    q.And([WORDS[1], q.Not(WORDS[2])]),
    q.Not(WORDS[0]),
    q.AndMaybe(WORDS[3], q.Or(WORDS[:2])),
    q.Require(WORDS[0], q.Term("paper", "a.vn")),
    q.Otherwise(RARE, WORDS[0]),
    q.ConstantScoreQuery(WORDS[0], 2.0),
    q.Phrase("body", [A, B]),
    q.Phrase("body", [A, B, A], slop=4),
    q.Phrase("title", [B, C], slop=3),
    q.Phrase("boosted", list(SYLLABLES[21:24])),
    spans.SpanNear(WORDS[0], WORDS[1], slop=3, ordered=False),
    spans.SpanFirst(WORDS[2], limit=5),
    spans.SpanOr(WORDS[:2]),
    spans.SpanContains(spans.SpanNear(WORDS[0], WORDS[1], slop=5), WORDS[2]),
    q.Prefix("body", "ngh"),
    q.Prefix("body", "nh"),
    q.Wildcard("body", "t*ư?"),
    q.Regex("title", "^(ch|gi)[aá]"),
    q.FuzzyTerm("body", "ngướ", maxdist=1),
    q.FuzzyTerm("title", "chiêm", maxdist=2, prefixlength=1),
    q.TermRange("body", "gi", "kh", startexcl=True),
    q.TermRange("paper", None, "b.vn"),
    q.NumericRange("views", -3, 77),
    q.NumericRange("views", 100, None, startexcl=True),
    q.NumericRange("price", 0.5, 3.25, endexcl=True),
    q.DateRange("date", FIRST_DAY, FIRST_DAY + timedelta(days=200)),
    q.DateRange("date", FIRST_DAY + timedelta(days=500), None),
    q.Every(),
    q.Every("title"),
    q.Variations("body", A),
    q.Term("grams", SYLLABLES[40]),
    q.NullQuery,
]
WEIGHTINGS = [
    scoring.BM25F(),
    scoring.BM25F(B=0.3, K1=2.0, title_B=0.9),
    scoring.TF_IDF(),
    scoring.Frequency(),
]


@pytest.mark.parametrize("query", QUERIES, ids=str)
def test_queries_find_and_score_the_same(searchers: list[Searcher], query: Any) -> None:
    for weighting in WEIGHTINGS:
        for searcher in searchers:
            searcher.weighting = weighting
        assert_same_answers(searchers, query)


def test_the_queries_are_worth_asking(searchers: list[Searcher]) -> None:
    found = [len(searchers[1].search(query, limit=None)) for query in QUERIES]
    assert sum(1 for count in found if count > 1) >= len(QUERIES) - 6


def _shortly(options: dict[str, Any]) -> str:
    return "-".join(options)


FieldFacet = sorting.FieldFacet
OPTIONS: list[dict[str, Any]] = [
    {"sortedby": "paper"},
    {"sortedby": FieldFacet("paper", reverse=True)},
    {"sortedby": "views", "reverse": True},
    {"sortedby": [FieldFacet("paper"), FieldFacet("views", reverse=True), FieldFacet("key")]},
    {"sortedby": FieldFacet("date", reverse=True)},
    {"sortedby": [FieldFacet("price"), sorting.ScoreFacet()]},
    {"sortedby": "title"},
    {"sortedby": "tags"},
    {"sortedby": sorting.StoredFieldFacet("breaking")},
    {"sortedby": "date", "limit": 4},
    {"collapse": "paper"},
    {"collapse": "paper", "collapse_limit": 3, "collapse_order": "views"},
    {"collapse": "views", "limit": 5},
    {"filter": q.Term("paper", "a.vn")},
    {"mask": q.NumericRange("views", 0, 100)},
    {"limit": 5, "optimize": False},
]
GROUPS: list[dict[str, Any]] = [
    {"groupedby": "paper"},
    {"groupedby": ["paper", "views"]},
    {"groupedby": "title"},
    {"groupedby": FieldFacet("tags", allow_overlap=True), "maptype": sorting.Count},
    {"groupedby": sorting.RangeFacet("views", -50, 300, 60)},
    {
        "groupedby": sorting.DateRangeFacet(
            "date", FIRST_DAY, FIRST_DAY + timedelta(700), timedelta(90)
        )
    },
    {"groupedby": sorting.QueryFacet({"a": WORDS[0], "b": RARE})},
    {"groupedby": sorting.FieldFacet("paper", maptype=sorting.Best)},
]


@pytest.mark.parametrize("options", OPTIONS, ids=_shortly)
def test_results_are_ordered_and_collapsed_the_same(
    searchers: list[Searcher], options: dict[str, Any]
) -> None:
    answers = []
    for searcher in searchers:
        searcher.weighting = scoring.BM25F()
        answers.append(searcher.search(q.Or(WORDS), **{"limit": None} | options))
    expected, found = answers
    assert len(found) == len(expected) > 3
    assert [hit["key"] for hit in found] == [hit["key"] for hit in expected]
    if "collapse" in options:
        counts = found.collapsed_counts
        assert counts == expected.collapsed_counts
        assert sum(counts.values()) > 3
    if "sortedby" not in options:
        assert_same_ranking(ranking(found), ranking(expected))


@pytest.mark.parametrize("options", GROUPS, ids=_shortly)
def test_results_are_grouped_the_same(searchers: list[Searcher], options: dict[str, Any]) -> None:
    expected, found = (searcher.search(q.Every(), limit=None, **options) for searcher in searchers)
    assert found.facet_names() == expected.facet_names()
    for name in expected.facet_names():
        assert len(found.groups(name)) > 1
        assert found.groups(name) == expected.groups(name)


@pytest.mark.parametrize(
    "fragmenter",
    [highlight.ContextFragmenter(maxchars=60), highlight.PinpointFragmenter(maxchars=60)],
    ids=["ContextFragmenter", "PinpointFragmenter"],
)
def test_highlights_are_the_same(searchers: list[Searcher], fragmenter: Any) -> None:
    shown = []
    for searcher in searchers:
        results = searcher.search(q.Or(WORDS), terms=True)
        results.fragmenter = fragmenter
        results.formatter = highlight.UppercaseFormatter()
        # Of fragments that are as good as each other Whoosh shows now one first, now another.
        results.order = highlight.FIRST
        shown.append(
            [
                (hit["key"], sorted(hit.matched_terms()), hit.highlights("body", top=99))
                for hit in results
            ]
        )
    assert shown[0] == shown[1]
    assert all(highlights != highlights.lower() for _, _, highlights in shown[1])


@pytest.fixture(scope="module")
def merged_by_whoosh(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """What is in the index once Whoosh has merged it without this codec."""
    directory = tmp_path_factory.mktemp("expected") / "merged"
    with merged(built, "W3Codec", directory, CODECS["W3Codec"]).reader() as reader:
        return contents(reader)


@pytest.mark.parametrize(
    ("source", "target"),
    [("W3Codec", "ArrayCodec"), ("ArrayCodec", "W3Codec"), ("ArrayCodec", "ArrayCodec")],
)
def test_a_merge_carries_everything_from_codec_to_codec(
    built: Path, tmp_path: Path, merged_by_whoosh: Any, source: str, target: str
) -> None:
    with merged(built, source, tmp_path / "merged", CODECS[target]).reader() as reader:
        assert type(reader.codec()).__name__ == target
        assert contents(reader) == merged_by_whoosh


def test_a_cancelled_writer_leaves_the_index_as_it_was(tmp_path: Path) -> None:
    index = FileStorage(str(tmp_path)).create_index(build_schema())
    source = random.Random(6)
    with index.writer(codec=ArrayCodec()) as writer:
        writer.add_document(**random_document(source, "một"))
    with index.reader() as reader:
        before = contents(reader)
    writer = index.writer(codec=ArrayCodec())
    writer.add_document(**random_document(source, "hai"))
    writer.cancel()
    with index.reader() as reader:
        assert contents(reader) == before
    # The next commit removes what was left behind.
    with index.writer(codec=ArrayCodec()) as writer:
        writer.delete_by_term("key", "một")
    with index.searcher() as searcher:
        assert searcher.doc_count() == 0
        assert not list(searcher.search(q.Every()))
    assert len(list(tmp_path.glob("*.arr"))) <= 1
