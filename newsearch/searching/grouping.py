"""One story, once: copies of one text become one hit, at the place of the best of them.

Of a story that is ranked the earliest article that matches is shown; where results are ordered by
date it is the first in that order. `newsearch.stories` tells which articles are copies.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from newsearch.engines.base import EngineReader
from newsearch.query import Keyword, Request, Sort
from newsearch.results import Story, StoryVersion
from newsearch.searching.ranking import CANDIDATES, Ranked, RankedDocument
from newsearch.stories.stories import Stories

VERSIONS_NAMED = 10
"""How many other versions of a story a hit names at most; all of them are counted."""

ALONE = -1
"""What stands in the place of a story's number for an article that has no copies."""

_LOOKED_AT_ONCE = 32


class _Place(NamedTuple):
    """One place of the page: the article that is shown, its story, the score that put it there."""

    shown: RankedDocument
    identity: str
    story: int
    score: float


@dataclass(frozen=True, slots=True)
class GroupedPage:
    """A page of stories: the article shown of each, its story's number, its best version's score.

    ``ranked`` holds of each article what it scores by itself.
    """

    ranked: Ranked
    stories: tuple[int, ...]
    scores: tuple[float, ...]


def ungrouped(ranked: Ranked) -> GroupedPage:
    """A page in which every article stands for itself."""
    scores = tuple(one.score for one in ranked.page)
    return GroupedPage(ranked, (ALONE,) * len(scores), scores)


def grouped(
    reader: EngineReader, stories: Stories, request: Request, rank: Callable[[Request], Ranked]
) -> GroupedPage:
    """The page of a request, in which offset and limit count stories instead of articles.

    ``rank`` gives the page of a request in which they count articles.
    """
    if not stories.stories() or request.limit <= 0:
        return ungrouped(rank(request))
    end = request.offset + request.limit
    wanted = end + _LOOKED_AT_ONCE
    by_relevance = request.sort is Sort.RELEVANCE
    if by_relevance:
        wanted = max(CANDIDATES, wanted)  # so many are ranked together anyway
    while True:
        ranked = rank(replace(request, offset=0, limit=wanted))
        places, seen = _first_of_each(reader, stories, ranked.page, end)
        if len(places) == end or len(ranked.page) < wanted:
            break
        wanted *= 4
    page = places[request.offset :]
    if by_relevance:
        page = _with_earliest(reader, stories, request, page, seen)
    return GroupedPage(
        replace(ranked, page=tuple(place.shown for place in page)),
        tuple(place.story for place in page),
        tuple(place.score for place in page),
    )


def _first_of_each(
    reader: EngineReader, stories: Stories, page: Sequence[RankedDocument], end: int
) -> tuple[list[_Place], dict[str, RankedDocument]]:
    """So many documents that are the first of their story, and all grouped ones met, by id."""
    places: list[_Place] = []
    seen: dict[str, RankedDocument] = {}
    met: set[int] = set()
    for start in range(0, len(page), _LOOKED_AT_ONCE):
        part = page[start : start + _LOOKED_AT_ONCE]
        ids = reader.identities([one.document for one in part])
        for one, identity, story in zip(part, ids, stories.story_of(ids), strict=True):
            if story != ALONE:
                seen[identity] = one
                if story in met:
                    continue
                met.add(story)
            places.append(_Place(one, identity, story, one.score))
        if len(places) >= end:
            break
    return places[:end], seen


def _with_earliest(
    reader: EngineReader,
    stories: Stories,
    request: Request,
    page: Sequence[_Place],
    seen: dict[str, RankedDocument],
) -> list[_Place]:
    """The page with, of each story, its earliest article that the request matches."""
    members = {
        identity: place.story
        for place in page
        if place.story != ALONE
        for identity in stories.story(place.story)
    }
    if not members:
        return list(page)
    matching = reader.search(
        replace(
            request,
            filters=(*request.filters, Keyword("id", tuple(members))),
            sort=Sort.OLDEST,
            offset=0,
            limit=len(members),
            facets=(),
        )
    ).page
    earliest: dict[int, tuple[str, RankedDocument]] = {}
    ids = reader.identities([found.document for found in matching])
    for identity, found in zip(ids, matching, strict=True):
        if members[identity] not in earliest:
            by_itself = RankedDocument(found.document, found.score, found.score)
            earliest[members[identity]] = (identity, seen.get(identity, by_itself))
    shown = []
    for place in page:
        identity, one = earliest.get(place.story, (place.identity, place.shown))
        shown.append(place._replace(shown=one, identity=identity))
    return shown


def told(reader: EngineReader, stories: Stories, number: int, identity: str) -> Story | None:
    """A story as it is told beside one of its articles; ``None`` for an article without copies."""
    if number == ALONE:
        return None
    members = stories.story(number)
    others = [other for other in members if other != identity]
    articles = [reader.get(other) for other in others[:VERSIONS_NAMED]]
    return Story(
        versions=len(members),
        papers=stories.papers(number),
        others=tuple(
            StoryVersion(article.id, article.title, article.source, article.published)
            for article in articles
            if article is not None
        ),
    )
