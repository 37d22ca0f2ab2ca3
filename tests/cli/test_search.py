"""``newsearch search``: what it finds, in which format, and how words are taken."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from html import unescape

import pytest

from tests.cli.conftest import ARTICLES, Invoke

HIT_KEYS = ["id", "title", "source", "author", "published", "url", "score", "snippets"]


def ids(invoke: Invoke, *arguments: str) -> list[str]:
    """The ids that a search prints."""
    result = invoke("search", *arguments, "--format", "ids")
    assert result.exit_code in (0, 1), result.stderr
    lines: list[str] = result.stdout.splitlines()
    return lines


def test_text_shows_numbered_hits_and_a_last_line(invoke: Invoke) -> None:
    result = invoke("search", "bầu", "cử", "quốc", "hội")
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "1. Cử tri cả nước đi bầu cử Quốc hội khóa XV"
    assert lines[1] == "   tuoitre.vn · Nguyễn An · 2021-05-23"
    assert "   bau-cu" in lines
    assert re.fullmatch(r"\d+ results? in \d+ ms \(page 1\)", lines[-1])
    assert "\x1b" not in result.stdout


def test_brackets_in_an_article_are_no_markup(invoke: Invoke) -> None:
    for color in ("always", "never"):
        result = invoke("search", "rộn ràng", "--color", color)
        plain = re.sub(r"\x1b\[[0-9;]*m", "", result.stdout)
        assert "[bold]rộn ràng[/bold]" in plain


def test_json_is_the_promised_object(invoke: Invoke) -> None:
    result = invoke("search", "bầu cử quốc hội", "--format", "json")
    found = json.loads(result.stdout)
    assert list(found)[:4] == ["query", "total", "took_ms", "hits"]
    assert found["query"] == "bầu cử quốc hội"
    assert found["total"] >= len(found["hits"]) >= 1
    hit = found["hits"][0]
    assert list(hit) == HIT_KEYS
    assert hit["id"] == "bau-cu"
    assert hit["published"] == "2021-05-23"
    assert hit["url"] == "https://tuoitre.vn/bau-cu.htm"
    assert hit["snippets"]
    for snippet in hit["snippets"]:
        assert list(snippet) == ["field", "text", "highlights"]


def test_json_highlights_count_characters_of_the_snippet(invoke: Invoke) -> None:
    found = json.loads(invoke("search", "bầu cử", "--format", "json").stdout)
    marked = {
        snippet["text"][start:end].casefold()
        for hit in found["hits"]
        for snippet in hit["snippets"]
        for start, end in snippet["highlights"]
    }
    assert marked
    assert marked <= {"bầu", "cử", "bầu cử"}


def test_json_of_an_article_without_a_date(invoke: Invoke) -> None:
    found = json.loads(invoke("search", "tin lạ", "--format", "json").stdout)
    hit = next(hit for hit in found["hits"] if hit["id"] == "doc-hai")
    assert hit["published"] is None
    assert hit["author"] == ""


def test_json_lines_are_the_hits_of_json(invoke: Invoke) -> None:
    whole = json.loads(invoke("search", "bầu cử", "--format", "json").stdout)
    lines = invoke("search", "bầu cử", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == whole["hits"]


def test_csv_has_a_heading_and_a_row_for_each_hit(invoke: Invoke) -> None:
    result = invoke("search", "bầu cử", "--format", "csv")
    heading, *rows = csv.reader(io.StringIO(result.stdout))
    assert heading == [
        "id",
        "title",
        "source",
        "author",
        "published",
        "url",
        "score",
        "snippet",
        "versions",
    ]
    assert [row[0] for row in rows] == ids(invoke, "bầu cử")
    assert all(len(row) == len(heading) for row in rows)


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ("text", ""),
        ("jsonl", ""),
        ("ids", ""),
        ("csv", "id,title,source,author,published,url,score,snippet,versions\n"),
    ],
)
def test_nothing_found(form: str, printed: str, invoke: Invoke) -> None:
    result = invoke("search", "khủnglongbạochúa", "--format", form)
    assert result.exit_code == 1
    assert result.stdout == printed
    assert result.stderr.splitlines()[-1] == "no results"


def test_nothing_found_is_an_empty_list_in_json(invoke: Invoke) -> None:
    result = invoke("search", "khủnglongbạochúa", "--format", "json")
    assert result.exit_code == 1
    found = json.loads(result.stdout)
    assert (found["total"], found["hits"]) == (0, [])
    assert result.stderr == "no results\n"


def test_pages_and_offsets(invoke: Invoke) -> None:
    everything = ids(invoke, "bầu cử")
    assert len(everything) >= 2
    assert ids(invoke, "bầu cử", "-n", "1") == everything[:1]
    assert ids(invoke, "bầu cử", "-n1", "--page", "2") == everything[1:2]
    assert ids(invoke, "bầu cử", "--limit", "1", "--offset", "1") == everything[1:2]
    second = invoke("search", "bầu cử", "-n", "1", "--page", "2").stdout
    assert second.startswith("2. ")
    assert second.splitlines()[-1].endswith("(page 2)")
    odd = invoke("search", "bầu cử", "-n", "5", "--offset", "1").stdout
    assert odd.splitlines()[-1].endswith("(from 2)")


def test_an_empty_query_finds_every_article(invoke: Invoke) -> None:
    assert len(ids(invoke, "")) == len(ARTICLES)
    assert set(ids(invoke, "", "--source", "tuoitre.vn")) == {"bau-cu", "mua-da"}


@pytest.mark.parametrize("form", ["text", "jsonl", "csv", "ids"])
def test_a_notice_is_said_once(form: str, invoke: Invoke) -> None:
    result = invoke(
        "search", "mưa truong:a truong:b", "--source=báo.lạ", "--source=báo.lạ", "--format", form
    )
    notices = result.stderr.splitlines()
    assert len([line for line in notices if "'truong'" in line]) == 1
    assert len([line for line in notices if "'báo.lạ'" in line]) == 1
    assert "'truong'" not in result.stdout


@pytest.mark.parametrize("form", ["json", "html"])
def test_a_document_holds_its_notices(form: str, invoke: Invoke) -> None:
    result = invoke("search", "mưa truong:a truong:b", "--format", form)
    assert unescape(result.stdout).count("'truong'") == 1
    assert "'truong'" not in result.stderr


def test_a_page_beyond_the_last_is_empty(invoke: Invoke) -> None:
    result = invoke("search", "bầu cử", "--page", "99")
    assert (result.exit_code, result.stdout) == (1, "")
    assert re.search(r"no results on this page \(\d in all\)", result.stderr)


def test_no_limit_only_counts(invoke: Invoke) -> None:
    result = invoke("search", "bầu cử", "--limit", "0")
    assert result.exit_code == 0
    assert re.fullmatch(r"\d results in \d+ ms\n", result.stdout)


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        (["--since", "2021-03"], {"bau-cu"}),
        (["--until", "2021-02"], {"mua-da"}),
        (["--since", "2021-01-01", "--until", "2021"], {"bau-cu", "mua-da"}),
        (["--source", "haiphong.gov.vn"], set()),
        (["--source", "tuoitre.vn", "--source", "haiphong.gov.vn"], {"bau-cu", "mua-da"}),
        (["--author", "Lê Cường"], {"mua-da"}),
        (["--author", "Lê Cường", "--author", "Nguyễn An"], {"bau-cu", "mua-da"}),
    ],
)
def test_filters(arguments: list[str], found: set[str], invoke: Invoke) -> None:
    assert set(ids(invoke, "bầu cử", *arguments)) == found


def test_order(invoke: Invoke) -> None:
    newest = ids(invoke, "bầu cử", "--sort", "newest")
    oldest = ids(invoke, "bầu cử", "--sort", "oldest")
    assert newest[:2] == ["bau-cu", "mua-da"]
    assert oldest.index("mua-da") < oldest.index("bau-cu")


@pytest.mark.parametrize(
    "arguments",
    [
        ["bầu cử -mưa"],
        ["bầu", "cử", "-mưa"],
        ["-mưa", "bầu", "cử"],
        ["bầu cử", "-n", "5", "-mưa"],
        ["--limit", "5", "-mưa", "--", "bầu", "cử"],
        ["--", "bầu", "cử", "-mưa"],
        ['"bầu cử"', "-mưa"],
        ['"bầu cử" -mưa'],
    ],
)
def test_a_word_after_a_dash_is_left_out(arguments: list[str], invoke: Invoke) -> None:
    # Options come before "--": ids() puts its own at the end.
    result = invoke("search", "--format", "ids", *arguments)
    found = result.stdout.split()
    assert "bau-cu" in found
    assert "mua-da" not in found


@pytest.mark.parametrize("word", ["-nước", "-hà", "-nghìn", "-n2n"])
def test_words_that_begin_like_a_short_option(word: str, invoke: Invoke) -> None:
    result = invoke("search", "cầu", word, "--format", "json")
    assert json.loads(result.stdout)["query"] == f"cầu {word}"


def test_a_value_may_begin_with_a_dash(invoke: Invoke) -> None:
    result = invoke("search", "cầu", "--author", "-nam", "--format", "json")
    assert json.loads(result.stdout)["hits"] == []


def test_a_phrase_between_two_pairs_of_quotes(invoke: Invoke) -> None:
    assert "bau-cu" in ids(invoke, '"cử tri xếp hàng"')
    assert ids(invoke, '"xếp cử tri hàng"') == []


def test_a_query_typed_decomposed_is_the_same_query(invoke: Invoke) -> None:
    decomposed = unicodedata.normalize("NFD", "bầu cử")
    result = invoke("search", decomposed, "--format", "json")
    assert json.loads(result.stdout)["query"] == "bầu cử"
    assert ids(invoke, decomposed) == ids(invoke, "bầu cử")


def test_a_query_without_accents_tells_how_it_was_read(invoke: Invoke) -> None:
    result = invoke("search", "bau cu quoc hoi")
    assert result.exit_code == 0
    assert result.stdout.startswith("1. Cử tri cả nước đi bầu cử Quốc hội")
    assert "Tìm cho: bầu cử quốc hội" in result.stderr
    as_json = invoke("search", "bau cu quoc hoi", "--format", "json")
    assert json.loads(as_json.stdout)["reading"] == "bầu cử quốc hội"
    assert as_json.stderr == ""


@pytest.mark.parametrize("before", [True, False])
def test_the_index_may_stand_on_either_side(
    before: bool, invoke: Invoke, index_dir: object
) -> None:
    place = ["--index", str(index_dir)]
    words = ["search", "mưa đá"]
    arguments = [*place, *words] if before else [*words, *place]
    result = invoke(*arguments, NEWSEARCH_INDEX="/khong/co")
    assert result.exit_code == 0, result.stderr
    assert "mua-da" in result.stdout


def test_the_commands_side_wins(invoke: Invoke, index_dir: object) -> None:
    result = invoke("--index", "/khong/co", "search", "mưa đá", "--index", str(index_dir))
    assert result.exit_code == 0, result.stderr


def test_snippets_can_be_limited(invoke: Invoke) -> None:
    found = json.loads(invoke("search", "bầu cử", "--snippets", "0", "--format", "json").stdout)
    assert found["hits"]
    assert {part["field"] for hit in found["hits"] for part in hit["snippets"]} == {"title"}


def test_colour_marks_what_matched(invoke: Invoke) -> None:
    result = invoke("search", "bầu cử quốc hội", "--color", "always")
    assert re.search(r"\x1b\[1;33m[^\x1b]*bầu", result.stdout)
    assert invoke("--color", "always", "search", "bầu cử quốc hội").stdout.count("\x1b") > 4


def test_explained_hits_show_what_their_score_is_made_of(invoke: Invoke) -> None:
    result = invoke("search", "bau cu quoc hoi", "--explain", "--limit", "1")
    assert result.exit_code == 0
    score = re.search(r"score ([\d.]+) = relevance ([\d.]+) \+ feedback ([\d.]+)", result.stdout)
    assert score
    whole, relevance, feedback = map(float, score.groups())
    assert whole == pytest.approx(relevance + feedback, abs=0.02)
    assert re.search(r"\d\.\d\d  word bau \(unaccented\) found as bầu", result.stdout)
    assert "· accents restored: bầu cử quốc hội" in result.stdout
    assert "score" not in invoke("search", "bau cu quoc hoi").stdout


def test_explained_hits_in_json(invoke: Invoke) -> None:
    whole = invoke("search", "bầu cử", "--explain", "--format", "json")
    found = json.loads(whole.stdout)
    why = found["hits"][0]["explanation"]
    assert list(why)[:4] == ["score", "relevance", "feedback", "freshness"]
    assert sum(match["score"] for match in why["matches"]) == pytest.approx(
        why["relevance"], rel=1e-2
    )
    assert any(rule.startswith("feedback") for rule in found["rules"])
    lines = invoke("search", "bầu cử", "--explain", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == found["hits"]
    plain = json.loads(invoke("search", "bầu cử", "--format", "json").stdout)
    assert "rules" not in plain
    assert "explanation" not in plain["hits"][0]


def test_a_slip_is_suggested_and_not_searched_for(invoke: Invoke) -> None:
    result = invoke("search", "bầu cử qốc hội", "--sort", "newest")
    found = json.loads(invoke("search", "qốc", "--format", "json").stdout)
    assert found["suggestion"] == "quốc"
    assert found["hits"] == []
    assert "Có phải bạn tìm: quốc" in invoke("search", "qốc").stderr
    assert "Có phải bạn tìm" not in invoke("search", "qốc", "--verbatim").stderr
    assert result.exit_code == 0


def test_verbatim_words_are_not_restored(invoke: Invoke) -> None:
    assert ids(invoke, "bau cu")
    assert ids(invoke, "bau cu", "--verbatim") == []
    assert invoke("search", "bau cu", "--verbatim").stderr == "no results\n"


def test_a_half_life_below_zero_is_an_error(invoke: Invoke) -> None:
    assert ids(invoke, "bầu cử", "--fresh", "30", "--no-feedback")
    result = invoke("search", "bầu cử", "--fresh", "-1")
    assert result.exit_code == 2
    assert "half-life" in result.stderr
