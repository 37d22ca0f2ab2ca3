"""The command line as a process: pipes, terminals, locales, signals, quick start."""

from __future__ import annotations

import json
import os
import pty
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from newsearch.news_index import NewsIndex
from tests.cli.conftest import ARTICLES, Run, environment

NEWSEARCH = (sys.executable, "-m", "newsearch")
FULL_DEVICE = Path("/dev/full")
ESCAPE = re.compile(r"\x1b\[[0-9;]*m")


def on_terminal(index_dir: Path, *arguments: str, **variables: str) -> str:
    """What a terminal of 60 columns receives from both streams of a command line."""
    parent, child = pty.openpty()
    process = subprocess.Popen(
        [*NEWSEARCH, *arguments],
        stdin=child,
        stdout=child,
        stderr=child,
        env=environment(NEWSEARCH_INDEX=str(index_dir), TERM="xterm", COLUMNS="60", **variables),
    )
    os.close(child)
    received = b""
    while True:
        try:
            block = os.read(parent, 65536)
        except OSError:  # Linux reports the end of a terminal as an error
            break
        if not block:
            break
        received += block
    os.close(parent)
    process.wait(timeout=60)
    return received.decode().replace("\r\n", "\n")


@pytest.fixture
def index(corpus: Path, tmp_path: Path) -> Path:
    """An index that a test may change."""
    path = tmp_path / "index"
    with NewsIndex.create(path) as created:
        created.rebuild([corpus], workers=1)
    return path


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["search", "bầu", "cử"], 0),
        (["search", "khủnglongbạochúa"], 1),
        (["search", "mưa", "--index", "khong-co"], 2),
        (["search"], 2),
        (["--help"], 0),
        (["--version"], 0),
        (["stats"], 0),
    ],
)
def test_exit_codes_without_a_traceback(arguments: list[str], code: int, run: Run) -> None:
    done = run(*arguments)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    "arguments",
    [
        ["search", "bầu cử"],
        ["search", "bầu cử", "--format", "json"],
        ["search", "bầu cử", "--color", "always"],
        ["search", "--help"],
        ["--help"],
        ["stats"],
    ],
)
def test_a_closed_pipe_ends_quietly(arguments: list[str], unbuffered: str, index_dir: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*NEWSEARCH, *arguments],
        stdout=writing,
        stderr=subprocess.PIPE,
        timeout=60,
        check=False,
        env=environment(NEWSEARCH_INDEX=str(index_dir), PYTHONUNBUFFERED=unbuffered),
    )
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")


