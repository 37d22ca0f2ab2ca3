"""``newsearch update --watch``: a line for each update, until Ctrl-C."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from newsearch.cli.report import SHOWN_PLACES
from newsearch.cli.terminal import Screen, say, use_utf8

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsearch.results import BuildReport


def watch_sources(
    index_path: Path,
    sources: Sequence[str],
    *,
    every: float | None,
    workers: int | None,
    field_map: Mapping[str, str],
    form: str,
    quiet: bool,
    verbose: bool,
    screen: Screen,
) -> None:
    """Keep an index up to date until the process is interrupted; tell of what happens."""
    from newsearch.indexing.alarm import has_doorbell
    from newsearch.news_index import NewsIndex

    def tell(report: BuildReport) -> None:
        if not quiet:
            _say_places(report, verbose)
        if form == "json":
            _print_record(report)
        elif not quiet and (report.added or report.edited or report.removed):
            screen.line(_line(report))
        if sys.stdout is not None:
            sys.stdout.flush()

    with NewsIndex.open(index_path) as index:
        if not quiet:
            say(f"watching {', '.join(sources)} (Ctrl-C ends it)")
            if not has_doorbell():
                say(
                    "all files are looked at now and then: with watchfiles "
                    "(pip install 'newsearch[watch]') changes are seen at once"
                )
        if form == "json":
            use_utf8()
        index.watch(
            sources,
            on_update=tell,
            on_trouble=lambda message: say(f"newsearch: {message}"),
            every=every,
            workers=workers,
            field_map=field_map,
        )


def _line(report: BuildReport) -> str:
    changes = f"+{report.added:,} ~{report.edited:,} -{report.removed:,}"
    noun = "article" if report.indexed == 1 else "articles"
    return f"{datetime.now():%H:%M:%S}  {changes}  {report.indexed:,} {noun}"


def _print_record(report: BuildReport) -> None:
    from newsearch.cli.printers.json import print_json_line

    print_json_line(
        {
            "time": datetime.now().astimezone().isoformat(timespec="seconds"),
            "indexed": report.indexed,
            "added": report.added,
            "edited": report.edited,
            "removed": report.removed,
            "seconds": round(report.seconds, 3),
            "generation": report.generation,
            "skipped": [
                {"path": place.path, "line": place.line, "reason": place.reason}
                for place in report.skipped
            ],
        }
    )


def _say_places(report: BuildReport, verbose: bool) -> None:
    places = [*report.skipped, *(report.remarks if verbose else ())]
    shown = places if verbose else places[:SHOWN_PLACES]
    for place in shown:
        say(str(place))
    if len(places) > len(shown):
        say(f"… and {len(places) - len(shown):,} more (--verbose shows them)")
