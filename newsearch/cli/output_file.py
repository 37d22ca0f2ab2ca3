"""A file that a command writes: packed as its name says, and in its place only when it is whole."""

from __future__ import annotations

import errno
import os
from contextlib import ExitStack, contextmanager, suppress
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKED = (".gz", ".bz2", ".xz", ".zst")
"""The ends of names that say how a file is packed."""


@contextmanager
def output_file(path: Path) -> Iterator[IO[str]]:
    """Text in UTF-8 that becomes the file at ``path`` when the block ends without an error.

    Until then it is a hidden file beside it, which no index takes for an article's. A device or a
    pipe is written to as it is. The end of the name packs (`PACKED`). Raises ``OSError``.
    """
    target = Path(os.path.realpath(path))  # a link stays one
    if not target.parent.is_dir():
        raise FileNotFoundError(errno.ENOENT, "there is no such folder", str(target.parent))
    is_special = target.exists() and not target.is_file()
    unfinished = target if is_special else target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with ExitStack() as stack:
            file = stack.enter_context(unfinished.open("wb"))
            # Packed streams are ended before the file is brought to disk.
            with ExitStack() as ends:
                packed = ends.enter_context(_packed(file, target.suffix.lower()))
                text = TextIOWrapper(packed, encoding="utf-8", newline="")
                yield text
                text.flush()
                text.detach()
            if not is_special:
                file.flush()
                os.fsync(file.fileno())
        if not is_special:
            unfinished.replace(target)
    except BaseException:
        if not is_special:
            with suppress(OSError):
                unfinished.unlink()
        raise


@contextmanager
def _packed(file: IO[bytes], suffix: str) -> Iterator[Any]:
    """What packs into an open file, which stays open."""
    if suffix == ".gz":
        from gzip import GzipFile

        # Without name and time: the same articles give the same file.
        with GzipFile("", "wb", 6, file, mtime=0) as packer:
            yield packer
    elif suffix == ".bz2":
        from bz2 import BZ2File

        with BZ2File(file, "wb") as packer:
            yield packer
    elif suffix == ".xz":
        from lzma import LZMAFile

        with LZMAFile(file, "wb") as packer:
            yield packer
    elif suffix == ".zst":
        import zstandard

        with zstandard.ZstdCompressor(level=10).stream_writer(file, closefd=False) as packer:
            yield packer
    else:
        yield file
