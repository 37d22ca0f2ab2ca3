"""What a search, a build and a look at an index give back: frozen values, facets counted late."""

from __future__ import annotations

import html
import threading
import weakref
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, overload

from newsearch.article import Article, Published


@dataclass(frozen=True, slots=True)
class Snippet:
    """A passage of one field of a stored article, with what matched in it.

    ``highlights`` are half-open ``(start, end)`` ranges that count characters of
    ``text``; they are sorted and do not overlap. ``text`` is exactly
    ``article_field[start:start + len(text)]`` (for a caption: of that caption), so it
    holds no ellipsis; ``cut_before`` and ``cut_after`` say whether the field goes on.
    """

    field: str
    text: str
    highlights: tuple[tuple[int, int], ...] = ()
    start: int = 0
    cut_before: bool = False
    cut_after: bool = False

    def html(self, before: str = "<mark>", after: str = "</mark>") -> str:
        """The passage as HTML: text escaped, matches between ``before`` and ``after``.

        >>> Snippet("body", "bầu cử <2021>", ((0, 6),)).html()
        '<mark>bầu cử</mark> &lt;2021&gt;'
        """
        pieces: list[str] = []
        position = 0
        for start, end in self.highlights:
            pieces += [html.escape(self.text[position:start]), before]
            pieces += [html.escape(self.text[start:end]), after]
            position = end
        pieces.append(html.escape(self.text[position:]))
        return "".join(pieces)


@dataclass(frozen=True, slots=True)
class TermMatch:
    """What one word of a query, or a pair of them, found in an article, and what that adds.

    ``typed`` is the word as it was typed (or decoded), ``found`` how it is written in the article.
    ``kind`` is ``word``, ``prefix``, ``abbreviation``, ``pair``, ``compound word`` or ``long form``
    (of an acronym); ``tier`` is ``as typed``, ``spelled otherwise``, ``unaccented`` or ``acronym``.
    ``where`` is what was scored as one: ``whole article`` or a field; ``fields`` counts the places
    in each.
    """

    typed: str
    kind: str
    found: tuple[str, ...]
    tier: str
    where: str
    fields: Mapping[str, int]
    weight: float
    score: float


@dataclass(frozen=True, slots=True)
class HitExplanation:
    """Why an article stands where it does: ``score = (relevance + feedback) * freshness``.

    It is the article's own score, also where a copy of it put its story there. ``matches`` add up
    to ``relevance``. ``feedback_words`` are the words of the best articles that
    add most to ``feedback``, with what each adds.
    """

    score: float
    relevance: float
    feedback: float
    freshness: float
    matches: tuple[TermMatch, ...]
    feedback_words: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Explanation:
    """How a query was understood, and why each hit was found.

    ``rules`` names the rules that fired: accents restored, input methods, acronyms, how many words
    must be there, dates, freshness. ``hits`` has one explanation for each hit, in their order.
    """

    rules: tuple[str, ...]
    hits: tuple[HitExplanation, ...]


@dataclass(frozen=True, slots=True)
class StoryVersion:
    """One article of a story, to be named beside another."""

    id: str
    title: str
    source: str
    published: Published | None


@dataclass(frozen=True, slots=True)
class Story:
    """The copies of one text: the same report in several papers, or in one several times.

    ``versions`` counts all of its articles in the index, ``papers`` the sources that they have.
    ``others`` are those beside the article that tells of the story, the earliest first, ten at
    most.
    """

    versions: int
    papers: int
    others: tuple[StoryVersion, ...]

    def note(self, source: str) -> str:
        """What is said beside an article of this source: ``"và 3 báo khác"``.

        Copies in the same source, or where no source is known, are told as versions.

        >>> Story(3, 1, ()).note("tuoitre.vn")
        'và 2 bản khác'
        """
        copies = self.versions - 1
        papers = self.papers - bool(source)
        if papers < 1:
            return f"và {copies} bản khác"
        return f"và {papers} báo khác" + (f" ({copies} bản)" if copies != papers else "")


@dataclass(frozen=True, slots=True)
class Hit:
    """One article that a search found.

    Where results are grouped it may stand for the copies of its text, too: ``story`` tells of
    them, and ``score`` is that of the best of them.
    """

    id: str
    score: float
    article: Article
    snippets: tuple[Snippet, ...] = ()
    story: Story | None = None


Facets = Mapping[str, Mapping[str, int]]
"""For each facet its values, each with the number of articles that have it."""


class FacetCounter:
    """Counts facets when they are first asked for, and once. Safe to share between threads.

    What ``release`` lets go of is needed until then; it is called when the facets are counted, or
    when nobody can ask for them any more.
    """

    def __init__(
        self, count: Callable[[], Facets] = dict, release: Callable[[], None] = lambda: None
    ) -> None:
        self._count = count
        self._counted: Facets | None = None
        self._lock = threading.Lock()
        self._release = weakref.finalize(self, release)
        self._release.atexit = False  # the files are closed then anyway

    def counted(self) -> Facets:
        """The facets."""
        with self._lock:
            if self._counted is None:
                self._counted = self._count()
                self._count = dict  # lets go of what it counted in
                self._release()
            return self._counted

    def __reduce__(self) -> tuple[Any, ...]:
        # A copy, or what goes to another process, holds the counts themselves.
        return _counted_already, (self.counted(),)


