"""What every engine keeps of an article beside its terms: keywords, dates, the article itself."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import lru_cache

from newsearch.article import Article, canonical_url
from newsearch.sources.authors import author_names
from newsearch.sources.keys import source_key

UNDATED = -(2**31)
"""What stands in the place of the minutes of an article without a date."""

_EPOCH = datetime(1970, 1, 1)
_DAY_LENGTH = len("2021-01-07")

# Papers and their authors are few, articles many.
_source_key = lru_cache(10_000)(source_key)
_author_names = lru_cache(10_000)(author_names)


def first_minute(article: Article) -> int:
    """The first minute of the article's date, as `minutes`; `UNDATED` without one."""
    return minutes(article.published.moment) if article.published else UNDATED


def last_minute(article: Article) -> int:
    """The last minute of the article's date, as `minutes`; `UNDATED` without one."""
    return minutes(article.published.last_moment()) if article.published else UNDATED


def minutes(moment: datetime) -> int:
    """A moment as minutes since 1970, in the local time it is given in, within 32 bits."""
    return max(UNDATED + 1, min(-UNDATED - 1, (moment - _EPOCH) // timedelta(minutes=1)))


def keywords(article: Article) -> Iterator[tuple[str, str]]:
    """What stands in the keyword and list fields of an article: field and value, none empty."""
    yield "id", article.id
    # Of what is no source or address at all, nothing is left.
    if article.source and (source := _source_key(article.source)):
        yield "source", source
    if article.url and (url := canonical_url(article.url)):
        yield "url", url
    if article.published:
        yield "day", article.published.isoformat()[:_DAY_LENGTH]
    if article.author:
        for name in _author_names(article.author):
            yield "author_names", name
    for topic in dict.fromkeys(" ".join(topic.split()) for topic in article.topics):
        yield "topics", topic


def pack_article(article: Article) -> bytes:
    """An article as it is stored: its JSON."""
    record = json.dumps(article.to_dict(), ensure_ascii=False, separators=(",", ":"))
    return record.encode("utf-8")


def unpack_article(stored: bytes) -> Article:
    """The reverse of `pack_article`."""
    return Article.from_stored(json.loads(stored))
