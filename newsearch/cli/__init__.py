"""The command line: commands, printers, and the one place where an error becomes a message."""

from __future__ import annotations

from newsearch.cli.entry import main

__all__ = ["main"]
