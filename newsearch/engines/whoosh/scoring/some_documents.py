"""The score of a bag for a few documents: only these are looked up in the postings."""

from __future__ import annotations

import numpy as np

from newsearch.engines.whoosh.scoring.evaluation import Evaluation, Scores
from newsearch.engines.whoosh.scoring.term_postings import Documents, Mask
from newsearch.query import Bag, Clause


def scores_of_some(evaluation: Evaluation, bag: Bag, documents: Documents) -> Scores:
    """What `Evaluation.evaluate` gives for the bag, for these documents (rising) alone."""
    table = _Table(evaluation, documents)
    matching = np.zeros(len(documents), np.int16)
    for clause in bag.clauses:
        matching += table.add(clause)
    for clause in bag.boosts:
        table.add(clause)
    scores = table.scores()
    scores *= matching >= max(1, bag.required)
    return scores


class _Table:
    """Frequencies, a row for each clause in each group of fields, a column for each document."""

    def __init__(self, evaluation: Evaluation, documents: Documents) -> None:
        self._evaluation = evaluation
        self._documents = documents
        self._own_norms: dict[tuple[str, ...], Scores] = {}
        self._rows: list[Scores] = []
        self._factors: list[np.float32] = []
        self._norms: list[Scores] = []

    def add(self, clause: Clause) -> Mask:
        """Add the rows of a clause; tells in which documents it occurs."""
        occurs: Mask = np.zeros(len(self._documents), np.bool_)
        for group in clause.groups:
            weighing = self._evaluation.weighing(clause, group)
            if weighing is None:
                continue
            norm = self._own_norms.get(group.fields)
            if norm is None:
                norm = self._own_norms[group.fields] = weighing.norm[self._documents]
            frequencies = np.zeros(len(self._documents), np.float32)
            for postings, weight in weighing.rows:
                frequencies += postings.frequencies_in(self._documents) * np.float32(weight)
            occurs |= frequencies > 0
            self._rows.append(frequencies)
            self._factors.append(weighing.factor)
            self._norms.append(norm)
        return occurs

    def scores(self) -> Scores:
        """The sum of BM25 over the rows, for each document."""
        if not self._rows:
            return np.zeros(len(self._documents), np.float32)
        frequencies = np.stack(self._rows)
        saturated = frequencies / (frequencies + np.stack(self._norms))
        total: Scores = np.array(self._factors, np.float32) @ saturated
        return total
