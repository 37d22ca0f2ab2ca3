"""The reference of the command line in Markdown, made from the commands themselves.

``python -m newsearch.cli.reference > docs/cli.md`` writes it anew.
"""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import click

from newsearch.cli.app import (
    COMPLETION,
    ENVIRONMENT,
    EXAMPLES,
    EXIT_CODES,
    FILES,
    GROUPS,
    PROGRAM,
    program,
)
from newsearch.cli.command import DocumentedCommand, Example
from newsearch.cli.terminal import use_utf8, write

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def reference() -> str:
    """The whole reference: the program, then each command with its options and examples."""
    return "\n".join(_document()) + "\n"


def _document() -> Iterator[str]:
    yield "# Command line"
    yield ""
    yield "<!-- Written by python -m newsearch.cli.reference: do not edit. -->"
    yield ""
    yield from _paragraphs(program)
    yield "```console"
    # With its settings, as click keeps the help option that the first context asks for.
    context = click.Context(program, **program.context_settings)
    yield " ".join([PROGRAM, *program.collect_usage_pieces(context)])
    yield "```"
    yield ""
    for title, commands in GROUPS:
        yield f"{title}:"
        yield ""
        for command in commands:
            yield f"- [`{command.name}`](#{PROGRAM}-{command.name}): {_summary(command)}"
        yield ""
    yield from _options(program)
    yield from _examples(EXAMPLES, "##")
    for title, rows in (
        ("Environment", ENVIRONMENT),
        ("Exit codes", EXIT_CODES),
        ("Files", FILES),
    ):
        yield f"## {title}"
        yield ""
        yield from (f"- `{name}`: {meaning}" for name, meaning in rows)
        yield ""
    yield "## Shell completion"
    yield ""
    yield "Put one line into the file of your shell:"
    yield ""
    yield from (f"- {shell}, in `{file}`: `{line}`" for shell, line, file in COMPLETION)
    for _, commands in GROUPS:
        for command in commands:
            yield ""
            yield from _command(command)


def _command(command: click.Command) -> Iterator[str]:
    arguments = [parameter for parameter in command.params if isinstance(parameter, click.Argument)]
    usage = [PROGRAM, command.name or "", "[OPTIONS]", *(str(item.metavar) for item in arguments)]
    yield f"## {PROGRAM} {command.name}"
    yield ""
    yield f"    {' '.join(filter(None, usage))}"
    yield ""
    yield from _paragraphs(command)
    yield from _options(command)
    if isinstance(command, DocumentedCommand):
        yield from list(_examples(command.examples, "###"))[:-1]


def _paragraphs(command: click.Command) -> Iterator[str]:
    for paragraph in inspect.cleandoc(command.help or "").split("\n\n"):
        yield " ".join(paragraph.split("\n"))
        yield ""


def _summary(command: click.Command) -> str:
    return command.get_short_help_str(200)


def _options(command: click.Command) -> Iterator[str]:
    yield "| option | |"
    yield "|---|---|"
    for option in command.params:
        if isinstance(option, click.Option):
            names = ", ".join(sorted(option.opts, key=len, reverse=True))
            value = "" if option.is_flag else f" {option.metavar}"
            yield f"| `{names}{value}` | {option.help} |"
    yield "| `--help, -h` | Show the help and exit. |"
    yield ""


def _examples(examples: Sequence[Example], level: str) -> Iterator[str]:
    yield f"{level} Examples"
    yield ""
    yield "```sh"
    for example in examples:
        yield f"# {example.purpose}"
        yield example.line
    yield "```"
    yield ""


if __name__ == "__main__":
    use_utf8()
    write(reference())
