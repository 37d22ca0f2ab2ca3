"""Repairs of a whole query: typed in Telex or VNI, or with slips so that it finds next to nothing.

Both work on the words and phrases of an expression and leave its operators and filters alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from newsearch.analysis.tokens import tokenize
from newsearch.lexicon.lexicon import Lexicon
from newsearch.searching.syntax import (
    AllOf,
    AnyOf,
    Expression,
    NoneOf,
    QuotedPhrase,
    Words,
)
from newsearch.searching.typed_text import decode_texts


def decode_expression(expression: Expression, lexicon: Lexicon) -> tuple[Expression, str]:
    """The expression as it was meant, and the input method it was typed in, ``""`` for none."""
    decoded = decode_texts([part.text for part in _worded(expression)], lexicon)
    if decoded is None:
        return expression, ""
    texts = iter(decoded.texts)
    return _mapped(expression, lambda part: replace(part, text=next(texts))), decoded.method


def corrected_query(query: str, expression: Expression, lexicon: Lexicon) -> str:
    """The query with its slips corrected, ``""`` where there is nothing better.

    ``expression`` is what the query was parsed to; ``query`` must be as it was cleaned then.
    """
    from newsearch.lexicon.corrections import correct  # most searches need none

    pieces: list[str] = []
    end = 0
    changed = False
    for part in _worded(expression):
        tokens = [token for token in tokenize(part.text) if token.width == 1]
        better = correct([token.term for token in tokens], lexicon) if tokens else None
        if better is None:
            continue
        # Words that were joined may have stood further apart in the query.
        found = re.compile(r"\s+".join(map(re.escape, part.text.split()))).search(query, end)
        if found is None:
            continue
        text: list[str] = []
        last = 0
        for token, word in zip(tokens, better, strict=True):
            kept = word == token.term
            text += [part.text[last : token.start], token.text if kept else word]
            last = token.end
            changed = changed or not kept
        text.append(part.text[last:])
        pieces += [query[end : found.start()], " ".join("".join(text).split())]
        end = found.end()
    return "".join([*pieces, query[end:]]) if changed else ""


def _worded(expression: Expression) -> Iterator[Words | QuotedPhrase]:
    """The words and phrases of an expression, in the order of the query."""
    if isinstance(expression, Words | QuotedPhrase):
        yield expression
    elif isinstance(expression, AllOf | AnyOf):
        for part in expression.parts:
            yield from _worded(part)
    elif isinstance(expression, NoneOf):
        yield from _worded(expression.part)


def _mapped(
    expression: Expression, change: Callable[[Words | QuotedPhrase], Expression]
) -> Expression:
    """The expression with each of its words and phrases changed, in the same order."""
    if isinstance(expression, Words | QuotedPhrase):
        return change(expression)
    if isinstance(expression, AllOf | AnyOf):
        return replace(expression, parts=tuple(_mapped(part, change) for part in expression.parts))
    if isinstance(expression, NoneOf):
        return NoneOf(_mapped(expression.part, change))
    return expression
