"""Snippets: the passages of a stored article that show best why it was found.

A field is cut into passages at the ends of sentences; long sentences are cut at spaces. Passages
are compared by the worth of what they match (rare words are worth more, each word once),
then by how much stands together, then by their place. Offsets are those of the tokens in
the stored text, so what is marked is always what stands there.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsearch.article import Article
from newsearch.results import Snippet
from newsearch.searching.matches import Fields, Match, Matcher
from newsearch.searching.passages import Passages
from newsearch.searching.patterns import Pattern

# Passages worth less than this share of the best one are not shown beside it.
_WORTHWHILE = 0.4
# Sums of the same numbers in another order may differ by this share.
_ROUNDING = 1e-9


class _Passage(NamedTuple):
    start: int
    end: int
    matches: list[Match]
    score: float = 0.0


class SnippetMaker:
    """Makes the snippets of the articles that one query found. For one thread."""

    def __init__(self, patterns: Sequence[Pattern], limit: int) -> None:
        """At most ``limit`` passages an article, beside its title."""
        self._worth = [pattern.worth for pattern in patterns]
        self._matcher = Matcher(patterns)
        self._limit = limit

    def snippets(self, article: Article) -> tuple[Snippet, ...]:
        """The title where it matches, then the best passages in the order of the article.

        Without a match there is one passage, the beginning of the article, and nothing is marked.
        """
        fields = Fields.of(article, title_only=not self._limit)
        matches = self._matcher.matches(fields)
        passages: list[_Passage] = []
        title_end = len(article.title)
        if in_title := [match for match in matches if match[0] < title_end]:
            passages.append(_Passage(0, title_end, in_title))
        if title_end < len(fields.text):
            cuts = Passages(fields.text)
            best = self._best(cuts, matches[len(in_title) :])
            begin = title_end + 1 if title_end else 0
            passages += best or [_Passage(*cuts.at(begin), [])]
        snippets: dict[str, Snippet] = {}
        for passage in passages:
            snippet = _snippet(fields, passage)
            snippets.setdefault(snippet.text, snippet)  # crawled pages often hold a text twice
        return tuple(snippets.values())

    def _best(self, cuts: Passages, matches: list[Match]) -> list[_Passage]:
        """The best passages, in the order of the article."""
        lines = [(self._score(line), line) for line in _lines(cuts.text, _divided(cuts, matches))]
        lines.sort(key=lambda scored: -scored[0])
        best: list[_Passage] = []
        for score, line in lines:
            # No passage of a line is worth more than the line, so most lines need no cutting.
            if len(best) == self._limit and score * (1 + _ROUNDING) < best[-1].score:
                break
            for start, end, inside in _by_passage(cuts, line):
                worth = score if len(inside) == len(line) else self._score(inside)
                best.append(_Passage(start, end, inside, worth))
            best.sort(key=lambda passage: (-passage.score, passage.start))
            del best[self._limit :]
        least = _WORTHWHILE * best[0].score if best else 0.0
        return sorted([passage for passage in best if passage.score >= least])

    def _score(self, matches: list[Match]) -> float:
        if len(matches) == 1:
            return self._worth[matches[0][2]] + 0.01
        worth = sum([self._worth[number] for number in {match[2] for match in matches}])
        starts = {match[0] for match in matches}
        together = sum([match[1] + 1 in starts for match in matches])
        return worth * (1 + 0.1 * min(together, 5)) + 0.01 * min(len(matches), 10)


def _divided(cuts: Passages, matches: list[Match]) -> list[Match]:
    """The matches in order, with phrases that a cut divides word by word."""
    if not any(match[3] for match in matches):
        return matches
    whole: list[Match] = []
    words: list[Match] = []
    for match in matches:
        start, end, pattern, row = match
        if row and end > cuts.at(start)[1]:
            words += [(place[0], place[1], pattern, ()) for place in row]
        else:
            whole.append(match)
    return sorted(whole + words) if words else whole


def _lines(text: str, matches: list[Match]) -> Iterator[list[Match]]:
    """The matches of each line that has any."""
    line: list[Match] = []
    end = 0
    for match in matches:
        if match[0] >= end:
            if line:
                yield line
            line = []
            end = text.find("\n", match[0])
            end = len(text) if end < 0 else end
        line.append(match)
    if line:
        yield line


def _by_passage(cuts: Passages, line: list[Match]) -> Iterator[tuple[int, int, list[Match]]]:
    """The matches of each passage of a line that has any, with its start and end."""
    inside: list[Match] = []
    start = end = 0
    for match in line:
        if match[0] >= end:
            if inside:
                yield start, end, inside
            inside = []
            start, end = cuts.at(match[0])
        inside.append(match)
    yield start, end, inside


def _snippet(fields: Fields, passage: _Passage) -> Snippet:
    start, end, matches, _ = passage
    name, field_start, field_end = fields.at(start)
    text = fields.text
    marked: list[tuple[int, int]] = []
    places = {place[:2] for match in matches for place in match[3] or (match,)}
    for first, last in sorted(places):
        # Words side by side are marked in one go, with the space between them.
        if marked and first - marked[-1][1] <= 1 and text[marked[-1][1] : first].strip() == "":
            marked[-1] = (marked[-1][0], max(marked[-1][1], last))
        else:
            marked.append((first, last))
    return Snippet(
        field=name,
        text=text[start:end],
        highlights=tuple([(first - start, last - start) for first, last in marked]),
        start=start - field_start,
        cut_before=start > field_start,
        cut_after=end < field_end,
    )