def test_both_streams_into_a_closed_pipe(index_dir: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(
        [*NEWSEARCH, "search", "bau cu"],
        stdout=writing,
        stderr=writing,
        timeout=60,
        check=False,
        env=environment(NEWSEARCH_INDEX=str(index_dir)),
    )
    os.close(writing)
    assert done.returncode == 0


def test_a_full_disk_is_an_error(index_dir: Path) -> None:
    with FULL_DEVICE.open("wb") as full:
        done = subprocess.run(
            [*NEWSEARCH, "search", "bầu cử"],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
            env=environment(NEWSEARCH_INDEX=str(index_dir)),
        )
    assert done.returncode == 2
    assert done.stderr.startswith(b"newsearch: ")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("stream", [1, 2])
def test_a_stream_that_is_closed_is_no_traceback(stream: int, index_dir: Path) -> None:
    command = f'exec "$@" {stream}>&-'
    done = subprocess.run(
        ["sh", "-c", command, "sh", *NEWSEARCH, "search", "bầu cử"],
        capture_output=True,
        timeout=60,
        check=False,
        env=environment(NEWSEARCH_INDEX=str(index_dir)),
    )
    assert done.returncode == 0
    assert b"Traceback" not in done.stderr


def interrupted(
    arguments: list[str], stdin: bytes, index: Path, sent: signal.Signals, to_workers: bool
) -> tuple[int, str, str]:
    """Exit code and streams of a command line that gets a signal when it has read its input.

    ``stdin`` must be more than pipes hold: when it is written, the work has begun and waits
    for more. A terminal's Ctrl-C reaches the workers too, which ``to_workers`` does.
    """
    process = subprocess.Popen(
        [*NEWSEARCH, *arguments, "--index", str(index)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=environment(),
        start_new_session=True,
    )
    assert process.stdin is not None
    process.stdin.write(stdin)
    process.stdin.flush()
    if to_workers:
        os.killpg(process.pid, sent)
    else:
        process.send_signal(sent)
    out, err = process.communicate(timeout=60)
    return process.returncode, out.decode(), err.decode()


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["INT", "TERM"]
)
@pytest.mark.parametrize("to_workers", [False, True], ids=["alone", "group"])
@pytest.mark.parametrize("workers", ["1", "2"])
@pytest.mark.parametrize("command", ["rebuild", "update"])
def test_an_interrupted_build_leaves_the_index_as_it_was(
    command: str, workers: str, to_workers: bool, sent: signal.Signals, code: int, index: Path
) -> None:
    before = sorted(path.relative_to(index) for path in index.rglob("*"))
    # The padding fills the pipe, so that little text has to be analysed.
    records = (
        {"title": f"Mưa lớn ở làng {number}", "body": "Nước dâng.", "padding": "-" * 2000}
        for number in range(1500)
    )
    stdin = "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records)
    arguments = [command, "-", "--workers", workers]
    result = interrupted(arguments, stdin.encode(), index, sent, to_workers)
    assert result == (code, "", "newsearch: interrupted; the index is as it was before\n")
    assert sorted(path.relative_to(index) for path in index.rglob("*")) == before
    with NewsIndex.open(index) as reopened:
        assert reopened.stats().articles == len(ARTICLES)


@pytest.mark.parametrize(
    ("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=["INT", "TERM"]
)
def test_other_commands_are_interrupted_without_a_word(
    sent: signal.Signals, code: int, index_dir: Path
) -> None:
    ids = b"khong-co\n" * 100_000
    assert interrupted(["show", "-"], ids, index_dir, sent, False) == (code, "", "")


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv", "html", "ids"])
def test_a_locale_without_vietnamese_letters(form: str, run: Run) -> None:
    done = run(
        "search",
        "bầu cử",
        "--format",
        form,
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )
    assert done.returncode == 0, done.stderr
    printed = done.stdout.decode()
    assert "bau-cu" in printed
    if form == "text":
        assert "B\\u1ea7u" in printed or "b\\u1ea7u" in printed
    elif form != "ids":
        assert "Quốc hội" in printed


def test_plain_when_piped(run: Run) -> None:
    done = run("search", "bầu cử quốc hội", COLUMNS="30")
    printed = done.stdout.decode()
    assert "\x1b" not in printed
    assert "1. Cử tri cả nước đi bầu cử Quốc hội khóa XV\n" in printed


def test_a_terminal_gets_colour_and_wrapped_lines(index_dir: Path) -> None:
    printed = on_terminal(index_dir, "search", "bầu cử quốc hội")
    assert re.search(r"\x1b\[1;33mbầu[ \x1b]", printed)
    lines = [ESCAPE.sub("", line) for line in printed.splitlines()]
    assert max(map(len, lines)) <= 60
    assert "\x1b[31m" not in printed


@pytest.mark.parametrize(
    ("arguments", "variables"),
    [
        ([], {"NO_COLOR": "1"}),
        (["--color", "never"], {}),
    ],
)
def test_colour_can_be_declined(
    arguments: list[str], variables: dict[str, str], index_dir: Path
) -> None:
    printed = on_terminal(index_dir, "search", "bầu cử", *arguments, **variables)
    assert "\x1b" not in printed
    assert "bau-cu" in printed


@pytest.mark.parametrize("arguments", [["search", "tin lạ"], ["show", "doc-hai"]])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_terminal_obeys_no_article(arguments: list[str], form: str, index_dir: Path) -> None:
    printed = on_terminal(index_dir, *arguments, "--format", form)
    plain = ESCAPE.sub("", printed)
    assert "đảo ngược" in plain
    assert "\x1b[31m" not in printed
    assert not set(plain) & {"\x1b", "\x07", "\x9b", "\u202e"}


def test_a_progress_bar_on_a_terminal_is_taken_away(
    corpus: Path, index_dir: Path, tmp_path: Path
) -> None:
    printed = on_terminal(
        index_dir, "rebuild", str(corpus), "--workers", "1", "--index", str(tmp_path / "index")
    )
    assert "\x1b[?25l" in printed  # the cursor is hidden while the bar is drawn
    assert printed.rindex("\x1b[?25h") < printed.index("5 articles in")
    quiet = on_terminal(
        index_dir, "rebuild", str(corpus), "--quiet", "--index", str(tmp_path / "index")
    )
    assert quiet == ""


def loaded_modules(code: str, **variables: str) -> set[str]:
    """The top-level modules that a process has loaded after running code."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint('\\nMODULES', *sys.modules)"],
        capture_output=True,
        timeout=60,
        check=True,
        env=environment(**variables),
    )
    modules = done.stdout.decode().rsplit("\nMODULES ", 1)[1]
    return {name.partition(".")[0] for name in modules.split()}


SLOW_TO_LOAD = {"rich", "whoosh", "numpy", "pyvi", "sklearn", "scipy", "sklearn_crfsuite"}


def command_line(*arguments: str) -> str:
    """Python code that runs a command line and goes on."""
    return (
        f"from newsearch.cli.app import program\nprogram.main({arguments!r}, standalone_mode=False)"
    )


@pytest.mark.parametrize(
    "code",
    ["import newsearch.cli", command_line("--help"), command_line("search", "--help")],
)
def test_help_loads_nothing_slow(code: str) -> None:
    assert not loaded_modules(code) & SLOW_TO_LOAD


def test_a_search_loads_no_model_and_no_colour(index_dir: Path) -> None:
    code = command_line("search", "bầu cử", "--index", str(index_dir))
    assert not loaded_modules(code) & (SLOW_TO_LOAD - {"whoosh", "numpy"})


def test_words_that_the_locale_cannot_decode_are_read_as_utf8(run: Run) -> None:
    done = run(
        "search",
        "bầu",
        "cử",
        "--format",
        "json",
        LC_ALL="C",
        PYTHONUTF8="0",
        PYTHONCOERCECLOCALE="0",
    )
    assert json.loads(done.stdout)["query"] == "bầu cử"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_shell_completion(shell: str, run: Run) -> None:
    assert b"newsearch" in run(_NEWSEARCH_COMPLETE=f"{shell}_source").stdout


def test_damage_that_makes_an_engine_print_by_itself_is_still_one_line(
    corpus: Path, tmp_path: Path
) -> None:
    path = tmp_path / "index"
    with NewsIndex.open_or_create(path, engine="tantivy") as created:
        created.rebuild([corpus], workers=1)
    for terms in (path / "generations").rglob("*.term"):
        content = terms.read_bytes()
        terms.write_bytes(b"\xff" * (len(content) // 2) + content[len(content) // 2 :])
    process = subprocess.run(
        [*NEWSEARCH, "search", "bầu cử"],
        env=environment(NEWSEARCH_INDEX=str(path), RUST_BACKTRACE="1"),
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 2
    assert process.stderr.startswith("newsearch: ")
    assert "newsearch rebuild" in process.stderr
    assert process.stderr.count("\n") == 1
