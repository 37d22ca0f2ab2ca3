"""Writing a generation: engine, catalog and what is learned change together or not at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from newsearch.analysis.batch_analyzer import BatchAnalyzer
from newsearch.analysis.pyvi_model import compile_segmenter
from newsearch.analysis.segmenter import Segmenter
from newsearch.article import Article
from newsearch.engines.base import Engine, EngineReader
from newsearch.indexing.catalog import Catalog
from newsearch.indexing.checksums import recorded
from newsearch.indexing.generations import Generation, abandon, begin, publish
from newsearch.indexing.learning import Stores
from newsearch.indexing.manifest import Manifest
from newsearch.indexing.preparation import Prepared
from newsearch.indexing.workers import prepare

# Removed articles are analysed together: one at a time each would take as long as ten.
_REMOVED_AT_ONCE = 256


class GenerationWriter:
    """A generation in the making. Needs the writer's lock of the index.

    With ``base`` it starts as a copy of that generation, without as an empty one. ``field_map``
    is remembered for later updates.
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
        self.field_map: Mapping[str, str] = base[1].field_map if base else {}
        self._removed: list[Article] = []
        try:
            if base is None:
                self.segmenter = compile_segmenter()
                self._building.segmenter.write_bytes(self.segmenter.to_bytes())
            else:
                self.segmenter = Segmenter.load(base[0].segmenter, base[1].segmenter_digest)
                self._former = engine.reader(base[0].engine)
            self._writer = engine.writer(self._building.engine)
            self._stores = Stores(self._building, base[0] if base else None)
            self.catalog = Catalog(self._building.catalog, new=base is None)
        except BaseException:
            self._close_former()
            abandon(self._building)
            raise

    def write(self, articles: Iterable[Article], workers: int = 1) -> Iterator[int]:
        """Add articles whose ids are not in the index; gives how many more were taken, each time.

        ``articles`` may call `remove` while it is read.
        """
        directory = self._building.engine
        for prepared in prepare(articles, self.segmenter, self._engine, directory, workers):
            self._take(prepared)
            self.count += prepared.articles
            yield prepared.articles

    def _take(self, prepared: Prepared) -> None:
        for part in prepared.parts:
            self._writer.take(part)
        for place, learned in prepared.learned:
            self._stores.add(place, learned)

    def remove(self, identity: str) -> Article | None:
        """Remove an article of the base generation; returns it, or ``None`` if it is not there."""
        article = self._former.get(identity) if self._former else None
        if article is None:
            return None
        self._writer.delete([identity])
        self._removed.append(article)
        if len(self._removed) >= _REMOVED_AT_ONCE:
            self._forget_removed()
        self.count -= 1
        return article

    def _forget_removed(self) -> None:
        """Take what is known of removed articles out of what was learned."""
        if self._removed:
            self._stores.remove(BatchAnalyzer(self.segmenter).analyze(self._removed))
            self._removed = []

    def commit(self) -> Manifest:
        """Bring everything to disk and make it the current generation."""
        try:
            self._writer.commit()
            self._forget_removed()
            self._stores.close()
            self.catalog.close()
            before, known = (self._base[0], self._base[1].files) if self._base else (None, {})
            manifest = Manifest(
                generation=self._building.number,
                engine=self._engine.name,
                engine_version=self._engine.version(),
                articles=self.count,
                built=datetime.now(UTC).isoformat(timespec="seconds"),
                segmenter=self.segmenter.name,
                segmenter_digest=self.segmenter.digest(),
                field_map=self.field_map,
                files=recorded(self._building, before, known),
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
        for release in (self._writer.cancel, self._stores.cancel, self.catalog.cancel):
            with suppress(Exception):
                release()
        self._close_former()
        abandon(self._building)

    def _close_former(self) -> None:
        if self._former:
            self._former.close()
            self._former = None
