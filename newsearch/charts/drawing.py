"""A timeline drawn by matplotlib: bars of articles, their share below, and the peaks named."""

from __future__ import annotations

import io
import math
import warnings
from collections.abc import Sequence
from threading import Lock
from typing import Any

import matplotlib
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.collections import PolyCollection
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.ticker import FuncFormatter, MaxNLocator

from newsearch.charts.ticks import ticks
from newsearch.charts.words import UNITS, number, percent, printable, span
from newsearch.timelines import Peak, Timeline

_BAR, _PEAK, _SHARE = "#3b6ea5", "#c8502b", "#8a97a6"
_INK, _PALE, _GRID = "#222222", "#5f6670", "#e3e6ea"

# Inches, from the top down.
_WIDTH, _MARGIN, _LEFT = 10.0, 0.3, 0.75
_TITLE, _COUNTS, _GAP, _SHARES, _TICKS = 1.15, 2.7, 0.3, 1.3, 0.55
_PEAK_LINES, _HEADING, _FOOT = 0.47, 0.3, 0.3
_POINTS = 72.0
_DOTS = 150

_FEWEST_SLOTS = 8  # fewer periods leave room at the sides
_MANY = 120  # of so many periods no gap between bars is seen
_SIGN_WIDTH, _SIGN_HEIGHT = 14.0, 12.0  # points that the number of a peak takes

_ROUNDS = 5

_drawing = Lock()  # matplotlib's settings are one for all threads


def drawn(timeline: Timeline, form: str) -> bytes:
    """The chart as a file of this format, ``png`` or ``svg``; the timeline has periods."""
    with _drawing, matplotlib.rc_context(), warnings.catch_warnings():
        matplotlib.rcdefaults()  # whatever the user's own settings are
        matplotlib.rcParams.update(
            {
                "font.family": "DejaVu Sans",  # has every Vietnamese letter
                "text.parse_math": False,  # a dollar is a dollar
                "svg.hashsalt": "newsearch",
                "svg.fonttype": "path",
            }
        )
        # A title may hold any letter of the world; what the font lacks is an empty box.
        warnings.filterwarnings("ignore", "Glyph .* missing from", UserWarning)
        figure = _figure(timeline)
        target = io.BytesIO()
        if form == "svg":
            canvas: Any = FigureCanvasSVG(figure)
            canvas.print_svg(target, metadata={"Date": None, "Creator": "newsearch"})
        else:
            canvas = FigureCanvasAgg(figure)
            canvas.print_png(target, metadata={"Software": "newsearch"})
        return target.getvalue()


def _figure(timeline: Timeline) -> Figure:
    peaks = timeline.peaks
    listed = _HEADING + _PEAK_LINES * len(peaks) if peaks else 0.0
    height = _TITLE + _COUNTS + _GAP + _SHARES + _TICKS + listed + _FOOT
    figure = Figure(figsize=(_WIDTH, height), dpi=_DOTS, facecolor="white")
    FigureCanvasAgg(figure)  # measures texts
    _write(figure, _MARGIN, 0.45, printable(timeline.query) or "Tất cả bài báo", 15, weight="bold")
    _write(figure, _MARGIN, 0.75, _described(timeline), 9.5, color=_PALE)
    counts = _panel(figure, _TITLE, _COUNTS)
    shares = _panel(figure, _TITLE + _COUNTS + _GAP, _SHARES)
    places = list(range(len(timeline.periods)))
    articles = [float(period.articles) for period in timeline.periods]
    share = [period.share or 0.0 for period in timeline.periods]
    marked = [timeline.peak_number(period) is not None for period in timeline.periods]
    for axes, values, color in ((counts, articles, _BAR), (shares, share, _SHARE)):
        _bars(axes, [p for p in places if not marked[p]], values, color, len(places))
        _bars(axes, [p for p in places if marked[p]], values, _PEAK, len(places))
        room = max(0.0, (_FEWEST_SLOTS - len(places)) / 2)
        axes.set_xlim(-0.5 - room, len(places) - 0.5 + room)
        named = ticks(timeline)
        axes.set_xticks([place for place, _ in named])
    counts.set_ylim(0, 1.08 * max(articles) or 1)
    shares.set_ylim(0, 1.08 * max(share) or 1)
    counts.tick_params(labelbottom=False)
    shares.set_xticklabels([name for _, name in named])
    counts.yaxis.set_major_locator(MaxNLocator(nbins=5, integer=True))
    counts.yaxis.set_major_formatter(FuncFormatter(lambda value, _: number(value)))
    shares.yaxis.set_major_locator(MaxNLocator(nbins=3))
    shares.yaxis.set_major_formatter(FuncFormatter(lambda value, _: _axis_percent(value)))
    counts.set_title(f"Số bài mỗi {UNITS[timeline.by]}", **_label())
    shares.set_title("Tỷ lệ trong tất cả bài cùng kỳ", **_label())
    _signs(counts, timeline)
    _list_peaks(figure, timeline, height - _FOOT - listed)
    _write(figure, _MARGIN, height - 0.15, _left_out(timeline), 8, color=_PALE)
    return figure


def _axis_percent(share: float) -> str:
    return f"{100 * share:g}%".replace(".", ",")


def _label() -> dict[str, Any]:
    return {"loc": "left", "fontsize": 9, "color": _PALE, "pad": 4}


