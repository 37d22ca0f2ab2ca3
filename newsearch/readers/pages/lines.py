"""The lines of a saved page: cleaned of invisible characters and made whole again."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from newsearch.article import clean_text
from newsearch.readers.pages.markdown import looks_like_markdown, strip_markdown

PATTERN_LIMIT = 600
"""Patterns look at lines up to this many characters; longer ones are plain text."""

# Zero-width characters, soft hyphens and grapheme joiners; odd spaces become plain ones.
_INVISIBLE: dict[int, None] = dict.fromkeys([0xAD, 0x34F, 0x180E, 0xFEFF])
for _first, _last in ((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x2064), (0xFE00, 0xFE0F)):
    _INVISIBLE.update(dict.fromkeys(range(_first, _last + 1)))
_SENTENCE_END = re.compile(r"[.!?…:;][\"”’'»)\]]{0,3}(?:/\.)?$")
_NEVER_JOINED = re.compile(
    r"\((?:theo|nguồn|tổng hợp|thực hiện|ghi)|xem thêm|đọc thêm|chịu trách nhiệm|tin |https?:"
    r"|www\.",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line, with whether a blank line stands before it.

    ``heading`` is the level of a markup heading (0: none); ``url`` is where a line
    that is nothing but a link leads.
    """

    text: str
    gap: bool = False
    heading: int = 0
    url: str = ""

    @property
    def short(self) -> str:
        """The beginning of the line, which patterns may look at."""
        return self.text[:PATTERN_LIMIT]

    @property
    def ends_sentence(self) -> bool:
        """Whether the line ends as a sentence does."""
        return bool(_SENTENCE_END.search(self.text[-8:]))

    @property
    def is_paragraph(self) -> bool:
        """Whether this is running text rather than a title, a caption or a widget."""
        return (len(self.text) >= 90 and self.ends_sentence) or len(self.text) >= 220


def page_lines(text: str) -> list[Line]:
    """The lines of a page that hold something, in NFC, with single spaces."""
    lines: list[Line] = []
    gap = True
    text = clean_text(text).translate(_INVISIBLE)
    markdown = looks_like_markdown(text)
    for raw in text.split("\n"):
        line = Line(" ".join(raw.split()).strip(" |"), gap)
        if markdown and line.text:
            plain, heading, url = strip_markdown(line.text)
            line = Line(plain, gap, heading, url)
        if line.text:
            lines.append(line)
            gap = False
        elif not raw.strip(" \t|"):
            gap = True
    return _unwrapped(lines)


def _unwrapped(lines: list[Line]) -> list[Line]:
    """Lines that were broken inside a sentence put together again."""
    whole: list[Line] = []
    pieces: list[str] = []
    wrapped = _wrapped_blocks(lines)
    previous = ""
    for number, line in enumerate(lines):
        if whole and (number in wrapped or _continues(previous, line)):
            pieces.append(line.text)
        else:
            if len(pieces) > 1:
                whole[-1] = replace(whole[-1], text=" ".join(pieces))
            whole.append(line)
            pieces = [line.text]
        previous = line.text
    if len(pieces) > 1:
        whole[-1] = replace(whole[-1], text=" ".join(pieces))
    return whole


def _continues(previous: str, line: Line) -> bool:
    first = line.text[0]
    return (
        len(line.text) >= 4
        and not (line.gap or line.heading or line.url)
        and (first.islower() or (first == "(" and _goes_on(line.text)))
        and len(previous) >= 12
        and not _SENTENCE_END.search(previous[-8:])
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
