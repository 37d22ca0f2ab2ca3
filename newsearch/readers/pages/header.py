"""The top of a page: where the title stands, and what is no part of it."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
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
from newsearch.readers.pages.imprint import is_masthead
from newsearch.readers.pages.lines import Line
from newsearch.readers.pages.markdown import SEVERAL
from newsearch.readers.pages.phrases import SECTIONS
from newsearch.readers.pages.signs import source_of_lead
from newsearch.sources.names import host_of
from newsearch.sources.papers import paper_named

if TYPE_CHECKING:
    from collections.abc import Sequence

_BAR = re.compile(r"\s(?:[-|–—•»]|::)\s").search
_LAST_BAR = re.compile(
    r"(?P<title>\S.{0,480}\S)\s+(?P<bar>[-|–—•»]|::)\s+(?P<name>(?:(?!\s(?:[-|–—•»]|::)\s).){2,60})"
)
_SITE_SUFFIX = re.compile(
    r"(?:Báo|Tạp chí|Đài|Trang|Cổng|BÁO|Kênh) .{2,50}|.{2,30} (?:Online|News|TV|điện tử)"
    r"|VnExpress\b.{0,20}|Tuổi Trẻ\b.{0,12}|Zing\w{0,6}|Thanh Niên|(?:Tin tức|Tin nhanh) .{2,40}"
)
_PART = re.compile(
    r"(?:(?:chuyên (?:mục|trang|đề)|mục)\s?:"
    r"|tin (?:tức|hoạt động|trong|ngoài|nội bộ|địa phương|tổng hợp)|hoạt động (?:của|chung)"
    r"|thông tin (?:tuyên truyền|chung|hoạt động|chỉ đạo|cần biết|đối ngoại|báo chí)$"
    r"|vấn đề|nông thôn mới -|văn bản|bản tin\b|(?:tin|sự kiện) (?:&|và|-)|góc nhìn|diễn đàn)",
    re.IGNORECASE,
)
_LONGEST_LINE = 500
_GOOD_TITLE_WORDS = 4
LONGEST_SECTION_WORDS = 5
"""The name of a part of a paper has no more words than this."""
_LONGEST_TITLE = 160
_MENU = 2
_NEAR = 4


def without_site(title: str, host: str = "") -> str:
    """A title without the paper's name, which browsers show behind it.

    ``host`` helps to know that name (*Ngôi sao* at ``ngoisao.vnexpress.net``).
    """
    return split_site(title, host)[0]


@lru_cache(maxsize=1024)
def _split(title: str, host: str) -> tuple[str, str]:
    site = ""
    for _ in range(3):
        match = _LAST_BAR.fullmatch(title)
        if not match:
            break
        name = match["name"].strip()
        paper = paper_named(name)
        letters = _letters(name)
        part = name.lower() in SECTIONS
        if (part and (site or match["bar"] == "|")) or (paper and not part):
            site = site or (paper.host if paper else "")
        elif host and letters and letters in _letters(host):
            site = site or host
        elif not (_SITE_SUFFIX.fullmatch(name) or is_host(name)):
            break
        else:
            site = site or host_of(name) or _named_first(name) or " "
        title = match["title"].strip()
    return title, site.strip()


def split_site(title: str, host: str = "") -> tuple[str, str]:
    """A title without the paper's name behind it, and the host of that paper, if known."""
    if len(title) > _LONGEST_LINE or not _BAR(title):
        return title[:_LONGEST_LINE].strip() or title, ""
    return _split(title.strip(), host)


def _named_first(name: str) -> str:
    """The host of the paper that the first words of a name are of (*Báo VnExpress Kinh doanh*)."""
    words = name.split()
    papers = (paper_named(" ".join(words[:count])) for count in range(len(words) - 1, 0, -1))
    return next((paper.host for paper in papers if paper), "")


def is_host(name: str) -> bool:
    """Whether a text is a host and nothing else."""
    return " " not in name and bool(host_of(name))


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
    named = [number for number in good if not is_masthead(above[number].text)]
    if any(not above[number].ends_sentence or above[number].text[-1] in "?!”" for number in named):
        good = named
    titles = [number for number in good if _words(above[number]) > LONGEST_SECTION_WORDS]
    if any(not above[number].ends_sentence for number in titles):
        good = [number for number in good if not _may_name_part(above[number])] or good
    full = [number for number in good if _words(above[number]) >= _GOOD_TITLE_WORDS]
    if dates:
        place = dates[-1]
        before = [number for number in full if place - _NEAR <= number < place]
        after = [number for number in full if number > place]
        if before and after and _is_part_of_paper(above, before[-1], after[0], place):
            before = []
        if before and after and _stands_above_lead(lines, after[0]):
            before = []
        if before and (place > 2 or not after or not _is_first(before, good)):
            return before[-1] if len(above) > 2 * _NEAR else _below_menu(above, before)
        if before:
            return _below_menu(above, before)
        if after:
            return after[0]
    if len(above) > 2 * _NEAR and full:  # a menu stands above
        return full[-1]
    return next(iter(full or good), -1)


def _may_name_part(line: Line) -> bool:
    """Whether a short line is worded as names of parts are; a title may be, too."""
    return _words(line) <= LONGEST_SECTION_WORDS and bool(_PART.match(line.text))


def _is_first(before: Sequence[int], good: Sequence[int]) -> bool:
    return before[0] == good[0]


def _below_menu(above: Sequence[Line], before: Sequence[int]) -> int:
    """The first of some lines, or where a menu goes down to it, the first that is longer."""
    longer = (n for n in before if _words(above[n]) > LONGEST_SECTION_WORDS)
    place = next(longer, before[0])
    menu = all(
        _words(line) <= LONGEST_SECTION_WORDS and not line.ends_sentence for line in above[:place]
    )
    title = len(above[place].text) <= _LONGEST_TITLE and above[place].text[-1] not in ".;:"
    return place if menu and title and place > _MENU else before[0]


def _stands_above_lead(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is no sentence and the lead right below it opens with a newsroom's sign."""
    below = lines[number + 1 : number + 2]
    return (
        not lines[number].ends_sentence
        and len(lines[number].text) <= _LONGEST_TITLE
        and any(source_of_lead(line.text) for line in below)
    )


def _is_part_of_paper(above: Sequence[Line], number: int, title: int, date: int) -> bool:
    """Whether the line above the date names a part of the paper and the title stands below.

    That is so in pages that open with a menu: the last line of it is short, and what the date
    parts it from is longer and no sentence.
    """
    name, line = above[number], above[title]
    return (
        number + 1 == date
        and all(is_clutter(between) for between in above[date + 1 : title])
        and _words(name) <= min(LONGEST_SECTION_WORDS, _words(line) - 1)
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
        and not (is_sections(line) or date_line(line) or is_masthead(line.text))
        and not _may_name_part(line)
        and (number == parted or menu < _MENU or _words(line) > LONGEST_SECTION_WORDS)
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
        or "@" in line.text
        or _is_byline(line)
    )


def _is_byline(line: Line) -> bool:
    named = byline(line.text)
    return named is not None and (":" in line.text[:30] or _words(line) <= _GOOD_TITLE_WORDS)