def _panel(figure: Figure, top: float, height: float) -> Axes:
    """Axes at this distance from the upper edge, in inches."""
    whole = figure.get_figheight()
    axes = figure.add_axes(
        (
            _LEFT / _WIDTH,
            1 - (top + height) / whole,
            (_WIDTH - _LEFT - _MARGIN) / _WIDTH,
            height / whole,
        )
    )
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(_PALE)
    axes.tick_params(colors=_PALE, labelsize=9, length=3)
    axes.tick_params(axis="y", length=0)
    axes.grid(axis="y", color=_GRID, linewidth=0.8)
    axes.set_axisbelow(True)
    return axes


def _bars(
    axes: Axes, places: Sequence[int], values: Sequence[float], color: str, all_: int
) -> None:
    half = 0.5 if all_ > _MANY else 0.4
    boxes: list[list[tuple[float, float]]] = [
        [(p - half, 0), (p - half, values[p]), (p + half, values[p]), (p + half, 0)]
        for p in places
        if values[p]
    ]
    # The edge lets a bar be seen that is narrower than a dot.
    axes.add_collection(PolyCollection(boxes, facecolor=color, edgecolor=color, linewidth=0.4))


def _signs(axes: Axes, timeline: Timeline) -> None:
    """The numbers of the peaks above their highest bars; for these the bars become lower."""
    room = _COUNTS * _POINTS
    low, high = axes.get_xlim()
    wide = (_WIDTH - _LEFT - _MARGIN) * _POINTS / (high - low)
    tall = room / axes.get_ylim()[1]
    for _ in range(_ROUNDS):
        points = _sign_points(timeline, wide, tall)
        highest = max((y for _, y in points), default=0.0) + _SIGN_HEIGHT
        if highest <= room:
            break
        tall *= room / highest
    axes.set_ylim(0, room / tall)
    for sign, (x, y) in enumerate(points, 1):
        axes.annotate(
            str(sign),
            (x / wide, 0),
            (0, y),
            textcoords="offset points",
            ha="center",
            va="bottom",
            fontsize=9,
            fontweight="bold",
            color=_PEAK,
        )


def _sign_points(timeline: Timeline, wide: float, tall: float) -> list[tuple[float, float]]:
    """Where the numbers of the peaks stand, in points from the first bar's foot.

    A period is so many points wide, and an article so many tall. Numbers stand above the bars
    beside them and above one another.
    """
    periods = timeline.periods
    places = {period.start: place for place, period in enumerate(periods)}
    reach = math.ceil(_SIGN_WIDTH / 2 / wide)
    points: list[tuple[float, float]] = []
    for peak in timeline.peaks:
        place = places[peak.highest]
        beside = periods[max(0, place - reach) : place + reach + 1]
        x, y = place * wide, max(period.articles for period in beside) * tall + 3
        while any(abs(x - a) < _SIGN_WIDTH and abs(y - b) < _SIGN_HEIGHT for a, b in points):
            y += 1
        points.append((x, y))
    return points


def _list_peaks(figure: Figure, timeline: Timeline, top: float) -> None:
    if not timeline.peaks:
        return
    _write(figure, _MARGIN, top + 0.12, "Các đỉnh", 10, weight="bold")
    for sign, peak in enumerate(timeline.peaks, 1):
        line = top + _HEADING + _PEAK_LINES * (sign - 1) + 0.1
        _write(figure, _MARGIN, line, str(sign), 9.5, weight="bold", color=_PEAK)
        article = peak.top.article
        title = printable(article.title) or printable(peak.top.id)
        _write(figure, _MARGIN + 0.3, line, title, 9.5)
        about = (_peak_words(timeline.by, peak), printable(article.source), _day_of(peak))
        text = " · ".join(part for part in about if part)
        _write(figure, _MARGIN + 0.3, line + 0.18, text, 8.5, color=_PALE)


def _peak_words(by: str, peak: Peak) -> str:
    ratio = peak.ratio
    times = f", gấp {number(ratio, 1 if ratio < 10 else 0)} lần thường lệ" if ratio else ""
    period = span(by, peak.start, peak.end)
    return f"{period}: {number(peak.articles)} bài, {percent(peak.share)}{times}"


def _day_of(peak: Peak) -> str:
    published = peak.top.article.published
    return (
        f"bài ngày {span('day', day, day)}"
        if published and len(day := published.isoformat()[:10]) == 10
        else ""
    )


def _described(timeline: Timeline) -> str:
    periods = timeline.periods
    shown = sum(period.articles for period in periods)
    when = span(timeline.by, periods[0].start, periods[-1].end)
    read = f" · tìm cho: {printable(timeline.reading)}" if timeline.reading else ""
    return f"{number(shown)} bài theo {UNITS[timeline.by]}, {when}{read}"


def _left_out(timeline: Timeline) -> str:
    """What no bar counts."""
    parts = []
    if timeline.undated:
        parts.append(f"{number(timeline.undated)} bài không ghi ngày đăng")
    if timeline.vague:
        known = "năm" if timeline.by == "month" else "tháng hoặc năm"
        parts.append(f"{number(timeline.vague)} bài chỉ biết {known}")
    return f"Không có trong biểu đồ: {', '.join(parts)}" if parts else ""


def _write(figure: Figure, left: float, top: float, text: str, size: float, **style: Any) -> None:
    """One line of text at this place, in inches; cut where it would leave the picture."""
    height = figure.get_figheight()
    style = {"color": _INK} | style
    line = figure.text(left / _WIDTH, 1 - top / height, text, fontsize=size, **style)
    room = (_WIDTH - left - _MARGIN) * figure.dpi
    length = len(text)
    while length > 1 and (width := _width(figure, line)) > room:
        length = min(length - 1, int(length * room / width))
        line.set_text(f"{text[:length].rstrip()}…")


def _width(figure: Figure, line: Text) -> float:
    renderer: Any = figure.canvas
    return float(line.get_window_extent(renderer.get_renderer()).width)
