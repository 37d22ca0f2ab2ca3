"""What a page's head says of it: JSON-LD, Open Graph and the other metadata, as candidates."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import SplitResult, urljoin, urlsplit

from newsearch.readers.html import json_ld
from newsearch.readers.html.tree import text_of
from newsearch.sources.names import host_of

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

_KEYS = ("property", "name", "itemprop", "http-equiv")
_LONGEST = 5_000
_MOST = 400
_MOST_HEADLINES = 3
# In the order of trust.
_PUBLISHED = (
    "article:published_time", "article:published", "og:published_time", "datepublished", "pubdate",
    "publishdate", "publish-date", "publish_date", "published_date", "publication_date",
    "dc.date.issued", "dcterms.created", "dc.date", "dcterms.date", "citation_publication_date",
    "parsely-pub-date", "sailthru.date", "displaydate", "datecreated", "og:article:published_time",
    "its_publication", "cms-date", "date",
)  # fmt: skip
_MODIFIED = (
    "article:modified_time", "og:updated_time", "datemodified", "lastmod", "last-modified",
    "article_updatetime",
)  # fmt: skip
_AUTHORS = ("article:author", "author", "dc.creator", "dcterms.creator", "byl", "parsely-author")
_TITLES = ("og:title", "headline", "twitter:title", "dc.title", "dcterms.title", "title")
_SUMMARIES = ("og:description", "twitter:description", "description", "dc.description")
_SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "publisher")
_TAGS = ("article:tag",)
_KEYWORDS = ("news_keywords", "keywords")


_PUBLISH = re.compile(r"publish|pubdate", re.IGNORECASE)


@dataclass(slots=True)
class Metadata:
    """What the head of a page states, each list with what is trusted most first.

    ``base`` is the address that the page's links start from; ``article`` and ``listing`` tell
    whether the page calls itself an article or a list; ``types`` are all the types that it
    gives itself, in lower case.
    """

    titles: list[str] = field(default_factory=list)
    summaries: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    sites: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    keywords: list[str] = field(default_factory=list)
    urls: list[str] = field(default_factory=list)
    base: str = ""
    body: str = ""
    window_title: str = ""
    types: set[str] = field(default_factory=set)
    article: bool = False
    listing: bool = False


def read_metadata(tree: Element) -> Metadata:
    """The metadata of a page's tree."""
    found = Metadata()
    _read_json_ld(tree, found)
    named = _named(tree)

    def of(names: tuple[str, ...]) -> list[str]:
        return [value for name in names for value in named.get(name, ())]

    found.titles[:0] = of(_TITLES[:1])
    found.titles += of(_TITLES[1:])
    found.summaries[:0] = of(_SUMMARIES)
    found.published[:0] = of(_PUBLISHED[:1])
    found.published += of(_PUBLISHED[1:])
    found.published += _time_elements(tree)
    found.modified += of(_MODIFIED)
    found.authors += of(_AUTHORS)
    found.sites[:0] = of(_SITES)
    found.tags += of(_TAGS)
    found.keywords += of(_KEYWORDS)
    canonical = [
        str(link.get("href"))
        for link in tree.iter("link")
        if (link.get("rel") or "").lower() == "canonical" and link.get("href")
    ]
    found.urls = [*canonical[:1], *of(("og:url",)), *found.urls]
    found.types |= {value.lower() for value in of(("og:type", "tt_page_type"))}
    base = next(tree.iter("base"), None)
    found.base = str(base.get("href") or "") if base is not None else ""
    title = next(tree.iter("title"), None)
    found.window_title = text_of(title) if title is not None else ""
    return found


def _time_elements(tree: Element) -> list[str]:
    """The moments of the elements that say when the article was published, or of the only one."""
    times = [element for element in tree.iter("time") if element.get("datetime")][:_MOST]
    stated = [element for element in times if _PUBLISH.search(str(dict(element.attrib)))]
    only = times if len(times) == 1 else []
    return [str(element.get("datetime")) for element in (stated or only)[:1]]


def _named(tree: Element) -> dict[str, list[str]]:
    """The values of the page's ``meta`` elements under their names in lower case."""
    named: dict[str, list[str]] = {}
    for number, meta in enumerate(tree.iter("meta")):
        if number > _MOST:
            break
        value = meta.get("content") or meta.get("value") or ""
        value = " ".join(html.unescape(value[:_LONGEST]).split())
        if not value:
            continue
        for key in _KEYS:
            if name := meta.get(key):
                values = named.setdefault(name.strip().lower(), [])
                if value not in values:
                    values.append(value)
    return named


def _read_json_ld(tree: Element, found: Metadata) -> None:
    headlines: set[str] = set()
    for stated in json_ld.objects(tree):
        kinds = json_ld.types(stated)
        found.types |= kinds
        found.listing = found.listing or bool(kinds & json_ld.LIST_TYPES)
        if not kinds & json_ld.ARTICLE_TYPES:
            continue
        headlines.add(json_ld.first_text(stated.get("headline") or stated.get("name")))
        if found.article:
            continue
        found.article = True
        found.titles += json_ld.all_texts(stated.get("headline") or stated.get("name"))[:1]
        found.summaries += json_ld.all_texts(stated.get("description"))[:1]
        found.published += json_ld.all_texts(stated.get("datePublished"))
        found.modified += json_ld.all_texts(stated.get("dateModified"))
        found.authors += json_ld.all_texts(stated.get("author"), "name")
        found.sites += json_ld.all_texts(stated.get("publisher"), "name")
        found.keywords += json_ld.all_texts(stated.get("keywords"), "name")
        body = json_ld.first_text(stated.get("articleBody"))
        found.body = body if "<" not in body else ""
        for name in ("mainEntityOfPage", "url", "@id"):
            found.urls += json_ld.all_texts(stated.get(name), "@id", "url")[:1]
    # A list may state every article that it links.
    found.listing = found.listing or len(headlines) > _MOST_HEADLINES


def page_url(found: Metadata, given: str) -> str:
    """The address of a page: what it calls canonical where that can be, else where it was met."""
    base = given or next((url for url in found.urls if _parts(url).netloc), "")
    for url in found.urls:
        absolute = urljoin(base, url) if _parts(base).netloc else url
        parts = _parts(absolute)
        # Some papers give every page the address of their home page.
        if parts.scheme in ("http", "https") and parts.netloc and parts.path.strip("/"):
            return absolute
    return given


def page_host(found: Metadata, url: str) -> str:
    """The host of a page by its address, or by that of the site that it gives for its own."""
    hosts = (host_of(stated) for stated in (url, *found.urls, found.base) if _parts(stated).netloc)
    return next((host for host in hosts if host), "")


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
