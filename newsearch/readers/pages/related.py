"""Other news that a page lists: titles, with their own dates where they stand there."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsearch.article import Published, RelatedLink
from newsearch.dates.words import full_dates
from newsearch.readers.pages import clutter
from newsearch.readers.pages.bylines import byline
from newsearch.readers.pages.captions import Evidence, evidence, has_credit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsearch.readers.pages.lines import Line

_AROUND = " \t-–—|,;:•*·[]()<>»›►▶"
_LABELS = re.compile(
    r"\b(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|[2-7])|chủ\s+nhật|cập nhật|đăng|ngày|lúc|gmt)\b",
    re.IGNORECASE,
)
# "(13/11)" behind a title; its closing bracket may have been stripped off.
_SHORT_DATE = re.compile(r"\s?\((?:\d{1,2}[/.-]\d{1,2}|\d{1,2}:\d{2})\)?$")
_LONGEST_DATE_LINE = 60
_LONGEST_TITLE = 250
_LONGEST_CAPTION = 90
_FEWEST_WORDS = 5
# A list of other news inside the body: text goes on after it when two such lines follow.
_RESUMED_LENGTH = 250
_LIST_WITHIN = 12
_LIST_IN_TEXT, _RESUMED_LINES = 5, 2
# What comes right below a head and is this long is no title: the head was left empty.
_NO_TITLE = 200


def date_alone(line: Line) -> Published | None:
    """The date of a line that says nothing but a date."""
    if len(line.text) > _LONGEST_DATE_LINE:
        return None
    found = next(full_dates(line.text), None)
    if found is None:
        return None
    rest = line.text[: found.start] + " " + line.text[found.end :]
    return None if re.search(r"\w", _LABELS.sub("", rest)) else found.published


def end_of_list(lines: Sequence[Line], begin: int, ended: bool) -> int:
    """Where a list of other news ends: at topics, comments, the imprint, or where text goes on.

    ``begin`` is the number of the line below the head; ``ended`` tells that the article is over.
    """
    for number in range(begin, len(lines)):
        line = lines[number]
        if clutter.is_comments(line) or clutter.is_footer(line) or clutter.topics_in(line) == []:
            return number
        if not ended and number > begin and _says_taken_over(line):
            return number
        following = lines[number + 1] if number + 1 < len(lines) else None
        if not ended and number == begin and line.ends_sentence and len(line.text) >= _NO_TITLE:
            return number
        if (
            not ended
            and number - begin <= _LIST_WITHIN
            and following
            and (
                all(is_running_text(other) for other in (line, following))
                or _resumes(lines, begin, number)
            )
        ):
            above = number - 1
            pictured = above > begin and evidence(lines, above) is Evidence.SURE
            return above if pictured and lines[above].ends_sentence else number
    return len(lines)


def _says_taken_over(line: Line) -> bool:
    """Whether a line names the person and the paper that the article was taken over from."""
    if not line.text.startswith(("Theo ", "(Theo ")) or line.url:
        return False
    named = byline(line.text)
    return named is not None and bool(named.author and named.source)


def _resumes(lines: Sequence[Line], begin: int, number: int) -> bool:
    """Whether paragraphs follow one another below titles alone: a list of them has teasers."""
    titles, text = lines[begin:number], lines[number : number + _RESUMED_LINES]
    if len(titles) > 1 and _is_caption(titles[-1]):  # of the picture that opens the text
        titles = titles[:-1]
    return (
        len(text) == _RESUMED_LINES
        and 0 < len(titles) <= _LIST_IN_TEXT
        and not any(line.ends_sentence and line.text[-1] not in "?!" for line in titles)
        and not any(date_alone(line) for line in titles)
        and all(_is_whole(line) for line in text)
    )


def _is_caption(line: Line) -> bool:
    return has_credit(line) or (len(line.text) <= _LONGEST_CAPTION and line.text[-1] == ".")


def _is_whole(line: Line) -> bool:
    ends = line.text.endswith((".", ".”", '."', "!”", "?”", "/."))
    return line.is_paragraph and ends and not (line.url or line.heading)


def is_running_text(line: Line) -> bool:
    """Whether a line is a paragraph of an article rather than a title or a teaser."""
    return len(line.text) >= _RESUMED_LENGTH and not line.text.endswith(("…", "..."))


def related_links(lines: Sequence[Line]) -> list[RelatedLink]:
    """The links of a list of other news.

    Where dates stand on lines of their own they close the entry above them, or open
    the one below when the list begins with a date. The first line of an entry is its
    title, the others are teasers; without dates, lines that end as sentences do (or
    with an ellipsis) are teasers.
    """
    dates = [date_alone(line) for line in lines]
    if not any(dates):
        return [link for line in lines if not _is_teaser(line) for link in _link(line)]
    opening = dates[0] is not None
    links: list[RelatedLink] = []
    entry: list[Line] = []
    pending: Published | None = None
    for line, date in zip(lines, dates, strict=True):
        if date is None:
            entry.append(line)
        elif opening:
            links += _entry(entry, pending)
            entry, pending = [], date
        else:
            links += _entry(entry, date)
            entry = []
    # What follows the last date of a list whose dates close entries belongs to the site.
    return links + _entry(entry, pending) if opening else links


def _entry(lines: Sequence[Line], date: Published | None) -> list[RelatedLink]:
    titles = [line for line in lines if not _is_teaser(line)] or list(lines[:1])
    if not titles:
        return []
    # With several titles above one date the last is dated; the others stand alone.
    dated = titles[0] if len(titles) <= 2 else titles[-1]
    links: list[RelatedLink] = []
    for line in titles if len(titles) > 2 else titles[:1]:
        links += _link(line, date if line is dated else None)
    return links


def _link(line: Line, date: Published | None = None) -> list[RelatedLink]:
    text = line.text.strip(_AROUND)
    found = None
    if len(line.text) <= _LONGEST_TITLE:
        found = next(
            (
                found
                for found in full_dates(line.text)
                if not line.text[: found.start].strip(_AROUND)
                or not line.text[found.end :].strip(_AROUND)
            ),
            None,
        )
    if found and date is None:
        before, after = line.text[: found.start], line.text[found.end :]
        # A date that belongs to the title's sentence ("kỷ niệm ngày 26/3/2024") stays in it.
        if not before.strip(_AROUND) or before.rstrip()[-1:] in "(-–—|[":
            text, date = (before.strip(_AROUND) or after.strip(_AROUND)), found.published
    text = _SHORT_DATE.sub("", text.removesuffix("()").strip())
    if text.count("(") > text.count(")"):
        text += ")"
    if len(text) < 8 or len(text) > _LONGEST_TITLE or " " not in text:
        return []
    if date is None and text.count(" ") + 1 < _FEWEST_WORDS:
        return []  # a tag, a button or a part of the paper
    url = line.url if line.url.startswith("http") else ""
    return [RelatedLink(text, url, date)]


def _is_teaser(line: Line) -> bool:
    text = line.text
    return (
        text.endswith(("…", "...")) or (text.endswith(".") and len(text) > 60) or line.is_paragraph
    )
