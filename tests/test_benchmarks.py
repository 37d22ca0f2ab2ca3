"""The benchmarks measure what they say; how long anything takes is not asked here."""

from __future__ import annotations

import json
import math
import random
from pathlib import Path

import pytest

from benchmarks import (
    corpus,
    known_item,
    memory,
    query_sets,
    ranking_figures,
    relevance,
    relevance_ways,
    timing,
    yardsticks,
)
from benchmarks.__main__ import main as measure_all
from benchmarks.query import read_queries
from benchmarks.report import Table, format_cell
from benchmarks.workspace import CorpusEmpty, Workspace

RECORDS = [
    {
        "id": "tinhaiphong.vn/cau-vuot",
        "url": "https://tinhaiphong.vn/cau-vuot",
        "title": "Khánh thành cầu vượt Đông Khê Hạ",
        "body": "Sáng 12/5, thành phố Hải Phòng tổ chức lễ khánh thành.\n" * 20,
        "published": "2023-05-12",
        "published_words": "Sáng 12/5",
    },
    {
        "id": "mientrung24.vn/lu-lut",
        "title": "Lũ lụt ở Quảng Bình",
        "body": "Nước sông Gianh vẫn cuồn cuộn đổ về xã Quảng Hải Tây.\n" * 20,
        "published": "2020-10",
    },
]


def test_an_enlarged_corpus_begins_with_the_articles_themselves() -> None:
    enlarged = list(corpus.enlarge(RECORDS, 7))
    assert enlarged[:2] == RECORDS
    assert len({record["id"] for record in enlarged}) == 7
    assert enlarged[2]["url"] == "https://tinhaiphong.vn/cau-vuot-ban-1"


def test_an_enlarged_corpus_is_the_same_every_time() -> None:
    assert list(corpus.enlarge(RECORDS, 9)) == list(corpus.enlarge(RECORDS, 9))


def test_a_smaller_corpus_is_the_first_articles() -> None:
    assert list(corpus.enlarge(RECORDS, 1)) == RECORDS[:1]
    assert list(corpus.enlarge([], 3)) == []


def test_copies_differ_in_few_words_and_keep_their_paragraphs() -> None:
    bodies = [record["body"] for record in corpus.enlarge(RECORDS, 40)][::2]
    assert len(set(bodies)) > 15
    for body in bodies[1:]:
        assert body.count("\n") == bodies[0].count("\n")
        pairs = list(zip(body.split(), bodies[0].split(), strict=True))
        assert sum(one != other for one, other in pairs) <= math.ceil(0.03 * len(pairs))


@pytest.mark.parametrize("published", ["2021", "2021-05", "2021-05-12", "2021-05-12T08:30"])
def test_dates_of_copies_are_as_exact_and_not_later(published: str) -> None:
    moved = corpus.move_date(published, random.Random(1))
    assert len(moved) == len(published)
    assert moved <= published


def test_a_copy_says_no_words_of_a_date_that_it_does_not_have() -> None:
    copy = list(corpus.enlarge(RECORDS, 3))[2]
    assert "published_words" not in copy


def test_percentiles_are_values_that_were_measured() -> None:
    values = [5.0, 1.0, 4.0, 2.0, 3.0]
    assert timing.percentile(values, 0.5) == 3.0
    assert timing.percentile(values, 0.95) == 5.0
    assert timing.percentile([], 0.5) == 0.0


def test_candidates_take_turns() -> None:
    order: list[str] = []
    candidates = {"a": lambda: order.append("a"), "b": lambda: order.append("b")}
    timing.in_turns(candidates, 2)
    assert order == ["a", "b", "b", "a"]


def test_ratios_are_of_the_same_round() -> None:
    assert timing.median_ratio([10.0, 20.0, 90.0], [5.0, 10.0, 10.0]) == 2.0
    assert timing.median_ratio([], []) is None


def test_ndcg_is_one_for_the_relevant_first_and_less_for_later() -> None:
    assert ranking_figures.ndcg(["a", "b", "c"], frozenset("ab")) == 1.0
    assert ranking_figures.ndcg(["c", "a"], frozenset("a")) == pytest.approx(1 / math.log2(3))
    assert ranking_figures.ndcg([], frozenset("a")) == 0.0


def test_reciprocal_rank_is_of_the_first_relevant_hit() -> None:
    assert ranking_figures.reciprocal_rank(["c", "a", "b"], frozenset("ab")) == 0.5
    assert ranking_figures.reciprocal_rank(["c", "a"], frozenset("a"), depth=1) == 0.0


