"""Articles made ready for an engine and a lexicon, in whichever process."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsearch.analysis.batch_analyzer import BatchAnalyzer
from newsearch.analysis.segmenter import Segmenter
from newsearch.article import Article
from newsearch.engines.base import Engine
from newsearch.lexicon.acronyms import AcronymCounts, count_definitions
from newsearch.lexicon.counting import LexiconCounter, LexiconCounts

# Places of terms (one for each syllable or so, and one for each pair) after which everything
# that is gathered is given out: bounds the memory of a process. Of an engine whose inverter gives
# out each batch, the writer shall not have to wait long for the next load.
_PLACES_IN_MEMORY = 2_500_000
_PLACES_IN_A_LOAD = 600_000


@dataclass(frozen=True, slots=True)
class Prepared:
    """What came of some articles: parts for the engine's writer, counts for lexicon and acronyms.

    ``articles`` is how many were taken; ``settled`` says that nothing of any article is held
    back any more.
    """

    articles: int
    parts: list[object] = field(default_factory=list)
    counts: list[LexiconCounts] = field(default_factory=list)
    acronyms: list[AcronymCounts] = field(default_factory=list)
    settled: bool = False


class Preparer:
    """Analyses articles and gathers what an engine and the lexicon want of them."""

    def __init__(self, segmenter: Segmenter, engine: Engine, directory: Path) -> None:
        self._analyzer = BatchAnalyzer(segmenter)
        self._inverter = engine.inverter(directory)
        self._counter = LexiconCounter()
        self._places = 0

    def prepare(self, articles: Sequence[Article]) -> Prepared:
        """Take articles; gives out what is ready."""
        batch = self._analyzer.analyze(articles)
        parts = [self._inverter.add(batch)]
        counts = [self._counter.add(batch)]
        self._places += sum(len(places.terms) for places in batch.places.values())
        self._places += sum(len(pairs.firsts) for pairs in batch.pairs.values())
        most = _PLACES_IN_MEMORY if parts[0] is None else _PLACES_IN_A_LOAD
        settled = self._places >= most or self._analyzer.reset_due
        if settled:
            self._finish(parts, counts)
        acronyms = [count_definitions(articles)]
        return _prepared(len(articles), parts, counts, acronyms, settled)

    def finish(self) -> Prepared:
        """Give out the rest. The preparer can be used again afterwards."""
        parts: list[object | None] = []
        counts: list[LexiconCounts | None] = []
        self._finish(parts, counts)
        return _prepared(0, parts, counts, [], settled=True)

    def _finish(self, parts: list[object | None], counts: list[LexiconCounts | None]) -> None:
        parts.append(self._inverter.finish())
        counts.append(self._counter.finish())
        self._places = 0
        if self._analyzer.reset_due:
            self._analyzer.reset()


def _prepared(
    articles: int,
    parts: list[object | None],
    counts: list[LexiconCounts | None],
    acronyms: list[AcronymCounts],
    settled: bool,
) -> Prepared:
    return Prepared(
        articles,
        [part for part in parts if part is not None],
        [one for one in counts if one is not None],
        acronyms,
        settled,
    )
