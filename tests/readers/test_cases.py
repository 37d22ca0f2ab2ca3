"""Pages, records and feeds in the shapes that corpora have: see ``tests/cases/readers``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from newsearch.article import VIETNAM, Article, clean_text
from newsearch.readers import CorpusFile, ReadArticle, read_file
from newsearch.results import Skipped

CASES = Path(__file__).parents[1] / "cases" / "readers"

Reading = dict[str, Any]
"""What an entry states about one article."""


def _entries() -> Iterator[Any]:
    for listing in sorted(CASES.glob("*/expected.jsonl")):
        for line in listing.read_text("utf-8").splitlines():
            entry = json.loads(line)
            path = listing.parent / entry["file"]
            yield pytest.param(path, entry, id=f"{listing.parent.name}/{entry['file']}")


def _read(path: Path, written: str) -> tuple[list[Article], list[str]]:
    moment = datetime.fromisoformat(written).replace(tzinfo=VIETNAM) if written else None
    nanoseconds = int(moment.timestamp()) * 10**9 if moment else 0
    found = list(read_file(CorpusFile(str(path), path.stat().st_size, nanoseconds)))
    articles = [one.article for one in found if isinstance(one, ReadArticle)]
    return articles, [one.reason for one in found if isinstance(one, Skipped)]


def _plain(text: str) -> str:
    """Text with single spaces, as its words are compared."""
    return " ".join(clean_text(text).split())


def _is_one_of(read: str, stated: str | list[str]) -> bool:
    return _plain(read) in map(_plain, [stated] if isinstance(stated, str) else stated)


def _begins(read: str, words: str, stamp: str) -> bool:
    """Whether the text begins with the words; a stamp may stand before them."""
    text = _plain(read)
    return text.removeprefix(_plain(stamp)).lstrip(" -–—:").startswith(_plain(words)) or (
        text.startswith(_plain(words))
    )


def _holds_all(read: tuple[str, ...], stated: list[str]) -> bool:
    texts = {_plain(text).casefold() for text in read}
    return all(_plain(text).casefold() in texts for text in stated)


def _published(article: Article) -> str | None:
    return article.published.isoformat() if article.published else None


def _text(article: Article) -> str:
    return _plain("\n".join((article.title, article.summary, article.body, *article.captions)))


def _one(read: Any, stated: Any, _: Reading) -> bool:
    return _is_one_of(read, stated)


def _same(read: Any, stated: Any, _: Reading) -> bool:
    return read in stated if isinstance(stated, list) else bool(read == stated)


def _on_none(read: Any, stated: Any, _: Reading) -> bool:
    return not any((read or "").startswith(date) for date in stated)


def _first(read: Any, stated: Any, entry: Reading) -> bool:
    return _begins(read, stated, entry.get("stamp", ""))


def _last(read: Any, stated: Any, _: Reading) -> bool:
    return _plain(read).endswith(_plain(stated))


def _holds(read: Any, stated: Any, _: Reading) -> bool:
    return _holds_all(read, stated)


def _all_inside(read: Any, stated: Any, _: Reading) -> bool:
    return all(_plain(words) in read for words in stated)


def _none_inside(read: Any, stated: Any, _: Reading) -> bool:
    return not any(_plain(words) in read for words in stated)


# What an entry may state of an article: what was read for it, and whether the two agree.
STATEMENTS: dict[str, tuple[Callable[[Article], Any], Callable[[Any, Any, Reading], bool]]] = {
    "title": (lambda read: read.title, _one),
    "source": (lambda read: read.source, _one),
    "author": (lambda read: read.author, _one),
    "origin": (lambda read: read.origin, _one),
    "url": (lambda read: read.url, _one),
    "published": (_published, _same),
    "published_words": (lambda read: read.published.words if read.published else "", _one),
    "must_not_be_published": (_published, _on_none),
    "text_first": (lambda read: f"{read.summary} {read.body}", _first),
    "summary_first": (lambda read: read.summary, _first),
    "summary_last": (lambda read: read.summary, _last),
    "body_first": (lambda read: read.body, _first),
    "body_last": (lambda read: read.body, _last),
    "body_contains": (lambda read: _plain(read.body), _all_inside),
    "captions": (lambda read: read.captions, _holds),
    "topics": (lambda read: read.topics, _holds),
    "related": (lambda read: tuple(link.title for link in read.related), _holds),
    "must_not_contain": (_text, _none_inside),
}
_NOT_COMPARED = {"file", "note", "written", "stamp", "records", "skipped"}


def _shown(name: str, read: Any, stated: Any) -> Any:
    """What was read, as far as a person must see it."""
    if name == "must_not_contain":
        return [words for words in stated if _plain(words) in read]
    if name.endswith("_last"):
        return f"…{_plain(read)[-160:]}"
    if name.endswith("_first"):
        return f"{_plain(read)[:160]}…"
    return read


def _differences(article: Article, entry: Reading) -> Iterator[str]:
    for name, stated in entry.items():
        if name in _NOT_COMPARED:
            continue
        look, agrees = STATEMENTS[name]
        read = look(article)
        if not agrees(read, stated, entry):
            shown = _shown(name, read, stated)
            yield f"{name}\n    expected: {stated!r}\n    read:     {shown!r}"


@pytest.mark.parametrize(("path", "entry"), list(_entries()))
def test_what_is_read_is_what_a_careful_reader_reads(path: Path, entry: Reading) -> None:
    articles, reasons = _read(path, entry.get("written", ""))
    expected = entry.get("records", [] if "skipped" in entry else [entry])
    titles = [article.title for article in articles]
    assert len(articles) == len(expected), f"read {titles}, skipped {reasons}"
    wrong = [
        f"article {number}: {difference}"
        for number, (article, reading) in enumerate(zip(articles, expected, strict=True), 1)
        for difference in _differences(article, reading)
    ]
    assert not wrong, "\n".join([str(path.relative_to(CASES)), *wrong])
    if "skipped" in entry:
        assert any(entry["skipped"].casefold() in reason.casefold() for reason in reasons), reasons


def test_every_file_has_an_entry() -> None:
    folders = [listing.parent for listing in CASES.glob("*/expected.jsonl")]
    kept = {path for folder in folders for path in folder.iterdir()}
    kept -= {folder / "expected.jsonl" for folder in folders}
    stated = [parameter.values[0] for parameter in _entries()]
    assert kept == set(stated)
    assert len(stated) == len(set(stated))


def test_entries_state_only_what_is_compared() -> None:
    for parameter in _entries():
        entry = parameter.values[1]
        for reading in [entry, *entry.get("records", [])]:
            assert set(reading) <= STATEMENTS.keys() | _NOT_COMPARED, entry["file"]
