"""The content of an HTML page to a tree, within limits, whatever the content is."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from newsearch.readers.html.names import is_body_name

if TYPE_CHECKING:
    from lxml.etree import _Element as Element

TAG_LIMIT = 500_000
"""How many tags a page may have; one with more is no page of a newspaper."""

DEPTH_LIMIT = 255
"""How deep tags may be nested; the parser reads nothing that lies deeper."""

_SAVED_FROM = re.compile(r"<!--\s{0,4}saved from url=\(\d{1,6}\)(\S{1,2000}?)\s{0,4}-->", re.I)
_ESCAPED = re.compile(r"\s*&lt;(?:!doctype|html|head|body)\b", re.I)
_SOURCE_LINE = re.compile(r'<td class="line-content"')
_ENTITY = re.compile(r"&(?:[A-Za-z]{3,8}|#\d{3,5}|#[xX][0-9a-fA-F]{2,5});")
_SITE_HEADS = frozenset(
    """header site-header main-header page-top masthead top-header header-top topbar top-bar
    sub-header header-main header-wrap header-wrapper banner-top""".split()  # noqa: SIM905
)
_TITLE_TAGS = ("h1", "h2", "h3")
_MOMENT = re.compile(r"\s*(?:19|20)\d\d-[01]\d-[0-3]\dT?|\s*[0-3]?\d/[01]?\d/(?:19|20)\d\d")
_AT_THE_TOP = 5_000
_FEWEST_PARAGRAPHS = 2
# Bars of buttons beside which the date often stands.
_MAY_DATE = re.compile(
    r"tool|social|share|crumb|print|font-?size|zoom|like|(?:post|entry)-?footer", re.I
)
# Control characters, which end a page for the parser.
_CONTROL = bytes(sorted({*range(32), 127} - {9, 10, 13}))


class UnreadablePage(Exception):
    """A page of which no tree can be made. It never leaves this package."""


def parse(content: str) -> Element:
    """The tree of a page. Raises `UnreadablePage` with the reason where there is none."""
    from lxml import etree
    from lxml.html import HTMLParser

    if content.count("<") > TAG_LIMIT:
        raise UnreadablePage(f"an HTML page of more than {TAG_LIMIT:,} tags: split it")
    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=False)
    try:
        tree = etree.fromstring(content.encode(errors="replace").translate(None, _CONTROL), parser)
    except (etree.LxmlError, ValueError, AssertionError):
        tree = None
    if tree is None:
        raise UnreadablePage("an HTML page without content")
    return tree


def shown_source(content: str) -> str:
    """The page behind a saved view of its source (``&lt;html&gt;…``); others as they are."""
    if _SOURCE_LINE.search(content[:_AT_THE_TOP]):
        cells = (cell for cell in parse(content).iter("td") if cell.get("class") == "line-content")
        source = "\n".join("".join(map(str, cell.itertext())) for cell in cells)
        return source if "<" in source else content
    return html.unescape(content) if _ESCAPED.match(content) else content


def with_letters(content: str) -> str:
    """A page with its letters for the entities that stand for them (``&ocirc;``, ``&#7891;``).

    Text in the letters of an old font is known by them; signs of markup stay as they are.
    """
    return _ENTITY.sub(_letter, content) if "&" in content else content


def _letter(entity: re.Match[str]) -> str:
    letter = html.unescape(entity[0])
    return letter if len(letter) == 1 and letter >= "\xa0" else entity[0]


def saved_url(content: str) -> str:
    """The address that a browser wrote above a page that it saved, or ``""``."""
    match = _SAVED_FROM.search(content[:_AT_THE_TOP])
    return match[1] if match else ""


def text_of(element: Element, limit: int = 2000) -> str:
    """The beginning of the text in an element, with single spaces."""
    pieces: list[str] = []
    length = 0
    for piece in element.itertext():
        pieces.append(str(piece))
        length += len(pieces[-1])
        if length > limit:
            break
    return " ".join("".join(pieces).split())[:limit]


def around_text(tree: Element) -> set[Element]:
    """The elements that hold the title or an element that is called an article's text."""
    kept: set[Element] = set(tree.iter("html", "body", "main"))
    for element in tree.iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag != "h1":
            stated = element.get("itemprop") or ""
            if not (element.attrib and is_body_name(names_of(element), stated)):
                continue
            if stated != "articleBody" and len(element.findall("p")) < _FEWEST_PARAGRAPHS:
                continue
        if element.tag != "h1":
            kept.add(element)
        parent = element.getparent()
        while parent is not None and parent not in kept:
            kept.add(parent)
            parent = parent.getparent()
    return kept


def is_site_head(element: Element) -> bool:
    """Whether an element is the head of the site, with its name and the present day."""
    tag = element.tag
    if tag not in ("header", "div", "table", "section"):
        return False
    if _SITE_HEADS.isdisjoint(names_of(element).lower().replace("_", "-").split()):
        return (
            tag == "header" and not element.attrib and element.find(".//a[@href='/']") is not None
        )
    return all(element.find(f".//{heading}") is None for heading in _TITLE_TAGS)


def may_date(element: Element) -> bool:
    """Whether a part of a page that is no text may hold the date and the author of its text."""
    if _MAY_DATE.search(names_of(element)):
        return True
    parent = element.getparent()
    return element.tag == "footer" and parent is not None and parent.tag == "article"


def stated_moment(element: Element) -> str:
    """The moment that an element states for programs, or ``""``."""
    stated = (str(element.get(name) or "") for name in ("datetime", "content", "title"))
    return next((value.strip() for value in stated if _MOMENT.match(value)), "")


def names_of(element: Element) -> str:
    """An element's classes, its id and its kind."""
    kind = element.get("type", "") if element.tag in ("div", "figure") else ""
    return f"{element.get('class', '')} {element.get('id', '')} {kind}".strip()
