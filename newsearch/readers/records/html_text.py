"""HTML inside a value of a record or a feed to plain text, with its paragraphs."""

from __future__ import annotations

import html
import re
from typing import NamedTuple

_NAMES = (
    "p|div|br|span|strong|b|i|em|u|a|img|h[1-6]|ul|ol|li|table|tbody|tr|td|th|figure|figcaption"
    "|blockquote|section|article|header|main|html|body|head|script|style|font|center|iframe|video"
    "|picture|source|sup|sub|hr|pre|time"
)
# Attributes may hold ">" in quotes; lengths are bounded so that no text takes long.
_INSIDE = r"(?:[^<>\"']{1,4000}+|\"[^\"]{0,4000}+\"|'[^']{0,4000}+'){0,200}+"
_LOOSE = r"[^<>]{0,4000}"
_TAG = re.compile(
    rf"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9:-]{{0,30}})(?:(?:[\s/\"']{_INSIDE})?>"
    rf"|[\s/\"']{_LOOSE}>)|<!--|<[!?][^<>]{{0,500}}>",
    re.DOTALL,
)
_MARKUP = re.compile(
    rf"</(?:{_NAMES})\s?>|<(?:br|hr|img|p|div)(?:\s[^<>]{{0,4000}})?\s?/?>", re.IGNORECASE
)
_ESCAPED = re.compile(
    rf"&lt;/(?:{_NAMES})\s?&gt;|&lt;(?:br|hr|img|p|div)(?:\s|/|&gt;)", re.IGNORECASE
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_BLOCK_NAMES = (
    "p div br h1 h2 h3 h4 h5 h6 ul ol li table tr figure figcaption blockquote section article "
    "header footer main aside nav hr pre dl dt dd address form caption"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_CELLS = frozenset({"td", "th"})
_SILENT_NAMES = "script style noscript svg iframe button select textarea template head object form"
_SILENT = frozenset(_SILENT_NAMES.split())
_CLOSED = {name: re.compile(rf"</{name}[^<>]{{0,100}}>", re.IGNORECASE) for name in _SILENT}
# Boxes that stand between the paragraphs of an article and are none of it.
_BESIDE = re.compile(
    r"\b(?:class|id|type)\s*=\s*[\"']?[^\"'<>]{0,200}?(?<![a-zA-Z])(?:related|relatedone|relatednews"
    r"|relatedonenews|lien-?quan|tin-?lien-?quan|bai-?lien-?quan|xem-?them|doc-?them|read-?more"
    r"|recommend(?:ed|ation)?|adsbygoogle|advert\w*|ads|sharedaddy|addtoany|share-?(?:box|buttons?)"
    r"|social|jp-relatedposts|ez-toc|lwptoc|toc-container|toc_container|newsletter|comments?)"
    r"(?![a-z])",
    re.IGNORECASE,
)
_BOXES = frozenset({"div", "section", "aside", "ul", "ol", "table", "p", "blockquote", "figure"})
_DEEPEST = 50
_CAPTIONS = frozenset({"figcaption", "caption"})


class HtmlText(NamedTuple):
    """The text of HTML, one paragraph a line, and the captions of its pictures."""

    text: str
    captions: tuple[str, ...] = ()


def has_markup(text: str) -> bool:
    """Whether a text is HTML: it closes elements, or holds some that are never closed.

    Tags may be escaped. A lone ``<`` makes no HTML, nor does a text that speaks of ``<script>``.
    """
    return ("<" in text and _MARKUP.search(text) is not None) or (
        "&lt;" in text and _ESCAPED.search(text) is not None
    )


def unescaped(text: str) -> str:
    """A text with its entities resolved, those that were escaped twice, too.

    >>> unescaped("&amp;apos;làm đẹp&amp;apos;")
    "'làm đẹp'"
    """
    for _ in range(3):
        if "&" not in text or not _ENTITY.search(text):
            break
        text = html.unescape(text)
    return text


def html_to_text(markup: str) -> HtmlText:
    """Tags taken off, entities resolved, paragraphs kept as lines.

    What is in scripts, styles and forms is left out; a picture's caption is set apart.

    >>> html_to_text("<p>Lũ lên <b>nhanh</b>.</p><p>Dân chạy.</p>").text
    'Lũ lên nhanh.\\nDân chạy.'
    """
    if not _MARKUP.search(markup) and _ESCAPED.search(markup):
        markup = html.unescape(markup)
    lines: list[str] = []
    captions: list[str] = []
    pieces: list[str] = []
    unclosed: set[str] = set()
    in_caption, position = False, 0

    def flush() -> None:
        text = " ".join(unescaped("".join(pieces)).split())
        pieces.clear()
        if text:
            (captions if in_caption else lines).append(text)

    while tag := _TAG.search(markup, position):
        pieces.append(markup[position : tag.start()])
        position = tag.end()
        name = (tag["name"] or "").lower()
        if tag[0] == "<!--":
            end = markup.find("-->", position) if "-->" not in unclosed else -1
            if end < 0:
                unclosed.add("-->")
            position = max(position, end + 3)
        elif name in _SILENT and not tag["end"] and not tag[0].endswith("/>"):
            # One that is never closed must not swallow the rest.
            if name not in unclosed:
                if closed := _CLOSED[name].search(markup, position):
                    position = closed.end()
                else:
                    unclosed.add(name)
        elif name in _BOXES and not tag["end"] and _BESIDE.search(tag[0]):
            flush()
            end = _end_of_box(markup, name, position) if name not in unclosed else -1
            if end < 0:
                unclosed.add(name)
            elif (end - tag.start()) * 2 <= len(markup):  # what holds most of the text is its frame
                position = end
        elif name in _BLOCKS:
            flush()
            if name in _CAPTIONS or name == "figure":
                in_caption = name in _CAPTIONS and not tag["end"]
        elif name in _CELLS:
            pieces.append(" ")
    pieces.append(markup[position:])
    flush()
    return HtmlText("\n".join(lines), tuple(captions))


def _end_of_box(markup: str, name: str, position: int) -> int:
    """Where an element that begins before the position ends, with others like it inside; or -1."""
    depth = 1
    for tag in re.compile(rf"<(/?){name}(?=[\s/>])", re.IGNORECASE).finditer(markup, position):
        depth += -1 if tag[1] else 1
        if not depth:
            end = markup.find(">", tag.end())
            return end + 1 if end >= 0 else len(markup)
        if depth > _DEEPEST:
            break
    return -1
