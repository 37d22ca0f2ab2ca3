"""A record's fields to an article, whatever they are called and whatever shape they have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from newsearch.article import Article, RelatedLink, canonical_url, clean_text, content_hash
from newsearch.dates.values import read_date
from newsearch.readers.encodings.lost_accents import LOST, lost_accents
from newsearch.readers.encodings.repair import looks_sound
from newsearch.readers.records import bodies
from newsearch.readers.records.addresses import is_address, is_article_address
from newsearch.readers.records.blocks import block_text, has_blocks
from newsearch.readers.records.dates import NO_DATE, present_of, published_in, with_words
from newsearch.readers.records.exported import is_exported, is_marked, read_exported, read_marked
from newsearch.readers.records.exported_rows import read_marked_row
from newsearch.readers.records.identities import stated_identity
from newsearch.readers.records.names import (
    is_markdown_name,
    is_page_name,
    plain_name,
)
from newsearch.readers.records.page_text import read_page_text
from newsearch.readers.records.repair import repaired_record
from newsearch.readers.records.titles import NO_TITLE, title_from
from newsearch.readers.records.values import (
    captions_of,
    first_of,
    plain,
    text_of,
    texts_of,
    topics_of,
)
from newsearch.readers.records.view import RecordView
from newsearch.sources.names import host_of, normalize_source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsearch.article import Published
    from newsearch.readers.input import Input

__all__ = ["NO_DATE", "NO_TITLE", "article_from_record", "title_from"]

# Quick to tell of most texts that nothing was lost.
_LOST = re.compile(r"\?(?<=\w\?)\w")
_ROOT = re.compile(r"(?:https?:)?//[^/?#]*/?|[^/?#\s]+\.[a-z]{2,}/?", re.IGNORECASE)
_VIETNAMESE = frozenset({"vietnamese", "tiengviet", "vivn", "vn", "vie", "vietnam", "viet"})


def article_from_record(
    record: Mapping[str, Any], given: Input | None = None, *, is_row: bool = False
) -> tuple[Article | None, tuple[str, ...]]:
    """The article of a record with remarks on it, or None when it holds no text.

    ``given`` is the input that the record is from: what its user says of the names counts
    first, and which names were used is noted in it. ``is_row``: whether it is a row of a table.
    """
    if is_marked(record):
        article = read_marked_row(record) if is_row else read_marked(record)
        if article is not None:
            return article, ()
    if not is_row and is_exported(record) and not (given and given.options.field_map):
        exported = read_exported(record)
        if exported is not None:
            return exported
    view, doubt = RecordView(record, given), ""
    title, lead = view.take("title"), view.take("summary")
    if not _looks_sound(title, lead, view.first("body")[1]):
        repaired, doubt = repaired_record(record, given)
        if repaired is not record:
            view = RecordView(repaired, given)
            title, lead = view.take("title"), view.take("summary")
    title = plain(text_of(title))
    url = source = ""
    if view.has("url") or view.has("source"):
        url = _address(view)
        source = _source(view, url)
    host = (_host(url) if url else "") or (source if "." in source else "")
    body = _body(view, title, url, given)
    summary = bodies.read_text(text_of(lead))[0] if lead else body.summary
    captions = _captions(view) + body.captions if view.has("captions") else body.captions
    if not (title or summary or body.text or captions):
        return None, ()
    author, origin = _author(view, host)
    if body.text and not body.author:
        bodies.split_byline(body, author)
        body.text = bodies.without_links(body.text)
    remarks = [doubt] if doubt else []
    if title:
        title = _without_site(title, host)
    else:
        title = title_from(summary or body.text or captions[0])
        remarks.append(NO_TITLE)
    published, remark = _published(view, body, given, is_row=is_row)
    if remark:
        remarks.append(remark)
    if _lost_accents(title) or _lost_accents(body.text):
        remarks.append(LOST)
    if given and not (title and body.text and published):
        view.note_unused(given)
    article = Article.of_clean(
        id=stated_identity(view.take("id"), is_row=is_row, has_address=bool(url)),
        title=title,
        summary=summary,
        body=_without_repeats(body.text, title, summary),
        captions=tuple(dict.fromkeys(captions)),
        author=_clean(author or body.author),
        source=_clean(source or body.source),
        url=url,
        published=published,
        topics=_topics(view) or body.topics,
        language=_language(view),
        related=_related(view) or body.related,
        origin=_clean(_origin(view) or origin or body.origin),
    )
    if url and article.id == canonical_url(url) and not is_article_address(url):
        article = replace(article, id=content_hash(article))
    return article, tuple(remarks)


def _looks_sound(*values: Any) -> bool:
    return looks_sound("\n".join([value for value in values if isinstance(value, str)]))


def _lost_accents(text: str) -> bool:
    is_likely = ("?" in text and _LOST.search(text)) or "\ufffd" in text
    return bool(is_likely) and lost_accents(text)


def _published(
    view: RecordView, body: bodies.Body, given: Input | None, *, is_row: bool
) -> tuple[Published | None, str]:
    """The date that the record states, or else its page; and what is to be said of it."""
    if not view.has("published"):
        return body.published, "" if body.published else NO_DATE
    published, name, remark = published_in(
        view.present("published"), view.record, present_of(given), is_row=is_row
    )
    if name:
        view.note("published", name)
    if published is None and body.published:
        return body.published, ""
    return published, remark


def _author(view: RecordView, host: str) -> tuple[str, str]:
    """The author and the origin that stands in their place; of several names the first counts."""
    if view.has("author"):
        for name, stated in view.present("author"):
            author, origin = bodies.clean_author(tuple(texts_of(stated)), host)
            if author or origin:
                view.note("author", name)
                return author, origin
    stated = view.embedded("author")
    return bodies.clean_author(tuple(texts_of(stated)), host) if stated else ("", "")


def _topics(view: RecordView) -> tuple[str, ...]:
    if not (view.has("topics") or "_embedded" in view.record):
        return ()
    terms = view.embedded("wp:term")
    values = [*view.all("topics"), *(terms if isinstance(terms, list) else ())]
    return tuple(dict.fromkeys(topic for value in values for topic in topics_of(value)))


def _address(view: RecordView) -> str:
    """An address that leads to an article: not the front page of a site."""
    for name, value in view.present("url"):
        text = text_of(first_of(value))
        if text and _leads_to_article(text):
            view.note("url", name)
            return text
    # Some call the address of an article its source.
    for name, value in view.present("source"):
        text = text_of(first_of(value))
        if text.startswith(("http://", "https://")) and _leads_to_article(text):
            view.note("url", name)
            return text
    return ""


def _leads_to_article(address: str) -> bool:
    return not _ROOT.fullmatch(address) and (is_article_address(address) or is_address(address))


def _source(view: RecordView, url: str) -> str:
    host = _host(url) if url else ""
    for name, value in view.present("source"):
        text = plain(text_of(first_of(value)))
        # A crawler's short name for the site (`baodautu`) is its host.
        if host and text and text.isascii() and text.lower() == text and text in host:
            view.note("source", name)
            return host
        if source := _normal(text):
            view.note("source", name)
            return source
    for _, value in view.present("url"):  # the front page of the site, at least
        if found := host_of(text_of(first_of(value))):
            return found
    return host


@lru_cache(maxsize=4096)
def _normal(source: str) -> str:
    return normalize_source(source[:500])


def _host(url: str) -> str:
    return _host_of_start(url[: url.find("/", 9) + 1] or url)


@lru_cache(maxsize=4096)
def _host_of_start(url: str) -> str:
    return host_of(url)


def _without_site(title: str, host: str) -> str:
    if not (" - " in title or " | " in title or " – " in title):
        return title
    from newsearch.readers.pages.header import without_site

    return without_site(title, host)


def _body(view: RecordView, title: str, url: str, given: Input | None) -> bodies.Body:
    name, value = view.first("body")
    if not name:
        return bodies.Body("")
    if isinstance(value, str) and "[" in value and ("['" in value or '["' in value):
        # What a program wrote as a list is better read from its HTML.
        better = (it for it in view.present("body") if plain_name(it[0]).endswith("html"))
        name, value = next(better, (name, value))
    view.note("body", name)
    captions: tuple[str, ...] = ()
    if not isinstance(value, str) and has_blocks(value):
        value, captions = block_text(value)
    text = text_of(value)
    if bodies.looks_like_page(text, markdown=is_markdown_name(name), page=is_page_name(name)):
        return read_page_text(view, text, title, url, given)
    text, shown = bodies.read_text(text)
    return bodies.Body(text, captions=(*map(_clean, map(plain, captions)), *shown))


def _without_repeats(body: str, title: str, summary: str) -> str:
    """A body without the title and the lead that crawlers put above it once more."""
    for text in (title, summary):
        if text and body.startswith(text) and body[len(text) : len(text) + 1] == "\n":
            body = body[len(text) + 1 :].lstrip()
    return body


def _captions(view: RecordView) -> tuple[str, ...]:
    for name, value in view.present("captions"):
        plain = plain_name(name)
        named = "caption" in plain or "chuthich" in plain
        found = captions_of(value, named=named)
        if found:
            view.note("captions", name)
            return tuple(found)
    return ()


def _clean(text: str) -> str:
    return clean_text(text).strip() if text else ""


def _origin(view: RecordView) -> str:
    return plain(text_of(view.take("origin"))) if view.has("origin") else ""


def _language(view: RecordView) -> str:
    text = text_of(view.take("language")) if view.has("language") else ""
    name = plain_name(text) if text else ""
    return "vi" if not name or name in _VIETNAMESE else text


def _related(view: RecordView) -> tuple[RelatedLink, ...]:
    value = view.take("related") if view.has("related") else None
    return tuple(_links(value)) if isinstance(value, list) else ()


def _links(items: list[Any]) -> Iterator[RelatedLink]:
    for item in items:
        if isinstance(item, str):
            title, url, published = text_of(item), "", None
        elif isinstance(item, Mapping):
            title, url = text_of(item.get("title")), text_of(item.get("url") or item.get("link"))
            published = read_date(item.get("published") or item.get("date"))
            if published:
                published = with_words(published, item)
        else:
            continue
        if title or url:
            yield RelatedLink(title, url, published)
