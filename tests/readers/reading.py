"""What reading a file gives, without how it was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsearch.readers import CorpusFile, ReadArticle, ReadAs, read_file

if TYPE_CHECKING:
    from newsearch.results import Skipped


def articles_of(file: CorpusFile, *arguments: Any) -> list[ReadArticle | Skipped]:
    """The articles of a file and what gave none; ``arguments`` go to `read_file`."""
    return [found for found in read_file(file, *arguments) if not isinstance(found, ReadAs)]
