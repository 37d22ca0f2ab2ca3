"""The content of one HTML page to one article, or to why it holds none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from newsearch.article import Article
from newsearch.readers.encodings.lost_accents import LOST, lost_accents
from newsearch.readers.html import second_opinion
from newsearch.readers.html.body import find_body, is_paragraph, line_of, mark_teasers
from newsearch.readers.html.dates import choose_published
from newsearch.readers.html.fields import author_of, imprinted, is_own, source_of, topics_of
from newsearch.readers.html.left_out import left_out, page_lines
from newsearch.readers.html.metadata import page_host, page_url, read_metadata
from newsearch.readers.html.names import Role
from newsearch.readers.html.promotions import mark_promotions
from newsearch.readers.html.refusal import refusal
from newsearch.readers.html.shown import marked_author, noted_author, shown_date
from newsearch.readers.html.text import ArticleText, read_body, same, take_part
from newsearch.readers.html.title import find_title
from newsearch.readers.html.tree import (
    DEPTH_LIMIT,
    UnreadablePage,
    parse,
    saved_url,
    shown_source,
)
from newsearch.readers.html.walk import blocks_of
from newsearch.readers.pages.bylines import byline, source_line
from newsearch.readers.pages.clutter import is_head
from newsearch.readers.pages.dates import PageDates, choose_date
from newsearch.readers.pages.lines import Line
from newsearch.readers.pages.years import PageTimes
from newsearch.readers.records.fields import NO_TITLE, title_from
from newsearch.sources.names import host_of, normalize_source

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from lxml.etree import _Element as Element

    from newsearch.readers.html.blocks import Block
    from newsearch.readers.html.metadata import Metadata
    from newsearch.readers.pages.dates import DateLine

_IMPRINT_LINES = 200
_ABOVE = 12
_BELOW = 30
_BELOW_LINES = 4
_BEFORE_TITLE = 5
_SCRIPTED = 100
_SHORTEST_LEAD = 40
_LONGEST_LEAD = 900


@dataclass(frozen=True, slots=True)
class ParsedHtml:
    """The article of a page with remarks and what was left out, or why there is none."""

    article: Article | None
    refused: str = ""
    remarks: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()


def parse_html(
    content: str,
    *,
    url: str = "",
    saved: datetime | None = None,
    fetched: datetime | None = None,
    now: datetime,
) -> ParsedHtml:
    """The article of a page's HTML.

    ``url`` is where the page came from, if that is known; ``saved`` is when its file was
    written, ``fetched`` when it was fetched, ``now`` the present, all in Vietnamese local
    time: they bound the date that is read. Never raises on bad content: what cannot be read
    is ``refused`` with the reason.
    """
    try:
        tree = parse(content)
        source = shown_source(content)
        if source is not content:
            content, tree = source, parse(source)
        return _Page(tree, url or saved_url(content)).read(saved, fetched, now)
    except UnreadablePage as error:
        return ParsedHtml(None, str(error))


class _Page:
    """A page while it is read."""

    def __init__(self, tree: Element, url: str) -> None:
        self.metadata: Metadata = read_metadata(tree)
        self.found = blocks_of(tree)
        self.lines = page_lines(tree)  # before the tree is used up
        self.url = page_url(self.metadata, url)
        self.host = page_host(self.metadata, self.url)
        element = next(tree.iter("body"), None)
        self.classes = (element.get("class") or "") if element is not None else ""
        self.tree = tree
        self.text = ArticleText()
        # Without an address the imprint is asked, before the tree is used up.
        self.publisher = "" if self.host else imprinted(tree)

    def read(self, saved: datetime | None, fetched: datetime | None, now: datetime) -> ParsedHtml:
        """The article, or why there is none."""
        found, text = self.found, self.text
        text.present = fetched or saved
        body = find_body(found)
        if body is None or not body.named:
            body = second_opinion.agreed(found, body, self.tree)
        blocks = found.blocks
        start, end = (body.start, body.end) if body else (len(blocks), len(blocks))
        place, title = find_title(blocks, start, end, self.metadata, self.host)
        if body:
            start = body.start
            if body.start <= place < body.end:
                start = self._below_date(place + 1, body.end)
            above = found.blocks[max(0, start - _ABOVE, place + 1) : start]
            mark_teasers(found, body)
            mark_promotions(found, body, self.host, self.metadata.sites)
            self._read_above(above)
            shown = self._shown_dates(place)
            tight = body.named and not body.start <= place < body.end
            read_body(text, found.blocks[start : body.end], title, named=tight)
            self._read_below(found.blocks[body.end : body.end + _BELOW])
        else:
            self._read_above(found.blocks[place + 1 : place + 1 + _ABOVE] if place >= 0 else [])
            shown = self._shown_dates(place)
        if text.length < _SCRIPTED and len(self.metadata.body) > 2 * _SCRIPTED:
            text.lines = [Line(self.metadata.body)]  # the page shows it by a script
        refused = refusal(
            found, body, self.metadata, text,
            title=title, url=self.url, body_classes=self.classes, titled=place >= 0,
        )  # fmt: skip
        if refused:
            deep = found.deepest >= DEPTH_LIMIT and refused.startswith("no article")
            reason = f"an HTML page nested deeper than {DEPTH_LIMIT} elements" if deep else refused
            return ParsedHtml(None, reason)
        return self._article(title, shown, saved, fetched, now)

    def _article(
        self,
        title: str,
        shown: Sequence[DateLine],
        saved: datetime | None,
        fetched: datetime | None,
        now: datetime,
    ) -> ParsedHtml:
        text, metadata = self.text, self.metadata
        summary, paragraphs = self._summary(title)
        limit = min(now, fetched + timedelta(days=1)) if fetched else now
        stated = choose_published(metadata.published, (), limit)[0]
        # A date further from the title counts only where nothing else states one.
        near = [line for line in shown if not line.letterhead]
        far = [] if stated or near else [line for line in text.dates if not line.letterhead]
        published, remark = choose_published(metadata.published, [*near, *far], limit)
        if published is None:
            times = PageTimes(limit, (), saved)
            lead = summary or "\n".join(paragraphs[:1])
            letters = PageDates([line for line in text.dates if line.letterhead])
            published, without = choose_date(letters, title, lead, paragraphs, times)
            published = published or choose_published(metadata.modified, (), limit)[0]
            remark = "" if published else remark or without
        remarks = [remark] if remark else []
        if not title:
            title = title_from(summary or "\n".join(paragraphs))
            remarks.insert(0, NO_TITLE)
        source = source_of(
            self.metadata, self.host, summary or "".join(paragraphs[:1]), self.publisher
        )
        # A print page may name its publisher only as where the text is from.
        source = source or next((name for name in text.origins if host_of(name)), "")
        origin = next((name for name in text.origins if not is_own(name, source)), "")
        author = author_of(self.metadata, text, source)
        article = Article(
            title=title,
            summary=summary,
            body="\n".join(paragraphs),
            captions=tuple(dict.fromkeys(text.captions)),
            author=author,
            source=source,
            origin=normalize_source(origin) if origin else "",
            url=self.url,
            published=published,
            topics=tuple(dict.fromkeys(topics_of(self.metadata, text))),
            related=tuple(
                dict.fromkeys(link for link in text.related if not same(link.title, title))
            ),
        )
        if lost_accents(f"{title}\n{summary}\n{article.body}"):
            remarks.insert(0, LOST)
        dates = [line.published.words for line in (*text.dates, *shown)]
        noted = [*dates, author, *text.authors, *text.signed, source, *text.origins]
        return ParsedHtml(article, "", tuple(remarks), left_out(self.lines, article, noted))

    def _read_above(self, blocks: Sequence[Block]) -> None:
        """What stands between the title and the text: the lead, author and date."""
        text = self.text
        loose: list[str] = []
        for block in blocks:
            if take_part(text, block):
                continue
            if date := shown_date(block, text.present):
                text.dates.append(date)
                named = marked_author(date.rest) if date.rest else None
                text.near += [named.author] if named and named.author else []
            elif named := byline(block.text, placed=True) or noted_author(block.text):
                text.near += [named.author] if named.author and len(block.text) <= 60 else []
            elif (
                _SHORTEST_LEAD <= len(block.text) <= _LONGEST_LEAD
                and not block.url
                and block.role is Role.TEXT
                and (is_paragraph(block) or block.emphasis or block.heading)
            ):
                loose.append(block.text)
        if not text.summaries:
            text.summaries += loose[-1:]

    def _read_below(self, blocks: Sequence[Block]) -> None:
        """What stands right below the text: the signature, where it was taken from, topics."""
        lines = 0
        for block in blocks:
            line = line_of(block)
            other = bool(block.url) and len(block.text) >= _SHORTEST_LEAD
            if other or is_head(line) or block.role is Role.RELATED or lines > _BELOW_LINES:
                lines = _BELOW_LINES + 1
                if block.role in (Role.TOPICS, Role.RELATED):
                    take_part(self.text, block)
                continue
            if block.role is Role.SUMMARY or take_part(self.text, block):
                continue
            lines += 1
            if date := shown_date(block, self.text.present):
                self.text.dates.append(date)
            elif source := source_line(block.text):
                self.text.origins.append(source)
            elif (named := byline(block.text)) and not block.linked and lines <= 2:
                self.text.signed += [named.author] if named.author else []
                self.text.note_origin(named, block.text)

    def _below_date(self, start: int, end: int) -> int:
        """The number of the block below the date line that stands right below the title."""
        for number in range(start, min(start + _BEFORE_TITLE, end)):
            block = self.found.blocks[number]
            if is_paragraph(block) or block.role is Role.SUMMARY:
                break
            if shown_date(block, self.text.present):
                return number + 1
        return start

    def _shown_dates(self, place: int) -> list[DateLine]:
        """The date lines next to the title: those below it first, updates last."""
        above: list[DateLine] = []
        for block in self.found.blocks[max(0, place - _BEFORE_TITLE) : max(0, place)]:
            if block.role is Role.AUTHOR:
                take_part(self.text, block)
            if block.role not in (Role.DATE, Role.TEXT):
                continue
            if date := shown_date(block, self.text.present):
                above.insert(0, date)
        return [*sorted(self.text.dates, key=_trust), *above]

    def _summary(self, title: str) -> tuple[str, list[str]]:
        """The lead, and the paragraphs of the text without it."""
        text = self.text
        paragraphs = text.paragraphs
        leads = dict.fromkeys(lead for lead in text.summaries if not same(lead, title))
        summary = " ".join(leads)
        if len(summary) > _LONGEST_LEAD:
            summary = next(iter(leads))
        if summary and paragraphs and same(paragraphs[0], summary):
            paragraphs = paragraphs[1:]
        if not summary and len(paragraphs) > 1:
            first = len(paragraphs[0])
            summary = paragraphs.pop(0) if _SHORTEST_LEAD <= first <= _LONGEST_LEAD else ""
        return summary, paragraphs


def _trust(line: DateLine) -> tuple[bool, bool]:
    """What says when the article was written comes before updates and what is counted back."""
    return line.relative, "cập nhật" in line.published.words.lower()
