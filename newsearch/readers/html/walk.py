"""A walk over a page's tree, which gives its blocks of text in their order."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from newsearch.readers.html.blocks import Block, Blocks, Span
from newsearch.readers.html.names import Role, is_body_name, role_of
from newsearch.readers.html.pieces import BREAK, SPACE, Piece, head_before_link, run_together
from newsearch.readers.html.tables import table_rows
from newsearch.readers.html.tree import (
    around_text,
    is_site_head,
    may_date,
    names_of,
    stated_moment,
    text_of,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

_SKIPPED = frozenset(
    """script style noscript template svg math iframe object embed button select textarea input
    audio video canvas map dialog head frameset amp-ad amp-analytics amp-embed ins""".split()  # noqa: SIM905
)
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section
    summary table tbody td tfoot th thead tr ul amp-img amp-story""".split()  # noqa: SIM905
)
_CELLS = frozenset(("td", "th"))
_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_PARTS = frozenset((Role.AUTHOR, Role.DATE, Role.SOURCE, Role.TOPICS, Role.RELATED, Role.CAPTION))
_STATED = ("data-role", "data-field", "itemprop", "rel")
_HIDDEN = re.compile(r"display\s?:\s?none|visibility\s?:\s?hidden", re.I)
_HIDDEN_NAMES = frozenset(("hidden", "hide", "is-hidden"))
_CENTRED = re.compile(r"text-align\s?:\s?(?:center|right)", re.I)
_EMPHASIS = frozenset(("b", "strong", "em", "i"))
_INLINE = frozenset(("span", "a", "time", "label", "strong", "b", "i", "em", "small"))
_PLACE = re.compile(r"(?:^|[\s_-])(?:location|place)(?:[\s_-]|$)", re.I)
_MOSTLY = 0.9
_WHOLE = 0.5
# How often all of a page may be measured: parts in parts would take long.
_MOST_MEASURED = 20
_LONGEST_ENTRY = 150
BLOCK_LIMIT = 20_000
"""How many blocks of a page are looked at."""


@dataclass(slots=True)
class _Open:
    """An element that the walk is in."""

    role: Role
    start: int
    named: bool
    centred: bool
    skipped: bool = False


def blocks_of(tree: Element) -> Blocks:
    """The blocks of a page's tree, without what is never text (scripts, forms' fields, menus)."""
    return _Walk(tree).found


