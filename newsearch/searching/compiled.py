"""A query as an engine takes it, with what is needed to show and to explain its results."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from newsearch.query import Clause, Node
from newsearch.searching.patterns import Pattern


class Origin(NamedTuple):
    """What of a query a clause stands for: a ``kind`` of term, and the text as it was typed."""

    kind: str
    typed: str


@dataclass
class CompiledQuery:
    """The node for an engine; what to mark, say and explain.

    ``reading`` is the query with its accents restored, ``""`` where none were missing; ``rules``
    says in words which rules had a part in it; ``unknown`` that a word stands in no article.
    """

    node: Node
    patterns: list[Pattern] = field(default_factory=list)
    reading: str = ""
    notices: list[str] = field(default_factory=list)
    origins: dict[Clause, Origin] = field(default_factory=dict)
    rules: list[str] = field(default_factory=list)
    unknown: bool = False
