"""Opening a tantivy index, and what to do about its lock files."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import tantivy

_LOCKS = (".tantivy-writer.lock", ".tantivy-meta.lock")


def open_searcher(directory: Path) -> tuple[tantivy.Schema, tantivy.Searcher]:
    """The schema and the committed state of an index. Raises ``ValueError`` where there is none."""
    try:
        opened = _open(directory)
    except ValueError as error:
        if "lock" not in str(error).casefold():
            raise
        return _open_elsewhere(directory)
    remove_locks(directory)
    return opened


def remove_locks(directory: Path) -> None:
    """Remove the empty files that tantivy locks and then leaves behind.

    They guard against nothing here: no index is written while another process has it open.
    """
    for name in _LOCKS:
        with suppress(OSError):
            (directory / name).unlink(missing_ok=True)


def _open(directory: Path) -> tuple[tantivy.Schema, tantivy.Searcher]:
    index = tantivy.Index.open(str(directory))
    index.config_reader("manual")  # no thread that looks for later commits
    return index.schema, index.searcher()


def _open_elsewhere(directory: Path) -> tuple[tantivy.Schema, tantivy.Searcher]:
    """Tantivy wants to write a lock file even to read: in a folder of links it may.

    A searcher has its files open, so the folder may go.
    """
    from tempfile import TemporaryDirectory  # rarely needed, and slow to load

    with TemporaryDirectory() as folder:
        for path in directory.iterdir():
            Path(folder, path.name).symlink_to(path.resolve())
        return _open(Path(folder))
