"""Calls to the file system that kill the process, fail, or are remembered for a loss of power.

Every call by which Python code changes something within a folder is a place for a fault: opening
for writing, making, linking, renaming and removing files and folders, and bringing them to disk.
What an engine does in its own machine code is not seen here: `torture.crashes.system_calls` does.
"""

from __future__ import annotations

import builtins
import errno
import io
import json
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from torture.crashes.durability import Durability

# What takes room on a disk, and so may fail when there is none.
_CREATING = {"open", "mkdir", "link", "symlink", "rename", "replace", "fsync"}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT


@dataclass(frozen=True)
class Fault:
    """What happens at the call number ``at`` from 0 on: ``kill``, or the name of an error.

    With ``lasting`` all later calls that create something fail as well. ``durability`` is a folder
    where what reached the disk is noted (`Durability`).
    """

    at: int = -1
    kind: str = "kill"
    lasting: bool = False
    durability: str = ""


class _Injector:
    def __init__(self, fault: Fault, root: Path) -> None:
        self.calls: list[str] = []
        self._fault = fault
        self._root = os.path.realpath(root)
        self._busy = False
        self._durability = (
            Durability(Path(fault.durability), Path(self._root)) if fault.durability else None
        )

    def wrap(self, module: Any, name: str, label: str = "") -> None:
        """Put a function that counts, and may not return, in the place of another."""
        original: Callable[..., Any] = getattr(module, name)
        label = label or name

        def wrapped(*arguments: Any, **options: Any) -> Any:
            path = None if self._busy else self._path_of(label, arguments, options)
            if path is None:
                return original(*arguments, **options)
            self._busy = True
            try:
                self._strike(label, path)
                answer = original(*arguments, **options)
                if self._durability:
                    self._durability.called(label, path)
                return answer
            finally:
                self._busy = False

        setattr(module, name, wrapped)

    def _path_of(self, label: str, arguments: Any, options: Any) -> str | None:
        """Which file or folder of the root a call changes, if any."""
        if label == "open":
            mode = arguments[1] if len(arguments) > 1 else options.get("mode", "r")
            writes = mode & _WRITING if isinstance(mode, int) else set("wax+") & set(mode)
            if not writes:
                return None
        given = arguments[-1 if label in ("rename", "replace") else 0]
        if label == "link":
            given = arguments[1]
        if isinstance(given, int):
            path = _opened(given)
        else:
            path = os.fspath(given)
            if options.get("dir_fd") is not None:
                path = f"{_opened(options['dir_fd'])}/{path}"
            path = os.path.normpath(Path.cwd() / path)
        within = path == self._root or path.startswith(self._root + os.sep)
        # The folders above the index may have to be made, and brought to disk, too.
        above = label in ("mkdir", "fsync") and self._root.startswith(path + os.sep)
        return path if within or above else None

    def _strike(self, label: str, path: str) -> None:
        number = len(self.calls)
        name = f"{label} {os.path.relpath(path, self._root)}"
        self.calls.append(name)
        fault = self._fault
        struck = number == fault.at
        if not struck and not (fault.lasting and -1 < fault.at < number and label in _CREATING):
            return
        if struck:
            line = json.dumps({"fault": name, "kind": fault.kind}) + "\n"
            os.write(1, line.encode())
        if fault.kind == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        code = int(getattr(errno, fault.kind))
        raise OSError(code, os.strerror(code), path)


def _opened(descriptor: int) -> str:
    return str(Path(f"/proc/self/fd/{descriptor}").readlink())


_installed: list[_Injector] = []


def install(fault: Fault, root: Path) -> None:
    """From here on count the calls that change something within ``root``, and strike once."""
    injector = _Injector(fault, root)
    for name in ("mkdir", "rename", "replace", "link", "unlink", "rmdir", "fsync", "open"):
        injector.wrap(os, name)
    injector.wrap(os, "remove", "unlink")
    injector.wrap(io, "open")
    injector.wrap(builtins, "open")
    _installed.append(injector)


def calls() -> list[str]:
    """The calls that were counted, in order: what was done, and to what."""
    return _installed[-1].calls if _installed else []
