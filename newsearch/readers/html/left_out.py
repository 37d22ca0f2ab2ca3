"""What of a page was left out of its article: menus, comments, other news, in page order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsearch.readers.html.tables import CELL_SIGN

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lxml.etree import _Element as Element

    from newsearch.article import Article

LINE_LIMIT = 1_000
"""How many lines that were left out are given."""

LENGTH_LIMIT = 300
"""How many characters of each are given."""

_LOOKED_AT = 20_000
_KEY = 60
_SHORTEST_PART = 25
_LONGEST_NOTED = 120
_LONGEST_ENTRY = 150
_SIGNS = re.compile(r"[\W_]+")
_CELLS = frozenset(("td", "th"))
_UNSEEN = frozenset(
    ("script", "style", "noscript", "template", "svg", "math", "head", "select", "textarea",
     "object", "iframe")
)  # fmt: skip
_INLINE = frozenset(
    ("a", "abbr", "b", "big", "cite", "code", "em", "font", "i", "img", "label", "mark", "q", "s",
     "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr")
)  # fmt: skip


def page_lines(tree: Element) -> list[str]:
    """The lines of a page as its blocks part them, whatever they are for."""
    from lxml import etree

    lines: list[str] = []
    pieces: list[str] = []

    def end_line() -> None:
        if pieces:
            if line := " ".join("".join(pieces).split()):
                lines.append(line)
            pieces.clear()

    walk = etree.iterwalk(tree, events=("start", "end"))
    for event, element in walk:
        tag = element.tag
        if tag in _CELLS and sum(map(len, pieces)) <= _LONGEST_ENTRY:
            pieces.append(" ")  # the entries of a row are one line
        elif tag not in _INLINE:
            end_line()
        if event == "end":
            if element.tail:
                pieces.append(element.tail)
        elif tag in _UNSEEN or not isinstance(tag, str):
            walk.skip_subtree()
        elif element.text:
            pieces.append(element.text)
        if len(lines) >= _LOOKED_AT:
            break
    end_line()
    return lines


def left_out(lines: Iterable[str], article: Article, noted: Iterable[str]) -> tuple[str, ...]:
    """The lines that are not in an article, at most `LINE_LIMIT`, each of `LENGTH_LIMIT` or less.

    ``noted`` are the words of dates, names and sources that were read from short lines.
    """
    return tuple(_left_out(lines, article, noted))


def _left_out(lines: Iterable[str], article: Article, noted: Iterable[str]) -> Iterator[str]:
    taken = [article.title, article.summary, *article.body.split("\n"), *article.captions]
    cells = [cell for line in taken if CELL_SIGN in line for cell in line.split(CELL_SIGN)]
    known = {_letters(line) for line in (*taken, *cells, *article.topics)}
    whole = "".join(map(_letters, taken))
    words = [letters for word in noted if (letters := _letters(word))]
    count = 0
    for line in lines:
        letters = _letters(line)
        if not letters or letters in known:
            continue
        if len(letters) >= _SHORTEST_PART and letters[:_KEY] in whole:
            continue  # a paragraph with its signature, or set in parts
        if len(line) <= _LONGEST_NOTED and any(word in letters for word in words):
            continue
        yield line if len(line) <= LENGTH_LIMIT else f"{line[: LENGTH_LIMIT - 1]}…"
        count += 1
        if count == LINE_LIMIT:
            return


def _letters(text: str) -> str:
    return _SIGNS.sub("", text.lower())
