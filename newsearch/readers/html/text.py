"""The lines of an article's body: what is text, and what stands among it as something else."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsearch.article import RelatedLink
from newsearch.readers.html.body import line_of
from newsearch.readers.html.ending import take_ending
from newsearch.readers.html.names import Role
from newsearch.readers.html.shown import marked_author, shown_date
from newsearch.readers.pages import clutter
from newsearch.readers.pages.bylines import (
    Byline,
    byline,
    original_link,
    source_line,
    source_words,
)
from newsearch.readers.pages.captions import has_credit, is_only_credit
from newsearch.readers.pages.dates import print_day
from newsearch.readers.pages.lines import Line
from newsearch.readers.pages.related import is_running_text
from newsearch.sources.names import host_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsearch.readers.html.blocks import Block
    from newsearch.readers.pages.dates import DateLine

_LONGEST_CAPTION = 400
_LONGEST_LISTED = 200
_EDGE = 2
_LONGEST_NAMES = 120
_SHORTEST_LINK = 12
_ALL_LINKS = 0.9
_SIGNATURES = 4
_LONGEST_SIGNATURE = 60
_LETTER_SIZES = re.compile(r"(?:cỡ chữ|font size)?[\s:]{0,3}(?:a\s{0,2}[+-]?\s{0,2}){1,3}", re.I)
_BULLET = re.compile(r"[>»►▶•➤☞→-]{1,3}\s?")
_SOURCE_LABEL = re.compile(r"(?:theo|nguồn(?: tin)?|source)\s?:?\s+", re.IGNORECASE)


@dataclass(slots=True)
class ArticleText:
    """What the blocks of an article are: its text, and all that stands beside it.

    ``present`` is the moment that *2 giờ trước* counts from, if it is known; ``printed`` holds
    for names that stand with a desk (*Hà Thu/VOV-Tây Bắc*) how they are printed. ``rows`` are
    the lines that are rows of tables.
    """

    present: datetime | None = None
    lines: list[Line] = field(default_factory=list)
    summaries: list[str] = field(default_factory=list)
    captions: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    signed: list[str] = field(default_factory=list)
    near: list[str] = field(default_factory=list)
    printed: dict[str, str] = field(default_factory=dict)
    origins: list[str] = field(default_factory=list)
    publishers: list[str] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    related: list[RelatedLink] = field(default_factory=list)
    dates: list[DateLine] = field(default_factory=list)
    rows: set[str] = field(default_factory=set)

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs of the text."""
        return [line.text for line in self.lines]

    def note_origin(self, named: Byline, line: str) -> None:
        """Notes the paper or the desk that a line names behind its author."""
        if named.source:
            self.origins.append(named.source)
            whole = f"{named.author}/{named.source}"
            if named.author and whole in line:
                self.printed[named.author] = whole

    @property
    def length(self) -> int:
        """How many characters the text has."""
        return sum(len(line.text) for line in self.lines)


def same(one: str, other: str) -> bool:
    """Whether two lines say the same but for case, spaces and signs."""
    return bool(one) and _letters(one) == _letters(other)


def _letters(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))


def take_part(text: ArticleText, block: Block) -> bool:
    """Notes a block that its role says is no text; False where it is text or may be."""
    role = block.role
    if role is Role.CAPTION:
        if len(block.text) <= _LONGEST_CAPTION:
            _take_caption(text, block.text)
            return True
        return False
    if role is Role.DATE:
        _take_dates(text, block)
    elif role is Role.AUTHOR:
        _take_authors(text, block)
    elif role is Role.SOURCE:
        _take_source(text, block.text)
    elif role is Role.TOPICS:
        line = line_of(block)
        if not (clutter.is_head(line) or clutter.topics_in(line) == [] or line.ends_sentence):
            named = clutter.topics_in(line) or clutter.split_topics(block.text)
            text.topics += [topic for topic in named if len(topic) <= 60]
    elif role is Role.RELATED:
        _take_link(text, block)
    elif role is Role.SUMMARY:
        if block.url:
            _take_link(text, block)
        elif len(block.text) >= 20:
            text.summaries.append(block.text)
    elif role is not Role.CLUTTER and role is not Role.TITLE:
        return False
    return True


