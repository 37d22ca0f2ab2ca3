"""The text of one saved page to one article.

The page is walked from the top: fields of a crawler (`fields`), menu, title, date, lead and
body (`walk`), then what follows the body or interrupts it (`ending`, `teasers`). What every
line is, the neighbouring modules judge: `header` (title), `clutter` with `phrases` (heads,
widgets, imprint), `captions`, `bylines` with `names`, `related`, `dates` with `years`.
`signs`, `imprint` and `naming` know the publisher, `listing` tells pages without an article.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from newsearch.article import Article
from newsearch.readers.pages import clutter
from newsearch.readers.pages.captions import has_credit, split_captions
from newsearch.readers.pages.dates import (
    DateLine,
    choose_date,
    date_line,
    is_print_sign,
    print_day,
    split_stamp,
)
from newsearch.readers.pages.ending import (
    cut_after_end,
    sources,
    take_author,
    with_desk,
)
from newsearch.readers.pages.fields import PageHeader, take_fields
from newsearch.readers.pages.front_matter import FrontMatter, take_front_matter
from newsearch.readers.pages.header import find_title, split_site, without_site
from newsearch.readers.pages.imprint import publisher
from newsearch.readers.pages.lines import Line, page_lines
from newsearch.readers.pages.listing import NO_TEXT, refusal
from newsearch.readers.pages.naming import named_by_itself
from newsearch.readers.pages.related import related_links
from newsearch.readers.pages.signs import source_of_lead
from newsearch.readers.pages.teasers import (
    cut_ellipses,
    cut_entries,
    cut_signed,
    drop_repeated,
    drop_teasers,
    drop_titles,
)
from newsearch.readers.pages.walk import Page, read_above, read_below
from newsearch.readers.pages.years import PageTimes
from newsearch.readers.records.fields import NO_TITLE, title_from
from newsearch.sources.names import host_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsearch.article import RelatedLink

MOST_LINES = 20_000
"""A page of more lines than this is none; reading it as one would take long."""


_SAME_BEGINNING = 60
_DASH = re.compile(r"[-–—] (?=[^\W\d_a-zà-ỹ])")


class ParsedPage(NamedTuple):
    """The article of a page, remarks on what was missing, and the lines that were left out.

    ``refused`` says why the page holds no article (a list of news), and is ``""`` where it does.
    """

    article: Article
    remarks: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()
    refused: str = ""


def parse_page(text: str, *, saved: datetime | None, now: datetime) -> ParsedPage:
    """The article of a page's text, with remarks on what was missing and what was cut.

    ``saved`` is when the file was written, if known; ``now`` is the present. Both are
    Vietnamese local times and bound the date that is read from the page.
    """
    front, text = take_front_matter(text)
    whole = page_lines(text)
    if len(whole) > MOST_LINES:
        return ParsedPage(Article(), refused=f"more than {MOST_LINES} lines, no page: split it")
    page = Page(saved=saved)
    header, lines = take_fields(whole)
    if front:
        lines = _with_front_matter(page, header, front, lines)
    if header.crawled:
        page.saved = header.crawled[0].moment
    if lines:
        page.dates.stamp, rest = split_stamp(lines[0].text)
        if page.dates.stamp:
            lines = [replace(lines[0], text=rest), *lines[1:]] if rest else lines[1:]
    start = _first_paragraph(lines, header.title)
    place = find_title(lines, start, header.title)
    host = header.source if "." in header.source else ""
    title, site = split_site(lines[place].text if place >= 0 else header.title, host)
    read_above(page, lines[:start], place)
    read_below(page, lines[start:])
    drop_teasers(page, title)
    drop_titles(page)
    cut_signed(page)
    cut_ellipses(page)
    cut_entries(page)
    cut_after_end(page)
    author = take_author(page)
    author = front.author if front and front.author else author or header.author
    links = [link for others in page.others for link in related_links(others)] + page.links
    drop_repeated(page, links)
    kept = {id(line) for line in (*page.text, *page.noted)}
    cut = tuple(line.text for line in lines if id(line) not in kept and line.text != title)
    moments = {line.published.moment for line in page.dates.lines}
    refused = refusal(lines, page.text, len(moments), author, now)
    body, captions = split_captions(page.text)
    body[1:1] = page.passed_over  # behind the lead, where they do not pass for it
    paragraphs = [
        line.text for line in body if line.text != title and without_site(line.text, host) != title
    ]
    if paragraphs and _DASH.match(paragraphs[0]) and not any(map(_DASH.match, paragraphs[1:2])):
        paragraphs[0] = paragraphs[0][2:]  # of a dateline that was lost
    summary = paragraphs.pop(0) if len(paragraphs) > 1 else ""
    if not (summary or paragraphs or captions) and links:
        refused = refused or NO_TEXT
    letterhead = any(line.letterhead for line in page.dates.lines)
    page.dates.printed = letterhead and any(is_print_sign(line) for line in whole)
    times = _times(page, header, links, saved, now)
    published, remark = choose_date(
        page.dates, title, summary or "\n".join(paragraphs[:1]), paragraphs, times
    )
    remarks = [remark] if remark else []
    if not title and (summary or paragraphs):
        title = title_from(summary or paragraphs[0])
        remarks.insert(0, NO_TITLE)
    known = host or header.source or source_of_lead(summary or "\n".join(paragraphs[:1]))
    known = known or header.site or site or publisher(cut)
    if not (known or page.source or page.origin or page.first_printed):
        known = named_by_itself("\n".join((summary, *paragraphs)))
    source, origin = sources(known, page)
    if known and page.signed:
        author = with_desk(author, page.signed, source)
    article = Article(
        title=title,
        summary=summary,
        body="\n".join(paragraphs),
        captions=tuple(captions),
        author=author,
        source=source,
        url=header.url,
        published=published,
        topics=tuple(dict.fromkeys(page.topics)),
        related=tuple(dict.fromkeys(link for link in links if link.title != title)),
        origin=origin,
    )
    return ParsedPage(article, tuple(remarks), cut, refused)


def _with_front_matter(
    page: Page, header: PageHeader, front: FrontMatter, lines: list[Line]
) -> list[Line]:
    """The lines below front matter, whose summary opens them; its fields go where they belong."""
    header.title = front.title or header.title
    header.url = front.url or header.url
    header.source = host_of(front.url) or host_of(front.source) or front.source or header.source
    page.origin = front.source
    page.topics += front.topics
    if front.published:
        page.dates.lines.append(DateLine(front.published, "", labelled=True))
    begin = front.summary[:_SAME_BEGINNING]
    if not begin or any(line.text.startswith(begin) for line in lines):
        return lines
    titled = bool(lines) and without_site(header.title) == lines[0].text
    return [*lines[:titled], Line(front.summary, gap=True), *lines[titled:]]


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
