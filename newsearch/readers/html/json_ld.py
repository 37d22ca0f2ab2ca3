"""JSON-LD: what a page says of itself in scripts, however broken they are."""

from __future__ import annotations

import html
import json
import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.etree import _Element as Element

ARTICLE_TYPES = frozenset(
    """article newsarticle reportagenewsarticle analysisnewsarticle opinionnewsarticle
    backgroundnewsarticle reviewnewsarticle askpublicnewsarticle satiricalarticle blogposting
    liveblogposting techarticle scholarlyarticle report socialmediaposting advertisercontentarticle
    discussionforumposting""".split()  # noqa: SIM905
)
LIST_TYPES = frozenset(("collectionpage", "itemlist", "searchresultspage", "datafeed"))

_LONGEST = 400_000
_MOST_OBJECTS = 500
_DEEPEST = 6
_COMMENT = re.compile(r"/\*.{0,2000}?\*/|(?m:^\s*//[^\n]{0,500}$)|<!--|-->", re.DOTALL)
_TRAILING_COMMA = re.compile(r",(\s*[}\]])")
_BARE_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])|\\u(?![0-9a-fA-F]{4})')
_WRAPPED = re.compile(r"^\s*(?://\s*)?<!\[CDATA\[(.*?)(?://\s*)?\]\]>\s*$", re.DOTALL)
# What can be had of an object that is no JSON at all: its plain fields.
_FIELD = re.compile(
    r'"(?P<name>@type|headline|datePublished|dateModified|description|articleSection)"\s{0,9}:'
    r'\s{0,9}"(?P<value>(?:[^"\\\n]|\\.){0,1000})"'
)
_PERSON = re.compile(
    r'"author"\s{0,9}:\s{0,9}[\[{\s]{0,9}(?:"@type"\s{0,9}:\s{0,9}"[^"]{0,30}"\s{0,9},\s{0,9})?'
    r'"name"\s{0,9}:\s{0,9}"(?P<name>[^"\n]{0,200})"'
)


def objects(tree: Element) -> Iterator[dict[str, Any]]:
    """All objects of a page's JSON-LD that name a type, outer ones before those in them."""
    left = _MOST_OBJECTS
    for script in tree.iter("script"):
        kind = script.get("type") or ""
        if "ld+json" not in kind.lower() or not script.text:
            continue
        for found in _typed(_read(str(script.text)[:_LONGEST]), _DEEPEST):
            yield found
            left -= 1
            if not left:
                return


def types(found: dict[str, Any]) -> set[str]:
    """The types of an object, in lower case and without where they are defined."""
    given = found.get("@type")
    names = given if isinstance(given, list) else [given]
    return {re.split(r"[/#:]", name)[-1].lower() for name in names if isinstance(name, str)}


def first_text(value: object, *names: str) -> str:
    """A value as text: itself, or the first that a list or one of an object's fields holds."""
    for _ in range(_DEEPEST):
        if isinstance(value, list):
            value = value[0] if value else ""
        elif isinstance(value, dict):
            value = next((value[name] for name in names if value.get(name)), "")
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return " ".join(html.unescape(html.unescape(str(value))).split())


def all_texts(value: object, *names: str) -> list[str]:
    """The texts of a value that may be a list."""
    values = value[:50] if isinstance(value, list) else [value]
    return [text for each in values if (text := first_text(each, *names))]


def _read(text: str) -> object:
    if wrapped := _WRAPPED.match(text):
        text = wrapped[1]
    for mend in (lambda given: given, _mended):
        try:
            value: object = json.loads(mend(text).strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            continue
        return value
    return _fields(text)


def _mended(text: str) -> str:
    text = _COMMENT.sub(" ", text) if "/*" in text or "//" in text or "<!" in text else text
    text = _BARE_ESCAPE.sub(lambda match: "\\" + match[0], text)
    text = _TRAILING_COMMA.sub(r"\1", text)
    return (
        re.sub(r"([}\]])\s*([{\[])", r"\1,\2", f"[{text}]") if text.count("@context") > 1 else text
    )


def _fields(text: str) -> dict[str, Any]:
    """The plain fields of the first object that is an article's."""
    found: dict[str, Any] = {}
    for match in _FIELD.finditer(text):
        name, value = match["name"], match["value"]
        if name == "@type" and types({"@type": value}) & ARTICLE_TYPES:
            found.setdefault(name, value)
        elif name != "@type":
            found.setdefault(name, re.sub(r"\\(.)", r"\1", value))
    if person := _PERSON.search(text):
        found.setdefault("author", person["name"])
    return found if "@type" in found else {}


def _typed(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth == 0:
        return
    if isinstance(value, list):
        for each in value[:_MOST_OBJECTS]:
            yield from _typed(each, depth - 1)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            if isinstance(value.get(name), dict | list):
                yield from _typed(value[name], depth - 1)
