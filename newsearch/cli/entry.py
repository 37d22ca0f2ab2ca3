"""The console script's entry: loads the command line so that signals are quiet even then."""

from __future__ import annotations

import sys
from typing import NoReturn

from newsearch.cli.interrupts import exit_code, termination_raises
from newsearch.cli.native_output import native_output_dropped


def main() -> NoReturn:
    """Run the command line of this process and exit with its code."""
    try:
        with termination_raises(), native_output_dropped():
            from newsearch.cli.app import program

            code = program.main(standalone_mode=False)
    except KeyboardInterrupt as interrupt:
        code = exit_code(interrupt)
    sys.exit(code)
