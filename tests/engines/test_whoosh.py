"""The Whoosh engine fulfils the contract, and stays an index that Whoosh itself can use."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest
from whoosh import index as whoosh_index
from whoosh.query import And, DateRange, Or, Term

from newsearch.article import Article
from newsearch.engines.article_store import ArticleCompressor, ArticleReader
from newsearch.engines.base import Engine
from newsearch.engines.registry import load_engine
from newsearch.engines.whoosh.engine import WhooshEngine
from newsearch.engines.whoosh.scoring.phrases import in_order
from newsearch.errors import EngineUnavailable, IndexDamaged
from newsearch.query import Bag, Clause, Request, Variant
from tests.engines.engine_contract import (
    ARTICLES,
    EngineContract,
    prepared_parts,
    write_articles,
)
from tests.engines.phrase_contract import PhraseContract
from tests.engines.result_contract import ResultContract


class TestWhoosh(EngineContract, PhraseContract, ResultContract):
    @pytest.fixture
    def engine(self) -> Engine:
        return WhooshEngine()


def test_whoosh_itself_searches_the_index(tmp_path: Path) -> None:
    write_articles(WhooshEngine(), tmp_path, ARTICLES)
    index = whoosh_index.open_dir(str(tmp_path))
    may = DateRange("published", datetime(2021, 5, 1), datetime(2021, 5, 31))
    with index.searcher() as searcher:
        for query, expected in [
            (Term("text", "cử"), {"a", "d"}),
            (And([Term("title", "quốc"), may]), {"a", "c"}),
            (Or([Term("source", "c.vn"), Term("text_pairs", "bầu cử")]), {"a", "e", "f"}),
        ]:
            numbers = set(searcher.docs_for_query(query))
            column = searcher.ixreader.column_reader("id")
            assert {column[number] for number in numbers} == expected


def test_long_postings_are_read_whole_and_in_order(tmp_path: Path) -> None:
    count = 700  # gaps and numbers beyond one byte
    bodies = ["mưa " * (1 + n % 3) + ("gió" if n % 5 == 0 else "") for n in range(count)]
    articles = [Article(id=f"{number:04}", body=body) for number, body in enumerate(bodies)]
    write_articles(WhooshEngine(), tmp_path, articles)
    reader = WhooshEngine().reader(tmp_path)
    rain = reader.search(Request(Bag((Clause((Variant("mưa"),)),), 1), limit=count))
    wind = reader.search(Request(Bag((Clause((Variant("gió"),)),), 1), limit=count))
    assert rain.total == count
    assert len({reader.read(hit.document).id for hit in rain.page}) == count
    found = {reader.read(hit.document).id for hit in wind.page}
    assert found == {f"{n:04}" for n in range(0, count, 5)}
    # More of the word in a text of about the same length scores higher.
    assert reader.read(rain.page[0].document).body.count("mưa") == 3
    assert reader.read(rain.page[-1].document).body.count("mưa") == 1
    reader.close()


def test_a_damaged_index_says_what_to_run(tmp_path: Path) -> None:
    for number, spoilt in enumerate(("*.arr", "segments.json", "*.arr")):
        directory = tmp_path / str(number)
        directory.mkdir()
        write_articles(WhooshEngine(), directory, ARTICLES)
        (file,) = directory.glob(spoilt)
        if number:
            file.write_bytes(file.read_bytes()[:40])
        else:
            file.unlink()
        with pytest.raises(IndexDamaged, match="newsearch rebuild"):
            WhooshEngine().reader(directory)


def test_a_search_imports_neither_whoosh_nor_pyvi(tmp_path: Path) -> None:
    write_articles(WhooshEngine(), tmp_path, ARTICLES)
    script = (
        "import sys, pathlib\n"
        "from newsearch.engines.registry import load_engine\n"
        "from newsearch.query import Everything, Phrase, Request\n"
        "reader = load_engine('whoosh').reader(pathlib.Path(sys.argv[1]))\n"
        "found = reader.search(Request(Everything(), facets=('source', 'day')))\n"
        "phrase = reader.search(Request(Phrase((('quốc',), ('hội',)))))\n"
        "found.count_facets()\n"
        "print(found.total, phrase.total)\n"
        "print(sorted({'whoosh.index', 'whoosh.reading', 'numpy.ma', 'pyvi', 'sklearn', 'pickle'}"
        " & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8", "-c", script, str(tmp_path)],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    found, imported = done.stdout.splitlines()
    assert found == "6 2"
    # NumPy itself imports pickle.
    assert imported == "['pickle']"


def test_an_unknown_engine_names_those_that_exist() -> None:
    with pytest.raises(EngineUnavailable, match="whoosh"):
        load_engine("lucene")


@pytest.mark.parametrize(
    ("slots", "slop", "expected"),
    [
        ([[1, 5], [2]], 0, True),
        ([[1], [3]], 0, False),
        ([[1], [3]], 1, True),
        ([[3], [1]], 5, False),
        ([[1], [3], [5]], 1, False),
        ([[1], [3], [5]], 2, True),
        ([[4]], 0, True),
        ([[], [1]], 0, False),
    ],
)
def test_phrases_in_order(slots: list[list[int]], slop: int, expected: bool) -> None:
    assert in_order(slots, slop) is expected


def test_many_segments_become_one(tmp_path: Path) -> None:
    engine = WhooshEngine()
    writer = engine.writer(tmp_path)
    articles = [Article(id=str(number), body=f"tin số {number} về mưa") for number in range(230)]
    for one in articles:
        for part in prepared_parts(engine, tmp_path, [one]):
            writer.take(part)
    writer.commit()
    reader = engine.reader(tmp_path)
    assert reader.stats().segments == 1
    assert set(reader.ids()) == {one.id for one in articles}
    rain = Request(Bag((Clause((Variant("mưa"),)),), 1), limit=300)
    assert reader.search(rain).total == len(articles)
    reader.close()
    assert len(list(tmp_path.glob("*.arr"))) == 1


def test_a_flipped_bit_never_gives_another_article(tmp_path: Path) -> None:
    compressor = ArticleCompressor(tmp_path)
    compressor.add(ARTICLES[:1])
    (frame,) = compressor.flush()
    reader = ArticleReader(tmp_path)
    assert reader.read(frame) == ARTICLES[0]
    for bit in range(8 * len(frame)):
        spoilt = bytearray(frame)
        spoilt[bit // 8] ^= 1 << bit % 8
        try:
            found = reader.read(bytes(spoilt))
        except (ValueError, OSError):  # a dictionary that is not there is a missing file
            continue
        assert found == ARTICLES[0]
