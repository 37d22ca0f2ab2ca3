"""Commands whose help ends with examples, and those among them that take ``-word``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

# No argument of a process can hold NUL: it marks a word that is no option. The type of the
# words, `options.as_text`, takes it away.
_NO_OPTION = "\0"
_SHORT_OPTION = re.compile(r"-(?:h|[a-z]=?\d*)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Example:
    """A command line that works, and what it does."""

    line: str
    purpose: str


class DocumentedCommand(click.Command):
    """A command with ``examples``, which its help and the reference show."""

    def __init__(self, *args: Any, examples: Sequence[Example] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The examples, below the options."""
        write_examples(formatter, self.examples)
        super().format_epilog(ctx, formatter)


class QueryCommand(DocumentedCommand):
    """A command whose words may begin with a dash: ``search bầu cử -mưa`` leaves out *mưa*.

    Long options and the short options of the command stay options, so that a slip such
    as ``--limt`` is still told.
    """

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse, with the words that begin with one dash among the query's words."""
        return super().parse_args(ctx, self._with_marks(args))

    def _with_marks(self, args: Sequence[str]) -> list[str]:
        short: set[str] = set()
        taking_value: set[str] = set()
        for parameter in self.params:
            if isinstance(parameter, click.Option):
                short.update(name for name in parameter.opts if not name.startswith("--"))
                if not parameter.is_flag:
                    taking_value.update(parameter.opts)
        marked: list[str] = []
        arguments = iter(args)
        for argument in arguments:
            if argument == "--":
                marked += [argument, *arguments]
            elif argument in taking_value:
                marked.append(argument)
                marked.extend(islice(arguments, 1))
            elif _is_word(argument, short):
                marked.append(_NO_OPTION + argument)
            else:
                marked.append(argument)
        return marked


def write_examples(formatter: click.HelpFormatter, examples: Sequence[Example]) -> None:
    """Write a section of examples: what each does, and below it the line to type."""
    if not examples:
        return
    with formatter.section("Examples"):
        for example in examples:
            formatter.write(f"{' ' * formatter.current_indent}# {example.purpose}\n")
            formatter.write(f"{' ' * formatter.current_indent}{example.line}\n")


def _is_word(argument: str, short: set[str]) -> bool:
    if not argument.startswith("-") or argument.startswith("--"):
        return False
    # -n, -n5 and -n=5 are the option; -nam is a word that happens to begin with its letter.
    return not (_SHORT_OPTION.fullmatch(argument) and argument[:2] in short | {"-h"})
