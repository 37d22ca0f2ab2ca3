"""Sources: the host that published an article, or a paper's name."""

from __future__ import annotations

import re

# The endings that Vietnamese news hosts have, and any ending of two letters (.vn);
# "TP.HCM" has none of them and stays a name.
_HOST = re.compile(
    r"(?:[\w-]+\.)+(?:com|net|org|info|news|gov|edu|asia|online|press|media|app|[a-z]{2})",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\s*(?:(?:https?|ftp):)?//([^/\s?#]*)", re.IGNORECASE)


def normalize_source(text: str) -> str:
    """One spelling for one source.

    A host or a web address becomes the bare host in lower case, without ``www.``
    and port; the name of a paper keeps its letters, with single spaces.

    >>> normalize_source("https://www.Tuoitre.vn/x")
    'tuoitre.vn'
    >>> normalize_source(" Báo  Hải Phòng ")
    'Báo Hải Phòng'
    """
    address = _ADDRESS.match(text)
    if address:
        return _bare(address[1].rpartition("@")[2])
    name = " ".join(text.split())
    host = name.split("/", 1)[0].rstrip(".")
    if _HOST.fullmatch(host.split(":", 1)[0]):
        return _bare(host)
    return name


def host_of(url: str) -> str:
    """The host of a web address as `normalize_source` writes it, or ``""``.

    >>> host_of("http://www.tuoitre.vn:80/tin.htm")
    'tuoitre.vn'
    """
    source = normalize_source(url)
    return source if _HOST.fullmatch(source) else ""


def _bare(host: str) -> str:
    return host.split(":", 1)[0].rstrip(".").lower().removeprefix("www.")
