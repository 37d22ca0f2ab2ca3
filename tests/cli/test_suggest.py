"""``newsearch suggest``, and what the shell offers while a command line is typed."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from tests.cli.conftest import Invoke, Run, environment


def test_suggestions_as_text(invoke: Invoke) -> None:
    result = invoke("suggest", "bau", "c")
    assert result.exit_code == 0
    assert result.stdout.splitlines()[:2] == [
        "articles  kind  suggestion",
        "       2  word  bầu cử",
    ]


def test_suggestions_as_json(invoke: Invoke) -> None:
    whole = json.loads(invoke("suggest", "bầu", "--format", "json").stdout)
    assert whole[0] == {"text": "bầu cử", "kind": "word", "articles": 2}
    lines = invoke("suggest", "bầu", "--format", "jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == whole


def test_kinds_and_limit(invoke: Invoke) -> None:
    shown = invoke("suggest", "t", "--kind", "source", "--kind", "topic", "--format", "jsonl")
    records = [json.loads(line) for line in shown.stdout.splitlines()]
    assert [(one["kind"], one["text"]) for one in records] == [
        ("source", "tuoitre.vn"),
        ("topic", "Thời sự"),
    ]
    one = invoke("suggest", "t", "-n", "1", "--kind", "source", "--format", "jsonl").stdout
    assert one.count("\n") == 1


def test_no_suggestion(invoke: Invoke) -> None:
    result = invoke("suggest", "khủnglong")
    assert (result.exit_code, result.stdout, result.stderr) == (1, "", "no suggestions\n")


def test_wrong_usage(invoke: Invoke) -> None:
    assert invoke("suggest").exit_code == 2
    assert invoke("suggest", "a", "--kind", "wort").exit_code == 2
    assert invoke("suggest", "a", "--index", "khong-co").exit_code == 2


@pytest.mark.parametrize("form", ["text", "json", "jsonl"])
def test_a_title_is_made_harmless(form: str, invoke: Invoke) -> None:
    shown = invoke("suggest", "tin la", "--format", form).stdout
    assert "Tin lạ" in shown
    assert not set(shown) & {"\x1b", "\u202e"}


def offered(run: Run, shell: str, words: str, **variables: str) -> list[str]:
    """What a shell is given for a command line whose last word is being typed."""
    parts = words.split(" ")
    done = run(
        _NEWSEARCH_COMPLETE=f"{shell}_complete",
        COMP_WORDS=parts[-1] if shell == "fish" else words,
        COMP_CWORD=parts[-1] if shell == "fish" else str(len(parts) - 1),
        **variables,
    )
    assert done.stderr == b""
    return [line for line in done.stdout.decode().splitlines() if line]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("newsearch search --source tuo", ["tuoitre.vn"]),
        ("newsearch search --author nguy", [r"Nguyễn\ An"]),
        ("newsearch search --topic t", [r"Thời\ sự"]),
        ("newsearch show ba", ["bau-cu"]),
        ("newsearch similar lu", ["lu-lut"]),
        ("newsearch search bau c", ["cử"]),
        ("newsearch suggest bầu c", ["cử"]),
        ("newsearch search bau --source zz", []),
        ("newsearch --index khong-co show b", []),
        ("newsearch search --index khong-co --source t", []),
    ],
)
def test_what_bash_is_offered(run: Run, words: str, expected: list[str]) -> None:
    assert offered(run, "bash", words) == [f"plain,{value}" for value in expected]


def test_zsh_and_fish_quote_by_themselves(run: Run) -> None:
    words = "newsearch search --author nguy"
    assert "Nguyễn An" in offered(run, "zsh", words)
    done = run(_NEWSEARCH_COMPLETE="fish_complete", COMP_WORDS=words, COMP_CWORD="nguy")
    assert done.stdout.decode().splitlines() == ["plain,Nguyễn An"]


def test_the_shell_waits_for_no_engine(run: Run, index_dir: object) -> None:
    code = (
        "import sys\nfrom newsearch.cli.app import program\n"
        "try:\n    program.main()\nexcept SystemExit:\n    pass\n"
        "print('MODULES', *sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        timeout=60,
        check=True,
        env=environment(
            NEWSEARCH_INDEX=os.fspath(str(index_dir)),
            _NEWSEARCH_COMPLETE="bash_complete",
            COMP_WORDS="newsearch search --source tuo",
            COMP_CWORD="3",
        ),
    )
    out, _, modules = done.stdout.decode().partition("MODULES ")
    assert "tuoitre.vn" in out
    assert not {"numpy", "whoosh", "rich"} & set(modules.split())
