"""The top of a page: a crawler's header fields, and where the title stands."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from newsearch.readers.pages.bylines import byline
from newsearch.readers.pages.captions import has_credit, is_only_credit
from newsearch.readers.pages.clutter import (
    is_clutter,
    is_head,
    is_section,
    is_sections,
    topics_in,
)
from newsearch.readers.pages.dates import date_line, print_day
from newsearch.readers.pages.lines import Line
from newsearch.readers.pages.markdown import SEVERAL
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
_SITE_SUFFIX = re.compile(
    r"\s+[-|–]\s+(?:(?:Báo|Tạp chí|Đài|Trang) .{2,50}|[^-|–]{2,30} Online|VnExpress\b.{0,20}"
    r"|VietNamNet"
    r"|Tuổi Trẻ\b.{0,12}|Zing\w{0,6}|Dân trí|Thanh Niên|[\w.-]+\.(?:vn|com|net))$"
)
_NUMBERED = re.compile(r"(?:article|page|document|bài|trang|tin)\s?#?\d{1,6}", re.IGNORECASE)
_FIELDS_WITHIN = 8
_GOOD_TITLE_WORDS = 4
_LONGEST_SECTION_WORDS = 5
_LONGEST_TITLE = 160
_MENU = 2
_NEAR = 4


@dataclass(slots=True)
class PageHeader:
    """What the fields above a page's text say."""

    title: str = ""
    url: str = ""
    source: str = ""
    author: str = ""
    crawled: list[Published] = field(default_factory=list)


def take_fields(lines: Sequence[Line]) -> tuple[PageHeader, list[Line]]:
    """The header fields among the first lines of a page, and the lines without them.

    A heading above such fields is the title that the crawler read.
    """
    header, rest = PageHeader(), list(lines[_FIELDS_WITHIN:])
    kept: list[Line] = []
    first_field = -1
    for number, line in enumerate(lines[:_FIELDS_WITHIN]):
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
    return header, [*kept, *rest]


def without_site(title: str, host: str = "") -> str:
    """A title without the paper's name, which browsers show behind it.

    ``host`` helps to know that name (*Ngôi sao* at ``ngoisao.vnexpress.net``).
    """
    title = _SITE_SUFFIX.sub("", title[:500]).strip() or title
    head, bar, name = (
        re.split(r"(\s[-|–]\s)(?!.*\s[-|–]\s)", title, maxsplit=1)
        if (host and re.search(r"\s[-|–]\s", title))
        else (title, "", "")
    )
    return head if bar and _letters(name) and _letters(name) in host else title


def _letters(name: str) -> str:
    plain = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    return "".join(character for character in plain if character.isascii() and character.isalnum())


def find_title(lines: Sequence[Line], paragraph: int, known: str) -> int:
    """The number of the title's line above the first paragraph, or -1 where there is none.

    ``known`` is a title that a header field gave: its line is looked for first. Else a
    heading, the line next to the date line, or the first line with enough words.
    """
    above = lines[:paragraph]
    if known:
        wanted = without_site(known)
        same = [number for number, line in enumerate(above) if line.text.startswith(wanted[:200])]
        return same[-1] if same else -1
    headings = [number for number, line in enumerate(above) if line.heading == 1]
    if headings:
        return headings[-1]
    dates = [number for number, line in enumerate(above) if date_line(line)]
    good = [number for number in range(paragraph) if _may_be_title(lines, number, dates)]
    named = [number for number in good if not is_sections(above[number])]
    good = named or good
    full = [number for number in good if _words(above[number]) >= _GOOD_TITLE_WORDS]
    if dates:
        place = dates[-1]
        before = [number for number in full if place - _NEAR <= number < place]
        after = [number for number in full if number > place]
        if before and after and _is_part_of_paper(above, before[-1], after[0], place):
            before = []
        if before and (place > 2 or not after or not _is_first(before, good)):
            return before[-1] if len(above) > 2 * _NEAR else before[0]
        if before:
            return before[0]
        if after:
            return after[0]
    if len(above) > 2 * _NEAR and full:  # a menu stands above
        return full[-1]
    return next(iter(full or good), -1)


def _is_first(before: Sequence[int], good: Sequence[int]) -> bool:
    return before[0] == good[0]


def _is_part_of_paper(above: Sequence[Line], number: int, title: int, date: int) -> bool:
    """Whether the line above the date names a part of the paper and the title stands below.

    That is so in pages that open with a menu: the last line of it is short, and what the date
    parts it from is longer and no sentence.
    """
    name, line = above[number], above[title]
    return (
        (number + 1, title) == (date, date + 1)
        and _words(name) <= min(_LONGEST_SECTION_WORDS, _words(line) - 1)
        and not (name.ends_sentence or line.ends_sentence or len(line.text) > _LONGEST_TITLE)
        and any(is_sections(other) or is_clutter(other) for other in above[:number])
    )


def passed_over(lines: Sequence[Line], title: int) -> list[Line]:
    """Lines above the title that could have been it.

    Under a menu, that is what a date line parts from the title, and what is longer than
    the names of parts; under a long menu, nothing.
    """
    if title > 2 * _NEAR or lines[title].heading:
        return []
    menu = sum(is_sections(line) or is_clutter(line) for line in lines[:title])
    parted = title - 2 if title > 1 and date_line(lines[title - 1]) else -1
    return [
        line
        for number, line in enumerate(lines[:title])
        if _may_be_title(lines, number, ())
        and not (is_sections(line) or date_line(line))
        and (number == parted or menu < _MENU or _words(line) > _LONGEST_SECTION_WORDS)
        and _words(line) >= _GOOD_TITLE_WORDS
        and without_site(line.text) not in lines[title].text
    ]


def _words(line: Line) -> int:
    return line.text.count(" ") + 1


def _may_be_title(lines: Sequence[Line], number: int, dates: Sequence[int]) -> bool:
    line = lines[number]
    return not (
        number in dates
        or len(line.text) > 250
        or (line.url and line.url != SEVERAL and not line.heading)
        or is_clutter(line)
        or is_head(line)
        or is_section(line)
        or topics_in(line) is not None
        or print_day(line)
        or is_only_credit(line)
        or has_credit(line)
        or (byline(line.text) is not None and _words(line) <= _GOOD_TITLE_WORDS)
    )
