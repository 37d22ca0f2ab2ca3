"""What an engine is asked: a tree of nodes over terms, with filters, order and page.

Engines compile these nodes and nothing else; the words of a user never reach them. Terms are
what `newsearch.analysis` makes of text, so all engines agree on what matches.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

TEXT_FIELDS = ("title", "summary", "body", "captions")
"""The fields that hold an article's own text, as terms with positions."""

POSITIONAL_FIELDS = (*TEXT_FIELDS, "author")
"""The fields of which an engine keeps positions, so that phrases can be found."""

PAIR_FIELDS = ("title_pairs", "text_pairs")
"""Pairs of neighbouring terms (``"bầu cử"``), counted without positions."""

WORD_FIELDS = ("title_words", "text_words")
"""Words of several syllables, as pyvi cuts them (``"bầu_cử"``), counted without positions."""

COUNTED_FIELDS = (*PAIR_FIELDS, *WORD_FIELDS)
"""The fields that are counted without positions."""

KEYWORD_FIELDS = ("id", "source", "url", "day")
"""The fields that match as a whole; ``day`` is the date as ISO, as precise as it is known."""

LIST_FIELDS = ("author_names", "topics")
"""Fields that match as a whole, of which an article may have several values."""

FACET_FIELDS = ("source", "day", *LIST_FIELDS)
"""The fields whose values an engine counts over a result."""


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields scored as if they were one, and the weight of that score."""

    fields: tuple[str, ...]
    weight: float = 1.0


WHOLE_ARTICLE = (FieldGroup(TEXT_FIELDS),)


@dataclass(frozen=True, slots=True)
class Variant:
    """One term that may stand for a word of the query, and how much it counts (0 to 1)."""

    term: str
    weight: float = 1.0


@dataclass(frozen=True, slots=True)
class Clause:
    """One word of the query: it matches an article that holds any of its variants.

    The score is BM25 (Robertson and Zaragoza 2009) in each field group, with the variants as
    synonyms: their weighted frequencies are added up, and the first variant that occurs gives
    the inverse document frequency.
    """

    variants: tuple[Variant, ...]
    groups: tuple[FieldGroup, ...] = WHOLE_ARTICLE
    weight: float = 1.0


class Node:
    """A part of a query that matches a set of articles, most kinds with a score."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Everything(Node):
    """Matches every article with the score 0."""


@dataclass(frozen=True, slots=True)
class Bag(Node):
    """Matches articles in which at least ``required`` of the clauses match.

    ``boosts`` add to the score of a matching article and never decide on matching.
    """

    clauses: tuple[Clause, ...]
    required: int
    boosts: tuple[Clause, ...] = ()


@dataclass(frozen=True, slots=True)
class Phrase(Node):
    """Matches articles that hold the slots' terms in order in one of the fields; no score.

    Each slot lists the terms that may stand there. ``slop`` is how many other tokens may stand
    between the first and the last in all. Two slots that are not ``ordered`` may stand in either
    order, at different places.
    """

    slots: tuple[tuple[str, ...], ...]
    fields: tuple[str, ...] = TEXT_FIELDS
    slop: int = 0
    ordered: bool = True


@dataclass(frozen=True, slots=True)
class Keyword(Node):
    """Matches articles whose keyword or list field has one of the values; no score."""

    field: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DateRange(Node):
    """Matches articles whose known date touches the range (both ends included); no score.

    An article of July 2024 without a day touches every range that touches that month. Articles
    without a date never match.
    """

    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class And(Node):
    """Matches where all children do; the scores add up."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or(Node):
    """Matches where any child does; the scores of those that match add up."""

    children: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Not(Node):
    """Matches where the child does not; no score."""

    child: Node


class Sort(StrEnum):
    """The order of a result. Ties: newer first, then by id; undated articles come last."""

    RELEVANCE = "relevance"
    NEWEST = "newest"
    OLDEST = "oldest"


@dataclass(frozen=True, slots=True)
class Request:
    """One question to an engine: what matches, in which order, which page.

    ``filters`` must match too and never score; ``facets`` are some of `FACET_FIELDS`.
    """

    node: Node
    filters: tuple[Node, ...] = ()
    sort: Sort = Sort.RELEVANCE
    limit: int = 10
    offset: int = 0
    facets: tuple[str, ...] = field(default=())
