"""``newsearch export``: what it writes, and that ``rebuild`` makes the same index of it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from newsearch import Article, NewsIndex, Published, RelatedLink
from newsearch.cli.output_file import output_file
from newsearch.readers import read_corpus
from tests.cli.conftest import ARTICLES, Invoke, Run

ODD = (
    Article(id="x", title="=Hai  dấu  cách", body="Không nguồn,\nkhông ngày."),
    Article(id="7", title="Ngày mai", published=Published.fromisoformat("2999-01-01", "mai")),
    Article(id="rỗng"),
    Article(
        title="Lũ ở \x1b[31mmiền Trung",
        url="https://www.baoquangtri.vn/lu?a=1&utm_source=x#cuoi",
        source="Báo Quảng Trị",
        captions=("@ảnh", "Nước\ndâng"),
        topics=("Lũ, lụt",),
        related=(RelatedLink("Mưa", "https://a.vn", Published.fromisoformat("2020", "năm 2020")),),
    ),
)


@pytest.fixture(params=["whoosh", "tantivy"])
def odd_index(request: pytest.FixtureRequest, corpus: Path, tmp_path: Path) -> str:
    """An index with what was read from files and what a program added."""
    path = tmp_path / "odd"
    with NewsIndex.create(path, engine=request.param) as index:
        index.rebuild([corpus], workers=1)
        index.add(ODD)
    return str(path)


def all_of(index: str) -> dict[str, Article]:
    with NewsIndex.open(index) as opened:
        return {article.id: article for article in opened.export()}


@pytest.mark.parametrize("name", ["a.jsonl", "a.csv", "a.jsonl.gz", "a.csv.zst", "a.xz", "a.bz2"])
def test_a_rebuild_from_an_export_gives_the_same_index(
    invoke: Invoke, odd_index: str, tmp_path: Path, name: str
) -> None:
    file = tmp_path / name
    done = invoke("export", "--index", odd_index, "--output", str(file))
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == f"9 articles in {file}\n"
    copy = str(tmp_path / "copy")
    with NewsIndex.open(odd_index) as index:
        engine = index.stats().engine
    built = invoke("rebuild", str(file), "--index", copy, "--engine", engine, "--format", "json")
    report = json.loads(built.stdout)
    assert (report["indexed"], report["skipped"], report["remarks"]) == (9, [], [])
    assert all_of(copy) == all_of(odd_index)
    assert {article.id for article in ODD} <= all_of(copy).keys()
    with NewsIndex.open(odd_index) as one, NewsIndex.open(copy) as other:
        for query in ("", "bau cu", '"miền Trung" -mưa', "source:tuoitre.vn", "date:2020..2021"):
            ours, theirs = one.search(query, limit=50), other.search(query, limit=50)
            assert [(hit.id, hit.score, hit.article) for hit in ours] == [
                (hit.id, hit.score, hit.article) for hit in theirs
            ]
            assert ours.facets == theirs.facets


def test_lines_on_standard_output_hold_every_field_and_no_control_characters(
    invoke: Invoke,
) -> None:
    done = invoke("export")
    assert done.exit_code == 0
    records = [json.loads(line) for line in done.stdout.splitlines()]
    assert [record["id"] for record in records] == [
        "cau-vuot", "bau-cu", "mua-da", "lu-lut", "doc-hai"
    ]  # fmt: skip
    assert all(record["newsearch"] == 1 for record in records)
    given = next(record for record in ARTICLES if record["id"] == "bau-cu")
    assert given.items() <= records[1].items()
    assert not any(ord(sign) < 0x20 and sign != "\n" for sign in done.stdout)
    assert "\x9b" not in done.stdout
    assert "\u202e" not in done.stdout


def test_a_query_gives_all_that_matches_in_the_order_of_the_search(invoke: Invoke) -> None:
    hits = invoke("search", "bau cu", "--format", "ids").stdout.split()
    done = invoke("export", "bau", "cu")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == hits
    assert done.stderr.startswith("Tìm cho: bầu cử\n")
    oldest = invoke("export", "bầu cử", "-mưa", "--sort", "oldest", "--since", "2021")
    assert [json.loads(line)["id"] for line in oldest.stdout.splitlines()] == ["bau-cu"]


def test_filters_alone_choose_from_the_whole_index(invoke: Invoke) -> None:
    done = invoke("export", "--source", "tuoitre.vn", "--sort", "oldest")
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["mua-da", "bau-cu"]
    others = invoke("export", "--not-source", "tuoitre.vn", "--until", "2021")
    assert [json.loads(line)["id"] for line in others.stdout.splitlines()] == ["lu-lut"]
    topic = invoke("export", "--topic", "thoi su", "--author", "Nguyễn An")
    assert [json.loads(line)["id"] for line in topic.stdout.splitlines()] == ["bau-cu"]
    unknown = invoke("export", "--source", "khong.vn")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "khong.vn" in unknown.stderr


def test_an_export_goes_deeper_than_the_pages_of_a_search(tmp_path: Path) -> None:
    with NewsIndex.create(tmp_path / "index") as index:
        index.add(Article(id=f"tin-{number}", title="Mưa lũ") for number in range(10_200))
        articles = index.export("mưa")
        assert articles.total == 10_200
        assert len({article.id for article in articles}) == 10_200


def test_an_export_shows_one_generation_to_its_end(tmp_path: Path) -> None:
    index = NewsIndex.create(tmp_path / "index")
    index.add([Article(id="a", title="Mưa"), Article(id="b", title="Mưa to")])
    articles = index.export()
    first = next(articles)
    index.delete(["a", "b"])
    index.close()
    assert {first.id, *(article.id for article in articles)} == {"a", "b"}


def test_nothing_found_leaves_the_file_that_is_there(invoke: Invoke, tmp_path: Path) -> None:
    file = tmp_path / "hôm qua.csv"
    file.write_text("của hôm qua", encoding="utf-8")
    done = invoke("export", "zzzz", "-o", str(file))
    assert done.exit_code == 1
    assert done.stderr.endswith(f"no results: {file} was not written\n")
    assert file.read_text(encoding="utf-8") == "của hôm qua"
    done = invoke("export", "zzzz", "--format", "csv")
    assert done.exit_code == 1
    assert done.stdout.removeprefix("\ufeff").startswith("newsearch,id,title,")
    assert len(done.stdout.splitlines()) == 1


@pytest.mark.parametrize("name", ["a.zip", "a.xlsx", "a.csv.tar"])
def test_what_cannot_be_written_is_refused(invoke: Invoke, tmp_path: Path, name: str) -> None:
    done = invoke("export", "-o", str(tmp_path / name), "--format", "csv")
    assert done.exit_code == 2
    assert ".jsonl or .csv" in done.stderr
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_an_error_in_one_line(invoke: Invoke, tmp_path: Path) -> None:
    done = invoke("export", "-o", str(tmp_path / "khong" / "a.jsonl"))
    assert done.exit_code == 2
    assert done.stderr == f"newsearch: {tmp_path / 'khong'}: there is no such folder\n"


def test_a_file_that_was_not_finished_leaves_the_one_before(tmp_path: Path) -> None:
    file = tmp_path / "tin.jsonl.gz"
    with output_file(file) as first:
        first.write('{"title": "Mưa"}\n')
    before = file.read_bytes()

    def fail() -> None:
        with output_file(file) as second:
            second.write("nửa dòng")
            second.flush()
            (found,) = (item for item in read_corpus([tmp_path]) if hasattr(item, "article"))
            assert found.article.title == "Mưa"
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        fail()
    assert file.read_bytes() == before
    assert list(tmp_path.iterdir()) == [file]


@pytest.mark.skipif(sys.platform == "win32", reason="links and pipes of POSIX")
def test_links_stay_links_and_pipes_are_written_to(invoke: Invoke, tmp_path: Path) -> None:
    (tmp_path / "link.jsonl").symlink_to("real.jsonl")
    assert invoke("export", "-o", str(tmp_path / "link.jsonl")).exit_code == 0
    assert (tmp_path / "link.jsonl").is_symlink()
    assert len((tmp_path / "real.jsonl").read_text(encoding="utf-8").splitlines()) == 5
    assert invoke("export", "-o", os.devnull).exit_code == 0
    assert not Path(os.devnull).is_file()


def test_a_pipe_from_index_to_index(run: Run, tmp_path: Path) -> None:
    lines = run("export", "--format", "csv").stdout
    assert lines.startswith(b"\xef\xbb\xbfnewsearch,")
    copy = str(tmp_path / "copy")
    assert run("rebuild", "-", "--index", copy, stdin=lines).returncode == 0
    assert sorted(run("export", "--index", copy).stdout.splitlines()) == sorted(
        run("export").stdout.splitlines()
    )
