"""The end of an article's text: its signature, where it was taken from, captions left in it."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING

from newsearch.readers.html.shown import author_in_office
from newsearch.readers.pages.bylines import (
    byline,
    source_line,
    split_tail_name,
    split_tail_origin,
)
from newsearch.readers.pages.captions import has_credit, is_only_credit, split_captions
from newsearch.readers.pages.related import is_running_text

if TYPE_CHECKING:
    from newsearch.readers.html.text import ArticleText
    from newsearch.readers.pages.lines import Line

_BYLINE_LINES = 6
_AFTER_SIGNATURE = 250


def take_ending(text: ArticleText, *, marked: bool, named: bool) -> None:
    """Takes the signature, and captions that are not marked as such, off the text.

    ``marked`` tells that the page marks its captions, ``named`` that its markup parts the text
    from all else.
    """
    if not named:
        _cut_after_signature(text)
    _take_signature(text)
    if marked:
        credited = [line for line in text.lines if _is_credited(line, text)]
        text.captions += [line.text for line in credited]
        text.lines = [line for line in text.lines if line not in credited]
    else:
        _split_captions(text)
    _take_signature(text)
    if text.lines and text.lines[-1].text not in text.rows:
        last, origin = split_tail_origin(text.lines[-1].text)
        last, name = split_tail_name(last)
        if name and not text.signed:
            text.signed.append(name)
        if origin:
            text.origins.append(origin)
        if last:
            text.lines[-1] = replace(text.lines[-1], text=last)


def _is_credited(line: Line, text: ArticleText) -> bool:
    """Whether a line is a caption by the credit in it."""
    return has_credit(line) and not is_running_text(line) and line.text not in text.rows


def _split_captions(text: ArticleText) -> None:
    """Takes captions off the lines between tables."""
    lines: list[Line] = []
    for is_row, some in groupby(text.lines, lambda line: line.text in text.rows):
        if is_row:
            lines += some
            continue
        kept, captions = split_captions(list(some))
        lines += kept
        text.captions += captions
    text.lines = lines


def _cut_after_signature(text: ArticleText) -> None:
    """Cuts off what stands below the signature in a part of the page that holds more."""
    for number in range(len(text.lines) - 1, len(text.lines) // 2, -1):
        line = text.lines[number]
        if len(line.text) >= _AFTER_SIGNATURE or line.text in text.rows:
            return
        if (named := byline(line.text)) and named.author:
            del text.lines[number + 1 :]
            return


def _take_signature(text: ArticleText) -> None:
    """Takes the last lines off the text that name its author or where it was taken from."""
    for _ in range(min(_BYLINE_LINES, len(text.lines))):
        last = text.lines[-1].text
        if last in text.rows:
            break
        if is_only_credit(text.lines[-1]) and len(text.lines) > 1:
            text.captions.append(last)
            text.lines.pop()
            continue
        source = source_line(last)
        named = (author_in_office(last) or byline(last)) if not source else None
        if not source and named is None:
            break
        text.lines.pop()
        if source:
            text.origins.append(source)
        if named and named.author:
            text.signed.insert(0, named.author)
        if named:
            text.note_origin(named, last)
