"""The pieces of text that a block is made of: which run together, and which are a head."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newsearch.readers.pages.clutter import is_head
from newsearch.readers.pages.lines import Line

if TYPE_CHECKING:
    from collections.abc import Sequence

Piece = tuple[str, str | None, bool]
"""A text with the link it is in and whether it is emphasised."""

BREAK: Piece = ("\n", None, False)
SPACE: Piece = (" ", None, False)

_RUN_TOGETHER = re.compile(
    r"[a-zà-öø-ÿăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ]\0"
    r"[A-ZÀ-ÖØ-ÝĂĐĨŨƠƯẠẢẤẦẨẪẬẮẰẲẴẶẸẺẼẾỀỂỄỆỈỊỌỎỐỒỔỖỘỚỜỞỠỢỤỦỨỪỬỮỰỲỴỶỸ]"
    r"|[^\W\d_]{3}\0\d[\d\s]|[^\W\d_]{2}\0\d\d"
)


def run_together(before: str, after: str) -> bool:
    """Whether the texts of two elements side by side lack a space that a style sheet shows.

    >>> run_together("Xem thêm", "Tàu đêm"), run_together("m", "2")
    (True, False)
    """
    return _RUN_TOGETHER.search(f"{before[-3:]}\0{after[:2]}") is not None


def head_before_link(pieces: Sequence[Piece]) -> int:
    """How many pieces announce the link that follows them (*Xem thêm* and a title), or 0."""
    first = next((number for number, piece in enumerate(pieces) if piece[1] is not None), 0)
    if not first or any(piece[1] is None and piece[0].strip() for piece in pieces[first:]):
        return 0
    head = " ".join("".join(piece[0] for piece in pieces[:first]).split())
    return first if head and is_head(Line(head)) else 0
