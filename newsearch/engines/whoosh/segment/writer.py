"""Writing a segment's file; `newsearch.engines.whoosh.segment.file` tells what stands in it."""

from __future__ import annotations

import secrets
import string
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate
from pathlib import Path

import numpy as np

from newsearch.analysis.array_file import ArrayFileWriter
from newsearch.engines.whoosh.segment.coding import Array, Postings, encode, exclusive_sums
from newsearch.engines.whoosh.segment.file import BLOCKS_PER_OFFSET, EXTENSION, LARGE_BLOCK

# Positions (or documents, in a field without) that are coded at once: bounds the memory.
_CODED_AT_ONCE = 400_000
_LETTERS = string.ascii_lowercase + string.digits


def new_segment_name(index_name: str = "MAIN") -> str:
    """A name that no segment has, as Whoosh forms them."""
    return f"{index_name}_{''.join(secrets.choice(_LETTERS) for _ in range(16))}"


class SegmentFileWriter:
    """Writes the parts of one segment, in any order, each once."""

    def __init__(self, directory: Path, name: str) -> None:
        self.name = name
        self.path = directory / f"{name}{EXTENSION}"
        self._file = ArrayFileWriter(self.path)

    def vocabulary(self, terms: Sequence[bytes]) -> None:
        """All terms of all fields, in the order of their bytes."""
        self._file.add("terms", b"".join(terms))
        self.numbers("term_offsets", np.array([0, *accumulate(map(len, terms))]))

    def field(
        self, name: str, chunks: Iterable[tuple[Array, Postings]], positional: bool, pairs: bool
    ) -> None:
        """A field's postings in pieces: rising keys as `Segment.keys` gives them, and theirs."""
        keys, sizes = [], [np.empty(0, np.int64)]
        with self._file.array(f"{name}/postings", "B") as out:
            for piece_keys, postings in chunks:
                for coded, starts in _encode_in_pieces(postings):
                    out.write(coded)
                    sizes.append(np.diff(starts))
                keys.append(piece_keys)
        self._sizes(name, np.concatenate(sizes))
        self._keys(name, np.concatenate(keys) if keys else np.empty(0, np.int64), pairs)
        if positional:
            self._file.add(f"{name}/positional", b"")

    def coded_field(self, name: str, keys: Array, blocks: Sequence[bytes], payload: str) -> None:
        """A field whose terms are coded already; ``payload`` is what `Segment.payload` gives."""
        self._file.add(f"{name}/postings", b"".join(blocks))
        self._sizes(name, np.array([*map(len, blocks)], np.int64))
        self._keys(name, keys, pairs=False)
        if payload:
            self._file.add(f"{name}/{payload}", b"")

    def _sizes(self, name: str, sizes: Array) -> None:
        """The sizes of a field's blocks, in a byte each, and where every so many begin."""
        large = sizes >= LARGE_BLOCK
        self._file.add(f"{name}/sizes", np.minimum(sizes, LARGE_BLOCK).astype(np.uint8))
        self.numbers(f"{name}/large", np.flatnonzero(large))
        self.numbers(f"{name}/large_sizes", sizes[large] - LARGE_BLOCK)
        self.numbers(f"{name}/offsets", exclusive_sums(sizes)[:-1:BLOCKS_PER_OFFSET])

    def _keys(self, name: str, keys: Array, pairs: bool) -> None:
        if not pairs:
            self.numbers(f"{name}/keys", keys)
            return
        firsts, rows = np.unique(keys >> 32, return_counts=True)
        self.numbers(f"{name}/firsts", firsts)
        self.numbers(f"{name}/starts", exclusive_sums(rows))
        self.numbers(f"{name}/seconds", keys & 0xFFFFFFFF)

    def numbers(self, name: str, values: Array) -> None:
        """An array of numbers that are not negative, in 16 bits where they fit, or 32, or 64."""
        largest = int(values.max()) if len(values) else 0
        kind = "<u2" if largest < 2**16 else "<u4" if largest < 2**32 else "<u8"
        self._file.add(name, values.astype(kind))

    def minutes(self, name: str, values: Array) -> None:
        """A column of minutes since 1970."""
        self._file.add(name, values.astype("<i4"))

    def frames(self, frames: Iterable[Iterable[bytes | memoryview]], sizes: Array) -> None:
        """The stored articles, in pieces of any number, and the size of each."""
        with self._file.array("frames", "B") as out:
            for piece in frames:
                out.write(b"".join(piece))
        self.numbers("frame_offsets", exclusive_sums(sizes))

    def close(self) -> None:
        """Finish the file."""
        self._file.close()

    def cancel(self) -> None:
        """Throw the file away."""
        self._file.cancel()
        self.path.unlink(missing_ok=True)


def _encode_in_pieces(postings: Postings) -> Iterator[tuple[Array, Array]]:
    documents = exclusive_sums(postings.counts)
    places = documents
    if postings.positions is not None:
        assert postings.frequencies is not None
        places = exclusive_sums(postings.frequencies)[documents]
    first = 0
    while first < len(postings.counts):
        last = int(np.searchsorted(places, places[first] + _CODED_AT_ONCE, "right")) - 1
        last = max(first + 1, last)
        here = slice(documents[first], documents[last])
        yield encode(
            Postings(
                postings.counts[first:last],
                postings.documents[here],
                None if postings.frequencies is None else postings.frequencies[here],
                None
                if postings.positions is None
                else postings.positions[places[first] : places[last]],
            )
        )
        first = last
