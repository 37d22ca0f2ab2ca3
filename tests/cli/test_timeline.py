"""``newsearch timeline``: bars, shares and peaks, printed and drawn."""

from __future__ import annotations

import csv
import io
import json
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import Result

from newsearch.article import Article, Published
from newsearch.news_index import NewsIndex
from tests.cli.conftest import Invoke, Run
from tests.cli.test_process import on_terminal

FIRST = date(2024, 8, 20)


@pytest.fixture(scope="module")
def storms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Forty days of four articles, nearly all of them of a storm on two days; two loose dates."""
    path = tmp_path_factory.mktemp("storms") / "index"
    articles = []
    for number in range(160):
        day = (FIRST + timedelta(days=number // 4)).isoformat()
        is_storm = number // 4 in (20, 21) or number in (0, 159)
        title = f"Bão mạnh thêm, bản tin {number}" if is_storm else f"Giá gạo tăng {number}"
        if number == 82:
            title = "Bão, bão: tâm bão \x1b[31mvào đất liền"
        articles.append(
            Article(
                id=f"tin-{number}",
                title=title,
                source="a.vn",
                published=Published.fromisoformat(day),
            )
        )
    for number, day in enumerate(("2024-09", "2024")):
        published = Published.fromisoformat(day)
        articles.append(Article(id=f"vague-{number}", title="Bão", published=published))
    articles.append(Article(id="undated", title="Bão"))
    with NewsIndex.create(path) as index:
        index.add(articles)
    return path


@pytest.fixture
def timeline(storms: Path, invoke: Invoke) -> Invoke:
    """Run the command on the storms."""

    def start(*arguments: str, **variables: str) -> Result:
        return invoke("timeline", *arguments, "--index", str(storms), **variables)

    return start


def test_a_line_for_each_period_and_the_peaks_below(timeline: Invoke) -> None:
    done = timeline("bão", "--by", "day", COLUMNS="60")
    assert done.exit_code == 0
    lines = done.stdout.splitlines()
    assert lines[:2] == [
        "       day  articles   share",
        "2024-08-20         1   25.0%  ██████▎",
    ]
    assert lines[21:24] == [
        "2024-09-09         4  100.0%  █████████████████████████  [1]",
        "2024-09-10         4  100.0%  █████████████████████████  [1]",
        "2024-09-11         0    0.0%",
    ]
    assert lines[41:] == [
        "10 articles; of these days the index has 160",
        "",
        "[1] 2024-09-09 to 2024-09-10: 8 articles, 100.0% of all, 76 times the usual 1.3%",
        "    Bão, bão: tâm bão ␛[31mvào đất liền",
        "    a.vn · 2024-09-09",
        "    tin-82",
    ]
    assert done.stderr.splitlines() == [
        "1 article without a date is in no bar",
        "2 articles of which only the month or year is known are in no bar",
    ]


def test_bars_keep_to_the_width(timeline: Invoke) -> None:
    for columns in (60, 80, 120):
        printed = timeline("bão", "--by", "day", COLUMNS=str(columns)).stdout.splitlines()
        assert max(map(len, printed[:41])) == columns


def test_json_has_everything(timeline: Invoke) -> None:
    done = timeline("bao", "--by", "month", "--format", "json")
    assert done.stderr == ""
    found = json.loads(done.stdout)
    assert (found["query"], found["reading"], found["by"]) == ("bao", "bão", "month")
    assert (found["total"], found["undated"], found["vague"]) == (13, 1, 1)
    assert found["periods"] == [
        {"start": "2024-08-01", "end": "2024-08-31", "articles": 1, "all_articles": 48,
         "share": 0.020833, "peak": None},
        {"start": "2024-09-01", "end": "2024-09-30", "articles": 10, "all_articles": 113,
         "share": 0.088496, "peak": None},
    ]  # fmt: skip
    (peak,) = json.loads(timeline("bão", "--format", "json").stdout)["peaks"]
    assert (peak["start"], peak["end"], peak["ratio"]) == ("2024-09-09", "2024-09-10", 76.0)
    assert (peak["top"]["id"], peak["top"]["source"]) == ("tin-82", "a.vn")


def test_csv_has_every_period(timeline: Invoke) -> None:
    done = timeline("bão", "--by", "day", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    assert len(rows) == 40
    assert rows[20] == {
        "start": "2024-09-09", "end": "2024-09-09", "articles": "4", "all_articles": "4",
        "share": "1.000000", "peak": "1",
    }  # fmt: skip
    assert rows[1]["peak"] == ""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("khủnglongbạochúa",), "no results"),
        (("bão", "--until", "2020"), "no results"),
        (("bão", "--source", "b.vn"), "no results"),
    ],
)
def test_nothing_found(arguments: tuple[str, ...], message: str, timeline: Invoke) -> None:
    done = timeline(*arguments)
    assert done.exit_code == 1
    assert done.stdout == ""
    assert done.stderr.splitlines()[-1] == message
    done = timeline(*arguments, "--format", "json")
    assert (done.exit_code, json.loads(done.stdout)["periods"]) == (1, [])


def test_articles_without_a_date_have_no_timeline(invoke: Invoke, tmp_path: Path) -> None:
    done = invoke("timeline", "bài lạ", "--png", str(tmp_path / "a.png"))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "no articles with a date\n"
    assert not (tmp_path / "a.png").exists()


def test_without_words_all_articles_are_counted(timeline: Invoke) -> None:
    done = timeline("--by", "year", "--format", "csv")
    assert done.stdout == (
        "start,end,articles,all_articles,share,peak\n2024-01-01,2024-12-31,162,162,1.000000,\n"
    )


def test_errors_point_at_the_place(timeline: Invoke) -> None:
    done = timeline("bão date:30/2/2021")
    assert done.exit_code == 2
    assert "30/2/2021" in done.stderr
    assert done.stderr.splitlines()[-1].endswith(" ^")
    assert timeline("bão", "--by", "hour").exit_code == 2


def test_pictures_are_drawn_beside_what_is_printed(timeline: Invoke, tmp_path: Path) -> None:
    png, svg = tmp_path / "bao.png", tmp_path / "bao.svg"
    done = timeline("bão", "--format", "csv", "--png", str(png), "--svg", str(svg))
    assert done.exit_code == 0
    assert done.stdout.startswith("start,end,")
    assert done.stderr.splitlines()[-2:] == [f"chart in {png}", f"chart in {svg}"]
    assert png.read_bytes().startswith(b"\x89PNG")
    assert svg.read_bytes().startswith(b"<?xml")


def test_a_picture_that_cannot_be_written_is_told(timeline: Invoke, tmp_path: Path) -> None:
    done = timeline("bão", "--png", str(tmp_path / "nowhere" / "bao.png"))
    assert done.exit_code == 2
    assert "No such file or directory" in done.stderr.splitlines()[-1]


def test_without_matplotlib_nothing_is_counted(
    timeline: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    done = timeline("bão", "--png", "bao.png")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "newsearch[charts]" in done.stderr
    assert timeline("bão").exit_code == 0


def test_a_locale_without_blocks_has_plain_bars(storms: Path, run: Run) -> None:
    done = run(
        "timeline", "bão", "--by", "month", "--index", str(storms),
        PYTHONIOENCODING="ascii", COLUMNS="40",
    )  # fmt: skip
    assert done.stdout.decode("ascii").splitlines()[1:3] == [
        "2024-08         1   2.1%  =",
        "2024-09        10   8.8%  ==============",
    ]


def test_a_terminal_has_the_last_hundred_periods_and_says_so(tmp_path: Path) -> None:
    with NewsIndex.create(tmp_path) as index:
        index.add(
            Article(id=day, title="Bão", published=Published.fromisoformat(day))
            for day in ("2024-01-01", "2024-05-01")
        )
    shown = on_terminal(tmp_path, "timeline", "bão", "--by", "day", NO_COLOR="1")
    lines = shown.splitlines()
    assert lines[1].startswith("2024-01-23")
    assert lines[100].startswith("2024-05-01")
    assert lines[-1].startswith("22 earlier days are not shown")
