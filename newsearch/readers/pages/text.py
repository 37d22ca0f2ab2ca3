"""The text of one saved page to one article.

The page is walked from the top: fields of a crawler, menu, title, date, lead and body,
then what follows the body (`walk`). What every line is, the neighbouring modules judge:
`header` (title), `clutter` (heads, widgets, imprint), `captions`,
`bylines`, `related`, `dates` with `years`.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from newsearch.article import Article
from newsearch.readers.pages import clutter
from newsearch.readers.pages.bylines import byline, source_of_lead, split_tail_name
from newsearch.readers.pages.captions import has_credit, split_captions
from newsearch.readers.pages.dates import choose_date, date_line, print_day, split_stamp
from newsearch.readers.pages.header import PageHeader, find_title, take_fields, without_site
from newsearch.readers.pages.lines import page_lines
from newsearch.readers.pages.related import is_running_text, related_links
from newsearch.readers.pages.walk import Page, read_above, read_below
from newsearch.readers.pages.years import PageTimes
from newsearch.readers.records.fields import NO_TITLE, title_from

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsearch.article import RelatedLink
    from newsearch.readers.pages.lines import Line

_UNHEADED_LIST = 3
_BYLINE_LINES = 6


class ParsedPage(NamedTuple):
    """The article of a page, remarks on what was missing, and the lines that were left out."""

    article: Article
    remarks: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()


def parse_page(text: str, *, saved: datetime | None, now: datetime) -> ParsedPage:
    """The article of a page's text, with remarks on what was missing and what was cut.

    ``saved`` is when the file was written, if known; ``now`` is the present. Both are
    Vietnamese local times and bound the date that is read from the page.
    """
    page = Page()
    header, lines = take_fields(page_lines(text))
    if lines:
        page.dates.stamp, rest = split_stamp(lines[0].text)
        lines[0] = replace(lines[0], text=rest)
        lines = lines if rest else lines[1:]
    start = _first_paragraph(lines, header.title)
    place = find_title(lines, start, header.title)
    host = header.source if "." in header.source else ""
    title = without_site(lines[place].text if place >= 0 else header.title, host)
    read_above(page, lines[:start], place)
    read_below(page, lines[start:])
    _cut_after_end(page)
    author = _take_author(page) or header.author
    body, captions = split_captions(page.text)
    body[1:1] = page.passed_over  # behind the lead, where they do not pass for it
    paragraphs = [line.text for line in body if without_site(line.text, host) != title]
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
    return ParsedPage(article, tuple(remarks))


def _times(
    page: Page,
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


def _cut_after_end(page: Page) -> None:
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


def _take_author(page: Page) -> str:
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
