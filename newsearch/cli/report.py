"""The report of a build: as text or JSON, with the places that were skipped."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from newsearch.cli.terminal import Screen, say, use_utf8

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newsearch.results import BuildReport, Skipped

SHOWN_PLACES = 20


def print_report(
    report: BuildReport, done: int, form: str, quiet: bool, verbose: bool, screen: Screen
) -> None:
    """Print a report to standard output, and what was skipped to standard error.

    ``done`` counts the articles that were analysed and written, from which the speed
    comes. ``quiet`` leaves out all but a report in JSON; ``verbose`` names every place.
    """
    if not quiet:
        _say_places(report.skipped, len(report.skipped) if verbose else SHOWN_PLACES)
        if verbose:
            _say_places(report.doubles, len(report.doubles))
            _say_places(report.remarks, len(report.remarks))
    if form == "json":
        from newsearch.cli.printers.json import print_json

        use_utf8()
        print_json(_record(report, done))
    elif not quiet:
        _print_text(report, done, verbose, screen)


def _record(report: BuildReport, done: int) -> dict[str, object]:
    return {
        "indexed": report.indexed,
        "added": report.added,
        "edited": report.edited,
        "removed": report.removed,
        "unchanged": report.unchanged,
        "seconds": round(report.seconds, 3),
        "articles_per_second": round(_rate(report, done), 1),
        "generation": report.generation,
        "formats": dict(report.formats),
        "doubles": [_place(place) for place in report.doubles],
        "skipped": [_place(place) for place in report.skipped],
        "remarks": [_place(place) for place in report.remarks],
    }


def _place(place: Skipped) -> dict[str, object]:
    return {"path": place.path, "line": place.line, "reason": place.reason}


def _print_text(report: BuildReport, done: int, verbose: bool, screen: Screen) -> None:
    speed = f" ({_rate(report, done):,.0f} articles/s)" if done else ""
    screen.line(f"{_count(report.indexed, 'article')} in {report.seconds:,.1f} s{speed}")
    screen.line(
        f"{report.added:,} added, {report.edited:,} edited, {report.removed:,} removed, "
        f"{report.unchanged:,} unchanged"
    )
    if report.formats:
        screen.line(f"read: {formats_line(report.formats)}")
        for form, count in report.formats.items() if verbose else ():
            screen.line(f"  {count:,} × {form}")
    if report.doubles:
        hint = "" if verbose else " (--verbose shows them)"
        screen.line(f"{_count(len(report.doubles), 'double')}{hint}")
    if report.skipped:
        screen.line(f"{len(report.skipped):,} skipped")
    if report.remarks:
        hint = "" if verbose else " (--verbose shows them)"
        screen.line(f"{_count(len(report.remarks), 'remark')}{hint}")


def formats_line(formats: Mapping[str, int]) -> str:
    """How many files were read as what: ``120 × HTML, 1 × CSV``, without the names of fields."""
    kinds: Counter[str] = Counter()
    for form, count in formats.items():
        kinds[form.partition(" (")[0]] += count
    return ", ".join(f"{count:,} × {kind}" for kind, count in kinds.most_common())


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"


def _rate(report: BuildReport, done: int) -> float:
    return done / max(report.seconds, 1e-3)


def _say_places(places: Sequence[Skipped], limit: int) -> None:
    for place in places[:limit]:
        say(str(place))
    if len(places) > limit:
        say(f"… and {len(places) - limit:,} more (--verbose shows them)")
