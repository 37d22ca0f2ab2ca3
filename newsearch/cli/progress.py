"""A progress bar on standard error while an index is built."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from newsearch.cli.terminal import is_terminal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newsearch.results import Progress

_STAGES = {"read": "Reading", "commit": "Writing"}


@contextmanager
def progress_bar(wanted: bool, color: bool) -> Iterator[Callable[[Progress], None] | None]:
    """Give the callback that draws the bar, or ``None`` where it would not be seen.

    The bar is taken away when the work ends, however it ends.
    """
    if not wanted or not is_terminal(sys.stderr):
        yield None
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bar

    bar = Bar(
        SpinnerColumn(),
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.fields[articles]:,} articles, {task.fields[rate]:,.0f}/s"),
        TimeRemainingColumn(),
        console=Console(stderr=True, no_color=not color),
        transient=True,
        redirect_stdout=False,
        redirect_stderr=False,
    )
    begun = time.monotonic()
    task = bar.add_task("Starting", total=None, articles=0, rate=0.0)

    def draw(progress: Progress) -> None:
        bar.update(
            task,
            description=_STAGES.get(progress.stage, progress.stage),
            completed=progress.done,
            total=progress.total or None,
            articles=progress.articles,
            rate=progress.articles / max(time.monotonic() - begun, 1e-3),
        )

    with bar:
        yield draw
