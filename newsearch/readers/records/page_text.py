"""A record whose body is the text of a whole page, read as pages are."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any

from newsearch.dates.values import now, read_date
from newsearch.readers.records.bodies import Body
from newsearch.readers.records.html_text import has_markup, html_to_text
from newsearch.readers.records.names import plain_name
from newsearch.readers.records.view import MOST_FIELDS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newsearch.readers.input import Input
    from newsearch.readers.records.view import RecordView


def read_page_text(view: RecordView, text: str, title: str, url: str, given: Input | None) -> Body:
    """A page's text read as one; a crawler's day bounds its date."""
    # Imported here: pages name their titles with this module.
    from newsearch.readers.pages.text import parse_page

    if has_markup(text):
        text = html_to_text(text).text
    header = f"# {title}\n" if title else ""
    header += f"URL: {url}\n" if url else ""
    page = parse_page(
        f"{header}\n{text}" if header else text,
        saved=given.written if given else None,
        now=min([now(), *_fetched(view.record)]),
    )
    found = page.article
    stated = any(True for _ in view.present("summary"))
    published = found.published
    if published and published.words and published.words in f"{found.summary}\n{found.body}":
        published = None  # the day of what is told, in a text that states none of its own
    body = found.body
    if stated and found.summary:
        body = f"{found.summary}\n{body}"
    return Body(
        body,
        "" if stated else found.summary,
        found.captions,
        found.author,
        found.origin,
        found.source,
        published,
        found.topics,
        found.related,
    )


def _fetched(record: Mapping[str, Any]) -> Iterator[datetime]:
    for name in list(record)[:MOST_FIELDS]:
        text = plain_name(name)
        if any(sign in text for sign in ("crawl", "collected", "thuthap", "fetch", "download")):
            day = read_date(record[name]) if isinstance(record[name], str | int) else None
            if day:
                yield day.last_moment()
