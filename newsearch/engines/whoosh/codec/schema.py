"""The schema under which Whoosh itself sees the index."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from whoosh import analysis, columns, fields, formats
from whoosh.system import pack_uint

from newsearch.analysis.analyzer import neighbour_pairs, whole_tokens
from newsearch.analysis.tokens import tokenize as cut
from newsearch.engines.documents import UNDATED
from newsearch.engines.whoosh.segment.text_field import STORED_POSITIONAL_FIELDS
from newsearch.query import COUNTED_FIELDS, LIST_FIELDS, PAIR_FIELDS


class TermAnalyzer(analysis.Analyzer):  # type: ignore[misc]
    """The words of a query as terms of the index, for Whoosh's own query parser."""

    def __call__(
        self,
        value: str,
        positions: bool = False,
        chars: bool = False,
        tokenize: bool = True,
        start_pos: int = 0,
        start_char: int = 0,
        mode: str = "",
        **options: Any,
    ) -> Iterator[Any]:
        value = unicodedata.normalize("NFC", value)
        token = analysis.Token(positions, chars, mode=mode, **options)
        # What begins with a prefix is no whole word.
        terms = self.terms(value) if tokenize else [(value.lower(), 0, 0, len(value))]
        for term, position, start, end in terms:
            token.original = token.text = term
            token.boost, token.stopped = 1.0, False
            token.pos = start_pos + position
            token.startchar, token.endchar = start_char + start, start_char + end
            yield token

    def terms(self, text: str) -> Iterator[tuple[str, int, int, int]]:
        """Terms with their positions, and where they begin and end."""
        return ((one.term, one.position, one.start, one.end) for one in whole_tokens(text))


class PairAnalyzer(TermAnalyzer):
    """The pairs of neighbouring terms in a query."""

    def terms(self, text: str) -> Iterator[tuple[str, int, int, int]]:
        pairs = neighbour_pairs(cut(text))
        return ((pair, number, 0, len(text)) for number, pair in enumerate(pairs))


class WordAnalyzer(TermAnalyzer):
    """Words whose syllables are joined already (``bầu_cử``)."""

    def terms(self, text: str) -> Iterator[tuple[str, int, int, int]]:
        words = text.lower().split()
        return ((word, number, 0, len(text)) for number, word in enumerate(words))


class TermField(fields.FieldType):  # type: ignore[misc]
    """A field whose value is terms already counted, not text.

    With positions the value maps terms to rising positions, without it maps them to counts.
    """

    def __init__(self, positions: bool, analyzer: TermAnalyzer) -> None:
        format_ = formats.Positions() if positions else formats.Frequency()
        super().__init__(format_, analyzer, scorable=True)
        self.positions = positions

    def index(
        self, value: Mapping[str, list[int]] | Mapping[str, int], **_: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """Whoosh's postings of one document: term, frequency, weight, encoded value."""
        encode = self.format.encode if self.positions else pack_uint
        for term, found in value.items():
            count = found if isinstance(found, int) else len(found)
            yield term.encode("utf-8"), count, float(count), encode(found)


def build_schema() -> fields.Schema:
    """The schema of an index."""
    schema = fields.Schema(
        id=fields.ID(unique=True, sortable=True),
        source=fields.ID(sortable=True),
        url=fields.ID(sortable=True),
        day=fields.ID(sortable=True),
        published=fields.DATETIME(sortable=True),
        first_minute=fields.COLUMN(columns.NumericColumn("i", default=UNDATED)),
        last_minute=fields.COLUMN(columns.NumericColumn("i", default=UNDATED)),
        article=fields.STORED(),
        **{name: fields.ID() for name in LIST_FIELDS},
    )
    for name in STORED_POSITIONAL_FIELDS:
        schema.add(name, TermField(True, TermAnalyzer()))
    for name in COUNTED_FIELDS:
        analyzer = PairAnalyzer() if name in PAIR_FIELDS else WordAnalyzer()
        schema.add(name, TermField(False, analyzer))
    return schema
