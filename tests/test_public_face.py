"""What `import newsearch` gives, and what it does not load."""

from __future__ import annotations

import subprocess
import sys

import pytest

import newsearch
from newsearch import errors


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
