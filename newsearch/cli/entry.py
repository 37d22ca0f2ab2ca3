"""The console script's entry: loads the command line so that Ctrl-C is quiet even then."""

from __future__ import annotations

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command line of this process and exit with its code."""
    try:
        from newsearch.cli.app import program

        code = program.main(standalone_mode=False)
    except KeyboardInterrupt:
        code = 130
    sys.exit(code)
