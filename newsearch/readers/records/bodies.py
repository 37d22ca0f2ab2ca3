"""The body of a record to an article's: HTML, markdown, whole pages and glued texts."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsearch.article import clean_text
from newsearch.readers.records.html_text import has_markup, html_to_text, unescaped
from newsearch.readers.records.values import repr_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsearch.article import Published, RelatedLink

_LISTED = re.compile(r"\[(?=['\"])")
_ITEM = re.compile(r"'((?:[^'\\]|\\.){0,20000}+)'|\"((?:[^\"\\]|\\.){0,20000}+)\"")
_LIST_END = re.compile(r"\s*,\s*|\s*\]")
_ITEMS = 20_000
# A sentence's end with a capital right behind it. What is before it tells names with dots
# (TP.HCM, V.League) and hosts, what is behind it abbreviations.
_GLUED = re.compile(
    r"[.!?…][”\"]?(?=[“\"]?(?!(?:Vn|Com|Net|Org|Edu|Gov)\b)[A-ZÀ-ỸĐ][a-zà-ỹ]{0,12}[\s,])"
)
_ENDS_WORD = re.compile(r"(?:[a-zà-ỹ)”\"%]|[A-ZĐ]{3})$")
_BEFORE_GLUED = re.compile(
    r"(?:^|[\s(“\"])(?:[Tt]p|[Tt]x|[Tt]t|[Tt]s|[Tt]hs|[Bb]s|[Ll]s|[Gg]s|[Pp]gs|[Mm]r"
    r"|[Mm]rs|[Mm]s|[Dd]r|[Ss]t|[Qq]|[Hh]|[Pp]|[Vv])\.$"
)
_TAIL_WITH_NOTE = re.compile(
    r"(?<=[.!?…”\"’)])\s+(?P<line>[^\s().!?…,;:\"“”][^().!?…:\"“”]{2,60}"
    r"\((?:theo|tổng hợp|thực hiện|ghi|dịch|lược dịch|biên dịch|từ)\b[^()]{0,120}\))\.?\s*$",
    re.IGNORECASE,
)
_TAIL_FROM = re.compile(r"(?<=[.!?…”\"’)])\s+(?P<line>\(?[Tt]heo\s[^().!?…:\"“”]{2,50}\)?)\.?\s*$")
_THEO = re.compile(r"\((?:theo|từ|nguồn)\s*:?\s+(?P<names>[^()]{2,120})\)", re.IGNORECASE)
_INITIALS = re.compile(r"(?:[A-ZĐ]\.){1,3}\s?[A-ZĐÀ-Ỹ][^\W\d_]{0,12}$")
# Paragraphs that long on average were put together from several.
_LONG_PARAGRAPHS = 1500
_LONGEST_BYLINE = 120
_LONGEST_NAME = 40
_MOST_LINKS = 12
_TO_OTHER_NEWS = re.compile(
    r"(?:>{1,3}|»|[-•*]?\s?(?:xem (?:thêm|tiếp|clip|video)|đọc (?:thêm|tiếp)"
    r"|(?:tin|bài)(?: viết)? liên quan|tin cùng chuyên mục"
    r"|mời (?:quý )?(?:bạn đọc|độc giả)(?: đón)? (?:xem|đọc) thêm)\s?(?::|>|\Z))[^\n]{0,250}\Z",
    re.IGNORECASE,
)
_FEWEST_LINKS = 3
_LINK = re.compile(r"\]\((?:https?:|javascript:|/)")
_FEWEST_LINES = 12
_SHORT_LINE = 35
_AT_THE_TOP = 1 << 14


@dataclass(slots=True)
class Body:
    """The text of a body and what it says besides: who wrote it, when, and from where."""

    text: str
    summary: str = ""
    captions: tuple[str, ...] = ()
    author: str = ""
    origin: str = ""
    source: str = ""
    published: Published | None = None
    topics: tuple[str, ...] = ()
    related: tuple[RelatedLink, ...] = ()
    remarks: tuple[str, ...] = field(default=())


def read_text(value: str) -> tuple[str, tuple[str, ...]]:
    """A clean text without tags, entities and the writing of lists, one paragraph a line.

    With it come the captions of the pictures in it.
    """
    captions: tuple[str, ...] = ()
    if "[" in value and ("['" in value or '["' in value):
        value = clean_text(_without_list(value))
    if "<" in value or "&" in value:
        if has_markup(value):
            value, captions = html_to_text(value)
            captions = tuple(map(clean_text, captions))
        else:
            value = unescaped(value)
        value = clean_text(value)
    if "\n" not in value:
        return unglued(value).strip(), captions
    given = value.split("\n")
    lines = [line for line in map(str.strip, given) if line]
    if lines != given:
        value = "\n".join(lines)
    if (len(lines) - 1) * _LONG_PARAGRAPHS < len(value):
        value = unglued(value)
    return value, captions


def unglued(text: str) -> str:
    """Paragraphs that were put together without a space, each on its line again.

    >>> unglued("Lũ rút chậm.Người dân TP.Huế dọn bùn.")
    'Lũ rút chậm.\\nNgười dân TP.Huế dọn bùn.'
    """
    places = [
        match.end()
        for match in _GLUED.finditer(text)
        if _ENDS_WORD.search(text, max(0, match.start() - 3), match.start())
    ]
    if not places:
        return text
    pieces, begin = [], 0
    for place in places:
        if not _BEFORE_GLUED.search(text, max(begin, place - 8), place):
            pieces.append(text[begin:place])
            begin = place
    pieces.append(text[begin:])
    return "\n".join(piece.strip() for piece in pieces)


def _without_list(text: str) -> str:
    """A text in which lists stand as programs write them, with their items as text instead."""
    result, position = [], 0
    while start := _LISTED.search(text, position):
        items, end = _items(text, start.end())
        if end < 0 or (len(items) < 2 and start.start() > 0):
            result.append(text[position : start.end()])
            position = start.end()
            continue
        result.append(text[position : start.start()])
        # Items that are ends of lines part paragraphs; without any, each is a paragraph.
        broken = any(not item.strip() and "\n" in item for item in items)
        result.append("\n" + ("" if broken else "\n").join(items) + "\n")
        position = end
    return "".join([*result, text[position:]])


def _items(text: str, position: int) -> tuple[list[str], int]:
    """The items of a written list and where it ends; -1 where it is none."""
    items: list[str] = []
    while (item := _ITEM.match(text, position)) and len(items) < _ITEMS:
        items.append(repr_text(item))
        end = _LIST_END.match(text, item.end())
        if end is None:
            return items, -1
        if end[0].endswith("]"):
            return items, end.end()
        position = end.end()
    return items, -1


def looks_like_page(text: str, *, markdown: bool, page: bool) -> bool:
    """Whether a text is that of a web page, with menu and footer, not of an article alone.

    ``markdown`` and ``page``: whether the field's name says that it is so written.
    """
    head = text[:_AT_THE_TOP]
    if "[" in head and "](" in head and (len(_LINK.findall(head)) >= _FEWEST_LINKS or markdown):
        return True
    if markdown:
        return True
    if not page:
        return False
    lines = [line for line in head.split("\n") if line.strip()]
    short = sum(len(line) <= _SHORT_LINE for line in lines)
    return len(lines) >= _FEWEST_LINES and short * 3 > len(lines)


def split_byline(body: Body, author: str) -> None:
    """Takes a byline off the end of a body: its author, and whom it was taken over from.

    ``author`` is the one that the record states: no other name is taken off then.
    """
    start = body.text.rfind("\n") + 1
    line = body.text[start:]
    if len(line) > _LONGEST_NAME and line[-1] in ".!?…" and "(" not in line and "heo " not in line:
        return  # a sentence, as most bodies end
    from newsearch.readers.pages.bylines import byline

    named = byline(line.strip()) if start and len(line) <= _LONGEST_BYLINE else None
    if named is None:
        tail = max(start, len(body.text) - 2 * _LONGEST_BYLINE)
        found = None
        if body.text.find("(", tail) >= 0:
            found = _TAIL_WITH_NOTE.search(body.text, tail)
        if not found and body.text.find("heo ", tail) >= 0:
            found = _TAIL_FROM.search(body.text, tail)
        if not found:
            return
        start, line = found.start("line"), found["line"]
        named = byline(line.strip())
    if named is None or not (named.author or named.source):
        return
    if author and named.author and _squeezed(named.author) not in _squeezed(author):
        return
    note = _THEO.search(line)
    origin = getattr(named, "origin", "") or named.source or (note["names"].strip() if note else "")
    if len(body.text[:start].strip()) < _LONGEST_BYLINE and not author:
        return  # a text that short may end in a name
    body.text = body.text[:start].rstrip()
    body.author = body.author or named.author
    body.origin = body.origin or origin


def without_links(text: str) -> str:
    """A body without the links to other news that stand at its end (*Xem thêm: …*)."""
    for _ in range(_MOST_LINKS):
        start = text.rfind("\n") + 1
        if not start or (text[start].isupper() and text[start] not in "XĐTBM"):
            break  # quick to tell, of most
        if not _TO_OTHER_NEWS.match(text, start):
            break
        text = text[: start - 1].rstrip()
    return text


def clean_author(texts: Sequence[str], host: str) -> tuple[str, str]:
    """Authors as one text, and the origin that stands in their place (*Theo TTXVN*).

    A publisher's host, address or own name is no author.
    """
    from newsearch.readers.pages.bylines import byline

    authors: list[str] = []
    origin = ""
    for text in texts:
        name = text.strip(" ,;|-–")
        if not name or "://" in name or _is_publisher(name, host):
            continue
        if name.isdigit():
            continue  # the number of one, in a table that is not here
        is_taken = name.lower().startswith(("theo ", "(theo "))
        if is_taken or "(" in name or ":" in name:
            named = byline(name)
            if named and named.author:
                name, origin = named.author, origin or named.source
            elif is_taken and _INITIALS.match(name, 5):
                name = name[5:].strip()
            elif named and named.source:
                origin = origin or named.source
                continue
        authors.append(name)
    return ", ".join(dict.fromkeys(authors)), origin


def _is_publisher(name: str, host: str) -> bool:
    from newsearch.sources.names import host_of

    if name.islower() and host_of(name):
        return True
    letters = _squeezed(name)
    return len(letters) >= 5 and letters.removesuffix("online").removeprefix("bao") == "".join(
        character for character in host.split(".")[0] if character.isalnum()
    )


def _squeezed(name: str) -> str:
    from newsearch.readers.records.names import plain_name

    return plain_name(name)
