"""Queries typed in Telex or VNI with the input method off, and what they were meant to say.

A query has one input method. A word of it is decoded when the corpus has the decoded form and the
whole row of words becomes likelier by it, so *samsung* and *boss* stay and *ddieenj thoaij*
becomes *điện thoại*. That a query is typed so at all is rare, and must be made up for by how much
likelier it becomes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from newsearch.analysis.input_methods import decode_telex, decode_vni
from newsearch.analysis.tokens import Kind, Token, tokenize
from newsearch.lexicon.accents import spellings
from newsearch.lexicon.lexicon import Lexicon, LexiconWord
from newsearch.lexicon.weighted_rows import Choice, likeliest

# What share of the unaccented queries is typed in an input method, and what share of the words of
# such a query is what it looks like although it could be decoded. With a larger share single words
# such as "car" are decoded that the corpus has a few times; with a smaller one more single words
# that were typed so are not (benchmarks/mistyping.py).
_TYPED_QUERIES = 1e-4
_FOREIGN_WORDS = 0.02
# Spellings of an unaccented word that are weighed against its decoded form.
_READINGS = 6

# A key of Telex behind a vowel, or a letter twice; a digit of VNI behind a letter.
_TELEX_KEYS = re.compile(r"[aeiouy][a-z]*[sfrxjw]|w|dd|aa|ee|oo|\bd[a-z]*d", re.IGNORECASE)
_VNI_KEYS = re.compile(r"[a-z][1-9]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DecodedTexts:
    """The texts of a query as they were meant, and the input method (``Telex`` or ``VNI``)."""

    texts: tuple[str, ...]
    method: str


def decode_texts(texts: Sequence[str], lexicon: Lexicon) -> DecodedTexts | None:
    """The texts of one query decoded; None when they are not typed in an input method.

    >>> decode_texts(["samsung ra mawts ddieenj thoaij"], lexicon).texts  # doctest: +SKIP
    ('samsung ra mắt điện thoại',)
    """
    whole = "\n".join(texts)
    methods: list[tuple[str, Callable[[str], str | None]]] = []
    if _TELEX_KEYS.search(whole):
        methods.append(("Telex", decode_telex))
    if _VNI_KEYS.search(whole):
        methods.append(("VNI", decode_vni))
    if not methods:
        return None
    rows = [[token for token in tokenize(text) if token.width == 1] for text in texts]
    plain: list[list[list[Choice]]] | None = None
    best: DecodedTexts | None = None
    least = 0.0
    for method, decode in methods:
        decoded = [[_decoded_word(token, decode, lexicon) for token in row] for row in rows]
        if not any(word for row in decoded for word in row):
            continue
        plain = plain or [[_plain(token, lexicon) for token in row] for row in rows]
        gain = math.log(_TYPED_QUERIES)
        found: list[str] = []
        for text, tokens, words, choices in zip(texts, rows, decoded, plain, strict=True):
            added, replaced = _read(text, tokens, words, choices, lexicon)
            gain += added
            found.append(replaced)
        if gain > least:
            best, least = DecodedTexts(tuple(found), method), gain
    return best


def _decoded_word(
    token: Token, decode: Callable[[str], str | None], lexicon: Lexicon
) -> LexiconWord | None:
    """The word of the corpus that a token was typed for, if it is typed so."""
    if token.kind is not Kind.WORD:
        return None
    decoded = decode(token.text)
    return lexicon.word(decoded) if decoded else None


def _plain(token: Token, lexicon: Lexicon) -> list[Choice]:
    """What a token stands for if it is what it looks like."""
    return [Choice((word,)) for word in spellings(token.term, lexicon)[:_READINGS]]


def _read(
    text: str,
    tokens: Sequence[Token],
    decoded: Sequence[LexiconWord | None],
    plain: Sequence[Sequence[Choice]],
    lexicon: Lexicon,
) -> tuple[float, str]:
    """How much likelier a text becomes with decoded words, as a logarithm, and that text."""
    if not any(decoded):
        return 0.0, text
    stays = math.log(_FOREIGN_WORDS)
    choices = [
        [Choice((word,)), *(Choice(choice.words, stays) for choice in looks)] if word else looks
        for word, looks in zip(decoded, plain, strict=True)
    ]
    row = likeliest(choices, lexicon)
    parts, end = [], 0
    for token, word, choice in zip(tokens, decoded, row.choices, strict=True):
        if word and choice.words == (word,):
            parts += [text[end : token.start], in_case_of(token.text, word.term)]
            end = token.end
    parts.append(text[end:])
    return row.score - likeliest(plain, lexicon).score, "".join(parts)


def in_case_of(typed: str, word: str) -> str:
    """A word with the capital letters of what was typed."""
    if typed[:1].islower():
        return word
    is_all = len(word) > 1 and typed.upper() == typed and not typed.isdigit()
    return word.upper() if is_all else word.capitalize()
