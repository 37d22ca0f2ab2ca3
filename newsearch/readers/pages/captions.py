"""Which short lines of a page's text are captions, and which belong to the text.

A caption among the text costs little; a sentence among the captions has lost its place.
So a line is a caption on evidence only, and the rest of the page has its say.
"""

from __future__ import annotations

import re
from enum import IntEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsearch.readers.pages.lines import Line

_CREDIT = re.compile(
    r"(?:^|[\s.(\-–—|])(?:ảnh|ảnh minh h[oọ]ạ?a?|ảnh chụp màn hình|ảnh tư liệu|video|clip"
    r"|đồ h[oọ]ạ?a?|nguồn ảnh"
    r"|ảnh internet|nguồn)\s?(?::\s?\S.{0,80}|minh h[oọ]ạ?a?|tư liệu|internet)[).]{0,2}$"
    r"|\((?:ảnh|nguồn)[^()]{0,60}\)\.?$|\bảnh minh h[oọ]ạ?a?\)?\.?$|[-–—]\s?ảnh \d{1,2}\.?$",
    re.IGNORECASE,
)
_ONLY_CREDIT = re.compile(
    r"\(?(?:ảnh|nguồn ảnh|video|clip|đồ h[oọ]ạ?a?|ảnh minh h[oọ]ạ?a?)\s?(?::\s?[^:]{1,60}"
    r"|minh h[oọ]ạ?a?.{0,20})?\)?\.?",
    re.IGNORECASE,
)
# Scenes: words that only the text under a picture begins with.
_SCENE = re.compile(
    r"(?:quang cảnh|toàn cảnh|khung cảnh|cảnh(?! sát| báo| giác| cáo| vệ| ngộ)|hiện trường"
    r"|hình ảnh|một góc|một cảnh|chân dung|bức ảnh|ảnh:)\b",
    re.IGNORECASE,
)
# People and things that captions name first; sentences of the text do so, too.
_SHOWN = re.compile(
    r"(?:các|những|đồng chí|đ/c|ông|bà|anh|chị|cụ|em|lãnh đạo|đại biểu|người|bà con|nông dân"
    r"|công nhân|lực lượng"
    r"|cán bộ|chiến sĩ|bộ đội|dân quân|cảnh sát|học sinh|sinh viên|cầu thủ|tiền đạo|thủ môn|đội"
    r"|đoàn|ban|chủ tịch"
    r"|phó|bí thư|thủ tướng|bộ trưởng|giám đốc|tổng|cử tri|thanh niên|phụ nữ|tàu|xe|chiếc|khu"
    r"|cầu|tuyến|đường|ca sĩ"
    r"|diễn viên|nghệ sĩ|người mẫu|bị cáo|bị can|đối tượng|nghi phạm|tang vật|khách|du khách"
    r"|hội viên|nhân viên"
    r"|nhân dân|nhóm|màn hình|trao|tặng|tiết mục|bên trong|phía|ngôi|căn|nghi can|hoa hậu"
    r"|cặp đôi|vợ chồng|gia đình"
    r"|thí sinh|tập thể|trẻ em|vận động viên|niềm vui|nước|nhà|chợ|tiểu thương"
    r"|đông đảo|nhiều|một|hai)\b",
    re.IGNORECASE,
)
# Headings begin so as often as captions: "Những đêm trắng", "Một nội dung, hai cách hiểu".
_COUNTED = re.compile(r"(?:các|những|nhiều|một|hai)\b", re.IGNORECASE)
# Who stands in the pictures of meetings and ceremonies.
_OFFICIAL = re.compile(
    r"(?:(?:các|những|toàn thể|đông đảo)\s)?(?:(?:vị\s)?đại biểu|tập thể|đồng chí|lãnh đạo)\b",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"\((?:[^()]{0,30}(?:đứng|ngồi|bên|bìa|giữa|trái|phải|hàng|thứ|áo|ngoài cùng))[^()]{0,40}\)",
    re.IGNORECASE,
)
_VIEW = re.compile(r"\s(?:nhìn từ|chụp từ|trong ảnh|trong phim)\s", re.IGNORECASE)
# "Hùng tại cơ quan điều tra": short, and a place where pictures are taken.
_AT_EVENT = re.compile(
    r"(?P<shown>[^.,;:]{3,50})\stại\s(?:cơ quan (?:điều tra|công an)|cqđt"
    r"|phiên (?:tòa|toà|xử|xét xử)"
    r"|(?:buổi|lễ|hội|đại hội|sự kiện|hiện trường|kỳ họp|chương trình)\b)[^.,;:]{0,50}\.?",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s(?:tại|bên cạnh|cùng với)\s", re.IGNORECASE)
# What tells a sentence of the text from the words under a picture.
_NARRATIVE = re.compile(
    r"\b(?:đã|sẽ|đang|cho biết|cho hay|nói|khẳng định|nhấn mạnh|chia sẻ|cũng|vẫn|còn|được biết"
    r"|bị|là|nếu|vì|nên"
    r"|theo|hiện(?! trường)|trước đó|sau đó|tuy nhiên|phải|không|chưa|có thể|tiếp tục|cần"
    r"|hơn|khoảng|mới|rất|lại|nhưng|cụ thể"
    r"|như|đều|mà|rồi|thì|này|năm nay|gây|khiến|làm rõ|điều tra|tử vong|tỷ đồng|triệu đồng"
    r"|tôi|chúng tôi|họ|ai|dự báo|dự kiến|cho rằng|đề nghị|yêu cầu|kêu gọi|quyết định|xác định"
    r"|xác nhận|phát hiện|thông báo|tuyên bố|cảnh báo|thừa nhận|khai|bắt đầu|kết thúc|tự tay"
    r"|nhanh chóng|đó|ấy|kể|thấy|muốn|chỉ|tăng|giảm)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(
    r"\d\s?(?:%|phần trăm|đồng|usd|đô la|nghìn|ngàn|triệu|tỷ|tỉ)(?!\w)", re.IGNORECASE
)
_OPENS_TEXT = re.compile(
    r"(?:tuy nhiên|trước đó|sau đó|hiện|theo|được biết|ngoài ra|đến|từ|ngày|trong|nhân dịp|cùng"
    r"|đồng thời|về|đây|vụ"
    r"|vì|do|nếu|khi|bên cạnh|đặc biệt|dự kiến|kết quả|như vậy|qua|tại|[-+•*\"“‘'–]|\d+[.)/]"
    r"|[a-zđ]\)|[IVX]+\.)(?!\w)",
    re.IGNORECASE,
)
LONGEST_CAPTION = 450
_SHORT = 200
_SENTENCE = 110
_LONG_PARAGRAPH = 90
_FEWEST_WORDS = 6
_LONGEST_HEADING = 60
_LONGEST_SCENE_ABOVE_TEXT = 60


class Evidence(IntEnum):
    """How much speaks for a line's being a caption.

    A line of `WEAK` evidence could be a sentence of the text as well; the page decides.
    """

    NONE = 0
    WEAK = 1
    SURE = 2


def has_credit(line: Line) -> bool:
    """Whether a line ends with whose picture it describes (*Ảnh: VGP*)."""
    return len(line.text) <= LONGEST_CAPTION and bool(_CREDIT.search(line.text[-120:]))


def is_only_credit(line: Line) -> bool:
    """Whether a line is nothing but a picture's credit."""
    return len(line.text) <= 80 and bool(_ONLY_CREDIT.fullmatch(line.text))


def evidence(lines: Sequence[Line], number: int) -> Evidence:
    """What the line of that number is, judged by itself and by the line below it.

    A credit decides. Else a caption is short and one sentence at most; one that ends with a
    period must show a scene, a position or a ceremony's guests and tell nothing. Without a
    period it is a caption unless it looks like the heading of what follows or opens like
    running text.
    """
    line = lines[number]
    text = line.text
    if has_credit(line):
        return Evidence.SURE
    if len(text) > _SHORT or line.heading or text.endswith((":", ";", ",", "?", "!")):
        return Evidence.NONE
    if ". " in text.rstrip(' .…”"'):
        return Evidence.NONE
    if _POSITION.search(text):
        return Evidence.SURE
    if line.ends_sentence:
        return _of_sentence(text)
    following = lines[number + 1] if number + 1 < len(lines) else None
    without_period = _of_words(text, following is not None and _is_sentence(following))
    return Evidence.SURE if without_period else Evidence.NONE


def _of_sentence(text: str) -> Evidence:
    if len(text) > _SENTENCE or text.endswith(("”", '"', "…", "...")):
        return Evidence.NONE
    scene, event = _SCENE.match(text), _AT_EVENT.fullmatch(text)
    if _NARRATIVE.search(text if not event else event["shown"], scene.end() if scene else 0):
        return Evidence.WEAK if scene else Evidence.NONE
    if scene or event or _VIEW.search(text):
        return Evidence.SURE
    if _OFFICIAL.match(text) or _is_only_names(text):
        return Evidence.SURE
    opens = _OPENS_TEXT.match(text) and not _SHOWN.match(text)
    if opens or _AMOUNT.search(text) or text.count(" ") + 1 < _FEWEST_WORDS:
        return Evidence.NONE
    return Evidence.WEAK


def _is_sentence(line: Line) -> bool:
    return line.is_paragraph or (line.ends_sentence and len(line.text) >= _LONGEST_HEADING)


def _of_words(text: str, above_text: bool) -> bool:
    """Whether words without a final period are a caption."""
    if _SCENE.match(text):
        return True
    if _OPENS_TEXT.match(text) and not text.lower().startswith("tại "):
        return False
    words = text.count(" ") + 1
    if _SHOWN.match(text) and not _COUNTED.match(text):
        return words >= 4
    # A short line without a period right above the text is its heading.
    heads_text = above_text and words <= 12
    return words >= 5 and (not heads_text or bool(_PLACE.search(text)))


def _is_only_names(text: str) -> bool:
    """Whether a sentence is but names, perhaps behind a role: *Diễn viên Lê Na và Vũ Lâm.*"""
    role = _SHOWN.match(text)
    rest = text[role.end() :] if role else text
    words = re.sub(r"[,.&]|\bvà\b", " ", rest).split()
    return 2 <= len(words) <= 12 and all(word[0].isupper() and word.isalpha() for word in words)


def split_captions(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines of the text, and the captions among them, with credits of their own line.

    The first line of the text is its lead; without a credit or a short scene it is no caption.
    """
    if not any(line.is_paragraph for line in lines):
        text = [line for line in lines if not has_credit(line)]
        return text, [line.text for line in lines if has_credit(line)]
    found = _with_weak(lines, [evidence(lines, number) for number in range(len(lines))])
    body: list[Line] = []
    captions: list[str] = []
    skip = False
    for number, line in enumerate(lines):
        if skip:
            skip = False
            continue
        following = lines[number + 1] if number + 1 < len(lines) else None
        if is_only_credit(line):
            captions.append(line.text)
        elif following and is_only_credit(following) and not line.is_paragraph:
            captions.append(f"{line.text} {following.text}")
            skip = True
        elif found[number] and (body or _is_above_text(line)):
            captions.append(line.text)
        else:
            body.append(line)
    return body, list(dict.fromkeys(captions))


def _is_above_text(line: Line) -> bool:
    """Whether a first line is a caption nevertheless: of the picture above the lead."""
    scene = _SCENE.match(line.text) if len(line.text) <= _LONGEST_SCENE_ABOVE_TEXT else None
    return has_credit(line) or bool(scene and not _NARRATIVE.search(line.text, scene.end()))


def _with_weak(lines: Sequence[Line], found: Sequence[Evidence]) -> list[bool]:
    """Which lines are captions, the ones of weak evidence judged by the others of the page.

    They count where sentences of the text never stand alone, the page has another caption,
    and they stand between paragraphs.
    """
    sure = [it is Evidence.SURE for it in found]
    above, below = _beside_paragraph(lines, found), _beside_paragraph(lines[::-1], found[::-1])
    weak = [
        it is Evidence.WEAK and above[number] and below[-1 - number]
        for number, it in enumerate(found)
    ]
    count, paragraphs = sum(weak), sum(line.is_paragraph for line in lines)
    rest = [line for number, line in enumerate(lines) if not (sure[number] or weak[number])]
    alone = any(
        line.ends_sentence and len(line.text) < _LONG_PARAGRAPH
        for line in rest[1:]  # without the lead
        if not (line.heading or line.text.endswith(":"))
    )
    supported = count + sum(sure) >= 2 and count <= paragraphs and not alone
    return [sure[number] or (supported and weak[number]) for number in range(len(lines))]


def _beside_paragraph(lines: Sequence[Line], found: Sequence[Evidence]) -> list[bool]:
    """For every line whether the last one before it that is no caption is a paragraph."""
    beside: list[bool] = []
    paragraph = False
    for line, it in zip(lines, found, strict=True):
        beside.append(paragraph)
        if not it:
            paragraph = line.is_paragraph
    return beside
