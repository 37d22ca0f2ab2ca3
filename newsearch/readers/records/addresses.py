"""Which addresses are those of one article, and so may tell articles apart."""

from __future__ import annotations

import re

from newsearch.article import canonical_url

_SCHEME = re.compile(r"(?:https?:)?//(?=[^\s/])|(?![a-z][a-z0-9+.-]{0,20}:(?!\d))", re.IGNORECASE)
_PLACE = re.compile(r"[^\s/?#@]{1,253}(?P<rest>[/?#].*)")
# Front pages and feeds are addresses of many articles.
_OF_MANY = re.compile(
    r"/?(?:(?:index|default|home|trang-chu)(?:\.\w{2,5})?)?/?|(?:/.*)?/(?:rss|feed|atom)(?:\.xml)?/?"
    r"|/[^?]*\.rss",
    re.IGNORECASE,
)
_HOST = re.compile(r"(?:[^\s/?#.]+\.)+[^\W\d]{2,}(?::\d+)?|localhost(?::\d+)?|[\d.]+(?::\d+)?")
_LONGEST = 4000


def is_article_address(url: str) -> bool:
    """Whether a url is one of the web that leads to one page of a site, not to its front.

    >>> is_article_address("https://baotravinh.vn/lu-rut.html")
    True
    >>> is_article_address("https://baotravinh.vn/#tin-1"), is_article_address("javascript:void(0)")
    (False, False)
    """
    if len(url) > _LONGEST or "\n" in url or "\t" in url or not _SCHEME.match(url):
        return False
    place = _PLACE.fullmatch(canonical_url(url))
    if place is None or not _HOST.fullmatch(place[0][: place.start("rest")]):
        return False
    return _OF_MANY.fullmatch(place["rest"]) is None


def is_address(url: str) -> bool:
    """Whether a text is an address at all, be it one within a site (``/tin-1.html``)."""
    if len(url) > _LONGEST or not _SCHEME.match(url) or any(map(str.isspace, url)):
        return False
    host = canonical_url(url).split("/", 1)[0].split("?", 1)[0].split("#", 1)[0]
    return bool(_HOST.fullmatch(host)) if host else url.startswith("/")
