"""Word segmentation of many texts at once, in arrays: the same words as `Segmenter` finds.

Every text of a row ends with a syllable that adds nothing to the scores of others, so neighbours
need no care. The Viterbi search is no loop: the lead of *continues* over *begins* at
a syllable is its score and something between two bounds that lie close together, whatever stood
before. So at most syllables the best way is known at once, and only few have to wait for the
syllable before or after them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from newsearch.analysis.chunk_numbers import ChunkNumbers, Rows
from newsearch.analysis.segmenter import Segmenter
from newsearch.analysis.syllable_table import Flags, SyllableLists, SyllableTable, Weights

# Room for sums that differ in their last digits.
_MARGIN = 1e-6


class BatchSegmenter:
    """A segmenter's words for rows of syllables. Not to be shared between threads."""

    def __init__(self, segmenter: Segmenter) -> None:
        self._segmenter = segmenter
        self._lists = SyllableLists(segmenter)
        self.reset()

    def reset(self) -> None:
        """Forget the syllables met so far."""
        self.chunks = ChunkNumbers()
        self.syllables = SyllableTable(self._segmenter, self._lists)
        self._pieces: list[str] = []

    def tokenize_many(self, texts: Sequence[str]) -> list[str]:
        """`Segmenter.tokenize` of each text; the texts must be in NFC."""
        if self.chunks.full:
            self.reset()
        chunks = self.chunks.row(texts)
        self.syllables.read(self.chunks)
        syllables = self.syllables.of(chunks)
        continues = self.labels(syllables)
        for syllable in self.syllables.texts[len(self._pieces) // 2 :]:
            self._pieces += (f" {syllable}", f"_{syllable}")
        # Each syllable stands in the list twice: as it begins a word, and as it continues one.
        pieces = [self._pieces[place] for place in (2 * syllables + continues).tolist()]
        tokenized: list[str] = []
        start = 0
        for text, end in zip(texts, np.flatnonzero(syllables == 0).tolist(), strict=True):
            tokenized.append("".join(pieces[start:end])[1:] if end > start else text)
            start = end + 1
        return tokenized

    def labels(self, syllables: Rows) -> Flags:
        """For each syllable of a row whether it continues the word before it."""
        if not len(syllables):
            return np.zeros(0, np.bool_)
        continues = self._decode(self._scores(syllables), np.flatnonzero(syllables == 0))
        joins, small = self.syllables.flags(syllables)
        allowed = small[1:] | ~small[:-1]
        allowed &= joins[1:]
        allowed &= joins[:-1]
        continues[1:] &= allowed
        return continues

    def _scores(self, syllables: Rows) -> Weights:
        # Summed in the order of Segmenter: the sums are the same to the last digit.
        scores, before, after = self.syllables.weights(syllables)
        pairs, triples = self.syllables.find_listed(syllables)
        last_of_pair, first_of_pair = self._segmenter.pair_weights
        last_of_triple, first_of_triple = self._segmenter.triple_weights
        scores[1:] += before[:-1]
        scores[triples + 2] += last_of_triple
        scores[pairs + 1] += last_of_pair
        scores[:-1] += after[1:]
        scores[pairs] += first_of_pair
        scores[triples] += first_of_triple
        return scores

    def _decode(self, scores: Weights, ends: Rows) -> Flags:
        """The best label of each syllable, but never *continues* at the first of a text."""
        starts = np.concatenate(([0], ends[:-1] + 1))
        leads = self._leads(scores, starts)
        stay, enter, leave, remain = self._segmenter.transitions
        # Whether *continues* is the best way to each label of the next syllable.
        to_begins = leads + leave > stay
        to_continues = leads + remain > enter
        # Of an empty text the place before its end is another end, where no label matters.
        to_begins[ends] = to_continues[ends] = False
        to_begins[ends - 1] = to_continues[ends - 1] = leads[ends - 1] > 0
        labels = to_continues.copy()
        for place in reversed(np.flatnonzero(to_begins != to_continues).tolist()):
            labels[place] = (to_continues if labels[place + 1] else to_begins)[place]
        labels[starts] = False
        return labels

    def _leads(self, scores: Weights, starts: Rows) -> Weights:
        """The best score that ends in *continues* minus the best that ends in *begins*."""
        stay, enter, leave, remain = self._segmenter.transitions
        # What comes to the score when the lead before is small, and when it is great; between
        # the two turning points it changes steadily from one to the other.
        small, great = enter - stay, remain - leave
        turns = (enter - remain, stay - leave)
        first_turn = min(turns) - max(small, great) - _MARGIN
        last_turn = max(turns) - min(small, great) + _MARGIN
        leads = np.empty_like(scores)
        leads[0] = scores[0]
        before = scores[:-1]
        np.add(np.where(before < first_turn, small, great), scores[1:], out=leads[1:])
        open_places = (before >= first_turn) & (before <= last_turn)
        # The lead of a text's first syllable is its score alone, so the second one's is open.
        seconds = starts[starts < len(scores) - 1]
        open_places[seconds] = True
        open_places[starts[1:] - 1] = False
        leads[starts] = scores[starts]
        for place in (np.flatnonzero(open_places) + 1).tolist():
            lead = leads.item(place - 1)
            through, on = max(lead + leave, stay), max(lead + remain, enter)
            leads[place] = on - through + scores.item(place)
        return leads
