"""Articles as they are stored: packed, and compressed one by one against a common dictionary.

A dictionary is some text of the collection itself: with it a single article becomes nearly as
small as in one stream with all others, and can still be read alone. Dictionaries are files beside
the index, named by the checksum that every compressed article carries in its header.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path

from newsearch.article import Article
from newsearch.engines.documents import pack_article, unpack_article

# More costs twice the time and saves a tenth.
_LEVEL = 2
_WINDOW = 32768  # what zlib looks back on at most
_SUFFIX = ".dictionary"


def dictionary_of(articles: Iterable[Article]) -> bytes:
    """A dictionary made of articles; empty where they are too few to be worth a file."""
    text = b"".join(map(pack_article, articles))
    return text[-_WINDOW:] if len(text) >= _WINDOW else b""


def known_dictionary(directory: Path) -> bytes:
    """A dictionary that the index has already, else nothing."""
    for path in sorted(directory.glob(f"*{_SUFFIX}")):
        return path.read_bytes()
    return b""


def keep_dictionary(directory: Path, dictionary: bytes) -> None:
    """Have a dictionary stand beside the index."""
    path = _path(directory, zlib.adler32(dictionary))
    if dictionary and not path.exists():
        path.write_bytes(dictionary)


class Packer:
    """Compresses articles against a dictionary, which may be empty."""

    def __init__(self, dictionary: bytes) -> None:
        if dictionary:
            self._start = zlib.compressobj(_LEVEL, zlib.DEFLATED, 15, 8, zdict=dictionary)
        else:
            self._start = zlib.compressobj(_LEVEL)

    def pack(self, article: Article) -> bytes:
        """An article as it is stored."""
        stream = self._start.copy()  # reading the dictionary anew would cost as much again
        return stream.compress(pack_article(article)) + stream.flush()


class Unpacker:
    """The reverse of `Packer`, for all dictionaries of an index."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._dictionaries: dict[int, bytes] = {}

    def unpack(self, stored: bytes) -> Article:
        """A stored article. Raises ``zlib.error``, ``OSError`` or ``ValueError`` on damage."""
        if len(stored) > 6 and stored[1] & 0x20:  # RFC 1950: a dictionary, whose Adler-32 follows
            checksum = int.from_bytes(stored[2:6], "big")
            stream = zlib.decompressobj(zdict=self._dictionary(checksum))
        else:
            stream = zlib.decompressobj()
        return unpack_article(stream.decompress(stored))

    def _dictionary(self, checksum: int) -> bytes:
        if checksum not in self._dictionaries:
            self._dictionaries[checksum] = _path(self._directory, checksum).read_bytes()
        return self._dictionaries[checksum]


def _path(directory: Path, checksum: int) -> Path:
    return directory / f"{checksum:08x}{_SUFFIX}"
