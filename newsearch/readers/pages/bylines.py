"""Bylines and source lines: who wrote a page's article, and where it was taken from."""

from __future__ import annotations

import re
from dataclasses import dataclass

from newsearch.sources.names import host_of, normalize_source

_LABEL = re.compile(
    r"(?:(?:bài|tin|tin bài|ảnh|nội dung|video|clip|đồ họa|thực hiện|tác giả|tổng hợp|người viết"
    r"|phóng viên|pv|biên dịch|biên tập|ghi chép|nhóm pv|nhóm phóng viên)"
    r"(?:\s?(?:,|và|&|-|–|/|\s)\s?(?:bài|ảnh|clip|video|đồ họa))*)\s?:\s*",
    re.IGNORECASE,
)
_PHOTO_LABEL = re.compile(r"(?:ảnh|video|clip|đồ họa)\s?:", re.IGNORECASE)
_NOTE = re.compile(
    r"\s*\((?:tổng hợp|thực hiện|ghi|lược ghi|lược dịch|dịch|biên dịch|biên tập|st|sưu tầm"
    r"|theo\s[^()]{2,80}"
    r"|từ\s[^()]{2,60}|[^()]{2,60}(?:tổng hợp|ghi|dịch))\)\s*$",
    re.IGNORECASE,
)
_FROM = re.compile(
    r"\(?\s?theo\s(?!dõi\b)(?P<name>[^()]{2,60}?)\s?(?:copy link|lấy link!?)?\s?\)?\.?",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    r"\(?(?:nguồn(?: tin| bài| bài viết| tin bài)?|source"
    r"|theo nguồn)\s?[:：]\s*(?P<name>\S.{1,120}?)\s?\)?\.?",
    re.IGNORECASE,
)
_INITIALS = re.compile(r"(?:[^\W\d_]{1,3}\s?\.\s?){1,4}(?:[^\W\d_]{1,12}\.?)?")
_JOINT = re.compile(r"\s+[-–—]\s+|\s?[,;&/|]\s?|\s+và\s+|(?<=\w)[–—](?=\w)")
_GROUPS = frozenset(
    (
        "nhóm pv",
        "nhóm phóng viên",
        "pv",
        "p.v",
        "ttxvn",
        "phóng viên",
        "btv",
        "ctv",
        "ban biên tập",
        "bbt",
    )
)
# Capitalised first words of titles, captions and departments, not of people's names.
_NOT_NAMES = frozenset(
    ("báo", "ban", "đài", "sở", "bộ", "tin", "ảnh", "video", "clip", "infographic", "podcast")
)
_INSIDE_NAMES = str.maketrans("", "", "-.'’ʼ")  # H’Lan Niê, Vũ Khương-An, Ng. Hà
# A name at the end of the last paragraph: "... về vụ việc này. GIA MINH".
_TAIL_CAPITALS = re.compile(
    r"(?<=[.!?…”\"/])\s+(?P<name>[^\W\d_]{2,10}(?:\s[^\W\d_]{2,10}){1,3})\.?$"
)
_TAIL_SLASH = re.compile(
    r"\./\.\s*(?P<name>[^\W\d_][^\W\d_]{0,9}(?:\s[^\W\d_]{1,10}){1,4})(?:\s?[/(–-].{0,40})?$"
)
# How newsrooms sign a lead, and the host that stands behind the sign.
_LEAD_SIGNS = {
    "tto": "tuoitre.vn", "tt": "tuoitre.vn", "dân trí": "dantri.com.vn", "nlđo": "nld.com.vn",
    "nlđ": "nld.com.vn", "chinhphu.vn": "chinhphu.vn", "vov.vn": "vov.vn", "vov": "vov.vn",
    "tp": "tienphong.vn", "tpo": "tienphong.vn", "bdo": "baobinhduong.vn", "vtc news": "vtcnews.vn",
    "vtv.vn": "vtv.vn", "vietnam+": "vietnamplus.vn", "tno": "thanhnien.vn", "plo": "plo.vn",
    "vnexpress": "vnexpress.net", "sggpo": "sggp.org.vn", "sggp": "sggp.org.vn", "qđnd": "qdnd.vn",
    "hnm": "hanoimoi.vn", "cand": "cand.com.vn", "haiphong.gov.vn": "haiphong.gov.vn",
}  # fmt: skip
_LEAD_SIGN = re.compile(r"\(?([\w.+ ]{2,16}?)\)?\s?[-–—]\s?(?=\S)|\(([\w.+ ]{2,16})\)\s")


@dataclass(frozen=True, slots=True)
class Byline:
    """The author that a line names, and a source that is not the author."""

    author: str = ""
    source: str = ""


def byline(text: str) -> Byline | None:
    """A whole line read as a byline, or None when it is none.

    >>> byline("Hà Thu (tổng hợp)")
    Byline(author='Hà Thu', source='')
    """
    if not 2 <= len(text) <= 120:
        return None
    taken = _FROM.fullmatch(text)
    if taken:
        name = taken["name"].strip()
        if host_of(name):
            return Byline(source=normalize_source(name))
        return Byline(author=name) if _are_names(name) else Byline(source=name)
    label = _LABEL.match(text)
    name = _NOTE.sub("", text[label.end() :] if label else text).strip(" .*–—-")
    if not name or (label and _PHOTO_LABEL.match(text)):
        return None
    if label and len(name) <= 80 and name[0].isupper():
        return Byline(author=name)
    if name.lower() in _GROUPS or _INITIALS.fullmatch(text) or _are_names(name):
        return Byline(author=text.strip() if _INITIALS.fullmatch(text) else name)
    return None


def source_line(text: str) -> str:
    """The source that a line such as *Nguồn tin: haiphong.gov.vn* names, else ``""``."""
    match = _SOURCE.fullmatch(text) if len(text) <= 160 else None
    return normalize_source(match["name"]) if match else ""


def split_tail_name(text: str) -> tuple[str, str]:
    """A last paragraph without the author's name at its end, and that name."""
    start = max(0, len(text) - 90)
    for pattern in (_TAIL_CAPITALS, _TAIL_SLASH):
        match = pattern.search(text, start)
        capitals = match is not None and (pattern is _TAIL_SLASH or match["name"].isupper())
        if match and capitals and _are_names(match["name"]):
            end = match.start() + (3 if pattern is _TAIL_SLASH else 0)
            return text[:end].rstrip(), match["name"]
    return text, ""


def source_of_lead(text: str) -> str:
    """The host behind a lead's sign (*TTO -*, *(Dân trí) -*), else ``""``."""
    match = _LEAD_SIGN.match(text)
    return _LEAD_SIGNS.get((match[1] or match[2]).strip().lower(), "") if match else ""


def _are_names(text: str) -> bool:
    """Whether a text is one or several people's names: few words, each with a capital."""
    if len(text) > 70 or not text or any(character.isdigit() for character in text):
        return False
    names = [name for name in _JOINT.split(text) if name]
    return 0 < len(names) <= 4 and all(_is_name(name) for name in names)


def _is_name(name: str) -> bool:
    if _INITIALS.fullmatch(name):
        return True
    words = name.split()
    return (
        1 <= len(words) <= 5
        and len(name) >= 3
        and words[0].lower() not in _NOT_NAMES
        and all(word[0].isupper() and word.translate(_INSIDE_NAMES).isalpha() for word in words)
    )
