"""Where the writer tells the readers what it has done: one small file, replaced as a whole."""

from __future__ import annotations

from pathlib import Path

_STOP = "stop"


class Board:
    """The number of the last acknowledged step, or that it is over."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def acknowledge(self, step: int) -> None:
        """Tell that a step is done."""
        self._put(str(step))

    def stop(self) -> None:
        """Tell that it is over."""
        self._put(_STOP)

    def acknowledged(self) -> int:
        """The last step that was done for certain; -1 when it is over."""
        said = self._path.read_text(encoding="ascii")
        return -1 if said == _STOP else int(said)

    def stopped(self) -> bool:
        """Whether it is over."""
        return self._path.read_text(encoding="ascii") == _STOP

    def _put(self, text: str) -> None:
        beside = self._path.with_suffix(".new")
        beside.write_text(text, encoding="ascii")
        beside.replace(self._path)
