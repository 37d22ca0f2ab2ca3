"""One key for each source, however its name or address was written."""

from __future__ import annotations

from newsearch.analysis.spelling import canonical
from newsearch.article import clean_text
from newsearch.sources.papers import main_host, paper_named


def source_key(source: str) -> str:
    """A source as the index holds it.

    A known paper is its main host, whichever of its names or hosts is given; others are a
    host without ``www.`` or ``m.``, or a name in canonical spelling.

    >>> source_key("https://www.TuoiTre.vn/thoi-su"), source_key("Báo Tuổi trẻ")
    ('tuoitre.vn', 'tuoitre.vn')
    >>> source_key("Bản tin  Hoà Bình")
    'bản tin hòa bình'
    """
    words = clean_text(source).split()
    host = ""
    if len(words) == 1 and "." in words[0]:
        host = main_host(words[0].casefold().split("://", 1)[-1].split("/", 1)[0])
    paper = paper_named(host or " ".join(words))
    if paper:
        return paper.host
    return host or " ".join(canonical(word) for word in words)
