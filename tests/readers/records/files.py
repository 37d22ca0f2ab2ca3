"""Records in files of a temporary folder, and what is read from them."""

from __future__ import annotations

from pathlib import Path

from newsearch.article import Article
from newsearch.readers import ReadArticle, ReadAs, ReadOptions, list_files, read_file
from newsearch.results import Skipped
from tests.readers.reading import articles_of


def read(path: Path, options: ReadOptions | None = None) -> list[ReadArticle | Skipped]:
    """What a file gives."""
    (file,), _ = list_files([path])
    return articles_of(file, lambda _: None, options)


def read_content(
    folder: Path, content: str | bytes, options: ReadOptions | None = None
) -> list[ReadArticle | Skipped]:
    """What a file with this content gives."""
    path = folder / "tin"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read(path, options)


def article_in(folder: Path, content: str | bytes, options: ReadOptions | None = None) -> Article:
    """The one article of a file with this content."""
    (found,) = read_content(folder, content, options)
    assert isinstance(found, ReadArticle), found
    return found.article


def outcome(found: list[ReadArticle | Skipped]) -> list[str]:
    """Titles of articles, and lines and reasons of what gave none."""
    return [
        item.article.title if isinstance(item, ReadArticle) else f"{item.line}: {item.reason}"
        for item in found
    ]


def read_as(path: Path) -> ReadAs:
    """How a file was read."""
    (file,), _ = list_files([path])
    (last,) = (found for found in read_file(file) if isinstance(found, ReadAs))
    return last


def articles_and_reasons(folder: Path, content: str | bytes) -> tuple[list[Article], list[str]]:
    """The articles of a file with this content, and the reasons of what gave none."""
    found = read_content(folder, content)
    articles = [one.article for one in found if isinstance(one, ReadArticle)]
    return articles, [one.reason for one in found if isinstance(one, Skipped)]


def content_read_as(folder: Path, content: str | bytes) -> ReadAs:
    """How a file with this content was read."""
    path = folder / "tin"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_as(path)
