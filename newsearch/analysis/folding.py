"""Folding: a term without any accent, the form in which unaccented queries meet it."""

from __future__ import annotations

import unicodedata

_cache: dict[str, str] = {}
_CACHE_LIMIT = 200_000
_UNDECOMPOSED = str.maketrans("đĐ", "dD")


def fold(term: str) -> str:
    """The term without tone and quality marks, with d for đ.

    >>> fold("đường"), fold("quốc hội")
    ('duong', 'quoc hoi')
    """
    if term.isascii():
        return term
    known = _cache.get(term)
    if known is None:
        if len(_cache) >= _CACHE_LIMIT:
            _cache.clear()
        decomposed = unicodedata.normalize("NFD", term.translate(_UNDECOMPOSED))
        known = _cache[term] = "".join(
            character for character in decomposed if not unicodedata.combining(character)
        )
    return known


def is_unaccented(term: str) -> bool:
    """Whether folding changes nothing, and there is a letter that could carry a mark."""
    return fold(term) == term and any(character.isalpha() for character in term)
