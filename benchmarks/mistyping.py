"""What becomes of queries that are typed otherwise than they are meant.

    python -m benchmarks.mistyping --queries QUERIES.jsonl --index DIR

Says how many words come out as they were meant when the queries are typed in Telex and in VNI, how
many queries change that should not, and how many are repaired when one word has a random slip that
the corpus does not have: another tone, another letter, two exchanged, one left out or typed twice.
"""

from __future__ import annotations

import argparse
import json
import statistics
import sys
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.report import Table, publish
from benchmarks.typed_queries import as_telex, as_vni
from newsearch.analysis.folding import fold, is_unaccented
from newsearch.analysis.spelling import canonical
from newsearch.analysis.syllables import TONES, split_tone, with_tone
from newsearch.analysis.tokens import tokenize
from newsearch.errors import NewsearchError
from newsearch.indexing.opened import OpenGeneration
from newsearch.lexicon.corrections import correct
from newsearch.lexicon.lexicon import Lexicon
from newsearch.searching.typed_text import decode_texts

# Slips of one letter; a tone can only be wrong where marks are typed.
_SLIPS = ("tone", "letter", "exchange", "omission", "doubling")
_LETTERS = "abcdeghiklmnopqrstuvxy"
_TRIES = 50


class Slip(NamedTuple):
    """A query with one wrong term, as it was typed and as it was meant."""

    typed: list[str]
    meant: list[str]


def with_slips(
    queries: Iterable[str], lexicon: Lexicon, accented: bool = True, seed: int = 7
) -> Iterator[Slip]:
    """Each query with a random slip in one of its words, where that gives a word nobody wrote.

    A query typed without accents is meant to have none but in the word that is repaired.
    """
    random = Random(seed)
    for query in queries:
        meant = _terms(query)
        terms = meant if accented else [fold(term) for term in meant]
        for _ in range(_TRIES if terms else 0):
            place = random.randrange(len(terms))
            wrong = _slipped(terms[place], accented, random)
            if wrong and not _is_written(wrong, lexicon):
                break
        else:
            continue
        before, after = terms[:place], terms[place + 1 :]
        yield Slip([*before, wrong, *after], [*before, meant[place], *after])


def _slipped(term: str, accented: bool, random: Random) -> str | None:
    """A term with a slip, if it is a word of two letters or more."""
    if len(term) < 2 or not term.isalpha():
        return None
    kind = random.choice(_SLIPS if accented else _SLIPS[1:])
    if kind == "tone":
        toneless, tone = split_tone(term)
        return with_tone(toneless, random.choice([mark for mark in TONES if mark != tone]))
    place = random.randrange(len(term))
    before, here, after = term[:place], term[place], term[place + 1 :]
    if kind == "letter":
        return canonical(before + random.choice(_LETTERS) + after)
    if kind == "exchange":
        return canonical(before + after[0] + here + after[1:]) if after else None
    return canonical(before + after if kind == "omission" else before + here + here + after)


def _is_written(term: str, lexicon: Lexicon) -> bool:
    """Whether the corpus has the term, or what it stands for."""
    if is_unaccented(term):
        return bool(lexicon.spelled(term))
    return lexicon.word(term) is not None


def _terms(text: str) -> list[str]:
    tokens = tokenize(unicodedata.normalize("NFC", text))
    return [token.term for token in tokens if token.width == 1]


def measure_decoding(queries: Sequence[str], lexicon: Lexicon) -> Table:
    """How many words come out right of queries that are typed in an input method, and others."""
    table = Table(
        f"Typed in an input method, {len(queries)} queries",
        ("typed", "words right", "queries changed", "median ms"),
    )
    ways: dict[str, Callable[[str], str]] = {
        "as it is": str,
        "without accents": fold,
        "Telex": as_telex,
        "VNI": as_vni,
    }
    for name, typed_as in ways.items():
        right = words = changed = 0
        times = []
        for query in queries:
            typed = typed_as(query)
            start = time.perf_counter()
            decoded = decode_texts([typed], lexicon)
            times.append((time.perf_counter() - start) * 1000)
            meant = _terms(fold(query) if typed_as is fold else query)
            found = _terms(decoded.texts[0] if decoded else typed)
            right += sum(map(str.__eq__, meant, found)) if len(meant) == len(found) else 0
            words += len(meant)
            changed += decoded is not None
        share = f"{right / max(1, words):.2%}"
        table.rows.append((name, share, changed, statistics.median(times)))
    return table


def measure_corrections(queries: Sequence[str], lexicon: Lexicon) -> Table:
    """How many queries with a slip are repaired exactly, and how many right ones are changed."""
    table = Table(
        "Did you mean",
        ("queries", "with a slip", "repaired", "right ones changed", "median ms"),
    )
    for accented in (True, False):
        slips = list(with_slips(queries, lexicon, accented))
        repaired, times = 0, []
        for slip in slips:
            start = time.perf_counter()
            repaired += correct(slip.typed, lexicon) == slip.meant
            times.append((time.perf_counter() - start) * 1000)
        right = [_terms(query if accented else fold(query)) for query in queries]
        changed = sum(correct(terms, lexicon) is not None for terms in right)
        table.rows.append(
            (
                "with accents" if accented else "without accents",
                len(slips),
                f"{repaired / max(1, len(slips)):.1%}",
                changed,
                statistics.median(times or [0.0]),
            )
        )
    return table


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure what becomes of queries that are typed otherwise than they are meant."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument(
        "--queries", type=Path, required=True, help='JSON Lines with a "query" each'
    )
    parser.add_argument("--index", type=Path, required=True)
    parser.add_argument("--json", type=Path, help="write the figures to this file as well")
    options = parser.parse_args(arguments)
    try:
        lines = options.queries.read_text(encoding="utf-8").splitlines()
        queries = [json.loads(line)["query"] for line in lines if line.strip()]
        opened = OpenGeneration.at(options.index)
    except (OSError, ValueError, KeyError, NewsearchError) as error:
        print(f"nothing was measured: {error}", file=sys.stderr)
        return 2
    with opened.use():
        lexicon = opened.lexicon
        tables = [measure_decoding(queries, lexicon), measure_corrections(queries, lexicon)]
        publish(tables, options.json)
    opened.retire()
    return 0


if __name__ == "__main__":
    sys.exit(main())