def _counted_already(facets: Facets) -> FacetCounter:
    return FacetCounter(lambda: facets)


@dataclass(frozen=True, slots=True)
class SearchResults(Sequence[Hit]):
    """One page of hits, best first, and what is known of the whole result.

    ``total`` counts all articles that match, also those that stand behind another of their story.
    ``reading`` is the query as it was understood where accents were restored or an input method
    decoded, else ``""``; ``suggestion`` is a query that was perhaps meant, where this one finds
    next to nothing or has a word that no article has; ``notices`` say what was ignored.
    ``explanation`` is there where it was asked for.
    """

    query: str
    total: int
    took_ms: float
    hits: tuple[Hit, ...]
    reading: str = ""
    notices: tuple[str, ...] = ()
    suggestion: str = ""
    explanation: Explanation | None = None
    facet_counter: FacetCounter = field(default_factory=FacetCounter, repr=False, compare=False)

    @property
    def facets(self) -> Facets:
        """All articles that match, counted by source, author, topic, year and month.

        The keys are ``source``, ``author``, ``topic``, ``year`` and ``month`` (``2021-01``), the
        most frequent values stand first.

        They are counted when this is first looked at, in the state of the index that answered. Its
        files are kept until then, or until the results are dropped.
        """
        return self.facet_counter.counted()

    @overload
    def __getitem__(self, index: int) -> Hit: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Hit]: ...
    def __getitem__(self, index: int | slice) -> Hit | Sequence[Hit]:
        return self.hits[index]

    def __len__(self) -> int:
        return len(self.hits)

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What something that was typed may become.

    ``kind`` is ``word`` (one or several), ``name``, ``title``, ``source``, ``topic`` or
    ``author``. ``articles`` have it: words that stand side by side are counted in titles and leads
    alone.
    """

    text: str
    kind: str
    articles: int


@dataclass(frozen=True, slots=True)
class Skipped:
    """Input that gave no article, or less than it should. ``line`` is 0 for a whole file.

    ``refused`` tells that it was read and holds no article (a page that lists articles, an
    image): there is nothing to gain by reading it again. ``partial`` tells that the input could
    not be read on from there: what it gave before is kept by an update.
    """

    path: str
    line: int
    reason: str
    refused: bool = False
    partial: bool = False

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}" if self.line else self.path
        return f"{place}: {self.reason}"


@dataclass(frozen=True, slots=True)
class BuildReport:
    """What a rebuild or an update did.

    ``indexed`` counts the articles that the index now holds; ``added``, ``edited``,
    ``removed`` and ``unchanged`` what changed against the generation before it.
    ``skipped`` names what gave no article, ``doubles`` what is indexed from another place
    already, and ``remarks`` what was indexed although something was missing (a page without a
    date). ``formats`` counts the files, and
    members of archives, that were read for it, by how they were read (``"HTML"``).
    """

    indexed: int
    seconds: float
    generation: int
    added: int = 0
    edited: int = 0
    removed: int = 0
    unchanged: int = 0
    skipped: tuple[Skipped, ...] = ()
    remarks: tuple[Skipped, ...] = ()
    doubles: tuple[Skipped, ...] = ()
    formats: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Progress:
    """How far long work has come: given to the ``progress`` callback now and then.

    ``done`` and ``total`` count bytes of input (``total`` is 0 where it is unknown,
    as for standard input); ``articles`` counts articles. ``stage`` is ``"read"``
    while input is read and written, then ``"commit"``.
    """

    stage: str
    articles: int
    done: int = 0
    total: int = 0


@dataclass(frozen=True, slots=True)
class SourceCount:
    """A source with the number of its articles and its first and last day (ISO), if known."""

    source: str
    articles: int
    earliest: str = ""
    latest: str = ""


@dataclass(frozen=True, slots=True)
class IndexStats:
    """What an index holds. Sizes are bytes; days are ISO dates or ``""``."""

    path: str
    engine: str
    engine_version: str
    generation: int
    built: str
    articles: int
    sources: int
    earliest: str
    latest: str
    undated: int
    terms: int
    syllables: int
    segments: int
    size: int
    sizes: Mapping[str, int]
    analysis: str


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check of an index found: ``damages`` says of each damage where it is and what.

    ``articles`` is what the manifest says, ``files`` how many were read; both are 0 where the
    damage hides them.
    """

    path: str
    generation: int
    articles: int
    files: int
    damages: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TokenInfo:
    """One token as the index sees it. ``start`` and ``end`` count characters of the NFC text."""

    text: str
    term: str
    kind: str
    start: int
    end: int
    folded: str


@dataclass(frozen=True, slots=True)
class Analysis:
    """How a text is analysed: its tokens, and its words as pyvi cuts them."""

    text: str
    tokens: tuple[TokenInfo, ...]
    words: tuple[str, ...]
