"""Postings and the matchers that walk over them, of this codec and of Whoosh's own."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from whoosh import fields, formats
from whoosh.filedb.filestore import FileStorage
from whoosh.matching import ReadTooFar
from whoosh.scoring import BM25F, TF_IDF, WeightScorer

from newsearch.engines.whoosh.codec.codec import ArrayCodec
from tests.engines.conftest import Posting, Written
from tests.engines.whoosh_contents import random_text, walk


def test_what_is_known_of_a_term(written: Written) -> None:
    reader = written.terms(
        fields.TEXT(),
        text={
            "lũ": [(0, 2.0, b"1", 7), (3, 5.5, b"2", 3), (70_000, 3.0, b"3", 4)],
            "mưa": [(4, 1.0, b"1", 9)],
            "gió": [(2, 0.0, b"", 0), (5, 0.25, b"", 0)],
        },
    )
    info = reader.term_info("text", "lũ".encode())
    assert (info.weight(), info.doc_frequency(), info.max_weight()) == (10.5, 3, 5.5)
    assert (info.min_length(), info.max_length()) == (3, 7)
    assert (info.min_id(), info.max_id()) == (0, 70_000)
    info = reader.term_info("text", "mưa".encode())
    assert (info.weight(), info.doc_frequency(), info.max_weight()) == (1, 1, 1)
    assert (info.min_length(), info.max_length()) == (9, 9)
    assert (info.min_id(), info.max_id()) == (4, 4)
    info = reader.term_info("text", "gió".encode())
    assert (info.weight(), info.doc_frequency(), info.max_weight()) == (0.25, 2, 0.25)
    assert reader.frequency("text", "lũ".encode()) == 10.5
    assert reader.doc_frequency("text", "lũ".encode()) == 3


def test_weights_and_values_of_any_kind_come_back(written: Written) -> None:
    source = random.Random(2)
    kinds: dict[str, Callable[[], float]] = {
        "ones": lambda: 1.0,
        "counts": lambda: float(source.randint(1, 300)),
        "fractions": lambda: source.randint(1, 4000) / 16,
        "nothing": lambda: source.choice((0.0, 1.0)),
        "huge": lambda: float(2 ** source.randint(20, 40)),
        "negative": lambda: -2.5,
    }
    postings = {}
    for kind, weight in kinds.items():
        documents = sorted(source.sample(range(100_000), 400))
        postings[kind] = [
            (number, weight(), source.randbytes(1 + source.randint(0, 5) ** 4), 3)
            for number in documents
        ]
    each = {kind: {"mưa": found} for kind, found in postings.items()}
    reader = written.terms(fields.TEXT(), **each, together=postings)
    for kind, expected in postings.items():
        for term in ((kind, "mưa".encode()), ("together", kind.encode())):
            found = list(walk(reader.matcher(*term, formats.Positions())))
            assert found == [posting[:3] for posting in expected], kind


def test_positions_of_any_kind_come_back(written: Written) -> None:
    format_ = formats.Positions()
    kinds = {
        "rising": [[0, 1, 700], [3], [70_000]],
        "equal": [[2, 2, 5]],
        "falling": [[5, 2], [0]],
        "before the beginning": [[-1, 4]],
        "nowhere": [[], [1]],
        "far away": [[1, 2**40]],
        "many": [list(range(0, 900, 3))],
    }
    postings = {
        kind: [(n, float(len(one)), format_.encode(one), 9) for n, one in enumerate(places)]
        for kind, places in kinds.items()
    }
    # Positions, and a weight that is not their number.
    postings["boosted"] = [(0, 1.5, format_.encode([1, 2]), 9)]
    each = {kind: {"mưa": found} for kind, found in postings.items()}
    reader = written.terms(fields.TEXT(), **each, together=postings)
    for kind, expected in postings.items():
        for term in ((kind, "mưa".encode()), ("together", kind.encode())):
            found = list(walk(reader.matcher(*term, format_)))
            assert found == [posting[:3] for posting in expected], kind
            decoded = list(reader.matcher(*term, format_).items_as("positions"))
            assert decoded == [(n, format_.decode_positions(v)) for n, _, v, _ in expected]


FORMATS: list[Any] = [
    formats.Existence(),
    formats.Existence(field_boost=1.5),
    formats.Frequency(),
    formats.Frequency(field_boost=0.75),
    formats.Positions(),
    formats.Positions(field_boost=2.5),
    formats.Characters(),
    formats.PositionBoosts(),
    formats.CharacterBoosts(),
]


@pytest.mark.parametrize("format_", FORMATS, ids=str)
def test_every_format_is_read_as_it_was_written(written: Written, format_: Any) -> None:
    source = random.Random(3)
    field = fields.TEXT()
    field.format = format_
    expected: dict[str, list[Any]] = {}
    for number in range(70):
        text = random_text(source, source.randint(1, 60))
        for term, length, weight, value in format_.word_values(text, field.analyzer):
            expected.setdefault(term, []).append((number, weight, value, length))
    reader = written.terms(field, text=expected)
    kinds = ("frequency", "weight", "positions", "position_boosts", "characters")
    for term, postings in expected.items():
        matcher = reader.matcher("text", term.encode(), format_)
        found: list[Any] = list(walk(matcher))
        assert found == [(n, pytest.approx(weight), value) for n, weight, value, _ in postings]
        for kind in kinds:
            matcher.reset()
            assert matcher.supports(kind) == format_.supports(kind)
            if format_.supports(kind):
                decoded = [(number, format_.decode_as(kind, v)) for number, _, v, _ in postings]
                assert list(matcher.items_as(kind)) == decoded
                matcher.reset()
                assert matcher.value_as(kind) == decoded[0][1]
        if format_.supports("positions"):
            spans = [span.start for span in matcher.spans()]
            assert spans == format_.decode_positions(postings[0][2])


NUMBERS = [1, 3, 12, 34, 43, 67, 68, 102, 145, 212, 283, 291, 412, 900, 905, 1024, 70_000, 2**31]


def skipping(written: Written, scorer: Any = None, repeat: int = 1) -> Any:
    postings: list[Posting] = [
        (number, float(1 + place % 5), b"", 10) for place, number in enumerate(NUMBERS * repeat)
    ]
    reader = written.terms(fields.TEXT(phrase=False), text={"mưa": postings})
    return reader.matcher("text", "mưa".encode(), formats.Frequency(), scorer=scorer)


def test_a_matcher_skips_forward_only(written: Written) -> None:
    matcher = skipping(written)
    assert matcher.id() == 1
    for target, expected in ((220, 283), (1, 283), (283, 283), (1000, 1024), (1025, 70_000)):
        matcher.skip_to(target)
        assert (matcher.id(), matcher.weight()) == (expected, 1 + NUMBERS.index(expected) % 5)
    matcher.skip_to(2**31)
    assert matcher.id() == 2**31
    matcher.skip_to(2**31 + 1)
    assert not matcher.is_active()
    with pytest.raises(ReadTooFar):
        matcher.skip_to(2**31 + 2)
    matcher.reset()
    assert matcher.id() == 1


def test_a_matcher_gives_its_ids_and_term(written: Written) -> None:
    matcher = skipping(written)
    assert matcher.term() == ("text", "mưa".encode())
    assert list(matcher.term_matchers()) == [matcher]
    assert list(matcher.matching_terms()) == [matcher.term()]
    assert matcher.is_leaf()
    assert matcher.children() == []
    assert matcher.depth() == 0
    assert matcher.replace() is matcher
    assert not matcher.supports_block_quality()
    assert not matcher.supports("positions")
    assert list(matcher.all_ids()) == NUMBERS


def test_a_copy_goes_its_own_way(tmp_path: Path) -> None:
    # W3's own matcher cannot be copied.
    matcher = skipping(Written(ArrayCodec(), tmp_path))
    matcher.skip_to(67)
    twin = matcher.copy()
    assert (twin.id(), twin.weight(), twin.term()) == (67, matcher.weight(), matcher.term())
    twin.next()
    assert (twin.id(), matcher.id()) == (68, 67)


def test_a_matcher_at_its_end_goes_no_further(tmp_path: Path) -> None:
    matcher = skipping(Written(ArrayCodec(), tmp_path))
    assert len(list(walk(matcher))) == len(NUMBERS)
    with pytest.raises(ReadTooFar):
        matcher.next()
    # Whoosh's `SpanNot` asks nevertheless, and compares with a greater one.
    assert matcher.id() == NUMBERS[-1]


def test_blocks_know_their_quality(written: Written) -> None:
    matcher = skipping(written, WeightScorer(5.0))
    assert matcher.supports_block_quality()
    assert (matcher.block_min_id(), matcher.block_max_id()) == (1, 2**31)
    assert (matcher.block_min_length(), matcher.block_max_length()) == (10, 10)
    assert matcher.block_max_weight() == 5.0
    assert matcher.max_quality() == matcher.block_quality() == 5.0
    assert matcher.score() == 1.0
    assert matcher.skip_to_quality(4.0) == 0
    assert matcher.id() == 1
    assert matcher.skip_to_quality(5.0) == 1
    assert not matcher.is_active()


@pytest.mark.parametrize("weighting", [BM25F(), TF_IDF()], ids=["BM25F", "TF_IDF"])
def test_no_posting_is_better_than_its_block(
    written: Written, tmp_path: Path, weighting: Any
) -> None:
    field = fields.TEXT()
    source = random.Random(4)
    with (
        FileStorage(str(tmp_path))
        .create_index(fields.Schema(t=field))
        .writer(codec=written.codec) as writer
    ):
        for _ in range(300):
            writer.add_document(t=random_text(source, source.randint(1, 40)))
    with FileStorage(str(tmp_path)).open_index().searcher(weighting=weighting) as searcher:
        for term in list(searcher.lexicon("t"))[::5]:
            matcher = searcher.postings("t", term, weighting=weighting)
            assert matcher.supports_block_quality()
            while matcher.is_active():
                assert matcher.score() <= matcher.block_quality() + 1e-9
                assert matcher.block_quality() <= matcher.max_quality() + 1e-9
                assert matcher.block_min_id() <= matcher.id() <= matcher.block_max_id()
                matcher.next()
