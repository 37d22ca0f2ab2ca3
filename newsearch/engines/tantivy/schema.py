"""The tantivy schema: which fields there are, and which of them answers for a field of a query.

Text reaches tantivy as terms with a space between them. Each positional field stands alone, so
that phrases can be found in it; beside them the field ``text`` holds the terms of all of an
article's own text without positions, for a score that sees them as one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import tantivy

from newsearch.query import (
    FACET_FIELDS,
    KEYWORD_FIELDS,
    LIST_FIELDS,
    PAIR_FIELDS,
    POSITIONAL_FIELDS,
    TEXT_FIELDS,
    WORD_FIELDS,
)

TEXT = "text"
"""All terms of the title, the summary, the body and the captions."""

WORDS = "words"
"""All words of several syllables."""

FIRST_MINUTE = "first_minute"
LAST_MINUTE = "last_minute"
OLDEST = "oldest"
"""The first minute, `NEVER` for an article without a date: the order from old to new."""

NEVER = 2**31
"""What stands in ``oldest`` for an article without a date."""

NUMBER = "number"
"""A number for each id, by which many articles are named at once."""

PRESENT = "present"
"""A field that holds its own name in every article: tantivy tells only so how many it counts."""

STORED = "article"

_TERMS = "newsearch_terms"
_WHOLE_VALUE = "newsearch_value"


def wholes_field(field: str) -> str:
    """The field that holds the surroundings of terms which cover several positions.

    Such a term (``tphcm`` in *ở TP.HCM mưa*) stands at the position of its first part, which
    joined text cannot say, so here the row of terms is repeated with it in the part's place.
    """
    return f"{field}_wholes"


PAIRS = "pairs"
"""The codes of all pairs of neighbouring terms."""

COUNTED_NAMES = (TEXT, WORDS, "title_words")
PAIR_NAMES = (PAIRS, "title_pairs")
POSITIONAL_NAMES = (*POSITIONAL_FIELDS, *map(wholes_field, POSITIONAL_FIELDS))
KEYWORD_NAMES = (*KEYWORD_FIELDS, *LIST_FIELDS)
_FAST_NAMES = ("id", *FACET_FIELDS)


def build_schema() -> tantivy.Schema:
    """The schema of a new index."""
    builder = tantivy.SchemaBuilder()
    for name in POSITIONAL_NAMES:
        builder.add_text_field(name, tokenizer_name=_TERMS, index_option="position")
    for name in (*COUNTED_NAMES, *PAIR_NAMES):
        builder.add_text_field(name, tokenizer_name=_TERMS, index_option="freq")
    for name in KEYWORD_NAMES:
        builder.add_text_field(
            name, fast=name in _FAST_NAMES, tokenizer_name=_WHOLE_VALUE, index_option="basic"
        )
    builder.add_text_field(PRESENT, tokenizer_name=_WHOLE_VALUE, index_option="basic")
    for name in (FIRST_MINUTE, LAST_MINUTE, OLDEST):
        builder.add_integer_field(name, fast=True)
    builder.add_unsigned_field(NUMBER, indexed=True, fast=True)
    builder.add_bytes_field(STORED, stored=True)
    return builder.build()


def number_of(identity: str) -> int:
    """The number of an id: a hash of 64 bits, as tantivy gives back numbers quickly, text not."""
    return int.from_bytes(hashlib.blake2b(identity.encode("utf-8"), digest_size=8).digest())


def register_tokenizers(index: tantivy.Index) -> None:
    """What cuts fields into terms; tantivy keeps only its name with the index."""
    # Tantivy's own tokenizers of these kinds leave long terms out.
    for name, tokenizer in (
        (_TERMS, tantivy.Tokenizer.whitespace()),
        (_WHOLE_VALUE, tantivy.Tokenizer.raw()),
    ):
        index.register_tokenizer(name, tantivy.TextAnalyzerBuilder(tokenizer).build())
        index.register_fast_field_tokenizer(name, tantivy.TextAnalyzerBuilder(tokenizer).build())


def index_fields(fields: Iterable[str]) -> tuple[str, ...]:
    """The fields of the index that answer for a group of a query's fields.

    Words and pairs of the text alone are not kept apart from those of the title.
    """
    wanted = set(fields)
    if wanted and wanted <= set(PAIR_FIELDS):
        return ("title_pairs",) if wanted == {"title_pairs"} else (PAIRS,)
    if wanted == set(TEXT_FIELDS):
        return (TEXT,)
    if wanted and wanted <= set(WORD_FIELDS):
        return ("title_words",) if wanted == {"title_words"} else (WORDS,)
    return tuple(field for field in POSITIONAL_FIELDS if field in wanted)
