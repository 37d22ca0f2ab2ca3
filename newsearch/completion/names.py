"""Names in running text: rows of words in capitals, ``Nguyễn Văn An``, ``Sở Xây dựng``.

A row counts where it stands within a sentence: at the beginning of one, and in a title, capitals
say nothing. Only the first part of each text is looked at, where those are named whom it is about.
Where the segmenter joins the last syllable of a row with the small one behind it
(*Xây dựng*), the row goes on with that one.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from newsearch.analysis.spelling import canonical
from newsearch.analysis.syllables import is_syllable
from newsearch.analysis.vocabulary import Vocabulary
from newsearch.article import Article
from newsearch.completion.compounds import Keys, contains, pair_keys

LONGEST = 5
"""Words of a name, at most, without what the segmenter joins to the last."""

_LATIN = 0x2000  # all letters of Vietnamese lie below
_SPACE, _LINE_END = 0x20, 0x0A
_IS_CAPITAL = np.array([chr(code).isupper() for code in range(_LATIN)] + [False])
_IS_LETTER = np.array([chr(code).isalnum() for code in range(_LATIN)] + [False])
# Behind these a capital is not that of a new sentence.
_GOES_ON = _IS_LETTER.copy()
_GOES_ON[[ord(","), ord(";")]] = True
_ENDS = ".,;:!?…)]}\"'”’»"
_SHORTEST, _LONGEST_CAPITALS = 2, 6
_LONGEST_SYLLABLE = 7  # letters; a sign may follow them
_MOST_REMEMBERED = 200_000
# Characters of a body that are looked at.
_FIRST_PART = 600


class NameFinder:
    """Finds names in the batches of one vocabulary, and numbers them."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._names = _Names()
        self._joints = _Joints(vocabulary)

    def of(self, articles: Sequence[Article], joined: Keys) -> NDArray[np.int64]:
        """The number of each name of an article, once, given the pairs that are joined."""
        texts = [_running_text(article) for article in articles]
        text = "\n\n".join(texts)
        words = _Words(text)
        firsts, lasts = words.rows()
        starts = words.starts[firsts]
        lengths = np.fromiter(map(len, texts), np.int64, len(texts)) + 2
        documents = np.searchsorted(lengths.cumsum(), starts, side="right")
        ends = words.letter_ends(lasts)
        longer = self._longer(text, words, firsts, lasts, documents, joined)
        ends[longer] = words.letter_ends(lasts[longer] + 1)
        number = self._names.__getitem__
        rows = [
            number(text[begin:end])
            for begin, end in zip(starts.tolist(), ends.tolist(), strict=True)
        ]
        numbers = np.array(rows, np.int64)
        keys = (documents << 32) | numbers
        return np.unique(keys[numbers >= 0]) & 0xFFFFFFFF

    def take(self) -> list[str]:
        """The names by their numbers; when they are many, they are numbered anew from then on."""
        names = self._names.texts
        if len(self._names) >= _MOST_REMEMBERED:
            self._names = _Names()
        return names

    def _longer(
        self,
        text: str,
        words: _Words,
        firsts: Keys,
        lasts: Keys,
        documents: Keys,
        joined: Keys,
    ) -> Keys:
        """The rows whose last word goes on in small letters."""
        rows = np.flatnonzero((lasts > firsts) & words.is_followed(lasts))
        joint = self._joints.__getitem__
        begins, ends = words.starts[lasts[rows]], words.ends[lasts[rows] + 1]
        pairs = [
            joint(text[begin:end])
            for begin, end in zip(begins.tolist(), ends.tolist(), strict=True)
        ]
        columns = np.array(pairs, np.int64).reshape(-1, 2)
        keys = pair_keys(documents[rows], columns[:, 0], columns[:, 1])
        return rows[contains(joined, keys)]


