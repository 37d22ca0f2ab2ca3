"""What of a folder has reached the disk, told from the calls of ``fsync``; and disks made of it.

A file's content is on disk as it was when the file was last brought there; the names in a folder
likewise, by bringing the folder there (POSIX, ``fsync``; the manual of Linux, ``fsync(2)``, says
that a file's own does not bring its name there). Everything else may be there or not, each by
itself: a file system may write in any order.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import stat
from pathlib import Path
from typing import NamedTuple

_NOTES = "notes.jsonl"
_CONTENTS = "contents"


class Durability:
    """Notes, within the process that writes, what is on disk. What was there before it is."""

    def __init__(self, notes: Path, root: Path) -> None:
        """``root`` is the folder that is written to; it need not be there yet."""
        self._contents = notes / _CONTENTS
        self._contents.mkdir(parents=True)
        self._notes = (notes / _NOTES).open("w", encoding="utf-8")
        # Open files keep their numbers: none is given to another file meanwhile.
        self._kept: dict[int, int] = {}
        above = root
        while not above.exists():
            above = above.parent
        self._note_all(above if above != root else root.parent, root)

    def called(self, label: str, path: str) -> None:
        """Take note of a call that was made."""
        if label == "mkdir":
            self._keep(Path(path))
        elif label == "fsync":
            self._note(Path(path))

    def _note_all(self, above: Path, root: Path) -> None:
        self._note(above, only=root)
        if root.exists():
            for folder, _, names in os.walk(root):
                self._note(Path(folder))
                for name in names:
                    self._note(Path(folder, name))

    def _note(self, path: Path, only: Path | None = None) -> None:
        number = self._keep(path)
        if not path.is_dir():
            shutil.copyfile(path, self._contents / str(number))
            self._write({"file": number})
            return
        entries = {}
        for entry in sorted(os.scandir(path), key=lambda one: one.name):
            if only is None or Path(entry.path) == only or only.is_relative_to(entry.path):
                entries[entry.name] = (self._keep(Path(entry.path)), entry.is_dir())
        self._write({"folder": number, "entries": entries})

    def _keep(self, path: Path) -> int:
        descriptor = os.open(path, os.O_RDONLY)
        number = os.fstat(descriptor).st_ino
        if number in self._kept:
            os.close(descriptor)
        else:
            self._kept[number] = descriptor
        return number

    def _write(self, record: dict[str, object]) -> None:
        self._notes.write(json.dumps(record) + "\n")
        self._notes.flush()


class Entry(NamedTuple):
    """A name in a folder."""

    number: int
    is_folder: bool


class Disk:
    """What is on disk for certain, and what was written: between these lies what power leaves."""

    def __init__(self, notes: Path, root: Path) -> None:
        self._contents = notes / _CONTENTS
        self._root = root
        self._files: set[int] = set()
        self._folders: dict[int, dict[str, Entry]] = {}
        for line in (notes / _NOTES).read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if "file" in record:
                self._files.add(record["file"])
            else:
                self._folders[record["folder"]] = {
                    name: Entry(*entry) for name, entry in record["entries"].items()
                }
        # What was written, whether or not it reached the disk, by the same numbers.
        self._written_files: dict[int, Path] = {}
        self._written_folders: dict[int, dict[str, Entry]] = {}
        if root.exists():
            self._look(root)

    def _look(self, folder: Path) -> None:
        entries = {}
        for entry in os.scandir(folder):
            status = entry.stat(follow_symlinks=False)
            entries[entry.name] = Entry(status.st_ino, stat.S_ISDIR(status.st_mode))
            if entry.is_dir():
                self._look(Path(entry.path))
            else:
                self._written_files[status.st_ino] = Path(entry.path)
        self._written_folders[folder.stat().st_ino] = entries

    def image(self, target: Path, seed: int | None) -> bool:
        """Write what a loss of power leaves; ``None`` loses all that it can.

        Otherwise each file and each folder has what was written, or what is certain, or (a file
        that was never brought to disk) only a part of what was written. Whether the root is left.
        """
        source = random.Random(seed) if seed is not None else None
        above = self._root.parent
        while above.stat().st_ino not in self._folders:
            above = above.parent
        number = above.stat().st_ino
        for part in self._root.relative_to(above).parts:
            entry = self._folders.get(number, {}).get(part)
            if entry is None:
                return False
            number = entry.number
        self._write_folder(number, target, source)
        return True

    def _write_folder(self, number: int, target: Path, source: random.Random | None) -> None:
        target.mkdir(parents=True)
        certain = self._folders.get(number, {})
        written = self._written_folders.get(number, certain)
        names = _either(certain, written, source) if source else certain
        for name, entry in names.items():
            if entry.is_folder:
                self._write_folder(entry.number, target / name, source)
            else:
                self._write_file(entry.number, target / name, source)

    def _write_file(self, number: int, target: Path, source: random.Random | None) -> None:
        written = self._written_files.get(number)
        if source and written and source.random() < 0.5:
            shutil.copyfile(written, target)
        elif number in self._files:
            shutil.copyfile(self._contents / str(number), target)
        else:  # never brought to disk
            content = written.read_bytes() if written else b""
            target.write_bytes(content[: source.randint(0, len(content))] if source else b"")


def _either(
    certain: dict[str, Entry], written: dict[str, Entry], source: random.Random
) -> dict[str, Entry]:
    """Names of which each is as it was or as it was to be: what replaces another is one of both."""
    names = {}
    for name in sorted(certain.keys() | written.keys()):
        choices = (certain.get(name), written.get(name))
        chosen = source.choice(choices)
        if chosen is not None:
            names[name] = chosen
    return names
