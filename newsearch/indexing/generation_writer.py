"""Writing a generation: engine, lexicon and catalog change together or not at all."""

from __future__ import annotations

from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from newsearch.analysis.pyvi_model import compile_segmenter
from newsearch.analysis.segmenter import Segmenter
from newsearch.article import Article
from newsearch.engines.base import Document, Engine, EngineReader
from newsearch.indexing.catalog import Catalog
from newsearch.indexing.documents import make_document
from newsearch.indexing.generations import Generation, abandon, begin, publish
from newsearch.indexing.manifest import Manifest
from newsearch.lexicon.storage import LexiconWriter


class GenerationWriter:
    """A generation in the making. Needs the writer's lock of the index.

    With ``base`` it starts as a copy of that generation, without as an empty one.
    """

    def __init__(
        self, directory: Path, engine: Engine, base: tuple[Generation, Manifest] | None = None
    ) -> None:
        self._directory = directory
        self._engine = engine
        self._base = base
        self._building = begin(directory, base[0] if base else None)
        self._former: EngineReader | None = None
        self._done = False
        self.count = base[1].articles if base else 0
        try:
            if base is None:
                self.segmenter = compile_segmenter()
                self._building.segmenter.write_bytes(self.segmenter.to_bytes())
            else:
                self.segmenter = Segmenter.load(base[0].segmenter)
                self._former = engine.reader(base[0].engine)
            self._writer = engine.writer(self._building.engine)
            self._lexicon = LexiconWriter(self._building.lexicon)
            self.catalog = Catalog(self._building.catalog)
        except BaseException:
            self._close_former()
            abandon(self._building)
            raise

    def add(self, document: Document) -> None:
        """Add an article whose id is not in the index."""
        self._writer.add(document)
        self._lexicon.add(*_words_and_pairs(document))
        self.count += 1

    def remove(self, identity: str) -> Article | None:
        """Remove an article of the base generation; returns it, or ``None`` if it is not there."""
        article = self._former.get(identity) if self._former else None
        if article is None:
            return None
        self._writer.delete([identity])
        self._lexicon.remove(*_words_and_pairs(make_document(article, self.segmenter)))
        self.count -= 1
        return article

    def commit(self) -> Manifest:
        """Bring everything to disk and make it the current generation."""
        try:
            self._writer.commit()
            self._lexicon.close()
            self.catalog.close()
            manifest = Manifest(
                generation=self._building.number,
                engine=self._engine.name,
                engine_version=self._engine.version(),
                articles=self.count,
                built=datetime.now(UTC).isoformat(timespec="seconds"),
                segmenter=self.segmenter.name,
                segmenter_digest=self.segmenter.digest(),
            )
            manifest.write(self._building.manifest)
            publish(self._directory, self._building)
        except BaseException:
            self.cancel()
            raise
        self._done = True
        self._close_former()
        return manifest

    def cancel(self) -> None:
        """Throw the generation away. After a commit, or a second time, this does nothing."""
        if self._done:
            return
        self._done = True
        # Whatever state the parts are in, each is let go of, and what they wrote is removed.
        for release in (self._writer.cancel, self._lexicon.cancel, self.catalog.cancel):
            with suppress(Exception):
                release()
        self._close_former()
        abandon(self._building)

    def _close_former(self) -> None:
        if self._former:
            self._former.close()
            self._former = None


def _words_and_pairs(document: Document) -> tuple[dict[str, int], dict[str, int]]:
    """What the lexicon counts of a document: its terms, and pairs of them."""
    words: dict[str, int] = {}
    for terms in document.positions.values():
        for term, positions in terms.items():
            words[term] = words.get(term, 0) + len(positions)
    pairs: dict[str, int] = dict(document.counts["text_pairs"])
    for pair, count in document.counts["title_pairs"].items():
        pairs[pair] = pairs.get(pair, 0) + count
    return words, pairs
