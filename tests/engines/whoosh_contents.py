"""All that can be read of a Whoosh index, so that indexes of two codecs can be compared."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pytest
from whoosh.util.numeric import byte_to_length, length_to_byte

INITIALS = ("", "b", "c", "ch", "đ", "gi", "h", "kh", "l", "m", "ng", "nh", "ph", "qu", "th", "tr")
RHYMES = ("a", "á", "ạ", "ã", "ao", "ăn", "ân", "ê", "ế", "ệ", "iên", "ô", "ộ", "ơi", "ưa", "ước")
SYLLABLES = tuple(initial + rhyme for rhyme in RHYMES for initial in INITIALS)


def random_text(source: random.Random, count: int) -> str:
    """So many syllables, few of them often and many seldom."""
    ranks = (int(len(SYLLABLES) ** source.random()) - 1 for _ in range(count))
    return " ".join(SYLLABLES[rank] for rank in ranks)


def rounded_length(length: int) -> int:
    """A field's length as Whoosh's own codec keeps it, in one byte."""
    return int(byte_to_length(length_to_byte(length)))


def walk(matcher: Any) -> Iterator[tuple[Any, float, bytes]]:
    """What is left of a matcher: id, weight and value of each posting."""
    while matcher.is_active():
        # For a format without values W3's matcher gives None.
        yield matcher.id(), matcher.weight(), matcher.value() or b""
        matcher.next()


def contents(reader: Any) -> list[dict[str, Any]]:
    """All that the segments of a reader hold, one by one."""
    return [_segment_contents(leaf) for leaf, _ in reader.leaf_readers()]


def _segment_contents(reader: Any) -> dict[str, Any]:
    documents = range(reader.doc_count_all())
    found: dict[str, Any] = {
        "documents": (reader.doc_count(), reader.doc_count_all()),
        "deleted": [reader.is_deleted(number) for number in documents],
        "stored": [reader.stored_fields(number) for number in documents],
        "terms": list(reader.all_terms()),
    }
    for name, field in reader.schema.items():
        if field.indexed and field.scorable:
            lengths = [reader.doc_field_length(number, name) or 0 for number in documents]
            found[f"lengths of {name}"] = (reader.field_length(name), lengths)
        if field.column_type and reader.has_column(name):
            found[f"column {name}"] = list(reader.column_reader(name, translate=False))
        if field.vector:
            found[f"vectors of {name}"] = [
                list(walk(reader.vector(number, name)))
                for number in documents
                if reader.has_vector(number, name)
            ]
    for name, term in found["terms"]:
        info = reader.term_info(name, term)
        found[f"{name}:{term!r}"] = (
            info.weight(),
            info.doc_frequency(),
            info.min_length(),
            info.max_length(),
            info.max_weight(),
            info.min_id(),
            info.max_id(),
            reader.frequency(name, term),
            reader.doc_frequency(name, term),
            list(walk(reader.postings(name, term))),
        )
    return found


def ranking(results: Any) -> list[tuple[int, Any]]:
    """The documents of a result in their order, with what they were ordered by."""
    return [(number, score) for score, number in results.top_n]


def assert_same_ranking(found: Sequence[tuple[int, Any]], expected: Iterable[Any]) -> None:
    """The same documents in the same order, with scores that differ by rounding at most."""
    expected = list(expected)
    assert [number for number, _ in found] == [number for number, _ in expected]
    for (_, score), (_, expected_score) in zip(found, expected, strict=True):
        if isinstance(score, float):
            assert score == pytest.approx(expected_score, rel=1e-9, abs=1e-9)
        else:
            assert score == expected_score


def assert_same_answers(searchers: Sequence[Any], query: Any) -> None:
    """A searcher of Whoosh's own codec and one of ours find and score the same."""
    expected, found = (ranking(searcher.search(query, limit=None)) for searcher in searchers)
    assert_same_ranking(found, expected)
    assert set(searchers[1].docs_for_query(query)) == set(searchers[0].docs_for_query(query))
    # With a limit Whoosh skips blocks that cannot come among the best; for some kinds of query
    # it skips too much, then with every codec.
    expected_best, best = (ranking(searcher.search(query, limit=7)) for searcher in searchers)
    if [number for number, _ in best] == [number for number, _ in expected[:7]]:
        assert_same_ranking(best, expected[:7])
    else:
        assert_same_ranking(best, expected_best)
