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


class Syllable(NamedTuple):
    """What decoding needs to know of a syllable, whatever stands beside it.

    ``own`` is what it adds to its own score, ``before`` and ``after`` what it adds as the one
    before or after another. ``joins`` tells whether it may stand inside a word of several,
    ``small`` that it does not begin with a capital (or title) letter.
    """

    text: str
    start: int  # in its chunk
    end: int
    lower: str
    own: float
    before: float
    after: float
    joins: bool
    small: bool


def syllables_of(chunk: str) -> list[str]:
    """The syllables of what stands between two spaces, as pyvi cuts it, or of a line end.

    >>> syllables_of("(TP.HCM),")
    ['(', 'TP.', 'HCM', ')', ',']
    """
    return ["\n"] if chunk == "\n" else _SYLLABLES.findall(chunk)


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
        # A trigram is looked for only after its first two syllables.
        self._trigram_heads = frozenset(trigram.rsplit(" ", 1)[0] for trigram in trigrams)
        self._chunks: dict[str, tuple[Syllable, ...]] = {}
        # What two or three syllables that are in pyvi's lists add: to the last, to the first.
        weight = weights.get
        self.pair_weights = (weight("-1:word.bi_gram()", 0.0), weight("+1:word.bi_gram()", 0.0))
        self.triple_weights = (
            weight("-2:word.tri_gram()", 0.0),
            weight("+2:word.tri_gram()", 0.0),
        )

    def tokenize(self, text: str) -> str:
        """The text with ``_`` inside words and single spaces between them, exactly as pyvi's.

        The text must be in NFC (pyvi normalises what it is given).
        """
        words = [word.syllables for word in self.words(text)]
        return " ".join("_".join(syllables) for syllables in words) if words else text

    def words(self, text: str) -> Iterator[Word]:
        """The words of a text in NFC, in order; signs are words of their own, as in pyvi."""
        syllables: list[Syllable] = []
        offsets: list[int] = []
        known = self._chunks
        for match in _CHUNKS.finditer(text):
            written = match[0]
            chunk = known.get(written) or self._read_chunk(written)
            syllables += chunk
            offsets += (match.start(),) * len(chunk)
        if not syllables:
            return
        texts: list[str] = []
        start = end = 0
        for syllable, offset, continues in zip(
            syllables, offsets, self._decode(syllables), strict=True
        ):
            if not continues:
                if texts:
                    yield Word(tuple(texts), start, end)
                texts, start = [], offset + syllable.start
            texts.append(syllable.text)
            end = offset + syllable.end
        yield Word(tuple(texts), start, end)

    def compounds(self, text: str) -> list[tuple[str, ...]]:
        """The words of several syllables in a text in NFC: those of `words`, found faster."""
        syllables: list[Syllable] = []
        known = self._chunks
        for written in _CHUNKS.findall(text):
            syllables += known.get(written) or self._read_chunk(written)
        if not syllables:
            return []
        found: list[tuple[str, ...]] = []
        labels = self._decode(syllables)
        labels.append(False)
        end = 0
        while True:
            try:
                start = labels.index(True, end) - 1
            except ValueError:
                return found
            end = labels.index(False, start + 1)
            found.append(tuple([syllable.text for syllable in syllables[start:end]]))

    def _read_chunk(self, written: str) -> tuple[Syllable, ...]:
        if written == "\n":
            chunk: tuple[Syllable, ...] = (self.syllable("\n", 0, 1),)
        else:
            chunk = tuple(
                self.syllable(match[0], match.start(), match.end())
                for match in _SYLLABLES.finditer(written)
            )
        if len(written) <= _CACHED_LENGTH:
            if len(self._chunks) >= _CACHE_LIMIT:
                self._chunks.clear()
            self._chunks[written] = chunk
        return chunk

    def syllable(self, text: str, start: int = 0, end: int = 0) -> Syllable:
        """What the model knows of a syllable; ``start`` and ``end`` are kept as given."""
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
        return Syllable(text, start, end, lower, own, before, after, joins, not text[0].istitle())

    def _decode(self, syllables: list[Syllable]) -> list[bool]:
        """For each syllable whether it continues the word before it; the first never does."""
        scores = self._scores(syllables)
        stay, enter, leave, remain = self.transitions
        # Where the best way to each label came from: bit 0 for *begins*, bit 1 for *continues*.
        came_from: list[int] = []
        lead = scores[0]  # best score ending in *continues* minus best ending in *begins*
        for score in scores[1:]:
            through, on, origin = lead + leave, lead + remain, 0
            if through > stay:
                origin = 1
            else:
                through = stay
            if on > enter:
                origin += 2
            else:
                on = enter
            came_from.append(origin)
            lead = on - through + score
        continues = lead > 0
        labels = [continues]
        for origin in reversed(came_from):
            continues = origin > 1 if continues else origin & 1 == 1
            labels.append(continues)
        labels.reverse()
        labels[0] = False
        for place, continues in enumerate(labels):
            if continues:
                syllable, previous = syllables[place], syllables[place - 1]
                labels[place] = (
                    syllable.joins and previous.joins and (syllable.small or not previous.small)
                )
        return labels

    def _scores(self, syllables: list[Syllable]) -> list[float]:
        bigrams, trigrams, heads = self.bigrams, self.trigrams, self._trigram_heads
        left_pair, right_pair = self.pair_weights
        left_three, right_three = self.triple_weights
        # Two places more at the front, which are cut off again, save asking for the first ones.
        scores = [0.0, 0.0]
        previous, pair, carried = "", "", 0.0
        for place, (_, _, _, lower, own, before, after, _, _) in enumerate(syllables, start=1):
            score = own + carried
            scores[place] += after
            if pair in heads and f"{pair} {lower}" in trigrams:
                score += left_three
                scores[place - 1] += right_three
            pair = f"{previous} {lower}"
            if pair in bigrams:
                score += left_pair
                scores[place] += right_pair
            scores.append(score)
            previous, carried = lower, before
        return scores[2:]

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
    def load(cls, path: Path, digest: str = "") -> Segmenter:
        """The segmenter kept in a file.

        Raises `IndexDamaged` when it cannot be read, or has not the digest that it should have.
        """
        try:
            data = path.read_bytes()
            if digest and _digest(data) != digest:
                raise IndexDamaged(f"{path}: not the segmentation of this generation")
            return cls.from_bytes(data)
        except (OSError, ValueError, KeyError, TypeError) as error:
            raise IndexDamaged(f"{path}: the word segmentation cannot be read ({error})") from error

    def digest(self) -> str:
        """A short digest of everything that decides how a text is segmented."""
        return _digest(self.to_bytes())


def _digest(data: bytes) -> str:
    return hashlib.blake2b(data, digest_size=8).hexdigest()
