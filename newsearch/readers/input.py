"""One input of a corpus on its way to articles, and what reading it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from newsearch.errors import UnknownField

if TYPE_CHECKING:
    from newsearch.article import Article

FIELDS = (
    "id", "title", "summary", "body", "captions", "author", "source", "origin", "url",
    "published", "topics", "language",
)  # fmt: skip
"""The fields of an article that a record may state."""


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What a user says about a corpus.

    ``field_map`` names, for fields of an article (``title``), the field of the records
    that holds it (``TieuDeBaiViet``); other fields are recognised by their names. Raises
    `UnknownField` for a field that articles do not have.
    """

    field_map: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name in self.field_map:
            if name not in FIELDS:
                raise UnknownField(
                    f"articles have no field {name!r}: map one of {', '.join(FIELDS)}"
                )


@dataclass(slots=True)
class Input:
    """A file, or a member of an archive, as its reader gets to know it.

    ``path`` is what reports call it (``crawl.zip/tin/bai-1.html`` for a member).
    ``written`` is when it was written, in Vietnamese local time, if that is known.
    An archive of the web also says from which ``url`` a page came and when it was
    ``fetched``, and what ``charset`` its server said. A reader notes in ``fields`` which
    record fields it took for which field of an article, and in ``notes`` what is to be said
    about the input as a whole.
    """

    path: str
    written: datetime | None = None
    url: str = ""
    fetched: datetime | None = None
    charset: str = ""
    options: ReadOptions = field(default_factory=ReadOptions)
    fields: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ReadArticle:
    """An article with the place where it was found.

    ``line`` is the line (from 1) where its record starts, 0 for a page that is a
    file of its own. ``remarks`` say what was missing or could not be understood;
    ``cut`` holds the lines of a page that were left out as clutter.
    """

    article: Article
    path: str
    line: int
    remarks: tuple[str, ...] = ()
    cut: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadAs:
    """How an input was read: its format, its encoding, and the fields of its records.

    ``encoding`` is ``"UTF-8"`` for most; ``confidence`` (0 to 1) says how sure that is.
    ``fields`` pairs a field of an article with the record field that it was read from;
    ``notes`` say what is to be known of the input as a whole.
    """

    path: str
    format: str
    encoding: str = "UTF-8"
    confidence: float = 1.0
    fields: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()

    def __str__(self) -> str:
        """The format and all that is not as usual: ``CSV, TCVN3 (title from tieu_de)``."""
        text = self.format if self.encoding == "UTF-8" else f"{self.format}, {self.encoding}"
        renamed = [f"{name} from {given}" for name, given in self.fields if name != given]
        return f"{text} ({', '.join(renamed)})" if renamed else text
