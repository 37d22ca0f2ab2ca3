"""What trafilatura takes for the article's text of a page whose markup does not name it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsearch.readers.html.body import Body, is_paragraph, teasers
from newsearch.readers.html.names import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml.etree import _Element as Element

    from newsearch.readers.html.blocks import Block, Blocks

ELEMENT_LIMIT = 15_000
"""How many elements a page may have for trafilatura to be asked: more take it very long."""

_AGREED = 0.6
_MUCH_MORE = 1.3
_KEY = 80
_FEWEST = 2
_MANY_TEASERS = 3


def agreed(found: Blocks, body: Body | None, tree: Element) -> Body | None:
    """The body that was chosen where trafilatura finds most of it, too, else its own.

    The tree is used up. Where trafilatura finds nothing, or finds no more than what was
    chosen, the choice stands.
    """
    blocks = found.blocks
    if float(str(tree.xpath("count(//*)"))) > ELEMENT_LIMIT:
        return body
    wanted = {_key(line) for line in _lines(tree)}
    listed = teasers(blocks)
    theirs = [
        number
        for number, block in enumerate(blocks)
        if block.role in (Role.TEXT, Role.SUMMARY) and _key(block.text) in wanted
    ]
    if sum(listed) >= _MANY_TEASERS:  # no text, though it takes them for some
        theirs = [number for number in theirs if not listed[number]] or theirs
    if len(theirs) < _FEWEST:
        return body
    weight = _weight(blocks, theirs)
    if body is not None:
        common = _weight(blocks, [n for n in theirs if body.start <= n < body.end])
        if common >= _AGREED * body.weight and weight <= _MUCH_MORE * common:
            return body
        if weight < body.weight:
            return body
    start, end = theirs[0], theirs[-1] + 1
    inside = blocks[start:end]
    return Body(
        start,
        end,
        weight,
        sum(block.linked for block in inside if block.role is not Role.RELATED),
        sum(map(is_paragraph, inside)),
        sum(listed[start:end]),
        False,
    )


def _lines(tree: Element) -> Sequence[str]:
    try:
        from trafilatura import bare_extraction
    except ImportError:
        return ()
    try:
        document = bare_extraction(tree, include_comments=False, no_fallback=True)
    except Exception:  # a page that it cannot take: the choice stands without it
        return ()
    text = getattr(document, "text", None) if document is not None else None
    return text.split("\n") if isinstance(text, str) else ()


def _weight(blocks: Sequence[Block], numbers: Sequence[int]) -> int:
    return sum(len(blocks[number].text) for number in numbers if is_paragraph(blocks[number]))


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, text.lower()))[:_KEY]
