"""The publisher of a page, as its imprint and the words around the article name it."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from newsearch.sources.names import host_of
from newsearch.sources.papers import paper_named

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_LINES = 200
_LONGEST = 600
_HINT = re.compile(
    r"@|www\.|https?://|[Ww]ebsite|nguồn|quyền|©|®|opyright|[Bb]áo |BÁO |[Tt]rang |Theo dõi|rights"
)
_CITE = re.compile(
    r"(?:ghi|dẫn|nêu)\s(?:rõ\s)?nguồn\s?:?\s?(?:là\s|từ\s|tin\s)?[\"“”'‘(]?\s?"
    r"(?P<name>[^\"“”'’().,;:]{2,40}(?:\.[a-z]{2,4}){0,3})",
    re.IGNORECASE,
)
_RIGHTS = re.compile(
    r"(?:bản quyền|copyright|©|®)[^.;]{0,30}?\b(?:thuộc(?: về)?|bởi|by|của)\s?:?\s?"
    r"(?P<name>[^.,;:©®()\"]{3,60}(?:\.(?:com|net|org|gov|vn)){0,3})",
    re.IGNORECASE,
)
_NAMED = re.compile(
    r"(?:[©®]|copyright|bản quyền)(?:\s?copyright)?[^\w]{0,3}(?:\d{4}\s?[-–]?\s?(?:\d{4})?)?"
    r"[\s,.-]{0,3}(?:by\s)?"
    r"(?P<name>[^,.;:©®()\"|]{3,50})",
    re.IGNORECASE,
)
# Papers and broadcasters that were made one: "Báo và Phát thanh, Truyền hình Quảng Ninh".
_MERGED = re.compile(
    r"(?:báo (?:và|&|-) (?:đài )?|trung tâm truyền thông )?(?:phát thanh(?:,? (?:và )?|\s?[-–&]\s?)"
    r"truyền hình|pt\s?[-–&]?\s?th|ptth)\s(?:tỉnh |thành phố |tp\.? ?)?(?P<place>\S.{2,30})",
    re.IGNORECASE,
)
_MERGED_RIGHTS = re.compile(
    r"báo (?:và|&|-) (?:đài )?(?:phát thanh|pt)\b[^.;:©\"|]{4,60}", re.IGNORECASE
)
# "© 2023 Văn Nghệ Miệt Vườn": nothing but a year and a name, of which every word is written so.
_OWNED = re.compile(
    r"(?:©|\(c\)|copyright)(?:\s?©)?\s?(?:\d{4}(?:\s?[-–]\s?\d{4})?)\s?[-–.,]?\s?(?:by\s)?"
    r"(?P<name>(?-i:[^\W\d_a-zà-ỹ])[^\W_]{0,12}(?:\s(?-i:[^\W\d_a-zà-ỹ])[^\W_]{0,12}){1,5})\.?",
    re.IGNORECASE,
)
_NO_OWNER = re.compile(
    r"\b(?:công ty|tập đoàn|all|rights|reserved|bản quyền|cổ phần|tnhh|co|ltd|jsc|inc|corp)\b",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(r"theo dõi\s(?P<name>.{2,40}?)\strên\b", re.IGNORECASE)
_PAPER = re.compile(r"(?:báo|tạp chí|đài|báo điện tử)\s.{2,50}", re.IGNORECASE)
_HOST = re.compile(
    r"(?:@|www\.|https?://|website\s?:\s?)(?P<host>[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,20}){1,3})",
    re.IGNORECASE,
)
# Post offices, networks, sellers of advertisements and makers of sites: no publishers.
_OTHERS = re.compile(
    r"(?:gmail|yahoo|hotmail|outlook|icloud|facebook|fb|zalo|youtube|twitter|x|tiktok|instagram"
    r"|google|admicro|vccorp|eclick|fptonline|fpt|adtima|ants|vnpt|viettel|apple|microsoft|mic"
    r"|linkedin|pinterest|t|bit|novaads|epi|tel|goo)\.|mail\."
)
_BARE_HOST = re.compile(r"[a-z0-9-]{2,40}(?:\.[a-z0-9-]{2,20}){1,3}/?", re.IGNORECASE)
_KEEPS = re.compile(r"\s(?:nắm |đã )?giữ (?:bản |tác )?quyền\b.*", re.IGNORECASE)
_CUT_NAME = re.compile(r"(?:\s(?:và|của|phát thanh|&)|[-–,&])\s?$", re.IGNORECASE)
_FEWEST_BEFORE_MORE = 4

_LONGEST_MASTHEAD = 90
_INSTITUTION = re.compile(
    r"(?:UBND|ỦY BAN|UỶ BAN|CÔNG AN|ĐẢNG (?:BỘ|ỦY)|TỈNH|HUYỆN|THÀNH (?:PHỐ|ỦY)|SỞ|BỘ|BAN|HỘI"
    r"|LIÊN ĐOÀN|VIỆN|TRƯỜNG|TRUNG TÂM|ĐÀI|BÁO|TẠP CHÍ|CỔNG|TRANG|CƠ QUAN|MẶT TRẬN|ĐOÀN) "
    r"\S+(?: \S+){0,5}"
)
_PORTAL = re.compile(
    r"(?i:(?:cổng|trang) (?:thông tin|tin|ttđt)\b.{0,70})"
    r"|(?i:đài (?:phát thanh|truyền thanh|truyền hình|tiếng nói|pt)|truyền hình|báo|tạp chí)"
    r"(?: [A-ZĐÁÀÂĂÊÔƠƯ&–-]\S*){1,5}"
)


def publisher(lines: Sequence[str]) -> str:
    """The publisher named in the lines around an article, or ``""``.

    What the imprint asks to be cited by comes first, then the hosts of its addresses, then
    the holder of the rights, then names of known papers.
    """
    if len(lines) > 2 * _MOST_LINES:
        lines = [*lines[:_MOST_LINES], *lines[-_MOST_LINES:]]
    bare = [line for line in lines if "." in line and _BARE_HOST.fullmatch(line)]
    lines = [line for line in lines if len(line) <= _LONGEST and _HINT.search(line)]
    for line in lines:
        for match in _CITE.finditer(line):
            if name := _known(match["name"]):
                return name
    hosts = Counter(
        host
        for line in lines
        for match in _HOST.finditer(line)
        if (host := host_of(match["host"])) and not _OTHERS.match(host)
    )
    if hosts:
        return max(hosts, key=lambda host: hosts[host])
    rest = owner = ""
    for line in lines:
        if (merged := _MERGED_RIGHTS.search(line)) and (name := _known(merged[0])):
            return name
        line = _KEEPS.sub("", line)
        held = _RIGHTS.search(line) or _NAMED.search(line) or _FOLLOWED.search(line)
        if held and (name := _known(held["name"])):
            return name
        if held and _PAPER.fullmatch(held["name"].strip()) and not _CUT_NAME.search(held["name"]):
            rest = rest or " ".join(held["name"].split())
        if not owner and (owned := _OWNED.fullmatch(line)) and not _NO_OWNER.search(owned["name"]):
            owner = owned["name"]
        if not held and _PAPER.fullmatch(line) and (name := _known(line)):
            rest = name
    hosts = Counter(host for line in bare if (host := host_of(line)) and not _OTHERS.match(host))
    if hosts and "." not in rest:
        return max(hosts, key=lambda host: hosts[host])
    return rest or owner


def _known(name: str) -> str:
    """The host of the paper that a name is, or that it begins with (*Báo Tin tức - TTXVN*)."""
    name = name.strip(" \"“”'‘’.-")
    host = host_of(name)
    if host:
        return host
    paper = paper_named(name)
    if paper:
        return paper.host
    merged = _MERGED.fullmatch(name)
    paper = paper_named(f"Báo {merged['place']}") if merged else None
    if paper:
        return paper.host
    words = name.split()
    if len(words) < _FEWEST_BEFORE_MORE or words[0].lower() not in ("báo", "tạp"):
        return ""
    for count in range(len(words) - 1, 1, -1):
        # What goes on in small letters is another name: "Báo Công an nhân dân".
        if not words[count][0].islower() or words[count].lower() in ("và", "của", "điện"):
            paper = paper_named(" ".join(words[:count]).rstrip(" -–,"))
            if paper:
                return paper.host
    return ""


def is_masthead(text: str) -> bool:
    """Whether a line is the name of who keeps the site (*CÔNG AN TỈNH …*), not a title."""
    if len(text) > _LONGEST_MASTHEAD:
        return False
    if text.isupper() and _INSTITUTION.fullmatch(text):
        return True
    return bool(_PORTAL.fullmatch(text)) or paper_named(text) is not None
