"""Other news within a page's text and at its end that no head announces."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from newsearch.readers.pages import clutter
from newsearch.readers.pages.caption_words import SCENE
from newsearch.readers.pages.captions import has_credit
from newsearch.readers.pages.dates import date_line
from newsearch.readers.pages.related import related_links
from newsearch.readers.pages.signs import source_of_lead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsearch.article import RelatedLink
    from newsearch.readers.pages.lines import Line
    from newsearch.readers.pages.walk import Page

_TEASERS_AFTER = 5
_LONGEST_TEASER = 320
_BROKEN_OFF = ("…", "...")
_FEWEST_TITLES, _MOST_TITLES = 2, 6
_FEWEST_TITLE_WORDS, _MOST_TITLE_WORDS = 8, 28
_TEASER_ENDS = ("đọc tiếp", "xem tiếp", "xem chi tiết", "chi tiết", "đọc ngay", "xem ngay")
_READ_NOW = ("đọc ngay", "xem ngay")
_MOST_DATES, _SHORTEST_TITLE, _LONGEST_DATED = 2, 20, 200
_SHORTEST_LINKED, _LONGEST_GLUED = 25, 300
_MOST_BEHIND_LEAD, _FEWEST_BELOW = 3, 3
_FEWEST_ENTRY_WORDS, _LONGEST_ENTRY = 6, 2
_BULLET_SIGNS = "-–•+* "
_BULLETS = tuple(_BULLET_SIGNS.strip())
_LONGEST_COMPARED = 5000
_WORDS = re.compile(r"\w+")
_TITLE_WORDING = re.compile(r"\w: \w")
_FEWEST_SIGNED = 2
_SHORTEST_TEXT = 90
# A lead's sign this far down opens the teaser of other news, not the lead.
_LEAD_WITHIN = 3
_DASHES = "-–|"


def drop_teasers(page: Page, title: str) -> None:
    """Leaves out other news inside the text: a title with a lead that has a newsroom's sign.

    The title may be gone already, as that of a link: a short lead with the same sign as the
    article's own is then left out alone.
    """
    text = page.text
    signed = [
        n
        for n, line in enumerate(text)
        if line.text[:1] in "(" or any(dash in line.text[:24] for dash in _DASHES)
    ]
    signed = [number for number in signed if source_of_lead(text[number].text)]
    teasers = [
        number
        for number in signed
        if number >= _LEAD_WITHIN and _is_title(text[number - 1]) and text[number - 1].text != title
    ]
    own = source_of_lead(text[0].text) if signed else ""
    for number in reversed(signed):
        if number in teasers:
            page.links += related_links([text[number - 1]])
            del text[number - 1 : number + 1]
        elif number >= _LEAD_WITHIN - 1 and own and _is_other_lead(text, number, own):
            del text[number]


def _is_other_lead(text: Sequence[Line], number: int, own: str) -> bool:
    line = text[number]
    return (
        source_of_lead(line.text) == own
        and len(line.text) <= _LONGEST_TEASER
        and number + 1 < len(text)
        and text[number + 1].is_paragraph
    )


def drop_ended_teaser(page: Page, line: Line) -> bool:
    """Whether a line ends the teaser of another article (*Đọc tiếp*), which is then left out."""
    text = page.text
    if len(text) < 2 or not clutter.key_of(line.text).startswith(_TEASER_ENDS):
        return False
    if clutter.key_of(line.text) in _READ_NOW and _is_short_title(text[-1]):
        page.links += related_links([text.pop()])
        return True
    title = text[-2]
    if _is_short_title(title) and len(text) > 2 and len(line.text) <= 20:
        page.links += related_links([title])
        del text[-2:]
        return True
    if line.url:
        text.pop()
    return bool(line.url)


def _is_short_title(line: Line) -> bool:
    return not (line.ends_sentence or has_credit(line) or line.is_paragraph)


def is_glued_teaser(lines: Sequence[Line], number: int) -> bool:
    """Whether a line is the teaser of the linked title that it follows without a blank line.

    That tells only where blank lines stand between paragraphs.
    """
    if number >= len(lines) or len(lines[number - 1].text) < _SHORTEST_LINKED:
        return False
    line, below = lines[number], lines[number + 1 : number + 2]
    return (
        not (line.gap or line.url or line.heading or has_credit(line) or date_line(line))
        and line.ends_sentence
        and len(line.text) <= _LONGEST_GLUED
        and all(other.gap or other.url for other in below)
    )


def dated_teaser(lines: Sequence[Line], number: int) -> int:
    """How many lines below a linked title are its date and its teaser (0: it has no date).

    ``number`` is that of the line below the title.
    """
    end = number
    while end < len(lines) and end - number < _MOST_DATES and date_line(lines[end]):
        end += 1
    if end == number or len(lines[number - 1].text) < _SHORTEST_TITLE:
        return 0
    teaser = lines[end] if end < len(lines) else None
    if teaser and not (teaser.url or teaser.heading or has_credit(teaser)):
        end += teaser.ends_sentence and len(teaser.text) <= _LONGEST_DATED
    return end - number


def drop_titles(page: Page) -> None:
    """Leaves out titles of other news that stand without a head between two paragraphs.

    Of a few lines without a period, two at least, one must be worded as titles are (*Chung cư
    tăng phí: Cư dân nói gì?*): headings and captions are not, or stand alone. Right behind the
    lead, where no heading stands, two are enough; a line alone must share no two words in a
    row with the rest of the page.
    """
    text = page.text
    number = 1
    paragraphs = sum(line.is_paragraph for line in text)
    pairs: Counter[tuple[str, str]] = Counter()
    while number < len(text):
        end = number
        while end < len(text) and _may_be_other_title(text[end]):
            end += 1
        run = text[number:end]
        if (
            0 < len(run) <= _MOST_TITLES
            and end < len(text)
            and text[number - 1].is_paragraph
            and text[number - 1].text[-1] not in ":;"
            and (text[end].is_paragraph or has_credit(text[end]))
        ):
            pairs = pairs or _count_pairs(text)
            strangers = paragraphs > _FEWEST_BELOW and _are_strangers(run, pairs)
            if not (strangers or _are_titles(run, text, number)):
                number = end + 1
                continue
            page.links += related_links(run)
            pairs.subtract(_count_pairs(run))
            del text[number:end]
        else:
            number = end
        number += 1


def _are_titles(run: Sequence[Line], text: Sequence[Line], number: int) -> bool:
    if len(run) < _FEWEST_TITLES:
        return False
    if any(_TITLE_WORDING.search(line.text) for line in run):
        return not any(line.text.startswith(_BULLETS) for line in run)
    return (
        number == 1
        and len(run) <= _MOST_BEHIND_LEAD
        and any(line.text.count(" ") >= _FEWEST_TITLE_WORDS for line in run)
        and sum(line.is_paragraph for line in text[number + len(run) :]) >= _FEWEST_BELOW
        and not any(line.caption or SCENE.match(line.text) for line in run)
    )


def _are_strangers(run: Sequence[Line], pairs: Counter[tuple[str, str]]) -> bool:
    """Whether titles have no two words in a row in common with the rest of the text.

    ``pairs`` tells in how many lines of the whole text two words follow one another.
    """
    own = _count_pairs(run)
    return all(
        len(_pairs(line.text)) >= _FEWEST_TITLE_WORDS and not line.text.endswith("?")
        for line in run  # what ends so may be of an interview
    ) and all(pairs[pair] <= count for pair, count in own.items())


def cut_entries(page: Page) -> None:
    """Cuts off entries of a list that has lost its head: titles, each above a short teaser.

    The titles, two at least, must have nothing in common with the text above.
    """
    text = page.text
    start = len(text)
    titles: list[int] = []
    while start > _LEAD_WITHIN and _is_of_entry(text[start - 1]):
        start -= 1
        if _may_be_other_title(text[start], _FEWEST_ENTRY_WORDS):
            titles.append(start)
    titles.reverse()
    if not titles or any(b - a > _LONGEST_ENTRY for a, b in pairwise([*titles, len(text)])):
        return
    start = titles[0]
    above = text[:start]
    if len(titles) < _FEWEST_TITLES or len(titles) == len(text) - start:
        return
    pairs = _count_pairs(above)
    strange = not any(pairs.keys() & _pairs(text[number].text) for number in titles)
    enough = sum(line.is_paragraph for line in above) > _FEWEST_BELOW
    if strange and enough:
        page.others.append(text[start:])
        text[start:] = []


def _is_of_entry(line: Line) -> bool:
    plain = not (has_credit(line) or line.heading or line.text.endswith((":", ";")))
    return plain and len(line.text) <= _LONGEST_GLUED and ". " not in line.text


def _count_pairs(lines: Sequence[Line]) -> Counter[tuple[str, str]]:
    return Counter(chain.from_iterable(_pairs(line.text) for line in lines))


@lru_cache(maxsize=256)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    """The pairs of words that follow one another in a text."""
    words = _WORDS.findall(text[:_LONGEST_COMPARED].lower())
    return frozenset(pairwise(words))


def _may_be_other_title(line: Line, fewest: int = _FEWEST_TITLE_WORDS) -> bool:
    text = line.text.lstrip(_BULLET_SIGNS)
    words = text.count(" ") + 1
    return (
        fewest <= words <= _MOST_TITLE_WORDS
        and text[0].isupper()
        and (line.text[-1] in "?”’'" or not line.ends_sentence)
        and not (line.heading or line.is_paragraph or has_credit(line))
    )


def cut_signed(page: Page) -> None:
    """Cuts off leads of other news at the end: with the sign of the newsroom (*VOV.VN -*).

    An article has one such lead at most, its own.
    """
    text = page.text
    end = len(text)
    signs: list[str] = []
    for number in range(len(text) - 1, _LEAD_WITHIN - 1, -1):
        sign = source_of_lead(text[number].text)
        if not sign and len(text[number].text) >= _SHORTEST_TEXT:
            break
        if sign:
            signs.append(sign)
            end = number
    if not signs or len(set(signs)) > 1:
        return
    own = any(source_of_lead(line.text) == signs[0] for line in text[:_LEAD_WITHIN])
    if own or len(signs) >= _FEWEST_SIGNED:
        page.others.append(text[end:])
        text[end:] = []


def cut_ellipses(page: Page) -> None:
    """Cuts off teasers at the end that have no head: most of them are broken off (*…*)."""
    text = page.text
    start = len(text)
    while start and _is_teaser(text[start - 1]):
        start -= 1
    open_ends = [n for n in range(start, len(text)) if text[n].text.endswith(_BROKEN_OFF)]
    above = sum(line.text.endswith(_BROKEN_OFF) for line in text[:start])
    if open_ends:
        start = max(start, open_ends[0] - 1 if _is_title(text[open_ends[0] - 1]) else open_ends[0])
    if (
        len(open_ends) >= _TEASERS_AFTER
        and len(open_ends) * 3 >= len(text) - start
        and start > _TEASERS_AFTER
        and not above
    ):
        page.others.append(text[start:])
        text[start:] = []


def _is_teaser(line: Line) -> bool:
    return len(line.text) <= _LONGEST_TEASER and not has_credit(line)


def _is_title(line: Line) -> bool:
    return not (line.ends_sentence or has_credit(line) or line.is_paragraph or line.heading)


def drop_repeated(page: Page, links: Sequence[RelatedLink]) -> None:
    """Leaves out lines of the text that are titles in the page's lists of other news."""
    titles = {link.title for link in links}
    page.text[:] = [line for line in page.text if line.ends_sentence or line.text not in titles]
