"""The options that limit a result, the same for every command that asks for articles."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from newsearch.cli.clock import present
from newsearch.cli.completion import complete_values
from newsearch.cli.options import as_text

if TYPE_CHECKING:
    from newsearch.news_index.filters import Filters

Function = TypeVar("Function", bound=Callable[..., Any])

_FILTERS = "newsearch.filters"


def filter_options() -> Callable[[Function], Function]:
    """``--since``, ``--until``, ``--source``, ``--not-source``, ``--topic`` and ``--author``."""

    def add(function: Function) -> Function:
        for option in reversed(_options()):
            function = option(function)
        return function

    return add


def filters_of(context: click.Context) -> Filters:
    """What the options of a command line ask for, as the keyword arguments of `NewsIndex`."""
    return cast("Filters", {**context.meta.get(_FILTERS, {}), "now": present()})


def _options() -> list[Callable[[Any], Any]]:
    return [
        _option("--since", "DATE", "From this day or period on: 2021-01, 'tuần trước'."),
        _option("--until", "DATE", "Up to the end of this day or period."),
        _option("--source", "NAME", "Only this source; repeatable.", "source"),
        _option("--not-source", "NAME", "Not this source; repeatable.", "source"),
        _option("--topic", "NAME", "Only this topic; repeatable.", "topic"),
        _option("--author", "NAME", "Only this author; repeatable.", "author"),
    ]


def _option(name: str, metavar: str, help: str, kind: str = "") -> Callable[[Any], Any]:
    """An option; one that takes values of a kind is repeatable, and the shell completes it."""
    return click.option(
        name,
        type=as_text,
        metavar=metavar,
        help=help,
        multiple=bool(kind),
        shell_complete=complete_values(kind) if kind else None,
        expose_value=False,
        callback=_remember,
    )


def _remember(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value:
        context.meta.setdefault(_FILTERS, {})[parameter.name] = value
