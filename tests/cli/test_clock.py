"""The present can be set, so that what is printed is the same every day."""

from __future__ import annotations

import pytest

from tests.cli.conftest import Invoke

# The article is of Sunday, 23 May 2021.
PRESENTS = [
    ("2021-05-24", "hôm qua"),
    ("2021-05-23T17:30:00Z", "hôm qua"),  # in Vietnam the 24th has begun
    ("2021-05-25", "tuần trước"),
    ("2021-06-01", "tháng trước"),
]


@pytest.mark.parametrize(("now", "date"), PRESENTS)
def test_the_present_is_what_the_environment_says(now: str, date: str, invoke: Invoke) -> None:
    for query in (["bầu cử", f"ngày:{date}"], ["bầu cử", date], ["bầu cử", "--since", date]):
        result = invoke("search", *query, "--format", "ids", NEWSEARCH_NOW=now)
        assert result.stdout == "bau-cu\n", query
    before = invoke("search", f"bầu cử ngày:trước {date}", "--format", "ids", NEWSEARCH_NOW=now)
    assert before.stdout == "mua-da\n"


def test_a_present_that_is_no_moment(invoke: Invoke) -> None:
    result = invoke("search", "bầu cử", NEWSEARCH_NOW="mai")
    assert result.exit_code == 2
    assert "NEWSEARCH_NOW is 'mai'" in result.stderr
    assert "2021-01-14T09:30" in result.stderr


def test_topics_and_sources(invoke: Invoke) -> None:
    assert invoke("search", "", "--topic", "thoi su", "--format", "ids").stdout == "bau-cu\n"
    result = invoke("search", "bầu cử", "--not-source", "tuoitre.vn", "--format", "ids")
    assert result.exit_code == 1
