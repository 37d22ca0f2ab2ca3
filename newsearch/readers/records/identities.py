"""Which ids of records tell articles apart beyond their own file."""

from __future__ import annotations

import re
from typing import Any

from newsearch.article import clean_text
from newsearch.readers.records.values import inner, plain

# A count of records (pandas' index, a table's key) names nothing beyond its own file; the
# numbers of newspapers that begin with a day and its time do.
_COUNT = re.compile(
    r"(?:[#№]|no\.?|stt)?\s{0,3}\d{1,11}(?:[.,]\d{0,11})?|[#№].{0,11}", re.IGNORECASE
)
_SHORT = 12


def is_weak(identity: str, *, is_row: bool = False) -> bool:
    """Whether an id may be that of another article elsewhere, too.

    Numbers are. So is, in a table (``is_row``), what is short or has not both letters and digits.

    >>> is_weak("1.0"), is_weak("#7"), is_weak("tin-1"), is_weak("tin-1", is_row=True)
    (True, True, False, True)
    """
    if _COUNT.fullmatch(identity):
        return True
    if not is_row:
        return False
    if len(identity) < _SHORT:
        return True
    has_digits = any(map(str.isdigit, identity)) or "/" in identity
    return not (has_digits and any(map(str.isalpha, identity)))


def stated_identity(value: Any, *, is_row: bool = False, has_address: bool = False) -> str:
    """The id that a record states, or nothing where it is weak.

    A whole number counts in JSON where the record has no address: an index keeps the articles
    of two files apart that number theirs alike.
    """
    if not isinstance(value, str):
        value = inner(value)
    if not isinstance(value, str | int) or isinstance(value, bool):
        return ""
    text = plain(clean_text(str(value))) if value else ""
    if text.isdecimal() and not is_row and not has_address:
        return text
    return "" if not text or "\n" in text or is_weak(text, is_row=is_row) else text
