"""The text of one saved page to one article.

The page is walked from the top: fields of a crawler, menu, title, date, lead and body,
then what follows the body. What every line is, the neighbouring modules judge:
`page_header` (title), `page_clutter` (heads, widgets, imprint), `page_captions`,
`page_bylines`, `page_related`, `page_dates` with `page_years`.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsearch.article import Article, RelatedLink
from newsearch.readers import page_clutter as clutter
from newsearch.readers.page_bylines import byline, source_line, source_of_lead, split_tail_name
from newsearch.readers.page_captions import has_credit, is_only_credit, split_captions
from newsearch.readers.page_dates import (
    PageDates,
    choose_date,
    date_line,
    print_day,
    split_stamp,
)
from newsearch.readers.page_header import PageHeader, find_title, take_fields, without_site
from newsearch.readers.page_lines import Line, page_lines
from newsearch.readers.page_markdown import SEVERAL
from newsearch.readers.page_related import date_alone, end_of_list, is_running_text, related_links
from newsearch.readers.page_years import PageTimes
from newsearch.readers.record_fields import NO_TITLE, title_from

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

_UNHEADED_LIST = 3
_BYLINE_LINES = 6
# Without a title, a name above the text is the author's only this close to it.
_ABOVE_TEXT = 4
_TEASER_ENDS = ("đọc tiếp", "xem tiếp", "xem chi tiết")


@dataclass(slots=True)
class _Page:
    """What the walk through a page has gathered so far."""

    text: list[Line] = field(default_factory=list)
    others: list[list[Line]] = field(default_factory=list)
    links: list[RelatedLink] = field(default_factory=list)
    topics: list[str] = field(default_factory=list)
    dates: PageDates = field(default_factory=PageDates)
    authors: list[str] = field(default_factory=list)
    source: str = ""
    origin: str = ""


def parse_page(
    text: str, *, saved: datetime | None, now: datetime
) -> tuple[Article, tuple[str, ...]]:
    """The article of a page's text, with remarks on what was missing.

    ``saved`` is when the file was written, if known; ``now`` is the present. Both are
    Vietnamese local times and bound the date that is read from the page.
    """
    page = _Page()
    header, lines = take_fields(page_lines(text))
    if lines:
        page.dates.stamp, rest = split_stamp(lines[0].text)
        lines[0] = replace(lines[0], text=rest)
        lines = lines if rest else lines[1:]
    start = _first_paragraph(lines, header.title)
    place = find_title(lines, start, header.title)
    host = header.source if "." in header.source else ""
    title = without_site(lines[place].text if place >= 0 else header.title, host)
    _read_above(page, lines[:start], place)
    _read_below(page, lines[start:])
    _cut_after_end(page)
    author = _take_author(page) or header.author
    body, captions = split_captions(page.text)
    paragraphs = [line.text for line in body if line.text != title]
    summary = paragraphs.pop(0) if len(paragraphs) > 1 else ""
    links = [link for lines in page.others for link in related_links(lines)] + page.links
    times = _times(page, header, links, saved, now)
    published, remark = choose_date(
        page.dates, title, summary or "\n".join(paragraphs[:1]), paragraphs, times
    )
    remarks = [remark] if remark else []
    if not title and (summary or paragraphs):
        title = title_from(summary or paragraphs[0])
        remarks.insert(0, NO_TITLE)
    article = Article(
        title=title,
        summary=summary,
        body="\n".join(paragraphs),
        captions=tuple(captions),
        author=author,
        source=page.source or header.source or source_of_lead(summary) or page.origin,
        url=header.url,
        published=published,
        topics=tuple(dict.fromkeys(page.topics)),
        related=tuple(dict.fromkeys(link for link in links if link.title != title)),
    )
    return article, tuple(remarks)


def _times(
    page: _Page,
    header: PageHeader,
    links: Sequence[RelatedLink],
    saved: datetime | None,
    now: datetime,
) -> PageTimes:
    """The limits of the article's date; a day of printing or fetching is one, too."""
    fetched = [day.last_moment() for day in (*header.crawled, *page.dates.limits)]
    others = tuple(link.published for link in links if link.published)
    return PageTimes(min([now, *fetched]), others, saved)


def _first_paragraph(lines: Sequence[Line], title: str) -> int:
    """The number of the line where running text begins (the number of lines: nowhere)."""
    begin = 0
    if title:
        wanted = without_site(title)[:200]
        same = [number for number, line in enumerate(lines) if line.text.startswith(wanted)]
        begin = same[0] + 1 if same else 0
    for shortest in (90, 40, 25):
        for number in range(begin, len(lines)):
            line = lines[number]
            if (
                len(line.text) >= shortest
                and (line.ends_sentence or len(line.text) >= 300)
                and not line.url
                and not clutter.is_clutter(line)
                and not date_line(line)
                and not print_day(line)
                and not has_credit(line)
                and (shortest == 90 or number > 0)
            ):
                return number
    return min(len(lines), begin + 1)


def _read_above(page: _Page, lines: Sequence[Line], title: int) -> None:
    """Dates, authors and captions that stand above the first paragraph."""
    for number, line in enumerate(lines):
        if number == title or _take_note(page, line):
            continue
        if number < title or clutter.is_clutter(line) or clutter.is_section(line):
            continue
        named = byline(line.text)
        if named and named.author and (title >= 0 or number >= len(lines) - _ABOVE_TEXT):
            page.authors.append(named.author)
        elif has_credit(line) or is_only_credit(line):
            page.text.append(line)


def _take_note(page: _Page, line: Line) -> bool:
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


def _read_below(page: _Page, lines: Sequence[Line]) -> None:
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


def _read_topics(page: _Page, lines: Sequence[Line], number: int) -> int:
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


def _cut_after_end(page: _Page) -> None:
    """Cuts off lists without a head: what follows the byline, or a run of titles at the end."""
    last = max((n for n, line in enumerate(page.text) if line.is_paragraph), default=-1)
    if last < 0:
        return
    running = max((n for n, line in enumerate(page.text) if is_running_text(line)), default=last)
    for number in range(min(last, running) + 1, len(page.text)):
        named = byline(page.text[number].text)
        if named and (named.author or named.source):
            end = number + 1
            while end < len(page.text) and byline(page.text[end].text):
                end += 1
            rest = [line for line in page.text[end:] if not has_credit(line)]
            captions = [line for line in page.text[end:] if has_credit(line)]
            page.text[end:] = []
            page.text[number:number] = captions
            if len(rest) >= _UNHEADED_LIST:
                page.others.append(rest)
            return
    tail = [
        line for line in page.text[last + 1 :] if not line.ends_sentence and not has_credit(line)
    ]
    if len(tail) >= _UNHEADED_LIST and len(tail) == len(page.text) - last - 1:
        page.others.append(tail)
        page.text[last + 1 :] = []


def _take_author(page: _Page) -> str:
    """The author from the last lines of the text, which are taken off it, or from above it."""
    authors: list[str] = []
    for _ in range(min(_BYLINE_LINES, len(page.text))):
        named = byline(page.text[-1].text)
        if named is None or (len(page.text) == 1 and not authors):
            break
        page.text.pop()
        if named.author:
            authors.insert(0, named.author)
        elif host := named.source:
            if "." in host:
                page.source = page.source or host
            else:
                page.origin = page.origin or host
    if page.text and not authors:
        text, name = split_tail_name(page.text[-1].text)
        page.text[-1] = replace(page.text[-1], text=text)
        authors = [name] if name else []
    return ", ".join(dict.fromkeys(authors)) or ", ".join(dict.fromkeys(page.authors))
