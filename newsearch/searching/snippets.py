"""Snippets: the passages of a stored article that show best why it was found.

A field is cut into passages at the ends of sentences; long sentences are cut at spaces. Passages
are compared by the worth of what they match (rare words are worth more, each word once),
then by how much stands together, then by their place. Offsets are those of the tokens in
the stored text, so what is marked is always what stands there.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from newsearch.analysis.tokens import Token, tokenize
from newsearch.article import Article
from newsearch.results import Snippet
from newsearch.searching.terms import Pattern

# Characters of a passage: whole sentences up to here, longer ones are cut.
_LONGEST = 240
_SHORTEST = 60
# Passages worth less than this share of the best one are not shown beside it.
_WORTHWHILE = 0.4

_SENTENCE_END = re.compile(r"(?<![.!?…])[.!?…]+[\"”’)\]]*(?=\s)|\n")
# A full stop after these ends no sentence: TP. HCM, Q. 7, GS. Nguyễn Văn A.
_ABBREVIATION = re.compile(r"\b(?:[A-ZĐ]{1,4}|Tp|Tx|Mr|Mrs|Ms|Dr|ThS)$")
_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class _Match:
    """One place where a pattern occurs in a text."""

    pattern: int
    start: int
    end: int
    places: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class _Passage:
    field: str
    text: str
    start: int
    end: int
    matches: tuple[_Match, ...]
    score: float
    order: int


def make_snippets(article: Article, patterns: Sequence[Pattern], limit: int) -> tuple[Snippet, ...]:
    """The title where it matches, then at most ``limit`` passages in the order of the article.

    Without a match there is one passage, the beginning of the article, and nothing is marked.
    """
    fields = [("title", article.title)]
    if limit:
        fields += [("summary", article.summary), ("body", article.body)]
        fields += [("captions", caption) for caption in article.captions]
    tokens = {place: list(tokenize(text)) for place, (_, text) in enumerate(fields) if text}
    wanted = [_wanted_slots(pattern, tokens, fields) for pattern in patterns]
    snippets: list[Snippet] = []
    passages: list[_Passage] = []
    for place, (field, text) in enumerate(fields):
        if place not in tokens:
            continue
        matches = list(_matches(tokens[place], patterns, wanted, field))
        if field == "title":
            if matches:
                snippets.append(_snippet(field, text, 0, len(text), matches))
            continue
        cuts = list(_cut(text))
        for (start, end), inside in zip(cuts, _by_passage(cuts, matches), strict=True):
            score = _score(inside, patterns)
            passages.append(_Passage(field, text, start, end, inside, score, len(passages)))
    highest = max((passage.score for passage in passages), default=0.0)
    best = sorted(
        (p for p in passages if p.score > 0 and p.score >= _WORTHWHILE * highest),
        key=lambda passage: (-passage.score, passage.order),
    )[:limit]
    if not best and limit > 0:
        best = passages[:1]
    for passage in sorted(best, key=lambda passage: passage.order):
        snippets.append(
            _snippet(passage.field, passage.text, passage.start, passage.end, passage.matches)
        )
    return tuple(snippets)


def _wanted_slots(
    pattern: Pattern, tokens: dict[int, list[Token]], fields: list[tuple[str, str]]
) -> tuple[frozenset[str], ...]:
    """The likely reading where the article holds it, else all that match.

    So a query without accents marks *bầu cử* and not every *cũ* beside it.
    """
    if pattern.likely == pattern.possible:
        return pattern.possible
    for place, row in tokens.items():
        if pattern.fields and fields[place][0] not in pattern.fields:
            continue
        if next(_occurrences(row, pattern.likely), None) is not None:
            return pattern.likely
    return pattern.possible


def _matches(
    tokens: list[Token],
    patterns: Sequence[Pattern],
    wanted: list[tuple[frozenset[str], ...]],
    field: str,
) -> Iterator[_Match]:
    for number, (pattern, slots) in enumerate(zip(patterns, wanted, strict=True)):
        if pattern.fields and field not in pattern.fields:
            continue
        for row in _occurrences(tokens, slots):
            places = tuple((token.start, token.end) for token in row)
            yield _Match(number, places[0][0], places[-1][1], places)


def _occurrences(
    tokens: list[Token], slots: tuple[frozenset[str], ...]
) -> Iterator[tuple[Token, ...]]:
    """Rows of tokens at neighbouring positions whose terms fit the slots in order."""
    first = slots[0]
    if len(slots) == 1:
        yield from ((token,) for token in tokens if token.term in first)
        return
    by_position: dict[int, list[Token]] = {}
    for token in tokens:
        if any(token.term in slot for slot in slots):
            by_position.setdefault(token.position, []).append(token)
    for position in by_position:
        row = []
        for place, slot in enumerate(slots):
            fitting = [t for t in by_position.get(position + place, ()) if t.term in slot]
            if not fitting:
                break
            row.append(fitting[0])
        else:
            yield tuple(row)


def _cut(text: str) -> Iterator[tuple[int, int]]:
    """Passages of a text, one after the other, without space at their ends."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        end = match.end()
        if text[end - 1] != "\n":
            if end - start < _SHORTEST:
                continue  # too short to stand alone: joined with the next sentence
            if _ABBREVIATION.search(text, max(start, match.start() - 5), match.start()):
                continue
        yield from _pieces(text, start, end)
        start = end
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence, in pieces where it is long: cut after a comma if one is near, or at a space."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end - start > _LONGEST:
        spaces = [match.span() for match in _SPACE.finditer(text, start, end)]
        before = [span[0] for span in spaces]
        target = (end - start) // -(-(end - start) // _LONGEST)
        while end - start > _LONGEST:
            first, last = (bisect_right(before, start + int(target * r)) for r in (0.6, 1.1))
            commas = [place for place in range(first, last) if text[before[place] - 1] in ",;:"]
            # A word longer than a passage stays whole.
            place = (commas or [max(last - 1, bisect_right(before, start))])[-1]
            if place >= len(before):
                break
            yield start, before[place]
            start = spaces[place][1]
    if start < end:
        yield start, end


