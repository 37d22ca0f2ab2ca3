"""The inputs that a file holds: itself, or what is packed in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, TYPE_CHECKING

from newsearch.readers.packing.compression import unpacked
from newsearch.readers.packing.stream import counted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsearch.readers.input import Input
    from newsearch.results import Skipped


@dataclass(frozen=True, slots=True)
class Member:
    """An input with its bytes, which are read before the next member is asked for."""

    input: Input
    blocks: Iterator[bytes]


def members(
    handle: IO[bytes], given: Input, on_bytes: Callable[[int], None]
) -> Iterator[Member | Skipped]:
    """What an open file holds, unpacked; what cannot be unpacked is given as `Skipped`.

    ``on_bytes`` is told the number of bytes of the file consumed since its last call.
    """
    yield Member(given, unpacked(counted(handle, on_bytes)))
