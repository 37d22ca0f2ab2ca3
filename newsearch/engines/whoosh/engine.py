"""The Whoosh engine's door: inverters, writers and readers for a directory."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import whoosh

from newsearch.engines.whoosh.damage import damage_named
from newsearch.engines.whoosh.reader import WhooshReader

if TYPE_CHECKING:
    from newsearch.engines.whoosh.segment.inversion import SegmentInverter
    from newsearch.engines.whoosh.writer import WhooshWriter


class WhooshEngine:
    """Indexes that Whoosh can open, with terms of our own analysis in arrays."""

    name = "whoosh"

    def version(self) -> str:
        """Whoosh's version."""
        return str(whoosh.versionstring())

    def inverter(self, directory: Path) -> SegmentInverter:
        """An inverter that writes segments into the directory."""
        from newsearch.engines.whoosh.segment.inversion import SegmentInverter

        return SegmentInverter(directory)

    def writer(self, directory: Path) -> WhooshWriter:
        """A writer; an empty directory gets a new index at the commit."""
        # Writing needs Whoosh, reading does not.
        from newsearch.engines.whoosh.writer import WhooshWriter

        return WhooshWriter(directory)

    def reader(self, directory: Path) -> WhooshReader:
        """A reader of what was committed last. Raises `IndexDamaged`."""
        with damage_named(str(directory)):
            return WhooshReader(directory)