def _by_passage(cuts: list[tuple[int, int]], matches: list[_Match]) -> Iterator[tuple[_Match, ...]]:
    """The matches in each passage; a phrase that a cut divides is taken word by word."""
    inside: list[list[_Match]] = [[] for _ in cuts]
    starts = [start for start, _ in cuts]

    def sort_in(match: _Match) -> bool:
        passage = bisect_right(starts, match.start) - 1
        if passage < 0 or match.end > cuts[passage][1]:
            return False
        inside[passage].append(match)
        return True

    for match in matches:
        if not sort_in(match):
            for start, end in match.places:
                sort_in(_Match(match.pattern, start, end, ((start, end),)))
    return map(tuple, inside)


def _score(matches: tuple[_Match, ...], patterns: Sequence[Pattern]) -> float:
    if not matches:
        return 0.0
    distinct = {match.pattern for match in matches}
    worth = sum(patterns[number].worth for number in distinct)
    starts = {match.start for match in matches}
    together = sum(1 for match in matches if match.end + 1 in starts)
    return worth * (1 + 0.1 * min(together, 5)) + 0.01 * min(len(matches), 10)


def _snippet(field: str, text: str, start: int, end: int, matches: Sequence[_Match]) -> Snippet:
    places = sorted({place for match in matches for place in match.places})
    marked: list[tuple[int, int]] = []
    for first, last in places:
        # Words side by side are marked in one go, with the space between them.
        if marked and text[marked[-1][1] : first].strip() == "" and first - marked[-1][1] <= 1:
            marked[-1] = (marked[-1][0], max(marked[-1][1], last))
        else:
            marked.append((first, last))
    return Snippet(
        field=field,
        text=text[start:end],
        highlights=tuple((first - start, last - start) for first, last in marked),
        start=start,
        cut_before=start > 0,
        cut_after=end < len(text),
    )
