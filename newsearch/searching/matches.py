"""Matches: where the patterns of a query occur in the text of a stored article."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from newsearch.article import Article
from newsearch.searching.patterns import Pattern
from newsearch.searching.term_places import Place, TermFinder

Match: TypeAlias = tuple[int, int, int, tuple[Place, ...]]
"""Start, end and number of a pattern that occurs, and the places of its words if it has several."""


class Fields(NamedTuple):
    """The fields of an article in one text, the title first; each begins a line."""

    text: str
    names: list[str]
    starts: list[int]

    @classmethod
    def of(cls, article: Article, title_only: bool = False) -> Fields:
        """The fields that are not empty."""
        parts = [("title", article.title)]
        if not title_only:
            parts += [("summary", article.summary), ("body", article.body)]
            parts += [("captions", caption) for caption in article.captions]
        names, starts, texts = [], [], []
        start = 0
        for name, text in parts:
            if text:
                names.append(name)
                starts.append(start)
                texts.append(text)
                start += len(text) + 1
        return cls("\n".join(texts), names, starts)

    def at(self, offset: int) -> tuple[str, int, int]:
        """The field that holds a character: its name, start and end."""
        place = bisect_right(self.starts, offset)
        end = self.starts[place] - 1 if place < len(self.starts) else len(self.text)
        return self.names[place - 1], self.starts[place - 1], end


class Matcher:
    """Finds a query's patterns in one article after the other. For one thread."""

    def __init__(self, patterns: Sequence[Pattern]) -> None:
        self._patterns = patterns
        self._phrases = [n for n, pattern in enumerate(patterns) if len(pattern.possible) > 1]
        self._words: dict[str, list[int]] = {}
        for number, pattern in enumerate(patterns):
            if len(pattern.possible) == 1:
                for term in pattern.possible[0]:
                    self._words.setdefault(term, []).append(number)
        terms = (term for pattern in patterns for slot in pattern.possible for term in slot)
        self._finder = TermFinder(terms, positions=bool(self._phrases))

    def matches(self, fields: Fields) -> list[Match]:
        """The occurrences of all patterns in an article, in order."""
        places = self._finder.find(fields.text)
        if not places:
            return []
        matches: list[Match] = []
        patterns, numbers = self._patterns, self._words
        wanted = [_wanted_slots(pattern, places, fields) for pattern in patterns]
        for start, end, term, _ in places:
            for number in numbers.get(term, ()):
                only = patterns[number].fields
                if term in wanted[number][0] and (not only or fields.at(start)[0] in only):
                    matches.append((start, end, number, ()))
        for number in self._phrases:
            for row in _rows(places, wanted[number], fields, patterns[number].fields):
                matches.append((row[0][0], row[-1][1], number, row))
        if self._phrases:
            matches.sort()
        return matches


def _wanted_slots(
    pattern: Pattern, places: list[Place], fields: Fields
) -> tuple[frozenset[str], ...]:
    """The likely reading where the article holds it, else all that match.

    So a query without accents marks *bầu cử* and not every *cũ* beside it.
    """
    if pattern.likely == pattern.possible:
        return pattern.possible
    likely = next(_rows(places, pattern.likely, fields, pattern.fields), None)
    return pattern.possible if likely is None else pattern.likely


def _rows(
    places: list[Place], slots: tuple[frozenset[str], ...], fields: Fields, only: tuple[str, ...]
) -> Iterator[tuple[Place, ...]]:
    """Rows of places at neighbouring positions whose terms fit the slots in order.

    A row stays in one field, which is one of ``only`` if that names any.
    """
    by_position: dict[int, list[Place]] = {}
    wanted = slots[0].union(*slots[1:])
    for place in places:
        if place[2] in wanted:
            if len(slots) == 1:
                if not only or fields.at(place[0])[0] in only:
                    yield (place,)
            else:
                by_position.setdefault(place[3], []).append(place)
    for position in by_position:
        row: list[Place] = []
        for further, slot in enumerate(slots):
            fitting = [p for p in by_position.get(position + further, ()) if p[2] in slot]
            if not fitting:
                break
            row.append(fitting[0])
        else:
            field = fields.at(row[0][0])
            if field == fields.at(row[-1][0]) and (not only or field[0] in only):
                yield tuple(row)
