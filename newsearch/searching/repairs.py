"""Repairs of a whole query: typed in Telex or VNI, or with slips so that it finds next to nothing.

Both change words and phrases where they stand in the query, and leave its operators, quotes and
filters alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsearch.analysis.folding import is_unaccented
from newsearch.analysis.tokens import Token, tokenize
from newsearch.lexicon.accents import spellings
from newsearch.lexicon.lexicon import Lexicon
from newsearch.searching.syntax import (
    AllOf,
    AnyOf,
    Expression,
    NoneOf,
    QuotedPhrase,
    Words,
)
from newsearch.searching.typed_text import decode_texts, in_case_of

# Words of fewer letters are not guessed at where they stand alone, nor any in longer queries.
_FEWEST_LETTERS = 4
_MOST_WORDS = 40


class _Change(NamedTuple):
    """Words of a part of a query and what to put in their place."""

    part: Words | QuotedPhrase
    written: Sequence[str]
    instead: Sequence[str]


def decoded_query(query: str, expression: Expression, lexicon: Lexicon) -> tuple[str, str]:
    """The query as it was meant, and the input method it was typed in, ``""`` for none.

    ``expression`` is what the query was parsed to; ``query`` must be as it was cleaned then.
    """
    parts = list(_worded(expression))
    decoded = decode_texts([part.text for part in parts], lexicon)
    if decoded is None:
        return query, ""
    changes = [
        _Change(part, part.text.split(), text.split())
        for part, text in zip(parts, decoded.texts, strict=True)
    ]
    return _changed(query, changes), decoded.method


def corrected_query(query: str, expression: Expression, lexicon: Lexicon) -> str:
    """The query with its slips corrected, ``""`` where there is nothing better.

    ``expression`` is what the query was parsed to; ``query`` must be as it was cleaned then.
    """
    changes = []
    for part in _worded(expression):
        tokens = [token for token in tokenize(part.text) if token.width == 1]
        if 0 < len(tokens) <= _MOST_WORDS:
            written = [token.text for token in tokens]
            changes.append(_Change(part, written, _corrected(tokens, lexicon)))
    if all(list(change.instead) == list(change.written) for change in changes):
        return ""
    return " ".join(_changed(query, changes).split())


def _changed(query: str, changes: Sequence[_Change]) -> str:
    """The query with the changes made, each from where its part begins."""
    pieces: list[str] = []
    end = 0
    for part, written, instead in sorted(changes, key=lambda change: change.part.position):
        place = max(end, part.position)
        for word, other in zip(written, instead, strict=True):
            place = query.find(word, place)
            if place < 0:
                break
            pieces += [query[end:place], other]
            place = end = place + len(word)
    return "".join([*pieces, query[end:]])


def _corrected(tokens: Sequence[Token], lexicon: Lexicon) -> list[str]:
    """What was probably meant by each token, ``""`` where it belongs to the one before it.

    What stands beside no neighbour in the corpus is too doubtful to suggest; so are abbreviations,
    and short words alone.
    """
    from newsearch.lexicon.corrections import correct  # most searches need none

    written = [token.text for token in tokens]
    better = correct([token.term for token in tokens], lexicon)
    if better is None:
        return written
    shouted = all(map(str.isupper, written)) and len(written) > 1
    found = []
    for place, (token, word) in enumerate(zip(tokens, better, strict=True)):
        stays = word == token.term or (token.text.isupper() and not shouted)
        if not stays and word and " " not in word:
            beside = [one for one in (*better[:place][-1:], *better[place + 1 :][:1]) if one]
            short = len(token.term) < _FEWEST_LETTERS and is_unaccented(token.term)
            stays = not _stand_together(better, place, lexicon) if beside else short
        found.append(token.text if stays else in_case_of(token.text, word) if word else "")
    return found


def _stand_together(words: Sequence[str], place: int, lexicon: Lexicon) -> bool:
    """Whether the corpus has a word beside the one before or the one after it."""
    word = spellings(words[place], lexicon)
    before = words[place - 1].split()[-1:] if place else []
    after = words[place + 1].split()[:1] if place + 1 < len(words) else []
    return any(lexicon.pair_counts(spellings(one, lexicon), word) for one in before) or any(
        lexicon.pair_counts(word, spellings(one, lexicon)) for one in after
    )


def _worded(expression: Expression) -> Iterator[Words | QuotedPhrase]:
    """The words and phrases of an expression."""
    if isinstance(expression, Words | QuotedPhrase):
        yield expression
    elif isinstance(expression, AllOf | AnyOf):
        for part in expression.parts:
            yield from _worded(part)
    elif isinstance(expression, NoneOf):
        yield from _worded(expression.part)
