"""The title of an HTML article: what its metadata state, found again on the page."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

from newsearch.readers.html.body import is_paragraph, line_of
from newsearch.readers.html.names import Role
from newsearch.readers.pages.clutter import is_clutter, is_head, is_section
from newsearch.readers.pages.dates import date_line
from newsearch.readers.pages.header import without_site
from newsearch.sources.names import host_of
from newsearch.sources.papers import paper_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsearch.readers.html.blocks import Block
    from newsearch.readers.html.metadata import Metadata

_BEHIND = re.compile(r"\s[-|–—:»•·]{1,2}\s(?!.*\s[-|–—:»•·]{1,2}\s)")
_JOINT = re.compile(r"\s[-|–—»•·]{1,2}\s")
# What a site calls its pages of one kind, before its name.
_ANY_PAGE = re.compile(
    r"(?:(?:xem )?(?:nội dung )?chi tiết(?: (?:tin|tin tức|bài viết|bài|bản tin|nội dung))?"
    r"|(?:xem|đọc) (?:tin|bài)(?: (?:tức|viết))?|tin chi tiết|tin tức(?: (?:-|và) sự kiện)?"
    r"|bài viết|nội dung(?: tin| bài viết)?|(?:news ?)?detail|view|article)",
    re.IGNORECASE,
)
# What a site calls all of its pages.
_PORTAL = re.compile(
    r"(?:cổng|trang|trung tâm) (?:thông tin|tin)\b|trang chủ\b|(?:in|bản in|print|xem)"
    r"(?: (?:bài|bài viết|trang|tin|nội dung|ấn))*$",
    re.IGNORECASE,
)
_OF_SITE = re.compile(
    r"(?:trang chủ|home|báo|tạp chí|đài|sở|ubnd"
    r"|ủy ban|uỷ ban|tin tức|chi tiết(?: tin)?|tin chi tiết|chi tiết bài viết|welcome|untitled)\b",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"(?:bộ|cục|tổng cục|vụ|viện|học viện|hội|liên đoàn|trường|đại học|khoa|công an|tòa án"
    r"|viện kiểm sát|tỉnh (?:ủy|uỷ)|thành (?:ủy|uỷ)|(?:đảng|huyện|thị) (?:ủy|uỷ)|đảng bộ|ban"
    r"|hđnd|hội đồng|chính phủ|quốc hội|công ty|tập đoàn|bệnh viện|trung tâm|mặt trận|ngân hàng"
    r"|xã|phường|huyện|quận|thị xã|thành phố|tỉnh|liên minh)\b",
    re.IGNORECASE,
)
_LONGEST_SITE_TITLE = 7
_ALIKE = 0.5
_FEW_WORDS = 4
_ABOVE = 15
_LONGEST = 300
_MOST_SUFFIXES = 4


def find_title(
    blocks: Sequence[Block], start: int, end: int, metadata: Metadata, host: str
) -> tuple[int, str]:
    """The number of the block that is the title (-1: none is), and the title.

    ``start`` and ``end`` are those of the body. The block that is most like what the metadata
    state is taken; where they state but the site's name, the one that is set as a title.
    """
    stated = [bare_title(title, metadata, host) for title in metadata.titles]
    window = bare_title(metadata.window_title, metadata, host)
    stated = [title for title in stated if title and not _is_of_site(title, metadata)]
    known = [*stated, *([window] if window and not _is_of_site(window, metadata) else [])]
    pieces = {*known, *(piece for title in known for piece in _JOINT.split(title))}
    pieces = {piece.strip() for piece in pieces if piece.count(" ") + 1 >= _FEW_WORDS}
    titled = [
        number
        for number, block in enumerate(blocks[:end])
        if (block.role is Role.TITLE or block.heading == 1 or block.text in pieces)
        and len(block.text) <= _LONGEST
    ]
    best, place = 0.0, -1
    for number in titled:
        block = blocks[number]
        alike = max((_alike(block.text, title) for title in known), default=0.0)
        if alike < _ALIKE:
            continue
        alike += 0.1 * (block.heading == 1) + 0.05 * (block.role is Role.TITLE)
        if alike > best or (alike == best and number <= start):
            best, place = alike, number
    if place < 0 and not stated and (not known or _may_be_of_site(window)):
        place = _set_as_title(blocks, start, titled)
    if place >= 0:
        return place, bare_title(blocks[place].text, metadata, host)
    return -1, known[0] if known else ""


def bare_title(title: str, metadata: Metadata, host: str) -> str:
    """A title without what sites put behind it: their names and those of their parts."""
    title = title[:_LONGEST]
    if "&" in title:  # escaped twice
        title = html.unescape(title)
    title = without_site(" ".join(title.split()), host)
    sites = {site.lower() for site in metadata.sites}
    for _ in range(_MOST_SUFFIXES):
        pieces = _BEHIND.split(title, maxsplit=1)
        if len(pieces) < 2 or pieces[0].count(" ") < 2:
            break
        name = pieces[1].strip()
        if not (
            name.lower() in sites
            or paper_named(name)
            or host_of(name)
            or re.match(r"(?:báo|tạp chí|đài|cổng thông tin|trang thông tin)\s", name.lower())
        ):
            break
        title = pieces[0].strip()
    return title


def _is_of_site(title: str, metadata: Metadata) -> bool:
    """Whether a title names the site rather than one of its pages."""
    if paper_named(title) or title.lower() in {site.lower() for site in metadata.sites}:
        return True
    if _PORTAL.match(title) or _ANY_PAGE.fullmatch(_JOINT.split(title, maxsplit=1)[0].strip()):
        return True
    return bool(_OF_SITE.match(title)) and title.count(" ") < _LONGEST_SITE_TITLE


def _may_be_of_site(title: str) -> bool:
    """Whether a window's title that the page shows nowhere may be its owner's name."""
    return title.count(" ") + 1 < _FEW_WORDS or bool(_OWNER.match(title))


def _set_as_title(blocks: Sequence[Block], start: int, titled: Sequence[int]) -> int:
    """The number of the block above the body that is set as a title, or -1."""
    first = max(0, start - _ABOVE)
    text = next((n for n in range(start, len(blocks)) if is_paragraph(blocks[n])), start)
    near = [number for number in titled if first <= number <= text] or list(titled)
    good = [number for number in near if blocks[number].text.count(" ") >= 2]
    if good:
        headed = [number for number in good if blocks[number].heading == 1]
        return (headed or good)[-1]
    for wanted in (lambda block: bool(block.heading), lambda block: block.emphasis, lambda _: True):
        for number in range(min(text, len(blocks)) - 1, first - 1, -1):
            block = blocks[number]
            line = line_of(block)
            if (
                wanted(block)
                and block.role is Role.TEXT
                and not block.url
                and block.text.count(" ") + 1 >= _FEW_WORDS
                and len(block.text) <= _LONGEST
                and not line.ends_sentence
                and not (is_clutter(line) or is_head(line) or is_section(line) or date_line(line))
            ):
                return number
    return -1


def _alike(one: str, other: str) -> float:
    """How much of the words of two titles is the same (0 to 1)."""
    first, second = set(one.lower().split()), set(other.lower().split())
    if not first or not second:
        return 0.0
    shorter, longer = sorted((len(first), len(second)))
    # A longer title may hold the shorter one, but any title holds a word or two.
    return len(first & second) / (shorter if shorter > _FEW_WORDS else longer)
