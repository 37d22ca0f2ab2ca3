"""One key for each source, however its name or address was written."""

from __future__ import annotations

from newsearch.analysis.spelling import canonical
from newsearch.article import clean_text


def source_key(source: str) -> str:
    """A source as the index holds it: a host without ``www.``, or a name in canonical spelling.

    >>> source_key("https://www.TuoiTre.vn/thoi-su"), source_key("Báo  Hoà Bình")
    ('tuoitre.vn', 'báo hòa bình')
    """
    words = clean_text(source).split()
    if len(words) == 1 and "." in words[0]:
        host = words[0].casefold().split("://", 1)[-1].split("/", 1)[0]
        return host.removeprefix("www.")
    return " ".join(canonical(word) for word in words)