def test_chance_makes_small_differences_and_no_steady_ones() -> None:
    one = [0.1 * (place % 7) for place in range(40)]
    assert ranking_figures.p_value(one, one) == 1.0
    assert ranking_figures.p_value(one, [value - 0.1 for value in one]) < 0.001
    assert ranking_figures.p_value([0.5, 0.0], [0.0, 0.5]) == 1.0


def test_halves_are_of_the_even_and_the_odd_queries() -> None:
    assert ranking_figures.halves([1.0, 0.0, 0.5]) == (0.75, 0.0)


def test_a_table_says_why_a_row_has_no_figures() -> None:
    table = Table("Thử", ("what", "ms", "n"), [("one", 12.345, 7), ("two", "not here")])
    assert table.format().splitlines()[3:] == ["one    12.3   7", "two    not here"]
    assert table.as_json()["rows"] == [
        {"what": "one", "ms": 12.345, "n": 7},
        {"what": "two", "missing": "not here"},
    ]


@pytest.mark.parametrize(
    ("value", "printed"), [(None, "-"), (12345, "12,345"), (1234.5, "1,234"), (0.01234, "0.0123")]
)
def test_figures_have_three_digits_that_count(value: float | None, printed: str) -> None:
    assert format_cell(value) == printed


def test_a_command_is_watched_and_its_output_kept() -> None:
    measured = memory.run(memory.python("-c", "print('xong'); sum(range(30_000_000))"))
    assert measured.output == "xong\n"
    assert (measured.peak is not None) == Path("/proc/self/smaps_rollup").exists()


def test_a_command_that_fails_is_named_with_what_it_said() -> None:
    with pytest.raises(memory.CommandFailed, match="không được"):
        memory.run(memory.python("-c", "import sys; sys.exit('không được')"))


@pytest.mark.parametrize("yardstick", yardsticks.YARDSTICKS, ids=lambda yardstick: yardstick.name)
def test_yardsticks_find_what_they_indexed(yardstick: yardsticks.Yardstick, tmp_path: Path) -> None:
    reason = yardsticks.missing(yardstick)
    if reason:
        pytest.skip(reason)
    segment = yardsticks.pyvi_segment()
    documents = [
        yardsticks.Document(
            str(record["id"]),
            segment(str(record["title"])),
            segment(str(record["body"])),
            str(record["published"]),
        )
        for record in RECORDS
    ]
    yardstick.build(documents, tmp_path)
    with yardstick.open(tmp_path) as search:
        assert search(segment("khánh thành cầu vượt"))[0] == "tinhaiphong.vn/cau-vuot"
        assert search(segment('lũ lụt (Quảng Bình) "hôm nay"'))[0] == "mientrung24.vn/lu-lut"
        assert search("") == []


def test_without_queries_the_beginnings_of_titles_are_asked(tmp_path: Path) -> None:
    workspace = Workspace(tmp_path)
    queries, about = read_queries(None, workspace.corpus(60), wanted=10)
    assert len(queries) == 10
    assert about.startswith("NO QUERIES WERE GIVEN")
    assert "NO CORPUS WAS GIVEN" in workspace.about(workspace.corpus(60))


def test_a_corpus_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CorpusEmpty, match="khong-co"):
        Workspace(tmp_path, [tmp_path / "khong-co.jsonl"])


def test_an_unfinished_corpus_is_made_again(tmp_path: Path) -> None:
    path = Workspace(tmp_path).corpus(55).path
    whole = path.read_bytes()
    path.rename(path.with_name(f"{path.name}.unfinished"))
    assert Workspace(tmp_path).corpus(55).path.read_bytes() == whole


def test_everything_is_measured_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries, figures = tmp_path / "queries.jsonl", tmp_path / "figures.json"
    asked = {"query": "giá cà phê", "relevant": ["mixed-001"]}
    queries.write_text(json.dumps(asked), encoding="utf-8")
    parts = ["--only", "build", "query", "size", "relevance"]
    against = ["--engine", "whoosh", "--yardsticks", "fts5"]
    small = ["--count", "60", "--yardstick-articles", "10", "--rounds", "1", "--workers", "1"]
    places = ["--work", str(tmp_path), "--queries", str(queries), "--json", str(figures)]
    assert measure_all([*parts, *against, *small, *places]) == 0
    tables = json.loads(figures.read_text(encoding="utf-8"))["tables"]
    titles = [table["title"] for table in tables]
    assert [title.split(",")[0] for title in titles] == ["Build", "Query", "Size", "Relevance"]
    built = next(row for row in tables[0]["rows"] if row["what"].startswith("newsearch, whoosh"))
    assert built["articles"] == 60
    assert "60 articles, 52 of the project's own samples" in capsys.readouterr().out


