"""The state of an open index: which generation is read, who writes, when files are let go."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Self

from newsearch.engines.base import Engine
from newsearch.engines.registry import DEFAULT_ENGINE, load_engine
from newsearch.errors import IndexClosed, IndexDamaged, IndexUnwritable, NewsearchError
from newsearch.indexing.generations import (
    Generation,
    current_number,
    hold_current,
    index_exists,
    sweep,
    writer_lock,
)
from newsearch.indexing.manifest import Manifest
from newsearch.indexing.opened import OpenGeneration

PathName = str | os.PathLike[str]


class IndexState:
    """The open generation of an index, kept open while anybody reads it; one writer at a time."""

    def __init__(self, path: PathName) -> None:
        """Use `create`, `open` or `open_or_create`."""
        self._path = Path(path)
        self._lock = threading.RLock()
        self._open: OpenGeneration | None = None
        self._closed = False
        self._wanted_engine: str | None = None

    def refresh(self) -> bool:
        """Move on to the current generation; tells whether there was a newer one."""
        with self._lock:
            self._check_open()
            opened = self._open
            if opened and opened.manifest.generation == current_number(self._path):
                return False
            self._open = OpenGeneration.at(self._path)
        if opened:
            opened.retire()
        return True

    def close(self) -> None:
        """Close the files, once results with facets not counted yet let go. May be called again."""
        with self._lock:
            self._closed = True
            opened, self._open = self._open, None
        if opened:
            opened.retire()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"NewsIndex({str(self._path)!r})"

    # Inside

    def _check_open(self) -> None:
        if self._closed:
            raise IndexClosed(f"the index {self._path} was closed: open it again")

    @contextmanager
    def _reading(self) -> Iterator[OpenGeneration]:
        with self._lock:
            self._check_open()
            if self._open is None:
                self._open = OpenGeneration.at(self._path)
            use = self._open.use()
            current = use.__enter__()
        try:
            yield current
        finally:
            use.__exit__(None, None, None)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        """Be the one writer; afterwards read what was written, and let go of what was before."""
        self._check_open()
        try:
            with writer_lock(self._path):
                yield
                self.refresh()
                sweep(self._path)
        except sqlite3.OperationalError as error:
            raise self._unwritable(error) from error
        except sqlite3.DatabaseError as error:
            raise IndexDamaged(f"{self._path}: lexicon or catalog: {error}") from error
        except FileNotFoundError as error:
            raise IndexDamaged(f"{self._path}: a file of the index is missing: {error}") from error
        except OSError as error:
            raise self._unwritable(error) from error

    def _unwritable(self, error: Exception) -> IndexUnwritable:
        return IndexUnwritable(
            f"{self._path}: the index cannot be written ({error}); what was there before is "
            "unchanged: check space and rights on the disk, and try again"
        )

    @contextmanager
    def _changing(self) -> Iterator[tuple[Engine, tuple[Generation, Manifest]]]:
        """Be the one writer, with the generation that is to be changed."""
        current_number(self._path)  # leaves no trace where there is no index
        with self._writing(), hold_current(self._path) as held:
            manifest = Manifest.read(held.generation.manifest)
            yield load_engine(manifest.engine), (held.generation, manifest)

    def _engine_name(self) -> str:
        """The engine asked for, else the one that the index has, else the default."""
        if self._wanted_engine is not None:
            return self._wanted_engine
        if index_exists(self._path):
            try:
                with hold_current(self._path) as held:
                    return Manifest.read(held.generation.manifest).engine
            except NewsearchError:
                return DEFAULT_ENGINE  # a damaged or outdated index is what a rebuild replaces
        return DEFAULT_ENGINE
