"""RSS, RDF and Atom: each item an article with what the feed says of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from newsearch.article import Article, Published, canonical_url, content_hash
from newsearch.dates.values import is_future, now, read_date
from newsearch.readers.feeds.scanner import Item, items
from newsearch.readers.input import ReadArticle
from newsearch.readers.records.addresses import is_address, is_article_address
from newsearch.readers.records.bodies import clean_author
from newsearch.readers.records.dates import present_of
from newsearch.readers.records.fields import NO_DATE, NO_TITLE, title_from
from newsearch.readers.records.html_text import html_to_text, unescaped
from newsearch.readers.records.values import plain, topics_of
from newsearch.results import Skipped
from newsearch.sources.names import host_of, normalize_source

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from newsearch.readers.input import Input
    from newsearch.readers.packing.stream import ByteStream

ITEM_LIMIT = 2_000_000
"""The longest item that is read, in bytes."""

# A feed may use names of these without saying whose they are.
_NAMESPACES = {
    b"content": b"http://purl.org/rss/1.0/modules/content/",
    b"dc": b"http://purl.org/dc/elements/1.1/",
    b"dcterms": b"http://purl.org/dc/terms/",
    b"media": b"http://search.yahoo.com/mrss/",
    b"atom": b"http://www.w3.org/2005/Atom",
    b"slash": b"http://purl.org/rss/1.0/modules/slash/",
    b"itunes": b"http://www.itunes.com/dtds/podcast-1.0.dtd",
    b"rdf": b"http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    b"wfw": b"http://wellformedweb.org/CommentAPI/",
    b"georss": b"http://www.georss.org/georss",
    b"sy": b"http://purl.org/rss/1.0/modules/syndication/",
}
_DECLARED = re.compile(rb"xmlns:([\w.-]{1,30})\s*=\s*(\"[^\"]{0,300}\"|'[^']{0,300}')")
_CHANNEL = re.compile(
    rb"<(?:\w{1,20}:)?(?P<name>title|link)\b(?P<rest>[^<>]{0,500})>\s{0,200}"
    rb"(?:<!\[CDATA\[)?(?P<text>[^<>\]]{0,500})",
    re.IGNORECASE,
)
_HREF = re.compile(rb"href\s*=\s*[\"']([^\"']{1,500})[\"']", re.IGNORECASE)
_IMAGE = re.compile(rb"<image\b.{0,4000}?</image>", re.IGNORECASE | re.DOTALL)
# The author of a feed of Atom is that of its entries which have none of their own.
_FEED_AUTHOR = re.compile(
    rb"<(?:atom:)?author\b[^<>]{0,300}>.{0,500}?<(?:atom:)?name\b[^<>]{0,300}>([^<>]{1,200})<",
    re.DOTALL,
)
# Their links lead to themselves first; whose news it is stands in the item's source.
_AGGREGATORS = frozenset(
    {
        "news.google.com", "google.com", "bing.com", "msn.com", "news.yahoo.com", "baomoi.com",
        "feedproxy.google.com", "feeds.feedburner.com", "flipboard.com", "feedly.com", "coccoc.com",
        "rss.app", "inoreader.com", "dailyhunt.in", "smartnews.com", "apple.news", "tinmoi.vn",
    }
)  # fmt: skip
_NO_TEXT = "an item without title and text"
# Something behind a tag, or a tag's own value: most of what is empty is told without parsing it.
_SAYS = re.compile(rb">\s*(?:<!\[CDATA\[\s*)*[^<\s\]]")
# An export of WordPress holds all that it stores: drafts, menus, pictures.
_PUBLISHED = frozenset({"", "publish", "inherit"})
_ARTICLES = frozenset({"", "post", "page"})
_CAPTION = re.compile(
    r"\[caption\b[^\[\]]{0,1000}\](?P<shown>(?:\s{0,20}<[^<>]{0,3000}>){0,6})(?P<text>[^\[]{0,3000})\[/caption\]",
    re.IGNORECASE,
)
_DATES = (
    "wp_post_date",
    "published",
    "created",
    "issued",
    "date",
    "updated",
)


def read_feed(stream: ByteStream, given: Input) -> Iterator[ReadArticle | Skipped]:
    """The items of a feed, or of several that follow one another; broken ones are reported.

    An item is read for itself, so that one that is not well-formed spoils no other.
    """
    count = 0
    for item in items(stream.blocks(), ITEM_LIMIT):
        if item.cut:
            reason = "the feed breaks off here: its end is missing"
            yield Skipped(given.path, item.line, reason, partial=True)
            count += 1
            continue
        count += 1
        if not _SAYS.search(item.data):
            yield Skipped(given.path, item.line, _NO_TEXT)
            continue
        if not item.whole:
            reason = f"an item of more than {ITEM_LIMIT // 1_000_000} MB"
            yield Skipped(given.path, item.line, reason)
            continue
        yield _read_item(item, given)
    if not count:
        yield Skipped(given.path, 0, "a feed without items")


def _read_item(item: Item, given: Input) -> ReadArticle | Skipped:
    entry = _parsed(item)
    if entry is None:
        return Skipped(given.path, item.line, "an item that cannot be read: it is not XML")
    if reason := _why_unpublished(entry):
        return Skipped(given.path, item.line, reason)
    title = plain(unescaped(str(entry.get("title", ""))))
    summary, summary_captions = _text(entry.get("summary", ""))
    body, captions = _text(_content(entry))
    summary = "" if body == summary else summary
    if not (title or summary or body):
        return Skipped(given.path, item.line, _NO_TEXT)
    remarks = []
    if not title:
        title = title_from(summary or body)
        remarks.append(NO_TITLE)
    url = _url(entry, item)
    if not is_address(url):
        url = ""
    source = host_of(url)
    if not source or source in _AGGREGATORS:
        source = _stated_source(entry) or source or _channel_source(item)
    published, remark = _published(entry, present_of(given))
    if remark:
        remarks.append(remark)
    names = [plain(str(author.get("name", ""))) for author in entry.get("authors", ())]
    author, origin = clean_author(names or _feed_authors(item), source if "." in source else "")
    article = Article(
        title=title,
        summary=summary,
        body=body,
        captions=tuple(dict.fromkeys((*summary_captions, *captions))),
        author=author,
        source=source,
        url=url,
        published=published,
        topics=tuple(
            dict.fromkeys(
                topic
                for tag in entry.get("tags", ())
                for topic in topics_of(tag.get("label") or tag.get("term") or "")
            )
        ),
        origin=origin,
    )
    if url and article.id == canonical_url(url) and not _is_of_one_item(url, item):
        article = replace(article, id=content_hash(article))
    return ReadArticle(article, given.path, item.line, tuple(remarks))


def _is_of_one_item(url: str, item: Item) -> bool:
    """Whether an address tells an item from others: not that of its feed, or of a front page."""
    if not is_article_address(url):
        return False
    of_feed = (link for name, link in _channel(item) if name == "link")
    return canonical_url(url) not in map(canonical_url, of_feed)


def _why_unpublished(entry: Any) -> str:
    for name, published in (("wp_status", _PUBLISHED), ("wp_post_type", _ARTICLES)):
        value = str(entry.get(name, "")).strip()
        if value not in published:
            return f"passed over: its {name.replace('_', ':', 1)} is {value[:60]!r}"
    return ""


def _parsed(item: Item) -> Any:
    """The item as feedparser understands it, in a feed of its own."""
    import feedparser

    atom = item.data[:40].lower().lstrip(b"<").split(b":")[-1].startswith(b"entry")
    declared = dict(_DECLARED.findall(item.root))
    names = {**{name: b'"%b"' % url for name, url in _NAMESPACES.items()}, **declared}
    spaces = b"".join(b" xmlns:%b=%b" % pair for pair in names.items())
    data = item.data if item.closed else item.data + (b"</entry>" if atom else b"</item>")
    if atom:
        whole = b'<feed xmlns="http://www.w3.org/2005/Atom"%b>%b</feed>' % (spaces, data)
    else:
        whole = b'<rss version="2.0"%b><channel>%b</channel></rss>' % (spaces, data)
    content = b'<?xml version="1.0" encoding="utf-8"?>' + whole
    try:
        found = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    except Exception:  # feedparser states none, and its loose parser meets any bytes
        return None
    return found.entries[0] if found.entries else None


def _text(markup: Any) -> tuple[str, tuple[str, ...]]:
    text, captions = html_to_text(str(markup))
    return text, captions


def _content(entry: Any) -> str:
    """The longest of the contents of an item, where it has some."""
    texts = [str(content.get("value", "")) for content in entry.get("content", ())]
    longest = max(texts, key=len, default="")
    if "[caption" in longest:
        return _CAPTION.sub(r"<figure>\g<shown><figcaption>\g<text></figcaption></figure>", longest)
    return longest


def _url(entry: Any, item: Item) -> str:
    url = str(entry.get("link") or "").strip()
    if not url and str(entry.get("id", "")).startswith(("http://", "https://")):
        url = str(entry["id"]).strip()
    if url and "://" not in url:
        site = next((link for name, link in _channel(item) if name == "link" and "://" in link), "")
        try:
            url = urljoin(site, url)
        except ValueError:
            return url
    return url


def _stated_source(entry: Any) -> str:
    source = entry.get("source") or {}
    address = host_of(str(source.get("href", "")))
    return address or normalize_source(plain(str(source.get("title", ""))))


def _channel(item: Item) -> Iterator[tuple[str, str]]:
    """Title and link in a feed's head, which says them before or between its items."""
    for match in _CHANNEL.finditer(_IMAGE.sub(b"", item.head)):
        href = _HREF.search(match["rest"])
        text = href[1] if href else match["text"]
        yield match["name"].decode().lower(), plain(text.decode(errors="replace"))


