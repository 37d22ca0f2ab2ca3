"""Pages that hold no article: fronts and lists of news, videos without a text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsearch.dates.relative import relative_date
from newsearch.readers.pages.captions import has_credit
from newsearch.readers.pages.clutter import is_clutter, is_head, is_sections
from newsearch.readers.pages.related import date_alone

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from newsearch.readers.pages.lines import Line

LIST = "a list of news, not an article: give the pages that it links to"
"""Why a front or list page gives no article."""
NO_TEXT = "a page without running text (a video, pictures or a list)"
"""Why a page of titles or of a video alone gives no article."""

_FEWEST_ENTRIES = 8
_FEWEST_OWN = 3
# So many entries are a list whatever stands around them.
_MANY_ENTRIES = 15
_FEWEST_DATES = 3
_ARTICLE_RUN = 3
_ARTICLE_PARAGRAPHS = 3
_LONG_PARAGRAPH = 400
_LONGEST_TITLE = 160
_SHORTEST_TITLE = 25
_FEWEST_TITLE_WORDS = 6
_SHORTEST_TEASER = 60
_MOST_LINES = 3000
_FEWEST_LENGTHS = 2
_LENGTH = re.compile(r"(?:\d{1,2}:)?\d{1,2}:\d{2}(?:\s?/\s?(?:\d{1,2}:)?\d{1,2}:\d{2})?")


def refusal(
    lines: Sequence[Line], text: Sequence[Line], dates: int, author: str, now: datetime
) -> str:
    """Why a page holds no article, or ``""`` where it does.

    ``lines`` is the whole page, ``text`` what was taken for its article, ``dates`` how many
    different dates stood around that. A list is told by its entries (a title above a teaser
    or a date, again and again) where nothing runs on for more than a paragraph.
    """
    if _is_player(lines, text):
        return NO_TEXT
    kinds = [_kind(line, now) for line in text]
    if _longest_run(kinds) >= _ARTICLE_RUN:
        return ""
    if sum(len(line.text) >= _LONG_PARAGRAPH for line in text) >= _ARTICLE_PARAGRAPHS:
        return ""
    own = _entries(kinds)
    if author and dates < _FEWEST_DATES and own < _MANY_ENTRIES:
        return ""
    if own < _FEWEST_OWN and dates < _FEWEST_DATES and "P" in kinds:
        return ""
    whole = [_kind(line, now) for line in lines[:_MOST_LINES]]
    if _entries(whole) >= _FEWEST_ENTRIES:
        return LIST
    titles = whole.count("T")
    return LIST if "P" not in kinds and titles >= _FEWEST_ENTRIES else ""


def _is_player(lines: Sequence[Line], text: Sequence[Line]) -> bool:
    """Whether a page shows videos or sounds with their lengths, and nothing is told in it."""
    if any(len(line.text) >= _SHORTEST_TEASER for line in text):
        return False
    if any(line.ends_sentence and line.text.count(" ") >= _FEWEST_TITLE_WORDS for line in text):
        return False
    lengths = (_LENGTH.fullmatch(line.text) for line in lines[:_MOST_LINES])
    return sum(bool(length) for length in lengths) >= _FEWEST_LENGTHS


def _kind(line: Line, now: datetime) -> str:
    """``P`` for a paragraph or teaser, ``D`` for a date, ``T`` for what may be a title."""
    text = line.text
    if len(text) >= _LONGEST_TITLE or (
        len(text) >= _SHORTEST_TEASER and line.ends_sentence and text[-1] not in "?:;"
    ):
        return "P"
    if date_alone(line) or (text[-5:].lower() == "trước" and relative_date(text, now)):
        return "D"
    if len(text) < _SHORTEST_TITLE or text.count(" ") + 1 < _FEWEST_TITLE_WORDS:
        return "-"
    if (line.ends_sentence and text[-1] not in "?!”\"'’") or text[:1].islower():
        return "-"
    other = has_credit(line) or is_head(line) or is_clutter(line) or is_sections(line)
    return "-" if other else "T"


def _longest_run(kinds: Sequence[str]) -> int:
    longest = run = 0
    for kind in kinds:
        run = run + 1 if kind == "P" else run if kind == "-" else 0
        longest = max(longest, run)
    return longest


def _entries(kinds: Sequence[str]) -> int:
    """How many titles stand right above a teaser or a date, or one date further up."""
    met = "".join(kinds).replace("-", "")
    return sum(met[n] == "T" and met[n + 1] in "PD" for n in range(len(met) - 1))
