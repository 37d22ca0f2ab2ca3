"""What a corpus consists of: its files."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from newsearch.readers.packing.binary import why_binary
from newsearch.results import Skipped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

STANDARD_INPUT = "-"

# Files that speak of a folder, not of the day.
_ABOUT_THE_FOLDER = frozenset({"readme", "license", "licence", "notice", "changelog"})

# What browsers and crawlers save beside a page, and systems beside anything.
_BESIDE_A_PAGE = frozenset((".css", ".js", ".mjs", ".map", ".svg", ".m3u8"))
# The same where it is not text: a page that was saved under such a name is read.
_MEDIA = frozenset(
    {
        *(".jpg", ".jpeg", ".png", ".gif", ".webp", ".avif", ".ico", ".bmp", ".mp3", ".mp4"),
        *(".webm", ".woff", ".woff2", ".ttf", ".otf", ".eot"),
    }
)
_OF_A_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})

LOOK_AT = 512
"""How many bytes of a file with the name of an image tell whether it is text."""

_OF_INDEX = frozenset({"CURRENT", "CURRENT.new", "writer.lock"})


@dataclass(frozen=True, slots=True)
class CorpusFile:
    """A file to read.

    ``path`` is reported as it was given, or joined below the given folder; ``-`` is
    standard input. ``size`` counts bytes and ``mtime_ns`` is the time of the last
    change in nanoseconds since 1970; both are 0 for standard input. Of a file that still grows
    so many bytes are read as ``upto`` says.
    """

    path: str
    size: int
    mtime_ns: int
    upto: int | None = None


def list_files(
    sources: Iterable[str | os.PathLike[str]],
) -> tuple[list[CorpusFile], list[Skipped]]:
    """All files of the given folders and files, and what had to be left out.

    A folder is walked through and its files are sorted by path. Hidden files and
    folders, a folder's ``README`` and ``LICENSE``, the files of an index that lies there, and
    images, styles and scripts are left out without a word; sources that do not
    exist, unreadable folders and links that lead outside the given folder are reported. A file
    reached twice is listed once. Raises nothing: whatever the system refuses is reported.
    """
    files: list[CorpusFile] = []
    skipped: list[Skipped] = []
    seen: set[str] = set()
    for source in sources:
        name = os.fspath(source)
        for entry in [Path(name)] if not _is_folder(name) else _walk(Path(name), skipped):
            file = _look_at(name if str(entry) == str(Path(name)) else str(entry), skipped)
            if file is None:
                continue
            identity = file.path if name == STANDARD_INPUT else os.path.realpath(file.path)
            if identity not in seen:
                seen.add(identity)
                files.append(file)
    return files, skipped


def is_left_out(name: str) -> bool:
    """Whether a file of a folder or an archive is left out by its name: hidden, about the folder
    (``README``), or what belongs to a web page (images, styles, scripts).

    >>> is_left_out("README.md"), is_left_out("style.css"), is_left_out("tin.html")
    (True, True, False)
    """
    path = PurePath(name.lower())
    return (
        name.startswith(".")
        or path.stem in _ABOUT_THE_FOLDER
        or path.suffix in _BESIDE_A_PAGE | _MEDIA
        or path.name in _OF_A_SYSTEM
    )


def is_media_name(name: str) -> bool:
    """Whether a name is that of an image, a sound, a film or a font.

    >>> is_media_name("anh.JPG"), is_media_name(".anh.jpg")
    (True, False)
    """
    return PurePath(name.lower()).suffix in _MEDIA and not name.startswith(".")


def begins_as_text(head: bytes) -> bool:
    """Whether the first bytes of a file are those of text, whatever its name."""
    return bool(head.strip()) and b"\0" not in head and not why_binary(head)


def _is_text_of_media(path: Path) -> bool:
    """Whether a file with the name of an image, a sound or a font begins as text does."""
    if not is_media_name(path.name):
        return False
    try:
        if not path.is_file():  # a pipe would wait for a writer
            return False
        with path.open("rb") as file:
            return begins_as_text(file.read(LOOK_AT))
    except (OSError, ValueError):
        return False


def _is_folder(name: str) -> bool:
    try:
        return name != STANDARD_INPUT and Path(name).is_dir()
    except (OSError, ValueError):
        return False


def _look_at(name: str, skipped: list[Skipped]) -> CorpusFile | None:
    if name == STANDARD_INPUT:
        return CorpusFile(STANDARD_INPUT, 0, 0)
    try:
        status = Path(name).stat()
    except (FileNotFoundError, NotADirectoryError):
        skipped.append(Skipped(name, 0, "there is no such file or folder"))
        return None
    except (OSError, ValueError) as error:
        skipped.append(Skipped(name, 0, f"cannot be read: {explain(error)}"))
        return None
    size = status.st_size if stat.S_ISREG(status.st_mode) else 0
    return CorpusFile(name, size, status.st_mtime_ns)


def _walk(folder: Path, skipped: list[Skipped]) -> Iterator[Path]:
    """The files below a folder, sorted by path; folders that are links are not entered."""
    home = os.path.realpath(folder)
    found: list[Path] = []
    for parent, folders, names in os.walk(
        folder,
        onerror=lambda error: skipped.append(
            Skipped(str(error.filename), 0, f"cannot be read: {explain(error)}")
        ),
    ):
        if "CURRENT" in names and "generations" in folders:  # an index lies here
            names = [name for name in names if name not in _OF_INDEX]
            folders.remove("generations")
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in [*names, *folders]:
            path = Path(parent) / name
            if is_left_out(name) and not _is_text_of_media(path):
                continue
            try:
                is_walked = name in folders and not path.is_symlink()
                if not is_walked and _is_welcome(path, home, skipped):
                    found.append(path)
            except (OSError, ValueError) as error:
                skipped.append(Skipped(str(path), 0, f"cannot be read: {explain(error)}"))
    yield from sorted(found)


def _is_welcome(path: Path, home: str, skipped: list[Skipped]) -> bool:
    """Whether a file of a folder is one to read; a link's reason to stay out is noted."""
    if path.is_symlink():
        target = os.path.realpath(path)
        if not Path(target).exists():
            skipped.append(Skipped(str(path), 0, "a link that leads nowhere"))
            return False
        if os.path.commonpath([home, target]) != home:
            skipped.append(Skipped(str(path), 0, "a link that leads outside the given folder"))
            return False
        if Path(target).is_dir():
            return False  # its files are met where they lie
    if not path.is_file():
        skipped.append(Skipped(str(path), 0, "not an ordinary file"))
        return False
    return True


def explain(error: Exception) -> str:
    """An operating system's error in its own words, without number and path."""
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
