"""The end of a page's text: its byline, and what follows it and is no part of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from newsearch.readers.pages.bylines import (
    Byline,
    byline,
    split_tail_name,
    split_tail_origin,
)
from newsearch.readers.pages.captions import has_credit
from newsearch.readers.pages.clutter import split_topics
from newsearch.readers.pages.phrases import PLACES
from newsearch.readers.pages.related import is_running_text
from newsearch.sources.keys import source_key
from newsearch.sources.names import host_of, normalize_source
from newsearch.sources.papers import paper_named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsearch.readers.pages.lines import Line
    from newsearch.readers.pages.walk import Page

_UNHEADED_LIST = 3
_TEASERS_AFTER = 5
_LONGEST_TAGS = 200
_LONGEST_THANKS = 120
_THANKS = re.compile(
    r"(?:[-–] )?(?:xin )?(?:trân trọng |chân thành )?cảm ơn (?:những|ông|bà|anh|chị|các|giáo sư"
    r"|tiến sĩ|luật sư|bác sĩ|nhạc sĩ|ca sĩ|nghệ sĩ|đồng chí|cô|chú|thầy|nhà|bạn)\b.{0,90}[!.]$",
    re.IGNORECASE,
)
_BYLINE_LINES = 12
_LONGEST_SIGNATURE = 45
_MOST_BYLINES = 3
_DESK = re.compile(r"\s?[-–/]\s?|\s")


def cut_after_end(page: Page) -> None:
    """Cuts off lists without a head: what follows the byline, or a run of titles at the end."""
    last = max((n for n, line in enumerate(page.text) if line.is_paragraph), default=-1)
    if last < 0:
        return
    _cut_after_thanks(page)
    _take_tags(page)
    last = min(last, len(page.text) - 1)
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


def _take_tags(page: Page) -> None:
    """Takes topics off the end of the text: a line without head, in small letters, no sentence."""
    text = page.text
    if len(text) > 1 and text[-2].ends_sentence and len(text[-1].text) <= _LONGEST_TAGS:
        line = text[-1]
        if line.text[0].islower() and not line.ends_sentence and "," in line.text:
            page.topics += split_topics(line.text)
            page.noted.append(text.pop())


def _cut_after_thanks(page: Page) -> None:
    """Cuts off teasers below the thanks that close an interview, where many follow."""
    text = page.text
    for number, line in enumerate(text[:-_TEASERS_AFTER], start=1):
        if len(line.text) > _LONGEST_THANKS or not _THANKS.match(line.text):
            continue
        rest = text[number:]
        if number > _TEASERS_AFTER and not any(byline(other.text) for other in rest):
            text[number:] = []
            page.others.append(rest)
        return


def take_author(page: Page) -> str:
    """The author from the last lines of the text, which are taken off it, or from above it."""
    authors: list[str] = []
    for _ in range(min(_BYLINE_LINES, len(page.text))):
        named = byline(page.text[-1].text) or _signature(page.text)
        if named is None or (len(page.text) == 1 and not authors):
            break
        page.noted.append(page.text.pop())
        if named.author:
            authors.insert(0, named.author)
            if named.source and page.noted[-1].text == f"{named.author}/{named.source}":
                page.signed = named
        _note_origin(page, named)
    _take_tags(page)
    above = {name.casefold() for name in page.authors}
    if len(authors) > 1 and any(name.casefold() in above for name in authors):
        authors = [name for name in authors if name.casefold() in above]
    elif len(authors) > _MOST_BYLINES:  # tags that are people's names follow the author
        authors = authors[:1]
    if page.text:
        line = page.text[-1]
        text, origin = split_tail_origin(line.text)
        text, name = split_tail_name(text) if not authors else (text, "")
        if text != line.text:
            page.noted.append(line)
            page.text[-1] = replace(line, text=text)
        authors = authors or ([name] if name else [])
        if origin:
            _note_origin(page, byline(f"Theo {origin}") or Byline(source=origin))
    return ", ".join(dict.fromkeys(authors)) or ", ".join(dict.fromkeys(page.authors))


def _signature(text: Sequence[Line]) -> Byline | None:
    """Who signs below the text and could be something else elsewhere, or None.

    That is a desk or an office (*Văn phòng Sở*), or a name in capitals that is a place's, too.
    """
    line = text[-1]
    if len(text) < 2 or len(line.text) > _LONGEST_SIGNATURE or line.url or line.heading:
        return None
    if not text[-2].ends_sentence:
        return None
    if line.text.isupper() and line.text.count(" ") == 1 and line.text.lower() in PLACES:
        return Byline(line.text)
    return byline(line.text, placed=True)


def _note_origin(page: Page, named: Byline) -> None:
    page.origin = page.origin or named.source


def sources(known: str, page: Page) -> tuple[str, str]:
    """The publisher of a page and, where that is another, from whom the text was taken over.

    ``known`` is the publisher that the page itself names or ``""``; a *Nguồn:* or *Theo* line
    stands for it where it is not known.
    """
    taken = [host_of(name) or name for name in (page.origin, page.source, page.first_printed)]
    if "." not in known:
        known = page.source or known  # a line that says so weighs more than a name
    source = normalize_source(
        known or _publishing(page.source or page.origin or page.first_printed)
    )
    parts = ([name, *re.split(r"\s?[/–-]\s?", name), name.split(" ")[0]] for name in taken if name)
    origin = next((it[0] for it in parts if not any(_same(name, source) for name in it)), "")
    return source, origin


def with_desk(author: str, signed: Byline, source: str) -> str:
    """An author as the publisher's own page prints it: with the desk (*Lê Na/VOV-Tây Bắc*)."""
    paper = paper_named(_DESK.split(signed.source, maxsplit=1)[0])
    if paper is None or paper.host != source or paper_named(signed.source) or "." in signed.source:
        return author
    return author.replace(signed.author, f"{signed.author}/{signed.source}", 1)


def _publishing(name: str) -> str:
    """Of several names in one (*TTXVN/Vietnam+*, *VOV-ĐBSCL*) the one of the paper."""
    if paper_named(name) or host_of(name):
        return name
    parts = re.split(r"\s?/\s?|(?<=\w)[–-](?=\w)", name)
    return next((part for part in reversed(parts) if paper_named(part)), name)


def _same(name: str, source: str) -> bool:
    first, second = normalize_source(name), normalize_source(source)
    if source_key(first) == source_key(second):
        return True
    # A part of a paper's site is the paper (ngoisao.vnexpress.net).
    return bool(host_of(first) and host_of(second)) and (
        first.endswith("." + second) or second.endswith("." + first)
    )
