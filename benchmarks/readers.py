"""How fast files are read, on one core, for each kind of corpus.

    python -m benchmarks.readers FOLDER [--articles FILE.jsonl[.gz]] [--rounds N]

``FOLDER`` is searched for raw pages (``*.txt``) and HTML (``*.html``), ``--articles`` holds
records. Printed are pages and records a second, through `read_file` as a build reads them, and
HTML as a multiple of the time that trafilatura alone takes for the same pages, measured in turns.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

from benchmarks.timing import in_turns, median_ratio
from newsearch.readers import CorpusFile, ReadArticle, list_files, read_file

_AT_LEAST = 1.0


def _read_all(files: Sequence[CorpusFile]) -> int:
    return sum(isinstance(found, ReadArticle) for file in files for found in read_file(file))


def _timed(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def speed(files: Sequence[CorpusFile], rounds: int) -> tuple[float, int]:
    """Articles a second (median of the rounds), and how many articles the files hold."""
    articles = _read_all(files)
    repeat = max(1, round(_AT_LEAST / max(_timed(lambda: _read_all(files)), 1e-6)))
    rates = [
        articles * repeat / _timed(lambda: [_read_all(files) for _ in range(repeat)])
        for _ in range(rounds)
    ]
    return statistics.median(rates), articles


def html_ratio(files: Sequence[CorpusFile], rounds: int) -> tuple[float, float] | None:
    """Time of reading HTML as a multiple of trafilatura's, and its pages a second."""
    try:
        from trafilatura import bare_extraction
    except ImportError:
        return None
    contents = [Path(file.path).read_text(encoding="utf-8") for file in files]

    def alone() -> float:
        return _timed(lambda: [bare_extraction(content) for content in contents])

    def ours() -> float:
        return _timed(lambda: _read_all(files))

    alone(), ours()  # the first time loads what is needed
    times = in_turns({"trafilatura": alone, "newsearch": ours}, rounds)
    ratio = median_ratio(times["newsearch"], times["trafilatura"])
    assert ratio is not None
    return ratio, len(files) / statistics.median(times["newsearch"])


def _records(path: Path, target: Path, count: int) -> CorpusFile:
    with (
        path.open("rb") as packed,
        gzip.open(packed) if path.suffix == ".gz" else packed as source,
        target.open("wb") as file,
    ):
        file.writelines(islice(source, count))
    return list_files([target])[0][0]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0])
    parser.add_argument("folder", type=Path, help="a folder with pages")
    parser.add_argument("--articles", type=Path, help="JSON Lines, perhaps packed with gzip")
    parser.add_argument("--count", type=int, default=15_000, help="records to read")
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if not options.folder.is_dir():
        sys.exit(f"{options.folder} is absent: nothing to measure with")
    for kind in ("txt", "html"):
        files = list_files(sorted(options.folder.rglob(f"*.{kind}")))[0]
        if not files:
            print(f"{kind}: no such pages in {options.folder}")
            continue
        rate, articles = speed(files, options.rounds)
        size = sum(file.size for file in files) / len(files) / 1000
        print(f"{kind}: {rate:,.0f} pages/s ({articles} articles, {size:.1f} kB a page)")
        if kind == "html" and (found := html_ratio(files, options.rounds)):
            print(f"html: {found[0]:.2f} × the time of trafilatura alone")
    if options.articles:
        if not options.articles.is_file():
            sys.exit(f"{options.articles} is absent: no records to measure with")
        with tempfile.TemporaryDirectory() as folder:
            file = _records(options.articles, Path(folder) / "records.jsonl", options.count)
            rate, articles = speed([file], options.rounds)
            print(
                f"JSON Lines: {rate:,.0f} records/s "
                f"({articles} articles, {file.size / articles / 1000:.1f} kB a record)"
            )


if __name__ == "__main__":
    main()
