"""The standard streams: every line for people goes through here.

`Screen` makes text safe to show and gives it style; nothing else prints an article's words
as text. Styled lines wrap at the terminal's width; plain ones are never wrapped.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from dataclasses import dataclass
from io import StringIO
from typing import TYPE_CHECKING

from newsearch.article import clean_text
from newsearch.cli.safe_text import display_width, visible, visible_lines

if TYPE_CHECKING:
    from collections.abc import Sequence

STYLES = {
    "title": "bold",
    "dim": "dim",
    "match": "bold yellow",
    "title match": "bold yellow",
    "added": "green",
    "removed": "red",
}
_NARROWEST = 20  # columns that text keeps, however deep it is indented


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of a line with the name of its style: a key of ``STYLES``, or ``""``."""

    text: str
    style: str = ""


class Screen:
    """Writes lines to standard output, with colour or plain."""

    def __init__(self, color: bool) -> None:
        self._color = color

    def line(self, *spans: Span | str, indent: int = 0, hang: int = 0) -> None:
        """Write one line, ``indent`` columns in; what wraps stands ``hang`` columns further."""
        safe = [
            Span(visible(span)) if isinstance(span, str) else Span(visible(span.text), span.style)
            for span in spans
        ]
        if self._color:
            write(_styled(safe, indent, hang))
        else:
            write(f"{' ' * indent}{''.join(span.text for span in safe)}".rstrip() + "\n")

    def table(self, rows: Sequence[Sequence[str]], right: Sequence[int] = ()) -> None:
        """Write rows as aligned columns, the first as a dim heading.

        ``right`` are the columns, counted from 0, that are aligned to the right.
        """
        safe = [[visible(cell) for cell in row] for row in rows]
        widths = [max(map(display_width, column)) for column in zip(*safe, strict=True)]
        for number, row in enumerate(safe):
            cells = []
            for column, (cell, width) in enumerate(zip(row, widths, strict=True)):
                space = " " * (width - display_width(cell))
                cells.append(space + cell if column in right else cell + space)
            self.line(Span("  ".join(cells).rstrip(), "" if number else "dim"))


def write(text: str) -> None:
    """Write to standard output as it is. Does nothing where there is none."""
    if sys.stdout is not None:
        sys.stdout.write(text)


def say(message: str) -> None:
    """Write a message, one or more lines, to standard error, below what was printed so far."""
    for stream, text in ((sys.stdout, ""), (sys.stderr, "\n".join(visible_lines(message)) + "\n")):
        # A message that nobody can read any more must not stop the work.
        with suppress(OSError, AttributeError):
            stream.write(text)
            stream.flush()


def standard_input() -> str:
    """All of standard input, read as UTF-8 and cleaned as articles are."""
    if sys.stdin is None:
        return ""
    return clean_text(sys.stdin.buffer.read().decode("utf-8-sig", "replace"))


def is_terminal(stream: object) -> bool:
    """Whether a standard stream is there and is a terminal."""
    isatty = getattr(stream, "isatty", None)
    return bool(isatty and isatty())


def wants_color(choice: str) -> bool:
    """Whether to colour standard output: ``choice`` is ``auto``, ``always`` or ``never``.

    ``auto`` colours a terminal, unless ``NO_COLOR`` is set (https://no-color.org).
    """
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return is_terminal(sys.stdout)


def use_utf8() -> None:
    """Make standard output UTF-8: what files and programs that read our formats expect."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8")


def _styled(spans: Sequence[Span], indent: int, hang: int) -> str:
    from rich.console import Console
    from rich.text import Text

    # Rich writes into a string: its own way with a closed pipe would end the program.
    target = StringIO()
    console = Console(
        file=target,
        force_terminal=True,
        color_system="standard",
        no_color=False,
        legacy_windows=False,
        width=_width(),
    )
    text = Text.assemble(*((span.text, STYLES.get(span.style, "")) for span in spans))
    rows: list[Text] = [text]
    if is_terminal(sys.stdout):
        rows = list(text.wrap(console, max(_NARROWEST, console.width - indent - hang)))
    for number, row in enumerate(rows):
        row.rstrip()
        margin = " " * (indent + hang if number else indent)
        console.print(Text(margin) + row, soft_wrap=True)
    return target.getvalue()


def _width() -> int:
    from shutil import get_terminal_size

    return get_terminal_size().columns
