"""The authors that a byline names, one by one."""

from __future__ import annotations

import re

from newsearch.analysis.spelling import canonical
from newsearch.article import clean_text

# Between names; a dash only with space around it, since it may stand in a name.
_BETWEEN = re.compile(r"\s*[,;/|+&•]\s*|\s+[-–—]\s+|\s+(?:và|and)\s+", re.IGNORECASE)
_FEWEST_LETTERS = 2


def author_names(author: str) -> tuple[str, ...]:
    """The names in a byline, each once, those in capitals as names are written.

    >>> author_names("PHƯƠNG TRANG - Văn Nam và TTXVN")
    ('Phương Trang', 'Văn Nam', 'TTXVN')
    """
    names: dict[str, str] = {}
    for part in _BETWEEN.split(clean_text(author)):
        name = " ".join(part.split()).strip(" .:()")
        if sum(map(str.isalpha, name)) < _FEWEST_LETTERS:
            continue
        if " " in name and name.isupper():
            name = " ".join(word.capitalize() for word in name.split(" "))
        names.setdefault(name_key(name), name)
    return tuple(names.values())


def name_key(name: str) -> str:
    """What is the same for all spellings of a name or a topic: case, tone placement, i and y.

    >>> name_key("Hoà Bình") == name_key("HÒA  BÌNH")
    True
    """
    return " ".join(canonical(word) for word in clean_text(name).split())
