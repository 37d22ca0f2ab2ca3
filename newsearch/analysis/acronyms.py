"""Acronyms that an article explains: *Ủy ban nhân dân (UBND)*, *UBND (Ủy ban nhân dân)*.

The way of Schwartz and Hearst (2003), a long form beside a short one in parentheses, with a
stricter alignment, since Vietnamese acronyms are made of syllables: each letter is the initial of
one syllable, in order and without gaps but for little words (*và*, *của*). The long form so found
has no other words in front of it: *Hội Liên hiệp phụ nữ (LHPN)* explains *liên hiệp phụ nữ*.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsearch.analysis.analyzer import whole_tokens
from newsearch.analysis.folding import fold
from newsearch.analysis.tokens import terms_of
from newsearch.article import Article


class Definition(NamedTuple):
    """An acronym and what it stands for, in the terms that the index holds."""

    acronym: str
    terms: tuple[str, ...]


_CAPITALS = "A-ZĂÂĐÐƉÊÔƠƯ"
_SHORT = rf"[{_CAPITALS}]{{2,10}}(?:\.[{_CAPITALS}]{{2,6}})?"
# It begins with a plain sign, which is found fast; what stands before is looked at afterwards.
_CANDIDATES = re.compile(
    rf"""
    \( (?: \s? (?:(?:sau\ đây\ )?(?:gọi|viết)\ tắt\ (?:là\ )?)? ["“”]? (?P<after>{_SHORT})
           ["“”]? \s? \)
       | (?<=[{_CAPITALS}]\ \() (?P<long>[^()\n]{{5,80}}) \) )
    """,
    re.VERBOSE,
)
_SHORT_BEFORE = re.compile(rf"(?<![\w.&/-]){_SHORT}\Z")
_REACH_OF_SHORT = 20
# Farther than this before its acronym no long form begins.
_REACH = 100
# Over these no long form reaches. Commas stand within some: phòng cháy, chữa cháy (PCCC).
_ENDS = re.compile(r"[.;:!?…()\[\]{}|=/\n]")
_LITTLE_WORDS = frozenset(("và", "của", "về", "các", "cho", "với", "trong", "ở", "tại"))
# CA is công an, but its term is also the word ca: nobody who looks for that means the police.
_SYLLABLE = re.compile(
    r"(?:ngh?|[cgknpt]h|gi|qu|tr|[bcdđghklmnpqrstvx])?[aăâeêioôơuưy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
# The letters by which an acronym may stand for a letter: Đ and D for đ, Ư and U for ứ.
_LETTERS_FOR = {
    unicodedata.normalize("NFC", vowel + tone): vowel + fold(vowel)
    for vowel in "aăâeêioôơuưy"
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
} | {"đ": "đd"}
# Letters that are typed for Đ.
_D_LOOKALIKES = str.maketrans("ðɖ", "đđ")


def definitions(article: Article) -> set[Definition]:
    """What the texts of an article explain, each once."""
    found: set[Definition] = set()
    for text in (article.title, article.summary, article.body, *article.captions):
        if "(" in text:
            found.update(definitions_in(text))
    return found


def definitions_in(text: str) -> Iterator[Definition]:
    """The acronyms that a text, which must be in NFC, explains, in order.

    >>> list(definitions_in("Hội Liên hiệp phụ nữ (LHPN) tỉnh"))
    [Definition(acronym='lhpn', terms=('liên', 'hiệp', 'phụ', 'nữ'))]
    """
    for match in _CANDIDATES.finditer(text):
        start = match.start()
        short, long = match["after"], match["long"]
        if short:
            before = _clause_before(text, start)
        else:
            found = _SHORT_BEFORE.search(text, max(0, start - _REACH_OF_SHORT), start - 1)
            if found is None or _ENDS.search(long):
                continue
            short, before = found[0], long
        letters = short.replace(".", "").lower().translate(_D_LOOKALIKES)
        words = before.split()
        # Nearly all that is no definition is told by the last word: the rest is not looked at.
        if not words or not _may_end(letters, words[-1]) or _SYLLABLE.fullmatch(letters):
            continue
        terms = terms_of(before)
        begin = first_aligned(letters, terms)
        # In parentheses stands the long form and nothing else but a word such as "Hội".
        if begin is None or (long and begin > 1):
            continue
        acronyms = [token.term for token in whole_tokens(short)]
        if len(acronyms) == 1:
            yield Definition(acronyms[0], tuple(terms[begin:]))


def _may_end(letters: str, word: str) -> bool:
    """Whether the last letter can be that of the last term in a word, if it has any."""
    terms = terms_of(word)
    return not terms or letters[-1] in _LETTERS_FOR.get(terms[-1][0], terms[-1][0])


def first_aligned(letters: str, terms: Sequence[str]) -> int | None:
    """Where the long form of an acronym begins that ends with the last of the terms, if any does.

    ``letters`` are those of the acronym in lower case.

    >>> first_aligned("gdđt", ["bộ", "giáo", "dục", "và", "đào", "tạo"])
    1
    """
    left = {len(letters)}  # how many letters are to be aligned with the terms so far
    for place in range(len(terms) - 1, -1, -1):
        term = terms[place]
        little = term in _LITTLE_WORDS
        initials = _LETTERS_FOR.get(term[0], term[0])
        following = set()
        for letter in left:
            if little:  # which may be left out, or have a letter, but not end or begin
                if letter == len(letters):
                    return None
                following.add(letter)
            if letters[letter - 1] in initials:
                if letter > 1:
                    following.add(letter - 1)
                elif not little:
                    return place
        if not following:
            return None
        left = following
    return None


def _clause_before(text: str, end: int) -> str:
    """The clause that ends there, as far as a long form may reach."""
    start = max(0, end - _REACH)
    clauses = _ENDS.split(text[start:end])
    if len(clauses) == 1 and start and not text[start - 1].isspace():
        return clauses[0].partition(" ")[2]  # the first word is cut
    return clauses[-1]
