"""Values of records as texts, lists of texts and topics, whatever shape they have."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from newsearch.article import clean_text
from newsearch.readers.records.html_text import has_markup, html_to_text, unescaped

NOTHING: tuple[object, ...] = (None, "", [], {}, ())
"""Values that say nothing; another name for the field is looked at."""

# Under these keys a nested value keeps its text: {"rendered": "<p>"}, {"$date": ...}.
_INNER = (
    "rendered", "name", "title", "text", "value", "plain", "content", "html", "#text", "$t",
    "_text", "$date", "$numberLong", "$oid", "@value", "url", "href", "label", "caption",
)  # fmt: skip
_NAMED = ("name", "displayName", "display_name", "full_name", "title", "ten", "label", "term")
_ITEM = re.compile(r"'((?:[^'\\]|\\.){0,20000})'|\"((?:[^\"\\]|\\.){0,20000})\"")
_CAPTION = ("caption", "chu_thich", "description", "alt", "title")
_NULLS = frozenset({"nan", "none", "null", "n/a", "na", "nat", "[]", "{}", "-", "--", ""})
_LONGEST_NULL = 4 + 36  # with some space around
_BETWEEN_TOPICS = re.compile(r"\s*[,;|>»\n]\s*")
_ADDRESS = re.compile(r"(?:https?:)?//\S+|/\S+", re.IGNORECASE)
_LONGEST_TOPIC = 80
_MOST_TOPICS = 40
_DEPTH = 4


def inner(value: Any, depth: int = _DEPTH) -> Any:
    """What a nested value holds: ``{"rendered": "Tin"}`` is its text; others are as given."""
    while isinstance(value, Mapping) and depth:
        key = next((key for key in _INNER if value.get(key) not in NOTHING), None)
        value, depth = (value[key] if key else None), depth - 1
    return None if isinstance(value, Mapping) else value


def first_of(value: Any) -> Any:
    """The first of several values; one alone is itself."""
    return value[0] if isinstance(value, list | tuple) and value else value


def is_nothing(value: Any) -> bool:
    """Whether a value says nothing: empty, or how programs write that (``nan``).

    >>> is_nothing("NaN"), is_nothing(float("nan")), is_nothing(0)
    (True, True, False)
    """
    if isinstance(value, str):
        if len(value) > _LONGEST_NULL:
            return value.isspace()
        return value.strip().lower() in _NULLS
    return value in NOTHING or (isinstance(value, float) and value != value)


def text_of(value: Any, depth: int = _DEPTH) -> str:
    """A value as one clean text: numbers as written, lists as paragraphs, nothing for the rest."""
    if isinstance(value, str):
        return clean_text(value).strip()
    value = inner(value)
    if isinstance(value, str):
        return clean_text(value).strip()
    if isinstance(value, list | tuple) and depth:
        return "\n".join(text for text in (text_of(item, depth - 1) for item in value) if text)
    if isinstance(value, int | float) and not isinstance(value, bool) and value == value:
        return str(value)
    return ""


def plain(text: str) -> str:
    """A short text, clean already, without tags, entities and runs of white space."""
    if "<" in text or "&" in text:
        text = clean_text(html_to_text(text).text if has_markup(text) else unescaped(text))
    if "  " not in text and text.isprintable():
        return text.strip()
    return " ".join(text.split())


def texts_of(value: Any) -> Iterator[str]:
    """A value that should be a list of texts: one text counts as a list of one."""
    if isinstance(value, str) and (listed := listed_texts(value)) is not None:
        value = listed
    for item in value if isinstance(value, list | tuple) else [value]:
        if isinstance(item, Mapping):
            item = next((item[key] for key in _NAMED if item.get(key) not in NOTHING), None)
        text = "" if is_nothing(item) else plain(text_of(item))
        if text:
            yield text


def listed_texts(text: str) -> list[str] | None:
    """The items of a list that a program wrote into a text (``['a', 'b']``), or None.

    >>> listed_texts("['Thời sự', 'Giao thông']")
    ['Thời sự', 'Giao thông']
    """
    text = text.strip()
    if not (text.startswith(("['", '["')) and text.endswith(("']", '"]'))):
        return None
    return [repr_text(match) for match in _ITEM.finditer(text)]


_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|x([0-9a-fA-F]{2})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "r": "\r", "t": "\t"}


def repr_text(match: re.Match[str]) -> str:
    """An item of such a list, with its escapes resolved."""
    return _ESCAPE.sub(_resolved, match[1] if match[1] is not None else match[2])


def _resolved(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _ESCAPED.get(escape[3], escape[3])


def topics_of(values: Any) -> Iterator[str]:
    """Topics of one or several values; an address or a number is none."""
    count = 0
    for text in texts_of(values):
        for topic in _BETWEEN_TOPICS.split(text) if not _ADDRESS.fullmatch(text) else ():
            name = topic.strip(" #\"'")
            if name and len(name) <= _LONGEST_TOPIC and not name.isdigit() and count < _MOST_TOPICS:
                count += 1
                yield name


def captions_of(value: Any, *, named: bool) -> list[str]:
    """Captions of a value; where only pictures are listed, of those that have one.

    ``named``: whether the field itself is said to hold captions.
    """
    captions: list[str] = []
    for item in value if isinstance(value, list | tuple) else [value]:
        if not isinstance(item, str) and isinstance(item, Mapping):
            item = next((item[key] for key in _CAPTION if item.get(key) not in NOTHING), None)
        elif not named:
            continue
        listed = listed_texts(item) if isinstance(item, str) and "[" in item else None
        for text in [text_of(item)] if listed is None else listed:
            if text and not ("/" in text and _ADDRESS.fullmatch(text)):
                captions.append(plain(text))
    return [caption for caption in captions if caption]
