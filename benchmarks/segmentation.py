"""Segmentation against pyvi: the same output on every article, and how much faster.

    python -m benchmarks.segmentation ARTICLES.jsonl.gz [--limit N]

Prints the articles compared, the first differences if there are any, and the ratio of
the times, each measured on the same texts in turn. Exits 1 when an output differs.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
import unicodedata
from pathlib import Path

from newsearch.analysis.pyvi_model import compile_segmenter


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("articles", type=Path, help="JSON Lines with title, summary and body")
    parser.add_argument("--limit", type=int, default=0, help="compare the first N articles only")
    options = parser.parse_args()
    if not options.articles.exists():
        print(f"{options.articles}: not there; give a JSON Lines file of articles")
        return 2
    from pyvi import ViTokenizer

    segmenter = compile_segmenter()
    opener = gzip.open if options.articles.suffix == ".gz" else open
    compared = different = syllables = 0
    seconds = {"pyvi": 0.0, "newsearch": 0.0}
    with opener(options.articles, "rt", encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            parts = (record.get("title"), record.get("summary"), record.get("body"))
            text = unicodedata.normalize("NFC", "\n".join(part for part in parts if part))
            start = time.perf_counter()
            expected = ViTokenizer.tokenize(text)
            middle = time.perf_counter()
            segmented = segmenter.tokenize(text)
            seconds["newsearch"] += time.perf_counter() - middle
            seconds["pyvi"] += middle - start
            compared += 1
            syllables += len(text.split())
            if segmented != expected:
                different += 1
                if different <= 5:
                    print(f"DIFFERS {record.get('id', compared)}", file=sys.stderr)
            if compared == options.limit:
                break
    print(f"articles compared   {compared}")
    print(f"articles different  {different}")
    for name, spent in seconds.items():
        print(f"{name:<19} {syllables / spent:,.0f} syllables/s")
    print(f"ratio               {seconds['pyvi'] / seconds['newsearch']:.1f} x pyvi")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
