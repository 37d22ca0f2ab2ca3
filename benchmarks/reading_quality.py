"""How well pages, records and feeds are read: figures for a folder with a manifest.

``manifest.jsonl`` names in each line a ``file`` of the folder, its ``kind`` and what should be
read from it (``gold``): one reading, or a list of them under ``records`` or ``items``, each
found again by its ``index`` or its order. A reading may state ``title``, ``published`` (as
precise as the page says; null: the page states no date), ``source``, ``author``,
``lead_first_words``, ``body_first_words``, ``body_last_words``, ``captions_include``,
``must_not_contain`` and ``must_not_be_published``. An entry without ``gold`` holds no article.
"""

from __future__ import annotations

import argparse
import json
import sys
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from newsearch.article import Article
from newsearch.dates.values import read_date
from newsearch.readers import ReadArticle, list_files, read_file
from newsearch.sources.names import normalize_source

MEASURES = (
    "title", "date", "source", "author", "lead begins", "body begins", "body ends", "captions",
    "clutter-free", "not an article",
)  # fmt: skip
_MOST_SHOWN = 90


@dataclass
class Figures:
    """Of each measure, how often it was asked and how often right; and what was wrong."""

    asked: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    misses: list[str] = field(default_factory=list)

    def note(self, measure: str, right: bool, miss: str) -> None:
        self.asked[measure] += 1
        self.right[measure] += right
        if not right:
            self.misses.append(f"{measure}: {miss}")


def _spaced(text: str) -> str:
    """A text for comparing: NFC, straight quotes, single spaces, no space before a mark."""
    text = unicodedata.normalize("NFC", text).translate(str.maketrans("“”‘’–—\u00a0", "\"\"''-- "))
    return " ".join(text.split()).replace(" .", ".").replace(" ,", ",")


def _plain(text: str) -> str:
    return _spaced(text).casefold()


def _judge(gold: Mapping[str, Any], article: Article | None, place: str, figures: Figures) -> None:
    def compare(measure: str, wanted: str, read: str, right: bool | None = None) -> None:
        if right is None:
            right = _plain(wanted) == _plain(read)
        shown = f"{place}\n      wanted {wanted[:_MOST_SHOWN]!r}\n      read   {read!r}"
        figures.note(measure, right, shown)

    if article is None:
        article = Article()
    body, summary = _plain(article.body), _plain(article.summary)
    if gold.get("title"):
        compare("title", gold["title"], article.title)
    if "published" in gold:
        _judge_date(gold, article, compare)
    if gold.get("source"):
        right = normalize_source(gold["source"]) == normalize_source(article.source)
        compare("source", gold["source"], article.source, right)
    if gold.get("author"):
        compare("author", gold["author"], article.author)
    if gold.get("lead_first_words"):
        wanted = gold["lead_first_words"]
        begin = article.summary or article.body
        compare("lead begins", wanted, begin[:80], _plain(begin).startswith(_plain(wanted)))
    if gold.get("body_first_words"):
        wanted = gold["body_first_words"]
        # Where no lead is stated, the first paragraph may have been taken for it.
        begins = [body] if gold.get("lead_first_words") and body else [summary, body]
        right = any(text.startswith(_plain(wanted)) for text in begins)
        compare("body begins", wanted, article.body[:80], right)
    if gold.get("body_last_words"):
        wanted = gold["body_last_words"]
        text = body or summary
        compare("body ends", wanted, article.body[-90:], text.endswith(_plain(wanted)))
    if gold.get("captions_include"):
        found = {_plain(caption) for caption in article.captions}
        lost = [text for text in gold["captions_include"] if _plain(text) not in found]
        compare("captions", " | ".join(lost), " | ".join(article.captions), not lost)
    if gold.get("must_not_contain"):
        # An imprint in capitals may name what the text names in small letters.
        text = _spaced(f"{article.title} {article.summary} {article.body}")
        kept = [clutter for clutter in gold["must_not_contain"] if _spaced(clutter) in text]
        compare("clutter-free", "", " | ".join(kept), not kept)


def _judge_date(gold: Mapping[str, Any], article: Article, compare: Any) -> None:
    read = article.published.isoformat() if article.published else "none"
    words = f"{read} ({article.published.words if article.published else ''})"
    wanted = read_date(gold["published"]) if gold["published"] else None
    if wanted is None:
        compare("date", "none", words, article.published is None)
        return
    # A day is right where only a day is stated, a day with its minute where both are.
    stated = wanted.isoformat()
    right = read == stated or (len(stated) == 10 and read.startswith(stated))
    compare("date", stated, words, right or read[:16] == stated)


def judge_entry(entry: Mapping[str, Any], folder: Path, figures: Figures) -> None:
    """Read the file of a manifest's entry and note what was right."""
    path = str(folder / entry["file"])
    files, _ = list_files([path])
    found = [found for file in files for found in read_file(file)]
    articles = [it.article for it in found if isinstance(it, ReadArticle)]
    reasons = [str(it) for it in found if not isinstance(it, ReadArticle)]
    gold = entry.get("gold")
    if not gold:
        shown = f"{entry['file']}: {[article.title for article in articles]}"
        figures.note("not an article", not articles, shown)
        return
    for number, (wanted, article) in enumerate(_pairs(gold, articles)):
        place = f"{entry['file']}[{number}]"
        if article is None:
            place += f" NOT READ {reasons[:1]}"
        _judge(wanted, article, place, figures)


def _pairs(
    gold: Mapping[str, Any], articles: list[Article]
) -> Iterator[tuple[Mapping[str, Any], Article | None]]:
    readings = gold.get("records") or gold.get("items") or [gold]
    for order, reading in enumerate(readings):
        number = reading.get("index", order)
        yield reading, articles[number] if number < len(articles) else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path, help="a folder with manifest.jsonl")
    parser.add_argument("--kind", action="append", help="only entries of this kind")
    parser.add_argument("--file", help="only entries whose file name holds this")
    parser.add_argument("--verbose", action="store_true", help="show what was read wrongly")
    options = parser.parse_args()
    manifest = options.folder / "manifest.jsonl"
    if not manifest.is_file():
        sys.exit(f"{manifest} is absent: nothing to measure with")
    by_kind: dict[str, Figures] = defaultdict(Figures)
    for line in manifest.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        if options.kind and entry["kind"] not in options.kind:
            continue
        if options.file and options.file not in entry["file"]:
            continue
        judge_entry(entry, options.folder, by_kind[entry["kind"]])
    _print(by_kind, options.verbose)


def _print(by_kind: Mapping[str, Figures], verbose: bool) -> None:
    kinds = list(by_kind)
    print(f"{'':16}" + "".join(f"{kind:>14}" for kind in [*kinds, "all"]))
    for measure in MEASURES:
        cells = []
        for figures in [*by_kind.values(), None]:
            of = list(by_kind.values()) if figures is None else [figures]
            asked = sum(it.asked[measure] for it in of)
            right = sum(it.right[measure] for it in of)
            cells.append(f"{right}/{asked} {right / asked:4.0%}" if asked else "")
        if any(cells):
            print(f"{measure:16}" + "".join(f"{cell:>14}" for cell in cells))
    if verbose:
        for kind, figures in by_kind.items():
            for miss in figures.misses:
                print(f"  {kind} {miss}")


if __name__ == "__main__":
    main()
