"""``python -m newsearch``: the command line."""

from __future__ import annotations

from newsearch.cli import main

# A program that imports this module must not run the command.
if __name__ == "__main__":
    main()
