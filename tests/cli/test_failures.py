"""Every failure ends with one message and an exit code, never with a traceback."""

from __future__ import annotations

import io
import signal
import sys
import unicodedata
from pathlib import Path

import click
import pytest

from newsearch.cli import main
from newsearch.cli.app import program
from newsearch.cli.failures import caret, pointing_at, run
from newsearch.cli.interrupts import Terminated, termination_raises
from newsearch.cli.terminal import say
from newsearch.errors import IndexLocked, IndexUnwritable, QueryError
from tests.cli.conftest import Invoke


def raising(error: BaseException) -> int:
    def work() -> None:
        raise error

    return run(work)


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (IndexLocked("tiến trình 42 đang ghi"), 2, "newsearch: tiến trình 42 đang ghi\n"),
        (QueryError("ngày không rõ"), 2, "newsearch: ngày không rõ\n"),
        (PermissionError(13, "Permission denied", "/a\x1b"), 2, "/a␛: Permission denied\n"),
        (OSError(28, "No space left on device"), 2, "newsearch: No space left on device\n"),
        (MemoryError(), 2, "newsearch: out of memory\n"),
        (BrokenPipeError(32, "Broken pipe"), 2, "(killed, or out of memory?)\n"),
        (IndexUnwritable("đĩa đầy"), 2, "newsearch: đĩa đầy\n"),
        (click.ClickException("Also an error."), 2, "newsearch: also an error\n"),
        (KeyboardInterrupt(), 130, ""),
        (Terminated(), 143, ""),
    ],
)
def test_an_error_is_one_message_and_an_exit_code(
    error: BaseException, code: int, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert raising(error) == code
    printed = capsys.readouterr()
    assert printed.err.endswith(message)
    assert printed.err.count("\n") == (1 if message else 0)
    assert printed.out.strip() == ""


def test_a_bug_is_one_line_that_asks_for_a_report(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEWSEARCH_DEBUG", raising=False)
    assert raising(KeyError("từ")) == 2
    message = capsys.readouterr().err
    assert message.startswith("newsearch: unexpected KeyError: 'từ' in tests.cli.test_failures:")
    assert "please report it" in message
    assert message.count("\n") == 1


def test_debugging_shows_the_traceback(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NEWSEARCH_DEBUG", "1")
    assert raising(KeyError("từ")) == 2
    assert "Traceback (most recent call last)" in capsys.readouterr().err


@pytest.mark.parametrize(("result", "code"), [(None, 0), (0, 0), (1, 1), (2, 2)])
def test_the_result_of_the_work_is_the_exit_code(result: int | None, code: int) -> None:
    assert run(lambda: result) == code


@pytest.mark.parametrize(
    ("interrupt", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["INT", "TERM"]
)
def test_a_signal_while_the_command_line_is_loaded(
    interrupt: signal.Signals, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(**options: object) -> None:
        signal.raise_signal(interrupt)

    monkeypatch.setattr(program, "main", interrupted)
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as exited:
        main()
    assert exited.value.code == code
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_program_that_ignores_the_signal_goes_on_ignoring_it() -> None:
    before = signal.signal(signal.SIGTERM, signal.SIG_IGN)
    try:
        with termination_raises():
            signal.raise_signal(signal.SIGTERM)
    finally:
        signal.signal(signal.SIGTERM, before)


def test_an_interrupt_says_what_was_noted(capsys: pytest.CaptureFixture[str]) -> None:
    error = Terminated()
    error.add_note("interrupted; the index is as it was before")
    assert raising(error) == 143
    assert capsys.readouterr().err == "newsearch: interrupted; the index is as it was before\n"


@pytest.mark.parametrize(
    ("arguments", "message", "command"),
    [
        (["find", "mưa"], "no such command 'find'", "newsearch"),
        (["--limt"], "no such option", "newsearch"),
        (["search"], "missing argument 'QUERY...'", "newsearch search"),
        (["search", "mưa", "--limt", "3"], "no such option", "newsearch search"),
        (
            ["search", "mưa", "--page", "2", "--offset", "3"],
            "--page and --offset exclude each other",
            "newsearch search",
        ),
        (
            ["search", "mưa", "--format", "\x1b[31m"],
            "invalid value for '--format'",
            "newsearch search",
        ),
        (["stats", "thừa"], "got unexpected extra argument (thừa)", "newsearch stats"),
        (["analyze"], "no text", "newsearch analyze"),
    ],
)
def test_wrong_usage_is_told_like_every_other_error(
    arguments: list[str],
    message: str,
    command: str,
    index_dir: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setattr(sys, "stdin", Terminal())
    assert program.main(["--index", str(index_dir), *arguments], standalone_mode=False) == 2
    out, err = capsys.readouterr()
    first, second = err.splitlines()
    assert out == ""
    assert first.startswith(f"newsearch: {message}")
    assert not first.endswith(".")
    assert "\x1b" not in first
    assert second == f"try: {command} --help"


def test_without_a_command_the_help_is_shown(invoke: Invoke) -> None:
    result = invoke()
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr == invoke("--help").stdout


def test_a_message_comes_after_what_was_printed(capfd: pytest.CaptureFixture[str]) -> None:
    say("thông báo\x1b[0m\ndòng hai")
    assert capfd.readouterr().err == "thông báo␛[0m\ndòng hai\n"


@pytest.mark.parametrize(
    ("query", "position", "column"),
    [
        ("mưa date:hômnay", 4, 4),
        (
            unicodedata.normalize("NFD", "bầu cử date:x"),
            len(unicodedata.normalize("NFD", "bầu cử ")),
            7,
        ),
        ("北京 date:x", 3, 5),
        ("\x1b[0m date:x", 5, 5),
        ("bầu", 99, 3),
        ("bầu", -1, 0),
        ("", 0, 0),
    ],
)
def test_the_caret_stands_under_the_place(query: str, position: int, column: int) -> None:
    shown, pointer = caret(query, position).split("\n")
    assert pointer == "  " + " " * column + "^"
    assert "\x1b" not in shown


def test_of_a_long_query_only_the_place_is_shown() -> None:
    query = "mưa " * 100 + "date:x " + "bão " * 100
    shown, pointer = caret(query, 400).split("\n")
    assert len(shown) < 80
    assert shown[pointer.index("^") :].startswith("date:x")
    assert shown.startswith("  …")
    assert shown.endswith("…")


def test_an_error_without_a_place_gets_no_caret() -> None:
    with pytest.raises(QueryError) as caught, pointing_at("mưa"):
        raise QueryError("quá dài")
    assert not hasattr(caught.value, "__notes__")


def test_a_query_error_shows_the_query(invoke: Invoke) -> None:
    result = invoke("search", "mưa", "date:khôngrõ")
    assert result.exit_code == 2
    first, query, pointer = result.stderr.splitlines()
    assert first.startswith("newsearch: ")
    assert query == "  mưa date:khôngrõ"
    assert pointer.strip() == "^"
    assert pointer.index("^") >= query.index("date:")


@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "mưa"],
        ["show", "bau-cu"],
        ["sources"],
        ["stats"],
    ],
)
def test_without_an_index_there_is_a_message(
    arguments: list[str], invoke: Invoke, tmp_path: Path
) -> None:
    result = invoke(*arguments, "--index", str(tmp_path / "none"))
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr.startswith("newsearch: ")
    assert str(tmp_path / "none") in result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["find", "mưa"],
        ["search"],
        ["search", "mưa", "--limt", "3"],
        ["search", "mưa", "--limit", "nhiều"],
        ["search", "mưa", "--limit", "-1"],
        ["search", "mưa", "--page", "0"],
        ["search", "mưa", "--page", "2", "--offset", "3"],
        ["search", "mưa", "--sort", "random"],
        ["search", "mưa", "--format", "xml"],
        ["search", "mưa", "--since", "hồi xưa lắm"],
        ["rebuild"],
        ["rebuild", "khong-co-tep-nay.jsonl"],
        ["show"],
        ["stats", "thừa"],
    ],
)
def test_wrong_usage_is_an_error(arguments: list[str], invoke: Invoke) -> None:
    result = invoke(*arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr
