"""Search results as one JSON object or as JSON Lines, and any value as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from newsearch.cli.safe_text import json_escaped
from newsearch.cli.terminal import Screen, write

if TYPE_CHECKING:
    from newsearch.cli.printers.page import Page
    from newsearch.results import Hit, SearchResults

_RANGE = re.compile(r"\[\n +(\d+),\n +(\d+)\n +\]")


def print_results(results: SearchResults, page: Page, screen: Screen) -> None:
    """Print one object; ``hits`` is an empty list where there are none."""
    print_json(
        {
            "query": results.query,
            "total": results.total,
            "took_ms": round(results.took_ms, 3),
            "hits": list(_hit_records(results)),
            "reading": results.reading,
            "suggestion": results.suggestion,
            "notices": results.notices,
            "facets": results.facets,
        }
        | ({"rules": results.explanation.rules} if results.explanation else {})
    )


def print_hits(results: SearchResults, page: Page, screen: Screen) -> None:
    """Print one hit a line; nothing where there are none."""
    for record in _hit_records(results):
        print_json_line(record)


def _hit_records(results: SearchResults) -> Iterator[dict[str, Any]]:
    for place, hit in enumerate(results):
        record = hit_record(hit)
        if results.explanation:
            record["explanation"] = asdict(results.explanation.hits[place])
        yield record


def hit_record(hit: Hit) -> dict[str, Any]:
    """A hit as plain JSON values. Highlights count characters of their snippet's text."""
    article = hit.article
    record: dict[str, Any] = {
        "id": hit.id,
        "title": article.title,
        "source": article.source,
        "author": article.author,
        "published": article.published.isoformat() if article.published else None,
        "url": article.url,
        "score": round(hit.score, 6),
        "snippets": [
            {"field": snippet.field, "text": snippet.text, "highlights": snippet.highlights}
            for snippet in hit.snippets
        ],
    }
    if hit.story:
        record["story"] = {
            "versions": hit.story.versions,
            "papers": hit.story.papers,
            "note": hit.story.note(article.source),
            "others": [
                {
                    "id": version.id,
                    "title": version.title,
                    "source": version.source,
                    "published": version.published.isoformat() if version.published else None,
                }
                for version in hit.story.others
            ],
        }
    return record


def print_json(value: object) -> None:
    """Print a value as a JSON document of several lines, readable and safe on a terminal."""
    document = json.dumps(value, ensure_ascii=False, indent=2, default=_plain)
    # A range on one line. No string holds a raw line end, so that none can be meant.
    document = _RANGE.sub(r"[\1, \2]", document)
    write(json_escaped(document) + "\n")


def print_json_line(value: object) -> None:
    """Print a value as one line of JSON, safe on a terminal."""
    write(json_escaped(json.dumps(value, ensure_ascii=False, default=_plain)) + "\n")


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return dict(value)
    raise TypeError(f"no JSON for {type(value).__name__}")
