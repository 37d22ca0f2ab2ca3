"""Source, author and topics of an HTML article, from what the page shows and its metadata."""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from newsearch.readers.pages.bylines import byline
from newsearch.readers.pages.imprint import publisher
from newsearch.readers.pages.signs import source_of_lead
from newsearch.sources.names import host_of, normalize_source
from newsearch.sources.papers import paper_named

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

    from newsearch.readers.html.metadata import Metadata
    from newsearch.readers.html.text import ArticleText

_IMPRINT_LINES = 200
_DESK = re.compile(r"\s?[-–/(]\s?")


def source_of(metadata: Metadata, host: str, lead: str, imprint: str) -> str:
    """The publisher: the page's host, or what its metadata, its lead or its title name."""
    if host:
        return host
    names = [*metadata.sites, re.split(r"\s[-|–]\s", metadata.window_title)[-1]]
    for name in names:
        if host := host_of(name):
            return host
        if paper := paper_named(name):
            return paper.host
    site = metadata.sites[0] if metadata.sites else ""
    return source_of_lead(lead) or imprint or site


def author_of(metadata: Metadata, text: ArticleText, source: str) -> str:
    """Who signed: beside the title or below the text, else whom the metadata name."""
    for names in (text.authors, text.signed, text.near):
        shown = {name.lower(): name for name in names if not is_of(name, source)}
        if shown:
            return ", ".join(_as_printed(name, text, source) for name in shown.values())
    publishers = {_key(site) for site in metadata.sites}
    stated: list[str] = []
    for value in metadata.authors:
        named = byline(value) if not host_of(value) and "//" not in value else None
        if (
            named
            and " " in named.author
            and _key(named.author) not in publishers
            and not paper_named(named.author)
        ):
            stated.append(named.author)
    return next(iter(stated), "")


def topics_of(metadata: Metadata, text: ArticleText) -> list[str]:
    """The topics that the page shows, else those that its metadata name."""
    if text.topics:
        return text.topics
    for values in (metadata.tags, metadata.keywords[:1]):
        topics = [topic.strip() for value in values for topic in re.split("[,;]", value)]
        if topics:
            return [topic for topic in topics[:30] if 1 < len(topic) <= 60]
    return []


def imprinted(tree: Element) -> str:
    """The publisher by the last lines of a page, as its imprint names it."""
    lines = deque((" ".join(text.split()) for text in tree.itertext("*")), _IMPRINT_LINES)
    return publisher([line for line in lines if line])


def is_of(name: str, source: str) -> bool:
    """Whether a name is the publisher's own."""
    paper = paper_named(name)
    return (paper is not None and paper.host == source) or normalize_source(name) == source


def is_own(name: str, source: str) -> bool:
    """Whether a name is the publisher's or that of one of its desks (*VOV-Tây Nguyên*)."""
    return is_of(name, source) or is_of(_DESK.split(name.strip(), maxsplit=1)[0], source)


def _as_printed(name: str, text: ArticleText, source: str) -> str:
    """A name with the desk of the publisher that it is printed with."""
    printed = text.printed.get(name, name)
    return printed if is_own(printed[len(name) + 1 :], source) else name


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))