class _Walk:
    def __init__(self, tree: Element) -> None:
        from lxml import etree

        self.found = Blocks()
        self._open = [_Open(Role.TEXT, 0, False, False)]
        self._pieces: list[Piece] = []
        self._links: list[str] = []
        self._emphases = 0
        self._heading = 0
        self._image = False
        self._moment = ""
        self._parted = False
        self._kept = around_text(tree)
        self._whole = sum(map(len, tree.itertext("p", "div", "td", "span"))) or 1
        self._measured = 0
        walk = etree.iterwalk(tree, events=("start", "end"))
        for event, element in walk:
            if not isinstance(element.tag, str):
                self._add(element.tail)
            elif event == "end":
                self._end(element)
            elif not self._start(element):
                walk.skip_subtree()
            if len(self.found.blocks) > BLOCK_LIMIT:
                break
        self._flush()
        for depth, opened in enumerate(self._open):  # where the walk was broken off
            end = len(self.found.blocks)
            self.found.spans.append(Span(opened.start, end, depth, opened.named))

    def _start(self, element: Element) -> bool:
        """Opens an element; False where nothing in it is to be looked at."""
        tag = element.tag
        opened = self._open[-1]
        self.found.deepest = max(self.found.deepest, len(self._open))
        role, named = opened.role, False
        skipped = tag in _SKIPPED
        if tag in ("img", "amp-img", "picture"):
            self._image = True
            self.found.images += 1
        elif tag in ("video", "iframe", "amp-video"):
            self._image = True
            self.found.videos += 1
        elif not skipped and element.attrib:
            skipped = self._is_hidden(element)
        if not skipped:
            role, named = self._role(element, opened.role)
            if is_site_head(element) and element not in self._kept:
                role = Role.CLUTTER
            # A part of the page that holds most of its text is more than what it is called.
            if role in (Role.CLUTTER, Role.RELATED) and role is not opened.role:
                if self._is_whole(element):
                    role = opened.role
                else:
                    skipped = role is Role.CLUTTER and not may_date(element)
        parted = tag in _BLOCKS or role is not opened.role or (skipped and tag not in _SKIPPED)
        if parted or (tag in _CELLS and self._is_long()):
            self._flush()
        centred = opened.centred or (
            tag in _BLOCKS
            and (
                element.get("align") in ("center", "right")
                or tag == "center"
                or bool(_CENTRED.search(element.get("style", "")))
            )
        )
        self._open.append(_Open(role, len(self.found.blocks), named, centred, skipped))
        if skipped or (tag == "table" and self._take_table(element, role)):
            return False
        if tag in _HEADINGS:
            self._heading = _HEADINGS[tag]
        elif tag == "a":
            if opened.role is Role.TOPICS:  # one topic each
                self._flush(opened)
            if self._pieces and self._pieces[-1][1] is not None:
                self._pieces.append(SPACE)  # links side by side
            self._links.append((element.get("href") or "").strip())
        elif tag == "time":
            if self._moment:
                self._flush()
            self._moment = stated_moment(element)
            if not "".join(map(str, element.itertext())).strip():
                self._add(self._moment)  # a script fills it in
        elif tag in _EMPHASIS:
            self._emphases += 1
        elif role is Role.DATE and opened.role is not role:
            self._moment = stated_moment(element)
        elif tag == "br":
            self._pieces.append(BREAK)
        self._parted = self._parted or tag in _INLINE
        self._add(element.text)
        return True

    def _take_table(self, element: Element, role: Role) -> bool:
        """Takes the rows of a table of data among the text; False for any other table."""
        if role is not Role.TEXT or element in self._kept:
            return False
        rows = table_rows(element)
        if rows is None:
            return False
        title = next(element.iter("caption"), None)
        if title is not None and (words := text_of(title)):
            self.found.blocks.append(Block(words, Role.CAPTION))
        self.found.blocks += [Block(row, role, row=True) for row in rows]
        self._open[-1].skipped = True
        return True

    def _end(self, element: Element) -> None:
        tag = element.tag
        closed = self._open.pop()
        role = self._open[-1].role
        self._parted = self._parted or tag in _INLINE
        if not closed.skipped and tag == "a":
            if role is Role.TOPICS:
                self._flush(closed)
            self._links.pop()
        elif not closed.skipped and tag in _EMPHASIS:
            self._emphases -= 1
        cell = tag in _CELLS
        if tag in _BLOCKS or closed.role is not role or (cell and self._is_long()):
            self._flush(closed)
            if tag in _HEADINGS:
                self._heading = 0
            start, end = closed.start, len(self.found.blocks)
            if end > start and (tag in _BLOCKS or cell):
                self.found.spans.append(Span(start, end, len(self._open), closed.named))
        elif tag == "span" and self._pieces and _PLACE.search(element.get("class") or ""):
            # "TP HCM" before the lead has its dash from a style sheet.
            self._pieces.append((" - ", None, False))
        if cell:
            self._pieces.append(SPACE)
        self._add(element.tail)

    def _role(self, element: Element, outer: Role) -> tuple[Role, bool]:
        tag = str(element.tag)
        attributes = element.attrib
        if not attributes and tag not in ("h1", "figure", "figcaption", "nav", "aside", "footer"):
            return outer, False
        names = names_of(element)
        stated = next((str(attributes[key]) for key in _STATED if key in attributes), "")
        role = role_of(tag, names, stated)
        named = is_body_name(names, stated) and tag in _BLOCKS
        if role is None or outer in (Role.RELATED, Role.CLUTTER):
            dated = outer is Role.CLUTTER and role in (Role.DATE, Role.AUTHOR, Role.TOPICS)
            return (role if dated and role else outer), named and outer is Role.TEXT
        if outer is Role.CAPTION and role not in (Role.CLUTTER, Role.DATE):
            return outer, False
        if tag == "figure" and element.find(".//table") is not None:
            return outer, named
        if role not in _PARTS and role is not Role.CLUTTER and tag not in _BLOCKS:
            return outer, named
        return role, named

    def _is_hidden(self, element: Element) -> bool:
        attributes = element.attrib
        if (
            "hidden" in attributes
            or _HIDDEN.search(str(attributes.get("style", "")))
            or (
                not _HIDDEN_NAMES.isdisjoint(str(attributes.get("class", "")).split())
                and attributes.get("itemprop") != "datePublished"
            )
        ):
            return not self._is_whole(element)
        return False

    def _is_whole(self, element: Element) -> bool:
        """Whether an element holds so much of the page that it cannot be a part to leave out."""
        if element in self._kept:
            return True
        if len(element) == 0 or element.tag in ("nav", "footer", "a", "span"):
            return False
        if self._measured > _MOST_MEASURED * self._whole:
            return False
        length = sum(map(len, element.itertext("p", "div", "td", "span")))
        self._measured += length
        return length > _WHOLE * self._whole

    def _is_long(self) -> bool:
        """Whether what was collected in a cell is text rather than an entry of a table."""
        pieces = self._pieces
        broken = any(piece is BREAK for piece in pieces)
        return broken or sum(len(piece[0]) for piece in pieces) > _LONGEST_ENTRY

    def _add(self, text: str | None) -> None:
        if text:
            url = self._links[-1] if self._links else None
            if self._parted and self._pieces and run_together(self._pieces[-1][0], text):
                self._pieces.append(SPACE)
            self._parted = False
            self._pieces.append((text, url, self._emphases > 0))

    def _flush(self, closed: _Open | None = None) -> None:
        """Ends the block that is being collected; a break inside it ends a line."""
        opened = closed or self._open[-1]
        pieces, self._pieces = self._pieces, []
        if not pieces or opened.role is Role.CLUTTER:
            self._moment = ""
            return
        line: list[Piece] = []
        for piece in pieces:
            if piece is BREAK:
                self._end_line(line, opened)
                line = []
            else:
                line.append(piece)
        self._end_line(line, opened)

    def _end_line(self, pieces: Sequence[Piece], opened: _Open) -> None:
        if head := head_before_link(pieces):
            self._end_piece(pieces[:head], opened)
            pieces = pieces[head:]
        self._end_piece(pieces, opened)

    def _end_piece(self, pieces: Sequence[Piece], opened: _Open) -> None:
        text = " ".join("".join(piece[0] for piece in pieces).split())
        if not text:
            return
        linked = sum(len(piece[0].strip()) for piece in pieces if piece[1] is not None)
        bold = sum(len(piece[0].strip()) for piece in pieces if piece[2])
        urls = {piece[1] for piece in pieces if piece[1] and piece[0].strip()}
        whole = _MOSTLY * len(text)
        self.found.blocks.append(
            Block(
                text,
                opened.role,
                min(linked, len(text)),
                next(iter(urls)) if len(urls) == 1 and linked >= whole else "",
                self._heading,
                bold >= whole,
                opened.centred,
                self._image,
                self._moment,
            )
        )
        self._image, self._moment = False, ""
