"""The lines of a saved page: cleaned of invisible characters and made whole again."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, replace

from newsearch.article import clean_text
from newsearch.readers.pages.markdown import (
    is_emphasis,
    is_picture,
    is_rule,
    looks_like_markdown,
    may_be_markup,
    strip_markdown,
)

PATTERN_LIMIT = 600
"""Patterns look at lines up to this many characters; longer ones are plain text."""

# Zero-width characters, soft hyphens and grapheme joiners; odd spaces become plain ones.
_INVISIBLE = [chr(code) for code in (0xAD, 0x34F, 0x180E, 0xFEFF)]
for _first, _last in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0xFE00, 0xFE0F)):
    _INVISIBLE += [chr(code) for code in range(_first, _last + 1)]
# What Unicode calls a space, but for the plain one and the end of a line.
_ODD_SPACES = [chr(code) for code in (*range(0x9, 0xA), *range(0xB, 0xE), *range(0x1C, 0x20))]
_ODD_SPACES += [chr(code) for code in (0x85, 0xA0, 0x1680, *range(0x2000, 0x200B))]
_ODD_SPACES += [chr(code) for code in (0x2028, 0x2029, 0x202F, 0x205F, 0x3000)]
# What programs write for a character when they take a page apart, at times twice over.
_ENTITY = re.compile(r"&(?:amp;)?(?:[a-zA-Z]{2,8}|#\d{2,6}|#x[0-9a-fA-F]{2,5});")
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’'»)\]]{0,3}(?:/\.)?$")
_MARKS = frozenset(".!?…:;")
_LONGEST_TORN, _SHORTEST_BEFORE_TORN = 80, 60
# As headings do that stand below a picture without a caption.
_TELLS = re.compile(r"\b(?:là|từng|vì sao|nếu|như thế nào|bao giờ|không|vẫn|sẽ|nhưng)\b", re.I)
_SHORTEST_CAPTION, _LONGEST_CAPTION = 12, 200
_CLOSING = frozenset(".,;)”’%")
_OPENING = frozenset("“‘(")
_NEVER_JOINED = re.compile(
    r"\((?:theo|nguồn|tổng hợp|thực hiện|ghi)|xem thêm|đọc thêm|chịu trách nhiệm|tin |https?:"
    r"|www\.|(?:author|date|url|link|source|title|published|category|summary|content)\s?:"
    r"|by (?-i:[A-ZĐ])",
    re.IGNORECASE,
)
# What follows on its own line is another topic, also in small letters.
_TOPICS = re.compile(r"(?:từ kh[oó][aá]|tags?|hashtags?|chủ đề)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One line, with whether a blank line stands before it.

    ``heading`` is the level of a markup heading (0: none); ``url`` is where a line
    that is nothing but a link leads. ``caption`` tells that markup shows the line to be
    what stands under a picture.
    """

    text: str
    gap: bool = False
    heading: int = 0
    url: str = ""
    caption: bool = False

    @property
    def short(self) -> str:
        """The beginning of the line, which patterns may look at."""
        return self.text[:PATTERN_LIMIT]

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends as a sentence does."""
        last = self.text[-1:]
        return last in _MARKS or (not last.isalnum() and bool(_SENTENCE_END.search(self.text[-8:])))

    @property
    def is_paragraph(self) -> bool:
        """Whether this is running text rather than a title, a caption or a widget."""
        return (len(self.text) >= 90 and self.ends_sentence) or len(self.text) >= 220


def page_lines(text: str) -> list[Line]:
    """The lines of a page that hold something, in NFC, with single spaces."""
    lines: list[Line] = []
    gap = True
    text = clean_text(text)
    for sign in _INVISIBLE:  # to look for each is quicker than one pass for all
        if sign in text:
            text = text.replace(sign, "")
    if "&" in text and _ENTITY.search(text):
        text = clean_text(_ENTITY.sub(lambda entity: html.unescape(html.unescape(entity[0])), text))
    for sign in _ODD_SPACES:
        if sign in text:
            text = text.replace(sign, " ")
    markdown, pictured = looks_like_markdown(text), False
    for raw in text.split("\n"):
        plain = raw.strip(" |")
        if "  " in plain:
            plain = " ".join(plain.split())
        if not plain:
            gap = True
            continue
        heading, url, caption = 0, "", False
        if markdown and may_be_markup(plain):
            caption = pictured and (is_emphasis(plain) or raw.lstrip().startswith("|"))
            picture = is_picture(plain) or (pictured and is_rule(plain))
            plain, heading, url = strip_markdown(plain)
            pictured = picture and not plain
        elif plain:
            caption = pictured and (raw.lstrip().startswith("|") or _may_be_caption(plain))
            pictured = False
        if plain:
            lines.append(Line(plain, gap, heading, url, caption))
            gap = False
    return _unwrapped(lines)


def _may_be_caption(text: str) -> bool:
    """Whether a line right below a picture may be its caption: words without a final period."""
    fits = _SHORTEST_CAPTION <= len(text) <= _LONGEST_CAPTION and text[-1] not in ".:;!?…"
    return fits and not _TELLS.search(text)


def _unwrapped(lines: list[Line]) -> list[Line]:
    """Lines that were broken inside a sentence put together again."""
    whole: list[Line] = []
    pieces: list[str] = []
    wrapped = _wrapped_blocks(lines)
    previous = ""
    for number, line in enumerate(lines):
        if whole and (
            number in wrapped
            or _continues(previous, line)
            or (number + 1 < len(lines) and _is_torn_out(previous, line, lines[number + 1]))
        ):
            pieces.append(line.text)
            previous = f"{previous[-80:]} {line.text}"
        else:
            if len(pieces) > 1:
                whole[-1] = replace(whole[-1], text=_joined(pieces))
            whole.append(line)
            pieces = [line.text]
            previous = line.text
    if len(pieces) > 1:
        whole[-1] = replace(whole[-1], text=_joined(pieces))
    return whole


def _joined(pieces: list[str]) -> str:
    text = pieces[0]
    for piece in pieces[1:]:
        close = piece[0] in _CLOSING or text[-1] in _OPENING
        text += piece if close else f" {piece}"
    return text


def _continues(previous: str, line: Line) -> bool:
    first = line.text[0]
    if line.gap or line.heading or line.url or previous.startswith(("http", "www.")):
        return False
    if previous[:1] in "TtHhCc" and _TOPICS.match(previous):
        return False
    # Programs that print every link and every bold word on a line of its own tear sentences.
    if first in _CLOSING and len(line.text) > 1:
        return len(previous) >= 12 and previous[-1] not in ".!?…:;"
    if previous[-1] in _OPENING:
        return True
    return (
        len(line.text) >= 4
        and (previous[-1] == "," or first.islower() or (first == "(" and _goes_on(line.text)))
        and len(previous) >= 12
        and not _SENTENCE_END.search(previous[-8:])
        and not _NEVER_JOINED.match(line.text[:40])
        and not (len(previous) < _SHORTEST_BEFORE_TORN and _is_address(line.text))
    )


def _is_address(text: str) -> bool:
    return " " not in text and "." in text[1:-1]


def _is_torn_out(previous: str, line: Line, following: Line) -> bool:
    """Whether a line is a name or link out of the middle of the sentence around it."""
    return (
        len(line.text) <= _LONGEST_TORN
        and len(previous) >= _SHORTEST_BEFORE_TORN
        and not (line.gap or line.heading or line.url or following.gap or following.heading)
        and (previous[-1].isalnum() or previous[-1] in '"”’)%')
        and (following.text[0].islower() or following.text[0] in ".,;)”")
        and len(following.text) > 1
        and not line.ends_sentence
        and not _NEVER_JOINED.match(line.text[:40])
    )


def _goes_on(bracket: str) -> bool:
    """Whether a bracket that opens a line belongs to the line before: *(đứng) trao đổi*."""
    return bracket[1:2].islower() or bracket[1:4].lower() == "ảnh"


def _wrapped_blocks(lines: list[Line]) -> set[int]:
    """The lines that continue the one before because the file was broken at a fixed width.

    Such a block has lines of about one length, many of which begin in lower case.
    """
    continuing: set[int] = set()
    start = 0
    for end in range(1, len(lines) + 1):
        if end < len(lines) and not lines[end].gap:
            continue
        block = lines[start:end]
        lengths = [len(line.text) for line in block[:-1]]
        lower = sum(line.text[0].islower() for line in block[1:])
        if (
            len(block) >= 3
            and 50 <= min(lengths) <= max(lengths) <= 130
            and max(lengths) - min(lengths) <= 25
            and lower * 2 >= len(block) - 1
        ):
            continuing.update(range(start + 1, end))
        start = end
    return continuing
