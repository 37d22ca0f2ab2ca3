"""The help and the reference: complete, and the same."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from newsearch import __version__
from newsearch.cli.app import ENVIRONMENT, EXAMPLES, EXIT_CODES, GROUPS, program
from newsearch.cli.command import DocumentedCommand, Example
from newsearch.cli.reference import reference
from tests.cli.conftest import ROOT, Invoke

COMMANDS = [command for _, commands in GROUPS for command in commands]
NAMES = [str(command.name) for command in COMMANDS]
ALL_EXAMPLES = [
    *EXAMPLES,
    *(
        example
        for command in COMMANDS
        if isinstance(command, DocumentedCommand)
        for example in command.examples
    ),
]


def test_the_committed_reference_is_up_to_date() -> None:
    committed = Path(ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert committed == reference(), "run: python -m newsearch.cli.reference > docs/cli.md"


def test_every_command_is_in_a_group_of_the_help() -> None:
    assert set(NAMES) == set(program.commands)
    assert program.list_commands(click.Context(program)) == NAMES


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: str(command.name))
def test_every_command_is_documented_with_an_example(
    command: click.Command, invoke: Invoke
) -> None:
    assert isinstance(command, DocumentedCommand)
    assert command.examples
    assert all(f"newsearch {command.name}" in example.line for example in command.examples)
    shown = invoke(str(command.name), "--help")
    assert shown.exit_code == 0
    section = reference().split(f"## newsearch {command.name}\n")[1].split("\n## ")[0]
    for example in command.examples:
        assert example.line in shown.stdout
        assert example.line in section
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            assert parameter.help
            assert f"`{parameter.opts[0]}" in section or f", {parameter.opts[0]}" in section


@pytest.mark.parametrize("example", ALL_EXAMPLES, ids=lambda example: example.line)
def test_examples_parse(example: Example) -> None:
    for part in example.line.split("|"):
        words = shlex.split(part.split(">")[0])
        if words[0] != "newsearch":
            continue
        program.commands[words[1]].make_context(words[1], words[2:])


def test_a_command_is_called_by_one_name(invoke: Invoke) -> None:
    pages = [invoke(*arguments, "--help").stdout for arguments in ([], *([name] for name in NAMES))]
    for page in (*pages, reference()):
        assert not re.search(r"\bverbs?\b|\bas_text\b", page, re.IGNORECASE)
    assert "newsearch [OPTIONS] COMMAND [ARGS]..." in pages[0]
    assert "newsearch [OPTIONS] COMMAND [ARGS]..." in reference()


def test_help_reads_like_a_manual_page(invoke: Invoke) -> None:
    page = invoke("--help").stdout
    for name, _ in (*ENVIRONMENT, *EXIT_CODES):
        assert name in page
    for section in ("Examples:", "Environment:", "Exit codes:", "Files:", "Shell completion:"):
        assert f"\n{section}\n" in page
    assert invoke("-h").stdout == page


def test_version(invoke: Invoke) -> None:
    assert invoke("--version").stdout == f"newsearch {__version__}\n"
