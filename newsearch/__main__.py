"""``python -m newsearch``: the command line."""

from __future__ import annotations

from newsearch.cli import main

# Workers started by "spawn" import this module again: they must not run the command.
if __name__ == "__main__":
    main()
