"""Numbers for terms, so that terms can stand in arrays."""

from __future__ import annotations

from collections.abc import Iterable


class Vocabulary:
    """Terms and their numbers, in the order in which they were first met.

    >>> vocabulary = Vocabulary()
    >>> vocabulary.number("mưa"), vocabulary.number("lũ"), vocabulary.number("mưa")
    (0, 1, 0)
    >>> vocabulary.terms
    ['mưa', 'lũ']
    """

    def __init__(self, terms: Iterable[str] = ()) -> None:
        self.terms: list[str] = []
        self._numbers: dict[str, int] = {}
        for term in terms:
            self.number(term)

    def number(self, term: str) -> int:
        """The number of a term; a new one gets the next."""
        number = self._numbers.setdefault(term, len(self.terms))
        if number == len(self.terms):
            self.terms.append(term)
        return number

    def __len__(self) -> int:
        return len(self.terms)
