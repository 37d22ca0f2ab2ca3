"""What many tests share: the sample corpus, and one index of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsearch import NewsIndex

CORPUS = Path(__file__).parents[1] / "corpus"


@pytest.fixture(scope="session")
def corpus() -> Path:
    return CORPUS


@pytest.fixture(scope="session")
def sample_index_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("sample") / "index"
    with NewsIndex.open_or_create(path) as index:
        index.rebuild([CORPUS], workers=1)
    return path


@pytest.fixture
def sample_index(sample_index_path: Path) -> Iterator[NewsIndex]:
    with NewsIndex.open(sample_index_path) as index:
        yield index
