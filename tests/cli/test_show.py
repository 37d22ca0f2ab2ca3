"""``newsearch show``: whole articles."""

from __future__ import annotations

import json

from tests.cli.conftest import ARTICLES, Invoke


def test_an_article_as_text(invoke: Invoke) -> None:
    result = invoke("show", "bau-cu")
    assert result.exit_code == 0
    assert result.stdout == (
        "Cử tri cả nước đi bầu cử Quốc hội khóa XV\n"
        "tuoitre.vn · Nguyễn An · 2021-05-23\n"
        "Thời sự\n"
        "https://tuoitre.vn/bau-cu.htm\n"
        "bau-cu\n"
        "\n"
        "Sáng 23-5, hàng chục triệu cử tri bỏ phiếu.\n"
        "\n"
        "Từ sáng sớm, cử tri xếp hàng đi bầu cử đại biểu Quốc hội.\n"
        "Không khí [bold]rộn ràng[/bold] khắp các khu phố.\n"
        "\n"
        "[Cử tri phường Bến Nghé bỏ phiếu]\n"
    )


def test_an_article_as_json(invoke: Invoke) -> None:
    result = invoke("show", "bau-cu", "--format", "json")
    assert result.stdout.count("\n") == 1
    article = json.loads(result.stdout)
    assert {key: article[key] for key in ARTICLES[0]} == ARTICLES[0]


def test_several_articles(invoke: Invoke) -> None:
    text = invoke("show", "lu-lut", "cau-vuot").stdout
    assert text.index("Lũ lụt miền Trung") < text.index("─────") < text.index("Hải Phòng")
    lines = invoke("show", "lu-lut", "cau-vuot", "--format", "json").stdout.splitlines()
    assert [json.loads(line)["id"] for line in lines] == ["lu-lut", "cau-vuot"]


def test_ids_from_standard_input(invoke: Invoke) -> None:
    found = invoke("search", "bầu cử", "--format", "ids").stdout
    result = invoke("show", "-", "--format", "json", stdin=found)
    assert result.exit_code == 0
    shown = [json.loads(line)["id"] for line in result.stdout.splitlines()]
    assert shown == found.splitlines()


def test_an_unknown_id_is_named_and_the_others_are_shown(invoke: Invoke) -> None:
    result = invoke("show", "khong-co", "lu-lut", "--format", "json")
    assert result.exit_code == 1
    assert json.loads(result.stdout)["id"] == "lu-lut"
    assert result.stderr.startswith("newsearch: ")
    assert "khong-co" in result.stderr


def test_no_ids_at_all(invoke: Invoke) -> None:
    result = invoke("show", "-", stdin="\n\n")
    assert (result.exit_code, result.stdout) == (1, "")


def test_hostile_text_is_shown_not_obeyed(invoke: Invoke) -> None:
    result = invoke("show", "doc-hai")
    assert result.stdout.startswith("Tin lạ ␛[31mđỏ␛[0m và \\u202eđảo ngược\n")
    assert "␛]0;tiêu đề␇ điều khiển \\x9b2J và <script>" in result.stdout
    coloured = invoke("show", "doc-hai", "--color", "always").stdout
    assert "\x1b[31m" not in coloured
    assert "\x1b]" not in coloured
