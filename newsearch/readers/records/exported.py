"""Records that this library wrote: taken as they stand, so that nothing of them is lost.

What `newsearch export` writes says so in each record (`MARK`), and nothing of it is judged. Other
commands write records without a mark; these are known by their fields.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from newsearch.article import Article, canonical_url
from newsearch.dates.values import is_future, now
from newsearch.readers.records.dates import NO_DATE
from newsearch.readers.records.html_text import has_markup
from newsearch.readers.records.identities import is_weak
from newsearch.readers.records.names import SYNONYMS
from newsearch.readers.records.titles import NO_TITLE, title_from
from newsearch.sources.names import host_of, normalize_source

MARK = "newsearch"
"""The field that says of a record that it was exported, with the number of the form it has."""

FORM = 1
"""The form of the records that are exported now."""

LISTS = ("captions", "topics", "related")
"""The fields that hold several values."""

_EXPORTED = frozenset((*SYNONYMS, "published_words", "published_context"))
_HASH = re.compile(r"[0-9a-f]{16,64}")
_ISO_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d)?)?)?")


def exported_record(article: Article) -> dict[str, Any]:
    """An article as plain JSON values that are marked as exported: `read_marked` reverses it."""
    return {MARK: FORM, **article.to_dict(), "language": article.language}


def is_marked(record: Mapping[str, Any]) -> bool:
    """Whether a record says that it was exported; a row of a table says it in text."""
    return record.get(MARK) in (FORM, str(FORM))


def read_marked(record: Mapping[str, Any]) -> Article | None:
    """The article of a marked record exactly as it was, or None where the record is damaged."""
    if not record.get("id") or not all(isinstance(record.get(name, []), list) for name in LISTS):
        return None
    try:
        return Article.from_dict(dict(record))
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def is_exported(record: Mapping[str, Any]) -> bool:
    """Whether a record is one that this library wrote: it is taken as it stands then."""
    published = record.get("published", "2000")
    return (
        "id" in record
        and "language" in record
        and record.keys() <= _EXPORTED
        and isinstance(record["id"], str)
        and isinstance(published, str)
        and _ISO_DATE.fullmatch(published) is not None
        and all(
            isinstance(record.get(name, ""), str)
            for name in ("title", "summary", "body", "author", "source", "url", "origin")
        )
        and _has_own_id(record)
    )


def _has_own_id(record: Mapping[str, Any]) -> bool:
    """Whether the id is one that an article gets here, or at least none of another program."""
    identity = record["id"]
    if _HASH.fullmatch(identity) or identity == canonical_url(record.get("url", "")):
        return True
    texts = (record.get(name, "") for name in ("title", "summary", "body"))
    return not is_weak(identity) and not any("<" in text and has_markup(text) for text in texts)


def read_exported(record: Mapping[str, Any]) -> tuple[Article | None, tuple[str, ...]] | None:
    """Such a record's article, None where it holds no text, and remarks.

    None alone where it is not what its names say: it is to be read as any other.
    """
    try:
        article = Article.from_dict({"title": "", **record})
    except (ValueError, TypeError, KeyError, AttributeError):
        return None
    if not (article.title or article.summary or article.body or article.captions):
        return None, ()
    remarks = []
    title = " ".join(article.title.split())
    if not title:
        title = title_from(article.summary or article.body or article.captions[0])
        remarks.append(NO_TITLE)
    source = normalize_source(article.source) or host_of(article.url)
    published = article.published
    if published is None:
        remarks.append(NO_DATE)
    elif is_future(published, now()):
        remarks.append(f"date in the future, left out: {published.isoformat()!r}")
        published = None
    if (title, source, published) != (article.title, article.source, article.published):
        article = replace(article, title=title, source=source, published=published)
    return article, tuple(remarks)
