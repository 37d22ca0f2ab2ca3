"""The kinds of what is completed, and how each is kept.

In counts and in the file a text stands behind the letter of its kind. Of most kinds a text is
kept once several articles have it; of titles, sources, topics and authors from the first on.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from newsearch.errors import QueryError

AUTHOR, COMPOUND, NAME, SOURCE, TOPIC, ROW, SINGLE, TITLE = "acnoprst"
"""The letters: a word of several syllables is a compound, words side by side are a row."""

KINDS: Mapping[str, str] = {
    "word": COMPOUND + ROW + SINGLE,
    "name": NAME,
    "title": TITLE,
    "source": SOURCE,
    "topic": TOPIC,
    "author": AUTHOR,
}
"""The kinds that can be asked for, each with the letters of what belongs to it."""

TYPED_KINDS = ("word", "name", "title")
"""What is suggested where no kind is asked for."""

KIND_OF: Mapping[str, str] = {letter: kind for kind, letters in KINDS.items() for letter in letters}
"""The kind of each letter."""

FROM_THE_FIRST = SOURCE + TOPIC + AUTHOR + TITLE
"""The letters of what is kept although only one article has it."""

WEIGHTS: Mapping[str, int] = {SINGLE: 1, COMPOUND: 8, ROW: 24, NAME: 8}
"""What an article counts for, by letter: 1 where nothing is said.

Rows are counted in titles and leads alone, so that each article weighs more; syllables by
themselves are completions that say little.
"""

MARK = "\x1f"
"""Between a title and its day; no text holds it."""

FEWEST = 2
"""The articles that must have a text, unless it is kept from the first."""


def chosen_kinds(kinds: Sequence[str] | str | None) -> tuple[str, ...]:
    """The kinds that are asked for; `TYPED_KINDS` if none is. Raises `QueryError`."""
    if kinds is None:
        return TYPED_KINDS
    chosen = (kinds,) if isinstance(kinds, str) else tuple(kinds)
    for kind in chosen:
        if kind not in KINDS:
            raise QueryError(f"there is no kind {kind!r} of suggestions: one of {', '.join(KINDS)}")
    return chosen
