"""``newsearch sources``, ``stats`` and ``analyze``."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.conftest import ARTICLES, Invoke, write_jsonl


def test_sources_as_a_table(invoke: Invoke) -> None:
    result = invoke("sources")
    assert result.exit_code == 0
    heading, *rows = result.stdout.splitlines()
    assert heading.split() == ["articles", "earliest", "latest", "source"]
    assert ["2", "2021-02", "2021-05-23", "tuoitre.vn"] in [row.split() for row in rows] or [
        "2",
        "2021-02-01",
        "2021-05-23",
        "tuoitre.vn",
    ] in [row.split() for row in rows]
    assert len({row.index(row.split()[-1]) for row in [heading, *rows]}) == 1


def test_sources_as_json(invoke: Invoke) -> None:
    found = json.loads(invoke("sources", "--format", "json").stdout)
    assert {row["source"]: row["articles"] for row in found} == {
        "tuoitre.vn": 2,
        "baoquangtri.vn": 1,
        "haiphong.gov.vn": 1,
        "la.example": 1,
    }
    undated = next(row for row in found if row["source"] == "la.example")
    assert (undated["earliest"], undated["latest"]) == (None, None)


def test_articles_without_a_source_are_counted(invoke: Invoke, tmp_path: Path) -> None:
    nameless = {key: ARTICLES[1][key] for key in ("title", "body", "published")}
    source = write_jsonl(tmp_path / "news.jsonl", (ARTICLES[0], nameless))
    index = str(tmp_path / "index")
    invoke("rebuild", str(source), "--index", index)
    rows = [line.split() for line in invoke("sources", "--index", index).stdout.splitlines()]
    assert rows[1:] == [
        ["1", "2021-05-23", "2021-05-23", "tuoitre.vn"],
        ["1", "2020-10-18", "2020-10-18", "(none)"],
    ]
    found = json.loads(invoke("sources", "--index", index, "--format", "json").stdout)
    assert [row["source"] for row in found] == ["tuoitre.vn", ""]


def test_stats(invoke: Invoke, index_dir: Path) -> None:
    text = invoke("stats").stdout
    lines = [line for line in text.splitlines() if not line.startswith(" ")]
    rows = dict(line.split(maxsplit=1) for line in lines)
    assert rows["index"] == str(index_dir)
    assert rows["articles"] == str(len(ARTICLES))
    assert rows["undated"] == "1"
    assert rows["engine"].startswith("whoosh")
    found = json.loads(invoke("stats", "--format", "json").stdout)
    assert found["articles"] == len(ARTICLES)
    assert found["sources"] == 4
    assert found["size"] >= sum(found["sizes"].values()) > 0


def test_analyze_as_a_table(invoke: Invoke) -> None:
    result = invoke("analyze", "Quốc", "hội", "họp", "-mưa")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["start", "end", "kind", "text", "term", "folded"]
    assert lines[1].split()[:2] == ["0", "4"]
    assert lines[1].split()[3:] == ["Quốc", "quốc", "quoc"]
    assert lines[-1].startswith("pyvi words  ")
    assert "mưa" in result.stdout


def test_analyze_as_json_counts_characters(invoke: Invoke) -> None:
    found = json.loads(invoke("analyze", "Cử tri đi bầu cử", "--format", "json").stdout)
    for token in found["tokens"]:
        assert found["text"][token["start"] : token["end"]] == token["text"]
    assert [token["folded"] for token in found["tokens"]] == ["cu", "tri", "di", "bau", "cu"]
    assert found["words"]


@pytest.mark.parametrize("arguments", [[], ["-"]])
def test_analyze_reads_standard_input(arguments: list[str], invoke: Invoke) -> None:
    result = invoke("analyze", *arguments, "--format", "json", stdin="bầu cử\n")
    assert json.loads(result.stdout)["text"] == "bầu cử"


def test_analyze_of_nothing(invoke: Invoke) -> None:
    result = invoke("analyze", stdin="")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "no tokens\n")


def test_analyze_without_an_index_is_as_with_one(invoke: Invoke, tmp_path: Path) -> None:
    with_index = invoke("analyze", "Quốc hội họp ở TP.HCM", "--format", "json")
    without = invoke(
        "analyze", "Quốc hội họp ở TP.HCM", "--format", "json", "--index", str(tmp_path / "none")
    )
    assert without.exit_code == 0
    assert without.stdout == with_index.stdout
    assert "analysed as for a new index" in without.stderr
