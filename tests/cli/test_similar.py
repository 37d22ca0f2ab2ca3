"""``newsearch similar``: by id, by a text, from standard input, and what it prints."""

from __future__ import annotations

import csv
import io
import json

import pytest

from newsearch.news_index import NewsIndex
from tests.cli.conftest import Invoke, Run, write_jsonl

REPORTS = (
    {
        "id": "cau-1",
        "title": "Sập nhịp cầu Ghềnh ở Biên Hòa",
        "source": "tuoitre.vn",
        "published": "2016-03-20",
        "body": "Sà lan chở cát tông trụ cầu Ghềnh, hai nhịp cầu rơi xuống sông Đồng Nai.",
    },
    {
        "id": "cau-2",
        "title": "Đường sắt Bắc Nam đứt vì cầu Ghềnh",
        "source": "thanhnien.vn",
        "published": "2016-03-21",
        "body": "Sau khi sà lan tông sập cầu Ghềnh, khách đi tàu phải xuống ga Biên Hòa.",
    },
    {
        "id": "cau-3",
        "title": "Trục vớt nhịp cầu dưới sông Đồng Nai",
        "source": "tuoitre.vn",
        "published": "2016-03-24",
        "body": "Hai nhịp cầu Ghềnh được kéo lên; chủ sà lan bị tạm giữ ở Biên Hòa.",
    },
    {
        "id": "gia-gao",
        "title": "Giá gạo xuất khẩu tăng",
        "source": "tuoitre.vn",
        "published": "2016-03-22",
        "body": "Nông dân miền Tây phấn khởi vì giá gạo tăng, khách mua từ nhiều nước.",
    },
    {
        "id": "la",
        "title": "Tin \x1b[31mđỏ\x1b[0m về cầu Ghềnh",
        "source": "la.example",
        "body": "Sà lan \x1b]0;x\x07 tông cầu Ghềnh.",
    },
)


@pytest.fixture(scope="module")
def bridge(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("bridge")
    with NewsIndex.create(folder / "index") as index:
        index.rebuild([write_jsonl(folder / "news.jsonl", REPORTS)], workers=1)
    return str(folder / "index")


def test_others_of_the_event_come_first(invoke: Invoke, bridge: str) -> None:
    found = invoke("similar", "cau-1", "--index", bridge)
    assert found.exit_code == 0
    assert found.stderr == ""
    first = found.stdout.splitlines()[:2]
    assert first == ["1. Trục vớt nhịp cầu dưới sông Đồng Nai", "   tuoitre.vn · 2016-03-24"]
    assert "Sập nhịp cầu Ghềnh" not in found.stdout
    assert "\x1b" not in found.stdout
    assert found.stdout.splitlines()[-1].endswith("ms (page 1)")


@pytest.mark.parametrize(
    ("arguments", "stdin"),
    [
        (["--text", "sà lan tông sập cầu Ghềnh ở Biên Hòa"], ""),
        (["--text", "sa lan tong sap cau Ghenh o Bien Hoa"], ""),
        (["-"], "Sà lan tông sập cầu Ghềnh.\nNhịp cầu rơi ở Biên Hòa."),
    ],
    ids=["text", "without accents", "standard input"],
)
def test_a_text_finds_the_event(
    invoke: Invoke, bridge: str, arguments: list[str], stdin: str
) -> None:
    found = invoke(
        "similar", *arguments, "-n", "2", "--format", "ids", "--index", bridge, stdin=stdin
    )
    assert found.exit_code == 0
    assert set(found.stdout.split()) <= {"cau-1", "cau-2", "cau-3", "la"}
    assert len(found.stdout.split()) == 2


def test_restored_accents_are_told(invoke: Invoke, bridge: str) -> None:
    found = invoke("similar", "--text", "sa lan tong sap cau Ghenh", "--index", bridge)
    assert "Tìm cho: sà lan tông sập cầu ghềnh" in found.stderr


def test_options_narrow_and_page(invoke: Invoke, bridge: str) -> None:
    def ids(*options: str) -> list[str]:
        found = invoke("similar", "cau-1", *options, "--format", "ids", "--index", bridge)
        return found.stdout.split()

    everything = ids()
    assert ids("--source", "thanhnien.vn") == ["cau-2"]
    assert "cau-2" not in ids("--not-source", "thanhnien.vn")
    assert ids("--since", "2016-03-23") == ["cau-3"]
    assert ids("-n", "1", "--page", "2") == everything[1:2]
    assert ids("--offset", "1") == everything[1:]


def test_formats_are_those_of_search(invoke: Invoke, bridge: str) -> None:
    def printed(form: str) -> str:
        found = invoke("similar", "cau-1", "--format", form, "--index", bridge)
        assert found.exit_code == 0
        return found.stdout

    whole = json.loads(printed("json"))
    assert whole["query"] == "cau-1"
    ids = [hit["id"] for hit in whole["hits"]]
    assert ids[0] == "cau-3"
    assert [json.loads(line)["id"] for line in printed("jsonl").splitlines()] == ids
    assert [row["id"] for row in csv.DictReader(io.StringIO(printed("csv")))] == ids
    assert "<mark>" in printed("html")
    assert printed("ids").split() == ids


@pytest.mark.parametrize("arguments", [["--text", "qwrtz zxcvb"], ["-"]], ids=["text", "nothing"])
def test_nothing_known_is_nothing_found(invoke: Invoke, bridge: str, arguments: list[str]) -> None:
    found = invoke("similar", *arguments, "--index", bridge)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "no results" in found.stderr


def test_an_unknown_id_is_told_with_near_ones(invoke: Invoke, bridge: str) -> None:
    found = invoke("similar", "cau-12", "--index", bridge)
    assert (found.exit_code, found.stdout) == (1, "")
    assert "did you mean" in found.stderr
    assert "cau-1" in found.stderr.partition("did you mean")[2]


@pytest.mark.parametrize(
    "arguments",
    [[], ["cau-1", "--text", "cầu"], ["cau-1", "--page", "1", "--offset", "2"]],
    ids=["neither", "both", "page and offset"],
)
def test_wrong_usage_is_told(invoke: Invoke, bridge: str, arguments: list[str]) -> None:
    found = invoke("similar", *arguments, "--index", bridge)
    assert (found.exit_code, found.stdout) == (2, "")
    assert "newsearch similar --help" in found.stderr


def test_a_date_that_is_none_is_an_error(invoke: Invoke, bridge: str) -> None:
    found = invoke("similar", "cau-1", "--since", "2016-13", "--index", bridge)
    assert found.exit_code == 2
    assert "2016-13" in found.stderr
    assert "Traceback" not in found.stderr


def test_as_a_process_it_takes_bytes_that_are_not_all_text(run: Run, bridge: str) -> None:
    draft = b"\xef\xbb\xbf\xff\x00 " + "Sà lan tông sập cầu Ghềnh ở Biên Hòa".encode()
    found = run("similar", "-", "--format", "ids", "--index", bridge, stdin=draft)
    assert found.returncode == 0
    assert b"cau-2" in found.stdout.split()
    assert found.stderr == b""
