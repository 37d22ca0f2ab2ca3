"""Timelines: how many articles match in each period, beside how many there are, and the peaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from newsearch.query import And, Bag, Everything, Keyword, Node, Or, Request
from newsearch.results import Hit
from newsearch.searching.corpus import Corpus
from newsearch.searching.options import SearchOptions
from newsearch.searching.peaks import FoundPeak, find_peaks
from newsearch.searching.ranking import rank
from newsearch.searching.search import FEW_HITS, Search
from newsearch.searching.terms import FEW_WORDS
from newsearch.searching.timeline_axis import (
    Axis,
    axis_of,
    bounds,
    counted,
    date_ranges,
    limits_of,
    number_of,
)
from newsearch.timelines import Peak, Timeline, TimelinePeriod


class TimelineSearch(Search):
    """One query to one committed index whose articles are counted by period.

    Words side by side must all be there, those of several syllables together: an article with half
    of them may be of something else, and here nobody looks at it.
    """

    _counting = True

    def __init__(self, corpus: Corpus, options: SearchOptions) -> None:
        """Of the options only filters and ``verbatim`` count. Raises `QueryError`."""
        plain = replace(options, limit=1, offset=0, snippets=0, sort="relevance", fresh=None)
        super().__init__(corpus, plain)

    def timeline(self, query: str, by: str | None, most_peaks: int) -> Timeline:
        """Count the articles that match. Raises `QueryError`."""
        reader, options = self._corpus.reader, self._options
        understood = self._understood(query)
        compiled = understood.compiled
        request = replace(self._request(compiled), facets=("day",))
        found = reader.search(replace(request, limit=0))
        matching = found.count_facets()["day"]
        dates = tuple(date_ranges((compiled.node,)))
        everything = self._everything(request, dates)
        axis = axis_of(by, matching, everything, limits_of((*dates, *request.filters)))
        periods = _periods(axis, matching, everything) if axis else ()
        dated = sum(matching.values())
        suggestion = ""
        if (found.total < FEW_HITS or compiled.unknown) and not options.verbatim:
            suggestion = self._suggestion(understood, found.total)
        notices = (
            *understood.parsed.notices,
            *compiled.notices,
            *self._unused(),
        )
        if not understood.parsed.strict and _is_long(compiled.node):
            notices += ("every word must be there to be counted; a search asks for half of them",)
        return Timeline(
            query=query,
            by=axis.by if axis else by or "",
            periods=periods,
            peaks=self._peaks(request, axis, periods, matching, most_peaks) if axis else (),
            total=found.total,
            undated=found.total - dated,
            vague=dated - sum(period.articles for period in periods),
            reading=compiled.reading,
            notices=tuple(dict.fromkeys(notices)),
            suggestion=suggestion,
        )

    def _everything(self, request: Request, dates: tuple[Node, ...]) -> Mapping[str, int]:
        """The articles that the filters, and dates in the query, let through, by ISO date."""
        all_articles = Request(
            Everything(), (*request.filters, *dates), limit=0, facets=request.facets
        )
        return self._corpus.reader.search(all_articles).count_facets()["day"]

    def _peaks(
        self,
        request: Request,
        axis: Axis,
        periods: tuple[TimelinePeriod, ...],
        matching: Mapping[str, int],
        most: int,
    ) -> tuple[Peak, ...]:
        """The clearest peaks, in the order of time."""
        found = find_peaks(
            [period.articles for period in periods], [period.all_articles for period in periods]
        )
        clearest = sorted(found, key=lambda peak: -peak.evidence)[: max(0, most)]
        return tuple(
            self._peak(request, axis, periods, matching, peak) for peak in sorted(clearest)
        )

    def _peak(
        self,
        request: Request,
        axis: Axis,
        periods: tuple[TimelinePeriod, ...],
        matching: Mapping[str, int],
        found: FoundPeak,
    ) -> Peak:
        inside = periods[found.first : found.last + 1]
        numbers = range(axis.first + found.first, axis.first + found.last + 1)
        days = tuple(day for day in matching if _tells(axis.by, day, numbers))
        return Peak(
            start=inside[0].start,
            end=inside[-1].end,
            articles=sum(period.articles for period in inside),
            all_articles=sum(period.all_articles for period in inside),
            usual_share=found.usual,
            highest=max(inside, key=lambda period: period.articles).start,
            top=self._top(request, days),
        )

    def _top(self, request: Request, days: tuple[str, ...]) -> Hit:
        """The best hit of these days, of which there is one."""
        corpus = self._corpus
        within = replace(request, filters=(*request.filters, Keyword("day", days)), facets=())
        best = rank(corpus.reader, within, corpus.lexicon, self._options.feedback).page[0]
        article = corpus.reader.read(best.document)
        return Hit(article.id, round(best.score, 4), article)


def _periods(
    axis: Axis, matching: Mapping[str, int], everything: Mapping[str, int]
) -> tuple[TimelinePeriod, ...]:
    articles, all_articles = counted(axis.by, matching), counted(axis.by, everything)
    periods = []
    for number in range(axis.first, axis.last + 1):
        start, end = bounds(axis.by, number)
        periods.append(
            TimelinePeriod(
                start.isoformat(),
                end.isoformat(),
                articles.get(number, 0),
                all_articles.get(number, 0),
            )
        )
    return tuple(periods)


def _tells(by: str, day: str, numbers: range) -> bool:
    """Whether a date as precise as it is known lies in one of the periods."""
    return bool(counted(by, {day: 1})) and number_of(by, day) in numbers


def _is_long(node: Node) -> bool:
    """Whether a search would be content with some of the words."""
    if isinstance(node, And | Or):
        return any(map(_is_long, node.children))
    return isinstance(node, Bag) and len(node.clauses) > FEW_WORDS
