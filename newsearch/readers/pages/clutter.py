"""What stands on a page and is no article: heads of other news, widgets, footers.

What a line is depends on its text alone, and sites repeat their lines on every page: the
judgements of the last thousands of short lines are kept.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from newsearch.readers.pages.phrases import (
    BREADCRUMB,
    COMMENTS,
    COOKIES,
    FOLLOW,
    FOOTER,
    HEAD_WITH_TITLE,
    HEADS,
    SECTION_RUN,
    SECTIONS,
    TOPICS,
    WIDGET,
)

if TYPE_CHECKING:
    from newsearch.readers.pages.lines import Line

_EDGES = " \t:.…-–—|»›>«<•·*#+!►▶▼▾→⇒➤●○■□◆\"“”'()[]"
_JOINT = re.compile(r"\s?[,/&–-]\s|\s{2,}")
_LONGEST = 300
_KEPT = 8192
_LONGEST_HEAD = 70
_LONGEST_COMMENT = 90
_LONGEST_BREADCRUMB = 160


@lru_cache(maxsize=_KEPT)
def key_of(text: str) -> str:
    """A line as the patterns here see it: lower case, without bullets, arrows and colon."""
    return text[:_LONGEST].strip(_EDGES).lower()


def is_head(line: Line) -> bool:
    """Whether a whole line announces other news (*Tin khác*, *Xem thêm:*)."""
    return len(line.text) <= _LONGEST_HEAD and _is_head(line.text)


@lru_cache(maxsize=_KEPT)
def _is_head(text: str) -> bool:
    return bool(HEADS.fullmatch(_JOINT.sub(" ", key_of(text))))


def title_behind_head(line: Line) -> str:
    """The title in a line such as *Xem thêm: Cầu mới thông xe*, else ``""``."""
    if len(line.text) > _LONGEST or not _MAY_BE_HEAD(line.text):
        return ""
    if line.is_paragraph and ". " in line.text:
        return ""
    match = HEAD_WITH_TITLE.fullmatch(line.text)
    if not match or (line.text[0].isalpha() and not re.search(r"[:>»›]", line.text[:30])):
        return ""
    return match["title"].strip()


_MAY_BE_HEAD = re.compile(r"(?:xem|đọc|tin|bài|mời|tham|[^\w\s])", re.IGNORECASE).match
_MAY_BE_TOPICS = re.compile(r"(?:từ|tag|th|ch|hash|key|dòng|sự)", re.IGNORECASE).match


def topics_in(line: Line) -> list[str] | None:
    """The topics of a tag line, an empty list for its head alone, None for other lines."""
    if len(line.text) > _LONGEST or not _MAY_BE_TOPICS(line.text):
        return None
    match = TOPICS.fullmatch(line.text)
    if not match:
        return None
    named = match["topics"].strip()
    # "Thẻ đỏ cho ..." or "Chủ đề năm nay là ..." is text.
    if (named and not re.match(r"[^:：]{1,20}[:：]", line.text)) or _is_head(line.text):
        return None
    return split_topics(named)


def split_topics(text: str) -> list[str]:
    """Topics separated by commas, semicolons, bars or hash signs."""
    return [topic for piece in re.split(r"[,;|#]", text) if (topic := piece.strip(" ._"))]


def is_comments(line: Line) -> bool:
    """Whether readers' comments, or the form for them, begin here."""
    return len(line.text) <= _LONGEST_COMMENT and _is_comments(line.text)


@lru_cache(maxsize=_KEPT)
def _is_comments(text: str) -> bool:
    return bool(COMMENTS.fullmatch(key_of(text)))


def is_footer(line: Line) -> bool:
    """Whether this is a line of a site's imprint."""
    return len(line.text) <= _LONGEST and _is_footer(line.text)


@lru_cache(maxsize=_KEPT)
def _is_footer(text: str) -> bool:
    return bool(FOOTER.match(text.lower().lstrip(" -–|•*"))) or text.startswith("©")


def is_widget(line: Line) -> bool:
    """Whether this is a button, a breadcrumb, a counter or a notice of the site."""
    return len(line.text) <= _LONGEST and _is_widget(line.text)


@lru_cache(maxsize=_KEPT)
def _is_widget(text: str) -> bool:
    key = key_of(text)
    return (
        not key
        or bool(WIDGET.fullmatch(key) or FOLLOW.fullmatch(key))
        or ("][" in (tight := key.replace("] [", "][")) and _are_widgets(tight.split("][")))
        or ("|" in key and _are_widgets(key.split("|")))
        or (" / " in key and _are_widgets(key.split(" / ")))
        or ("cookie" in key and bool(COOKIES.search(key)))
        or (len(text) <= _LONGEST_BREADCRUMB and bool(BREADCRUMB.fullmatch(text.strip())))
    )


def _are_widgets(pieces: list[str]) -> bool:
    """Whether all of several buttons in a line are such: *[In trang] [Đóng cửa sổ]*."""
    return all(WIDGET.fullmatch(piece.strip(_EDGES)) for piece in pieces)


def is_section(line: Line) -> bool:
    """Whether this is the name of a part of the paper (*Thời sự*)."""
    return key_of(line.text) in SECTIONS


def is_sections(line: Line) -> bool:
    """Whether this is nothing but names of parts, one or several (*Thời sự Giao thông*)."""
    key = key_of(line.text)
    return key in SECTIONS or bool(SECTION_RUN.fullmatch(key))


def is_clutter(line: Line) -> bool:
    """Whether a line belongs to the site rather than to an article."""
    return is_widget(line) or is_footer(line) or is_comments(line)
