"""Generations: numbered states of an index, and the pointer to the current one.

    DIR/CURRENT                  the number of the current generation, with a checksum
    DIR/writer.lock              held by the one writer; its pid stands in it
    DIR/generations/000003/      manifest.json, engine/, lexicon.arrays, catalog.sqlite, …
    DIR/generations/000003/in-use.lock   held, shared, by every reader of the generation

A generation is built under another name, brought to disk, renamed, and only then does the
pointer change, by rename. A process killed at any point leaves the old or the new generation.
A generation never changes afterwards; it is removed by a later writer once no reader holds it.
"""

from __future__ import annotations

import os
import shutil
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import IO, Self

from newsearch.errors import (
    IndexDamaged,
    IndexLocked,
    IndexNotFound,
    IndexUnreadable,
    IndexUnwritable,
)
from newsearch.indexing.disk import make_folder, sync, sync_folder
from newsearch.indexing.file_lock import LockHeld
from newsearch.indexing.file_lock import lock as lock_file

_POINTER = "CURRENT"
_BUILDING = ".building"
_FIRST_LOOKS = 20


@dataclass(frozen=True, slots=True)
class Generation:
    """The files of one generation."""

    number: int
    directory: Path

    @property
    def manifest(self) -> Path:
        """What the generation is made of."""
        return self.directory / "manifest.json"

    @property
    def engine(self) -> Path:
        """The folder that belongs to the engine."""
        return self.directory / "engine"

    @property
    def lexicon(self) -> Path:
        """The words of the corpus."""
        return self.directory / "lexicon.arrays"

    @property
    def acronyms(self) -> Path:
        """What the articles explain their acronyms by."""
        return self.directory / "acronyms.json"

    @property
    def stories(self) -> Path:
        """Which articles are copies of one another."""
        return self.directory / "stories.arrays"

    @property
    def completions(self) -> Path:
        """What is suggested while typing."""
        return self.directory / "completions.arrays"

    @property
    def catalog(self) -> Path:
        """Which file gave which article."""
        return self.directory / "catalog.sqlite"

    @property
    def segmenter(self) -> Path:
        """The compiled word segmentation."""
        return self.directory / "segmenter.json"

    @property
    def lock(self) -> Path:
        """Held by readers."""
        return self.directory / "in-use.lock"


class HeldGeneration:
    """The current generation, kept from being removed until `release`."""

    def __init__(self, generation: Generation, lock: IO[bytes]) -> None:
        self.generation = generation
        self._lock = lock

    def release(self) -> None:
        """Let a writer remove the generation when it is an old one."""
        self._lock.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.release()


def index_exists(directory: Path) -> bool:
    """Whether there is an index in the directory."""
    return (directory / _POINTER).is_file()


def current_number(directory: Path) -> int:
    """The number of the current generation. Raises `IndexNotFound`, `IndexDamaged`."""
    pointer = directory / _POINTER
    try:
        return _number_in(pointer.read_text(encoding="ascii"))
    except (FileNotFoundError, NotADirectoryError) as error:
        if any(not path.name.endswith(_BUILDING) for _, path in _numbered(directory)):
            raise IndexDamaged(f"{pointer}: missing, though there are generations") from error
        raise IndexNotFound(
            f"there is no index at {directory}: build one with "
            f"`newsearch rebuild CORPUS --index {directory}`"
        ) from error
    except PermissionError as error:
        raise IndexUnreadable(f"{pointer}: {error.strerror}: check the rights") from error
    except (OSError, ValueError) as error:
        raise IndexDamaged(f"{pointer}: not the number of a generation ({error})") from error


def _pointer_to(number: int) -> str:
    """What stands in the pointer: the number of a generation, and a checksum of it."""
    return f"{number} {zlib.crc32(str(number).encode()):08x}\n"


def _number_in(text: str) -> int:
    """The number in a pointer. Raises ``ValueError`` when it is not what was written."""
    number = int(text.split(" ")[0])
    # The first releases wrote no checksum; their manifests say that they are to be rebuilt.
    if text not in (_pointer_to(number), f"{number}\n"):
        raise ValueError(f"{text!r} is not what was written")
    return number


def hold_current(directory: Path) -> HeldGeneration:
    """The current generation, held. Raises `IndexNotFound`, `IndexDamaged`."""
    for _ in range(_FIRST_LOOKS):
        generation = _generation(directory, current_number(directory))
        try:
            lock = generation.lock.open("rb")
        except FileNotFoundError:
            if current_number(directory) == generation.number:
                break
            continue  # a writer replaced and removed it between the two looks
        try:
            lock_file(lock, shared=True)
        except LockHeld:
            lock.close()  # a writer is removing it
            continue
        if generation.manifest.exists():
            return HeldGeneration(generation, lock)
        lock.close()
        if current_number(directory) == generation.number:
            break
    raise IndexDamaged(
        f"{directory}: generation {current_number(directory)} is missing or incomplete"
    )


