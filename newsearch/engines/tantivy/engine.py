"""The tantivy engine's door: inverters, writers and readers for a directory."""

from __future__ import annotations

from pathlib import Path

from tantivy.tantivy import __version__ as tantivy_version

from newsearch.engines.base import EngineWriter, Inverter
from newsearch.engines.tantivy.reader import TantivyReader


class TantivyEngine:
    """Indexes of tantivy's own format, with terms of our own analysis."""

    name = "tantivy"

    def version(self) -> str:
        """The version of tantivy's Python package."""
        # "tantivy v0.27.0, index_format v7"
        return str(tantivy_version).split()[1].strip("v,")

    def inverter(self, directory: Path) -> Inverter:
        """An inverter for the writer of the index in this directory."""
        from newsearch.engines.tantivy.inverter import TantivyInverter  # needs arrays

        return TantivyInverter(directory)

    def writer(self, directory: Path) -> EngineWriter:
        """A writer; an empty directory gets a new index first. Raises `IndexDamaged`."""
        from newsearch.engines.tantivy.writer import TantivyWriter

        return TantivyWriter(directory)

    def reader(self, directory: Path) -> TantivyReader:
        """A reader of what was committed last. Raises `IndexDamaged`."""
        return TantivyReader(directory)
