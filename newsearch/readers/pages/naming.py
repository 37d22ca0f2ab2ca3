"""The paper that an article names as its own: *trao đổi với Tuổi Trẻ*, *phóng viên VnExpress*."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

from newsearch.sources.papers import paper_named

_READ = 60_000
_MOST_WORDS = 6
_FEWEST_LETTERS = 5
# What stands before the name. Behind the first kind only the paper that asked is named ...
_ASKED = (
    r"(?:trao đổi|chia sẻ|nói|trả lời|tâm sự|trò chuyện|bày tỏ|kể|cho biết|thông tin|phản ánh"
    r"|tiết lộ|khẳng định|xác nhận|cung cấp|trải lòng|làm việc)"
    r"(?:\s[^\W\d_]{1,7}){0,2}\s(?:với|tới|đến|cho|cùng)\s"
)
_REPORTER = r"(?:phóng viên|pv|p\.v\.?|nhóm pv|nhóm phóng viên|nhà báo)\s"
_READER = r"(?:bạn đọc|độc giả|khán giả|thính giả)\s(?:của\s)?"
# ... and behind the others the word for it must show that it is a paper's name.
_BEFORE = re.compile(
    rf"(?<!\w)(?:(?P<asked>{_ASKED})(?P<reporter>{_REPORTER})?|(?P<only>{_REPORTER}|{_READER}))"
    r"(?:của\s)?(?P<paper>báo(?: điện tử)?|tạp chí|chúng tôi|đài)?\s?(?=(?P<name>\S.{1,60}))",
    re.IGNORECASE,
)
_REPORTED = re.compile(
    r"(?<!\w)(?:như\s)?báo (?:điện tử )?(?P<name>\S.{1,40}?)\s(?:đã|từng|vừa|mới|có bài)\s"
    r"(?:nhiều lần\s|liên tục\s)?(?:đưa tin|thông tin|phản ánh|đăng tải|có bài|đăng|viết)",
    re.IGNORECASE,
)
_MAY_NAME = re.compile(
    r"với |tới |cho |cùng |đến |phóng viên|pv|p\.v|nhà báo|đọc|độc giả|giả ", re.IGNORECASE
)
# Agencies and stations that papers of Vietnam quote: who spoke to them was translated.
_QUOTED = re.compile(
    r"(?:reuters|afp|apnews|xinhuanet|bloomberg|cnn|tass|sputniknews|yonhapnews|kyodonews|bbc|rfi"
    r"|rfa|voatiengviet|vnanet|vietnamnews)\."
)


def named_by_itself(text: str) -> str:
    """The host of the paper that a text speaks of as the one that it stands in, or ``""``.

    The only paper that is named so counts; names of agencies, which others quote, do not.

    >>> named_by_itself("Trao đổi với Tuổi Trẻ, ông Nam nói cầu sẽ xong sớm.")
    'tuoitre.vn'
    """
    hosts: Counter[str] = Counter()
    for line in text[:_READ].split("\n"):
        if "với" in line or _MAY_NAME.search(line):
            for match in _BEFORE.finditer(line):
                told = bool(match["paper"] or match["reporter"] or match["only"])
                hosts.update([_paper(match["name"], told)])
        if "báo " in line or "Báo " in line:
            hosts.update(_paper(match["name"], True) for match in _REPORTED.finditer(line))
    del hosts[""]
    return next(iter(hosts)) if len(hosts) == 1 else ""


@lru_cache(maxsize=1024)
def _paper(words: str, told: bool) -> str:
    """The host of the paper that some words begin with.

    ``told`` says that the words before it show that a paper is meant. Without them, names that
    are words as well (*lao động*, *giao thông*) are names only in capitals.
    """
    parts = re.split(r"[,;:!?“”\"()]|\.\s|\.$", words, maxsplit=1)[0].split()[:_MOST_WORDS]
    for count in range(len(parts), 0, -1):
        name = " ".join(parts[:count]).strip(" .'’‘")
        if len(name) < _FEWEST_LETTERS or not name[0].isupper():
            continue
        paper = paper_named(name)
        if paper is None or _QUOTED.match(paper.host):
            continue
        capitals = all(not part[0].islower() for part in parts[:count])
        if capitals if not told else capitals or name in (paper.name, *paper.aliases):
            return paper.host
    return ""
