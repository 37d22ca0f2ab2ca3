"""Writing a Whoosh index: segments taken, merged and listed, documents deleted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import cast

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, clean_files

from newsearch.engines.article_store import dictionary_files, remove_unfinished
from newsearch.engines.whoosh.codec.codec import ArrayCodec, ArraySegment
from newsearch.engines.whoosh.codec.schema import build_schema
from newsearch.engines.whoosh.damage import damage_named, wrong_bytes_named
from newsearch.engines.whoosh.segment.file import Segment
from newsearch.engines.whoosh.segment.listing import (
    FILE_NAME,
    ListedSegment,
    read_segment_list,
    write_segment_list,
)
from newsearch.engines.whoosh.segment.merging import merge

INDEX_NAME = "MAIN"

# A segment is merged with all smaller ones once they have together at least this share of its
# documents: sizes then fall so fast that there are few segments, and each document is
# rewritten only as often as the index doubles.
_MERGED_FROM = 0.5
# Each segment that is merged is an open file.
_MERGED_AT_ONCE = 100
# A segment is written anew once so much of it is deleted.
_DELETED_FROM = 0.33


class WhooshWriter:
    """Takes segments beside those that are there; the index changes at the commit."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._listed: list[ListedSegment] = []
        if (directory / FILE_NAME).exists():
            with damage_named(str(directory)):
                self._listed = read_segment_list(directory)
        self._opened: list[Segment] | None = None
        self._deleted: list[set[int]] = [set(listed.deleted) for listed in self._listed]
        self._taken: list[str] = []
        self._dictionaries = set(dictionary_files(directory))

    def delete(self, ids: Iterable[str]) -> None:
        """Delete the articles with these ids."""
        for identity in ids:
            for segment, deleted in zip(self._old_segments(), self._deleted, strict=True):
                block = segment.find("id", identity)
                if block is not None:
                    deleted.update(block.documents().tolist())

    def _old_segments(self) -> list[Segment]:
        if self._opened is None:
            with damage_named(str(self._directory)):
                self._opened = [listed.open(self._directory) for listed in self._listed]
        return self._opened

    def take(self, prepared: object) -> None:
        """Add the segments with these names."""
        self._taken += cast("list[str]", prepared)

    def commit(self) -> None:
        """List the new segments, small ones merged."""
        self._close()
        listed = [
            replace(old, deleted=tuple(sorted(deleted)))
            for old, deleted in zip(self._listed, self._deleted, strict=True)
        ]
        with wrong_bytes_named(str(self._directory)):
            for name in self._taken:
                segment = Segment(self._directory, name)
                listed.append(ListedSegment(name, segment.count))
                segment.close()
            listed = self._merged(listed)
        remove_unfinished(self._directory)
        write_segment_list(self._directory, listed)
        self._write_contents(listed)

    def _merged(self, listed: list[ListedSegment]) -> list[ListedSegment]:
        chosen = segments_to_merge([(one.count, len(one.deleted)) for one in listed])
        kept = [one for place, one in enumerate(listed) if place not in chosen]
        if not chosen:
            return kept
        merging = [listed[place] for place in sorted(chosen)]
        while len(merging) > 1 or (merging and merging[0].deleted):
            groups = [
                merging[first : first + _MERGED_AT_ONCE]
                for first in range(0, len(merging), _MERGED_AT_ONCE)
            ]
            merging = [one for group in groups for one in self._merge(group)]
        return kept + merging

    def _merge(self, listed: Sequence[ListedSegment]) -> list[ListedSegment]:
        """The segments as one, or as none if all documents are deleted."""
        if len(listed) == 1 and not listed[0].deleted:
            return list(listed)
        opened = [one.open(self._directory) for one in listed]
        count = sum(one.count - len(one.deleted) for one in opened)
        merged = [ListedSegment(merge(self._directory, opened), count)] if count else []
        for segment in opened:
            segment.close()
            segment.path.unlink()
        return merged

    def _write_contents(self, listed: Sequence[ListedSegment]) -> None:
        """Whoosh's own table of contents, for whoever opens the index with Whoosh."""
        storage = FileStorage(str(self._directory))
        generation = TOC._latest_generation(storage, INDEX_NAME) + 1
        segments = []
        for one in listed:
            segment = ArraySegment(
                ArrayCodec(),
                INDEX_NAME,
                one.count,
                segid=one.name.removeprefix(f"{INDEX_NAME}_"),
                deleted=set(one.deleted) or None,
            )
            segments.append(segment)
        TOC(build_schema(), segments, generation).write(storage, INDEX_NAME)
        clean_files(storage, INDEX_NAME, generation, segments)

    def cancel(self) -> None:
        """Remove what was taken."""
        self._close()
        for name in self._taken:
            Segment.file_of(self._directory, name).unlink(missing_ok=True)
        for path in set(dictionary_files(self._directory)) - self._dictionaries:
            path.unlink(missing_ok=True)

    def _close(self) -> None:
        for segment in self._opened or ():
            segment.close()
        self._opened = None


def segments_to_merge(segments: Sequence[tuple[int, int]]) -> set[int]:
    """The places of segments to be merged into one, given documents and deleted ones of each.

    >>> sorted(segments_to_merge([(1000, 0), (10, 0), (10, 1)])), segments_to_merge([(9, 0)])
    ([1, 2], set())
    """
    live = [count - deleted for count, deleted in segments]
    order = sorted(range(len(segments)), key=lambda place: live[place])
    chosen: set[int] = set()
    smaller = 0
    for rank, place in enumerate(order):
        if rank and smaller >= _MERGED_FROM * live[place]:
            chosen.update(order[: rank + 1])
        smaller += live[place]
    for place, (count, deleted) in enumerate(segments):
        if deleted > _DELETED_FROM * count or deleted == count:
            chosen.add(place)
    return chosen
