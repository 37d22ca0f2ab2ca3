"""newsearch: full-text search for Vietnamese news.

The names here are the public face; each is imported from the room that owns it when it is
first used, so that ``import newsearch`` stays quick and loads no engine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from newsearch.article import Article, Precision, Published, RelatedLink
    from newsearch.errors import NewsearchError
    from newsearch.news_index import NewsIndex
    from newsearch.readers.input import ReadArticle, ReadAs
    from newsearch.readers.whole_corpus import read_corpus
    from newsearch.results import (
        Explanation,
        Hit,
        HitExplanation,
        SearchResults,
        Skipped,
        Snippet,
        Story,
        StoryVersion,
        Suggestion,
        TermMatch,
    )
    from newsearch.stories.differences import Differences, differences
    from newsearch.timelines import Peak, Timeline, TimelinePeriod

__version__ = "0.1.0"

_HOMES = {
    "Article": "newsearch.article",
    "Differences": "newsearch.stories.differences",
    "Explanation": "newsearch.results",
    "Hit": "newsearch.results",
    "HitExplanation": "newsearch.results",
    "NewsIndex": "newsearch.news_index",
    "NewsearchError": "newsearch.errors",
    "Peak": "newsearch.timelines",
    "Precision": "newsearch.article",
    "Published": "newsearch.article",
    "ReadArticle": "newsearch.readers.input",
    "ReadAs": "newsearch.readers.input",
    "RelatedLink": "newsearch.article",
    "SearchResults": "newsearch.results",
    "Skipped": "newsearch.results",
    "Snippet": "newsearch.results",
    "Story": "newsearch.results",
    "StoryVersion": "newsearch.results",
    "Suggestion": "newsearch.results",
    "TermMatch": "newsearch.results",
    "Timeline": "newsearch.timelines",
    "TimelinePeriod": "newsearch.timelines",
    "differences": "newsearch.stories.differences",
    "read_corpus": "newsearch.readers.whole_corpus",
}

__all__ = [
    "Article",
    "Differences",
    "Explanation",
    "Hit",
    "HitExplanation",
    "NewsIndex",
    "NewsearchError",
    "Peak",
    "Precision",
    "Published",
    "ReadArticle",
    "ReadAs",
    "RelatedLink",
    "SearchResults",
    "Skipped",
    "Snippet",
    "Story",
    "StoryVersion",
    "Suggestion",
    "TermMatch",
    "Timeline",
    "TimelinePeriod",
    "__version__",
    "differences",
    "read_corpus",
]


def __getattr__(name: str) -> Any:
    home = _HOMES.get(name)
    if home is None:
        raise AttributeError(f"module 'newsearch' has no attribute {name!r}")
    from importlib import import_module

    value = getattr(import_module(home), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__
