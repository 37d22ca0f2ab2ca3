"""Word segmentation: the same words as ``pyvi.ViTokenizer.tokenize``, with offsets and faster.

The model gives each syllable a score for continuing a word, a sum of weights over the
syllable, its neighbours, their shape and pyvi's word lists; a two-state Viterbi search (Viterbi
1967) finds the best labels. Only differences between the two labels matter, so one number
a syllable is enough. pyvi's rules after decoding (no joins with punctuation, numbers, or
from a small to a capital letter) follow.
"""

from __future__ import annotations

import hashlib
import json
import re
import string
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from newsearch.errors import IndexDamaged

# What pyvi calls a syllable, in its order of preference: abbreviations, special signs, addresses,
# numbers, single signs, words.
_SYLLABLES = re.compile(
    r"[A-ZĐ]+\.|Tp\.|Mr\.|Mrs\.|Ms\.|Dr\.|ThS\."
    r"|==>|->|\.\.\.|>>"
    r"|\w+://[^\s]+"
    r"|[a-zA-Z0-9_.+-]+@(?:[a-zA-Z0-9-]+\.)+[a-zA-Z0-9-]+"
    r"|\d+(?:[\.,_]\d+)+"
    r"|[^\w\s]"
    r"|\w+"
)
_CHUNKS = re.compile(r"\S+|\n")
_CACHE_LIMIT = 200_000
_CACHED_LENGTH = 40


class _Syllable(NamedTuple):
    """What decoding needs to know of a syllable, whatever stands beside it."""

    text: str
    lower: str
    own: float
    before: float  # what it adds to the score of the syllable after it
    after: float  # what it adds to the score of the syllable before it
    joins: bool  # may stand inside a word of several syllables
    small: bool  # does not begin with a capital (or title) letter


class Word(NamedTuple):
    """A word of a text: its syllables, and offsets into the text."""

    syllables: tuple[str, ...]
    start: int
    end: int


