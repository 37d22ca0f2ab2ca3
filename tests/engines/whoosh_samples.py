"""Random documents with fields of every kind, in indexes of Whoosh's own writer."""

from __future__ import annotations

import random
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from whoosh import analysis, fields, formats
from whoosh import query as q
from whoosh.codec.whoosh3 import W3Codec
from whoosh.filedb.filestore import FileStorage

from newsearch.engines.whoosh.codec.codec import ArrayCodec
from tests.engines.whoosh_contents import SYLLABLES, random_text

PAPERS = ("báo Hà Nội", "a.vn", "b.vn", "tuổi trẻ", "đất việt")
FIRST_DAY = datetime(2020, 1, 1, 7, 30)


def build_schema() -> fields.Schema:
    """Fields of every kind, and every format of postings."""
    boosted = fields.TEXT(
        analyzer=analysis.RegexTokenizer(r"\S+") | analysis.DelimitedAttributeFilter()
    )
    boosted.format = formats.PositionBoosts()
    return fields.Schema(
        key=fields.ID(stored=True, unique=True, sortable=True),
        paper=fields.ID(stored=True, sortable=True),
        tags=fields.KEYWORD(stored=True, commas=True, scorable=True, field_boost=1.25),
        title=fields.TEXT(field_boost=1.5, sortable=True),
        body=fields.TEXT(stored=True, chars=True, vector=formats.Frequency()),
        summary=fields.TEXT(phrase=False, vector=formats.Positions()),
        boosted=boosted,
        grams=fields.NGRAMWORDS(minsize=2, maxsize=3),
        views=fields.NUMERIC(sortable=True, signed=True),
        price=fields.NUMERIC(float, sortable=True, default=0),
        date=fields.DATETIME(stored=True, sortable=True),
        breaking=fields.BOOLEAN(stored=True),
        memo=fields.STORED(),
    )


def random_document(source: random.Random, key: str) -> dict[str, Any]:
    found: dict[str, Any] = {
        "key": key,
        "paper": source.choice(PAPERS),
        "tags": ",".join(source.sample(SYLLABLES[17:27], source.randint(1, 3))),
        "title": random_text(source, source.randint(3, 9)),
        "body": random_text(source, source.randint(0, 70)),
        "summary": random_text(source, source.randint(1, 20)),
        "boosted": " ".join(f"{term}^{source.randint(1, 9) / 4}" for term in SYLLABLES[20:30]),
        "grams": random_text(source, 4),
        "views": source.randint(-50, 300),
        "price": source.randint(-9, 99) / 8,
        "date": FIRST_DAY + timedelta(minutes=source.randint(0, 10**6)),
        "breaking": source.random() < 0.5,
        "memo": {"số": source.random()},
    }
    for name in ("title", "summary", "views", "date", "paper"):
        if source.random() < 0.1:
            del found[name]
    if source.random() < 0.3:
        found["_body_boost"] = source.randint(2, 12) / 8
    if source.random() < 0.2:
        found["_boost"] = 1.75
    return found


# Small blocks, so that there are some to skip.
CODECS = {"W3Codec": W3Codec(blocklimit=16), "ArrayCodec": ArrayCodec()}


def build(directory: Path, codec: Any) -> None:
    """Three segments, with documents deleted and replaced."""
    directory.mkdir()
    index = FileStorage(str(directory)).create_index(build_schema())
    source = random.Random(5)
    for first, last in ((0, 60), (60, 68), (68, 110)):
        writer = index.writer(codec=codec)
        for number in range(first, last):
            writer.add_document(**random_document(source, f"{number:03}"))
        for number in range(first // 2, first, 7):
            writer.update_document(**random_document(source, f"{number:03}"))
        writer.delete_by_term("tags", SYLLABLES[19])
        writer.delete_by_query(q.NumericRange("views", 280, None))
        writer.commit(merge=False)
