"""Timelines as pictures: whole files, the same each time, with names that do not collide."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch.article import Article, Published
from newsearch.charts import draw_timeline
from newsearch.charts.ticks import MOST_TICKS, ticks
from newsearch.charts.words import number, percent, printable, span
from newsearch.errors import NewsearchError
from newsearch.results import Hit
from newsearch.searching.timeline_axis import UNITS, bounds, number_of
from newsearch.timelines import Peak, Timeline, TimelinePeriod

TITLES = (
    "Bão số 3 đổ bộ: giá $5 và $6, hàng nghìn cây đổ trên khắp các tuyến phố của thành phố cảng, "
    "nhiều nơi mất điện trong đêm",
    "Tin lạ \x1b[31mđỏ\x1b[0m --> \u202e<b>đảo</b> 台風 \U0001f300",
)


def timeline(by: str, first: str, count: int, query: str = "bão số 3") -> Timeline:
    """A timeline of so many periods, with a peak near its beginning and one near its end."""
    start = number_of(by, first)
    periods = []
    for place in range(count):
        begin, end = bounds(by, start + place)
        raised = count > 8 and place in (3, count - 3)
        articles = 40 if raised else place % 4
        periods.append(TimelinePeriod(f"{begin}", f"{end}", articles, 50 if place % 7 else 0))
    peaks = []
    for title, period in zip(TITLES, [p for p in periods if p.articles == 40], strict=False):
        article = Article(
            id="a", title=title, source="a.vn", published=Published.fromisoformat(period.start)
        )
        peak = Peak(period.start, period.end, 40, 50, 0.02, period.start, Hit("a", 1.0, article))
        peaks.append(peak)
    total = sum(period.articles for period in periods)
    return Timeline(query, by, tuple(periods), tuple(peaks), total + 3, 1, 2)


PICTURES = [
    timeline("year", "2022", 3),
    timeline("day", "2024-08-20", 30),
    timeline("day", "2023-11-10", 300),
    timeline("week", "2023-06-05", 40, query="x" * 2000),
    timeline("month", "2019-03", 63, query='"bầu cử" AND $1 \x1b[31m'),
    timeline("month", "2019-03", 1, query=""),
]


@pytest.mark.parametrize("drawn", PICTURES, ids=lambda one: f"{len(one.periods)} {one.by}")
@pytest.mark.parametrize("form", ["png", "svg"])
def test_a_picture_is_whole_and_the_same_each_time(
    form: str, drawn: Timeline, tmp_path: Path
) -> None:
    pictures = [tmp_path / f"{copy}.{form}" for copy in "ab"]
    for path in pictures:
        draw_timeline(drawn, path)
    data = pictures[0].read_bytes()
    assert data == pictures[1].read_bytes()
    if form == "svg":
        assert ElementTree.fromstring(data).tag.endswith("svg")
        assert str(date.today().year).encode() not in data[:1000]
    else:
        assert data.startswith(b"\x89PNG\r\n")
        assert data.endswith(b"IEND\xaeB`\x82")
    assert sorted(path.name for path in tmp_path.iterdir()) == [f"a.{form}", f"b.{form}"]


def test_a_file_is_replaced_only_by_a_whole_one(tmp_path: Path) -> None:
    path, link = tmp_path / "bao.png", tmp_path / "link.svg"
    path.write_bytes(b"before")
    for refused, reason in (
        (Timeline("bão", "day", (), (), 3, 3, 0), "has a date"),
        (PICTURES[0], ".png or .svg"),
    ):
        target = path if not refused.periods else tmp_path / "bao.pdf"
        with pytest.raises(NewsearchError, match=reason):
            draw_timeline(refused, target)
    assert path.read_bytes() == b"before"
    assert not (tmp_path / "bao.pdf").exists()
    link.symlink_to(path)
    draw_timeline(PICTURES[0], link)
    assert link.is_symlink()
    assert path.read_bytes().startswith(b"<?xml")
    with pytest.raises(OSError, match="nowhere"):
        draw_timeline(PICTURES[0], tmp_path / "nowhere" / "bao.png")
    assert sorted(one.name for one in tmp_path.iterdir()) == ["bao.png", "link.svg"]


def test_without_matplotlib_it_is_said_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(NewsearchError, match=r"newsearch\[charts\]"):
        draw_timeline(PICTURES[0], tmp_path / "bao.png")


@pytest.mark.parametrize(
    ("by", "first", "count", "names"),
    [
        ("day", "2024-12-30", 4, ["30/12\n2024", "31/12", "1/1\n2025", "2/1"]),
        ("day", "2024-08-20", 30, ["26/8\n2024", "2/9", "9/9", "16/9"]),
        ("day", "2024-08-20", 120, ["1/9\n2024", "1/10", "1/11", "1/12"]),
        ("day", "2020-08-20", 2700, [str(year) for year in range(2021, 2029)]),
        ("week", "2024-12-23", 3, ["23/12\n2024", "30/12", "6/1\n2025"]),
        ("month", "2024-11", 3, ["11/2024", "12/2024", "1/2025"]),
        ("month", "2024-11", 30, ["1/2025", "4/2025", "7/2025", "10/2025", "1/2026", "4/2026",
                                  "7/2026", "10/2026", "1/2027", "4/2027"]),
        ("year", "1999", 30, ["2000", "2005", "2010", "2015", "2020", "2025"]),
    ],
)  # fmt: skip
def test_round_dates_are_named(by: str, first: str, count: int, names: list[str]) -> None:
    assert [name for _, name in ticks(timeline(by, first, count))] == names


@given(st.sampled_from(UNITS), st.dates(date(1900, 1, 1), date(2100, 1, 1)), st.integers(1, 400))
def test_never_too_many_names(by: str, first: date, count: int) -> None:
    named = ticks(timeline(by, first.isoformat(), count))
    places = [place for place, _ in named]
    assert 1 <= len(named) <= MOST_TICKS
    assert places == sorted(set(places))
    assert places[-1] < count


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        (span("day", "2024-09-07", "2024-09-07"), "7/9/2024"),
        (span("day", "2024-12-30", "2025-01-02"), "30/12/2024 – 2/1/2025"),
        (span("week", "2024-09-02", "2024-09-08"), "2/9 – 8/9/2024"),
        (span("month", "2024-09-01", "2024-10-31"), "9/2024 – 10/2024"),
        (span("year", "2024-01-01", "2024-12-31"), "năm 2024"),
        (span("year", "2023-01-01", "2024-12-31"), "2023 – 2024"),
        (number(1234567), "1.234.567"),
        (number(9.87, 1), "9,9"),
        (percent(0.0), "0%"),
        (percent(0.00123), "0,12%"),
        (percent(1.0), "100%"),
        (printable("a\x1b[31m\n\u202eb"), "a [31m b"),
    ],
)
def test_words(said: str, expected: str) -> None:
    assert said == expected
