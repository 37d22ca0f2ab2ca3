"""Articles as they are stored: their JSON, compressed by itself with a dictionary for all.

Each article can be read alone, and still takes no more room than in one long compressed stream,
because a dictionary (Zstandard, RFC 8878, section 5) holds what articles have in common. It is
trained on the first articles that come in large numbers, and lies in a file beside the index;
a compressed article names the dictionary that it needs.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from pathlib import Path

import zstandard

from newsearch.article import Article
from newsearch.engines.documents import pack_article, unpack_article

_LEVEL = 3
_DICTIONARY_BYTES = 112 * 1024
# Fewer articles than this say little about those to come; more take longer to learn from.
_FEWEST_SAMPLES = 400
_MOST_SAMPLES = 1000
_EXTENSION = ".zdict"
_UNFINISHED = ".new"


def dictionary_files(directory: Path) -> list[Path]:
    """The dictionaries of an index, the oldest name first."""
    return sorted(directory.glob(f"*{_EXTENSION}"))


def remove_unfinished(directory: Path) -> None:
    """Remove what a worker left that died while it wrote a file."""
    for path in directory.glob(f"*{_UNFINISHED}"):
        path.unlink()


class ArticleCompressor:
    """Compresses articles for the index in a directory.

    The index's dictionary is used if there is one; otherwise articles are kept back until there
    are enough to train one, or until `flush`.
    """

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._compressor: zstandard.ZstdCompressor | None = None
        files = dictionary_files(directory)
        if files:
            self._use(zstandard.ZstdCompressionDict(files[0].read_bytes()))
        self._waiting: list[bytes | bytearray | memoryview] = []
        self._frames: list[bytes] = []

    def add(self, articles: Sequence[Article]) -> None:
        """Take articles in order."""
        packed = [pack_article(article) for article in articles]
        if self._compressor is not None:
            self._frames += map(self._compressor.compress, packed)
            return
        self._waiting += packed
        if len(self._waiting) >= _MOST_SAMPLES:
            self._train()

    def take(self) -> list[bytes]:
        """What is compressed, one for each article in order; nothing while all are kept back."""
        frames, self._frames = self._frames, []
        return frames

    def flush(self) -> list[bytes]:
        """The same with what is kept back: all articles that were not given out yet."""
        if self._waiting:
            if len(self._waiting) >= _FEWEST_SAMPLES:
                self._train()
            else:
                plain = zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True)
                self._frames += map(plain.compress, self._waiting)
                self._waiting = []
        return self.take()

    def _train(self) -> None:
        files = dictionary_files(self._directory)
        if files:  # another process was faster
            trained = zstandard.ZstdCompressionDict(files[0].read_bytes())
        else:
            trained = zstandard.train_dictionary(_DICTIONARY_BYTES, self._waiting)
            target = self._directory / f"{trained.dict_id():08x}{_EXTENSION}"
            building = target.with_suffix(_UNFINISHED)
            building.write_bytes(trained.as_bytes())
            building.replace(target)
        self._use(trained)
        assert self._compressor is not None
        self._frames += map(self._compressor.compress, self._waiting)
        self._waiting = []

    def _use(self, dictionary: zstandard.ZstdCompressionDict) -> None:
        self._compressor = zstandard.ZstdCompressor(
            level=_LEVEL, dict_data=dictionary, write_checksum=True
        )


class ArticleReader:
    """Reads stored articles. Safe to share between threads."""

    def __init__(self, directory: Path) -> None:
        self._directory = directory
        self._decompressors: dict[int, zstandard.ZstdDecompressor] = {}
        self._lock = threading.Lock()

    def read(self, frame: bytes | memoryview) -> Article:
        """An article from its compressed form. Raises ``ValueError`` if it is damaged."""
        try:
            return unpack_article(self.unpack(frame))
        except (zstandard.ZstdError, MemoryError) as error:
            raise ValueError(f"a stored article cannot be read ({error})") from error

    def unpack(self, frame: bytes | memoryview) -> bytes:
        """An article's JSON."""
        frame = bytes(frame)
        number = zstandard.get_frame_parameters(frame).dict_id
        with self._lock:  # a decompressor serves one thread at a time
            packed: bytes = self._decompressor(number).decompress(frame)
        return packed

    def _decompressor(self, number: int) -> zstandard.ZstdDecompressor:
        if number not in self._decompressors:
            dictionary = None
            if number:
                path = self._directory / f"{number:08x}{_EXTENSION}"
                dictionary = zstandard.ZstdCompressionDict(path.read_bytes())
            self._decompressors[number] = zstandard.ZstdDecompressor(dict_data=dictionary)
        return self._decompressors[number]
