"""The Whoosh schema: which fields there are, and how a document becomes their values."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from typing import Any

from whoosh import columns, fields, formats

from newsearch.analysis.source_names import source_key
from newsearch.article import Article, canonical_url
from newsearch.engines.base import Document
from newsearch.query import COUNTED_FIELDS, POSITIONAL_FIELDS

UNDATED = -(2**31)
"""What the date columns hold for an article without a date."""

_EPOCH = datetime(1970, 1, 1)


class TermField(fields.FieldType):  # type: ignore[misc]
    """A field whose value is terms already counted, not text.

    With positions the value maps terms to rising positions, without it maps them to counts.
    """

    def __init__(self, positions: bool) -> None:
        super().__init__(formats.Positions() if positions else formats.Existence(), None)
        self.positions = positions

    def index(
        self, value: Mapping[str, list[int]] | Mapping[str, int], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Whoosh's postings of one document: term, frequency, weight, encoded positions."""
        encode = self.format.encode
        for term, found in value.items():
            if isinstance(found, int):
                yield term.encode("utf-8"), found, float(found), b""
            else:
                yield term.encode("utf-8"), len(found), float(len(found)), encode(found)


def length_column(field: str) -> str:
    """The column that holds how many tokens a field has."""
    return f"{field}_length"


def build_schema() -> fields.Schema:
    """The schema of a new index."""
    schema = fields.Schema(
        id=fields.ID(unique=True, sortable=True),
        source=fields.ID(sortable=True),
        url=fields.ID(),
        published=fields.DATETIME(),
        first_minute=fields.COLUMN(columns.NumericColumn("i", default=UNDATED)),
        last_minute=fields.COLUMN(columns.NumericColumn("i", default=UNDATED)),
        article=fields.STORED(),
    )
    for name in POSITIONAL_FIELDS:
        schema.add(name, TermField(positions=True))
    for name in COUNTED_FIELDS:
        schema.add(name, TermField(positions=False))
    for name in (*POSITIONAL_FIELDS, *COUNTED_FIELDS):
        schema.add(length_column(name), fields.COLUMN(columns.NumericColumn("i", default=0)))
    return schema


def field_values(document: Document) -> dict[str, Any]:
    """A document as the keyword arguments of Whoosh's ``add_document``."""
    article = document.article
    values: dict[str, Any] = {
        "id": article.id,
        "source": source_key(article.source),
        "article": pack_article(article),
        **document.positions,
        **document.counts,
    }
    if article.url:
        values["url"] = canonical_url(article.url)
    if article.published:
        values["published"] = article.published.moment
        values["first_minute"] = minutes(article.published.moment)
        values["last_minute"] = minutes(article.published.last_moment())
    for name, length in document.lengths.items():
        values[length_column(name)] = length
    return values


def minutes(moment: datetime) -> int:
    """A moment as minutes since 1970, in the local time it is given in, within 32 bits."""
    return max(UNDATED + 1, min(-UNDATED - 1, (moment - _EPOCH) // timedelta(minutes=1)))


def year_of(minute: int) -> int:
    """The year of a minute since 1970."""
    days = minute // 1440
    return datetime.fromordinal(_EPOCH.toordinal() + days).year


def pack_article(article: Article) -> bytes:
    """An article as it is stored: its JSON. Whoosh compresses what it stores."""
    record = json.dumps(article.to_dict(), ensure_ascii=False, separators=(",", ":"))
    return record.encode("utf-8")


def unpack_article(stored: bytes) -> Article:
    """The reverse of `pack_article`."""
    return Article.from_dict(json.loads(stored))
