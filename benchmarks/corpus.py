"""Corpora of any size: given articles, and changed copies of them.

    python -m benchmarks.corpus --count 100000 [CORPUS ...] > articles.jsonl

Reads any corpus that newsearch reads (by default the project's own samples) and writes JSON
Lines. The first copy is the articles themselves. Each further one has other ids and addresses,
dates some days earlier, and three words of a hundred exchanged for words of another article.
The same input gives the same output. What copies cannot show: a vocabulary that grows as that of
so many real articles would.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from itertools import count as count_from
from itertools import islice
from pathlib import Path
from typing import Any

from newsearch.readers import ReadArticle, list_files, read_file

SAMPLES = Path(__file__).parents[1] / "corpus"

EXCHANGED = 0.03  # share of the words of a copy that come from another article
_FARTHEST = 30  # days that a copy is older at most (never in the future)

Record = dict[str, Any]


def read_records(sources: Sequence[Path]) -> Iterator[Record]:
    """The articles of a corpus as `Article.to_dict` gives them, each id once."""
    seen: set[str] = set()
    for file in list_files(sources)[0]:
        for found in read_file(file):
            if isinstance(found, ReadArticle) and found.article.id not in seen:
                seen.add(found.article.id)
                yield found.article.to_dict()


def enlarge(records: Sequence[Record], count: int) -> Iterator[Record]:
    """``count`` articles: the given ones, then changed copies of them as often as needed."""
    return islice(_endless(records), count) if records else iter(())


def _endless(records: Sequence[Record]) -> Iterator[Record]:
    yield from records
    for copy in count_from(1):
        for number, record in enumerate(records):
            chance = random.Random(f"{copy}/{number}")
            yield change(record, copy, records[chance.randrange(len(records))], chance)


def change(record: Record, copy: int, donor: Record, chance: random.Random) -> Record:
    """A copy of an article under another id, a little changed."""
    words = " ".join(donor.get(name, "") for name in ("title", "summary", "body")).split()
    changed = dict(record)
    changed["id"] = f"{record['id']}-ban-{copy}"
    if record.get("url"):
        changed["url"] = f"{record['url']}-ban-{copy}"
    if "published" in record:
        changed["published"] = move_date(record["published"], chance)
        changed.pop("published_words", None)
        changed.pop("published_context", None)
    for name in ("title", "summary", "body"):
        if name in record:
            changed[name] = exchange_words(record[name], words, chance)
    return changed


def exchange_words(text: str, words: Sequence[str], chance: random.Random) -> str:
    """The text with some words exchanged; its paragraphs stay as they are."""
    pieces = text.split(" ")
    wanted = len(pieces) * EXCHANGED
    exchanged = int(wanted) + (chance.random() < wanted % 1)
    for _ in range(exchanged if words else 0):
        place = chance.randrange(len(pieces))
        if "\n" not in pieces[place]:
            pieces[place] = chance.choice(words)
    return " ".join(pieces)


def move_date(published: str, chance: random.Random) -> str:
    """An ISO date some days earlier; one without a day stays as it is."""
    try:
        day = date.fromisoformat(published[:10])
        moved = day - timedelta(days=chance.randrange(_FARTHEST + 1))
    except (ValueError, OverflowError):
        return published
    return moved.isoformat() + published[10:]


def write_lines(records: Iterable[Record], out: Any) -> int:
    """Write records as UTF-8 JSON Lines to a binary stream; gives their number."""
    written = 0
    for record in records:
        out.write(json.dumps(record, ensure_ascii=False).encode() + b"\n")
        written += 1
    return written


def main(arguments: Sequence[str] | None = None) -> int:
    """Write a corpus to standard output."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("corpus", nargs="*", type=Path, default=[SAMPLES])
    parser.add_argument("--count", type=int, required=True, help="articles to write")
    options = parser.parse_args(arguments)
    records = list(read_records(options.corpus))
    if not records:
        print("there is no article in what was given", file=sys.stderr)
        return 2
    written = write_lines(enlarge(records, options.count), sys.stdout.buffer)
    print(f"{written} articles made of {len(records)}", file=sys.stderr)
    return 0


if __name__ == "__main__":
    sys.exit(main())