class _Words:
    """The words of a text, cut at spaces, in arrays: where each begins and ends."""

    def __init__(self, text: str) -> None:
        codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        gaps = np.flatnonzero((codes == _SPACE) | (codes == _LINE_END))
        starts = np.concatenate(([0], gaps + 1))
        ends = np.append(gaps, len(codes))
        there = ends > starts
        self.starts: Keys = starts[there]
        self.ends: Keys = ends[there]
        self._ends_in_letter = _IS_LETTER[_latin(codes[self.ends - 1])]
        self._goes_on = _GOES_ON[_latin(codes[self.ends - 1])]
        self._is_capital = _IS_CAPITAL[_latin(codes[self.starts])]
        # Words in capitals alone, and those too long for a syllable, are names by themselves.
        second = np.minimum(self.starts + 1, len(codes) - 1)
        self._stands_alone = _IS_CAPITAL[_latin(codes[second])] | (
            self.ends - self.starts > _LONGEST_SYLLABLE
        )
        # Whether one space, and nothing else, stands between each word and the next.
        self._near = np.zeros(len(self.starts), np.bool_)
        self._near[:-1] = (self.starts[1:] == self.ends[:-1] + 1) & (
            codes[self.ends[:-1]] == _SPACE
        )

    def rows(self) -> tuple[Keys, Keys]:
        """The first and the last word of each row of capitals that may be a name."""
        capitals = np.flatnonzero(self._is_capital)
        follows = np.zeros(len(capitals), np.bool_)
        before = capitals[1:] - 1
        follows[1:] = (capitals[:-1] == before) & self.is_followed(before)
        begins = np.flatnonzero(~follows)
        lengths = np.diff(begins, append=len(capitals))
        firsts = capitals[begins]
        before = np.maximum(firsts - 1, 0)
        is_within = (firsts > 0) & self._near[before] & self._goes_on[before]
        chosen = is_within & (lengths <= LONGEST)
        chosen &= (lengths > 1) | self._stands_alone[firsts]
        return firsts[chosen], (firsts + lengths - 1)[chosen]

    def is_followed(self, words: Keys) -> NDArray[np.bool_]:
        """Whether the next word belongs to the same clause."""
        followed: NDArray[np.bool_] = self._near[words] & self._ends_in_letter[words]
        return followed

    def letter_ends(self, words: Keys) -> Keys:
        """Where words end, without a sign at the end."""
        return self.ends[words] - (~self._ends_in_letter[words]).astype(np.int64)


def _latin(codes: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Codes of characters, all that are no Latin letters as one."""
    return np.minimum(codes, _LATIN)


class _Names(dict[str, int]):
    """The number of the name that a row of words is, or -1 where it is none."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._numbers: dict[str, int] = {}

    def __missing__(self, row: str) -> int:
        name = as_name(row)
        number = -1
        if name is not None:
            number = self._numbers.setdefault(name, len(self.texts))
            if number == len(self.texts):
                self.texts.append(name)
        self[row] = number
        return number


class _Joints(dict[str, tuple[int, int]]):
    """The terms of two words that stand side by side."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        super().__init__()
        self._vocabulary = vocabulary

    def __missing__(self, written: str) -> tuple[int, int]:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        first, _, second = written.partition(" ")
        number = self._vocabulary.number
        joint = number(canonical(first)), number(canonical(second.rstrip(_ENDS)))
        self[written] = joint
        return joint


def as_name(row: str) -> str | None:
    """A row of words as a name in the index's spelling, or None where it cannot be one.

    >>> as_name("Hoà Bình"), as_name("Bộ"), as_name("KHAI MẠC"), as_name("UBND")
    ('Hòa Bình', None, None, 'UBND')
    >>> as_name("Sở Xây dựng")
    'Sở Xây dựng'
    """
    words = row.split(" ")
    if not row.isalpha() and not all(map(str.isalpha, words)):
        return None
    if len(words) == 1:
        if len(row) < _SHORTEST or is_syllable(row.lower()):
            return None
        return row if len(row) <= _LONGEST_CAPITALS or not row.isupper() else None
    if len(words[-1]) == 1 and not is_syllable(words[-1].lower()):  # Nguyễn Văn T, Đắk R
        return None
    if row.isupper() and (
        len(words) > _SHORTEST or any(is_syllable(word.lower()) for word in words)
    ):
        return None
    return " ".join([_spelled[word] for word in words])


class _Spelled(dict[str, str]):
    """Words in the index's spelling, with the capitals that were written."""

    def __missing__(self, word: str) -> str:
        if len(self) >= _MOST_REMEMBERED:
            self.clear()
        spelled = canonical(word)
        if word[0].isupper() and word[1:].islower():
            spelled = spelled[0].upper() + spelled[1:]
        elif word.isupper():
            spelled = spelled.upper()
        elif not word.islower():
            spelled = word
        self[word] = spelled
        return spelled


_spelled = _Spelled()


def _running_text(article: Article) -> str:
    """The texts of an article in which capitals mean something, without a word that is cut."""
    body = article.body
    if len(body) > _FIRST_PART:
        body = body[:_FIRST_PART].rpartition(" ")[0]
    texts = (article.summary, body, *article.captions)
    return "\n".join([text for text in texts if not text.isupper()])
