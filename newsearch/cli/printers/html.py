"""Search results as one self-contained HTML page, with what matched in ``<mark>``."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newsearch.cli.printers.page import remarks
from newsearch.cli.printers.text import origin, spans, title_snippet, told
from newsearch.cli.safe_text import visible
from newsearch.cli.terminal import Screen, write

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newsearch.cli.printers.page import Page
    from newsearch.results import Hit, SearchResults, Snippet

_STYLE = """\
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
h1 { font-size: 1.3rem }
h2 { font-size: 1.1rem; margin: 1.5rem 0 0 }
p { margin: .3rem 0 }
.origin, .count { color: #595959 }
mark { background: #ffe58a }"""


def print_html(results: SearchResults, page: Page, screen: Screen) -> None:
    """Print the page; it is complete and says so where there are no hits."""
    write("\n".join(_document(results, page)) + "\n")


def _document(results: SearchResults, page: Page) -> Iterator[str]:
    query = _escaped(results.query)
    noun = "result" if results.total == 1 else "results"
    yield "<!DOCTYPE html>"
    yield '<html lang="vi">'
    yield "<head>"
    yield '<meta charset="utf-8">'
    yield '<meta name="viewport" content="width=device-width, initial-scale=1">'
    yield f"<title>{query} – newsearch</title>"
    yield f"<style>\n{_STYLE}\n</style>"
    yield "</head>"
    yield "<body>"
    yield f"<h1>{query}</h1>"
    for remark in remarks(results):
        yield f"<p>{_escaped(remark)}</p>"
    count = f"{results.total:,} {noun}{page.remark()}" if results.total else "no results"
    yield f'<p class="count" lang="en">{count}</p>'
    for hit in results:
        yield from _article(hit)
    yield "</body>"
    yield "</html>"


def _article(hit: Hit) -> Iterator[str]:
    article = hit.article
    title = title_snippet(hit)
    heading = _marked(title)
    if _is_web_address(article.url):
        heading = f'<a href="{escape(article.url)}" rel="noopener noreferrer">{heading}</a>'
    published = article.published.isoformat() if article.published else ""
    yield "<article>"
    yield f"<h2>{heading}</h2>"
    about = origin(article.source, article.author, published)
    if about:
        yield f'<p class="origin">{_escaped(about)}</p>'
    for snippet in hit.snippets:
        if snippet is not title:
            yield f"<p>{_marked(snippet)}</p>"
    if hit.story:
        yield f'<p class="origin">{_escaped(told(hit))}</p>'
    yield "</article>"


def _marked(snippet: Snippet) -> str:
    return "".join(
        f"<mark>{_escaped(span.text)}</mark>" if span.style == "match" else _escaped(span.text)
        for span in spans(snippet)
    )


def _escaped(text: str) -> str:
    # Control characters are not allowed in HTML, and bidi overrides would turn what follows.
    return escape(visible(text))


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    # Browsers drop control characters inside an address: none may hide another scheme.
    return parts.scheme in ("http", "https") and bool(parts.netloc) and visible(url) == url
