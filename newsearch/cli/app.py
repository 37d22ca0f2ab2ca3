"""The program ``newsearch``: its commands, and the page that ``newsearch --help`` prints."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import click

from newsearch import __version__
from newsearch.cli.build import rebuild, update
from newsearch.cli.check import check
from newsearch.cli.command import Example, write_examples
from newsearch.cli.export import export
from newsearch.cli.failures import EXIT_ERROR, run
from newsearch.cli.inspect import analyze, sources, stats
from newsearch.cli.options import common_options
from newsearch.cli.read import read
from newsearch.cli.search import search
from newsearch.cli.show import show
from newsearch.cli.similar import similar
from newsearch.cli.suggest import suggest
from newsearch.cli.terminal import say
from newsearch.cli.timeline import timeline

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAM = "newsearch"
COMPLETION_VARIABLE = "_NEWSEARCH_COMPLETE"

GROUPS: tuple[tuple[str, tuple[click.Command, ...]], ...] = (
    ("Build an index", (rebuild, update, read)),
    ("Search it", (search, suggest, similar, show, export, timeline)),
    ("Look inside", (sources, stats, check, analyze)),
)

EXAMPLES = (
    Example("newsearch rebuild corpus/", "index every article below a folder"),
    Example("newsearch search bầu cử quốc hội", "search; several words need no quotes"),
    Example("newsearch search bau cu quoc hoi --since 2021", "without accents, from 2021 on"),
    Example("""newsearch search '"bầu cử" -mưa' --format json""", "a phrase, without a word"),
    Example("newsearch search bầu cử --format ids | newsearch show -", "read what was found"),
)

ENVIRONMENT = (
    ("NEWSEARCH_INDEX", "the index's directory where --index is not given"),
    ("NO_COLOR", "if set, no colours (https://no-color.org); --color always overrides it"),
    ("NEWSEARCH_DEBUG", "if set, errors are followed by their traceback"),
)

EXIT_CODES = (
    ("0", "something was found, or the work is done"),
    ("1", "nothing was found"),
    ("2", "an error: a wrong option, no index, a query that cannot be understood"),
    ("130", "interrupted (Ctrl-C)"),
    ("143", "terminated (SIGTERM)"),
)

FILES = (("indexes/news/", "the index where neither --index nor NEWSEARCH_INDEX names another"),)

COMPLETION = (
    ("bash", f'eval "$({COMPLETION_VARIABLE}=bash_source newsearch)"', "~/.bashrc"),
    ("zsh", f'eval "$({COMPLETION_VARIABLE}=zsh_source newsearch)"', "~/.zshrc"),
    (
        "fish",
        f"{COMPLETION_VARIABLE}=fish_source newsearch | source",
        "~/.config/fish/completions/newsearch.fish",
    ),
)


class Program(click.Group):
    """The group of commands: failures become exit codes, help reads like a manual page."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = False,
        **extra: Any,
    ) -> Any:
        """Run a command line and leave with its exit code, or return the code if not standalone.

        Arguments are never expanded: a ``*`` belongs to the query.
        """
        if os.environ.get(COMPLETION_VARIABLE):
            return super().main(args, PROGRAM, COMPLETION_VARIABLE, windows_expand_args=False)
        arguments = list(sys.argv[1:] if args is None else args)

        def work() -> object:
            with self.make_context(PROGRAM, arguments, **extra) as context:
                return self.invoke(context)

        code = run(work)
        if standalone_mode:
            sys.exit(code)
        return code

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse; without any argument the help is the error message."""
        if not args:
            say(ctx.get_help())
            ctx.exit(EXIT_ERROR)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The commands in the order of the help."""
        return [command.name or "" for _, commands in GROUPS for command in commands]

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The commands, under what they are for."""
        for title, commands in GROUPS:
            with formatter.section(title):
                formatter.write_dl(
                    [(command.name or "", command.get_short_help_str(90)) for command in commands]
                )

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Examples, environment, exit codes, files."""
        write_examples(formatter, EXAMPLES)
        for title, rows in (
            ("Environment", ENVIRONMENT),
            ("Exit codes", EXIT_CODES),
            ("Files", FILES),
        ):
            with formatter.section(title):
                formatter.write_dl(list(rows))
        with formatter.section("Shell completion"):
            formatter.write_text("One line in the file of your shell:")
            for _, line, file in COMPLETION:
                formatter.write(f"{' ' * formatter.current_indent}{line}  # {file}\n")


@click.command(
    PROGRAM,
    cls=Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@common_options(from_environment=True)
@click.version_option(__version__, prog_name=PROGRAM, message="%(prog)s %(version)s")
def program() -> None:
    """Search Vietnamese news: in full text, with or without accents, by date and source.

    Build an index from files of articles once, then search it. Results go to standard
    output, messages to standard error. "newsearch COMMAND --help" tells the options of a
    command and shows examples; --index and --color may stand before or after the command.
    """


for _, _commands in GROUPS:
    for _command in _commands:
        program.add_command(_command)
