"""Terms and their numbers."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsearch.analysis.vocabulary import Vocabulary


@given(st.lists(st.sampled_from(["mưa", "lũ", "bầu_cử", ""]) | st.text(max_size=3)))
def test_a_number_stands_for_one_term(terms: list[str]) -> None:
    vocabulary = Vocabulary()
    numbers = [vocabulary.number(term) for term in terms]
    assert [vocabulary.terms[number] for number in numbers] == terms
    assert sorted(set(numbers)) == list(range(len(vocabulary)))
    assert Vocabulary(terms).terms == vocabulary.terms
