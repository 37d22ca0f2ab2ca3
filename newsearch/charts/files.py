"""A chart as a file, in its place only when it is whole."""

from __future__ import annotations

import os
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

from newsearch.errors import NewsearchError
from newsearch.timelines import Timeline

FORMATS = ("png", "svg")


def require_matplotlib() -> None:
    """Raises `NewsearchError`, with what to install, where matplotlib is missing."""
    if find_spec("matplotlib") is None:
        raise NewsearchError(
            "charts are drawn by matplotlib, which is not installed: "
            'run `pip install "newsearch[charts]"`'
        )


def draw_timeline(
    timeline: Timeline, path: str | os.PathLike[str], form: str | None = None
) -> None:
    """Draw a timeline as PNG or SVG: bars of articles, their share of all, and the peaks.

    ``form`` is ``"png"`` or ``"svg"``; without it the end of the name says which. The same
    timeline gives the same file. Raises `NewsearchError` where matplotlib is missing, the format
    is another, or the timeline has no periods; ``OSError`` where the file cannot be written.

    >>> draw_timeline(index.timeline("lũ lụt"), "lu-lut.png")  # doctest: +SKIP
    """
    wanted = form or Path(path).suffix[1:].lower()
    if wanted not in FORMATS:
        raise NewsearchError(f"{path}: charts are drawn as .png or .svg: choose one of these names")
    if not timeline.periods:
        raise NewsearchError(f"{path}: no article that was found has a date: nothing is drawn")
    require_matplotlib()
    from newsearch.charts.drawing import drawn

    _write(Path(path), drawn(timeline, wanted))


def _write(path: Path, data: bytes) -> None:
    target = Path(os.path.realpath(path))  # a link stays one
    if target.exists() and not target.is_file():
        target.write_bytes(data)  # a device or a pipe
        return
    unfinished = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        unfinished.write_bytes(data)
        unfinished.replace(target)
    except BaseException:
        with suppress(OSError):
            unfinished.unlink()
        raise
