"""The present that date words and ``--fresh`` are told from: now, or what the environment says."""

from __future__ import annotations

import os
from datetime import datetime

import click

NOW_VARIABLE = "NEWSEARCH_NOW"


def present() -> datetime | None:
    """The moment in ``NEWSEARCH_NOW``, ISO, in Vietnam where it names no zone; None without it.

    Raises `click.UsageError` for what is no moment.
    """
    stated = os.environ.get(NOW_VARIABLE, "").strip()
    if not stated:
        return None
    try:
        return datetime.fromisoformat(stated)
    except ValueError as error:
        raise click.UsageError(
            f"the environment's {NOW_VARIABLE} is {stated!r}, which is no moment: "
            "write 2021-01-14T09:30"
        ) from error
