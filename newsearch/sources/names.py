"""Sources: the host that published an article, or a paper's name."""

from __future__ import annotations

import re

from newsearch.sources.papers import paper_named, paper_of_host

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
    and port, and the name of a known paper becomes its host; other names keep their
    letters, with single spaces.

    >>> normalize_source("https://www.Tuoitre.vn/x"), normalize_source("Báo Tuổi Trẻ")
    ('tuoitre.vn', 'tuoitre.vn')
    >>> normalize_source(" Bản tin  Hải Phòng ")
    'Bản tin Hải Phòng'
    """
    host = host_of(text)
    if host or _ADDRESS.match(text):
        return host
    name = " ".join(text.split())
    paper = paper_named(name)
    return paper.host if paper else name


def host_of(address: str) -> str:
    """The host of a web address, or of a bare host, as `normalize_source` writes it, or ``""``.

    >>> host_of("http://www.tuoitre.vn:80/tin.htm"), host_of("Tuổi Trẻ")
    ('tuoitre.vn', '')
    """
    found = _ADDRESS.match(address)
    if found:
        return _bare(found[1].rpartition("@")[2])
    host = " ".join(address.split()).split("/", 1)[0].rstrip(".").split(":", 1)[0]
    return _bare(host) if _HOST.fullmatch(host) else ""


def _bare(host: str) -> str:
    """A host in lower case; one that a paper had before (``tuoitre.com.vn``) as the one it has.

    Editions for telephones and other parts of a paper (``m.``, ``video.``) keep their hosts.
    """
    host = host.split(":", 1)[0].rstrip(".").lower().removeprefix("www.")
    paper = paper_of_host(host)
    return paper.host if paper and paper.host.split(".")[0] == host.split(".")[0] else host
