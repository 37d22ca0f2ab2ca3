"""A generation opened for reading, closed when the last of its users is done."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Self

from newsearch.analysis.segmenter import Segmenter
from newsearch.engines.registry import load_engine
from newsearch.errors import IndexClosed, IndexDamaged, IndexOutdated
from newsearch.indexing.checksums import damage_in_sizes, files_of
from newsearch.indexing.generations import HeldGeneration, hold_current
from newsearch.indexing.manifest import Manifest
from newsearch.lexicon.acronyms import Acronyms
from newsearch.lexicon.lexicon import Lexicon
from newsearch.stories.stories import Stories

if TYPE_CHECKING:
    from newsearch.completion.completions import Completions


class OpenGeneration:
    """The manifest, engine and what was learned of a generation that is held against removal."""

    def __init__(self, held: HeldGeneration) -> None:
        """Takes over ``held``. Raises `IndexDamaged`, `IndexOutdated`, `EngineUnavailable`."""
        self._held = held
        self._lock = threading.RLock()  # results that are dropped let go at any moment
        self._users = 0
        self._retired = False
        self._segmenter: Segmenter | None = None
        self._completions: Completions | None = None
        try:
            self.generation = held.generation
            self.manifest = Manifest.read(held.generation.manifest)
            if self.manifest.generation != held.generation.number:
                raise IndexDamaged(
                    f"{held.generation.directory}: it holds generation {self.manifest.generation}"
                )
            for damage in damage_in_sizes(held.generation, self.manifest.files):
                raise IndexDamaged(damage)
            engine = load_engine(self.manifest.engine)
            if engine.version() != self.manifest.engine_version:
                raise IndexOutdated(
                    f"{held.generation.directory}: built with {engine.name} "
                    f"{self.manifest.engine_version}, but {engine.version()} is installed: "
                    "run `newsearch rebuild` with your corpus"
                )
            self.reader = engine.reader(held.generation.engine)
            try:
                if self.reader.count() != self.manifest.articles:
                    raise IndexDamaged(
                        f"{held.generation.directory}: the engine holds {self.reader.count()} "
                        f"articles, the manifest says {self.manifest.articles}"
                    )
                self.lexicon = Lexicon(held.generation.lexicon)
                self.acronyms = Acronyms(held.generation.acronyms)
                self.stories = Stories(held.generation.stories)
            except BaseException:
                self.reader.close()
                raise
        except BaseException:
            held.release()
            raise

    @classmethod
    def at(cls, directory: Path) -> Self:
        """The current generation of the index in a directory."""
        return cls(hold_current(directory))

    def segmenter(self) -> Segmenter:
        """The word segmentation that the articles were analysed with, read when first wanted."""
        with self._lock:
            if self._segmenter is None:
                digest = self.manifest.segmenter_digest
                self._segmenter = Segmenter.load(self.generation.segmenter, digest)
            return self._segmenter

    def completions(self) -> Completions:
        """What can be suggested while somebody types, opened when first wanted."""
        with self._lock:
            if self._completions is None:
                from newsearch.completion.completions import Completions

                self._completions = Completions(self.generation.completions)
            return self._completions

    @contextmanager
    def use(self) -> Iterator[Self]:
        """Keeps the files open meanwhile, even when the generation is retired.

        Raises `IndexClosed` when they are closed already.
        """
        release = self.hold()
        try:
            yield self
        finally:
            release()

    def hold(self) -> Callable[[], None]:
        """Keeps the files open until what it returns is called, once or more often.

        Raises `IndexClosed` when the files are closed already.
        """
        with self._lock:
            if self._retired and not self._users:
                raise IndexClosed(
                    f"{self.generation.directory}: the index was closed since, or has moved on to "
                    "a newer generation: search again"
                )
            self._users += 1
        held = [True]

        def release() -> None:
            with self._lock:
                if not held:
                    return
                held.clear()
                self._users -= 1
                last = self._retired and not self._users
            if last:
                self._close()

        return release

    def retire(self) -> None:
        """Close the files as soon as nobody uses them."""
        with self._lock:
            idle = not self._retired and not self._users
            self._retired = True
        if idle:
            self._close()

    def sizes(self) -> dict[str, int]:
        """Bytes on disk, by part."""
        try:
            return self._sizes()
        except OSError as error:
            raise IndexDamaged(f"{self.generation.directory}: {error}") from error

    def _sizes(self) -> dict[str, int]:
        # Without locks, which other readers make and remove at any moment.
        engine = sum(
            path.stat().st_size
            for _, path in files_of(self.generation)
            if path.is_relative_to(self.generation.engine)
        )
        lexicon = self.generation.lexicon.stat().st_size
        return {
            "engine": engine,
            "lexicon": lexicon + self.generation.acronyms.stat().st_size,
            "stories": self.generation.stories.stat().st_size,
            "completions": self.generation.completions.stat().st_size,
            "catalog": self.generation.catalog.stat().st_size,
            "segmenter": self.generation.segmenter.stat().st_size,
        }

    def _close(self) -> None:
        self.reader.close()
        self.lexicon.close()
        self.stories.close()
        if self._completions is not None:
            self._completions.close()
        self._held.release()
