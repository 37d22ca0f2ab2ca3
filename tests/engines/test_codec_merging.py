"""Segments that are merged hold what one segment would hold that is written at once."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsearch.analysis.batch_analyzer import BatchAnalyzer
from newsearch.analysis.pyvi_model import compile_segmenter
from newsearch.article import Article, Published
from newsearch.engines.article_store import ArticleReader
from newsearch.engines.whoosh.segment import merging
from newsearch.engines.whoosh.segment import writer as segment_writer
from newsearch.engines.whoosh.segment.file import Segment
from newsearch.engines.whoosh.segment.inversion import SegmentInverter
from newsearch.engines.whoosh.segment.merging import merge
from newsearch.engines.whoosh.segment.text_field import MEASURED_FIELDS
from newsearch.query import KEYWORD_FIELDS

# Words of several syllables, whole tokens with parts, terms that few articles have.
WORDS = (
    "bầu cử",
    "Quốc hội",
    "mưa",
    "lũ",
    "TP.HCM",
    "Hà Nội",
    "2021",
    "phở",
    "đường sắt",
    "ạ",
    ".",
)
TEXTS = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
DATES = st.none() | st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(
    lambda moment: Published.fromisoformat(moment.isoformat()[:10])
)
FIELDS = st.fixed_dictionaries(
    {
        "title": TEXTS,
        "body": TEXTS,
        "summary": st.just("") | TEXTS,
        "author": st.sampled_from(("", "Phương Trang")),
        "source": st.sampled_from(("", "a.vn", "Báo Đất Việt")),
        "url": st.sampled_from(("", "https://a.vn/1.htm")),
        "published": DATES,
    }
)
# Of each document of a segment: its fields, and whether it is deleted.
SEGMENTS = st.lists(
    st.lists(st.tuples(FIELDS, st.booleans()), min_size=1, max_size=5), min_size=1, max_size=4
)


@cache
def analyzer() -> BatchAnalyzer:
    return BatchAnalyzer(compile_segmenter())


def written(directory: Path, articles: Sequence[Article]) -> str:
    """A segment of these articles, which come in batches of two."""
    inverter = SegmentInverter(directory)
    for first in range(0, len(articles), 2):
        inverter.add(analyzer().analyze(articles[first : first + 2]))
    names = inverter.finish()
    assert names is not None
    return names[-1]


def contents(directory: Path, name: str) -> dict[str, Any]:
    """All that a segment holds, with terms in the place of their numbers."""
    segment = Segment(directory, name)
    documents = range(segment.count)
    found: dict[str, Any] = {"count": segment.count, "fields": segment.fields()}
    for field in segment.fields():
        terms = {}
        for place in range(segment.term_count(field)):
            term, block = segment.term_at(field, place), segment.block(field, place)
            assert segment.place(field, term) == place
            frequencies = block.frequencies()
            terms[term] = [
                block.documents().tolist(),
                [1] * block.count if frequencies is None else frequencies.tolist(),
            ]
            if segment.payload(field) == "positional":
                terms[term].append([array.tolist() for array in block.positions()])
        found[field] = list(terms.items())
    for field in MEASURED_FIELDS:
        found[f"{field}/lengths"] = segment.array(f"{field}/lengths").tolist()
    for field in KEYWORD_FIELDS:
        found[f"{field}/values"] = [segment.value(field, number) for number in documents]
    for column in ("first_minute", "last_minute"):
        found[column] = segment.array(column).tolist()
    reader = ArticleReader(directory)
    found["articles"] = [reader.read(segment.frame(number)) for number in documents]
    segment.close()
    return found


def merged(directory: Path, parts: Sequence[tuple[str, Sequence[int]]]) -> str:
    opened = [Segment(directory, name, deleted) for name, deleted in parts]
    name = merge(directory, opened)
    for segment in opened:
        segment.close()
    return name


@settings(max_examples=30, deadline=None)
@given(drawn=SEGMENTS, at_once=st.sampled_from((1, 40, 10**6)))
def test_a_merge_is_like_one_segment(
    tmp_path_factory: pytest.TempPathFactory,
    drawn: list[list[tuple[dict[str, Any], bool]]],
    at_once: int,
) -> None:
    directory = tmp_path_factory.mktemp("merging")
    left: list[Article] = []
    parts = []
    for number, segment in enumerate(drawn):
        articles = [Article(id=f"{number}/{n}", **fields) for n, (fields, _) in enumerate(segment)]
        deleted = [n for n, (_, gone) in enumerate(segment) if gone]
        left += [one for n, one in enumerate(articles) if n not in deleted]
        parts.append((written(directory, articles), deleted))
    with pytest.MonkeyPatch.context() as patch:
        # However much is decoded and coded at once.
        patch.setattr(merging, "_DECODED_AT_ONCE", at_once)
        patch.setattr(segment_writer, "_CODED_AT_ONCE", at_once)
        name = merged(directory, parts)
    found = contents(directory, name)
    assert found["articles"] == left
    if left:
        assert found == contents(directory, written(directory, left))
        # What was merged can be merged again.
        again = merged(directory, [(name, [0]), (name, range(1, len(left)))])
        order = [*left[1:], left[0]]
        assert contents(directory, again) == contents(directory, written(directory, order))


def test_a_merge_of_long_postings(tmp_path: Path) -> None:
    """More documents and positions than a byte counts, in several segments."""
    articles = [
        Article(id=str(n), title="mưa", body="lũ " * (n % 7) + "mưa " * (1 + 300 * (n % 150 == 0)))
        for n in range(700)
    ]
    bounds = [0, 300, 301, 700]
    names = [written(tmp_path, articles[first:last]) for first, last in pairwise(bounds)]
    gone = [range(0, 300, 3), [], [398]]
    left = [*(a for n, a in enumerate(articles[:300]) if n % 3), *articles[300:699]]
    found = contents(tmp_path, merged(tmp_path, list(zip(names, gone, strict=True))))
    assert found == contents(tmp_path, written(tmp_path, left))


def test_a_failed_merge_leaves_no_file(tmp_path: Path) -> None:
    name = written(tmp_path, [Article(id="a", title="mưa lũ")])
    segment = Segment(tmp_path, name, deleted=[5])
    with pytest.raises(IndexError):
        merge(tmp_path, [segment])
    segment.close()
    assert [path.stem for path in tmp_path.glob("*.arr")] == [name]
