"""What every engine keeps of an article beside its terms: the article itself, and its dates."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from newsearch.article import Article

UNDATED = -(2**31)
"""What stands in the place of the minutes of an article without a date."""

_EPOCH = datetime(1970, 1, 1)


def first_minute(article: Article) -> int:
    """The first minute of the article's date, as `minutes`; `UNDATED` without one."""
    return minutes(article.published.moment) if article.published else UNDATED


def last_minute(article: Article) -> int:
    """The last minute of the article's date, as `minutes`; `UNDATED` without one."""
    return minutes(article.published.last_moment()) if article.published else UNDATED


def minutes(moment: datetime) -> int:
    """A moment as minutes since 1970, in the local time it is given in, within 32 bits."""
    return max(UNDATED + 1, min(-UNDATED - 1, (moment - _EPOCH) // timedelta(minutes=1)))


def year_of(minute: int) -> int:
    """The year of a minute since 1970."""
    days = minute // 1440
    return datetime.fromordinal(_EPOCH.toordinal() + days).year


def pack_article(article: Article) -> bytes:
    """An article as it is stored: its JSON."""
    record = json.dumps(article.to_dict(), ensure_ascii=False, separators=(",", ":"))
    return record.encode("utf-8")


def unpack_article(stored: bytes) -> Article:
    """The reverse of `pack_article`."""
    return Article.from_stored(json.loads(stored))