def read_body(text: ArticleText, blocks: Sequence[Block], title: str, *, named: bool) -> None:
    """Sorts the blocks of a body into ``text``.

    ``title`` is the article's, which may stand among them again; ``named`` tells that the
    markup calls all of them the article's text, so that only plain clutter is left out.
    """
    listed = False
    summary = " ".join(text.summaries)
    marked = any(block.role is Role.CAPTION for block in blocks)
    for number, block in enumerate(blocks):
        line = line_of(block)
        if block.row:
            text.rows.add(block.text)
            text.lines.append(line)
            continue
        if same(block.text, title):
            continue
        if same(block.text, summary):
            continue
        leading = not (text.summaries or text.lines)
        if block.role is Role.SUMMARY and not leading and not block.url:
            block = replace(block, role=Role.TEXT)  # so called in the middle of the text
        if take_part(text, block):
            continue
        if clutter.is_head(line) or (block.heading and clutter.is_head(replace(line, heading=0))):
            listed = True
            continue
        if listed and (block.url or _is_listed(block)):
            _take_link(text, block)
            continue
        if clutter.is_comments(line) and not named and text.length >= _LONGEST_LISTED:
            break
        if (not named or min(number, len(blocks) - 1 - number) <= _EDGE) and (
            date := shown_date(block, text.present)
        ):
            text.dates.append(date)
            continue
        listed = False
        if number >= len(blocks) - _SIGNATURES and (named_by := _set_signature(text, block)):
            text.signed.append(named_by.author)
            text.origins += [named_by.source] if named_by.source else []
        elif _is_caption(block, marked):
            _take_caption(text, block.text)
        elif not _take_aside(text, block, line, named):
            text.lines.append(line)
    take_ending(text, marked=marked, named=named)


def _take_aside(text: ArticleText, block: Block, line: Line, named: bool) -> bool:
    """Notes a line among the text that is a link, a button or the like."""
    all_links = block.linked >= _ALL_LINKS * len(block.text)  # of several, too: topics, parts
    if (block.url or all_links) and not is_running_text(line):
        named_by = byline(block.text, placed=True)
        if named_by and len(block.text) <= 40 and not block.heading:
            return False  # a signature that links its author's page
        _take_link(text, block)
        return True
    if title := clutter.title_behind_head(line):
        _take_link(text, replace(block, text=title))
        return True
    if (topics := clutter.topics_in(line)) is not None:
        text.topics += topics
        return True
    if clutter.is_widget(line) or clutter.is_comments(line) or _LETTER_SIZES.fullmatch(line.text):
        return True
    if clutter.is_footer(line) and (not named or line.text.startswith("©")):
        return True
    if print_day(line):
        return True
    host = original_link(block.text)
    if not (host or block.under_image):  # below a picture it is the picture's
        host = host_of(source_words(block.text))
    if host:
        text.origins.append(host)
        return True
    return False


def _set_signature(text: ArticleText, block: Block) -> Byline | None:
    """The author in one of the last blocks that is set as a signature is: bold or to the right."""
    if not (block.centred or block.emphasis) or block.under_image or block.heading:
        return None
    if len(block.text) > _LONGEST_SIGNATURE or not text.lines or "." in block.text[-1:]:
        return None
    if byline(block.text) or source_line(block.text):
        return None  # told from its words alone, at the end
    named = marked_author(block.text)
    return named if named and named.author else None


def _is_listed(block: Block) -> bool:
    """Whether a block in a list of other news is one of them."""
    return len(block.text) <= _LONGEST_LISTED and block.linked * 2 > len(block.text)


def _is_caption(block: Block, marked: bool) -> bool:
    """Whether a block below a picture is set as its caption."""
    if len(block.text) > _LONGEST_CAPTION or block.heading:
        return False
    if block.under_image and (block.centred or block.emphasis):
        return not marked or has_credit(line_of(block)) or block.centred
    return False


def _take_caption(text: ArticleText, caption: str) -> None:
    if text.captions and is_only_credit(Line(caption)) and not has_credit(Line(text.captions[-1])):
        text.captions[-1] = f"{text.captions[-1]} {caption}"
    else:
        text.captions.append(caption)


def _take_dates(text: ArticleText, block: Block) -> None:
    date = shown_date(block, text.present)
    if date:
        text.dates.append(date)
        if date.rest and (named := marked_author(date.rest)) and named.author:
            text.authors.append(named.author)


def _take_authors(text: ArticleText, block: Block) -> None:
    """Notes the names in a block that is marked as the author's, and a date beside them."""
    if len(block.text) > _LONGEST_NAMES:
        return
    date = shown_date(block, text.present)
    if date:
        text.dates.append(date)
    named = marked_author(date.rest if date else block.text)
    if named and named.author:
        text.authors.append(named.author)
    if named:
        text.note_origin(named, block.text)


def _take_source(text: ArticleText, stated: str) -> None:
    if len(stated) > _LONGEST_NAMES:
        return
    named = byline(stated, placed=True)
    source = (named.source if named else "") or source_line(stated) or original_link(stated)
    if not source and (label := _SOURCE_LABEL.match(stated)):
        source = stated[label.end() :].strip(" .()")
    if source:
        text.origins.append(source)
    if named and named.author:
        text.signed.append(named.author)


def _take_link(text: ArticleText, block: Block) -> None:
    title = _BULLET.sub("", block.text.strip(), count=1)
    if block.url and len(title) >= _SHORTEST_LINK and " " in title:
        text.related.append(RelatedLink(title, _whole_url(block.url)))


def _whole_url(url: str) -> str:
    return url if url.startswith(("http://", "https://", "/")) else ""
