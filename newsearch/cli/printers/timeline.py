"""A timeline as bars for people, as one JSON object, and as CSV."""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from newsearch.cli.printers.text import origin
from newsearch.cli.safe_text import display_width
from newsearch.cli.terminal import Screen, Span, write

if TYPE_CHECKING:
    from newsearch.timelines import Peak, Timeline, TimelinePeriod

HEADING = ("start", "end", "articles", "all_articles", "share", "peak")

_EIGHTHS = " ▏▎▍▌▋▊▉█"
_NARROWEST, _WIDEST = 8, 100  # columns of the longest bar
_LABELS = {"day": 10, "week": 10, "month": 7, "year": 4}
_INDENT = 3


def print_text(
    timeline: Timeline, screen: Screen, columns: int, shown: Sequence[TimelinePeriod]
) -> None:
    """Print a line for each of the periods that are shown, and below them the peaks.

    Bars fit into so many columns, and are comparable with those that are not shown.
    """
    most = max(period.articles for period in timeline.periods)
    blocks = _has_blocks()
    rows = [_cells(timeline, period) for period in shown]
    heading = (timeline.by, "articles", "share")
    widths = [max(map(display_width, column)) for column in zip(heading, *rows, strict=True)]
    marks = 2 + len(str(len(timeline.peaks))) + 2 if timeline.peaks else 0
    room = max(_NARROWEST, min(_WIDEST, columns - sum(widths) - 2 * len(widths) - marks))
    screen.line(Span(_aligned(heading, widths), "dim"))
    for period, cells in zip(shown, rows, strict=True):
        number = timeline.peak_number(period)
        bar = _bar(period.articles, most, room, blocks)
        mark = f"  [{number}]" if number else ""
        screen.line(_aligned(cells, widths), "  ", Span(bar + mark, "match" if number else ""))
    screen.line(Span(_summary(timeline), "dim"))
    for number, peak in enumerate(timeline.peaks, 1):
        screen.line()
        _print_peak(number, peak, timeline.by, screen)


def print_json(timeline: Timeline) -> None:
    """Print one object; ``periods`` is an empty list where there are none."""
    from newsearch.cli.printers.json import print_json

    print_json(
        {
            "query": timeline.query,
            "by": timeline.by,
            "total": timeline.total,
            "undated": timeline.undated,
            "vague": timeline.vague,
            "periods": [
                {
                    "start": period.start,
                    "end": period.end,
                    "articles": period.articles,
                    "all_articles": period.all_articles,
                    "share": _rounded(period.share),
                    "peak": timeline.peak_number(period),
                }
                for period in timeline.periods
            ],
            "peaks": [_peak_record(peak) for peak in timeline.peaks],
            "reading": timeline.reading,
            "suggestion": timeline.suggestion,
            "notices": timeline.notices,
        }
    )


def print_csv(timeline: Timeline) -> None:
    """Print a row for each period; ``peak`` is the number of the peak it is in, from 1."""
    table = io.StringIO()
    writer = csv.writer(table, lineterminator="\n")
    writer.writerow(HEADING)
    for period in timeline.periods:
        writer.writerow(
            (
                period.start,
                period.end,
                period.articles,
                period.all_articles,
                "" if period.share is None else f"{period.share:.6f}",
                timeline.peak_number(period) or "",
            )
        )
    write(table.getvalue())


def _cells(timeline: Timeline, period: TimelinePeriod) -> tuple[str, str, str]:
    return _label(timeline.by, period.start), f"{period.articles:,}", _percent(period.share)


def _label(by: str, day: str) -> str:
    return day[: _LABELS[by]]


def _percent(share: float | None) -> str:
    if share is None:
        return "-"
    percent = 100 * share
    return f"{percent:.1f}%" if percent >= 0.1 or not percent else f"{percent:.3f}%"


def _aligned(cells: Sequence[str], widths: Sequence[int]) -> str:
    label, *numbers = (
        " " * (width - display_width(cell)) + cell
        for cell, width in zip(cells, widths, strict=True)
    )
    return "  ".join([label, *numbers])


def _bar(count: int, most: int, columns: int, blocks: bool) -> str:
    """A bar for a count, of so many columns for the largest; of anything at all there is a bit."""
    if not count:
        return ""
    if not blocks:
        return "=" * max(1, round(columns * count / most))
    eighths = max(1, round(8 * columns * count / most))
    return (_EIGHTHS[8] * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def _has_blocks() -> bool:
    """Whether standard output can write blocks."""
    try:
        _EIGHTHS.encode(getattr(sys.stdout, "encoding", None) or "ascii")
    except (UnicodeError, LookupError):
        return False
    return True


def _summary(timeline: Timeline) -> str:
    articles = sum(period.articles for period in timeline.periods)
    everything = sum(period.all_articles for period in timeline.periods)
    noun = "article" if articles == 1 else "articles"
    return f"{articles:,} {noun}; of these {timeline.by}s the index has {everything:,}"


def _print_peak(number: int, peak: Peak, by: str, screen: Screen) -> None:
    mark = f"[{number}] "
    indent = max(_INDENT, len(mark))
    screen.line(Span(mark.ljust(indent), "match"), _peak_words(peak, by), hang=indent)
    article = peak.top.article
    screen.line(Span(article.title or "(no title)", "title"), indent=indent)
    published = article.published.isoformat() if article.published else ""
    screen.line(Span(origin(article.source, article.author, published), "dim"), indent=indent)
    screen.line(Span(peak.top.id, "dim"), indent=indent)


def _peak_words(peak: Peak, by: str) -> str:
    first, last = _label(by, peak.start), _label(by, peak.end)
    if by == "week" or first != last:
        first += f" to {last}"
    noun = "article" if peak.articles == 1 else "articles"
    if peak.ratio is None:
        usual = "elsewhere none"
    else:
        ratio = f"{peak.ratio:.1f}" if peak.ratio < 10 else f"{peak.ratio:,.0f}"
        usual = f"{ratio} times the usual {_percent(peak.usual_share)}"
    return f"{first}: {peak.articles:,} {noun}, {_percent(peak.share)} of all, {usual}"


def _peak_record(peak: Peak) -> dict[str, Any]:
    article = peak.top.article
    return {
        "start": peak.start,
        "end": peak.end,
        "articles": peak.articles,
        "all_articles": peak.all_articles,
        "share": _rounded(peak.share),
        "usual_share": _rounded(peak.usual_share),
        "ratio": None if peak.ratio is None else round(peak.ratio, 2),
        "highest": peak.highest,
        "top": {
            "id": peak.top.id,
            "title": article.title,
            "source": article.source,
            "author": article.author,
            "published": article.published.isoformat() if article.published else None,
            "url": article.url,
            "score": round(peak.top.score, 6),
        },
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 6)
