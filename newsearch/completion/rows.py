"""Rows of words that stand side by side in titles and leads: ``bầu cử quốc hội``.

A row is made of whole words as the segmenter cuts them, has two to four syllables, and neither
begins nor ends with a word that only holds others together.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from newsearch.analysis.growing_array import GrowingArray
from newsearch.analysis.syllables import is_syllable
from newsearch.analysis.term_batch import TermBatch
from newsearch.analysis.vocabulary import Vocabulary
from newsearch.completion.compounds import Keys, contains, pair_keys

LONGEST = 4
"""Syllables of a row, at most."""

# Pairs of neighbours that are looked at in each text behind its title: the lead, more or less.
_LEAD = 30

# Multipliers of a hash: the fractional parts of square roots of the first primes, made odd.
_FACTORS = np.array(
    [0x6A09E667F3BCC909, 0xBB67AE8584CAA73B, 0x3C6EF372FE94F82B, 0xA54FF53A5F1D36F1,
     0x510E527FADE682D1],
    np.uint64,
)  # fmt: skip

_HOLDING = """
    và hay hoặc với cùng cho của do bởi vì nên mà thì là rằng nếu nhưng song tuy dù để nhằm như hơn
    tại ở từ đến tới trong ngoài trên dưới trước sau giữa về vào ra lên xuống qua theo bằng khi lúc
    các những mọi mỗi từng một hai ba bốn năm nhiều ít vài mấy cả này kia ấy đó đây nào gì sao ai
    đã đang sẽ vừa mới chưa không chẳng được bị phải cần có còn cũng vẫn lại rất quá lắm càng chỉ
    đều nữa rồi ngay luôn cứ hãy đừng chớ tự ông bà anh chị em tôi ta họ nó mình người việc sự điều
    cái con chiếc bộ gần hết chính làm nói cho biết thấy đi thêm nhau ngày tháng giờ lần số
"""


@cache
def holding_words() -> frozenset[str]:
    """Words that hold others together: nobody looks for them alone, and no row ends with one."""
    return frozenset(_HOLDING.split())


def is_initial(word: str) -> bool:
    """Whether a word is a letter that is no syllable: the end of ``Nguyễn Văn T``."""
    return len(word) == 1 and not is_syllable(word)


class RowFinder:
    """Finds rows in the batches of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._is_inner = GrowingArray(np.bool_)  # may stand in a row
        self._is_edge = GrowingArray(np.bool_)  # may begin and end one

    def of(self, batch: TermBatch, joined: Keys) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
        """The rows of the articles, each once an article, given the pairs that are joined.

        Gives a hash of each row and its terms: one line for each row, filled up with -1.
        """
        documents, firsts, seconds = _first_pairs(batch)
        if not len(firsts):
            return np.zeros(0, np.uint64), np.zeros((0, LONGEST), np.int32)
        self._read(int(max(firsts.max(), seconds.max())) + 1)
        # Pairs that follow one another in a clause are a chain: each goes on where one ended.
        begins = np.ones(len(firsts), np.bool_)
        begins[1:] = (firsts[1:] != seconds[:-1]) | (documents[1:] != documents[:-1])
        joins = contains(joined, pair_keys(documents, firsts, seconds))
        # One token more than there are pairs in each chain: the first of its first pair.
        chains = np.flatnonzero(begins)
        tokens = np.insert(seconds, chains, firsts[chains])
        of_document = np.insert(documents, chains, documents[chains])
        # Whether a token follows the one before in its chain, and whether it is joined to it.
        follows = np.insert(np.ones(len(firsts), np.bool_), chains, False)
        continues = np.insert(joins, chains, False)
        return _unique(*self._rows(tokens, of_document, follows, continues))

    def _rows(
        self,
        tokens: NDArray[np.int32],
        documents: NDArray[np.int32],
        follows: NDArray[np.bool_],
        continues: NDArray[np.bool_],
    ) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
        size = len(tokens)
        inner = self._is_inner.values[tokens]
        edge = self._is_edge.values[tokens]
        word_begins = ~continues
        word_ends = np.append(word_begins[1:], True)
        starts = np.flatnonzero(word_begins & edge & inner)
        found = []
        whole = np.ones(len(starts), np.bool_)  # so far the row is one word
        for length in range(2, LONGEST + 1):
            room = starts + length <= size
            starts, whole = starts[room], whole[room]
            last = starts + length - 1
            going_on = follows[last] & inner[last]
            starts, whole, last = starts[going_on], whole[going_on], last[going_on]
            whole &= continues[last]
            is_row = ~whole & word_ends[last] & edge[last]
            chosen = starts[is_row]
            lines = np.full((len(chosen), LONGEST), -1, np.int32)
            for column in range(length):
                lines[:, column] = tokens[chosen + column]
            found.append((documents[chosen], lines))
        return (
            np.concatenate([of_document for of_document, _ in found]),
            np.concatenate([lines for _, lines in found]),
        )

    def _read(self, size: int) -> None:
        new = self._vocabulary.terms[len(self._is_inner) : size]
        holding = holding_words()
        self._is_inner.extend([term.isalpha() for term in new])
        self._is_edge.extend([term not in holding and not is_initial(term) for term in new])


def _first_pairs(
    batch: TermBatch,
) -> tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]:
    """The pairs of titles and the first ones of texts."""
    columns = []
    for name, most in (("title_pairs", None), ("text_pairs", _LEAD)):
        pairs = batch.pairs[name]
        documents = pairs.documents
        chosen = np.ones(len(documents), np.bool_)
        if most is not None:
            chosen[most:] = documents[most:] != documents[:-most]
        columns.append((documents[chosen], pairs.firsts[chosen], pairs.seconds[chosen]))
    titles, texts = columns
    documents, firsts, seconds = (np.concatenate(pair) for pair in zip(titles, texts, strict=True))
    return documents, firsts, seconds


def _unique(
    documents: NDArray[np.int32], lines: NDArray[np.int32]
) -> tuple[NDArray[np.uint64], NDArray[np.int32]]:
    """The hash and terms of each row of an article, once."""
    hashes = np.zeros(len(lines), np.uint64)
    for column in range(LONGEST):
        hashes += (lines[:, column] + 2).astype(np.uint64) * _FACTORS[column]
    hashes ^= hashes >> np.uint64(32)
    hashes *= _FACTORS[LONGEST]
    _, places = np.unique(hashes + documents.astype(np.uint64) * _FACTORS[0], return_index=True)
    return hashes[places], lines[places]
