"""What a paper says of itself at the end of an article's text: its products, calls to readers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import accumulate
from typing import TYPE_CHECKING

from newsearch.readers.html.body import is_paragraph
from newsearch.readers.html.names import Role
from newsearch.sources.papers import paper_of_host

if TYPE_CHECKING:
    from collections.abc import Iterable

    from newsearch.readers.html.blocks import Block, Blocks
    from newsearch.readers.html.body import Body

_MOST = 8
_LONGEST = 400
_FEWEST_PARAGRAPHS = 3
_LINKED_SHARE = 0.25
_SHORTEST_NAME = 3
_CALL = re.compile(
    r"\W{0,3}(?:(?:trân trọng |kính )?(?:mời|dành cho)\s(?:các |quý )?"
    r"(?:bạn(?: đọc| xem| nghe)?|độc giả|quý vị|khán giả|thính giả)\b"
    r"|(?:quý |các )?(?:bạn đọc|độc giả|khán giả|thính giả)\s(?:có thể|quan tâm|muốn|vui lòng)\b"
    r"|(?:mời )?(?:đón|tìm) (?:đọc|xem|nghe)\b|theo dõi (?:kênh|chúng tôi|thêm|fanpage|báo)\b"
    r"|(?:tải|cài đặt) (?:ngay )?(?:ứng dụng|app)\b|đăng ký (?:nhận|kênh|theo dõi|mua|đặt)\b"
    r"|đặt (?:mua )?báo\b|.{0,50}\b(?:mời|tri ân|gửi (?:tới|đến)) (?:các |quý )?"
    r"(?:bạn đọc|độc giả|khán giả|thính giả)\b)",
    re.IGNORECASE,
)


def mark_promotions(found: Blocks, body: Body, host: str, sites: Iterable[str]) -> None:
    """Marks the blocks at the end of a body that speak of the paper rather than of the news.

    They are set apart from the text, in a box of their own or all in bold or slanted letters;
    and they call readers, are linked, or (in a box) name the paper, of ``host`` and called as
    ``sites`` tell.
    """
    blocks = found.blocks
    paragraphs = [n for n in range(body.start, body.end) if is_paragraph(blocks[n])]
    if len(paragraphs) < _FEWEST_PARAGRAPHS:
        return
    depths = _depths(found, body)
    usual = Counter(depths[number - body.start] for number in paragraphs).most_common(1)[0][0]
    names = _names(host, sites)
    last = [n for n in range(body.start, body.end) if blocks[n].role is Role.TEXT][-_MOST:]
    for number in reversed(last):
        block = blocks[number]
        if is_promotion(block, names, boxed=depths[number - body.start] > usual):
            block.role = Role.RELATED
        elif is_paragraph(block):
            return


def is_promotion(block: Block, names: re.Pattern[str] | None, *, boxed: bool) -> bool:
    """Whether a block that may be ``boxed`` speaks of the paper that has one of ``names``."""
    text = block.text
    if len(text) > _LONGEST or not (boxed or block.emphasis) or block.under_image:
        return False
    if _CALL.match(text):
        return True
    if block.linked >= _LINKED_SHARE * len(text) and boxed:
        return True
    return boxed and names is not None and bool(names.search(text))


def _depths(found: Blocks, body: Body) -> list[int]:
    """For every block of a body in how many of the body's elements it is."""
    length = body.end - body.start
    changes = [0] * (length + 1)
    for span in found.spans:
        if body.start <= span.start and span.end <= body.end and span.end - span.start < length:
            changes[span.start - body.start] += 1
            changes[span.end - body.start] -= 1
    return list(accumulate(changes))[:length]


def _names(host: str, sites: Iterable[str]) -> re.Pattern[str] | None:
    """A pattern of what the paper is called: its host's first word, its names."""
    paper = paper_of_host(host)
    names = [host.split(".")[0], host, *sites, *((paper.name, *paper.aliases) if paper else ())]
    known = sorted({name for name in names if len(name) >= _SHORTEST_NAME}, key=len, reverse=True)
    if not known:
        return None
    return re.compile(r"\b(?:" + "|".join(map(re.escape, known)) + r")\b", re.IGNORECASE)
