"""Timelines: what is counted in which period, of what the share is, and where the peaks are."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsearch import Article, NewsIndex, Published
from newsearch.errors import QueryError
from newsearch.searching.peaks import find_peaks
from newsearch.searching.timeline_axis import UNITS, bounds, number_of
from newsearch.timelines import Timeline

Build = Callable[..., NewsIndex]


@pytest.fixture(params=["whoosh", "tantivy"])
def build(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Build]:
    """Make an index of rows (title, ISO date or "") with either engine."""
    with NewsIndex.create(tmp_path, engine=request.param) as index:

        def add(*rows: tuple[str, str], **fields: str) -> NewsIndex:
            index.add(
                Article(
                    id=f"{index.stats().articles + number}",
                    title=title,
                    published=Published.fromisoformat(day) if day else None,
                    **fields,  # type: ignore[arg-type]
                )
                for number, (title, day) in enumerate(rows)
            )
            return index

        yield add


def counts(timeline: Timeline) -> list[tuple[str, int, int]]:
    return [(period.start, period.articles, period.all_articles) for period in timeline.periods]


def days_from(first: str, count: int) -> list[str]:
    start = date.fromisoformat(first)
    return [(start + timedelta(days=number)).isoformat() for number in range(count)]


def test_every_month_from_the_first_to_the_last_is_there(build: Build) -> None:
    index = build(
        ("Lũ ở Huế", "2021-01-07T08:30"),
        ("Lũ lên nhanh", "2021-01"),
        ("Lũ rút", "2021-03-31"),
        ("Nắng", "2021-01-09"),
        ("Nắng to", "2021-04-01"),
        ("Lũ năm ấy", "2021"),
        ("Lũ ngày nào", ""),
    )
    timeline = index.timeline("lũ", by="month")
    assert counts(timeline) == [("2021-01-01", 2, 3), ("2021-02-01", 0, 0), ("2021-03-01", 1, 1)]
    assert [period.end for period in timeline.periods] == ["2021-01-31", "2021-02-28", "2021-03-31"]
    assert [period.share for period in timeline.periods] == [2 / 3, None, 1]
    assert (timeline.total, timeline.vague, timeline.undated) == (5, 1, 1)


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        ("day", [("2020-12-31", 1, 1), ("2021-01-01", 0, 0), ("2021-01-02", 0, 0),
                 ("2021-01-03", 1, 1), ("2021-01-04", 1, 1)]),
        ("week", [("2020-12-28", 2, 2), ("2021-01-04", 1, 1)]),
        ("month", [("2020-12-01", 1, 1), ("2021-01-01", 3, 3)]),
        ("year", [("2020-01-01", 1, 1), ("2021-01-01", 4, 4)]),
    ],
)  # fmt: skip
def test_units(by: str, expected: list[tuple[str, int, int]], build: Build) -> None:
    index = build(
        *(("Lũ", day) for day in ("2020-12-31", "2021-01-03", "2021-01-04", "2021-01", "2021"))
    )
    assert counts(index.timeline("lũ", by=by)) == expected


@pytest.mark.parametrize(
    ("days", "by"),
    [
        (["2021-01-07"], "day"),
        (["2021-01-07", "2021-03-01"], "day"),
        (["2021-01-07", "2021-03-20"], "week"),
        (["2021-01-07", "2022-01-02"], "week"),
        (["2021-01-07", "2022-03-20"], "month"),
        (["2016-01-07", "2021-10-20"], "month"),
        (["2010-01-07", "2021-10-20"], "year"),
        (["2021-01", "2021-02", "2021-01-07"], "month"),  # of most the day is not known
        (["2021", "2022", "2021-01-07"], "year"),
        (["2021-01", "2021-01-07"], "day"),
    ],
)
def test_what_fits_the_length_if_nothing_is_said(days: list[str], by: str, build: Build) -> None:
    assert build(*(("Lũ", day) for day in days)).timeline("lũ").by == by


def test_options_and_dates_of_the_query_limit_the_axis(build: Build) -> None:
    index = build(
        *(("Nắng", day) for day in days_from("2021-01-01", 20)),
        *(("Lũ", f"2021-01-{day:02}") for day in (3, 8, 9, 15)),
    )
    limited = index.timeline("lũ", since="2021-01-06", until="2021-01-11")
    assert [day for day, *_ in counts(limited)] == days_from("2021-01-06", 6)
    assert counts(index.timeline("lũ date:2021-01-06..2021-01-11")) == counts(limited)
    # Where there is no article at all, there is nothing to show.
    assert counts(index.timeline("lũ", by="day", until="2030"))[-1] == ("2021-01-20", 0, 1)
    assert counts(index.timeline("lũ", since="1900", by="day"))[0] == ("2021-01-01", 0, 1)
    with pytest.raises(QueryError, match="later than until"):
        index.timeline("lũ", since="2022", until="2021")


def test_the_share_is_of_what_the_options_let_through(build: Build) -> None:
    build(("Lũ", "2021-01-07"), ("Nắng", "2021-01-07"), source="a.vn")
    index = build(("Lũ", "2021-01-07"), ("Lũ", "2021-01-07"), source="b.vn")
    assert counts(index.timeline("lũ")) == [("2021-01-07", 3, 4)]
    assert counts(index.timeline("lũ", source="a.vn")) == [("2021-01-07", 1, 2)]
    assert counts(index.timeline("lũ", not_source="a.vn")) == [("2021-01-07", 2, 2)]
    assert counts(index.timeline("lũ source:a.vn")) == [("2021-01-07", 1, 4)]
    assert counts(index.timeline("")) == [("2021-01-07", 4, 4)]
    nowhere = index.timeline("lũ", source="c.vn")
    assert (nowhere.periods, nowhere.total) == ((), 0)
    assert "c.vn" in nowhere.notices[0]


def test_every_word_must_be_there(build: Build) -> None:
    index = build(("Mưa lũ ở Huế sáng nay", "2021-01-07"), ("Mưa lũ ở Vinh", "2021-01-08"))
    assert index.search("mưa lũ Huế sáng").total == 1
    assert index.search("mưa lũ ở Huế").total == 2
    timeline = index.timeline("mưa lũ ở Huế")
    assert counts(timeline) == [("2021-01-07", 1, 1)]
    assert "every word" in timeline.notices[0]
    assert index.timeline("mưa AND lũ AND ở AND Huế").notices == ()


def test_days_are_days_in_vietnam(build: Build) -> None:
    index = build(("Nắng", "2021-01-01"))
    evening = datetime(2021, 1, 6, 20, 0, tzinfo=UTC)
    index.add(Article(id="utc", title="Lũ", published=Published(evening)))
    assert counts(index.timeline("lũ", by="day")) == [("2021-01-07", 1, 1)]


def test_a_query_is_understood_as_in_a_search(build: Build) -> None:
    index = build(("Bầu cử Quốc hội", "2021-05-23"), ("Bầu cử xã", "2021-05-24"))
    timeline = index.timeline("bau cu")
    assert (timeline.total, timeline.reading) == (2, "bầu cử")
    assert index.timeline("bau cu", verbatim=True).total == 0
    assert index.timeline("ho ho ho").periods == ()
    with pytest.raises(QueryError, match="30/2"):
        index.timeline("bầu cử date:30/2/2021")


@pytest.mark.parametrize(
    ("by", "since", "reason"),
    [("hour", None, "day, week, month, year"), ("day", "1900", "10,000")],
)
def test_what_cannot_be_shown(by: str, since: str | None, reason: str, build: Build) -> None:
    index = build(("Lũ", "1950-01-01"), ("Lũ", "2021-01-01"))
    with pytest.raises(QueryError, match=reason):
        index.timeline("lũ", by=by, since=since)


BURST = range(20, 23)


def burst(days: list[str]) -> list[tuple[str, str]]:
    """A corpus of 10 articles a day, one or none of them of the storm, and many on three days."""
    rows = []
    for number, day in enumerate(days):
        storms = 8 if number in BURST else number % 2
        rows += [("Bão vào biển Đông", day)] * storms + [("Giá gạo tăng", day)] * (10 - storms)
    return rows


def test_a_burst_is_one_peak_named_by_its_best_article(build: Build) -> None:
    days = days_from("2024-08-20", 40)
    index = build(
        *burst(days),
        ("Bão, bão, bão: siêu bão đổ bộ", days[21]),
        ("Bão bão bão bão", "2024-09"),  # nobody knows whether it was then
        ("Bão bão bão bão", days[2]),
    )
    timeline = index.timeline("bão", by="day")
    (peak,) = timeline.peaks
    assert (peak.start, peak.end, peak.highest) == (days[20], days[22], days[21])
    assert (peak.articles, peak.all_articles) == (25, 31)
    assert peak.top.article.title == "Bão, bão, bão: siêu bão đổ bộ"
    assert peak.ratio is not None
    assert peak.ratio == pytest.approx(25 / 31 / peak.usual_share)
    inside = [period.start for period in timeline.periods if timeline.peak_number(period) == 1]
    assert inside == days[20:23]
    assert index.timeline("bão", by="day", peaks=0).peaks == ()


def test_the_clearest_peaks_are_told_in_the_order_of_time(build: Build) -> None:
    days = days_from("2024-01-01", 60)
    rows = [("Giá gạo", day) for day in days for _ in range(8)]
    for place, storms in ((10, 9), (30, 30), (50, 20)):
        rows += [("Bão", days[place])] * storms
    index = build(*rows, ("Bão", days[0]), ("Bão", days[-1]))
    places = [days.index(peak.start) for peak in index.timeline("bão", by="day").peaks]
    assert places == [10, 30, 50]
    fewer = index.timeline("bão", by="day", peaks=2).peaks
    assert [days.index(peak.start) for peak in fewer] == [30, 50]


GROWING = [20 * 2 ** (month // 6) for month in range(48)]


@pytest.mark.parametrize(
    ("articles", "all_articles", "peaks"),
    [
        ([5] * 30, [100] * 30, []),
        ([4, 6, 5, 3, 7] * 12, [100] * 60, []),
        ([of_all // 10 for of_all in GROWING], GROWING, []),  # more news, not more of it
        ([0] * 10, [5] * 10, []),
        ([7] * 10, [7] * 10, []),
        ([1, 0, 0, 3, 0, 0, 1, 0], [9] * 8, []),  # three articles are no peak
        ([0, 50], [100, 100], []),  # nothing is usual yet
        ([2] * 10 + [20, 30] + [2] * 10, [100] * 22, [(10, 11)]),
        ([2] * 10 + [20, 0, 30] + [2] * 10, [100] * 11 + [0] + [100] * 11, [(10, 12)]),
        ([2] * 10 + [20] + [2] * 10 + [20], [100] * 22, [(10, 10), (21, 21)]),
        ([5] * 10 + [90] + [5] * 10 + [30] + [5] * 10, [100] * 32, [(10, 10), (21, 21)]),
        ([5] * 10 + [0] + [5] * 10, [100] * 10 + [5] + [100] * 10, []),
        ([0, 0, 40, 0, 0], [50] * 5, [(2, 2)]),
        # As many articles as before, of far fewer in all.
        ([10] * 20 + [10] + [10] * 20, [200] * 20 + [20] + [200] * 20, [(20, 20)]),
    ],
)
def test_peaks(articles: list[int], all_articles: list[int], peaks: list[tuple[int, int]]) -> None:
    found = find_peaks(articles, all_articles)
    assert [(peak.first, peak.last) for peak in found] == peaks


@given(
    st.lists(
        st.integers(0, 40).flatmap(lambda all_: st.tuples(st.integers(0, all_), st.just(all_))),
        max_size=60,
    )
)
def test_peaks_stand_apart_and_above_the_usual(periods: list[tuple[int, int]]) -> None:
    articles, all_articles = [own for own, _ in periods], [of_all for _, of_all in periods]
    found = find_peaks(articles, all_articles)
    last = -2
    for peak in found:
        assert last + 1 < peak.first <= peak.last < len(periods)
        last = peak.last
        inside = slice(peak.first, peak.last + 1)
        assert sum(articles[inside]) > peak.usual * sum(all_articles[inside])
        assert sum(articles[inside]) >= 5


@given(st.dates(), st.sampled_from(UNITS))
def test_a_day_lies_in_its_period_and_periods_follow_one_another(day: date, by: str) -> None:
    number = number_of(by, day.isoformat())
    first, last = bounds(by, number)
    assert first <= day <= last
    if last < date.max:
        assert bounds(by, number + 1)[0] == last + timedelta(days=1)
    if by == "week":
        assert first.isoweekday() == 1
