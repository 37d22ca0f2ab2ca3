"""Which blocks of a page are its article's text: the element that holds it, chosen by weight."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING

from newsearch.readers.html.names import Role
from newsearch.readers.pages.lines import Line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newsearch.readers.html.blocks import Block, Blocks, Span

_PARAGRAPH = 60
_LONG = 120
_MOSTLY_LINKS = 0.5
_MOSTLY_TITLE = 0.6  # a date or a count may stand beside it
_NAMED_SHARE = 0.5
_EQUAL = 0.97
_LISTED = 25
_TEASER_BLOCKS = 3
_TEASER_WITHIN = 400
_IN_TEASERS = (Role.TEXT, Role.SUMMARY, Role.DATE)
_NEARLY_ALL = 0.85
_BELOW_TITLE = 4
_LIST = 3
_SHORT = 60


@dataclass(frozen=True, slots=True)
class Body:
    """The blocks of a page's article, from ``start`` to before ``end``.

    ``weight`` counts the characters of its paragraphs, ``linked`` those of its links,
    ``paragraphs`` how many it has and ``teasers`` how many stand below the linked title of
    another article. ``named`` tells that the page's markup calls it an article's text.
    """

    start: int
    end: int
    weight: int
    linked: int
    paragraphs: int
    teasers: int
    named: bool


def line_of(block: Block) -> Line:
    """A block as the rules for lines see it."""
    return Line(block.text, True, block.heading, block.url)


def is_paragraph(block: Block) -> bool:
    """Whether a block is running text: long enough, and not mostly links."""
    length = len(block.text)
    return (
        block.role is Role.TEXT
        and length >= _PARAGRAPH
        and block.linked < _MOSTLY_LINKS * length
        and not block.heading
        and (length >= _LONG or line_of(block).ends_sentence)
    )


def teasers(blocks: Sequence[Block]) -> list[bool]:
    """For every block whether it is a paragraph right below the linked title of an article.

    Between the two may stand a date, a name or the like. A title in a part of the page that
    is known to hold other news says nothing of what stands below that part.
    """
    found: list[bool] = []
    below = -10
    for number, block in enumerate(blocks):
        titled = len(block.text) >= _LISTED and block.linked >= _MOSTLY_TITLE * len(block.text)
        if titled or (block.heading and block.linked > _MOSTLY_LINKS * len(block.text)):
            below = number if block.role is not Role.RELATED and block.heading != 1 else -10
        running = is_paragraph(block)
        found.append(
            running and number - below <= _BELOW_TITLE and len(block.text) <= _TEASER_WITHIN
        )
        if running:
            below = -10
    return found


def mark_teasers(found: Blocks, body: Body) -> None:
    """Marks the boxes in a body that hold the linked title of other news and its teaser."""
    for span in found.spans:
        length = span.end - span.start
        if not (2 <= length <= _TEASER_BLOCKS and length < body.end - body.start):
            continue
        if not body.start <= span.start < body.end:
            continue
        inside = found.blocks[span.start : span.end]
        title, below = inside[0], inside[1:]
        if not title.url or len(title.text) < _LISTED or title.role is not Role.TEXT:
            continue
        if all(block.role in _IN_TEASERS and len(block.text) <= _TEASER_WITHIN for block in below):
            for block in inside:
                block.role = Role.RELATED


def find_body(found: Blocks) -> Body | None:
    """The element that holds the article's text, or None where no text stands in paragraphs.

    It is the one whose paragraphs outweigh most what in it is links, so that what stands
    around the text with menus and other news is left out; one that is called an article's
    text is taken before others of no more than twice its weight.
    """
    blocks = found.blocks
    below = teasers(blocks)
    paragraph = [is_paragraph(block) for block in blocks]
    weights = _sums(
        len(block.text) - block.linked if running and not teaser else 0
        for block, running, teaser in zip(blocks, paragraph, below, strict=True)
    )
    links = _sums(block.linked if block.role is not Role.RELATED else 0 for block in blocks)
    counts, listed = _sums(map(int, paragraph)), _sums(map(int, below))

    def body_of(span: Span) -> Body:
        start, end = span.start, span.end
        return Body(
            start,
            end,
            weights[end] - weights[start],
            links[end] - links[start],
            counts[end] - counts[start],
            listed[end] - listed[start],
            span.named,
        )

    best = _best([body_of(span) for span in found.spans])
    named = _best([body_of(span) for span in found.spans if span.named])
    chosen = _chosen(named, best)
    if chosen and chosen.paragraphs == 1 and not chosen.named:
        return _extended(chosen, blocks, paragraph, below)
    if chosen and chosen.teasers >= _LIST:
        return _above_list(chosen, blocks, paragraph, below)
    return chosen


def _chosen(named: Body | None, best: Body | None) -> Body | None:
    if named is None or best is None:
        return named or best
    if named.start <= best.start and best.end <= named.end and _score(best) > _score(named):
        # What is so called may hold the lists around the text, too.
        return best if best.weight >= _NEARLY_ALL * named.weight else named
    return named if named.weight >= _NAMED_SHARE * best.weight else best


def _extended(
    body: Body, blocks: Sequence[Block], paragraph: Sequence[bool], below: Sequence[bool]
) -> Body:
    """A body of one paragraph with those beside it, and the short lines that follow them."""
    start, end = body.start, body.end
    while start and paragraph[start - 1] and not below[start - 1]:
        start -= 1
    while end < len(blocks) and not below[end] and (paragraph[end] or _may_sign(blocks[end])):
        end += 1
    return _part(body, start, end, blocks, paragraph, below)


def _above_list(
    body: Body, blocks: Sequence[Block], paragraph: Sequence[bool], below: Sequence[bool]
) -> Body:
    """A body with several paragraphs of its own without the teasers that follow them all."""
    own = [n for n in range(body.start, body.end) if paragraph[n] and not below[n]]
    if len(own) < _LIST or sum(below[own[-1] : body.end]) < _LIST:
        return body
    end = own[-1] + 1
    while end < body.end and _may_sign(blocks[end]):
        end += 1
    return _part(body, body.start, end, blocks, paragraph, below)


def _part(
    body: Body,
    start: int,
    end: int,
    blocks: Sequence[Block],
    paragraph: Sequence[bool],
    below: Sequence[bool],
) -> Body:
    own = [n for n in range(start, end) if paragraph[n] and not below[n]]
    return replace(
        body,
        start=start,
        end=end,
        weight=sum(len(blocks[n].text) - blocks[n].linked for n in own),
        linked=sum(block.linked for block in blocks[start:end] if block.role is not Role.RELATED),
        paragraphs=sum(paragraph[start:end]),
        teasers=sum(below[start:end]),
    )


def _may_sign(block: Block) -> bool:
    return (
        block.role is Role.TEXT
        and len(block.text) <= _SHORT
        and not (block.linked or block.heading)
    )


def _best(bodies: list[Body]) -> Body | None:
    """The body of the best score; of those about as good the smallest."""
    bodies = [body for body in bodies if body.weight > 0 or (body.named and body.end > body.start)]
    if not bodies:
        return None
    top = max(map(_score, bodies))
    good = [body for body in bodies if _score(body) >= (_EQUAL * top if top > 0 else top)]
    return min(good, key=lambda body: (body.end - body.start, -body.weight))


def _score(body: Body) -> float:
    return body.weight - body.linked


def _sums(values: Iterable[int]) -> list[int]:
    return list(accumulate(values, initial=0))
