"""Which short lines of a page's text are captions, and which belong to the text.

A caption among the text costs little; a sentence among the captions has lost its place.
So a line is a caption on evidence only, and the rest of the page has its say.
"""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache
from typing import TYPE_CHECKING

from newsearch.readers.pages.caption_words import (
    AMOUNT,
    AT_EVENT,
    COUNTED,
    NAMED_AT,
    NARRATIVE,
    OFFICIAL,
    OPENS_TEXT,
    PLACE,
    POSITION,
    SCENE,
    SHOWN,
    VIEW,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsearch.readers.pages.lines import Line

_CREDIT = re.compile(
    r"(?:^|[\s.(\-–—|])(?:ảnh|ảnh minh h[oọ]ạ?a?|ảnh chụp màn hình|ảnh tư liệu|video|clip"
    r"|đồ h[oọ]ạ?a?|nguồn ảnh"
    r"|ảnh internet|nguồn)\s?(?::\s?\S.{0,80}|minh h[oọ]ạ?a?|tư liệu|internet)[).]{0,2}$"
    r"|\((?:ảnh|nguồn)[^()]{0,60}\)\.?$|\bảnh minh h[oọ]ạ?a?\)?\.?$|[-–—]\s?ảnh \d{1,2}\.?$",
    re.IGNORECASE,
)
_CREDIT_WORDS = ("ảnh", "nguồn", "video", "clip", "đồ h")
_ONLY_CREDIT = re.compile(
    r"\(?(?:ảnh|nguồn ảnh|video|clip|đồ h[oọ]ạ?a?|ảnh minh h[oọ]ạ?a?)\s?(?::\s?[^:]{1,60}"
    r"|minh h[oọ]ạ?a?.{0,20})?\)?\.?",
    re.IGNORECASE,
)
LONGEST_CAPTION = 450
_LONGEST_CREDIT = 80
_CREDIT_BEGINS = frozenset("ảẢnNvVcCđĐ")
_SHORT = 200
_SENTENCE = 110
_LONG_PARAGRAPH = 90
_FEWEST_WORDS = 6
_FEWEST_VERSES = 4
_VERSE_WORDS = (4, 9)
_SURELY_PARAGRAPHS = 4
_LONGEST_ALONE = 60
# Sentences that open a text speak of someone or of a time.
_SPEAKS = re.compile(
    r"\b(?:tôi|ta|họ|anh|chị|ông|bà|nó|đó|là|không|chưa|đã|sẽ|rồi|vẫn|mới)\b", re.IGNORECASE
)
_LONGEST_HEADING = 60
_LONGEST_SCENE_ABOVE_TEXT = 60


class Evidence(IntEnum):
    """How much speaks for a line's being a caption.

    A line of `WEAK` evidence could be a sentence of the text as well; the page decides.
    """

    NONE = 0
    WEAK = 1
    SURE = 2


def has_credit(line: Line) -> bool:
    """Whether a line ends with whose picture it describes (*Ảnh: VGP*)."""
    return len(line.text) <= LONGEST_CAPTION and _ends_with_credit(line.text[-120:])


@lru_cache(maxsize=4096)
def _ends_with_credit(text: str) -> bool:
    lower = text.lower()
    return any(word in lower for word in _CREDIT_WORDS) and bool(_CREDIT.search(text))


def is_only_credit(line: Line) -> bool:
    """Whether a line is nothing but a picture's credit."""
    text = line.text
    return (
        len(text) <= _LONGEST_CREDIT
        and text.lstrip("(")[:1] in _CREDIT_BEGINS
        and bool(_ONLY_CREDIT.fullmatch(text))
    )


def evidence(lines: Sequence[Line], number: int) -> Evidence:
    """What the line of that number is, judged by itself and by the line below it.

    A credit decides. Else a caption is short and one sentence at most; one that ends with a
    period must show a scene, a position or a ceremony's guests and tell nothing. Without a
    period it is a caption unless it looks like the heading of what follows or opens like
    running text.
    """
    line = lines[number]
    text = line.text
    if has_credit(line) or line.caption:
        return Evidence.SURE
    if len(text) > _SHORT or line.heading or text.endswith((":", ";", ",", "?", "!")):
        return Evidence.NONE
    if ". " in text.rstrip(' .…”"'):
        return Evidence.NONE
    if POSITION.search(text):
        return Evidence.SURE
    if line.ends_sentence:
        return _of_sentence(text)
    following = lines[number + 1] if number + 1 < len(lines) else None
    without_period = _of_words(text, following is not None and _is_sentence(following))
    return Evidence.SURE if without_period else Evidence.NONE


def _of_sentence(text: str) -> Evidence:
    if len(text) > _SENTENCE or text.endswith(("”", '"', "…", "...")):
        return Evidence.NONE
    if NAMED_AT.fullmatch(text) and not NARRATIVE.search(text):
        return Evidence.SURE
    scene, event = SCENE.match(text), AT_EVENT.fullmatch(text)
    if NARRATIVE.search(text if not event else event["shown"], scene.end() if scene else 0):
        return Evidence.WEAK if scene else Evidence.NONE
    if scene or event or VIEW.search(text):
        return Evidence.SURE
    if OFFICIAL.match(text) or _is_only_names(text):
        return Evidence.SURE
    opens = OPENS_TEXT.match(text) and not SHOWN.match(text)
    if opens or AMOUNT.search(text) or text.count(" ") + 1 < _FEWEST_WORDS:
        return Evidence.NONE
    return Evidence.WEAK


def _is_sentence(line: Line) -> bool:
    return line.is_paragraph or (line.ends_sentence and len(line.text) >= _LONGEST_HEADING)


def _of_words(text: str, above_text: bool) -> bool:
    """Whether words without a final period are a caption."""
    if SCENE.match(text):
        return True
    if OPENS_TEXT.match(text) and not text.lower().startswith("tại "):
        return False
    words = text.count(" ") + 1
    if SHOWN.match(text) and not COUNTED.match(text):
        return words >= 4
    # A short line without a period right above the text is its heading.
    heads_text = above_text and words <= 12
    return words >= 5 and (not heads_text or bool(PLACE.search(text)))


def _is_only_names(text: str) -> bool:
    """Whether a sentence is but names, perhaps behind a role: *Diễn viên Lê Na và Vũ Lâm.*"""
    role = SHOWN.match(text)
    rest = text[role.end() :] if role else text
    words = re.sub(r"[,.&]|\bvà\b", " ", rest).split()
    return 2 <= len(words) <= 12 and all(word[0].isupper() and word.isalpha() for word in words)


def split_captions(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines of the text, and the captions among them, with credits of their own line.

    The first line of the text is its lead; without a credit or a short scene it is no caption.
    """
    if not any(line.is_paragraph for line in lines):
        text = [line for line in lines if not has_credit(line)]
        return text, [line.text for line in lines if has_credit(line)]
    found = _with_weak(lines, [evidence(lines, number) for number in range(len(lines))])
    for number in _verses(lines):
        found[number] = False
    body: list[Line] = []
    captions: list[str] = []
    skip = False
    for number, line in enumerate(lines):
        if skip:
            skip = False
            continue
        following = lines[number + 1] if number + 1 < len(lines) else None
        if is_only_credit(line):
            captions.append(line.text)
        elif following and is_only_credit(following) and not line.is_paragraph:
            captions.append(f"{line.text} {following.text}")
            skip = True
        elif found[number] and (body or _is_above_text(line)):
            captions.append(line.text)
        else:
            body.append(line)
    return body, list(dict.fromkeys(captions))


def _verses(lines: Sequence[Line]) -> list[int]:
    """The numbers of lines that are verses: several in a row, of few words, none a sentence."""
    verses: list[int] = []
    run: list[int] = []
    for number, line in enumerate(lines):
        if _is_verse(line):
            run.append(number)
            continue
        verses += run if len(run) >= _FEWEST_VERSES else []
        run = []
    return verses + (run if len(run) >= _FEWEST_VERSES else [])


def _is_verse(line: Line) -> bool:
    text = line.text
    return (
        _VERSE_WORDS[0] <= text.count(" ") + 1 <= _VERSE_WORDS[1]
        and (not line.ends_sentence or text[-1] in ",;!…")
        and not (line.heading or line.url or has_credit(line) or SCENE.match(text))
        and not any(character.isdigit() for character in text)
    )


def _is_above_text(line: Line) -> bool:
    """Whether a first line is a caption nevertheless: of the picture above the lead."""
    scene = SCENE.match(line.text) if len(line.text) <= _LONGEST_SCENE_ABOVE_TEXT else None
    return has_credit(line) or bool(scene and not NARRATIVE.search(line.text, scene.end()))


def _with_weak(lines: Sequence[Line], found: Sequence[Evidence]) -> list[bool]:
    """Which lines are captions, the ones of weak evidence judged by the others of the page.

    They count where sentences of the text never stand alone, the page has another caption,
    and they stand between paragraphs.
    """
    sure = [it is Evidence.SURE for it in found]
    above, below = _beside_paragraph(lines, found), _beside_paragraph(lines[::-1], found[::-1])
    weak = [
        it is Evidence.WEAK and above[number] and below[-1 - number]
        for number, it in enumerate(found)
    ]
    count, paragraphs = sum(weak), sum(line.is_paragraph for line in lines)
    rest = [line for number, line in enumerate(lines) if not (sure[number] or weak[number])]
    alone = any(
        line.ends_sentence and len(line.text) < _LONG_PARAGRAPH
        for line in rest[1:]  # without the lead
        if not (line.heading or line.text.endswith(":"))
    )
    supported = count + sum(sure) >= 2 and count <= paragraphs and not alone
    if count == 1 and not alone and paragraphs >= _SURELY_PARAGRAPHS:
        supported = supported or _is_alone_in_kind(lines, weak.index(True))
    if not (count or any(sure)) and paragraphs >= _SURELY_PARAGRAPHS and _is_behind_lead(lines):
        sure[1] = True
    return [sure[number] or (supported and weak[number]) for number in range(len(lines))]


def _is_behind_lead(lines: Sequence[Line]) -> bool:
    """Whether the line behind the lead is a short sentence where texts begin with long ones."""
    text = lines[1].text
    return (
        text.endswith(".")
        and text.count(" ") + 1 >= _FEWEST_WORDS
        and not (lines[1].heading or OPENS_TEXT.match(text) or _SPEAKS.search(text))
        and lines[2].is_paragraph
        and _is_alone_in_kind(lines, 1)
    )


def _is_alone_in_kind(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is short where all the others of the page's text are long."""
    others = (line for n, line in enumerate(lines[1:], start=1) if n != number)
    return len(lines[number].text) <= _LONGEST_ALONE and all(
        len(line.text) >= 2 * _LONGEST_ALONE or line.heading or has_credit(line) for line in others
    )


def _beside_paragraph(lines: Sequence[Line], found: Sequence[Evidence]) -> list[bool]:
    """For every line whether the last one before it that is no caption is a paragraph."""
    beside: list[bool] = []
    paragraph = False
    for line, it in zip(lines, found, strict=True):
        beside.append(paragraph)
        if not it:
            paragraph = line.is_paragraph
    return beside
