"""What was typed, and which words it may become.

A word typed without any mark may become a word with any. In a finished word marks bind: it
becomes itself alone. The last word, of which more may come, binds as far as it was typed:

- with a tone (``bầ``), letters and tone are as typed;
- with marks on vowels but no tone (``bâu``, ``trươ``), the letters are as typed and the tone may
  be any, since Vietnamese keyboards put the tone on last;
- with đ alone (``đa``), the vowels may still get their marks.
"""

from __future__ import annotations

from collections.abc import Sequence

from newsearch.analysis.folding import fold
from newsearch.analysis.spelling import canonical
from newsearch.analysis.syllables import split_tone
from newsearch.article import clean_text
from newsearch.completion.spelled import MOST_WORDS, written_words

_STROKE = str.maketrans("đ", "\ue000")  # which folding leaves as it is


class FinishedWord:
    """A word that was typed to its end."""

    def __init__(self, written: str) -> None:
        self.term = canonical(written)
        self.starts = (fold(self.term),)
        """What a word may begin with, without accents, to become this one."""
        self.has_marks = self.binds = fold(self.term) != self.term

    def becomes(self, word: str) -> bool:
        """Whether the typed word may become this word of the index."""
        return word == self.term if self.has_marks else fold(word) == self.starts[0]

    def is_exactly(self, word: str) -> bool:
        """Whether the word is what was typed, so far."""
        return word == self.term


class BegunWord:
    """The beginning of a word."""

    def __init__(self, written: str) -> None:
        # "hi" is spelled "hy" if it is a whole word, and "hi" if "hiện" comes of it.
        self._begun = tuple(dict.fromkeys((written.lower(), canonical(written))))
        self.starts = tuple(dict.fromkeys(map(fold, self._begun)))
        """What a word may begin with, without accents, to become one that begins like this."""
        self.has_marks = fold(written.lower()) != written.lower()
        self._split = tuple(map(split_tone, self._begun))
        self._has_tone = any(tone for _, tone in self._split)
        self._has_shape = any(fold(bare) != bare.replace("đ", "d") for bare, _ in self._split)
        self.binds = self._has_tone or self._has_shape
        """Whether its marks leave few of the words that begin alike without any."""

    def becomes(self, word: str) -> bool:
        """Whether a word of the index may come of this beginning."""
        if not self.has_marks:
            return fold(word).startswith(self.starts)
        bare, tone = split_tone(word)
        for begun, typed_tone in self._split:
            if self._has_tone:
                fits = tone == typed_tone and bare.startswith(begun)
            elif self._has_shape:
                fits = bare.startswith(begun)
            else:
                fits = _with_stroke(word).startswith(_with_stroke(begun))
            if fits:
                return True
        return False

    def is_exactly(self, word: str) -> bool:
        """Whether the word is what was typed, so far."""
        return word.startswith(self._begun)


class Typed:
    """What was typed, as words: all are finished but the last, if no space follows it."""

    def __init__(self, text: str) -> None:
        text = clean_text(text)
        written = written_words(text)
        words: list[FinishedWord | BegunWord] = [FinishedWord(word) for word in written]
        if written and not text[-1:].isspace():
            words[-1] = BegunWord(written[-1])
        self.words: Sequence[FinishedWord | BegunWord] = words
        self.has_marks = any(word.has_marks for word in words)
        self.rests = self._rests()
        """What the words behind the first may begin with, without accents."""

    def fits(self, words: Sequence[str]) -> bool:
        """Whether these words of the index may come of what was typed."""
        return len(words) >= len(self.words) and all(
            typed.becomes(word) for typed, word in zip(self.words, words, strict=False)
        )

    def is_exactly(self, words: Sequence[str]) -> bool:
        """Whether these words, which fit, begin with exactly what was typed."""
        return all(typed.is_exactly(word) for typed, word in zip(self.words, words, strict=False))

    def _rests(self) -> tuple[str, ...]:
        if len(self.words) < 2:
            return ("",)
        *middle, last = self.words[1:MOST_WORDS]
        before = [word.starts[0] for word in middle]
        return tuple([" ".join([*before, start]) for start in last.starts])


def _with_stroke(word: str) -> str:
    """A word without any mark but that of đ."""
    return fold(word.translate(_STROKE))
