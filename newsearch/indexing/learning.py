"""What a generation learns of its articles beside the engine's index: words, acronyms, and so on.

Each kind is gathered where articles are analysed, which may be another process, and stored by the
one that writes. `KINDS` lists them; everything else treats them alike.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from newsearch.analysis.term_batch import TermBatch
from newsearch.completion.counting import CompletionCounter, CompletionCounts
from newsearch.completion.writer import CompletionWriter
from newsearch.indexing.generations import Generation
from newsearch.lexicon.acronyms import AcronymCounts, AcronymWriter, count_definitions
from newsearch.lexicon.counting import LexiconCounter, LexiconCounts
from newsearch.lexicon.writer import LexiconWriter
from newsearch.stories.signatures import Signatures, signatures
from newsearch.stories.writer import StoriesWriter


class Learner(Protocol):
    """Gathers something of analysed articles. What it gives can be pickled."""

    def add(self, batch: TermBatch) -> object | None:
        """Take a batch; gives what is ready for the store, if anything is."""

    def finish(self) -> object | None:
        """Give the rest. The learner can be used again afterwards."""


class Store(Protocol):
    """Keeps what was learned; its file goes on from that of the generation before."""

    def add(self, learned: Any) -> None:
        """Take what a learner gave."""

    def remove(self, batch: TermBatch) -> None:
        """Take back what is known of articles of the generation before, which leave.

        Articles with their ids may be added in the same change, before or after.
        """

    def close(self) -> None:
        """Write the file. Raises `IndexDamaged` for the file before, `OSError`."""

    def cancel(self) -> None:
        """Forget everything."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of what is learned: who gathers it, who stores it, and where."""

    learner: Callable[[], Learner]
    store: Callable[[Path, Path | None], Store]
    file: Callable[[Generation], Path]

    def open_store(self, building: Generation, base: Generation | None) -> Store:
        """The store of a generation in the making."""
        return self.store(self.file(building), self.file(base) if base else None)


class _WordStore(LexiconWriter):
    def remove(self, batch: TermBatch) -> None:
        self.subtract(LexiconCounts.of(batch))


class _AcronymLearner:
    def add(self, batch: TermBatch) -> AcronymCounts:
        return count_definitions(batch.articles)

    def finish(self) -> None:
        return None


class _AcronymStore(AcronymWriter):
    def remove(self, batch: TermBatch) -> None:
        self.subtract(count_definitions(batch.articles))


class _StoryLearner:
    def add(self, batch: TermBatch) -> Signatures:
        return signatures(batch)

    def finish(self) -> None:
        return None


class _StoryStore(StoriesWriter):
    def remove(self, batch: TermBatch) -> None:
        self.subtract(article.id for article in batch.articles)


class _CompletionStore(CompletionWriter):
    def remove(self, batch: TermBatch) -> None:
        self.subtract(CompletionCounts.of(batch))


KINDS: tuple[Kind, ...] = (
    Kind(LexiconCounter, _WordStore, lambda generation: generation.lexicon),
    Kind(_AcronymLearner, _AcronymStore, lambda generation: generation.acronyms),
    Kind(_StoryLearner, _StoryStore, lambda generation: generation.stories),
    Kind(CompletionCounter, _CompletionStore, lambda generation: generation.completions),
)
"""Everything that is learned; a learner's answers go to the store of the same place."""


class Learners:
    """The learners of all kinds, as one."""

    def __init__(self) -> None:
        self._learners = [kind.learner() for kind in KINDS]

    def add(self, batch: TermBatch) -> list[tuple[int, object]]:
        """What is ready after a batch, with the place of its kind."""
        return _ready([learner.add(batch) for learner in self._learners])

    def finish(self) -> list[tuple[int, object]]:
        """The rest."""
        return _ready([learner.finish() for learner in self._learners])


class Stores:
    """The stores of all kinds, as one."""

    def __init__(self, building: Generation, base: Generation | None) -> None:
        self._stores = [kind.open_store(building, base) for kind in KINDS]

    def add(self, place: int, learned: object) -> None:
        """Take what the learner of a kind gave."""
        self._stores[place].add(learned)

    def remove(self, batch: TermBatch) -> None:
        """Take back what is known of articles that leave."""
        for store in self._stores:
            store.remove(batch)

    def close(self) -> None:
        """Write all files."""
        for store in self._stores:
            store.close()

    def cancel(self) -> None:
        """Forget everything."""
        for store in self._stores:
            store.cancel()


def _ready(answers: list[object | None]) -> list[tuple[int, object]]:
    return [(place, answer) for place, answer in enumerate(answers) if answer is not None]
