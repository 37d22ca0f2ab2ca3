"""Where an error becomes a message and an exit code: nowhere else in the package.

Exit codes are ripgrep's: 0 found or done, 1 nothing found, 2 an error; beside them 130 after
Ctrl-C and 143 after SIGTERM.
"""

from __future__ import annotations

import os
import sys
import warnings
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

import click

from newsearch.cli.interrupts import exit_code
from newsearch.cli.safe_text import display_width, visible
from newsearch.cli.terminal import say
from newsearch.errors import NewsearchError, QueryError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

EXIT_OK = 0
EXIT_NONE = 1
EXIT_ERROR = 2

_SHOWN_BEFORE = 50  # characters of a long query that are shown before the caret
_SHOWN_AFTER = 25


def run(work: Callable[[], object]) -> int:
    """Do the work of a command line and return its exit code; no exception comes out.

    ``work`` returns an exit code or ``None``, which is 0.
    """
    _prepare_streams()
    with warnings.catch_warnings():
        # A user can do nothing about the warnings of libraries.
        if not sys.warnoptions and not _debugging():
            warnings.simplefilter("ignore")
        try:
            code = _attempt(work)
        except KeyboardInterrupt as interrupt:
            code = exit_code(interrupt)
    _settle_streams()
    return code


@contextmanager
def pointing_at(query: str) -> Iterator[None]:
    """Let an error of the query be shown with the query and a caret under the place."""
    try:
        yield
    except QueryError as error:
        if error.position is not None:
            error.add_note(caret(query, error.position))
        raise


def caret(query: str, position: int) -> str:
    """Two lines: the query, and a caret under the character at ``position``.

    >>> print(caret('hà "nội', 3))
      hà "nội
         ^
    """
    position = min(max(position, 0), len(query))
    first = max(0, position - _SHOWN_BEFORE)
    before, after = visible(query[first:position]), query[position:]
    if first:
        before = f"…{before}"
    shown = visible(after[:_SHOWN_AFTER]) + ("…" if len(after) > _SHOWN_AFTER else "")
    return f"  {before}{shown}\n  {' ' * display_width(before)}^"


def _attempt(work: Callable[[], object]) -> int:
    try:
        result = work()
        if sys.stdout is not None:
            sys.stdout.flush()
    except click.exceptions.Exit as error:
        return error.exit_code
    except click.ClickException as error:
        say(_usage_message(error))
        return EXIT_ERROR
    except KeyboardInterrupt as interrupt:
        for note in getattr(interrupt, "__notes__", ()):
            say(f"newsearch: {note}")
        return exit_code(interrupt)
    except BrokenPipeError as error:
        # The reader (head, less) has seen enough; a pipe between our own processes that
        # breaks is another matter.
        return EXIT_OK if _reader_has_left() else _report(error)
    except Exception as error:
        return _report(error)
    return result if isinstance(result, int) else EXIT_OK


def _report(error: BaseException) -> int:
    """Say what went wrong; `EXIT_ERROR`."""
    say("\n".join([f"newsearch: {_message(error)}", *getattr(error, "__notes__", ())]))
    if _debugging():
        sys.excepthook(type(error), error, error.__traceback__)
    return EXIT_ERROR


def _usage_message(error: click.ClickException) -> str:
    """Click's message in the style of ours, and for wrong usage where the right one stands."""
    message = error.format_message().removesuffix(".")
    lines = [f"newsearch: {message[:1].lower()}{message[1:]}"]
    if isinstance(error, click.UsageError):
        command = error.ctx.command_path if error.ctx else "newsearch"
        lines.append(f"try: {command} --help")
    return "\n".join(lines)


def _message(error: BaseException) -> str:
    if isinstance(error, NewsearchError):
        return str(error)
    if isinstance(error, BrokenPipeError):
        return "a process that helps with the work has ended (killed, or out of memory?)"
    if isinstance(error, OSError) and error.strerror:
        names = [str(name) for name in (error.filename, error.filename2) if name is not None]
        return ": ".join([*names, error.strerror])
    if isinstance(error, MemoryError):
        return "out of memory"
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return (
        f"unexpected {what}{_place(error.__traceback__)}: this is a bug, please report it "
        "(NEWSEARCH_DEBUG=1 shows the traceback)"
    )


def _place(traceback: TracebackType | None) -> str:
    if traceback is None:
        return ""
    while traceback.tb_next is not None:
        traceback = traceback.tb_next
    module = traceback.tb_frame.f_globals.get("__name__", "?")
    return f" in {module}:{traceback.tb_lineno}"


def _debugging() -> bool:
    return bool(os.environ.get("NEWSEARCH_DEBUG"))


def _prepare_streams() -> None:
    # A terminal or locale without Vietnamese letters shows escapes instead of failing.
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def _reader_has_left() -> bool:
    # Nothing but another write tells whether it was standard output that broke.
    try:
        sys.stdout.write("\n")
        sys.stdout.flush()
    except BrokenPipeError:
        return True
    except (OSError, ValueError, AttributeError):
        return False
    return False


def _settle_streams() -> None:
    """Flush, or give up what is left, so that the interpreter's own flush stays quiet."""
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                target = os.open(os.devnull, os.O_WRONLY)
                os.dup2(target, stream.fileno())
                os.close(target)
