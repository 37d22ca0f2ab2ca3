"""What the shell offers behind options and commands: sources, topics, authors, ids, words.

It comes from the index that the command line names, without its engine. Where anything is wrong,
nothing is offered: a command line that is being typed is no place for messages.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from contextlib import closing, suppress
from typing import TYPE_CHECKING

import click

from newsearch.cli.options import as_text, index_path
from newsearch.cli.safe_text import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsearch.indexing.generations import Generation

Complete = Callable[[click.Context, click.Parameter, str], list[str]]

_MOST = 50
_VARIABLE = "_NEWSEARCH_COMPLETE"
_SPECIAL = re.compile(r"([^\w@%+=:,./-])")


def complete_values(kind: str) -> Complete:
    """Offers values of a kind: ``source``, ``topic`` or ``author``."""

    def complete(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
        def values(generation: Generation) -> Iterable[str]:
            found = _suggestions(generation, as_text(incomplete), (kind,))
            return [text for text, _ in found]

        return _offered(context, values)

    return complete


def complete_ids(context: click.Context, parameter: click.Parameter, incomplete: str) -> list[str]:
    """Offers the ids that begin with what was typed."""

    def ids(generation: Generation) -> Iterable[str]:
        import sqlite3

        address = f"{generation.catalog.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(address, uri=True)) as catalog:
            begin = as_text(incomplete)
            rows = catalog.execute(
                "SELECT id FROM provision WHERE indexed = 1 AND substr(id, 1, ?) = ? LIMIT ?",
                (len(begin), begin, _MOST),
            )
            return sorted(identity for (identity,) in rows)

    return _offered(context, ids)


def complete_words(
    context: click.Context, parameter: click.Parameter, incomplete: str
) -> list[str]:
    """Offers the next word of a query."""
    before = context.params.get(parameter.name or "") or ()

    def words(generation: Generation) -> Iterable[str]:
        typed = " ".join([*before, as_text(incomplete)])
        place = len(" ".join([*before, "x"]).split()) - 1
        found = _suggestions(generation, typed, ("word", "name"))
        return [text.split(" ")[place] for text, _ in found if text.count(" ") >= place]

    return _offered(context, words)


def _offered(context: click.Context, values: Callable[[Generation], Iterable[str]]) -> list[str]:
    """Some values, each once and as the shell takes it; nothing after any error."""
    with suppress(Exception):
        from newsearch.indexing.generations import hold_current

        with hold_current(index_path(context)) as held:
            offered = dict.fromkeys(map(visible, values(held.generation)))
        return [_in_shell(value) for value in offered]
    return []


def _suggestions(
    generation: Generation, typed: str, kinds: tuple[str, ...]
) -> list[tuple[str, int]]:
    from newsearch.completion.completions import Completions

    with closing(Completions(generation.completions)) as completions:
        found = completions.suggest(typed, _MOST, kinds)
        return [(suggestion.text, suggestion.articles) for suggestion in found]


def _in_shell(value: str) -> str:
    """A value as it is inserted: bash takes it as it is, zsh and fish quote it themselves."""
    if os.environ.get(_VARIABLE, "").startswith("bash"):
        return _SPECIAL.sub(r"\\\1", value)
    return value