def _feed_authors(item: Item) -> list[str]:
    """The author of a whole feed, unless that is the name of the feed."""
    found = _FEED_AUTHOR.search(item.head)
    if not found:
        return []
    name = plain(found[1].decode(errors="replace"))
    titles = (title.casefold() for kind, title in _channel(item) if kind == "title")
    return [] if any(name.casefold() in title for title in titles) else [name]


def _channel_source(item: Item) -> str:
    said = list(_channel(item))
    hosts = (host_of(text) for name, text in said if name == "link")
    titles = (text for name, text in said if name == "title" and text)
    return next((host for host in hosts if host), "") or _paper(next(titles, ""))


def _paper(title: str) -> str:
    """The paper in a feed's title: *Thế giới - VnExpress RSS*, *Báo Tuổi Trẻ*."""
    parts = [part.strip() for part in re.split(r"\s[-|–:]\s", title) if part.strip()]
    name = (
        re.sub(r"\s*\bRSS\b\s*(?:feed)?\s*", " ", parts[-1], flags=re.IGNORECASE) if parts else ""
    )
    return normalize_source(name.strip())


def _published(entry: Any, present: datetime | None) -> tuple[Published | None, str]:
    """The item's date: the first day that it states, never one of its channel."""
    stated = ""
    for name in _DATES:
        value = entry.get(name) if name in entry else None
        if not value:
            continue
        stated = stated or str(value)
        published = read_date(str(value), present)
        if published is None and entry.get(f"{name}_parsed"):
            year, month, day, hour, minute = entry[f"{name}_parsed"][:5]
            published = read_date(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:00Z")
        if published and is_future(published, now()):
            return None, f"date in the future, left out: {str(value)[:60]!r}"
        if published:
            return published, ""
    return None, f"date not understood: {stated[:60]!r}" if stated else NO_DATE
