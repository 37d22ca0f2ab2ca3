"""Words that begin in a certain way: what ``bầu*`` stands for in the corpus.

A prefix typed without accents finds every accented form. In one typed with accents these bind, as
they do in words, and a tone that was not typed is open, since it stands on a later letter mostly:
``đươ*`` is *đường* and *được*, ``bầ*`` is *bầu* and not *bậu*.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from newsearch.analysis.folding import fold
from newsearch.analysis.tokens import Kind, Token
from newsearch.lexicon.lexicon import Lexicon, LexiconWord

MOST_WORDS = 100
"""How many words a prefix stands for at most; the most frequent ones are taken."""

# The five tone marks as combining characters: huyền, sắc, hỏi, ngã, nặng.
_TONES = frozenset("\u0300\u0301\u0309\u0303\u0323")


class Expansion(NamedTuple):
    """The words that a prefix stands for, the most frequent first, and how many begin so in all."""

    words: tuple[LexiconWord, ...]
    found: int


def expand(
    token: Token,
    lexicon: Lexicon,
    verbatim: bool = False,
    before: Sequence[LexiconWord] = (),
) -> Expansion:
    """The words of the corpus that begin as a token does.

    ``verbatim`` means the letters as they stand, accents included. Behind one of the words
    ``before``, those that stand there somewhere come first, and only they are counted.
    """
    forms = _forms(token)
    words: dict[str, LexiconWord] = {}
    for folded in dict.fromkeys(map(fold, forms)):
        for word in lexicon.beginning(folded):
            if word.term not in words and _begins(word.term, forms, folded, verbatim):
                words[word.term] = word
    together: Counter[int] = Counter()
    if before:
        for (_, number), count in lexicon.pair_counts(before, words.values()).items():
            together[number] += count
    ordered = sorted(
        words.values(), key=lambda word: (-together[word.number], -word.count, word.term)
    )
    return Expansion(tuple(ordered[:MOST_WORDS]), len(together) or len(ordered))


def _forms(token: Token) -> tuple[str, ...]:
    """How the beginning of a term may be written: as typed, or in the index's spelling."""
    typed = token.text.lower()
    forms = [typed.replace("ð", "đ"), token.term]
    if token.kind is Kind.NUMBER:  # 121.5 begins 121.500, of which the term has no full stop
        forms.append(typed.replace(".", "").replace(",", ""))
    return tuple(dict.fromkeys(forms))


def _begins(term: str, forms: tuple[str, ...], folded: str, verbatim: bool) -> bool:
    if verbatim:
        return term.startswith(forms)
    if folded in forms:
        return True
    letters, tones = _apart(term)
    for form in forms:
        begun, typed = _apart(form)
        if letters.startswith(begun) and (not typed or typed == tones):
            return True
    return False


def _apart(term: str) -> tuple[str, str]:
    """A term's letters without tone marks, and those."""
    decomposed = unicodedata.normalize("NFD", term)
    tones = "".join(mark for mark in decomposed if mark in _TONES)
    if not tones:
        return term, ""
    bare = "".join(mark for mark in decomposed if mark not in _TONES)
    return unicodedata.normalize("NFC", bare), tones