class Segmenter:
    """pyvi's segmentation from compiled weights. Safe to share between threads.

    ``weights`` holds, for each attribute of the model, the weight of *continues a word*
    minus that of *begins a word*; ``transitions`` those between labels in the order
    begin-begin, begin-continue, continue-begin, continue-continue.
    """

    def __init__(
        self,
        name: str,
        transitions: tuple[float, float, float, float],
        weights: dict[str, float],
        bigrams: frozenset[str],
        trigrams: frozenset[str],
    ) -> None:
        self.name = name
        self.transitions = transitions
        self.weights = weights
        self.bigrams = bigrams
        self.trigrams = trigrams
        self._syllables: dict[str, tuple[tuple[_Syllable, int, int], ...]] = {}

    def tokenize(self, text: str) -> str:
        """The text with ``_`` inside words and single spaces between them, exactly as pyvi's.

        The text must be in NFC (pyvi normalises what it is given).
        """
        words = [word.syllables for word in self.words(text)]
        return " ".join("_".join(syllables) for syllables in words) if words else text

    def words(self, text: str) -> Iterator[Word]:
        """The words of a text in NFC, in order; signs are words of their own, as in pyvi."""
        syllables: list[_Syllable] = []
        spans: list[tuple[int, int]] = []
        for match in _CHUNKS.finditer(text):
            offset = match.start()
            for syllable, start, end in self._chunk(match[0]):
                syllables.append(syllable)
                spans.append((offset + start, offset + end))
        if not syllables:
            return
        first = 0
        for place, continues in enumerate(self._decode(syllables)):
            if place and not continues:
                yield _word(syllables, spans, first, place)
                first = place
        yield _word(syllables, spans, first, len(syllables))

    def _chunk(self, written: str) -> tuple[tuple[_Syllable, int, int], ...]:
        known = self._syllables.get(written)
        if known is None:
            known = tuple(
                (self._syllable(match[0]), match.start(), match.end())
                for match in _SYLLABLES.finditer(written)
            )
            if written == "\n":
                known = ((self._syllable("\n"), 0, 1),)
            if len(written) <= _CACHED_LENGTH:
                if len(self._syllables) >= _CACHE_LIMIT:
                    self._syllables.clear()
                self._syllables[written] = known
        return known

    def _syllable(self, text: str) -> _Syllable:
        weight = self.weights.get
        lower = text.lower()
        own = weight("bias", 0.0) + weight(f"word.lower():{lower}", 0.0)
        before = weight(f"-1:word.lower():{lower}", 0.0)
        after = weight(f"+1:word.lower():{lower}", 0.0)
        for shape, holds in (("istitle()", text.istitle()), ("isupper()", text.isupper())):
            if holds:
                own += weight(f"word.{shape}", 0.0)
                before += weight(f"-1:word.{shape}", 0.0)
                after += weight(f"+1:word.{shape}", 0.0)
        if text.isdigit():
            own += weight("word.isdigit()", 0.0)
        joins = text not in string.punctuation and not text[0].isdigit()
        return _Syllable(text, lower, own, before, after, joins, not text[0].istitle())

    def _decode(self, syllables: list[_Syllable]) -> list[bool]:
        """For each syllable whether it continues the word before it."""
        scores = self._scores(syllables)
        stay, enter, leave, remain = self.transitions
        came_from: list[tuple[bool, bool]] = []
        lead = scores[0]  # best score ending in *continues* minus best ending in *begins*
        for score in scores[1:]:
            through, on = lead + leave, lead + remain
            came_from.append((through > stay, on > enter))
            lead = (on if on > enter else enter) - (through if through > stay else stay) + score
        labels = [lead > 0]
        for from_begin, from_continue in reversed(came_from):
            labels.append(from_continue if labels[-1] else from_begin)
        labels.reverse()
        for place in range(1, len(labels)):
            if labels[place]:
                syllable, previous = syllables[place], syllables[place - 1]
                labels[place] = (
                    syllable.joins and previous.joins and (syllable.small or not previous.small)
                )
        return labels

    def _scores(self, syllables: list[_Syllable]) -> list[float]:
        bigrams, trigrams, weight = self.bigrams, self.trigrams, self.weights.get
        left_pair, right_pair = (weight(f"{side}:word.bi_gram()", 0.0) for side in ("-1", "+1"))
        left_three, right_three = (weight(f"{side}:word.tri_gram()", 0.0) for side in ("-2", "+2"))
        scores = [syllable.own for syllable in syllables]
        last = len(syllables) - 1
        previous, earlier = "", ""
        for place, syllable in enumerate(syllables):
            lower = syllable.lower
            if place < last:
                scores[place + 1] += syllable.before
            if place:
                scores[place - 1] += syllable.after
                pair = f"{previous} {lower}"
                if pair in bigrams:
                    scores[place] += left_pair
                    scores[place - 1] += right_pair
                if place > 1 and f"{earlier} {pair}" in trigrams:
                    scores[place] += left_three
                    scores[place - 2] += right_three
            earlier, previous = previous, lower
        return scores

    # As a file of the index

    def to_bytes(self) -> bytes:
        """As bytes: the same for the same model, so that they can be compared by digest."""
        record = {
            "name": self.name,
            "transitions": self.transitions,
            "weights": self.weights,
            "bigrams": sorted(self.bigrams),
            "trigrams": sorted(self.trigrams),
        }
        return json.dumps(record, ensure_ascii=False, sort_keys=True).encode("utf-8")

    @classmethod
    def from_bytes(cls, data: bytes) -> Segmenter:
        """The reverse of `to_bytes`. Raises ``ValueError``, ``KeyError`` on other data."""
        record: dict[str, Any] = json.loads(data)
        first, second, third, fourth = record["transitions"]
        return cls(
            record["name"],
            (first, second, third, fourth),
            record["weights"],
            frozenset(record["bigrams"]),
            frozenset(record["trigrams"]),
        )

    @classmethod
    def load(cls, path: Path) -> Segmenter:
        """The segmenter kept in a file. Raises `IndexDamaged` when it cannot be read."""
        try:
            return cls.from_bytes(path.read_bytes())
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexDamaged(
                f"{path}: the word segmentation cannot be read ({error}): run `newsearch rebuild`"
            ) from error

    def digest(self) -> str:
        """A short digest of everything that decides how a text is segmented."""
        return hashlib.blake2b(self.to_bytes(), digest_size=8).hexdigest()


def _word(syllables: list[_Syllable], spans: list[tuple[int, int]], first: int, end: int) -> Word:
    texts = tuple(syllable.text for syllable in syllables[first:end])
    return Word(texts, spans[first][0], spans[end - 1][1])