def test_a_part_that_fails_leaves_the_others(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = tmp_path / "pages.jsonl"
    corpus_lines = "\n".join(json.dumps(record) for record in RECORDS)
    pages.write_text(corpus_lines, encoding="utf-8")
    places = ["--articles", str(pages), "--work", str(tmp_path / "work")]
    work = Workspace(tmp_path / "work", [pages])
    broken = work.index("whoosh", work.corpus())
    broken.write_text("không phải một thư mục", encoding="utf-8")
    parts = ["--only", "size", "segmentation", "--engine", "whoosh", "--yardsticks"]
    assert measure_all([*places, *parts]) == 1
    printed = capsys.readouterr().out
    assert "syllables/s" in printed
    assert "FAILED" in printed


def test_what_cannot_be_measured_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert measure_all(["--articles", str(tmp_path / "a.jsonl"), "--work", str(tmp_path)]) == 2
    assert "nothing was measured" in capsys.readouterr().err


def test_a_standard_analyzer_knows_syllables_and_keeps_accents() -> None:
    assert relevance_ways.syllables("Giá cà-phê (tăng 5%)") == "giá cà phê tăng 5"
    decomposed = "gia\u0301 ca\u0300"
    assert relevance_ways.syllables(decomposed) == decomposed


def test_a_title_is_asked_by_its_words() -> None:
    title = "“Lũ rút”: GD&ĐT - 1.250 trường, S -400 [2-1]?"
    assert query_sets.words_only(title) == "Lũ rút GD&ĐT 1.250 trường S 400 2-1"


def test_known_items_are_titles_that_say_something(tmp_path: Path) -> None:
    short = {"id": "ngan", "title": "Lũ rút rồi", "body": "Nước rút.", "published": "2020"}
    empty = {"id": "rong", "title": "Tin không có phần thân bài", "summary": "Rỗng."}
    articles = tmp_path / "articles.jsonl"
    lines = (json.dumps(record) for record in [*RECORDS, short, empty])
    articles.write_text("\n".join(lines), encoding="utf-8")
    workspace = Workspace(tmp_path / "work", [articles])
    found = known_item.draw(workspace.corpus(), 500)
    assert {query.text for query in found} == {record["title"] for record in RECORDS}
    assert found == known_item.draw(workspace.corpus(), 500)
    untitled = known_item.without_titles(workspace, workspace.corpus())[1]
    assert untitled.articles == 4
    assert not any(relevance_ways.syllables(record["title"]) for record in untitled.records())


def test_relevance_compares_ways_to_search(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    queries, figures = tmp_path / "queries.jsonl", tmp_path / "figures.json"
    lines = [
        {"query": "giá cà phê lập đỉnh", "relevant": ["mixed-001"]},
        {"query": "bóng bàn trẻ Đông Nam Á", "relevant": ["mixed-002"]},
        {"query": "không ai biết câu trả lời", "relevant": ["khong-co"]},
    ]
    queries.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    places = ["--articles", str(corpus.SAMPLES), "--queries", str(queries)]
    kept = ["--work", str(tmp_path / "work"), "--json", str(figures)]
    engines = ["--engine", "whoosh", "--engine", "khong-co", "--yardsticks", "fts5"]
    small = ["--known-items", "5", "--workers", "1", "--worst", "1"]
    assert relevance.main([*places, *kept, *engines, *small]) == 0
    asked, known = json.loads(figures.read_text(encoding="utf-8"))["tables"]
    rows = {row["what"]: row for row in asked["rows"]}
    assert rows["newsearch, whoosh"]["accented"] == "1.0000"
    assert rows["newsearch, whoosh"]["NFD"] == rows["newsearch, whoosh"]["CAPS"] == "1.0000"
    assert float(rows["pyvi words, FTS5"]["unaccented"]) < 1.0
    assert "there is no engine 'khong-co'" in rows["newsearch, khong-co"]["missing"]
    assert known["rows"][0].keys() == {"what", "accented", "unaccented", "as printed"}
    assert "Known items, 5 titles" in known["title"]
    printed = capsys.readouterr().out
    assert "Queries: 2 of 3 have an answer in the corpus" in printed
    assert "the queries that fare worst" in printed
    assert max(map(len, asked["notes"])) <= 100


def test_relevance_is_not_measured_without_queries_and_articles(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work = ["--work", str(tmp_path / "work")]
    queries = ["--queries", str(tmp_path / "queries.jsonl")]
    samples = ["--articles", str(corpus.SAMPLES)]
    assert relevance.main(work) == 2
    assert relevance.main([*work, *queries, *samples]) == 2
    Path(queries[1]).write_text(json.dumps({"query": "lũ", "relevant": ["khong-co"]}))
    assert relevance.main([*work, *queries, *samples]) == 2
    said = capsys.readouterr().err
    assert "not there:" in said
    assert said.count("nothing was measured") == 3
