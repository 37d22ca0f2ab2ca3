"""The field ``text``: title, summary, body and captions in one row of positions.

One look-up finds a term wherever it stands in an article. Where each of the four begins follows
from their lengths, so each can still be asked for by itself. The title, which counts once more in
the ranking, has postings of its own as well.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from newsearch.engines.whoosh.segment.coding import Array
from newsearch.query import COUNTED_FIELDS, POSITIONAL_FIELDS, TEXT_FIELDS

TEXT = "text"

STORED_POSITIONAL_FIELDS = ("title", TEXT, "author")
"""The positional fields that have postings in a segment."""

STORED_FIELDS = (*STORED_POSITIONAL_FIELDS, *COUNTED_FIELDS)
"""All fields of terms that have postings in a segment."""

MEASURED_FIELDS = (*POSITIONAL_FIELDS, TEXT, *COUNTED_FIELDS)
"""The fields whose lengths are kept."""

# Positions left free between two of the fields: few, for small numbers are short ones.
_GAP = 10

WIDEST_SLOP = _GAP - 1
"""How much slop a phrase may have without reaching from one of the fields into the next."""


def starts_in_text(lengths: Mapping[str, Array]) -> dict[str, Array]:
    """The position in ``text`` at which each of its fields begins, for each document."""
    starts = {}
    start = np.zeros(len(lengths[TEXT_FIELDS[0]]), np.int64)
    for name in TEXT_FIELDS:
        starts[name] = start
        start = start + lengths[name] + _GAP
    return starts


def stored_as(fields: Sequence[str]) -> list[str]:
    """The names under which fields are looked up together: all four of ``text`` as one."""
    if set(TEXT_FIELDS) <= set(fields):
        return [TEXT, *(name for name in fields if name not in TEXT_FIELDS)]
    return list(fields)


def is_part_of_text(field: str) -> bool:
    """Whether a field is to be found within ``text`` only."""
    return field in TEXT_FIELDS and field not in STORED_POSITIONAL_FIELDS
