"""Options that every command shares, and the type of values that are text."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import click

from newsearch.article import clean_text
from newsearch.cli.terminal import Screen, wants_color

INDEX_VARIABLE = "NEWSEARCH_INDEX"
DEFAULT_INDEX = Path("indexes/news")

# Kept in the context's meta, which a command shares with the group, so that an option
# holds on whichever side of the command it stands; the side behind it is read later and wins.
_INDEX = "newsearch.index"
_COLOR = "newsearch.color"

Function = TypeVar("Function", bound=Callable[..., Any])


def as_text(value: str) -> str:
    """The type of queries, ids and names: NFC, as articles are stored, and without NUL.

    Bytes that the locale could not decode are read as UTF-8.
    """
    if any("\udc80" <= character <= "\udcff" for character in value):
        with suppress(UnicodeError):
            value = os.fsencode(value).decode("utf-8")
    return clean_text(value)


def index_path(context: click.Context) -> Path:
    """The index directory: ``--index`` of the command, of the group, the environment's, default."""
    path = context.meta.get(_INDEX, DEFAULT_INDEX)
    return path if isinstance(path, Path) else Path(path)


def index_was_named(context: click.Context) -> bool:
    """Whether the index directory was given, as opposed to the default."""
    return _INDEX in context.meta


def color_choice(context: click.Context) -> str:
    """``auto``, ``always`` or ``never``."""
    return str(context.meta.get(_COLOR, "auto"))


def screen(context: click.Context) -> Screen:
    """Standard output for text, coloured as the options and the environment say."""
    return Screen(wants_color(color_choice(context)))


def color_option() -> Callable[[Function], Function]:
    """``--color``, for commands that look at no index."""
    return click.option(
        "--color",
        type=click.Choice(["auto", "always", "never"]),
        metavar="WHEN",
        expose_value=False,
        callback=_remember(_COLOR),
        help="Colour: auto (on a terminal), always or never.",
    )


def common_options(from_environment: bool = False) -> Callable[[Function], Function]:
    """``--index`` and ``--color``; only the group's ``--index`` looks at the environment."""

    def add(function: Function) -> Function:
        index = click.option(
            "--index",
            type=click.Path(file_okay=False, path_type=Path),
            metavar="DIR",
            envvar=INDEX_VARIABLE if from_environment else None,
            expose_value=False,
            callback=_remember(_INDEX),
            help=f"The index's directory; else ${INDEX_VARIABLE}, else {DEFAULT_INDEX.as_posix()}.",
        )
        return index(color_option()(function))

    return add


def format_option(*formats: str) -> Callable[[Function], Function]:
    """``--format`` with its choices; the first is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(formats),
        default=formats[0],
        metavar="FORMAT",
        help=f"How to print: {', '.join(formats[:-1])} or {formats[-1]}; {formats[0]} if not said.",
    )


def map_option() -> Callable[[Function], Function]:
    """``--map FIELD=NAME``, repeated: gives ``field_map``, names of record fields by article's."""
    return click.option(
        "--map",
        "field_map",
        multiple=True,
        metavar="FIELD=NAME",
        callback=_field_map,
        help="The field of records that holds an article's FIELD (title, body, published …), where "
        "it is not recognised; may be repeated.",
    )


def _field_map(
    context: click.Context, parameter: click.Parameter, given: tuple[str, ...]
) -> dict[str, str]:
    field_map: dict[str, str] = {}
    for pair in given:
        name, _, record_field = (part.strip() for part in as_text(pair).partition("="))
        if not (name and record_field):
            raise click.BadParameter(f"{pair!r} is not FIELD=NAME, such as title=TieuDe")
        field_map[name] = record_field
    return field_map


def _remember(key: str) -> Callable[[click.Context, click.Parameter, Any], None]:
    def keep(context: click.Context, parameter: click.Parameter, value: Any) -> None:
        if value is not None:
            context.meta[key] = value

    return keep
