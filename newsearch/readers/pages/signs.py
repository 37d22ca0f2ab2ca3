"""What newsrooms set before their leads (*TTO -*, *(Dân trí) -*), and who stands behind it."""

from __future__ import annotations

import re

from newsearch.sources.names import host_of
from newsearch.sources.papers import paper_named

# Signs that are no name of the paper elsewhere.
_SIGNS = {
    "ldo": "laodong.vn", "pl": "plo.vn", "tn": "thanhnien.vn",
    "vho": "baovanhoa.vn", "gđxh": "giadinh.suckhoedoisong.vn",
    "tbktsg online": "thesaigontimes.vn", "hnmo": "hanoimoi.vn", "atgt": "baogiaothong.vn",
    "clo": "congluan.vn", "nb&cl": "congluan.vn",
    "lđtđ": "laodongthudo.vn", "glo": "baogialai.com.vn",
    "tho": "baothanhhoa.vn", "bto": "baobinhthuan.com.vn", "bpo": "baobinhphuoc.com.vn",
    "đto": "baodongthap.vn", "qbđt": "baoquangbinh.vn", "bgđt": "baobacgiang.vn",
    "hbđt": "baohoabinh.com.vn", "ago": "baoangiang.com.vn", "abo": "baoapbac.vn",
    "đn": "baodongnai.com.vn", "đnđt": "baodanang.vn", "qno": "baoquangnam.vn", "bnews": "bnews.vn",
    "ngđt": "nguoiduatin.vn", "đđk": "daidoanket.vn", "vtc now": "vtcnow.vn",
}  # fmt: skip
_SIGN = re.compile(
    r"\((?P<inside>[\w.+& ]{2,24})\)\s?[-–—:.]?\s?(?=\S)"
    r"|(?P<bare>[\w.+&]{2,24}(?: [\w.+&]{2,12}){0,3})(?:\s[-–—|]\s?|[-–—]\s)(?=\S)"
)
_LONGEST_BARE = 20


def source_of_lead(text: str) -> str:
    """The host behind a lead's sign (*TTO -*, *(Dân trí) -*), else ``""``."""
    first = text[:1]
    if not (first == "(" or first.isupper()):
        return ""
    match = _SIGN.match(text[:60])
    if not match:
        return ""
    sign = (match["inside"] or match["bare"]).strip()
    host = _SIGNS.get(sign.lower()) or host_of(sign)
    if host:
        return host
    # A bare name of several words before a dash is more often the subject of a sentence.
    if match["bare"] and (len(sign) > _LONGEST_BARE or not _is_sign(sign)):
        return ""
    paper = paper_named(sign)
    return paper.host if paper else ""


def _is_sign(words: str) -> bool:
    return words.isupper() or " " not in words or words.split(" ")[0].isupper()
