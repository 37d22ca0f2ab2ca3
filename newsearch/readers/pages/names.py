"""People's names, and the groups and departments that sign in their place."""

from __future__ import annotations

import re

from newsearch.readers.pages.phrases import PLACES, SECTIONS

INITIALS = re.compile(r"(?:[^\W\d_]{1,3}\s?\.\s?){1,4}(?:[^\W\d_]{1,12}\.?)?")
"""A name by its first letters: ``L.H.``, ``T.Anh``."""
JOINT = re.compile(r"\s+[-–—]\s+|\s?[,;&|+]\s?|\s+và\s+|(?<=\w)[–—](?=\w)|(?<=\w{2})-(?=\w{2})")
"""What joins several names in one line."""
_GROUPS = frozenset(
    (
        "nhóm pv", "nhóm phóng viên", "pv", "p.v", "p.v.", "phóng viên", "btv", "ctv", "nhóm ctv",
        "ban biên tập", "bbt", "nhóm tác giả", "pv - ctv", "pv-ctv", "tòa soạn",
    )
)  # fmt: skip
_GROUP = re.compile(r"nhóm (?:pv|phóng viên)\b.{0,40}", re.IGNORECASE)
# A desk of the paper that signs: "TT Phát triển Nội dung số", "Ban Thời sự".
_DEPARTMENT = re.compile(
    r"(?:TT|Trung tâm|Ban|Phòng|Tổ|Nhóm|Tòa soạn|CLB|Bộ phận|Chuyên mục|Văn phòng|VP"
    r"|Đài (?:Truyền|Phát) thanh|Cổng TTĐT|Cổng Thông tin|Bộ Biên tập|Toà soạn"
    r"|Thông tin)\s+[^\W\d_].{1,50}"
)
_DEGREES = frozenset(
    ("ts", "ths", "gs", "pgs", "bs", "ls", "kts", "gs.ts", "pgs.ts", "ths.bs", "ts.bs", "nguts")
)
# Capitalised first words of titles, captions and departments, not of people's names.
_NOT_NAMES = frozenset(
    (
        "báo", "ban", "đài", "sở", "bộ", "tin", "ảnh", "video", "clip", "infographic", "podcast",
        "tòa", "ủy", "tỉnh", "huyện", "xã", "phường", "quận",
    )
)  # fmt: skip
_INSIDE_NAMES = str.maketrans("", "", "-.'’ʼ")  # H’Lan Niê, Vũ Khương-An, Ng. Hà


def is_group(text: str) -> bool:
    """Whether a text stands for reporters without naming them (*Nhóm PV*, *PV*)."""
    return text.lower() in _GROUPS or bool(_GROUP.fullmatch(text))


def is_department(text: str) -> bool:
    """Whether a text is the name of a desk of the paper (*Ban Thời sự*)."""
    return len(text) <= 60 and bool(_DEPARTMENT.fullmatch(text)) and text[-1:] not in ".!?:"


def are_names(text: str) -> bool:
    """Whether a text is one or several people's names: few words, each with a capital."""
    if len(text) > 90 or not text or any(character.isdigit() for character in text):
        return False
    names = [name for name in JOINT.split(text) if name]
    return 0 < len(names) <= 6 and all(_is_name(name) for name in names)


def _is_name(name: str) -> bool:
    if INITIALS.fullmatch(name):
        return True
    words = name.split()
    if len(words) > 1 and words[0].lower().rstrip(".") in _DEGREES:
        words = words[1:]
    return (
        1 <= len(words) <= 5
        and len(name) >= 3
        and words[0].lower() not in _NOT_NAMES
        and name.lower() not in SECTIONS
        and name.lower() not in PLACES
        and all(word[0].isupper() and word.translate(_INSIDE_NAMES).isalpha() for word in words)
    )
