"""Articles made ready for an engine and a lexicon, in whichever process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsearch.analysis.batch_analyzer import BatchAnalyzer
from newsearch.analysis.segmenter import Segmenter
from newsearch.article import Article
from newsearch.engines.base import Engine
from newsearch.indexing.learning import Learners

# Places of terms (one for each syllable or so, and one for each pair) after which everything
# that is gathered is given out: bounds the memory of a process. Of an engine whose inverter gives
# out each batch, the writer shall not have to wait long for the next load.
_PLACES_IN_MEMORY = 2_500_000
_PLACES_IN_A_LOAD = 600_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came of some articles: parts for the engine's writer, and what was learned.

    ``learned`` has with each answer the place of its kind in `newsearch.indexing.learning.KINDS`;
    ``articles`` is how many were taken; ``settled`` says that nothing of any article is held
    back any more.
    """

    articles: int
    parts: list[object] = field(default_factory=list)
    learned: list[tuple[int, object]] = field(default_factory=list)
    settled: bool = False


class Preparer:
    """Analyses articles and gathers what the engine wants of them, and what they teach."""

    def __init__(self, segmenter: Segmenter, engine: Engine, directory: Path) -> None:
        self._analyzer = BatchAnalyzer(segmenter)
        self._inverter = engine.inverter(directory)
        self._learners = Learners()
        self._places = 0

    def prepare(self, articles: Sequence[Article]) -> Prepared:
        """Take articles; gives out what is ready."""
        batch = self._analyzer.analyze(articles)
        parts = [self._inverter.add(batch)]
        learned = self._learners.add(batch)
        self._places += sum(len(places.terms) for places in batch.places.values())
        self._places += sum(len(pairs.firsts) for pairs in batch.pairs.values())
        most = _PLACES_IN_MEMORY if parts[0] is None else _PLACES_IN_A_LOAD
        settled = self._places >= most or self._analyzer.reset_due
        if settled:
            learned += self._finish(parts)
        return _prepared(len(articles), parts, learned, settled)

    def finish(self) -> Prepared:
        """Give out the rest. The preparer can be used again afterwards."""
        parts: list[object | None] = []
        learned = self._finish(parts)
        return _prepared(0, parts, learned, settled=True)

    def _finish(self, parts: list[object | None]) -> list[tuple[int, object]]:
        parts.append(self._inverter.finish())
        learned = self._learners.finish()
        self._places = 0
        if self._analyzer.reset_due:
            self._analyzer.reset()
        return learned


def _prepared(
    articles: int,
    parts: list[object | None],
    learned: list[tuple[int, object]],
    settled: bool,
) -> Prepared:
    return Prepared(articles, [part for part in parts if part is not None], learned, settled)
