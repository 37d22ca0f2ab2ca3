"""Article: one piece of news, as it is read, stored and returned."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from calendar import monthrange
from contextlib import suppress
from dataclasses import dataclass, fields
from datetime import datetime, timedelta, timezone
from enum import StrEnum
from typing import Any, Self
from urllib.parse import urlsplit, urlunsplit


class Precision(StrEnum):
    """How exactly a date is known."""

    MINUTE = "minute"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


# Vietnam has had one offset and no summer time since 1975 (IANA zone Asia/Ho_Chi_Minh).
VIETNAM = timezone(timedelta(hours=7))

_ISO_FORMAT = {
    Precision.MINUTE: "%Y-%m-%dT%H:%M",
    Precision.DAY: "%Y-%m-%d",
    Precision.MONTH: "%Y-%m",
    Precision.YEAR: "%Y",
}


_ISO_LENGTH = {Precision.MINUTE: 16, Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}
_ISO_PRECISION = {length: precision for precision, length in _ISO_LENGTH.items()}
# The four forms with all their digits, which need no `strptime`.
_ISO_WRITTEN = re.compile(r"\d{4}(?:-\d\d(?:-\d\d(?:T(?:[01]\d|2[0-3]):[0-5]\d)?)?)?", re.ASCII)
_ISO_REST = "0001-01-01T00:00"


@dataclass(frozen=True, slots=True)
class Published:
    """When an article was published, in Vietnamese local time (Asia/Ho_Chi_Minh).

    ``moment`` is the first minute of the known period, without a time zone (one that has a zone
    is brought into local time);
    ``words`` are the words that the date was read from and ``context`` those that
    gave what the words lack (*Chiều 7/1* takes its year from *năm 2021*).
    """

    moment: datetime
    precision: Precision = Precision.DAY
    words: str = ""
    context: str = ""

    def __post_init__(self) -> None:
        if self.moment.tzinfo is not None:
            local = self.moment.astimezone(VIETNAM).replace(tzinfo=None)
            object.__setattr__(self, "moment", local)
        if self.words or self.context:
            object.__setattr__(self, "words", clean_text(self.words))
            object.__setattr__(self, "context", clean_text(self.context))

    def isoformat(self) -> str:
        """As ISO 8601, as long as it is precise: ``2021-01-07`` or ``2021-01``.

        >>> Published(datetime(2021, 1, 7)).isoformat()
        '2021-01-07'
        """
        return self.moment.isoformat(timespec="minutes")[: _ISO_LENGTH[self.precision]]

    @classmethod
    def fromisoformat(cls, text: str, words: str = "", context: str = "") -> Self:
        """The reverse of `isoformat`; the length tells the precision.

        Raises ``ValueError`` when the text has none of the four forms.
        """
        if _ISO_WRITTEN.fullmatch(text):
            with suppress(ValueError):  # no such day: refused below
                moment = datetime.fromisoformat(text + _ISO_REST[len(text) :])
                return cls(moment, _ISO_PRECISION[len(text)], words, context)
        for precision, form in _ISO_FORMAT.items():
            try:
                moment = datetime.strptime(text, form)
            except ValueError:
                continue
            return cls(moment, precision, words, context)
        raise ValueError(f"not a date that newsearch writes: {text!r}")

    def last_moment(self) -> datetime:
        """The last minute of the known period."""
        year, month, day = self.moment.year, self.moment.month, self.moment.day
        if self.precision is Precision.MINUTE:
            return self.moment
        if self.precision is Precision.YEAR:
            month = 12
        if self.precision is not Precision.DAY:
            day = monthrange(year, month)[1]
        return datetime(year, month, day, 23, 59)

    def __str__(self) -> str:
        return self.isoformat()


@dataclass(frozen=True, slots=True)
class RelatedLink:
    """Another piece of news that the page of an article points to."""

    title: str
    url: str = ""
    published: Published | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "title", clean_text(self.title))
        object.__setattr__(self, "url", clean_text(self.url))


@dataclass(frozen=True, slots=True)
class Article:
    """One piece of news.

    Every text is in Unicode NFC without NUL and with ``\\n`` as line end, whatever
    was given, so that offsets counted in it stay true. Paragraphs of ``body`` are
    separated by ``\\n``. ``source`` is a host (``haiphong.gov.vn``) or a paper's name: who
    published it. ``origin`` is the paper or agency that it was taken over from (*Theo TTXVN*).
    Where no ``id`` is given it is the canonical url, or else a hash of the content.

    >>> Article(title="Bầu cử", url="https://www.tuoitre.vn/bau-cu.htm#top").id
    'tuoitre.vn/bau-cu.htm'
    """

    id: str = ""
    title: str = ""
    summary: str = ""
    body: str = ""
    captions: tuple[str, ...] = ()
    author: str = ""
    source: str = ""
    url: str = ""
    published: Published | None = None
    topics: tuple[str, ...] = ()
    language: str = "vi"
    related: tuple[RelatedLink, ...] = ()
    origin: str = ""

    def __post_init__(self) -> None:
        for name in _TEXTS:
            given = getattr(self, name)
            text = clean_text(given).strip()
            if text is not given:
                object.__setattr__(self, name, text)
        if not isinstance(self.published, Published | None):
            raise TypeError(
                f"published is a Published or None, not {self.published!r}: "
                "Published.fromisoformat makes one of a text"
            )
        for name in _LISTS:
            given = getattr(self, name)
            if given != ():
                texts = [clean_text(text).strip() for text in given]
                object.__setattr__(self, name, tuple(text for text in texts if text))
        object.__setattr__(self, "related", tuple(self.related))
        if not self.id:
            identity = canonical_url(self.url) if self.url else ""
            object.__setattr__(self, "id", identity or content_hash(self))

    def __reduce__(self) -> tuple[Any, ...]:
        # Between processes it goes as its values, which are clean already, and its longest text
        # in UTF-16: pickle's own UTF-8 takes several times as long to write and to read.
        values = {name: getattr(self, name) for name in self.__dataclass_fields__}
        values["body"] = self.body.encode("utf-16-le", "surrogatepass")
        return _unpickled, (type(self), values)

    def to_dict(self) -> dict[str, Any]:
        """As plain JSON values; empty fields are left out."""
        record: dict[str, Any] = {}
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if not value:
                continue
            if name == "published":
                record.update(_published_to_dict(value))
            elif name == "related":
                record["related"] = [_related_to_dict(link) for link in value]
            elif isinstance(value, tuple):
                record[name] = list(value)
            else:
                record[name] = value
        return record

    @classmethod
    def of_clean(cls, **values: Any) -> Article:
        """An article of values whose texts went through `clean_text` and have no space around.

        They are taken as they stand, which spares looking through them once more; what is not
        given is empty. An ``id`` is filled in as always.
        """
        article = _restored(cls, values if len(values) == len(_DEFAULTS) else _DEFAULTS | values)
        if not article.id:
            identity = canonical_url(article.url) if article.url else ""
            object.__setattr__(article, "id", identity or content_hash(article))
        return article

    @classmethod
    def from_dict(cls, record: dict[str, Any]) -> Article:
        """The reverse of `to_dict`. Raises ``ValueError`` or ``TypeError`` on other shapes."""
        return cls(**_values_from_dict(cls, record))

    @classmethod
    def from_stored(cls, record: dict[str, Any]) -> Article:
        """The reverse of `to_dict` for a record that was stored and read back unchanged.

        Its texts are taken as they stand: nothing is cleaned, checked or filled in. A record
        from anywhere else is for `from_dict`.
        """
        return _restored(cls, _DEFAULTS | _values_from_dict(cls, record))


_TEXTS = ("id", "title", "summary", "body", "author", "source", "url", "language", "origin")
_LISTS = ("captions", "topics")
_DEFAULTS = {field.name: field.default for field in fields(Article)}


def _restored(kind: type[Article], values: dict[str, Any]) -> Article:
    """An article of values that one held before: `__post_init__` would change none of them."""
    article = object.__new__(kind)
    for name, value in values.items():
        object.__setattr__(article, name, value)
    return article


def _unpickled(kind: type[Article], values: dict[str, Any]) -> Article:
    return _restored(kind, values | {"body": values["body"].decode("utf-16-le", "surrogatepass")})


_LONG = 500
# Soft hyphen, zero-width space, word joiner, byte order mark: inside a word they would hide it.
_INVISIBLE = "\u00ad\u200b\u2060\ufeff"


def clean_text(text: str) -> str:
    """Text as it is stored: NFC, ``\\n`` line ends, no NUL and nothing that only says where
    a line may break, lone surrogates replaced.
    """
    # Nothing printable is replaced below; longer texts have lines, whose ends are not printable.
    if len(text) < _LONG and text.isprintable():
        return unicodedata.normalize("NFC", text)
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if "\0" in text:
        text = text.replace("\0", "")
    if text.isascii():
        return text
    for sign in _INVISIBLE:
        if sign in text:
            text = text.replace(sign, "")
    text = unicodedata.normalize("NFC", text)
    try:
        text.encode("utf-16-le")  # the quickest way to find a surrogate
    except UnicodeEncodeError:
        text = text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


# An address as most are: a host in small letters and a path, with nothing to leave out of them.
_PLAIN_URL = re.compile(r"https?://((?:[a-z0-9-]+\.)+[a-z]+)((?:/[\w.~%+,=-]*)*)", re.ASCII)


def canonical_url(url: str) -> str:
    """A url without scheme, ``www.``, default port, fragment and tracking parameters.

    Two addresses of one page give the same text, which serves as an article's id.
    """
    if plain := _PLAIN_URL.fullmatch(url):
        return plain[1].removeprefix("www.") + plain[2].rstrip("/")
    try:
        parts = urlsplit(url.strip() if "//" in url else f"//{url.strip()}")
        host, port = (parts.hostname or "").removeprefix("www."), parts.port
    except ValueError:  # brackets or a port that cannot be: keep the address as it was written
        return url.strip()
    if port and port not in (80, 443):
        host = f"{host}:{port}"
    kept = [
        pair
        for pair in parts.query.split("&")
        if pair and not pair.lower().startswith(("utm_", "fbclid=", "gclid=", "zarsrc="))
    ]
    # A fragment is a place on a page, but for sites that keep whole pages behind it.
    fragment = parts.fragment if parts.fragment.startswith(("/", "!")) else ""
    address = urlunsplit(("", host, parts.path.rstrip("/"), "&".join(kept), fragment))
    return address.removeprefix("//")


def content_hash(article: Article) -> str:
    """A short hash of what makes an article itself: title, lead, body, source and day."""
    published = article.published.isoformat() if article.published else ""
    parts = (article.title, article.summary, article.body, article.source, published)
    digest = hashlib.blake2b("\0".join(parts).encode(), digest_size=8)
    return digest.hexdigest()


def _published_to_dict(published: Published) -> dict[str, str]:
    record = {"published": published.isoformat()}
    if published.words:
        record["published_words"] = published.words
    if published.context:
        record["published_context"] = published.context
    return record


def _published_from_dict(record: dict[str, Any]) -> Published | None:
    text = record.get("published")
    if not text:
        return None
    return Published.fromisoformat(
        text, record.get("published_words", ""), record.get("published_context", "")
    )


def _values_from_dict(kind: type[Article], record: dict[str, Any]) -> dict[str, Any]:
    """The fields that a record states, as values of an article."""
    values = {name: record[name] for name in kind.__dataclass_fields__ if name in record}
    values["published"] = _published_from_dict(record)
    values["captions"] = tuple(record.get("captions", ()))
    values["topics"] = tuple(record.get("topics", ()))
    values["related"] = tuple(
        RelatedLink(link["title"], link.get("url", ""), _published_from_dict(link))
        for link in record.get("related", ())
    )
    return values


def _related_to_dict(link: RelatedLink) -> dict[str, str]:
    record = {"title": link.title}
    if link.url:
        record["url"] = link.url
    if link.published:
        record.update(_published_to_dict(link.published))
    return record
