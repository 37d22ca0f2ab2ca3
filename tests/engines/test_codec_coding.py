"""Postings come back from their bytes, of many terms at once and of each by itself."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsearch.engines.whoosh.segment.coding import RAW, Postings, encode, gaps, ragged_indices
from newsearch.engines.whoosh.segment.decoding import TermBlock, decode

SETTINGS = settings(max_examples=60, deadline=None)

# Around the largest number of each form of a row.
BOUNDS = (1, 2, 31, 32, 127, 128, 254, 255, 256, 257, 65534, 65535, 65536, 70000)
GAPS = st.sampled_from((*BOUNDS, 2**31 - 1, 2**31)) | st.integers(1, 300)
FREQUENCIES = st.sampled_from(BOUNDS) | st.integers(1, 300) | st.just(1)
POSITION_GAPS = st.sampled_from((0, *BOUNDS)) | st.integers(0, 300)

# A term: for each of its documents the gap before it and the term's positions, or frequency.
COUNTED = st.lists(st.tuples(GAPS, FREQUENCIES), min_size=1, max_size=40)
ONCE = st.lists(st.tuples(GAPS, st.just(1)), min_size=1, max_size=40)
PLACED = st.lists(
    st.tuples(GAPS, st.lists(POSITION_GAPS, min_size=1, max_size=6)), min_size=1, max_size=20
)


def numbers(rows: list[list[int]]) -> Any:
    return np.array([number for row in rows for number in row], np.int64)


def positional(terms: list[list[tuple[int, list[int]]]]) -> Postings:
    """The postings of terms that are drawn as gaps between documents and positions."""
    return Postings(
        np.array([len(term) for term in terms], np.int64),
        numbers([np.cumsum([gap for gap, _ in term]).tolist() for term in terms]),
        numbers([[len(places) for _, places in term] for term in terms]),
        numbers([np.cumsum(places).tolist() for term in terms for _, places in term]),
    )


def counted(terms: list[list[tuple[int, int]]]) -> Postings:
    return Postings(
        np.array([len(term) for term in terms], np.int64),
        numbers([np.cumsum([gap for gap, _ in term]).tolist() for term in terms]),
        numbers([[frequency for _, frequency in term] for term in terms]),
        None,
    )


def rows(values: Any, counts: Any) -> list[list[int]]:
    """Numbers cut into rows of these lengths."""
    ends = np.cumsum(counts).tolist()
    return [values[end - n : end].tolist() for end, n in zip(ends, counts.tolist(), strict=True)]


def assert_comes_back(postings: Postings) -> None:
    """Decoded together, in another order, and term by term."""
    data, offsets = encode(postings)
    assert data.dtype == np.uint8
    assert (offsets[0], offsets[-1], len(offsets)) == (0, len(data), len(postings.counts) + 1)
    frequencies = postings.frequencies
    if frequencies is None:
        frequencies = np.ones(len(postings.documents), np.int64)
    documents_of = rows(postings.documents, postings.counts)
    frequencies_of = rows(frequencies, postings.counts)
    positions_of: list[list[list[int]]] = []
    if postings.positions is not None:
        every = iter(rows(postings.positions, frequencies))
        positions_of = [[next(every) for _ in range(n)] for n in postings.counts.tolist()]
    whole = decode(data, offsets[:-1], postings.positions is not None)
    assert whole.counts.tolist() == postings.counts.tolist()
    assert whole.documents.tolist() == postings.documents.tolist()
    assert whole.frequencies is not None
    assert whole.frequencies.tolist() == frequencies.tolist()
    if postings.positions is not None:
        assert whole.positions is not None
        assert whole.positions.tolist() == postings.positions.tolist()
    some = slice(None, None, -2)
    part = decode(data, offsets[:-1][some], postings.positions is not None)
    assert rows(part.documents, part.counts) == documents_of[some]
    view = memoryview(data.tobytes())
    for place, start in enumerate(offsets[:-1].tolist()):
        # In any order of asking.
        block = TermBlock.at(view, start)
        found = block.frequencies()
        assert block.count == len(documents_of[place])
        assert (np.ones(block.count) if found is None else found).tolist() == frequencies_of[place]
        assert block.documents().tolist() == documents_of[place]
        if postings.positions is not None:
            positions, bounds = TermBlock.at(view, start).positions()
            assert rows(positions, np.diff(bounds)) == positions_of[place]


@SETTINGS
@given(st.lists(COUNTED | ONCE, max_size=12))
def test_counted_terms(terms: list[list[tuple[int, int]]]) -> None:
    assert_comes_back(counted(terms))


@SETTINGS
@given(st.lists(PLACED, max_size=8))
def test_terms_with_positions(terms: list[list[tuple[int, list[int]]]]) -> None:
    assert_comes_back(positional(terms))


@SETTINGS
@given(st.lists(ONCE, max_size=8))
def test_terms_without_frequencies(terms: list[list[tuple[int, int]]]) -> None:
    every = counted(terms)
    without = Postings(every.counts, every.documents, None, None)
    assert_comes_back(without)
    assert encode(without)[0].tobytes() == encode(every)[0].tobytes()


@pytest.mark.parametrize("large", [1, 254, 255, 256, 65_535, 65_536, 2**31, 2**32 - 1])
@pytest.mark.parametrize("count", [1, 3, 255, 256, 65_536])
def test_large_numbers_among_small_ones(large: int, count: int) -> None:
    for times in (1, 200, 70_000):
        row = np.ones(count, np.int64)
        row[:times] = large
        # Once as gaps between documents, once as frequencies.
        assert_comes_back(Postings(np.array([count]), np.cumsum(row), None, None))
        postings = Postings(np.array([count, 1]), np.arange(count + 1), np.append(row, 1), None)
        assert_comes_back(postings)


@pytest.mark.parametrize("frequency", BOUNDS)
def test_a_term_that_stands_often_in_one_text(frequency: int) -> None:
    positions = np.append(np.arange(frequency) * 3, [5, 5])
    counts, frequencies = np.array([1, 1]), np.array([frequency, 2])
    assert_comes_back(Postings(counts, np.array([7, 0]), frequencies, positions))


def test_seldom_large_numbers_take_little_room() -> None:
    row = np.ones(1000, np.int64)
    sizes = []
    for value in (1, 254, 255, 65_535, 65_536):
        row[500] = value
        sizes.append(len(encode(Postings(np.array([1000]), np.cumsum(row), None, None))[0]))
    assert sizes == sorted(sizes)
    assert sizes[-1] <= sizes[0] + 6
    once = Postings(np.array([1000]), np.cumsum(row), np.ones(1000, np.int64), None)
    assert len(encode(once)[0]) == sizes[-1]


def test_no_terms() -> None:
    nothing = np.empty(0, np.int64)
    for positions in (None, nothing):
        assert_comes_back(Postings(nothing, nothing, nothing, positions))


WEIGHTS = st.floats(width=32, allow_nan=False)


@SETTINGS
@given(
    st.lists(st.tuples(GAPS, WEIGHTS, st.binary(max_size=300)), min_size=1, max_size=40),
    st.binary(max_size=3),
)
def test_fractional_weights_and_values(
    postings: list[tuple[int, float, bytes]], before: bytes
) -> None:
    documents = np.cumsum([gap for gap, _, _ in postings])
    weights = np.array([weight for _, weight, _ in postings])
    values = [value for _, _, value in postings]
    data, _ = encode(Postings(np.array([len(postings)]), documents, weights, None))
    lengths = np.array([len(value) for value in values], "<u4")
    raw = bytes([RAW]) + lengths.tobytes() + b"".join(values)
    coded = memoryview(before + data.tobytes() + raw + b"what follows")
    block = TermBlock.at(coded, len(before))
    assert block.raw_values() == values
    assert block.documents().tolist() == documents.tolist()
    found = block.frequencies()
    assert found is not None
    assert found.tolist() == weights.tolist()


@SETTINGS
@given(st.lists(st.lists(st.integers(0, 2**40), min_size=1, max_size=5), max_size=6))
def test_gaps_of_rows(lists: list[list[int]]) -> None:
    rising = [sorted(row) for row in lists]
    counts = np.array([len(row) for row in rising], np.int64)
    starts = np.cumsum(counts) - counts
    found = rows(gaps(numbers(rising), starts), counts)
    assert found == [np.diff(row, prepend=0).tolist() for row in rising]
    assert ragged_indices(starts, counts).tolist() == list(range(int(counts.sum())))
