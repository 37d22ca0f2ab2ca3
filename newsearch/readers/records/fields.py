"""A record's fields to an article: other names for them, and values of other shapes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newsearch.article import Article, Published, RelatedLink, clean_text
from newsearch.dates.values import is_future, now, read_date
from newsearch.sources.names import host_of, normalize_source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "title": ("title", "headline", "tieu_de"),
    "summary": ("summary", "sapo", "description", "abstract"),
    "body": ("body", "content", "text", "noi_dung"),
    "captions": ("captions",),
    "author": ("author", "authors", "tac_gia"),
    "source": ("source", "nguon", "domain"),
    "url": ("url", "link"),
    "published": ("published", "published_at", "publish_date", "date", "ngay_dang"),
    "topics": ("topics",),
    "language": ("language",),
    "related": ("related",),
}
"""The names that a field goes by in records; the first one present and not empty counts."""

NO_TITLE = "no title: first words of the text used"
NO_DATE = "no date found"
_TITLE_LENGTH = 100
_NOTHING: tuple[object, ...] = (None, "", [], {})


def article_from_record(record: Mapping[str, Any]) -> tuple[Article | None, tuple[str, ...]]:
    """The article of a record with remarks on it, or None when it holds no text."""
    fields = {name.lower(): value for name, value in record.items()}
    texts = {name: _text(_value(fields, name)) for name in ("title", "summary", "body", "url")}
    captions = tuple(_texts(_value(fields, "captions")))
    if not (texts["title"] or texts["summary"] or texts["body"] or captions):
        return None, ()
    remarks = []
    if not texts["title"]:
        texts["title"] = title_from(texts["summary"] or texts["body"] or captions[0])
        remarks.append(NO_TITLE)
    published, remark = _published(fields)
    if remark:
        remarks.append(remark)
    source = normalize_source(_text(_value(fields, "source"))) or host_of(texts["url"])
    article = Article(
        id=_identity(fields.get("id")),
        title=" ".join(texts["title"].split()),
        summary=texts["summary"],
        body=texts["body"],
        captions=captions,
        author=", ".join(_texts(_value(fields, "author"))),
        source=source,
        url=texts["url"],
        published=published,
        topics=tuple(_topics(_value(fields, "topics"))),
        language=_text(_value(fields, "language")) or "vi",
        related=tuple(_related(_value(fields, "related"))),
    )
    return article, tuple(remarks)


def title_from(text: str) -> str:
    """The first sentence of a text, or as many of its first words as a title has, with ``…``."""
    line = " ".join(text.strip().split("\n", 1)[0][: 10 * _TITLE_LENGTH].split())
    sentence = line.split(". ", 1)[0].rstrip(".")
    if len(sentence) <= _TITLE_LENGTH:
        return sentence
    # A word more tells whether the last one fits; one that fills the title is cut itself.
    cut = sentence[:_TITLE_LENGTH].rpartition(" ")[0] or sentence[: _TITLE_LENGTH - 1]
    return cut.rstrip(" ,;:-–—…") + "…"


def _value(fields: Mapping[str, Any], name: str) -> Any:
    for other in SYNONYMS[name]:
        value = fields.get(other)
        if value not in _NOTHING:
            return value
    return None


def _text(value: Any) -> str:
    """A value as one text: numbers as written, lists as paragraphs."""
    if isinstance(value, str):
        return clean_text(value).strip()
    if isinstance(value, list | tuple):
        return "\n".join(text for text in map(_text, value) if text)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    return ""


def _texts(value: Any) -> Iterator[str]:
    """A value that should be a list of texts: one text counts as a list of one."""
    for item in value if isinstance(value, list | tuple) else [value]:
        text = _text(item.get("name") if isinstance(item, dict) else item)
        if text:
            yield text


def _topics(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        value = value.split(",")
    yield from _texts(value)


def _identity(value: Any) -> str:
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _published(fields: Mapping[str, Any]) -> tuple[Published | None, str]:
    """A record's date and, where there is none to be used, why."""
    values = [fields[name] for name in SYNONYMS["published"] if fields.get(name)]
    if not values:
        return None, NO_DATE
    published = next((date for date in map(read_date, values) if date), None)
    shown = str(values[0])[:60]
    if published is None:
        return None, f"date not understood: {shown!r}"
    if is_future(published, now()):
        return None, f"date in the future, left out: {shown!r}"
    return _with_words(published, fields), ""


def _with_words(published: Published, fields: Mapping[str, Any]) -> Published:
    """The date with the words that an earlier reading found it in, where the record has them."""
    words, context = (
        clean_text(value) if isinstance(value, str) else ""
        for value in (fields.get("published_words"), fields.get("published_context"))
    )
    if not words and published.words != published.isoformat():
        words = published.words
    return Published(published.moment, published.precision, words, context)


def _related(value: Any) -> Iterator[RelatedLink]:
    for item in value if isinstance(value, list) else []:
        if isinstance(item, str):
            title, url, published = _text(item), "", None
        elif isinstance(item, dict):
            title, url = _text(item.get("title")), _text(item.get("url"))
            published = read_date(item.get("published"))
            if published:
                published = _with_words(published, item)
        else:
            continue
        if title or url:
            yield RelatedLink(title, url, published)
