"""The walk down a page: what each line adds to the article, and what is left out."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsearch.readers.pages import clutter
from newsearch.readers.pages.bylines import byline, source_line
from newsearch.readers.pages.captions import has_credit, is_only_credit
from newsearch.readers.pages.dates import PageDates, date_line, print_day
from newsearch.readers.pages.header import passed_over
from newsearch.readers.pages.lines import Line
from newsearch.readers.pages.markdown import SEVERAL
from newsearch.readers.pages.related import date_alone, end_of_list, related_links

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsearch.article import RelatedLink

# Without a title, a name above the text is the author's only this close to it.
_ABOVE_TEXT = 4
_LEAD_WORDS = 4
_TEASER_ENDS = ("đọc tiếp", "xem tiếp", "xem chi tiết")


@dataclass(slots=True)
class Page:
    """What the walk through a page has gathered so far."""

    text: list[Line] = field(default_factory=list)
    others: list[list[Line]] = field(default_factory=list)
    links: list[RelatedLink] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    dates: PageDates = field(default_factory=PageDates)
    authors: list[str] = field(default_factory=list)
    source: str = ""
    origin: str = ""
    passed_over: list[Line] = field(default_factory=list)


def read_above(page: Page, lines: Sequence[Line], title: int) -> None:
    """Dates, authors, captions and lead that stand above the first long paragraph.

    ``title`` is the number of the title's line, or -1. Lines above it that could have been
    the title are noted, lines below it are text unless they are something else.
    """
    if title >= 0:
        page.passed_over = passed_over(lines, title)
    for number, line in enumerate(lines):
        if number == title or _take_note(page, line):
            continue
        if number < title or clutter.is_clutter(line) or clutter.is_sections(line):
            continue
        named = byline(line.text)
        if named and named.author and (title >= 0 or number >= len(lines) - _ABOVE_TEXT):
            page.authors.append(named.author)
        elif has_credit(line) or is_only_credit(line) or (not named and _is_text(line, title >= 0)):
            page.text.append(line)


def _is_text(line: Line, titled: bool) -> bool:
    """Whether a line above the first long paragraph is a lead, not a button or a name."""
    words = line.text.count(" ") + 1
    if line.ends_sentence and not line.text.endswith(":"):
        return words >= (_LEAD_WORDS if titled else _LEAD_WORDS + 2)
    return titled and words > _LEAD_WORDS and not (line.url or line.text[0].islower())


def _take_note(page: Page, line: Line) -> bool:
    """Whether a line only states a date, a source or topics, which are then noted."""
    stated = date_line(line)
    if stated:
        page.dates.lines.append(stated)
        named = byline(stated.rest) if stated.rest else None
        if named and named.author and not clutter.is_section(Line(stated.rest)):
            page.authors.append(named.author)
        return True
    printed = print_day(line)
    if printed:
        page.dates.limits.append(printed)
        return True
    source = source_line(line.text)
    if source:
        page.source = page.source or source
        return True
    topics = clutter.topics_in(line)
    if topics:
        page.topics += topics
    return bool(topics)


def read_below(page: Page, lines: Sequence[Line]) -> None:
    """The text from the first paragraph on, and the lists of other news after or within it."""
    number, ended, in_text = 0, False, False
    while number < len(lines):
        line = lines[number]
        if line.url and page.text and clutter.key_of(line.text).startswith(_TEASER_ENDS):
            page.text.pop()  # the teaser of another article
            number += 1
            continue
        if clutter.is_head(line):
            end = end_of_list(lines, number + 1, ended)
            page.others.append(
                [
                    other
                    for other in lines[number + 1 : end]
                    if date_alone(other)
                    or not (clutter.is_clutter(other) or clutter.is_head(other))
                ]
            )
            number = end
            continue
        number += 1
        if clutter.is_comments(line) or (clutter.is_footer(line) and not date_line(line)):
            ended = True
        elif ended:
            continue
        elif page.text and line.url and not byline(line.text):
            page.links += related_links([line]) if line.url != SEVERAL else []
        elif (title := clutter.title_behind_head(line)) and in_text:
            page.links += related_links([replace(line, text=title)])
        elif clutter.topics_in(line) == []:
            number = _read_topics(page, lines, number)
        elif not _take_note(page, line) and not clutter.is_widget(line):
            page.text.append(line)
            in_text = in_text or line.is_paragraph


def _read_topics(page: Page, lines: Sequence[Line], number: int) -> int:
    """The topics below a head of their own; where the lines go on after them."""
    while number < len(lines) and len(lines[number].text) <= 120:
        line = lines[number]
        if clutter.is_clutter(line) or clutter.is_head(line) or line.ends_sentence:
            break
        if len(line.text) > 40 and "," not in line.text:
            break
        page.topics += clutter.split_topics(line.text)
        number += 1
    return number
