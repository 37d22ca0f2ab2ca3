"""The blocks of text of a page, each with the role of the part of the page it stands in."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from newsearch.readers.html.names import Role


@dataclass(slots=True)
class Block:
    """A block of text: what its part is for, and how it is set.

    ``linked`` counts the characters that are links; ``url`` is where a block that is nothing but
    one link leads. ``heading`` is the level of a heading (0: none), ``emphasis`` tells that all
    of it is bold or slanted, ``centred`` that it is set so, ``under_image`` that a picture
    stands right above it. ``moment`` is what its time element states for programs; ``row`` tells
    that it is a row of a table of data.
    """

    text: str
    role: Role
    linked: int = 0
    url: str = ""
    heading: int = 0
    emphasis: bool = False
    centred: bool = False
    under_image: bool = False
    moment: str = ""
    row: bool = False


@dataclass(frozen=True, slots=True)
class Span:
    """The blocks that an element holds, from ``start`` to before ``end``, and how deep it lies.

    ``named`` tells that it is called as elements are that hold an article's text.
    """

    start: int
    end: int
    depth: int
    named: bool


@dataclass(slots=True)
class Blocks:
    """What a walk over a page gives."""

    blocks: list[Block] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    images: int = 0
    videos: int = 0
    deepest: int = 0
