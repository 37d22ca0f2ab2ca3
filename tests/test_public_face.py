"""What `import newsearch` gives, and what it does not load."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import newsearch
from newsearch import Article, NewsIndex, errors


def test_every_public_name_is_there() -> None:
    assert newsearch.__all__ == sorted(newsearch.__all__)
    for name in newsearch.__all__:
        assert getattr(newsearch, name) is not None
    with pytest.raises(AttributeError, match="lucene"):
        newsearch.lucene  # noqa: B018


def test_every_error_has_one_root_and_stands_in_the_tree() -> None:
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type)]
    for kind in kinds:
        if issubclass(kind, Exception):
            assert issubclass(kind, errors.NewsearchError)
            assert kind.__name__ in (errors.__doc__ or "")


LOADED_LATER = {"pyvi", "sklearn", "whoosh", "numpy", "click", "rich", "sqlite3"}


@pytest.mark.parametrize("statement", ["import newsearch", "from newsearch import Article"])
def test_importing_loads_no_engine(statement: str) -> None:
    script = f"{statement}\nimport sys\nprint(*sorted(set(sys.modules) & {LOADED_LATER!r}))"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_searching_loads_no_segmentation_model(sample_index_path: object) -> None:
    script = (
        "import sys\nfrom newsearch import NewsIndex\n"
        f"with NewsIndex.open({str(sample_index_path)!r}) as index:\n"
        "    assert index.search('bau cu').total\n"
        "print(*sorted(set(sys.modules) & {'pyvi', 'sklearn', 'scipy', 'pycrfsuite'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


def test_add_takes_one_article_or_many_and_says_what_it_does_not_take(tmp_path: Path) -> None:
    with NewsIndex.create(tmp_path / "index") as index:
        assert index.add(Article(id="a", title="Mưa lũ")).added == 1
        assert index.add(article for article in [Article(id="b", title="Bầu cử")]).added == 1
        with pytest.raises(TypeError, match="takes articles, not 'a'"):
            index.add("abc")  # type: ignore[arg-type]
        assert index.stats().articles == 2