@contextmanager
def writer_lock(directory: Path) -> Iterator[None]:
    """Be the one writer of the index. Raises `IndexLocked` with the holder's pid."""
    make_folder(directory)
    path = directory / "writer.lock"
    with path.open("a+", encoding="ascii") as lock:
        try:
            lock_file(lock)
        except LockHeld as error:
            lock.seek(0)
            holder = lock.read().strip() or "unknown"
            raise IndexLocked(
                f"{directory}: process {holder} is writing to this index: wait until it is done, "
                "or stop it, and try again"
            ) from error
        lock.seek(0)
        lock.truncate()
        lock.write(str(os.getpid()))
        lock.flush()
        try:
            yield
        finally:
            lock.seek(0)
            lock.truncate()


def begin(directory: Path, copy: Generation | None = None) -> Generation:
    """An empty generation to build, or a copy of one to change. Needs the writer's lock.

    The engine's files are hard links: an engine writes new files and never into old ones.
    """
    sweep(directory)
    current = _known_number(directory)
    if current is None:
        current = max((number for number, _ in _numbered(directory)), default=0)
    final = _generation(directory, current + 1)
    building = Generation(current + 1, final.directory.with_name(final.directory.name + _BUILDING))
    try:
        building.engine.mkdir(parents=True)
        building.lock.touch()
        if copy is not None:
            _copy(copy, building)
    except BaseException:
        abandon(building)
        raise
    return building


def _copy(source: Generation, target: Generation) -> None:
    try:
        for path in sorted(source.engine.iterdir()):
            if path.is_file() and "LOCK" not in path.name:
                _link(path, target.engine / path.name)
        for file, name in (
            (source.catalog, target.catalog),
            (source.segmenter, target.segmenter),
        ):
            shutil.copyfile(file, name)
    except (FileNotFoundError, IsADirectoryError, NotADirectoryError) as error:
        raise IndexDamaged(f"{source.directory}: a file is missing ({error})") from error


def publish(directory: Path, building: Generation) -> Generation:
    """Make a built generation the current one.

    Raises `OSError` when nothing has changed, and `IndexUnwritable` when the generation is the
    current one, but the disk did not confirm that it will be after a loss of power.
    """
    final = _generation(directory, building.number)
    sync(building.directory)
    building.directory.rename(final.directory)
    sync_folder(final.directory.parent)
    pointer = directory / _POINTER
    following = pointer.with_name(_POINTER + ".new")
    with following.open("w", encoding="ascii") as file:
        file.write(_pointer_to(building.number))
        file.flush()
        os.fsync(file.fileno())
    following.replace(pointer)
    try:
        sync_folder(directory)
    except OSError as error:
        raise IndexUnwritable(
            f"{directory}: the change is made and can be searched, but the disk does not confirm "
            f"it ({error}), so that a loss of power may undo it: check the disk, and write again"
        ) from error
    return final


def abandon(building: Generation) -> None:
    """Remove a generation that was begun and will not be published."""
    shutil.rmtree(building.directory, ignore_errors=True)


def _generation(directory: Path, number: int) -> Generation:
    return Generation(number, directory / "generations" / f"{number:06}")


def sweep(directory: Path) -> None:
    """Remove what dead writers left behind, and old generations without readers.

    Needs the writer's lock.
    """
    current = _known_number(directory)
    if current is None:
        return  # nobody knows which generation counts: the next one to be published will say
    for number, path in _numbered(directory):
        if path.name.endswith(_BUILDING) or number > current:
            shutil.rmtree(path, ignore_errors=True)
        elif number < current:
            _remove_unheld(Generation(number, path))


def _numbered(directory: Path) -> list[tuple[int, Path]]:
    """The folders of generations, finished or not, by number."""
    folder = directory / "generations"
    found = []
    for path in folder.iterdir() if folder.is_dir() else ():
        number = path.name.removesuffix(_BUILDING)
        if number.isdecimal() and number.isascii():
            found.append((int(number), path))
    return sorted(found)


def _known_number(directory: Path) -> int | None:
    """The current number, 0 where there is no index; ``None`` where the pointer is damaged."""
    try:
        number = current_number(directory)
    except IndexNotFound:
        return 0
    except IndexDamaged:
        return None
    return number if _generation(directory, number).directory.is_dir() else None


def _remove_unheld(generation: Generation) -> None:
    try:
        with generation.lock.open("rb") as lock:
            lock_file(lock)
            # Without its manifest a generation is gone for every reader that comes late.
            generation.manifest.unlink(missing_ok=True)
            shutil.rmtree(generation.directory, ignore_errors=True)
    except FileNotFoundError:
        shutil.rmtree(generation.directory, ignore_errors=True)
    except LockHeld:
        return


def _link(source: Path, target: Path) -> None:
    try:
        target.hardlink_to(source)
    except OSError:  # a file system without hard links
        shutil.copyfile(source, target)
