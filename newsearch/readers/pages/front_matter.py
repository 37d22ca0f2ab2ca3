"""The block of fields that opens a markdown file: title, author, date, topics, address."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsearch.dates.values import read_date

if TYPE_CHECKING:
    from newsearch.article import Published

_MOST_LINES, _LONGEST = 100, 20_000
_OPENING = re.compile(r"\ufeff?\s{0,20}---[ \t]{0,20}\r?\n")
_CLOSING = ("---", "...")
_FIELD = re.compile(r"(?P<name>[^\W\d][\w -]{0,40}?)\s{0,3}:(?:\s{1,20}(?P<value>.*))?")
_ITEM = re.compile(r"\s{0,20}-\s{1,10}(?P<value>.*)")
_FOLDED = re.compile(r"[|>][+-]?\d?")
_COMMENT = re.compile(r"\s#\s.*$")

_TITLE = ("title", "tiêu đề", "headline")
_AUTHOR = ("author", "authors", "tác giả", "by", "byline")
_DATE = (
    *("published", "date_published", "published_at", "pubdate", "publish_date", "publishdate"),
    *("date", "ngày đăng", "ngày", "created", "updated"),
)
_TOPICS = ("tags", "keywords", "topics", "từ khóa", "thẻ")
_SOURCE = ("source", "publisher", "site", "sitename", "site_name", "nguồn")
_URL = ("url", "link", "canonical", "canonical_url", "source_url", "permalink", "đường dẫn")
_SUMMARY = ("description", "summary", "excerpt", "sapo", "lead", "mô tả", "tóm tắt")
_KNOWN = frozenset((*_TITLE, *_AUTHOR, *_DATE, *_TOPICS, *_SOURCE, *_URL, *_SUMMARY))


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the block says; what it does not say is empty."""

    title: str = ""
    author: str = ""
    source: str = ""
    url: str = ""
    summary: str = ""
    published: Published | None = None
    topics: list[str] = field(default_factory=list)


def take_front_matter(text: str) -> tuple[FrontMatter | None, str]:
    """The fields between the ``---`` that open a file, and the text below them.

    A file that opens otherwise, or whose block holds none of the known fields, has none.

    >>> take_front_matter('---\\ntitle: "Chợ phiên"\\nauthor: Lù A Páo\\n---\\nSáng sớm.')[0].title
    'Chợ phiên'
    """
    opening = _OPENING.match(text[:100])
    if not opening:
        return None, text
    lines = text[opening.end() : opening.end() + _LONGEST].splitlines(keepends=True)[:_MOST_LINES]
    end = next((n for n, line in enumerate(lines) if line.rstrip() in _CLOSING), -1)
    if end < 0:
        return None, text
    fields = _fields([line.rstrip() for line in lines[:end]])
    if fields is None or not fields.keys() & _KNOWN:
        return None, text
    rest = text[opening.end() + sum(map(len, lines[: end + 1])) :]
    dates = (read_date(value) for name in _DATE for value in fields.get(name, [])[:1])
    url = _first(fields, _URL)
    source = _first(fields, _SOURCE)
    if not url and source.startswith(("http://", "https://")):
        url, source = source, ""
    return (
        FrontMatter(
            _first(fields, _TITLE),
            ", ".join(_all(fields, _AUTHOR)),
            source,
            url if url.startswith(("http://", "https://")) else "",
            _first(fields, _SUMMARY),
            next((date for date in dates if date), None),
            _all(fields, _TOPICS),
        ),
        rest,
    )


def _first(fields: dict[str, list[str]], names: tuple[str, ...]) -> str:
    return next((" ".join(fields[name]) for name in names if fields.get(name)), "")


def _all(fields: dict[str, list[str]], names: tuple[str, ...]) -> list[str]:
    return next((fields[name] for name in names if fields.get(name)), [])


def _fields(lines: list[str]) -> dict[str, list[str]] | None:
    """The values of every field, or None where a line belongs to no field."""
    fields: dict[str, list[str]] = {}
    name, folded = "", False
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        item = None if folded else _ITEM.fullmatch(line)
        found = _FIELD.fullmatch(line)
        if item and name:
            fields[name] += _values(item["value"])
        elif found and not line[0].isspace():
            name = found["name"].lower()
            value = (found["value"] or "").strip()
            folded = bool(_FOLDED.fullmatch(value))
            listed = name in _TOPICS or name in _AUTHOR
            fields[name] = [] if folded else _values(value, listed=listed)
        elif line[0].isspace() and name:
            fields[name] = [" ".join([*fields[name], _unquoted(line.strip())])]
        else:
            return None
    return fields


def _values(value: str, *, listed: bool = False) -> list[str]:
    """One value, or those of a list in brackets; ``listed`` parts a bare list at its commas."""
    value = value.strip()
    if value.startswith("[") and value.endswith("]"):
        value, listed = value[1:-1], True
    elif value[:1] not in "\"'":
        value = _COMMENT.sub("", value)
    pieces = value.split(",") if listed and value[:1] + value[-1:] != '""' else [value]
    return [piece for it in pieces if (piece := _unquoted(it.strip()))]


def _unquoted(value: str) -> str:
    if len(value) > 1 and value[0] == value[-1] and value[0] in "\"'":
        inner = value[1:-1]
        return inner.replace('\\"', '"') if value[0] == '"' else inner.replace("''", "'")
    return "" if value in ("null", "~") else value
