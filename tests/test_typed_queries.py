"""Queries as people type them, for measuring."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import mistyping
from benchmarks.typed_queries import as_telex, as_vni, decomposed, i_for_y, old_tone_placement
from newsearch import Article, NewsIndex
from newsearch.analysis.spelling import canonical


def test_keys_stand_behind_their_letters_and_tones_last() -> None:
    assert as_telex("Đường Nguyễn Huệ, iPhone 15") == "DDuwowngf Nguyeenx Hueej, iPhone 15"
    assert as_vni("Đường Nguyễn Huệ, iPhone 15") == "D9u7o7ng2 Nguye6n4 Hue65, iPhone 15"
    assert as_telex("NSƯT xoóc xoong Façade") == "NSUWT xooocs xoong Façade"


def test_the_tone_moves_only_where_both_places_are_in_use() -> None:
    assert old_tone_placement("Hòa thuỷ khoẻ quý của toàn mía") == "Hoà thủy khỏe quý của toàn mía"


def test_i_and_y_are_exchanged_only_where_both_are_in_use() -> None:
    assert i_for_y("bác sĩ kỹ Mỹ lý tai tay hai") == "bác sỹ kĩ Mĩ lí tai tay hai"


def test_all_spellings_are_the_same_words() -> None:
    text = "hòa thuỷ khoẻ quý bác sĩ kỹ Mỹ lý"
    for change in (old_tone_placement, i_for_y):
        changed = change(text).split()
        assert [canonical(word) for word in changed] == [canonical(word) for word in text.split()]
    assert len(decomposed("quốc")) == 6


def test_mistyped_queries_are_measured(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Cử tri thành phố đi bầu cử đại biểu quốc hội khóa mới"
    with NewsIndex.create(tmp_path / "index") as index:
        index.add([Article(id=str(number), title=text, body=text) for number in range(3)])
    queries = tmp_path / "queries.jsonl"
    queries.write_text(json.dumps({"query": "bầu cử đại biểu quốc hội"}), encoding="utf-8")
    figures = tmp_path / "figures.json"
    places = ["--queries", str(queries), "--index", str(tmp_path / "index")]
    assert mistyping.main([*places, "--json", str(figures)]) == 0
    assert "VNI" in capsys.readouterr().out
    assert figures.exists()
    assert mistyping.main(["--queries", str(tmp_path / "none"), *places[2:]]) == 2
