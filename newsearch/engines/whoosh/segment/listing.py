"""The list of an index's segments, with the documents deleted in each.

Whoosh keeps it in a pickle. Here it lies in JSON beside it, so that a search neither
unpickles anything nor imports Whoosh.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from newsearch.engines.whoosh.segment.file import Segment

FILE_NAME = "segments.json"


@dataclass(frozen=True, slots=True)
class ListedSegment:
    """A segment's name, the number of its documents, and which of them are deleted."""

    name: str
    count: int
    deleted: tuple[int, ...] = field(default=())

    def open(self, directory: Path) -> Segment:
        """Opens its file. Raises ``OSError`` or ``ValueError``."""
        segment = Segment(directory, self.name, self.deleted)
        if segment.count != self.count:
            segment.close()
            raise ValueError(
                f"{segment.path}: {segment.count} documents, but {FILE_NAME} says {self.count}"
            )
        return segment


def read_segment_list(directory: Path) -> list[ListedSegment]:
    """The segments of the index in a directory.

    Raises ``OSError`` when there is no list and ``ValueError`` when it cannot be understood.
    """
    path = directory / FILE_NAME
    try:
        record = json.loads(path.read_text(encoding="utf-8"))
        return [
            ListedSegment(
                str(entry["name"]), int(entry["count"]), tuple(map(int, entry["deleted"]))
            )
            for entry in record["segments"]
        ]
    except (TypeError, KeyError, ValueError, RecursionError) as error:
        raise ValueError(f"{path}: not a list of segments ({error!r})") from error


def write_segment_list(directory: Path, segments: Iterable[ListedSegment]) -> None:
    """Put a new list in the place of the old one."""
    record = {
        "segments": [
            {"name": listed.name, "count": listed.count, "deleted": list(listed.deleted)}
            for listed in segments
        ]
    }
    path = directory / FILE_NAME
    building = path.with_suffix(".new")
    building.write_text(json.dumps(record, separators=(",", ":")) + "\n", encoding="utf-8")
    building.replace(path)
