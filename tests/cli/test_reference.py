"""The help and the reference: complete, and the same."""

from __future__ import annotations

import shlex
from pathlib import Path

import click
import pytest

from newsearch import __version__
from newsearch.cli.app import ENVIRONMENT, EXAMPLES, EXIT_CODES, GROUPS, program
from newsearch.cli.reference import reference
from newsearch.cli.verb import Example, Verb
from tests.cli.conftest import ROOT, Invoke

VERBS = [command for _, commands in GROUPS for command in commands]
ALL_EXAMPLES = [
    *EXAMPLES,
    *(example for verb in VERBS if isinstance(verb, Verb) for example in verb.examples),
]


def test_the_committed_reference_is_up_to_date() -> None:
    committed = Path(ROOT / "docs" / "cli.md").read_text(encoding="utf-8")
    assert committed == reference(), "run: python -m newsearch.cli.reference > docs/cli.md"


def test_every_command_is_in_a_group_of_the_help() -> None:
    assert {command.name for command in VERBS} == set(program.commands)
    assert program.list_commands(click.Context(program)) == [command.name for command in VERBS]


@pytest.mark.parametrize("verb", VERBS, ids=lambda verb: str(verb.name))
def test_every_verb_is_documented_with_an_example(verb: click.Command, invoke: Invoke) -> None:
    assert isinstance(verb, Verb)
    assert verb.examples
    assert all(f"newsearch {verb.name}" in example.line for example in verb.examples)
    shown = invoke(str(verb.name), "--help")
    assert shown.exit_code == 0
    section = reference().split(f"## newsearch {verb.name}\n")[1].split("\n## ")[0]
    for example in verb.examples:
        assert example.line in shown.stdout
        assert example.line in section
    for parameter in verb.params:
        if isinstance(parameter, click.Option):
            assert parameter.help
            assert f"`{parameter.opts[0]}" in section or f", {parameter.opts[0]}" in section


@pytest.mark.parametrize("example", ALL_EXAMPLES, ids=lambda example: example.line)
def test_examples_parse(example: Example) -> None:
    for part in example.line.split("|"):
        words = shlex.split(part.split(">")[0])
        if words[0] != "newsearch":
            continue
        verb = program.commands[words[1]]
        verb.make_context(
            words[1], [word if word != "corpus/" else "." for word in _existing(words[2:])]
        )


def _existing(words: list[str]) -> list[str]:
    """Words of an example with files that exist in place of those it names."""
    return [__file__ if word.endswith((".jsonl", ".zip")) else word for word in words]


def test_help_reads_like_a_manual_page(invoke: Invoke) -> None:
    page = invoke("--help").stdout
    for name, _ in (*ENVIRONMENT, *EXIT_CODES):
        assert name in page
    for section in ("Examples:", "Environment:", "Exit codes:", "Files:", "Shell completion:"):
        assert f"\n{section}\n" in page
    assert invoke("-h").stdout == page


def test_version(invoke: Invoke) -> None:
    assert invoke("--version").stdout == f"newsearch {__version__}\n"
