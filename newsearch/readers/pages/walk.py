"""The walk down a page: what each line adds to the article, and what is left out."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import TYPE_CHECKING

from newsearch.dates.relative import relative_date
from newsearch.readers.pages import clutter
from newsearch.readers.pages.bylines import Byline, byline, original_link, source_words
from newsearch.readers.pages.captions import has_credit, is_only_credit
from newsearch.readers.pages.dates import DateLine, PageDates, date_line, print_day
from newsearch.readers.pages.header import passed_over
from newsearch.readers.pages.lines import Line
from newsearch.readers.pages.markdown import SEVERAL
from newsearch.readers.pages.related import (
    date_alone,
    end_of_list,
    is_running_text,
    related_links,
)
from newsearch.readers.pages.teasers import dated_teaser, drop_ended_teaser, is_glued_teaser

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsearch.article import RelatedLink

# A name above the title is the author's where a word says so.
_SIGNED = re.compile(r"(?:by|bởi|tác giả|(?:đăng|viết) bởi|posted by)\s?:?\s", re.IGNORECASE)
# Without a title, a name above the text is the author's only this close to it.
_ABOVE_TEXT = 4
_LEAD_WORDS = 4
# A date line further above the title than this is the site's (today), not the article's.
_NEAR_TITLE = 4
# A department signs this close to a date.
_NEAR_DATE = 2
_LONGEST_TOPIC = 120
# An address or a telephone in the text does not end it where text goes on this close below.
_TEXT_GOES_ON = 4
_LONGEST_RELATIVE = 60
# Where text goes on this close below a count of comments, that stands above the text.
_ABOVE_BODY = 5
_LONGEST_NAME = 60
_HASHTAG = re.compile(r"#\w[^.!?:]{1,50}").fullmatch
# Whose picture stands there, not who wrote.
_HONOURED = re.compile(r"(?:ông|bà|anh|chị|cô|chú|bác|cụ|em|bé|thầy|sư)\s", re.IGNORECASE)
_AUTHOR_LABELS = ("tác giả", "người viết", "thực hiện", "tác giả bài viết", "author")
_ANSWER = re.compile(r"\b(?:trả lời|thích|reply|like)\b", re.IGNORECASE)
# As relative dates end: "2 giờ trước", "hôm qua", "vừa xong", "hôm qua, 14:05".
_RELATIVE_ENDS = (
    *("trước", "đây", "ago", "nay", "qua", "kia", "xong", "đăng", "giờ", "now", "day", ")", "."),
    *"0123456789",
)
_TAG_LINKS = ("/tag", "-tag", "/tu-khoa", "/topic", "/chu-de", "/keyword", "tags")
_AUTHOR_LINKS = ("javascript:", "/tac-gia", "/author", "/tacgia", "-author")


@dataclass(slots=True)
class Page:
    """What the walk through a page has gathered so far.

    ``noted`` holds the lines that were understood as something else than text. ``saved`` is
    the moment that relative dates count from, if it is known; ``signed`` is the byline below
    the text that names a desk beside a person.
    """

    text: list[Line] = field(default_factory=list)
    others: list[list[Line]] = field(default_factory=list)
    links: list[RelatedLink] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    dates: PageDates = field(default_factory=PageDates)
    authors: list[str] = field(default_factory=list)
    source: str = ""
    origin: str = ""
    first_printed: str = ""
    passed_over: list[Line] = field(default_factory=list)
    noted: list[Line] = field(default_factory=list)
    saved: datetime | None = None
    signed: Byline | None = None


def read_above(page: Page, lines: Sequence[Line], title: int) -> None:
    """Dates, authors, captions and lead that stand above the first long paragraph.

    ``title`` is the number of the title's line, or -1. Lines above it that could have been
    the title are noted, lines below it are text unless they are something else.
    """
    if title >= 0:
        page.passed_over = passed_over(lines, title)
        page.noted += page.passed_over
    dated = [number for number, line in enumerate(lines) if number > title and date_line(line)]
    for number, line in enumerate(lines):
        if number == title:
            page.noted.append(line)
            continue
        if _take_note(page, line, far=number < title - _NEAR_TITLE):
            continue
        if number < title and _SIGNED.match(line.text) and (named := byline(line.text)):
            page.authors += [named.author] if named.author else []
            page.noted.append(line)
            continue
        if number < title or clutter.is_clutter(line) or clutter.is_sections(line):
            continue
        if author := _labelled_author(lines, number):
            page.authors.append(author)
            page.noted.append(line)
            continue
        if clutter.key_of(line.text) in _AUTHOR_LABELS:
            continue
        placed = any(abs(number - place) <= _NEAR_DATE for place in dated) or any(
            mark in line.url for mark in _AUTHOR_LINKS
        )
        named = byline(line.text, placed=placed and title >= 0)
        close = placed or number >= len(lines) - _ABOVE_TEXT or number - title <= _ABOVE_TEXT
        if named and named.author and close and (title >= 0 or number >= len(lines) - _ABOVE_TEXT):
            page.authors.append(named.author)
            page.origin = page.origin or named.source
            page.noted.append(line)
        elif named and named.source:
            page.origin = page.origin or named.source
            page.noted.append(line)
        elif has_credit(line) or is_only_credit(line) or (not named and _is_text(line, title >= 0)):
            page.text.append(line)


def _labelled_author(lines: Sequence[Line], number: int) -> str:
    """The name in a line that *Tác giả* stands above or below on a line of its own, or ``""``."""
    name = lines[number].text
    above = lines[number - 1].text if number else ""
    below = lines[number + 1].text if number + 1 < len(lines) else ""
    labelled = above.endswith(":") and clutter.key_of(above) in _AUTHOR_LABELS
    if not (labelled or clutter.key_of(below) in _AUTHOR_LABELS) or len(name) > _LONGEST_NAME:
        return ""
    named = byline(f"Tác giả: {name}")
    return named.author if named and not lines[number].ends_sentence else ""


def _is_text(line: Line, titled: bool) -> bool:
    """Whether a line above the first long paragraph is a lead, not a button or a name."""
    words = line.text.count(" ") + 1
    if line.ends_sentence and not line.text.endswith(":"):
        return words >= (_LEAD_WORDS if titled else _LEAD_WORDS + 2)
    return titled and words > _LEAD_WORDS and not (line.url or line.text[0].islower())


def _take_note(page: Page, line: Line, *, far: bool = False, below: bool = False) -> bool:
    """Whether a line only states a date, a source or topics, which are then noted."""
    stated = date_line(line)
    if stated is None and len(line.text) <= _LONGEST_RELATIVE:
        told = _relative(page, line)
        if told and page.saved is None:
            return True  # no one knows when that was
        stated = told
    if stated:
        page.dates.lines.append(replace(stated, far=far, below=below))
        named = byline(stated.rest, placed=not below) if stated.rest else None
        if named and named.author and not clutter.is_section(Line(stated.rest)) and not far:
            page.authors.append(named.author)
            page.origin = page.origin or named.source
        page.source = page.source or source_words(stated.rest)
        page.noted.append(line)
        return True
    printed = print_day(line)
    if printed:
        page.dates.limits.append(printed)
        return True
    host = original_link(line.text)
    if host:
        page.first_printed = page.first_printed or host
        page.noted.append(line)
        return True
    source = source_words(line.text)
    if source:
        page.source = page.source or source
        page.noted.append(line)
        return True
    topics = clutter.topics_in(line)
    if topics:
        page.topics += topics
        page.noted.append(line)
    return bool(topics)


def _relative(page: Page, line: Line) -> DateLine | None:
    if not line.text.lower().endswith(_RELATIVE_ENDS):
        return None
    told = relative_date(line.text, page.saved or datetime(2000, 1, 1))
    return DateLine(told, relative=True) if told else None


def read_below(page: Page, lines: Sequence[Line]) -> None:
    """The text from the first paragraph on, and the lists of other news after or within it."""
    number, ended, in_text = 0, False, False
    paragraphs = [line for line in lines if line.is_paragraph and not line.url]
    spaced = sum(line.gap for line in paragraphs) * 4 >= len(paragraphs) * 3
    while number < len(lines):
        line = lines[number]
        if drop_ended_teaser(page, line):
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
        if len(page.text) == 1 and not ended and _signs_lead(page, lines, number - 1):
            continue
        if clutter.is_comments(line) and not ended and _counts_above_text(page, lines, number):
            continue
        if clutter.is_comments(line) or (clutter.is_footer(line) and not date_line(line)):
            ended = ended or clutter.is_comments(line) or not _goes_on(lines, number)
        elif ended:
            continue
        elif in_text and _HASHTAG(line.text) and not line.heading:
            page.topics += clutter.split_topics(line.text)
            page.noted.append(line)
            ended = not _goes_on(lines, number) and not _is_signed_below(lines, number)
        elif page.text and any(mark in line.url for mark in _TAG_LINKS):
            page.topics.append(line.text)
            page.noted.append(line)
        elif page.text and line.url and not byline(line.text):
            page.links += related_links([line]) if line.url != SEVERAL else []
            number += dated_teaser(lines, number) or (spaced and is_glued_teaser(lines, number))
        elif (title := clutter.title_behind_head(line)) and in_text:
            page.links += related_links([replace(line, text=title)])
        elif (topics := clutter.topics_in(line)) is not None and (in_text or not topics):
            page.topics += topics
            number = _read_topics(page, lines, number, bool(topics))
        elif not _take_note(page, line, below=True) and not clutter.is_widget(line):
            page.text.append(line)
            in_text = in_text or line.is_paragraph


def _signs_lead(page: Page, lines: Sequence[Line], number: int) -> bool:
    """Whether a line between lead and text is a name beside a date or one that links its owner."""
    line = lines[number]
    if len(line.text) > _LONGEST_NAME or line.ends_sentence or clutter.is_widget(line):
        return False
    named = byline(line.text)
    below = lines[number + 1 : number + 2]
    if (
        named
        and named.author
        and not page.authors
        and (" " in named.author and not _HONOURED.match(line.text))
        and all(other.is_paragraph and not other.url for other in below)
    ):
        page.authors.append(named.author)
        page.origin = page.origin or named.source
        page.noted.append(line)
        return True
    beside = [*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2]]
    linked = any(mark in line.url for mark in _AUTHOR_LINKS)
    if not (linked or any(date_line(other) for other in beside)):
        return False
    named = byline(line.text, placed=True)
    if named is None or not named.author or clutter.is_section(line):
        return False
    page.authors.append(named.author)
    page.origin = page.origin or named.source
    page.noted.append(line)
    return True


def _is_signed_below(lines: Sequence[Line], number: int) -> bool:
    below = (line for line in lines[number : number + 2 * _TEXT_GOES_ON])
    return any(byline(line.text) and not _HASHTAG(line.text) for line in below)


def _goes_on(lines: Sequence[Line], number: int) -> bool:
    """Whether text runs on right below an address or a telephone that stands in it."""
    below = lines[number : number + _TEXT_GOES_ON]
    return sum(is_running_text(line) and not clutter.is_footer(line) for line in below) > 1


def _counts_above_text(page: Page, lines: Sequence[Line], number: int) -> bool:
    """Whether a line that counts comments stands between lead and text, which goes on below."""
    if sum(line.is_paragraph for line in page.text) > 1:
        return False
    below = lines[number : number + _ABOVE_BODY]
    form = any(clutter.is_comments(line) or _ANSWER.search(line.text[-60:]) for line in below)
    return not form and sum(line.is_paragraph and not line.url for line in below) > 1


def _read_topics(page: Page, lines: Sequence[Line], number: int, begun: bool = False) -> int:
    """The topics below a head of their own; where the lines go on after them.

    ``begun`` tells that the head's line holds the first of them: an author may follow.
    """
    page.noted.append(lines[number - 1])
    while number < len(lines) and len(lines[number].text) <= _LONGEST_TOPIC:
        line = lines[number]
        if clutter.is_clutter(line) or clutter.is_head(line) or line.ends_sentence:
            break
        if len(line.text) > 40 and "," not in line.text:
            break
        named = byline(line.text)
        if named and (named.source or (begun and named.author)):
            break
        page.topics += clutter.split_topics(line.text)
        page.noted.append(line)
        number += 1
    return number
