"""Which short lines of a page's text are captions, and which belong to the text."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from newsearch.readers.page_lines import Line

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
# Scenes, and people or things that are shown.
_SCENE = re.compile(
    r"(?:quang cảnh|toàn cảnh|khung cảnh|cảnh|hiện trường|hình ảnh|một góc|chân dung|bức ảnh"
    r"|ảnh:)\b",
    re.IGNORECASE,
)
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
    r"|nhân dân|thí sinh|tập thể|trẻ em|vận động viên|niềm vui|nước|nhà|chợ|tiểu thương"
    r"|đông đảo|nhiều|một|hai)\b",
    re.IGNORECASE,
)
_POSITION = re.compile(
    r"\((?:[^()]{0,30}(?:đứng|ngồi|bên|bìa|giữa|trái|phải|hàng|thứ|áo|ngoài cùng))[^()]{0,40}\)",
    re.IGNORECASE,
)
_PLACE = re.compile(r"\s(?:tại|bên cạnh|cùng với)\s", re.IGNORECASE)
# What tells a sentence of the text from the words under a picture.
_NARRATIVE = re.compile(
    r"\b(?:đã|sẽ|đang|cho biết|cho hay|nói|khẳng định|nhấn mạnh|chia sẻ|cũng|vẫn|còn|được biết"
    r"|bị|là|nếu|vì|nên"
    r"|theo|hiện|trước đó|sau đó|tuy nhiên|phải|không|chưa|có thể|tiếp tục|cần|hơn|khoảng|mới"
    r"|rất|lại|nhưng|cụ thể"
    r"|như|đều|mà|rồi|thì|này|năm nay|gây|khiến|làm rõ|điều tra|tử vong|tỷ đồng|triệu đồng)\b",
    re.IGNORECASE,
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


def has_credit(line: Line) -> bool:
    """Whether a line ends with whose picture it describes (*Ảnh: VGP*)."""
    return len(line.text) <= LONGEST_CAPTION and bool(_CREDIT.search(line.text[-120:]))


def is_only_credit(line: Line) -> bool:
    """Whether a line is nothing but a picture's credit."""
    return len(line.text) <= 80 and bool(_ONLY_CREDIT.fullmatch(line.text))


def is_caption(lines: Sequence[Line], number: int) -> bool:
    """Whether the line of that number is a caption.

    A credit decides. Else a caption is short and one sentence at most; with a final
    period it must show a scene or people and tell nothing, without one it is a caption
    unless it looks like the heading of what follows or opens like running text.
    """
    line = lines[number]
    text = line.text
    if has_credit(line):
        return True
    if len(text) > _SHORT or line.heading or text.endswith((":", ";", ",", "?", "!")):
        return False
    sentences = text.rstrip(' .…”"').count(". ")
    if sentences:
        return False
    if _POSITION.search(text):
        return True
    scene, shown = bool(_SCENE.match(text)), bool(_SHOWN.match(text))
    if line.ends_sentence:
        if len(text) > (110 if scene or shown else 90) or text.endswith(("”", '"')):
            return False
        between = 0 < number < len(lines) - 1 or scene or shown
        tells = _NARRATIVE.search(text) or (_OPENS_TEXT.match(text) and not shown)
        return between and (scene or not tells)
    if scene:
        return True
    if _OPENS_TEXT.match(text) and not text.lower().startswith("tại "):
        return False
    words = text.count(" ") + 1
    if shown:
        return words >= 4
    # A short line without a period right above a paragraph is its heading.
    heads_text = number + 1 < len(lines) and lines[number + 1].is_paragraph and words <= 12
    return words >= 5 and (not heads_text or bool(_PLACE.search(text)))


def split_captions(lines: Sequence[Line]) -> tuple[list[Line], list[str]]:
    """The lines of the text, and the captions among them, with credits of their own line."""
    if not any(line.is_paragraph for line in lines):
        text = [line for line in lines if not has_credit(line)]
        return text, [line.text for line in lines if has_credit(line)]
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
        elif is_caption(lines, number):
            captions.append(line.text)
        else:
            body.append(line)
    return body, list(dict.fromkeys(captions))
