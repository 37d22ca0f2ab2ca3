"""The fields that crawlers print above a page's text: title, address, day of the crawl."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from newsearch.readers.pages.clutter import is_sections
from newsearch.readers.pages.dates import print_day
from newsearch.readers.pages.header import LONGEST_SECTION_WORDS, is_host, split_site
from newsearch.readers.pages.lines import Line
from newsearch.sources.names import host_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsearch.article import Published

_FIELD = re.compile(
    r"(?P<name>source|url|link|nguồn|title|tiêu đề|author|tác giả|type|crawled|collected_at"
    r"|date_crawled"
    r"|ngày thu thập(?: \([^()]{1,30}\))?)\s?:\s?(?P<value>\S.{0,500})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"https?://\S{4,1000}", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:article|page|document|bài|trang|tin)\s?#?\d{1,6}", re.IGNORECASE)
_TEXT_LABEL = re.compile(
    r"(?:nội dung|tóm tắt|mô tả|sapo|content|body|text|summary|description)\s?:\s(?=\S)", re.I
)
_FIELDS_WITHIN, _LABELS_WITHIN = 8, 12
# Reading modes of browsers print the host alone above the title.
_HOST_WITHIN = 3
_REPEATED_WITHIN = 800


@dataclass(slots=True)
class PageHeader:
    """What the fields above a page's text say."""

    title: str = ""
    site: str = ""
    url: str = ""
    source: str = ""
    author: str = ""
    crawled: list[Published] = field(default_factory=list)


def take_fields(lines: Sequence[Line]) -> tuple[PageHeader, list[Line]]:
    """The header fields among the first lines of a page, and the lines without them.

    A heading above such fields is the title that the crawler read.
    """
    header = PageHeader()
    kept: list[Line] = []
    first_field = -1
    text = next((n for n, line in enumerate(lines) if line.is_paragraph), len(lines))
    rest = list(lines[min(text, _FIELDS_WITHIN) :])
    for number, line in enumerate(lines[: min(text, _FIELDS_WITHIN)]):
        if number < _HOST_WITHIN and "." in line.text and is_host(line.text):
            header.source = header.source or host_of(line.text)
            continue
        match = _FIELD.fullmatch(line.text) if len(line.text) <= 600 else None
        address = _ADDRESS.fullmatch(line.text)
        if not match and not address:
            kept.append(line)
            continue
        first_field = number if first_field < 0 else first_field
        name = match["name"].lower() if match else "url"
        value = match["value"].strip() if match else line.text
        if name in ("title", "tiêu đề"):
            header.title = value
        elif name in ("author", "tác giả"):
            header.author = value
        elif name in ("source", "url", "link", "nguồn"):
            header.source = header.source or host_of(value) or ("" if address else value)
            if _ADDRESS.fullmatch(value):
                header.url = value
        else:
            day = print_day(line)
            header.crawled += [day] if day else []
    if not header.title and first_field > 0 and kept and kept[0].heading:
        header.title = kept.pop(0).text
        if _NUMBERED.fullmatch(header.title):
            header.title = ""
    if header.title:
        rest = [_without_label(line) for line in rest[:_LABELS_WITHIN]] + rest[_LABELS_WITHIN:]
    lines = [*kept, *rest]
    if not header.title and lines and not lines[0].heading:
        # What a browser shows above the page, which programs put before its text.
        title, site = split_site(lines[0].text)
        again = lines[1:_REPEATED_WITHIN]
        enough = title.count(" ") + 1 > LONGEST_SECTION_WORDS and not is_sections(Line(title))
        if enough and (site or any(line.text == title for line in again)):
            header.title, header.site = title, site
            if any(line.text == title for line in again):
                lines = lines[1:]
    elif header.title:
        header.site = split_site(header.title, header.source)[1]
    return header, lines


def _without_label(line: Line) -> Line:
    """A line without the name of the field that it is the value of (*Nội dung: …*)."""
    label = _TEXT_LABEL.match(line.text)
    return replace(line, text=line.text[label.end() :]) if label else line
